//! What stands in a place, taken as what people mean by it.

use ocop::{Code, NoticeCode, Problem, read_day, tidy};

use super::read_sheet::ReadSheet;
use super::report::Told;
use crate::workbook::address::{a1, cell_name};
use crate::workbook::read::{Cell, Worksheet};
use crate::workbook::slot::{Entry, ProductDetail, Slot};

/// Takes what stands in a place.
pub(super) fn value(read: &mut ReadSheet, sheet: &Worksheet, cell: &Cell, slot: Slot) {
    let place = cell_name(&sheet.name, cell.row, cell.column);
    let text = cell.value.text();
    if cell.value.is_blank() {
        let problem = Problem::new(
            Code::CellNotRead,
            "",
            "Ô này là công thức chưa có giá trị.",
            "This cell is a formula without a value.",
        );
        let problem = problem.with_help(
            "Ghi thẳng giá trị vào ô, hoặc mở bằng Excel hay LibreOffice rồi lưu lại.",
            "Enter the value itself, or open the file in Excel or LibreOffice and save it.",
        );
        read.cells.entry(slot).or_insert(place);
        read.refuse_for(problem, Some(slot));
        return;
    }
    let entry = match slot {
        Slot::Points(_) => match cell.value.whole() {
            Some(whole) => Entry::Number(whole),
            None => Entry::Text(text.to_string()),
        },
        _ => Entry::Text(text.to_string()),
    };
    let entry = match (slot, is_yes(&text)) {
        (Slot::Finding(_) | Slot::Unchanged | Slot::Submitted, Some(true)) => Entry::from("x"),
        (Slot::Finding(_) | Slot::Unchanged | Slot::Submitted, Some(false)) => return,
        _ => entry,
    };
    if let Some(before) = read.filled.get(&slot) {
        if *before == entry {
            return;
        }
        let first = read.cells.get(&slot).cloned().unwrap_or_default();
        let here = a1(cell.row, cell.column);
        read.refuse(
            Code::RepeatedEntry,
            Some(slot),
            format!("Hai dòng cùng một mục ghi khác nhau (ô này và {here}): không tính."),
            format!("Two rows of one entry differ (this cell and {here}): neither counts."),
        );
        read.cells.insert(slot, first);
        return;
    }
    read.cells.insert(slot, place.clone());
    read.filled.insert(slot, entry.clone());
    if cell.formula {
        read.notices.push(Told::new(
            NoticeCode::FormulaValue,
            &read.file,
            place,
            format!("Ô này là công thức: lấy giá trị cuối cùng \"{text}\"."),
            format!("This cell is a formula: its last value \"{text}\" is taken."),
        ));
    }
    let wrong = wrong(slot, &entry, &text);
    read.good.insert(slot, entry);
    if let Some(problem) = wrong {
        let found: String = text.chars().take(80).collect();
        read.refuse_for(problem.with_found(found), Some(slot));
    }
}

/// Why something cannot stand in a place.
fn wrong(slot: Slot, entry: &Entry, text: &str) -> Option<Problem> {
    match (slot, entry) {
        (Slot::Points(id), Entry::Text(_)) => Some(Problem::new(
            Code::WrongType,
            "",
            format!("Gặp \"{text}\", cần một số nguyên là điểm của tiêu chí {id}."),
            format!("Found \"{text}\", expected a whole number: the points of criterion {id}."),
        )),
        (Slot::Finding(_) | Slot::Unchanged | Slot::Submitted, Entry::Text(word))
            if word != "x" =>
        {
            Some(Problem::new(
                Code::UnknownChoice,
                "",
                format!("Gặp \"{text}\", cần x hoặc để trống."),
                format!("Found \"{text}\", expected x or nothing."),
            ))
        }
        (Slot::Detail(ProductDetail::AssessedOn), Entry::Text(day)) => {
            read_day(day).err().map(|why| why.problem(day, ""))
        }
        _ => None,
    }
}

/// Whether a mark says yes or no, as people write it.
fn is_yes(text: &str) -> Option<bool> {
    let word = tidy(text).to_lowercase();
    match word.as_str() {
        "x" | "×" | "✓" | "✔" | "☑" | "☒" | "v" | "có" | "co" | "yes" | "y" | "1" | "true"
        | "đã nộp" | "đã" | "rồi" | "submitted" | "handed in" => Some(true),
        "không" | "khong" | "chưa" | "chua" | "chưa nộp" | "no" | "n" | "0" | "false" | "-"
        | "–" | "☐" => Some(false),
        _ => None,
    }
}
