//! Problems as they are printed: the format `ocop-errors/1`.

use serde::{Deserialize, Serialize};

use crate::caller::CallerId;

use super::Problem;

/// The name of the error format.
pub const ERRORS_FORMAT: &str = "ocop-errors/1";

/// All problems of one input, as the format `ocop-errors/1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[non_exhaustive]
pub struct ErrorReport<'a> {
    /// Always `ocop-errors/1`.
    pub format: std::borrow::Cow<'a, str>,
    /// The line of a batch, from 1.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub line: Option<u64>,
    /// What the caller calls the dossier of that line, where it says so.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub id: Option<CallerId<'a>>,
    /// The problems, in the order they were found; at least one.
    pub errors: std::borrow::Cow<'a, [Problem]>,
}

impl ErrorReport<'_> {
    /// The same, borrowing from nothing.
    #[must_use]
    pub fn into_owned(self) -> ErrorReport<'static> {
        ErrorReport {
            format: self.format.into_owned().into(),
            line: self.line,
            id: self.id.map(CallerId::into_owned),
            errors: self.errors.into_owned().into(),
        }
    }
}
