//! Registers of certificates kept as workbooks, below a row of headings.

use std::collections::BTreeMap;

use ocop::certificate::{Columns, Register};
use ocop::{Code, Lang, Notice, NoticeCode, Problem, Problems, read_day, written_day};

use super::address::cell_name;
use super::collect::no_value;
use super::legacy_register;
use super::read::{Book, Cell, Value, Worksheet};
use super::register_rows::{Rows, line, refused, rows, text};

/// How far down the headings are looked for.
const HEADING_WITHIN: usize = 30;

/// How far right the column of a field is looked for.
const MOST_COLUMNS: usize = 1000;

/// Reads a register from a workbook. Lines of the register are rows of the sheet.
///
/// # Errors
///
/// What is no workbook, and one in which no sheet has the headings of a register.
pub fn register(bytes: &[u8]) -> Result<Register, Problems> {
    let book = Book::open_merged(bytes)?;
    let legacy = book.sheets.iter().find(|s| ocop::slug(&s.name) == "loc");
    let found = match legacy.filter(|s| heading(&rows(s)).is_none()) {
        Some(sheet) => Some((sheet, legacy_register::read(sheet))),
        None => book
            .sheets
            .iter()
            .find_map(|sheet| Some((sheet, headed(sheet)?))),
    };
    if let Some((sheet, mut register)) = found {
        let others = book.sheets.iter().filter(|s| !std::ptr::eq(*s, sheet));
        register.notices.extend(others.filter_map(passed_over));
        return Ok(register);
    }
    // what is wrong with the headings is told of the first row that could be one
    let first = book
        .sheets
        .iter()
        .find_map(|s| Some((s, rows(s).into_iter().next()?)));
    match first {
        Some((sheet, (row, cells))) => {
            let problems = Columns::read(&texts(&cells)).err().unwrap_or_default();
            let told = problems
                .into_iter()
                .map(|p| p.with_cell(cell_name(&sheet.name, row, 0)));
            Err(told.collect())
        }
        None => Err(Problem::new(
            Code::RegisterColumns,
            "",
            "Bảng tính trống.",
            "The workbook is empty.",
        )
        .into()),
    }
}

/// The register of a sheet that has its headings.
fn headed(sheet: &Worksheet) -> Option<Register> {
    let mut rows = rows(sheet);
    let (head, columns) = heading(&rows)?;
    sheet.reach_down(&mut rows, head, |c| is_of_several(&columns, c));
    Some(below(sheet, &rows, head, &columns))
}

/// Whether a column tells what may be said of several products at once, in a cell that reaches down over
/// their rows: whatever nobody would miss in the others. A code, stars and the day of issue are of one row
/// alone.
fn is_of_several(columns: &Columns, column: u16) -> bool {
    const OF_ONE: [&str; 3] = ["code", "stars", "issued_on"];
    let field = columns.field(column.into());
    field.is_some_and(|f| !OF_ONE.contains(&f))
}

/// Why a code is none: a spreadsheet took it for a day.
fn day_for_code(cell: &Cell, field: Option<&str>) -> Option<Problem> {
    let Value::Date(_) = &cell.value else {
        return None;
    };
    let day = text(&cell.value);
    let said = |lang| read_day(&day).map_or_else(|_| day.clone(), |d| written_day(d, lang));
    let (vi, en) = (said(Lang::Vi), said(Lang::En));
    let problem = (field == Some("code")).then(|| {
        Problem::new(
            Code::ProductCodeForm,
            "",
            format!("Gặp ngày {vi}, cần một mã sản phẩm: bảng tính đã đổi mã thành ngày."),
            format!("Found the day {en}, expected a product code: the spreadsheet made it a day."),
        )
    });
    Some(problem?.with_found(day).with_help(
        "Định dạng cột mã là văn bản rồi gõ lại mã.",
        "Format the column of codes as text and enter the code again.",
    ))
}

