//! A sheet whose member and round are known, and whether it can count.

use crate::sheet::Marks;

use super::format::SheetStatus;
use super::product_report::Aside;

/// A sheet whose member and round are known.
pub(super) struct KnownSheet {
    /// Its position in the draft's list.
    pub index: usize,
    /// The position of the sheet that its answers stand on: an earlier one where it is unchanged.
    pub answers_of: usize,
    pub member: String,
    pub round: u8,
    pub status: SheetStatus,
    /// Whether the member was present, or need not be.
    pub present: bool,
    /// Whether the member is recused.
    pub recused: bool,
    /// The answers; none where they are refused.
    pub sheet: Option<Marks>,
}

impl KnownSheet {
    /// Why it cannot count in any round, if so.
    pub(super) const fn aside(&self) -> Option<Aside> {
        if matches!(self.status, SheetStatus::Draft) {
            Some(Aside::Draft)
        } else if self.recused {
            Some(Aside::Recused)
        } else if !self.present {
            Some(Aside::Absent)
        } else if self.sheet.is_none() {
            Some(Aside::Refused)
        } else {
            None
        }
    }

    /// Whether it is a member's vote as far as the round goes: a refused one too, so that an
    /// earlier round does not pass for the result.
    pub(super) fn votes(&self) -> bool {
        self.status == SheetStatus::Submitted && self.present && !self.recused
    }
}
