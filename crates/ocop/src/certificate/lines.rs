//! Rows of a register that are told together.

use super::settle::RegisterLine;

/// How many of them are named.
const NAMED: usize = 10;

/// Rows of which one thing is to be said: the first by their lines, the others by their number.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    first: Vec<RegisterLine>,
    more: u64,
}

impl Lines {
    /// One more row.
    pub fn add(&mut self, at: RegisterLine) {
        if self.first.len() < NAMED {
            self.first.push(at);
        } else {
            self.more = self.more.saturating_add(1);
        }
    }

    /// The rows in a list, in both languages; none where there are none.
    pub fn named(
        self,
        named: &impl Fn(RegisterLine) -> (String, String),
    ) -> Option<(String, String)> {
        if self.first.is_empty() {
            return None;
        }
        let (vi, en): (Vec<_>, Vec<_>) = self.first.into_iter().map(named).unzip();
        let (more_vi, more_en) = match self.more {
            0 => (String::new(), String::new()),
            more => (format!(" và {more} dòng khác"), format!(" and {more} more")),
        };
        Some((
            format!("{}{more_vi}", vi.join(", ")),
            format!("{}{more_en}", en.join(", ")),
        ))
    }
}
