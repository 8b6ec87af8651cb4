//! What its caller calls a dossier, so that each result of a batch finds its way back.

use std::borrow::Cow;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The caller's own identifier of a dossier: a text, or a whole number such as a row of a database
/// has. The engine reads nothing from it; it comes back in the rating, or with the refusal.
///
/// ```
/// let library = ocop::Library::embedded();
/// let dossier = br#"{"id": 17, "criteria": "qd-26-2026", "product_set": 1, "answers": {"1.1": 3}}"#;
/// let assessment = library.assess_json(dossier, &ocop::AssessOptions::default())?;
/// assert_eq!(assessment.brief().id, Some(ocop::CallerId::Number(17)));
/// # Ok::<(), ocop::Problems>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(
    description = "The caller's own identifier of a dossier: a text, or a whole number such as a row of a database has. The engine reads nothing from it; it comes back in the rating, or with the refusal."
)]
pub enum CallerId<'a> {
    /// A whole number, from 0 to 9,007,199,254,740,991: what every reader of JSON keeps to the digit.
    Number(#[schemars(range(min = 0, max = 9_007_199_254_740_991_i64))] i64),
    /// A text.
    Text(Cow<'a, str>),
}

impl CallerId<'_> {
    /// The same, borrowing from this one.
    pub(crate) fn borrowed(&self) -> CallerId<'_> {
        match self {
            Self::Number(number) => CallerId::Number(*number),
            Self::Text(text) => CallerId::Text(Cow::Borrowed(text)),
        }
    }

    /// The same, borrowing from nothing.
    #[must_use]
    pub fn into_owned(self) -> CallerId<'static> {
        match self {
            Self::Number(number) => CallerId::Number(number),
            Self::Text(text) => CallerId::Text(text.into_owned().into()),
        }
    }
}

impl fmt::Display for CallerId<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

impl From<i64> for CallerId<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl<'a> From<&'a str> for CallerId<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for CallerId<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}
