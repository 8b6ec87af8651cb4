//! Text in two languages, and the nearest of some texts.

use std::borrow::Cow;

use ocop_vietnamese::fold;
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

/// The beginning of a text that may be long.
pub(crate) fn shortened(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(60) {
        None => text.into(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
