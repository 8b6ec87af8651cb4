//! Text in two languages, and Vietnamese without its diacritics.

use serde::{Deserialize, Serialize};

/// A language of messages and labels: Vietnamese first, English beside it.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Vietnamese, the language of the law.
    #[default]
    Vi,
    /// English.
    En,
}

/// The same text in Vietnamese and English.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Text {
    /// Puts the two together.
    #[must_use]
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            vi: vi.into(),
            en: en.into(),
        }
    }

    /// The text in one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }
}

/// Vietnamese without diacritics, in lower case: composed and decomposed spellings come out alike.
fn fold(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars()
        .flat_map(char::to_lowercase)
        .filter_map(|c| match c {
            // combining marks of decomposed text
            '\u{300}'..='\u{36f}' => None,
            'à' | 'á' | 'ả' | 'ã' | 'ạ' | 'ă' | 'ằ' | 'ắ' | 'ẳ' | 'ẵ' | 'ặ' | 'â' | 'ầ' | 'ấ'
            | 'ẩ' | 'ẫ' | 'ậ' => Some('a'),
            'è' | 'é' | 'ẻ' | 'ẽ' | 'ẹ' | 'ê' | 'ề' | 'ế' | 'ể' | 'ễ' | 'ệ' => {
                Some('e')
            }
            'ì' | 'í' | 'ỉ' | 'ĩ' | 'ị' => Some('i'),
            'ò' | 'ó' | 'ỏ' | 'õ' | 'ọ' | 'ô' | 'ồ' | 'ố' | 'ổ' | 'ỗ' | 'ộ' | 'ơ' | 'ờ' | 'ớ'
            | 'ở' | 'ỡ' | 'ợ' => Some('o'),
            'ù' | 'ú' | 'ủ' | 'ũ' | 'ụ' | 'ư' | 'ừ' | 'ứ' | 'ử' | 'ữ' | 'ự' => {
                Some('u')
            }
            'ỳ' | 'ý' | 'ỷ' | 'ỹ' | 'ỵ' => Some('y'),
            'đ' => Some('d'),
            other => Some(other),
        })
}

/// A Vietnamese name as a slug: no diacritics, lower case, words joined by hyphens.
///
/// ```
/// assert_eq!(ocop::slug("Rau, củ, quả, hạt tươi"), "rau-cu-qua-hat-tuoi");
/// ```
#[must_use]
pub fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in fold(name) {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// The candidate nearest to a text by edit distance, diacritics aside; none where all are too far
/// to be what was meant.
#[must_use]
pub fn nearest<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: String = fold(text).take(64).collect();
    let length = wanted.chars().count();
    let limit = (length / 3).max(1);
    candidates
        .into_iter()
        .filter_map(|c| {
            let folded: String = fold(c).take(64).collect();
            // texts of very different lengths are far apart whatever they say
            let close = folded.chars().count().abs_diff(length) <= limit;
            close.then(|| (strsim::osa_distance(&wanted, &folded), c))
        })
        .filter(|(d, _)| *d <= limit)
        .min_by_key(|(d, _)| *d)
        .map(|(_, c)| c)
}

/// Bytes as lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(64), |mut out, b| {
        // writing to a string does not fail
        let _: std::fmt::Result = write!(out, "{b:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composed_and_decomposed_names_make_one_slug() {
        assert_eq!(
            slug("Gia vị khác (muối, hành, tỏi, tiêu)"),
            "gia-vi-khac-muoi-hanh-toi-tieu"
        );
        assert_eq!(slug("Đồ ăn nhanh"), "do-an-nhanh");
        let decomposed = "Đo\u{302}\u{300} a\u{306}n nhanh";
        assert_eq!(slug(decomposed), "do-an-nhanh");
        assert_eq!(slug("--"), "");
    }

    #[test]
    fn the_nearest_spelling_is_found_and_far_ones_are_not() {
        let names = ["answers", "assessed_on", "product_set", "findings"];
        assert_eq!(nearest("anwsers", names), Some("answers"));
        assert_eq!(nearest("product-set", names), Some("product_set"));
        assert_eq!(nearest("finding", names), Some("findings"));
        assert_eq!(nearest("colour", names), None);
        assert_eq!(nearest("", names), None);
    }
}
