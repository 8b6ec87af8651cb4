//! A workbook as it is read, and how much of one is read at most.

use std::collections::BTreeMap;

use super::cell::Cell;

/// The most cells that are read from a workbook.
pub(super) const MAX_CELLS: usize = 3_000_000;

/// The most merged cells of a sheet that are read.
pub(super) const MAX_TALL: usize = 100_000;

/// The most cells that are filled from those that reach down to them.
const MOST_FILLED: usize = 100_000;

/// The most sheets of a workbook.
pub(super) const MAX_SHEETS: usize = 1000;

/// Rows and columns of a sheet.
pub(super) const ROWS: u32 = 1_048_576;
pub(super) const COLUMNS: u16 = 16_384;

/// A workbook, as far as anything stands in it.
#[derive(Debug, Clone, Default)]
pub struct Book {
    /// Its sheets, in order.
    pub sheets: Vec<Worksheet>,
    /// Properties that programs gave it, by name.
    pub properties: BTreeMap<String, String>,
    /// Whether days are counted from 1904, as old Macs did.
    pub from_1904: bool,
    /// Whether it refers to other workbooks; what they hold is never asked for.
    pub has_external_links: bool,
}

/// A sheet: its name, and the cells in which something stands, row by row.
#[derive(Debug, Clone, Default)]
pub struct Worksheet {
    /// Its name.
    pub name: String,
    /// Its cells, in the order of the file: by rows, then columns.
    pub cells: Vec<Cell>,
    /// What somebody pinned to its cells.
    pub notes: Vec<CellNote>,
    /// Cells that reach down over others, where they were asked for.
    pub(crate) tall: Vec<TallCell>,
}

impl Worksheet {
    /// Has what stands in a cell that reaches down over rows stand in each of them: in the columns that
    /// are wanted, below the row of headings, and where nothing stands yet.
    pub(crate) fn reach_down<V: Clone>(
        &self,
        rows: &mut BTreeMap<u32, BTreeMap<u16, V>>,
        head: u32,
        is_wanted: impl Fn(u16) -> bool,
    ) {
        let mut left = MOST_FILLED;
        let tall = self.tall.iter().filter(|t| t.rows.0 > head);
        for tall in tall.filter(|t| is_wanted(t.column)) {
            let (first, last) = tall.rows;
            let Some(value) = rows.get(&first).and_then(|r| r.get(&tall.column)).cloned() else {
                continue;
            };
            for (_, cells) in rows.range_mut(first..=last).skip(1).take(left) {
                left = left.saturating_sub(1);
                cells.entry(tall.column).or_insert_with(|| value.clone());
            }
        }
    }
}

/// A cell that was merged with those below it: what stands in the first of them is meant for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TallCell {
    /// Its column, from 0.
    pub column: u16,
    /// Its first and its last row, from 0.
    pub rows: (u32, u32),
}

/// A note that is pinned to a cell, beside what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellNote {
    /// The row of the cell, from 0.
    pub row: u32,
    /// Its column, from 0.
    pub column: u16,
    /// What the note says.
    pub text: String,
}
