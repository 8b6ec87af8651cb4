//! Where the columns of a sheet stand.

use crate::workbook::member::layout::{EVIDENCE, INPUT, KEY, MARK, NOTE, WORDS, WORTH};
use crate::workbook::member::words;
use crate::workbook::read::{Cell, Worksheet};
use crate::workbook::slot::Slot;

/// Where the columns stand, wherever they were moved to.
pub(super) struct Columns {
    pub head: u32,
    pub key: u16,
    pub input: u16,
    pub note: Option<u16>,
    pub evidence: Option<u16>,
    /// Where the words of criteria and levels stand.
    pub words: Option<u16>,
    /// Where the most points of a criterion stand, and the stars that a level is needed for.
    pub worth: Option<u16>,
    pub mark: Option<u16>,
}

/// The places of a row: its points or mark, its note, its evidence.
pub(super) type Places = [Option<Slot>; 3];

impl Columns {
    pub(super) fn find(sheet: &Worksheet) -> Option<Self> {
        let mut inputs = sheet.cells.iter().filter(|c| is_head(c, INPUT));
        inputs.find_map(|input| {
            let head = input.row;
            let at = |column: u16| {
                let mut row = sheet.cells.iter().filter(|c| c.row == head);
                row.find(|c| is_head(c, column)).map(|c| c.column)
            };
            Some(Self {
                head,
                key: at(KEY)?,
                input: at(INPUT)?,
                note: at(NOTE),
                evidence: at(EVIDENCE),
                words: at(WORDS),
                worth: at(WORTH),
                mark: at(MARK),
            })
        })
    }
}

/// Whether a cell is the heading of a column.
fn is_head(cell: &Cell, column: u16) -> bool {
    words::is_head(&cell.value.text(), usize::from(column))
}
