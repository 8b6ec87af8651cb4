//! Registers of certificates kept as workbooks: any with a row of headings, and the sheet "Loc" that
//! provinces kept before, with two recognitions in one row.

use std::collections::BTreeMap;

use ocop::certificate::{Columns, Record, Register};
use ocop::{Code, ErrorReport, Notice, NoticeCode, Problem, Problems, read_day, tidy};

use super::address::cell_name;
use super::collect::no_value;
use super::read::{Book, Cell, Value, Worksheet};

/// How far down the headings are looked for.
const HEADING_WITHIN: usize = 30;

/// How far right the column of a field is looked for.
const MOST_COLUMNS: usize = 1000;

/// The row, from 0, in which the sheet "Loc" begins.
const LEGACY_FIRST: u32 = 4;
/// Its columns: name, producer, commune, stars of today, last day.
const NAME: u16 = 1;
const PRODUCER: u16 = 4;
const COMMUNE: u16 = 5;
const STARS_NOW: u16 = 9;
const EXPIRES: u16 = 10;
/// Where its two recognitions begin: stars, day, year, decision.
const RECOGNITIONS: [u16; 2] = [11, 16];

type Rows<'b> = BTreeMap<u32, BTreeMap<u16, &'b Value>>;

/// Reads a register from a workbook. Lines of the register are rows of the sheet.
///
/// # Errors
///
/// What is no workbook, and one in which no sheet has the headings of a register.
pub fn register(bytes: &[u8]) -> Result<Register, Problems> {
    let book = Book::open_merged(bytes)?;
    let legacy = book.sheets.iter().find(|s| ocop::slug(&s.name) == "loc");
    if let Some(sheet) = legacy.filter(|s| heading(&rows(s)).is_none()) {
        return Ok(Legacy {
            sheet,
            register: Register::default(),
        }
        .read());
    }
    for sheet in &book.sheets {
        let mut rows = rows(sheet);
        if let Some((head, columns)) = heading(&rows) {
            sheet.reach_down(&mut rows, head, |c| is_of_several(&columns, c));
            let mut register = below(sheet, &rows, head, &columns);
            let others = book.sheets.iter().filter(|s| !std::ptr::eq(*s, sheet));
            register.notices.extend(others.filter_map(passed_over));
            return Ok(register);
        }
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

/// Whether a column tells what may be said of several products at once, of their producer and place, in a
/// cell that reaches down over their rows. Codes, stars and days are of one row alone.
fn is_of_several(columns: &Columns, column: u16) -> bool {
    const OF_SEVERAL: [&str; 4] = ["producer", "province", "commune", "sector"];
    let field = columns.field(column.into());
    field.is_some_and(|f| OF_SEVERAL.contains(&f))
}

/// Why a code is none: a spreadsheet took it for a day.
fn day_for_code(cell: &Cell, field: Option<&str>) -> Option<Problem> {
    let Value::Date(day) = &cell.value else {
        return None;
    };
    let problem = (field == Some("code")).then(|| {
        Problem::new(
            Code::ProductCodeForm,
            "",
            format!("Gặp ngày {day}, cần một mã sản phẩm: bảng tính đã đổi mã thành ngày."),
            format!("Found the day {day}, expected a product code: the spreadsheet made it a day."),
        )
    });
    Some(problem?.with_found(day.to_string()).with_help(
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

fn rows(sheet: &Worksheet) -> Rows<'_> {
    let mut rows: Rows<'_> = BTreeMap::new();
    for cell in sheet.cells.iter().filter(|c| !c.value.is_blank()) {
        rows.entry(cell.row)
            .or_default()
            .insert(cell.column, &cell.value);
    }
    rows
}

/// A cell as text; a day without its time.
fn text(value: &Value) -> String {
    match value {
        Value::Date(date) => date.split('T').next().unwrap_or_default().to_owned(),
        other => tidy(&other.text()).into_owned(),
    }
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

fn line(row: u32) -> u64 {
    u64::from(row).saturating_add(1)
}

fn refused(row: u32, errors: Vec<Problem>) -> ErrorReport<'static> {
    let problems: Problems = errors.into_iter().collect();
    problems.report(Some(line(row))).into_owned()
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

/// The sheet "Loc": what a row leaves out stands in the row above, whose cells reach down to it.
struct Legacy<'s> {
    sheet: &'s Worksheet,
    register: Register,
}

impl Legacy<'_> {
    fn read(mut self) -> Register {
        let rows = rows(self.sheet);
        let mut above: BTreeMap<u16, String> = BTreeMap::new();
        for (row, cells) in rows.range(LEGACY_FIRST..) {
            let mut errors = Vec::new();
            let mut own: BTreeMap<u16, String> = BTreeMap::new();
            for (column, value) in cells {
                if let Value::Error(error) = value {
                    errors.push(self.told(
                        *row,
                        *column,
                        format!("Ô lỗi \"{error}\": không đọc."),
                        format!("The cell is an error, \"{error}\": it is not read."),
                    ));
                } else {
                    own.insert(*column, text(value));
                }
            }
            let product = own.contains_key(&NAME);
            if product {
                above = own.clone();
            }
            let get = |column: u16| {
                let inherited = [NAME, PRODUCER, COMMUNE].contains(&column);
                own.get(&column)
                    .or_else(|| above.get(&column).filter(|_| inherited))
                    .map(String::as_str)
            };
            let mut latest: Option<(String, u16)> = None;
            for start in RECOGNITIONS {
                let [stars, day, year, decision] =
                    [0, 1, 2, 3].map(|n| get(start.saturating_add(n)));
                if stars.is_none() && day.is_none() {
                    continue;
                }
                let day_cell = start.saturating_add(1);
                if let (Some(day), Some(year)) = (day, year)
                    && let Ok(date) = read_day(day)
                    && year.parse::<i16>() != Ok(date.year())
                {
                    errors.push(self.told(
                        *row,
                        day_cell,
                        format!("Ngày công nhận {day} trái với năm {year}."),
                        format!("The day of recognition, {day}, contradicts the year, {year}."),
                    ));
                }
                if let Some(stars) = stars {
                    latest = Some((stars.to_owned(), start));
                }
                // the last day is that of the latest recognition
                let later = RECOGNITIONS.iter().any(|r| *r > start && get(*r).is_some());
                let fields = [
                    ("name", get(NAME)),
                    ("producer", get(PRODUCER)),
                    ("commune", get(COMMUNE)),
                    ("stars", stars),
                    ("issued_on", day),
                    ("decision", decision),
                    ("expires_on", get(EXPIRES).filter(|_| !later)),
                ];
                let fields = fields
                    .into_iter()
                    .filter_map(|(name, cell)| Some((name, cell?)));
                match Record::from_row(fields) {
                    Ok(record) => self
                        .register
                        .records
                        .push((line(*row), record.into_owned())),
                    Err(problems) => {
                        let place = cell_name(&self.sheet.name, *row, day_cell);
                        errors.extend(problems.into_iter().map(|p| p.with_cell(place.clone())));
                    }
                }
            }
            if let (Some(now), Some((stars, _))) = (get(STARS_NOW), &latest)
                && stars_of(now) != stars_of(stars)
            {
                errors.push(self.told(*row, STARS_NOW, format!("Hạng sao hiện tại {now} trái với lần công nhận gần nhất: {stars}."), format!("The stars of today, {now}, contradict those of the latest recognition: {stars}.")));
            }
            if product && latest.is_none() {
                errors.push(self.told(
                    *row,
                    NAME,
                    "Sản phẩm không có lần công nhận nào.".into(),
                    "The product has no recognition.".into(),
                ));
            }
            if !errors.is_empty() {
                self.register.errors.push(refused(*row, errors));
            }
        }
        self.register
    }

    fn told(&self, row: u32, column: u16, vi: String, en: String) -> Problem {
        Problem::new(Code::RegisterContradictory, "", vi, en).with_cell(cell_name(
            &self.sheet.name,
            row,
            column,
        ))
    }
}

/// The figure in "4 sao", "4*", "4".
fn stars_of(text: &str) -> Option<char> {
    text.chars().find(char::is_ascii_digit)
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

    #[test]
    fn the_legacy_sheet_gives_a_record_a_recognition_and_tells_what_contradicts_itself() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("Loc").unwrap();
        let mut put = |row: u32, cells: &[(u16, &str)]| {
            for (column, text) in cells {
                sheet.write_string(row, *column, *text).unwrap();
            }
        };
        put(2, &[(0, "TT"), (1, "Tên sản phẩm")]);
        let two = [
            (1, "Mật ong"),
            (4, "HTX A"),
            (9, "4 sao"),
            (10, "01/06/2026"),
            (11, "3 sao"),
            (12, "01/06/2020"),
            (13, "2020"),
            (14, "12/QĐ"),
            (16, "4 sao"),
            (17, "01/06/2023"),
            (18, "2023"),
            (19, "34/QĐ"),
        ];
        put(4, &two);
        // merged with the row above
        put(5, &[(11, "3"), (12, "02/07/2021"), (13, "2021")]);
        put(
            6,
            &[
                (1, "Gạo"),
                (9, "5"),
                (11, "4"),
                (12, "2021-03-04"),
                (13, "2019"),
            ],
        );
        put(7, &[(1, "Trà")]);
        let register = register(&book.save_to_buffer().unwrap()).unwrap();
        let found: Vec<(u64, &str, u8)> = register
            .records
            .iter()
            .map(|(line, r)| (*line, r.name.as_deref().unwrap(), r.stars.unwrap().get()))
            .collect();
        assert_eq!(
            found,
            [
                (5, "Mật ong", 3),
                (5, "Mật ong", 4),
                (6, "Mật ong", 3),
                (7, "Gạo", 4)
            ]
        );
        assert_eq!(register.records[0].1.expires_on, None);
        assert_eq!(
            register.records[1].1.expires_on.unwrap().to_string(),
            "2026-06-01"
        );
        let told: Vec<&str> = register
            .errors
            .iter()
            .flat_map(|e| e.errors.iter())
            .map(|p| p.cell.as_deref().unwrap())
            .collect();
        assert_eq!(told, ["Loc!M7", "Loc!J7", "Loc!B8"]);
    }
}
