//! What is wrong with a code or a name.

use crate::code::ProductCode;

/// What kind of fault it is: the stable names of the format `ocop-errors/1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FaultKind {
    /// A code that is not of the form `T-X-STT-YYYY` or `T-H-X-STT-YYYY`.
    Form,
    /// A code with a province, district or commune that does not exist.
    Place,
    /// A code whose commune is in another province or district.
    Province,
    /// A code whose year contradicts the dates or the decision.
    Year,
    /// A code of a form that contradicts its own year, the dates or the decision.
    Time,
    /// No place bears this name or code.
    UnknownPlace,
}

impl FaultKind {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Form,
        Self::Place,
        Self::Province,
        Self::Year,
        Self::Time,
        Self::UnknownPlace,
    ];

    /// Its stable name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Form => "product-code-form",
            Self::Place => "product-code-place",
            Self::Province => "product-code-province",
            Self::Year => "product-code-year",
            Self::Time => "product-code-time",
            Self::UnknownPlace => "unknown-place",
        }
    }
}

/// A sentence in Vietnamese and English.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Said {
    pub(crate) fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            vi: vi.into(),
            en: en.into(),
        }
    }
}

/// One thing that is wrong with a code or a name.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// What kind.
    pub kind: FaultKind,
    /// Which of what was given, as a JSON Pointer: `/province`, `/commune`; empty for the whole code.
    pub path: &'static str,
    /// What was found, as it was written; a long text is cut.
    pub found: String,
    /// What is wrong, in a sentence.
    pub message: Said,
    /// What more may help: where the name belongs.
    pub help: Option<Said>,
    /// What was most likely meant: a code, or a name.
    pub suggestion: Option<String>,
    /// The decision it rests on.
    pub source: &'static str,
}

impl Fault {
    pub(crate) const fn new(kind: FaultKind, message: Said, source: &'static str) -> Self {
        Self {
            kind,
            path: "",
            found: String::new(),
            message,
            help: None,
            suggestion: None,
            source,
        }
    }

    /// With what was found.
    pub(crate) fn in_text(self, found: &str) -> Self {
        Self {
            found: found.to_owned(),
            ..self
        }
    }

    pub(crate) fn meaning(mut self, nearest: Option<ProductCode>) -> Self {
        self.suggestion = nearest.map(|code| code.to_string());
        self
    }

    /// The sentence that offers what was most likely meant, with what more may help.
    #[must_use]
    pub fn advice(&self) -> Option<Said> {
        let asked = self.suggestion.as_ref().map(|s| {
            Said::new(
                format!("Có phải ý là \"{s}\"?"),
                format!("Did you mean \"{s}\"?"),
            )
        });
        match (asked, &self.help) {
            (Some(asked), Some(help)) => Some(Said::new(
                format!("{} {}", asked.vi, help.vi),
                format!("{} {}", asked.en, help.en),
            )),
            (asked, help) => asked.or_else(|| help.clone()),
        }
    }
}
