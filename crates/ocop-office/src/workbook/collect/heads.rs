//! Where the columns of a sheet stand.

use std::collections::BTreeSet;

use ocop::tidy;

use crate::workbook::member::layout::{EVIDENCE, INPUT, KEY, MARK, NOTE, WORDS, WORTH};
use crate::workbook::member::words::HEADS;
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
                words: at(WORDS),
                worth: at(WORTH),
                mark: at(MARK),
            })
        })
    }
}
