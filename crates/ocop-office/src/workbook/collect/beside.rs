//! What stands beside the places of a sheet: what was handed out with it, whether its formulas are still
//! formulas or were pasted as what they came to, and what somebody wrote where nothing is read.

use std::collections::{BTreeMap, BTreeSet};

use ocop::criteria::SetReport;
use ocop::{Code, CriterionId, Lang, NoticeCode, Problem, tidy};

use super::heads::{Columns, Places};
use super::printed::Rows;
use super::read_sheet::ReadSheet;
use super::report::Told;
use super::value::{is_yes, shown};
use crate::workbook::address::cell_name;
use crate::workbook::identity::BEGINS;
use crate::workbook::member::words::{RESULT_ROWS, TOTAL, Words};
use crate::workbook::read::{Cell, Worksheet};
use crate::workbook::slot::{Entry, Slot, finding_mark};

/// The most cells beside the sheet that are told one by one.
const MOST_TOLD: usize = 20;

/// A sheet as it was handed out, as far as it can be told.
pub(super) struct HandedOut<'c> {
    columns: &'c Columns,
    sheet: &'c Worksheet,
    keys: &'c BTreeMap<u32, Places>,
    /// What was printed, where its column is known.
    rows: Option<&'c Rows>,
    /// The words of each row.
    words: BTreeMap<u32, String>,
    /// Whether each level stands below its criterion: rows may have been sorted.
    in_order: bool,
    /// The row of the identity: what is above it says whose sheet it is.
    identity: u32,
    /// Cells whose words are not those that were handed out.
    written_over: Vec<WrittenOver>,
    /// The criteria that the sum in a row is of.
    sums: BTreeMap<u32, Vec<CriterionId>>,
    /// The rows in which the stars and the state of the sheet stand.
    results: BTreeSet<u32>,
    /// The most points of each criterion.
    most: BTreeMap<CriterionId, i64>,
}

/// A cell with other words than were handed out, and the criterion or finding of its row.
struct WrittenOver {
    place: String,
    found: String,
    key: Option<String>,
}

