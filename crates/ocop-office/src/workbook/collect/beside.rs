//! What stands beside the places of a sheet: what was handed out with it, whether its formulas are still
//! formulas or were pasted as what they came to, and what somebody wrote where nothing is read.

use std::collections::{BTreeMap, BTreeSet};

use ocop::criteria::SetReport;
use ocop::{Code, CriterionId, NoticeCode, Problem, tidy};

use super::heads::{Columns, Places};
use super::read_sheet::ReadSheet;
use super::report::Told;
use super::value::{is_yes, shown};
use crate::workbook::address::cell_name;
use crate::workbook::member::words::{RESULT_ROWS, TOTAL};
use crate::workbook::read::{Cell, Worksheet};
use crate::workbook::slot::{Entry, Slot};

/// The most cells beside the sheet that are told one by one.
const MOST_TOLD: usize = 20;

/// A sheet as it was handed out, as far as it can be told.
pub(super) struct HandedOut<'c> {
    columns: &'c Columns,
    keys: &'c BTreeMap<u32, Places>,
    /// The criteria that the sum in a row is of.
    sums: BTreeMap<u32, Vec<CriterionId>>,
    /// The rows in which the stars and the state of the sheet stand.
    results: BTreeSet<u32>,
    /// The most points of each criterion.
    most: BTreeMap<CriterionId, i64>,
}

impl<'c> HandedOut<'c> {
    pub(super) fn new(
        columns: &'c Columns,
        sheet: &Worksheet,
        set: &SetReport,
        keys: &'c BTreeMap<u32, Places>,
    ) -> Self {
        let mut by_key: BTreeMap<String, Vec<CriterionId>> = BTreeMap::new();
        let mut all = Vec::new();
        let mut most = BTreeMap::new();
        for part in &set.parts {
            for section in &part.sections {
                for criterion in &section.criteria {
                    let id = criterion.criterion;
                    most.insert(id, i64::from(criterion.max_points));
                    for key in [part.part.to_string(), section.section.to_string()] {
                        by_key.entry(key).or_default().push(id);
                    }
                    all.push(id);
                }
            }
        }
        let (mut sums, mut results) = (BTreeMap::new(), BTreeSet::new());
        let left = sheet
            .cells
            .iter()
            .filter(|c| c.row > columns.head && c.column < columns.input);
        for cell in left {
            let text = cell.value.text();
            let text = tidy(&text);
            if is_one_of(&text, &[TOTAL]) {
                sums.insert(cell.row, all.clone());
            } else if let Some(of) = by_key
                .get(text.as_ref())
                .filter(|_| cell.column == columns.key && !keys.contains_key(&cell.row))
            {
                sums.insert(cell.row, of.clone());
            } else if is_one_of(&text, &RESULT_ROWS) || is_count_of_minimums(&text) {
                results.insert(cell.row);
            }
        }
        Self {
            columns,
            keys,
            sums,
            results,
            most,
        }
    }

    /// Whether something that is no formula is part of the sheet: words left of the input, what
    /// formulas came to. A total that the points do not come to is told.
    pub(super) fn has(&self, cell: &Cell, read: &mut ReadSheet) -> bool {
        let places = self.keys.get(&cell.row);
        if cell.column < self.columns.input {
            return self.is_figure_of_ours(cell, places);
        }
        if cell.column > self.columns.input || places.is_some() {
            // the day and the signature stand across the last columns
            return false;
        }
        let text = cell.value.text();
        if let Some(of) = self.sums.get(&cell.row) {
            return self.is_sum(cell, of, read);
        }
        if self.results.contains(&cell.row) {
            return true;
        }
        if text.as_ref() == "☑" {
            return self.is_level_of_points(cell, read);
        }
        const RESULTS: [&str; 6] = ["☐", "đạt", "chưa đạt", "met", "not met", "–"];
        RESULTS.contains(&text.as_ref())
    }

    /// Left of the input, figures are the most points of a criterion, the points of a level, and what
    /// numbers rows: any other is meant for something.
    fn is_figure_of_ours(&self, cell: &Cell, places: Option<&Places>) -> bool {
        let Some(figure) = cell.value.whole() else {
            return true;
        };
        if Some(cell.column) == self.columns.mark {
            return false;
        }
        match places {
            Some([Some(Slot::Points(id)), ..]) if Some(cell.column) == self.columns.worth => {
                self.most.get(id) == Some(&figure)
            }
            _ => true,
        }
    }

