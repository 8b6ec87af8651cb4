//! What stands in a value of a caller's language and cannot be said in JSON: a wrapper finds it, and
//! what is told of it stands here, once for all languages.

use ocop::{Code, Problem, Problems};
use serde::Deserialize;

use crate::reply::{Refusal, RefusalKind};
use crate::{CallAnswer, CallStatus};

/// One value that is not JSON, and its place.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unfit {
    /// What it is.
    pub kind: UnfitKind,
    /// Its place, as a JSON Pointer.
    pub path: String,
    /// The value as the language shows it, where that is short: `NaN`, `a Map`.
    #[serde(default)]
    pub found: Option<String>,
}

/// What a value is that JSON cannot say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum UnfitKind {
    /// Not a number, or infinite.
    NotFinite,
    /// A whole number beyond 2^53, which the language may have rounded.
    NotExact,
    /// An integer of a kind that JSON's writer does not know.
    BigInteger,
    /// An object or list that holds itself.
    Circular,
    /// A text with half of a character (a lone surrogate).
    LoneSurrogate,
    /// A function, a symbol, a container that is neither list nor record.
    NotData,
    /// Nested more deeply than can be looked at.
    TooDeep,
    /// Neither text, bytes nor an object where the input is expected.
    NotInput,
    /// More bytes than there is memory for.
    TooLarge,
}

impl Unfit {
    fn problem(self) -> Problem {
        let found = self.found.as_deref().unwrap_or_default();
        let (code, vi, en) = match self.kind {
            UnfitKind::NotFinite => (
                Code::WrongType,
                format!("Gặp {found}, cần một số hữu hạn."),
                format!("Found {found}, expected a finite number."),
            ),
            UnfitKind::NotExact => (
                Code::OutOfRange,
                format!("Số {found} vượt quá 2^53 nên có thể đã bị làm tròn."),
                format!("The number {found} is beyond 2^53, and may have been rounded."),
            ),
            UnfitKind::BigInteger => (
                Code::WrongType,
                format!("Gặp số nguyên lớn {found}, cần một số thường."),
                format!("Found the big integer {found}, expected an ordinary number."),
            ),
            UnfitKind::Circular => (
                Code::WrongType,
                "Đối tượng hoặc danh sách này chứa chính nó.".to_owned(),
                "This object or list contains itself.".to_owned(),
            ),
            UnfitKind::LoneSurrogate => (
                Code::NotUtf8,
                "Chuỗi có nửa ký tự UTF-16 (surrogate đứng lẻ), không viết được bằng UTF-8.".to_owned(),
                "The text has half of a UTF-16 character (a lone surrogate), which UTF-8 cannot write."
                    .to_owned(),
            ),
            UnfitKind::NotData => (
                Code::WrongType,
                format!("Gặp {found}, không phải dữ liệu JSON."),
                format!("Found {found}, which is no JSON data."),
            ),
            UnfitKind::TooDeep => (
                Code::TooDeep,
                "Lồng quá sâu.".to_owned(),
                "Nested too deeply.".to_owned(),
            ),
            UnfitKind::NotInput => (
                Code::WrongType,
                format!("Gặp {found}, cần chuỗi JSON, các byte hoặc một đối tượng."),
                format!("Found {found}, expected JSON text, bytes or an object."),
            ),
            UnfitKind::TooLarge => (
                Code::TooLarge,
                "Dữ liệu lớn hơn bộ nhớ còn lại.".to_owned(),
                "The input is larger than the memory that is left.".to_owned(),
            ),
        };
        let problem = Problem::new(code, self.path, vi, en);
        let problem = match self.kind {
            UnfitKind::NotExact | UnfitKind::BigInteger => problem.with_help(
                "Có thể đưa vào dưới dạng chuỗi JSON.",
                "It can be handed over as JSON text.",
            ),
            _ => problem,
        };
        match self.found {
            Some(found) => problem.with_found(found),
            None => problem,
        }
    }
}

impl CallAnswer {
    /// What a wrapper says of values that cannot be handed on as JSON, all of them at once.
    #[must_use]
    pub fn unfit(status: CallStatus, found: Vec<Unfit>) -> Self {
        let mut problems = Problems::new();
        for unfit in found {
            problems.push(unfit.problem());
        }
        let kind = match status {
            CallStatus::WrongCall => RefusalKind::WrongCall,
            CallStatus::Done | CallStatus::Refused => RefusalKind::Refused,
        };
        Refusal { kind, problems }.into()
    }
}
