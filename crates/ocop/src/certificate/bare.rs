//! Rows of a register that hold no certificate and no day of an idea: told, since nothing else would
//! show that they were passed over.

use crate::notice::{Notice, NoticeCode};

use super::lines::Lines;
use super::register::Record;
use super::settle::RegisterLine;

/// Rows of which nothing is counted.
#[derive(Debug, Default)]
pub(crate) struct Bare {
    lines: Lines,
}

impl Bare {
    /// Looks at a row.
    pub fn add(&mut self, record: &Record<'_>, at: RegisterLine) {
        let days = [
            record.issued_on,
            record.registered_on,
            record.appraised_on,
            record.accepted_on,
        ];
        if days.iter().all(Option::is_none) {
            self.lines.add(at);
        }
    }

    /// That there are such rows, where there are.
    pub fn notice(self, named: &impl Fn(RegisterLine) -> (String, String)) -> Option<Notice> {
        let (vi, en) = self.lines.named(named)?;
        Some(Notice::new(
            NoticeCode::RecordWithoutCertificate,
            format!(
                "Không có số sao và ngày cấp, cũng không có ngày của ý tưởng, nên không tính: {vi}."
            ),
            format!("Neither stars and a day of issue nor a day of an idea, so not counted: {en}."),
        ))
    }
}
