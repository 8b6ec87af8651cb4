//! What is filled in below the headings of a sheet.

use std::collections::BTreeMap;

use ocop::criteria::SetReport;
use ocop::{Code, CriterionId, Problem};

use super::handed_out::HandedOut;
use super::heads::{Columns, Places};
use super::printed::{Handout, Printouts};
use super::read_sheet::ReadSheet;
use super::value::value;
use crate::workbook::address::cell_name;
use crate::workbook::read::{Cell, Worksheet};
use crate::workbook::roster::RosteredProduct;
use crate::workbook::slot::{
    CASE_MARK, COMMENT_MARK, FINDING_MARK, ProductDetail, SUBMITTED_MARK, Slot, UNCHANGED_MARK,
    finding_mark,
};

/// What kind of sheet is read: which marks its rows may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A member's.
    OfMember,
    /// A column of the secretary's table, the first or another: what is wrong with the words of its rows
    /// is told once.
    OfTable { first: bool },
    /// Of one product, in no session.
    Alone,
}

impl Columns {
    /// Takes what is filled in; gives what stands beside it.
    pub(super) fn take<'s>(
        &self,
        read: &mut ReadSheet,
        sheet: &'s Worksheet,
        product: &RosteredProduct,
        kind: Kind,
        printouts: &mut Printouts,
    ) -> Vec<&'s Cell> {
        let set: &SetReport = &product.shown;
        let ids: BTreeMap<String, CriterionId> = set
            .criteria()
            .map(|c| (c.criterion.to_string(), c.criterion))
            .collect();
        let mut keys: BTreeMap<u32, Places> = BTreeMap::new();
        for cell in sheet
            .cells
            .iter()
            .filter(|c| c.column == self.key && c.row > self.head)
        {
            let text = cell.value.tidied();
            // a spreadsheet that took "1.1" for a number shows it with the comma of its language
            let number = text.trim_end_matches('.').replace(',', ".");
            let slots = match ids.get(number.as_str()) {
                Some(id) => [
                    Some(Slot::Points(*id)),
                    Some(Slot::Note(*id)),
                    Some(Slot::Evidence(*id)),
                ],
                None => [marked(&text, set, kind), None, None],
            };
            if slots.iter().any(Option::is_some) {
                keys.insert(cell.row, slots);
            }
        }
        for (row, [input, note, evidence]) in &keys {
            let columns = [
                (input, Some(self.input)),
                (note, self.note),
                (evidence, self.evidence),
            ];
            for (slot, column) in columns {
                if let (Some(slot), Some(column)) = (slot, column) {
                    let cell = cell_name(&sheet.name, *row, column);
                    read.cells.entry(*slot).or_insert(cell);
                }
            }
        }
        self.tell_missing(read, set, kind);
        let mut others = Vec::new();
        for cell in sheet
            .cells
            .iter()
            .filter(|c| c.row > self.head && (c.formula || !c.value.is_blank()))
        {
            let slots = keys.get(&cell.row).copied().unwrap_or_default();
            let slot = match cell.column {
                column if column == self.input => slots[0],
                column if Some(column) == self.note => slots[1],
                column if Some(column) == self.evidence => slots[2],
                _ => None,
            };
            match slot {
                Some(slot) => value(read, sheet, cell, slot, set),
                // what a formula gives is never read
                None if cell.formula => {}
                None => others.push(cell),
            }
        }
        let handout = match kind {
            Kind::OfMember => Handout::Sheet(read.round),
            Kind::OfTable { .. } => Handout::Table(read.round),
            Kind::Alone => Handout::Alone,
        };
        let rows = self.words.map(|_| printouts.of(product, handout));
        let mut page = HandedOut::new(self, sheet, set, &keys, rows);
        others.retain(|cell| !page.has(cell, read));
        if kind != (Kind::OfTable { first: false }) {
            page.tell_written_over(read);
        }
        others
    }

    /// Tells of rows that are gone: what was to be filled in there is nowhere.
    fn tell_missing(&self, read: &mut ReadSheet, set: &SetReport, kind: Kind) {
        let mut gone: Vec<(String, String)> = set
            .criteria()
            .filter(|c| !read.cells.contains_key(&Slot::Points(c.criterion)))
            .map(|c| {
                let id = c.criterion;
                (format!("của tiêu chí {id}"), format!("of criterion {id}"))
            })
            .collect();
        let mut marked = |slot: Slot, mark: &str| {
            if !read.cells.contains_key(&slot) {
                gone.push((
                    format!("có ký hiệu {mark}"),
                    format!("with the mark {mark}"),
                ));
            }
        };
        if !set.cases.is_empty() {
            marked(Slot::Case, CASE_MARK);
        }
        for i in 0..set.findings.len() {
            let mark = finding_mark(i);
            marked(Slot::Finding(i), &mark);
        }
        if kind != Kind::Alone {
            marked(Slot::Submitted, SUBMITTED_MARK);
            if read.round > 1 {
                marked(Slot::Unchanged, UNCHANGED_MARK);
            }
        }
        for (vi, en) in gone {
            let problem = Problem::new(
                Code::WorkbookLayout,
                "",
                format!("Mất dòng {vi}."),
                format!("The row {en} is gone."),
            );
            let problem = problem.with_help(
                "Ghi lại trên phiếu đã phát, không xóa dòng và không sửa cột TT.",
                "Fill in the sheet as it was handed out: delete no row, change nothing in the column No.",
            );
            read.refuse_for(problem, None);
        }
    }
}

/// The place that a row's mark is of.
fn marked(text: &str, set: &SetReport, kind: Kind) -> Option<Slot> {
    let of_session = kind != Kind::Alone;
    match text {
        CASE_MARK if !set.cases.is_empty() => Some(Slot::Case),
        UNCHANGED_MARK if of_session => Some(Slot::Unchanged),
        COMMENT_MARK => Some(Slot::Comment),
        SUBMITTED_MARK if of_session => Some(Slot::Submitted),
        _ => {
            let detail = ProductDetail::ALL.into_iter().find(|d| d.mark() == text);
            if let Some(detail) = detail.filter(|_| !of_session) {
                return Some(Slot::Detail(detail));
            }
            let number: usize = text.strip_prefix(FINDING_MARK)?.parse().ok()?;
            let place = number.checked_sub(1).filter(|i| *i < set.findings.len())?;
            Some(Slot::Finding(place))
        }
    }
}
