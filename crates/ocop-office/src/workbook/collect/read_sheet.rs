//! A score sheet as it was read: whose it is, what is filled in, and what is wrong with it.

use std::collections::BTreeMap;

use ocop::{Code, NoticeCode, Problem};

use super::report::Told;
use crate::workbook::slot::{Filled, Remarks, Slot};

/// A score sheet that was read.
#[derive(Debug, Clone)]
pub(super) struct ReadSheet {
    pub file: String,
    pub sheet: String,
    pub member: String,
    /// The product, by its position in the roster.
    pub product: usize,
    pub round: u8,
    /// Everything that is filled in, as it was written.
    pub filled: Filled,
    /// Of it, what can be used.
    pub good: Filled,
    /// The cells of the places.
    pub cells: BTreeMap<Slot, String>,
    pub problems: Vec<Problem>,
    pub notices: Vec<Told>,
    pub remarks: Remarks,
    /// Whether it is a column of the secretary's table, which has no room for notes and evidence.
    pub is_column: bool,
    /// Where a column is headed.
    pub head: Option<String>,
    /// Whether it may go into the session.
    pub taken: bool,
}

impl ReadSheet {
    /// A sheet of which nothing is read yet: of the first product, of nobody.
    pub(super) fn new(file: &str, sheet: &str) -> Self {
        Self {
            file: file.to_owned(),
            sheet: sheet.to_owned(),
            member: String::new(),
            product: 0,
            round: 1,
            filled: Filled::new(),
            good: Filled::new(),
            cells: BTreeMap::new(),
            problems: Vec::new(),
            notices: Vec::new(),
            remarks: Remarks::new(),
            is_column: false,
            head: None,
            taken: true,
        }
    }

    /// File and sheet, or column, for messages.
    pub(super) fn place(&self) -> String {
        format!("{} ({})", self.file, self.within())
    }

    /// The sheet, or the column, for messages.
    fn within(&self) -> String {
        let sheet = || ocop_text::clean(&self.sheet).into_owned();
        self.head.clone().unwrap_or_else(sheet)
    }

    /// Whether nothing is filled in.
    pub(super) fn is_blank(&self) -> bool {
        self.filled.is_empty()
    }

    /// Keeps the notes and papers that a sheet had, where this one has no room for them.
    pub(super) fn keep_remarks(&mut self, before: &Filled) {
        for (slot, entry) in before {
            if let Slot::Note(_) | Slot::Evidence(_) = slot {
                self.good.insert(*slot, entry.clone());
            }
        }
    }

    /// Tells what is wrong with a place, or with the sheet; what is wrong is not used.
    pub(super) fn refuse(
        &mut self,
        code: Code,
        slot: Option<Slot>,
        vi: impl Into<String>,
        en: impl Into<String>,
    ) {
        self.refuse_for(Problem::new(code, "", vi, en), slot);
    }

    pub(super) fn refuse_for(&mut self, mut problem: Problem, slot: Option<Slot>) {
        let cell = slot.and_then(|s| self.cells.get(&s).cloned());
        problem.path = String::new();
        problem.file = Some(self.file.clone());
        if problem.cell.is_none() {
            problem.cell = Some(cell.unwrap_or_else(|| self.within()));
        }
        if let Some(slot) = slot {
            let without = Problem {
                file: None,
                cell: None,
                ..problem.clone()
            };
            let line = format!(
                "{}\n{}",
                without.line(ocop::Lang::Vi),
                without.line(ocop::Lang::En)
            );
            self.remarks.entry(slot).or_default().push(line);
            self.good.remove(&slot);
        }
        self.problems.push(problem);
    }

    /// Tells something that is in nobody's way.
    pub(super) fn note(&mut self, code: NoticeCode, vi: impl Into<String>, en: impl Into<String>) {
        let cell = self.within();
        self.notices.push(Told::new(code, &self.file, cell, vi, en));
    }
}