/// A sheet beside the register: one is read, and whoever keeps a sheet a year should know.
fn passed_over(sheet: &Worksheet) -> Option<Notice> {
    let first = sheet.cells.iter().find(|c| !c.value.is_blank())?;
    let place = cell_name(&sheet.name, first.row, first.column);
    Some(Notice::new(
        NoticeCode::CellPassedOver,
        format!("{place}: sổ đọc ở một trang khác của tệp, không đọc trang này."),
        format!(
            "{place}: the register is read from another sheet of the file, this one is not read."
        ),
    ))
}

/// A row as cells from the first column on.
fn texts(cells: &BTreeMap<u16, &Value>) -> Vec<String> {
    let last = cells.keys().next_back().copied().unwrap_or(0);
    (0..=last)
        .map(|c| cells.get(&c).map(|v| text(v)).unwrap_or_default())
        .collect()
}

/// The row of headings.
fn heading(rows: &Rows<'_>) -> Option<(u32, Columns)> {
    rows.iter()
        .take(HEADING_WITHIN)
        .find_map(|(row, cells)| Some((*row, Columns::read(&texts(cells)).ok()?)))
}

fn below(sheet: &Worksheet, rows: &Rows<'_>, head: u32, columns: &Columns) -> Register {
    let mut register = Register::default();
    register.notices = columns.notices().to_vec();
    let mut troubles: BTreeMap<u32, Vec<Problem>> = BTreeMap::new();
    let read = |c: &&Cell| c.row > head && columns.field(c.column.into()).is_some();
    for cell in sheet.cells.iter().filter(read) {
        let day = || day_for_code(cell, columns.field(cell.column.into()));
        if let Some(problem) = no_value(cell).or_else(day) {
            let place = cell_name(&sheet.name, cell.row, cell.column);
            let of_row = troubles.entry(cell.row).or_default();
            of_row.push(problem.with_cell(place));
        }
    }
    for (row, told) in &troubles {
        register.errors.push(refused(*row, told.clone()));
    }
    for (row, cells) in rows.range(head.saturating_add(1)..) {
        if troubles.contains_key(row) {
            continue;
        }
        match columns.record(&texts(cells)) {
            Ok(record) => register.records.push((line(*row), record)),
            Err(problems) => {
                let told = problems.into_iter().map(|p| {
                    let field = p.path.split('/').nth(1).unwrap_or_default();
                    let column = (0..).zip(0_usize..=MOST_COLUMNS);
                    let mut column = column.filter(|(_, n)| columns.field(*n) == Some(field));
                    let place = column.next().map_or(0, |(c, _)| c);
                    let place = cell_name(&sheet.name, *row, place);
                    p.with_cell(place)
                });
                register.errors.push(refused(*row, told.collect()));
            }
        }
    }
    register
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

    use super::*;

    #[test]
    fn a_register_with_headings_below_a_title_is_read_with_its_days() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, "SỔ GIẤY CHỨNG NHẬN").unwrap();
        for (column, head) in (0..).zip(["TT", "Mã sản phẩm", "Tên sản phẩm", "Số sao", "Ngày cấp"])
        {
            sheet.write_string(2, column, head).unwrap();
        }
        let day = ExcelDateTime::from_ymd(2026, 10, 5).unwrap();
        let format = Format::new().set_num_format("dd/mm/yyyy");
        for row in 3..5 {
            sheet.write_number(row, 0, row).unwrap();
            sheet.write_string(row, 1, "33-12025-1-2026").unwrap();
            sheet
                .write_string(row, 3, if row == 3 { "4 sao" } else { "bốn" })
                .unwrap();
            sheet
                .write_datetime_with_format(row, 4, &day, &format)
                .unwrap();
        }
        let register = register(&book.save_to_buffer().unwrap()).unwrap();
        let (line, record) = &register.records[0];
        assert_eq!((*line, register.records.len()), (4, 1));
        assert_eq!(record.issued_on.unwrap().to_string(), "2026-10-05");
        assert_eq!(record.stars.unwrap().get(), 4);
        assert_eq!(register.errors[0].line, Some(5));
        assert_eq!(
            register.errors[0].errors[0].cell.as_deref(),
            Some("Sheet1!D5")
        );
    }
}
