//! The words of the pages, in Vietnamese and English.
//!
//! What the law and the engine say (names of criteria, problems, reasons) is not here: it comes from
//! them.

use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use ocop::Lang;

/// The words of one language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words {
    pub(crate) lang: Lang,
}

macro_rules! words {
    ($($name:ident: $vi:literal, $en:literal;)*) => {
        impl Words {
            $(
                pub(crate) const fn $name(self) -> &'static str {
                    self.say($vi, $en)
                }
            )*
        }

        /// Every word, for tests: its name, in Vietnamese, in English.
        #[cfg(test)]
        const ALL: &[(&str, &str, &str)] = &[$((stringify!($name), $vi, $en)),*];
    };
}

words! {
    tag: "vi", "en";
    other_tag: "en", "vi";
    other_name: "English", "Tiếng Việt";
    skip: "Đến nội dung chính", "Skip to content";

    api_title: "Gọi chương trình qua HTTP", "The engine over HTTP";
    api_lead: "Mỗi thao tác có một địa chỉ; gửi JSON lên, nhận JSON hoặc văn bản về. Không cần đăng nhập, máy chủ không lưu gì.", "Each operation has its address; JSON goes in, JSON or a document comes out. No login, and nothing is kept.";
    api_description: "Mô tả theo OpenAPI 3.1", "Description as OpenAPI 3.1";
    api_operations: "Các thao tác", "Operations";
    api_noscript: "Trình duyệt không chạy mã lệnh: chỉ thử được tại đây các thao tác không cần dữ liệu vào.", "Without scripts, only operations without an input can be tried here.";
    api_input: "Dữ liệu vào", "Input";
    api_output: "Kết quả", "Output";
    api_none: "không có", "none";
    api_schema: "một JSON Schema", "a JSON Schema";
    api_document: "một văn bản", "a document";
    api_options: "Tùy chọn", "Options";
    api_required: "bắt buộc", "required";
    api_send: "Gửi", "Send";
}

impl Words {
    /// The one of the language.
    pub(crate) const fn say<'w>(self, vi: &'w str, en: &'w str) -> &'w str {
        ocop_text::say(self.lang, vi, en)
    }

    /// The words that a browser asks for: the ones chosen here before, or its own; else Vietnamese.
    pub(crate) fn asked(headers: &HeaderMap) -> Self {
        let chosen = cookie(headers, "lang");
        let own = || headers.get(ACCEPT_LANGUAGE)?.to_str().ok();
        let lang = match chosen.or_else(own) {
            Some(tag) if tag.trim_start().to_ascii_lowercase().starts_with("en") => Lang::En,
            _ => Lang::Vi,
        };
        Self { lang }
    }
}

/// A cookie by its name. A name that stands twice has the value that stands first: browsers put the
/// one of the nearest path there.
pub(crate) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let lines = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|l| l.to_str().ok());
    lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(n, value)| (n == name).then_some(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn words_stand_in_both_languages_composed_and_without_stray_spaces() {
        for (name, vi, en) in ALL {
            for text in [vi, en] {
                assert_eq!(text.trim(), *text, "{name}");
                assert!(!text.is_empty() && !text.contains("  "), "{name}");
                let combining = |c: char| ('\u{300}'..='\u{36f}').contains(&c);
                assert!(!text.contains(combining), "{name} is decomposed");
            }
        }
    }

    #[test]
    fn a_chosen_language_beats_that_of_the_browser_and_vietnamese_is_the_default() {
        let mut headers = HeaderMap::new();
        assert_eq!(Words::asked(&headers).lang, Lang::Vi);
        headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static("en-GB,en;q=0.9"));
        assert_eq!(Words::asked(&headers).lang, Lang::En);
        headers.insert(COOKIE, HeaderValue::from_static("a=b; lang=vi"));
        assert_eq!(Words::asked(&headers).lang, Lang::Vi);
    }
}
