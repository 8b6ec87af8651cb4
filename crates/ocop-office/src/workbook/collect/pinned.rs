//! What somebody pinned to cells instead of writing it into one: it is read by nobody, and told.

use ocop::{NoticeCode, tidy};

use super::read_sheet::ReadSheet;
use super::report::Told;
use crate::workbook::address::cell_name;
use crate::workbook::member::words::TO_MEND;
use crate::workbook::read::Worksheet;

/// The most notes that are told one by one.
const MOST_TOLD: usize = 20;

/// Tells of notes that are not of an annotated copy.
pub(super) fn tell_pinned(read: &mut ReadSheet, sheet: &Worksheet) {
    let theirs: Vec<_> = sheet
        .notes
        .iter()
        .map(|note| (note, tidy(&note.text)))
        .filter(|(_, text)| !text.is_empty() && !text.starts_with(TO_MEND))
        .collect();
    for (note, text) in theirs.iter().take(MOST_TOLD) {
        let place = cell_name(&sheet.name, note.row, note.column);
        let found: String = ocop_text::clean(text).chars().take(200).collect();
        read.notices.push(Told::new(
            NoticeCode::CellPassedOver,
            &read.file,
            place,
            format!("Không đọc ghi chú gắn vào ô: \"{found}\". Muốn giữ thì viết vào cột Ghi chú."),
            format!("The note pinned to this cell is not read: \"{found}\". To keep it, write it in the column Note."),
        ));
    }
    if let Some(more) = theirs.len().checked_sub(MOST_TOLD).filter(|n| *n > 0) {
        read.note(
            NoticeCode::CellPassedOver,
            format!("Còn {more} ghi chú khác gắn vào ô không đọc."),
            format!("{more} more notes pinned to cells are not read."),
        );
    }
}
