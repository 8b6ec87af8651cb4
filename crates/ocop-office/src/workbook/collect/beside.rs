//! What somebody wrote where nothing is read.

use ocop::{Code, NoticeCode, Problem};

use super::read_sheet::ReadSheet;
use super::report::Told;
use super::value::{is_yes, shown};
use crate::workbook::address::cell_name;
use crate::workbook::read::{Cell, Worksheet};

/// The most cells beside the sheet that are told one by one.
pub(super) const MOST_TOLD: usize = 20;

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
        let found = shown(&cell.value.quoted());
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
        let found = shown(&cell.value.quoted());
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
pub(super) fn is_meant_as_answer(cell: &Cell, input: Option<u16>) -> bool {
    let Some(input) = input else { return false };
    let mark = || is_yes(&cell.value.text()) == Some(true);
    cell.column <= input && (cell.value.whole().is_some() || mark())
}
