//! What a call gives back.

use std::fmt;

use ocop::{Code, Problem, Problems};
use serde::Serialize;

/// The media type of JSON.
pub const JSON: &str = "application/json";

/// The output of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reply {
    /// The output.
    pub bytes: Vec<u8>,
    /// What it is: `application/json`, `text/html; charset=utf-8` …
    pub media_type: &'static str,
}

impl Reply {
    /// A value as JSON, on one line.
    pub(crate) fn json(value: &impl Serialize) -> Result<Self, Refusal> {
        Self::json_of_about(4096, value)
    }

    /// The same, where it is known how long most are: room for them is made once, and no more than
    /// that, since small pieces of memory are to be had faster than large ones.
    pub(crate) fn json_of_about(length: usize, value: &impl Serialize) -> Result<Self, Refusal> {
        let mut bytes = Vec::with_capacity(length);
        serde_json::to_writer(&mut bytes, value).map_err(|error| {
            // no format of ours has keys that are no texts, so this does not happen; were it to,
            // half an output would be worse than none
            let what = error.to_string();
            Refusal::refused(Problem::new(
                ocop::Code::WrongType,
                "",
                format!("Không ghi được kết quả: {what}."),
                format!("The output cannot be written: {what}."),
            ))
        })?;
        Ok(Self {
            bytes,
            media_type: JSON,
        })
    }
}

/// Why a call gives no output.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refusal {
    /// Whether the call is wrong, or what it was given.
    pub kind: RefusalKind,
    /// Everything that is wrong.
    pub problems: Problems,
}

/// Whether the call is wrong, or what it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RefusalKind {
    /// The input is refused: whoever made it has to mend it.
    Refused,
    /// The operation or its options are wrong: the program that calls has to be mended.
    WrongCall,
}

impl Refusal {
    /// The input is refused.
    pub fn refused(problems: impl Into<Problems>) -> Self {
        Self {
            kind: RefusalKind::Refused,
            problems: problems.into(),
        }
    }

    /// The call is wrong.
    pub fn wrong_call(problems: impl Into<Problems>) -> Self {
        Self {
            kind: RefusalKind::WrongCall,
            problems: problems.into(),
        }
    }

    /// The same problems, told below a place: of what an option or a field holds.
    #[must_use]
    pub(crate) fn below(self, place: &str) -> Self {
        let problems = self.problems.into_iter().map(|mut problem| {
            problem.path.insert_str(0, place);
            problem
        });
        Self {
            kind: self.kind,
            problems: problems.collect(),
        }
    }

    /// The problems as `ocop-errors/1`, on one line.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        // an error object is always written: see `Reply::json`
        serde_json::to_vec(&self.problems.report(None)).unwrap_or_default()
    }
}

/// An input is refused by its problems.
impl From<Problems> for Refusal {
    fn from(problems: Problems) -> Self {
        Self::refused(problems)
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::refused(problem)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.problems)
    }
}

impl std::error::Error for Refusal {}

/// What an operation answers in a build without it.
pub(crate) fn left_out() -> Refusal {
    Refusal::wrong_call(Problem::new(
        Code::UnknownOperation,
        "",
        "Bản rút gọn này của chương trình không có thao tác ấy; bản đầy đủ có.",
        "This smaller build of the program does not have this operation; the full one does.",
    ))
}
