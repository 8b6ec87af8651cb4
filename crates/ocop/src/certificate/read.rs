//! A register as people keep it: a table with a heading row (CSV), or a record a line (NDJSON); and as
//! programs hand it over: a JSON list of records.

use std::borrow::Cow;

use crate::csv::{CsvRow, Reader};
use crate::day::{NotADay, read_day};
use crate::json::{self, Node};
use crate::notice::{Notice, NoticeCode};
use crate::problem::{Code, ERRORS_FORMAT, ErrorReport, Problem, Problems};
use crate::spelling::{is_between_figures, tidy};

use super::columns::Columns;
use super::register::{DAYS, Record};

/// The most bytes of a register: 256 MiB, some million records.
pub const MAX_REGISTER: usize = 256 << 20;

/// How a register is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RegisterForm {
    /// A table: a heading row, then a row a record; separated by commas, semicolons or tabs.
    Csv,
    /// A JSON object a line, or a JSON list of objects.
    Ndjson,
}

/// A register as it was read.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Register {
    /// Its records with their lines, from 1; of a JSON list, with their positions in it.
    pub records: Vec<(u64, Record<'static>)>,
    /// What was refused, by line.
    pub errors: Vec<ErrorReport<'static>>,
    /// What is not read.
    pub notices: Vec<Notice>,
}

impl Register {
    /// Reads a register: JSON lines where it begins with `{`, a JSON list where it begins with `[`, else
    /// a table. `form` is what it should be, where that is known, from a file's name say.
    ///
    /// ```
    /// use ocop::certificate::Register;
    /// let text = "Mã sản phẩm;Số sao;Ngày cấp\n33-12025-1-2026;4;05/10/2026\n33-12025-2-2026;\"3;06/10/2026\n";
    /// let register = Register::read(text.as_bytes(), None)?;
    /// assert_eq!((register.records.len(), register.errors[0].line), (1, Some(3)));
    /// # Ok::<(), ocop::Problems>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What no record could be read from: another format, no UTF-8, no heading row or one that
    /// cannot be told. What is wrong with single rows is in `errors`.
    pub fn read(bytes: &[u8], form: Option<RegisterForm>) -> Result<Self, Problems> {
        if bytes.len() > MAX_REGISTER {
            let most = MAX_REGISTER >> 20;
            return Err(Problem::new(
                Code::TooLarge,
                "",
                format!("Sổ lớn hơn {most} MiB."),
                format!("The register is larger than {most} MiB."),
            )
            .into());
        }
        let text = text_of(bytes)?;
        let is_list = text.trim_start().starts_with('[');
        let found = if is_list || text.trim_start().starts_with('{') {
            RegisterForm::Ndjson
        } else {
            RegisterForm::Csv
        };
        if form.is_some_and(|form| form != found) && !text.trim().is_empty() {
            return Err(not_expected(found).into());
        }
        if text
            .lines()
            .find(|l| !l.trim().is_empty())
            .is_some_and(|l| l.trim() == "{")
        {
            return Err(other_format(
                "JSON trên nhiều dòng",
                "JSON over several lines",
                "Mỗi bản ghi trên một dòng.",
                "One record a line.",
            )
            .into());
        }
        match found {
            _ if is_list => list(text),
            RegisterForm::Csv => table(text),
            RegisterForm::Ndjson => Ok(lines(text)),
        }
    }

    fn add(&mut self, line: u64, record: Result<Record<'static>, Problems>) {
        match record {
            Ok(record) => self.records.push((line, record)),
            Err(problems) => self.errors.push(refused(line, &problems)),
        }
    }
}

/// The problems of a line, to keep.
pub(super) fn refused(line: u64, problems: &Problems) -> ErrorReport<'static> {
    ErrorReport {
        format: ERRORS_FORMAT.into(),
        line: Some(line),
        id: None,
        errors: Cow::Owned(problems.report(Some(line)).errors.into_owned()),
    }
}

fn lines(text: &str) -> Register {
    let mut register = Register::default();
    for (number, line) in (1_u64..).zip(text.lines()) {
        if !line.trim().is_empty() {
            register.add(
                number,
                Record::parse(line.as_bytes()).map(Record::into_owned),
            );
        }
    }
    register
}

fn list(text: &str) -> Result<Register, Problems> {
    let mut register = Register::default();
    if let Node::List(items) = json::parse(text)? {
        for (number, item) in (1_u64..).zip(&items) {
            register.add(
                number,
                Record::read(item, Problems::new()).map(Record::into_owned),
            );
        }
    }
    Ok(register)
}

