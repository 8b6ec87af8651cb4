//! What was handed out with a sheet beside its places: whether its words still stand as they were printed,
//! and whether its formulas are still formulas or were pasted as what they came to.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use ocop::criteria::SetReport;
use ocop::{Code, CriterionId, Lang, NoticeCode, Problem};

use super::beside::{MOST_TOLD, is_meant_as_answer};
use super::heads::{Columns, Places};
use super::printed::{Alike, Rows};
use super::read_sheet::ReadSheet;
use super::report::Told;
use super::value::shown;
use crate::workbook::address::cell_name;
use crate::workbook::identity::BEGINS;
use crate::workbook::member::words::{RESULT_ROWS, TOTAL, Words};
use crate::workbook::read::{Cell, Worksheet};
use crate::workbook::slot::{Entry, Slot, finding_mark};

/// A sheet as it was handed out, as far as it can be told.
pub(super) struct HandedOut<'c> {
    columns: &'c Columns,
    sheet: &'c Worksheet,
    keys: &'c BTreeMap<u32, Places>,
    /// What was printed, where its column is known.
    rows: Option<&'c Rows>,
    /// The words of each row.
    words: BTreeMap<u32, RowWords<'c>>,
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

/// The words of a row, and the rows that were handed out with them.
struct RowWords<'c> {
    text: Cow<'c, str>,
    printed: Alike<'c>,
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
            let text = cell.value.tidied();
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
            if Some(cell.column) == columns.words {
                let printed = rows.map_or(Alike::NONE, |rows| rows.with(&text));
                words.insert(cell.row, RowWords { text, printed });
            }
        }
        let mut others = words.iter().filter(|(row, _)| !keys.contains_key(row));
        let in_order = others.all(|(row, words): (&u32, &RowWords<'_>)| {
            let above = criterion_above(keys, *row);
            above.is_none()
                || words.printed.has_level(above, None)
                || !words.printed.has_level(None, None)
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
        let text = cell.value.tidied();
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
        let text = cell.value.tidied();
        let words = self.words.get(&cell.row);
        let alike = words.map_or(Alike::NONE, |w| w.printed);
        let column = Some(cell.column);
        if rows.is_table && (column != self.columns.words || places.is_none()) {
            return true;
        }
        if cell.column == self.columns.key {
            return cell.row <= self.identity || places.is_some() || rows.has_key(&text, alike);
        }
        let is_last = || self.keys.keys().next_back() < Some(&cell.row);
        if column == self.columns.worth {
            // a criterion's is that of its number, whatever its words are
            return match words {
                Some(words) if places.is_none() && !alike.is_empty() => {
                    alike.has_worth(&text) && self.is_worth_of_level(cell.row, words, &text)
                }
                // the day and the signature stand across the last columns
                _ if cell.value.whole().is_none() => {
                    cell.row <= self.identity || is_last() || rows.has_worth(&text)
                }
                _ => self.is_figure_of_ours(cell, places),
            };
        }
        if column == self.columns.mark {
            return is_last() || rows.has_mark(&text) || is_state(&text);
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
        if alike.has(key.as_deref()) {
            return true;
        }
        if is_meant_as_answer(cell, Some(self.columns.input)) {
            return false;
        }
        let place = cell_name(&read.sheet, cell.row, cell.column);
        match (slot, &key, alike.key()) {
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
    fn is_worth_of_level(&self, row: u32, words: &RowWords<'_>, worth: &str) -> bool {
        let printed = words.printed;
        if !printed.has_level(None, None) {
            return true;
        }
        let above = criterion_above(self.keys, row).filter(|_| self.in_order);
        if above.is_some() && printed.has_level(above, None) {
            return printed.has_level(above, Some(worth));
        }
        let alike = self.sheet.cells.iter().filter(|c| {
            Some(c.column) == self.columns.worth
                && c.row > self.columns.head
                && !self.keys.contains_key(&c.row)
                && self.words.get(&c.row).is_some_and(|w| w.text == words.text)
                && c.value.tidied() == worth
        });
        alike.count() <= printed.count_of(worth)
    }

    /// Tells of levels that are gone, and of words that somebody wrote over: points count for the number
    /// of their row.
    pub(super) fn tell_written_over(&self, read: &mut ReadSheet) {
        self.tell_levels_gone(read);
        // those on which points or marks rest come first
        let (counting, others): (Vec<_>, Vec<_>) =
            self.written_over.iter().partition(|w| w.key.is_some());
        let all: Vec<&WrittenOver> = counting.into_iter().chain(others).collect();
        for WrittenOver { place, found, key } in all.iter().take(MOST_TOLD) {
            let (vi, en) = key.as_ref().map_or_else(
                || {
                    (
                        " không đọc, không ảnh hưởng đến điểm".to_owned(),
                        " they are not read, and no points rest on them".to_owned(),
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
                format!("Chữ \"{found}\" không phải chữ in ở phiếu đã phát;{vi}."),
                format!("The words \"{found}\" are not those that were printed;{en}."),
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

    /// Tells of levels whose rows are gone: nothing is filled in there, and whoever scored may have missed
    /// them.
    fn tell_levels_gone(&self, read: &mut ReadSheet) {
        let mut there: BTreeMap<&str, usize> = BTreeMap::new();
        for words in self.words.values() {
            let count = there.entry(&words.text).or_default();
            *count = count.saturating_add(1);
        }
        let gone = self.rows.map_or(0, |rows| rows.levels_gone(&there));
        // words that were changed are told where they stand
        let changed = self.written_over.iter().filter(|w| w.key.is_none());
        let gone = gone.saturating_sub(changed.count());
        if gone > 0 {
            read.note(
                NoticeCode::CellPassedOver,
                format!("Trên phiếu mất {gone} dòng ghi mức: điểm vẫn tính theo tiêu chí."),
                format!("The rows of {gone} levels are gone from the sheet: points count by criterion all the same."),
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
