//! Rows of a register that hold no certificate and no day of an idea: told, since nothing else would
//! show that they were passed over.

use crate::notice::{Notice, NoticeCode};

use super::register::Record;
use super::settle::RegisterLine;

/// How many of them are named.
const NAMED: usize = 10;

/// Rows of which nothing is counted.
#[derive(Debug, Default)]
pub(crate) struct Bare {
    first: Vec<RegisterLine>,
    more: u64,
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
        if days.iter().any(Option::is_some) {
            return;
        }
        if self.first.len() < NAMED {
            self.first.push(at);
        } else {
            self.more = self.more.saturating_add(1);
        }
    }

    /// That there are such rows, where there are.
    pub fn notice(self, named: &impl Fn(RegisterLine) -> (String, String)) -> Option<Notice> {
        if self.first.is_empty() {
            return None;
        }
        let (vi, en): (Vec<_>, Vec<_>) = self.first.into_iter().map(named).unzip();
        let (more_vi, more_en) = match self.more {
            0 => (String::new(), String::new()),
            more => (format!(" và {more} dòng khác"), format!(" and {more} more")),
        };
        Some(Notice::new(
            NoticeCode::RecordWithoutCertificate,
            format!(
                "Không có số sao và ngày cấp, cũng không có ngày của ý tưởng, nên không tính: {}{more_vi}.",
                vi.join(", ")
            ),
            format!(
                "Neither stars and a day of issue nor a day of an idea, so not counted: {}{more_en}.",
                en.join(", ")
            ),
        ))
    }
}