fn table(text: &str) -> Result<Register, Problems> {
    let mut rows = Reader::new(text).filter(|r| !r.as_ref().is_ok_and(CsvRow::is_blank));
    let mut titles = Vec::new();
    let heading = loop {
        match rows.next() {
            Some(Ok(row)) if titles.len() < MOST_TITLES && Columns::is_title(&row.cells) => {
                titles.push(row);
            }
            other => break other,
        }
    };
    // a table of one column has no title above another one
    let heading = match (heading, titles.pop()) {
        (None, Some(last)) => Some(Ok(last)),
        (heading, last) => {
            titles.extend(last);
            heading
        }
    };
    let Some(heading) = heading else {
        return Err(Problem::new(
            Code::RegisterColumns,
            "",
            "Sổ trống: cần một dòng tiêu đề và mỗi sản phẩm một dòng.",
            "The register is empty: a heading row is needed, then a row a product.",
        )
        .into());
    };
    let heading = heading.map_err(|_| Problems::from(unclosed()))?;
    let columns = Columns::read(&heading.cells)?;
    let rows: Vec<_> = rows.collect();
    let swapped = month_first(&columns, &rows);
    let mut register = Register {
        notices: titles.iter().filter_map(passed_over).collect(),
        ..Register::default()
    };
    register.notices.extend_from_slice(columns.notices());
    for row in &rows {
        match row {
            Ok(row) => {
                let mut doubts = Problems::new();
                if let Some(line) = swapped {
                    tell_doubtful(&columns, row, line, &mut doubts);
                }
                let record = doubts.or(()).and_then(|()| columns.record(&row.cells));
                register.add(row.line, record);
            }
            Err(e) => register.add(e.line, Err(unclosed().into())),
        }
    }
    Ok(register)
}

/// The most rows above the heading that are taken for a title.
const MOST_TITLES: usize = 10;

/// Tells of a title that is not read.
fn passed_over(row: &CsvRow<'_>) -> Option<Notice> {
    let title = row.cells.iter().find(|c| !c.trim().is_empty())?;
    let title = tidy(title);
    let (line, title) = (row.line, json::shortened(&title));
    Some(Notice::new(
        NoticeCode::TitlePassedOver,
        format!("Dòng {line}, \"{title}\": coi là tên sổ, không đọc."),
        format!("Line {line}, \"{title}\": taken for a title, not read."),
    ))
}

type Rows<'t> = [Result<CsvRow<'t>, crate::csv::Unclosed>];

/// The line of a day that is written month first, where there is one: then other days of the table
/// may be so too.
fn month_first(columns: &Columns, rows: &Rows<'_>) -> Option<u64> {
    rows.iter().flatten().find_map(|row| {
        let swapped = columns
            .named(&row.cells)
            .filter(|(field, _)| DAYS.contains(field))
            .any(|(_, cell)| matches!(read_day(cell), Err(NotADay::MonthFirst(_))));
        swapped.then_some(row.line)
    })
}

/// Tells the days of a row that would be other days if the month stood first.
fn tell_doubtful(columns: &Columns, row: &CsvRow<'_>, line: u64, problems: &mut Problems) {
    for (field, cell) in columns.named(&row.cells).filter(|(f, _)| DAYS.contains(f)) {
        let Ok(day) = read_day(cell) else { continue };
        let cell = tidy(cell);
        let year_first = cell
            .split(is_between_figures)
            .next()
            .is_some_and(|y| y.len() == 4);
        if !year_first && day.day() <= 12 && day.day() != day.month() {
            problems.push(
                Problem::new(
                    Code::InvalidDate,
                    json::pointer("", field),
                    format!("\"{cell}\": dòng {line} ghi tháng trước ngày, nên không rõ đây là ngày nào."),
                    format!("\"{cell}\": line {line} has the month before the day, so this may be two days."),
                ).with_found(cell.to_string())
                .with_help("Ghi ngày trước tháng ở mọi dòng, hoặc NĂM-THÁNG-NGÀY.", "Write the day before the month in every row, or YYYY-MM-DD."),
            );
        }
    }
}

fn unclosed() -> Problem {
    Problem::new(
        Code::UnclosedQuote,
        "",
        "Dấu ngoặc kép mở ra mà không đóng lại.",
        "A quote is opened and never closed.",
    )
    .with_help(
        "Thêm dấu ngoặc kép đóng, hoặc bỏ dấu mở.",
        "Close the quote, or leave it out.",
    )
}

/// The text of a file, unless it is one of another kind.
fn text_of(bytes: &[u8]) -> Result<&str, Problems> {
    let save = ("Lưu lại dạng CSV UTF-8.", "Save it as CSV UTF-8.");
    let other = |vi: &str, en: &str| Problems::from(other_format(vi, en, save.0, save.1));
    if let Some(is) = json::of_another_program(bytes) {
        return Err(other(&is.vi, &is.en));
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(other("văn bản UTF-16", "UTF-16 text"));
    }
    let text = std::str::from_utf8(bytes).map_err(|e| {
        let before = bytes.get(..e.valid_up_to()).unwrap_or_default();
        let line = before
            .iter()
            .filter(|b| **b == b'\n')
            .count()
            .saturating_add(1);
        Problem::new(
            Code::NotUtf8,
            "",
            format!("Dòng {line}: không phải UTF-8."),
            format!("Line {line}: not UTF-8."),
        )
        .with_help(save.0, save.1)
    })?;
    if text.contains('\0') {
        return Err(other("tệp nhị phân", "a binary file"));
    }
    Ok(text.trim_start_matches('\u{feff}'))
}

