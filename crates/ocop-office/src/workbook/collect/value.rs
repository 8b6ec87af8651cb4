//! What stands in a place, taken as what people mean by it.

use ocop::criteria::SetReport;
use ocop::{Code, NoticeCode, Problem, read_day, tidy};

use super::read_sheet::ReadSheet;
use super::report::Told;
use crate::workbook::address::{a1, cell_name};
use crate::workbook::points::points_of;
use crate::workbook::read::{Cell, Value, Worksheet};
use crate::workbook::slot::{Entry, ProductDetail, Slot};
use crate::workbook::telephone::without_zero;

/// The most characters of a cell that a message repeats: a cell may hold a whole page.
const MOST_SHOWN: usize = 80;

/// What stands in a cell, as messages show it.
pub(super) fn shown(text: &str) -> String {
    let mut chars = text.chars();
    let mut shown: String = chars.by_ref().take(MOST_SHOWN).collect();
    if chars.next().is_some() {
        shown.push('…');
    }
    shown
}

/// Why a cell has nothing to read although something stands in it: a formula that nobody worked out,
/// or one that came to an error.
pub(crate) fn no_value(cell: &Cell) -> Option<Problem> {
    if let Value::Error(error) = &cell.value {
        let error = shown(error);
        let problem = Problem::new(
            Code::CellNotRead,
            "",
            format!("Ô này báo lỗi {error}, không có giá trị để đọc."),
            format!("This cell shows the error {error} and has no value to read."),
        );
        return Some(problem.with_found(error).with_help(
            "Ghi thẳng giá trị; chữ bắt đầu bằng = + - @ thì gõ dấu nháy đơn (') ở trước.",
            "Enter the value itself; before words that begin with = + - @ type an apostrophe (').",
        ));
    }
    // a cell with nothing but spaces is empty
    let problem = (cell.formula && cell.value.is_blank()).then(|| {
        Problem::new(
            Code::CellNotRead,
            "",
            "Ô này là công thức chưa có giá trị.",
            "This cell is a formula without a value.",
        )
    });
    Some(problem?.with_help(
        "Ghi thẳng giá trị vào ô, hoặc mở bằng Excel hay LibreOffice rồi lưu lại.",
        "Enter the value itself, or open the file in Excel or LibreOffice and save it.",
    ))
}

/// Takes what stands in a place.
pub(super) fn value(
    read: &mut ReadSheet,
    sheet: &Worksheet,
    cell: &Cell,
    slot: Slot,
    set: &SetReport,
) {
    let place = cell_name(&sheet.name, cell.row, cell.column);
    let text = cell.value.text();
    if let Some(problem) = no_value(cell) {
        // the place of the cell that is wrong, also where the row stands twice
        if !read.filled.contains_key(&slot) {
            read.cells.insert(slot, place);
        }
        read.refuse_for(problem, Some(slot));
        return;
    }
    let entry = match slot {
        Slot::Points(_) => match cell.value.whole() {
            Some(whole) => Entry::Number(whole),
            None => Entry::Text(text.to_string()),
        },
        _ => Entry::Text(composed(&text)),
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
    let short = shown(&cell.value.quoted());
    if cell.formula {
        read.notices.push(Told::new(
            NoticeCode::FormulaValue,
            &read.file,
            place.clone(),
            format!("Ô này là công thức: lấy giá trị cuối cùng \"{short}\"."),
            format!("This cell is a formula: its last value \"{short}\" is taken."),
        ));
    }
    if slot == Slot::Detail(ProductDetail::Phone) {
        let told = without_zero(&tidy(&text), &read.file, &place);
        read.notices.extend(told);
    }
    let wrong = wrong(slot, &entry, &short, set);
    read.good.insert(slot, entry);
    if let Some(problem) = wrong {
        read.refuse_for(problem.with_found(short), Some(slot));
    }
}

/// Words with their letters composed, line by line: decomposed ones are the same words. Others stay as they
/// were written.
fn composed(text: &str) -> String {
    if !text.contains(|c| ('\u{300}'..='\u{36f}').contains(&c)) {
        return text.to_owned();
    }
    let lines: Vec<_> = text.lines().map(tidy).collect();
    lines.join("\n")
}

/// Why something cannot stand in a place.
fn wrong(slot: Slot, entry: &Entry, text: &str, set: &SetReport) -> Option<Problem> {
    match (slot, entry) {
        (Slot::Points(id), Entry::Text(_)) => {
            let problem = Problem::new(
                Code::WrongType,
                "",
                format!("Gặp \"{text}\", cần một số nguyên là điểm của tiêu chí {id}."),
                format!("Found \"{text}\", expected a whole number: the points of criterion {id}."),
            );
            let Some(criterion) = set.criteria().find(|c| c.criterion == id) else {
                return Some(problem);
            };
            let points = points_of(criterion);
            Some(problem.with_help(
                format!("Ghi một trong các số: {points}."),
                format!("Enter one of: {points}."),
            ))
        }
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
pub(super) fn is_yes(text: &str) -> Option<bool> {
    let word = tidy(text).to_lowercase();
    match word.as_str() {
        "x" | "×" | "✓" | "✔" | "☑" | "☒" | "v" | "có" | "co" | "yes" | "y" | "1" | "true"
        | "đã nộp" | "đã" | "rồi" | "submitted" | "handed in" => Some(true),
        "không" | "khong" | "chưa" | "chua" | "chưa nộp" | "no" | "n" | "0" | "false" | "-"
        | "–" | "☐" => Some(false),
        _ => None,
    }
}
