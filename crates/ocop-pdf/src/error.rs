//! What can go wrong.

use typst::diag::SourceDiagnostic;

/// A document that could not be written: a fault of this crate, not of the document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the PDF could not be written: {0}")]
pub struct PdfError(String);

impl PdfError {
    pub(crate) fn new(why: impl Into<String>) -> Self {
        Self(why.into())
    }

    pub(crate) fn of(found: &[SourceDiagnostic]) -> Self {
        let messages: Vec<&str> = found.iter().map(|d| d.message.as_str()).collect();
        Self(messages.join("; "))
    }
}