fn other_format(vi: &str, en: &str, help_vi: &str, help_en: &str) -> Problem {
    Problem::new(
        Code::RegisterFormat,
        "",
        format!("Đây là {vi}, không phải sổ dạng CSV hay mỗi dòng một bản ghi JSON."),
        format!("This is {en}, not a register as CSV or as JSON lines."),
    )
    .with_help(help_vi, help_en)
}

/// A register of the one form where the other was expected.
fn not_expected(found: RegisterForm) -> Problem {
    let (vi, en, help_vi, help_en) = match found {
        RegisterForm::Ndjson => (
            "Đây là JSON, không phải CSV.",
            "This is JSON, not CSV.",
            "Đổi tên tệp thành .ndjson.",
            "Name the file .ndjson.",
        ),
        RegisterForm::Csv => (
            "Đây không phải JSON.",
            "This is not JSON.",
            "Nếu là bảng CSV, đổi tên tệp thành .csv.",
            "If it is a CSV table, name the file .csv.",
        ),
    };
    Problem::new(Code::RegisterFormat, "", vi, en).with_help(help_vi, help_en)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines_of(text: &str) -> (Vec<u64>, Vec<Option<u64>>) {
        let register = Register::read(text.as_bytes(), None).unwrap();
        (
            register.records.iter().map(|(line, _)| *line).collect(),
            register.errors.iter().map(|e| e.line).collect(),
        )
    }

    const HEADING: &str = "code,name,stars,issued_on\n";

    #[test]
    fn other_formats_are_told_once() {
        let refused = |bytes: &[u8], form| {
            let problems = Register::read(bytes, form).unwrap_err();
            assert_eq!(problems.iter().count(), 1);
            problems.iter().next().unwrap().code
        };
        let csv = Some(RegisterForm::Csv);
        for bytes in [
            &b"PK\x03\x04xx"[..],
            b"\xd0\xcf\x11\xe0",
            b"\xff\xfec\0o\0",
            b"%PDF-1.7",
            b"<html>",
            b"a\0b",
            b"{\n \"code\": 1\n}",
        ] {
            assert_eq!(refused(bytes, None), Code::RegisterFormat);
        }
        assert_eq!(refused(br#"{"code": "1"}"#, csv), Code::RegisterFormat);
        assert_eq!(refused(br#"[{"code": "1"}]"#, csv), Code::RegisterFormat);
        assert_eq!(
            refused(HEADING.as_bytes(), Some(RegisterForm::Ndjson)),
            Code::RegisterFormat
        );
        assert_eq!(refused(b"code,name\nM\xe2t", None), Code::NotUtf8);
        for empty in ["", "\n\n", "\u{feff}", ",,,\n"] {
            assert_eq!(refused(empty.as_bytes(), csv), Code::RegisterColumns);
        }
    }

    #[test]
    fn a_list_of_records_is_read_as_lines_are() {
        let one = r#"{"code": "33-1-1-2026", "stars": 4, "issued_on": "2026-10-05"}"#;
        let other = r#"{"name": "A", "registered_on": "2026-10-05"}"#;
        let list = format!("[{one},\n 1, {other}]");
        assert_eq!(lines_of(&list), (vec![1, 3], vec![Some(2)]));
        let records = |text: &str| {
            let register = Register::read(text.as_bytes(), None).unwrap();
            register
                .records
                .into_iter()
                .map(|(_, r)| r)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            records(&format!("[{one}, {other}]")),
            records(&format!("{one}\n{other}\n"))
        );
        assert_eq!(lines_of(" [ ] "), (vec![], vec![]));
        let broken = Register::read(b"[{]", Some(RegisterForm::Ndjson)).unwrap_err();
        assert_eq!(broken.iter().next().unwrap().code, Code::NotJson);
    }

    #[test]
    fn blank_rows_and_cells_beyond_the_headings_do_not_count() {
        let text =
            format!("{HEADING}\n33-1-1-2026,A,4,2026-10-05,,\n,,,\n33-1-2-2026,B,4,5/10/2026\n");
        assert_eq!(lines_of(&text), (vec![3, 5], vec![]));
    }

    #[test]
    fn where_one_row_has_the_month_first_days_that_may_be_two_are_refused() {
        let row = |n: u8, day: &str| format!("33-1-{n}-2026,A{n},4,{day}\n");
        let days = [
            "09/20/2026",
            "05/10/2026",
            "2026-10-05",
            "25/10/2026",
            "10/10/2026",
        ];
        let rows: String = (1..).zip(days).map(|(n, day)| row(n, day)).collect();
        assert_eq!(
            lines_of(&format!("{HEADING}{rows}")),
            (vec![4, 5, 6], vec![Some(2), Some(3)])
        );
        let rows: String = (1..).zip(&days[1..]).map(|(n, day)| row(n, day)).collect();
        assert_eq!(
            lines_of(&format!("{HEADING}{rows}")),
            (vec![2, 3, 4, 5], vec![])
        );
    }
}