impl<'c> HandedOut<'c> {
    pub(super) fn new(
        columns: &'c Columns,
        sheet: &'c Worksheet,
        set: &SetReport,
        keys: &'c BTreeMap<u32, Places>,
        rows: Option<&'c Rows>,
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
        let (mut words, mut identity) = (BTreeMap::new(), columns.head);
        let left = sheet
            .cells
            .iter()
            .filter(|c| c.row > columns.head && c.column < columns.input);
        for cell in left {
            let text = cell.value.text();
            let text = tidy(&text);
            if Some(cell.column) == columns.words {
                words.insert(cell.row, text.to_string());
            }
            if text.starts_with(BEGINS) {
                identity = cell.row;
            }
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
        let in_order = rows.is_none_or(|rows| {
            let mut others = words.iter().filter(|(row, _)| !keys.contains_key(row));
            others.all(|(row, words)| {
                let above = criterion_above(keys, *row);
                above.is_none()
                    || rows.has_level(words, above, None)
                    || !rows.has_level(words, None, None)
            })
        });
        Self {
            columns,
            sheet,
            keys,
            rows,
            words,
            in_order,
            identity,
            written_over: Vec::new(),
            sums,
            results,
            most,
        }
    }

    /// Whether something that is no formula is part of the sheet: words left of the input, what
    /// formulas came to. A total that the points do not come to is told.
    pub(super) fn has(&mut self, cell: &Cell, read: &mut ReadSheet) -> bool {
        let places = self.keys.get(&cell.row);
        if cell.column < self.columns.input {
            return self
                .rows
                .is_none_or(|rows| self.is_printed(rows, cell, read));
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

    /// Whether a cell left of the input is as it was handed out. Words that are another row's are told
    /// at once: nobody knows which of the two its points are for.
    fn is_printed(&mut self, rows: &Rows, cell: &Cell, read: &mut ReadSheet) -> bool {
        let places = self.keys.get(&cell.row);
        let text = cell.value.text();
        let text = tidy(&text);
        let words = self.words.get(&cell.row).map_or("", String::as_str);
        let column = Some(cell.column);
        if rows.is_table && (column != self.columns.words || places.is_none()) {
            return true;
        }
        if cell.column == self.columns.key {
            return cell.row <= self.identity || places.is_some() || rows.has_key(&text, words);
        }
        if column == self.columns.worth {
            // a criterion's is that of its number, whatever its words are
            let by_words = rows.has_worth(&text, words).filter(|_| places.is_none());
            return by_words.map_or_else(
                || self.is_figure_of_ours(cell, places),
                |has| has && self.is_worth_of_level(rows, cell.row, words, &text),
            );
        }
        if column == self.columns.mark {
            // the day and the signature stand across the last columns
            let is_last = self.keys.keys().next_back() < Some(&cell.row);
            return is_last || rows.has_mark(&text) || is_state(&text);
        }
        if column != self.columns.words {
            return false;
        }
        let slot = places.and_then(|p| p[0]);
        let key = slot.and_then(|slot| match slot {
            Slot::Points(id) => Some(id.to_string()),
            Slot::Finding(i) => Some(finding_mark(i)),
            _ => None,
        });
        if rows.has_words(&text, key.as_deref()) {
            return true;
        }
        if is_meant_as_answer(cell, Some(self.columns.input)) {
            return false;
        }
        let place = cell_name(&read.sheet, cell.row, cell.column);
        match (slot, &key, rows.key_of(&text)) {
            (Some(slot), Some(key), Some(other)) => {
                let problem = Problem::new(
                    Code::WorkbookLayout,
                    "",
                    format!(
                        "Dòng ghi số {key} nhưng chữ là của {other}: không biết ghi cho mục nào."
                    ),
                    format!(
                        "The row bears the number {key} and the words of {other}: nobody knows which of them is meant."
                    ),
                );
                let problem = problem.with_cell(place).with_help(
                    "Chép điểm sang phiếu phát lại.",
                    "Copy the points to a sheet that is handed out anew.",
                );
                read.refuse_for(problem, Some(slot));
            }
            _ => self.written_over.push(WrittenOver {
                place,
                found: shown(&text),
                key,
            }),
        }
        true
    }

    /// Whether a level has the points of its own, and not those of another with the same words: it is known
    /// by its criterion, and where rows were sorted, by how many have these points.
    fn is_worth_of_level(&self, rows: &Rows, row: u32, words: &str, worth: &str) -> bool {
        let above = criterion_above(self.keys, row).filter(|_| self.in_order);
        if above.is_some() && rows.has_level(words, above, None) {
            return rows.has_level(words, above, Some(worth));
        }
        let alike = self.sheet.cells.iter().filter(|c| {
            Some(c.column) == self.columns.worth
                && c.row > self.columns.head
                && !self.keys.contains_key(&c.row)
                && self.words.get(&c.row).is_some_and(|w| w == words)
                && tidy(&c.value.text()) == worth
        });
        alike.count() <= rows.count_of(words, worth)
    }

    /// Tells of words that somebody wrote over: points count for the number of their row.
    pub(super) fn tell_written_over(&self, read: &mut ReadSheet) {
        // those on which points or marks rest come first
        let (counting, others): (Vec<_>, Vec<_>) =
            self.written_over.iter().partition(|w| w.key.is_some());
        let all: Vec<&WrittenOver> = counting.into_iter().chain(others).collect();
        for WrittenOver { place, found, key } in all.iter().take(MOST_TOLD) {
            let (vi, en) = key.as_ref().map_or_else(
                || {
                    (
                        " không ảnh hưởng đến điểm".to_owned(),
                        " no points rest on it".to_owned(),
                    )
                },
                |key| {
                    (
                        format!(" ô ghi vẫn tính cho {key}"),
                        format!(" what is filled in counts for {key} all the same"),
                    )
                },
            );
            read.notices.push(Told::new(
                NoticeCode::CellPassedOver,
                &read.file,
                place.clone(),
                format!("Chữ in trên phiếu đã bị sửa thành \"{found}\";{vi}."),
                format!("The printed words were changed to \"{found}\";{en}."),
            ));
        }
        if let Some(more) = all.len().checked_sub(MOST_TOLD).filter(|n| *n > 0) {
            read.note(
                NoticeCode::CellPassedOver,
                format!("Còn {more} ô khác có chữ in bị sửa."),
                format!("The printed words of {more} more cells were changed."),
            );
        }
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

/// The criterion whose row is the last above this one.
fn criterion_above(keys: &BTreeMap<u32, Places>, row: u32) -> Option<CriterionId> {
    let above = keys.range(..row).next_back();
    match above {
        Some((_, [Some(Slot::Points(id)), ..])) => Some(*id),
        _ => None,
    }
}

/// Whether words say how a criterion stands, as its formula does.
fn is_state(text: &str) -> bool {
    [Lang::Vi, Lang::En].into_iter().any(|lang| {
        let words = Words::new(lang);
        [words.open, words.wrong, words.contrary, words.no_case].contains(&text)
    })
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
    let mark = || is_yes(&cell.value.text()) == Some(true);
    cell.column <= input && (cell.value.whole().is_some() || mark())
}
