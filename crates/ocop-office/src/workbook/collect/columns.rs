//! Where the columns of a sheet stand, and what is filled in below their headings.

use std::collections::{BTreeMap, BTreeSet};

use ocop::criteria::SetReport;
use ocop::{Code, CriterionId, NoticeCode, Problem, tidy};

use super::read_sheet::ReadSheet;
use super::report::Told;
use super::value::value;
use crate::workbook::address::cell_name;
use crate::workbook::member::layout::{EVIDENCE, INPUT, KEY, NOTE};
use crate::workbook::member::words::{HEADS, TOTAL};
use crate::workbook::read::{Cell, Worksheet};
use crate::workbook::slot::{
    CASE_MARK, COMMENT_MARK, FINDING_MARK, ProductDetail, SUBMITTED_MARK, Slot, UNCHANGED_MARK,
};

/// The most cells beside the sheet that are told one by one.
const MOST_TOLD: usize = 20;

/// What kind of sheet is read: which marks its rows may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A member's, or the secretary's table.
    OfSession,
    /// Of one product, in no session.
    Alone,
}

/// Where the columns stand, wherever they were moved to.
pub(super) struct Columns {
    pub head: u32,
    pub key: u16,
    pub input: u16,
    pub note: Option<u16>,
    pub evidence: Option<u16>,
}

impl Columns {
    pub(super) fn find(sheet: &Worksheet) -> Option<Self> {
        let is = |cell: &Cell, column: u16| {
            let head = HEADS.get(usize::from(column));
            let text = tidy(&cell.value.text()).to_lowercase();
            head.is_some_and(|(vi, en)| text == vi.to_lowercase() || text == en.to_lowercase())
        };
        let rows: BTreeSet<u32> = sheet
            .cells
            .iter()
            .filter(|c| is(c, INPUT))
            .map(|c| c.row)
            .collect();
        rows.into_iter().find_map(|head| {
            let at = |column: u16| {
                let mut row = sheet.cells.iter().filter(|c| c.row == head);
                row.find(|c| is(c, column)).map(|c| c.column)
            };
            Some(Self {
                head,
                key: at(KEY)?,
                input: at(INPUT)?,
                note: at(NOTE),
                evidence: at(EVIDENCE),
            })
        })
    }

    /// Takes what is filled in; gives what stands beside it.
    pub(super) fn take<'s>(
        &self,
        read: &mut ReadSheet,
        sheet: &'s Worksheet,
        set: &SetReport,
        kind: Kind,
    ) -> Vec<&'s Cell> {
        let ids: BTreeMap<String, CriterionId> = set
            .parts
            .iter()
            .flat_map(|p| &p.sections)
            .flat_map(|s| &s.criteria)
            .map(|c| (c.criterion.to_string(), c.criterion))
            .collect();
        let mut keys: BTreeMap<u32, [Option<Slot>; 3]> = BTreeMap::new();
        for cell in sheet
            .cells
            .iter()
            .filter(|c| c.column == self.key && c.row > self.head)
        {
            let text = cell.value.text();
            let text = tidy(&text);
            let slots = match ids.get(text.as_ref()) {
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
        for id in ids
            .values()
            .filter(|id| !read.cells.contains_key(&Slot::Points(**id)))
            .copied()
            .collect::<Vec<_>>()
        {
            read.refuse(
                Code::WorkbookLayout,
                None,
                format!("Mất dòng của tiêu chí {id}."),
                format!("The row of criterion {id} is gone."),
            );
        }
        let totals: BTreeSet<u32> = sheet
            .cells
            .iter()
            .filter(|c| c.column < self.input && is_total(&c.value.text()))
            .map(|c| c.row)
            .collect();
        let mut beside = Vec::new();
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
                Some(slot) => value(read, sheet, cell, slot),
                // a total that was saved as a figure is one all the same
                None if totals.contains(&cell.row) && cell.column == self.input => {}
                None if self.is_ours(cell, slots[0].is_some()) => {}
                None => beside.push(cell),
            }
        }
        beside
    }

    /// Whether something is part of the sheet as it was handed out: words left of the input, formulas
    /// and their results.
    fn is_ours(&self, cell: &Cell, keyed: bool) -> bool {
        if cell.column < self.input || cell.formula {
            return true;
        }
        if cell.column > self.input || keyed {
            // the day and the signature stand across the last columns
            return false;
        }
        const RESULTS: [&str; 8] = ["☐", "☑", "đạt", "chưa đạt", "met", "not met", "–", ""];
        RESULTS.contains(&cell.value.text().as_ref())
    }
}

/// Whether words head the row of the total.
fn is_total(text: &str) -> bool {
    let (vi, en) = TOTAL;
    let text = tidy(text);
    text == vi || text == en
}

/// Tells of cells beside the sheet, and of points that stand in another row than that of their
/// criterion: those are meant for something.
pub(super) fn tell_beside(
    read: &mut ReadSheet,
    sheet: &Worksheet,
    beside: &[&Cell],
    input: Option<u16>,
) {
    for cell in beside.iter().take(MOST_TOLD) {
        let place = cell_name(&sheet.name, cell.row, cell.column);
        let found: String = cell.value.text().chars().take(80).collect();
        if Some(cell.column) == input && cell.value.whole().is_some() {
            let mut problem = Problem::new(
                Code::CellNotRead,
                "",
                format!("\"{found}\" không nằm ở dòng của một tiêu chí nên không tính."),
                format!("\"{found}\" does not stand in the row of a criterion and is not counted."),
            )
            .with_help(
                "Ghi điểm ở dòng có số thứ tự của tiêu chí.",
                "Enter points in the row that bears the criterion's number.",
            )
            .with_found(found);
            problem.cell = Some(place);
            read.refuse_for(problem, None);
        } else {
            read.notices.push(Told::new(
                NoticeCode::CellPassedOver,
                &read.file,
                place,
                format!("Không đọc ô này: \"{found}\"."),
                format!("This cell is not read: \"{found}\"."),
            ));
        }
    }
    if let Some(more) = beside.len().checked_sub(MOST_TOLD).filter(|n| *n > 0) {
        read.note(
            NoticeCode::CellPassedOver,
            format!("Còn {more} ô khác không đọc."),
            format!("{more} more cells are not read."),
        );
    }
}

/// The place that a row's mark is of.
fn marked(text: &str, set: &SetReport, kind: Kind) -> Option<Slot> {
    let of_session = kind == Kind::OfSession;
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
