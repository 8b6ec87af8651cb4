//! One call, one answer: what a wrapper of another language hands through.

use std::sync::OnceLock;

use ocop::{Code, Library, Problem};

use crate::reply::{JSON, Refusal, RefusalKind};
use crate::{call, library};

/// How a call ended, as the number that every wrapper gives: 0, 1 or 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(i32)]
pub enum CallStatus {
    /// The output is there.
    Done = 0,
    /// The input is refused; the bytes are `ocop-errors/1`.
    Refused = 1,
    /// The operation or its options are wrong; the bytes are `ocop-errors/1`.
    WrongCall = 2,
}

/// What a call gives, refused or not.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CallAnswer {
    /// How it ended.
    pub status: CallStatus,
    /// The output, or the problems as `ocop-errors/1`.
    pub bytes: Vec<u8>,
    /// The media type of the bytes.
    pub media_type: &'static str,
}

impl CallAnswer {
    /// A call that a wrapper cannot pass on: its operation, input or options are not there.
    #[must_use]
    pub fn wrong_call(problem: Problem) -> Self {
        Refusal::wrong_call(problem).into()
    }

    /// What a wrapper says where it caught a panic.
    #[must_use]
    pub fn internal() -> Self {
        Self::wrong_call(Problem::new(
            Code::Internal,
            "",
            "Chương trình gặp lỗi bên trong; đề nghị báo lại kèm dữ liệu đã dùng.",
            "The program itself failed; please report it with the input.",
        ))
    }
}

impl From<Refusal> for CallAnswer {
    fn from(refusal: Refusal) -> Self {
        Self {
            status: match refusal.kind {
                RefusalKind::Refused => CallStatus::Refused,
                RefusalKind::WrongCall => CallStatus::WrongCall,
            },
            bytes: refusal.bytes(),
            media_type: JSON,
        }
    }
}

/// Calls an operation with the criteria that come with the engine.
///
/// They are read when they are first needed, and kept for the process; any number of threads may
/// call at once.
///
/// ```
/// use ocop_operations::{CallStatus, answer};
/// let dossier = br#"{"criteria": "qd-26-2026", "product_set": 1, "answers": {"1.1": 30}}"#;
/// let answer = answer("rate", dossier, b"");
/// assert_eq!(answer.status, CallStatus::Refused);
/// assert!(answer.bytes.starts_with(br#"{"format":"ocop-errors/1""#));
/// ```
#[must_use]
pub fn answer(name: &str, input: &[u8], options: &[u8]) -> CallAnswer {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    match call(LIBRARY.get_or_init(library), name, input, options) {
        Ok(reply) => CallAnswer {
            status: CallStatus::Done,
            bytes: reply.bytes,
            media_type: reply.media_type,
        },
        Err(refusal) => refusal.into(),
    }
}