    /// Whether a sum that was pasted as a figure is what the points come to.
    fn is_sum(&self, cell: &Cell, of: &[CriterionId], read: &mut ReadSheet) -> bool {
        let points = of
            .iter()
            .filter_map(|id| match read.filled.get(&Slot::Points(*id)) {
                Some(Entry::Number(points)) => Some(*points),
                _ => None,
            });
        let sum = points.fold(0_i64, i64::saturating_add);
        let Some(figure) = cell.value.whole() else {
            return false;
        };
        if figure != sum && of.len() == self.most.len() {
            // whoever adds up by hand should know that the sheet comes to something else
            let place = cell_name(&read.sheet, cell.row, cell.column);
            read.notices.push(Told::new(
                NoticeCode::CellPassedOver,
                &read.file,
                place,
                format!("Tổng ghi là {figure}, cộng điểm các tiêu chí là {sum}: tính theo điểm các tiêu chí."),
                format!("The total says {figure}, the points of the criteria come to {sum}: those count."),
            ));
            return true;
        }
        figure == sum
    }

    /// Whether a ticked level is one of a criterion that has points: a tick by itself is no answer.
    fn is_level_of_points(&self, cell: &Cell, read: &ReadSheet) -> bool {
        let above = self.keys.range(..cell.row).next_back();
        match above {
            Some((_, [Some(slot @ Slot::Points(_)), ..])) => read.filled.contains_key(slot),
            _ => true,
        }
    }
}

fn is_one_of(text: &str, words: &[(&str, &str)]) -> bool {
    words.iter().any(|(vi, en)| text == *vi || text == *en)
}

/// Whether words head how many minimums of some stars are not met.
fn is_count_of_minimums(text: &str) -> bool {
    let rest = text.trim_start_matches('★');
    rest.len() < text.len() && !rest.trim().is_empty()
}

/// Tells of cells beside the sheet, and of points and ticks that stand somewhere else than in the
/// place of their criterion: those are meant for something.
pub(super) fn tell_beside(
    read: &mut ReadSheet,
    sheet: &Worksheet,
    beside: &[&Cell],
    input: Option<u16>,
) {
    // what has to be mended first, so that none of it is among those that are only counted
    let (answers, rest): (Vec<&Cell>, Vec<&Cell>) = beside
        .iter()
        .partition(|cell| is_meant_as_answer(cell, input));
    for (nth, cell) in answers.iter().enumerate() {
        if nth >= MOST_TOLD {
            let more = answers.len().saturating_sub(nth);
            let problem = Problem::new(
                Code::CellNotRead,
                "",
                format!("Còn {more} điểm hay dấu khác không nằm ở ô của một tiêu chí."),
                format!("{more} more points or marks stand in no criterion's cell."),
            );
            read.refuse_for(problem, None);
            break;
        }
        let found = shown(&cell.value.text());
        let mut problem = Problem::new(
            Code::CellNotRead,
            "",
            format!("\"{found}\" không nằm ở ô điểm của một tiêu chí nên không tính."),
            format!("\"{found}\" does not stand in the cell for a criterion's points and is not counted."),
        )
        .with_help(
            "Ghi điểm vào cột Điểm chấm, ở dòng có số thứ tự của tiêu chí.",
            "Enter points in the column Points given, in the row that bears the criterion's number.",
        )
        .with_found(found);
        problem.cell = Some(cell_name(&sheet.name, cell.row, cell.column));
        read.refuse_for(problem, None);
    }
    for cell in rest.iter().take(MOST_TOLD) {
        let found = shown(&cell.value.text());
        read.notices.push(Told::new(
            NoticeCode::CellPassedOver,
            &read.file,
            cell_name(&sheet.name, cell.row, cell.column),
            format!("Không đọc ô này: \"{found}\"."),
            format!("This cell is not read: \"{found}\"."),
        ));
    }
    if let Some(more) = rest.len().checked_sub(MOST_TOLD).filter(|n| *n > 0) {
        read.note(
            NoticeCode::CellPassedOver,
            format!("Còn {more} ô khác không đọc."),
            format!("{more} more cells are not read."),
        );
    }
}

/// Whether something was meant as points or as a tick: such a figure or mark in the column of points or
/// left of it.
fn is_meant_as_answer(cell: &Cell, input: Option<u16>) -> bool {
    let Some(input) = input else { return false };
    let mark = || cell.column == input && is_yes(&cell.value.text()) == Some(true);
    cell.column <= input && (cell.value.whole().is_some() || mark())
}
