//! A register written out: a row a record, below headings by which it is read again.

use jiff::civil::Date;
use ocop::certificate::{Record, Register};
use ocop::{BYTE_ORDER_MARK, Lang, Problems, csv_row, written_day};
use ocop_text::say;
use rust_xlsxwriter::{ExcelDateTime, Format, XlsxError};

use super::member::{refused, words::Words};
use super::style::{Looks, entered, for_print, new_book};

/// What stands in a cell.
enum Value<'r> {
    Text(&'r str),
    Whole(u32),
    Day(Date),
}

/// A column: the field's name, its heading in Vietnamese, its width, and what of a record stands in it.
struct Column {
    field: &'static str,
    vi: &'static str,
    width: u16,
    of: for<'r> fn(&'r Record<'static>) -> Option<Value<'r>>,
}

/// The columns. Those that no record has anything in are left out.
const COLUMNS: [Column; 19] = [
    column("code", "Mã sản phẩm", 20, |r| text(r.code.as_deref())),
    column("name", "Tên sản phẩm", 32, |r| text(r.name.as_deref())),
    column("producer", "Chủ thể", 32, |r| {
        text(r.producer.as_deref())
    }),
    column("province", "Tỉnh", 16, |r| text(r.province.as_deref())),
    column("commune", "Xã", 18, |r| text(r.commune.as_deref())),
    column("criteria", "Bộ tiêu chí", 13, |r| {
        text(r.criteria.as_deref())
    }),
    column("product_set", "Bộ sản phẩm", 9, |r| {
        r.product_set.map(|n| Value::Whole(n.get().into()))
    }),
    column("sector", "Lĩnh vực", 14, |r| text(r.sector.as_deref())),
    column("stars", "Hạng sao", 9, |r| {
        r.stars.map(|s| Value::Whole(s.get().into()))
    }),
    column("issued_on", "Ngày cấp", 12, |r| {
        r.issued_on.map(Value::Day)
    }),
    column("expires_on", "Ngày hết hạn", 12, |r| {
        r.expires_on.map(Value::Day)
    }),
    column("decision", "Số quyết định", 20, |r| {
        text(r.decision.as_deref())
    }),
    column("lodged_on", "Ngày nộp hồ sơ", 12, |r| {
        r.lodged_on.map(Value::Day)
    }),
    column("decided_on", "Ngày có kết quả", 12, |r| {
        r.decided_on.map(Value::Day)
    }),
    column("revoked_on", "Ngày thu hồi", 12, |r| {
        r.revoked_on.map(Value::Day)
    }),
    column("revocation_ground", "Căn cứ thu hồi", 24, |r| {
        text(r.revocation_ground.as_deref())
    }),
    column("registered_on", "Ngày đăng ký", 12, |r| {
        r.registered_on.map(Value::Day)
    }),
    column("appraised_on", "Ngày thẩm định", 12, |r| {
        r.appraised_on.map(Value::Day)
    }),
    column("accepted_on", "Ngày chấp thuận", 12, |r| {
        r.accepted_on.map(Value::Day)
    }),
];

const fn column(
    field: &'static str,
    vi: &'static str,
    width: u16,
    of: for<'r> fn(&'r Record<'static>) -> Option<Value<'r>>,
) -> Column {
    Column {
        field,
        vi,
        width,
        of,
    }
}

fn text(text: Option<&str>) -> Option<Value<'_>> {
    text.filter(|t| !t.is_empty()).map(Value::Text)
}

impl Column {
    const fn head(&self, lang: Lang) -> &'static str {
        say(lang, self.vi, self.field)
    }
}

/// The columns that a register has anything in; never without those by which a register is known.
fn columns(register: &Register) -> Vec<&'static Column> {
    const ALWAYS: [&str; 4] = ["code", "name", "stars", "issued_on"];
    let used = |c: &&Column| {
        let mut records = register.records.iter();
        ALWAYS.contains(&c.field) || records.any(|(_, r)| (c.of)(r).is_some())
    };
    COLUMNS.iter().filter(used).collect()
}

/// Writes a register as a workbook: days as days, stars as numbers, everything else as text.
///
/// # Errors
///
/// Whatever the writer of workbooks refuses.
pub fn register_book(register: &Register, lang: Lang) -> Result<Vec<u8>, Problems> {
    write(register, lang).map_err(|error| refused(&error))
}

fn write(register: &Register, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let words = Words::new(lang);
    let looks = Looks::new();
    let day = Format::clone(&looks.cell_figure).set_num_format("dd/mm/yyyy");
    let title = words.say("Sổ giấy chứng nhận OCOP", "Register of OCOP certificates");
    let columns = columns(register);
    let mut book = new_book(title, None)?;
    let sheet = book.add_worksheet().set_name(words.say("Sổ", "Register"))?;
    for (number, column) in (0_u16..).zip(&columns) {
        sheet.set_column_width(number, column.width)?;
        sheet.write_string_with_format(0, number, column.head(lang), &looks.head)?;
    }
    for (row, (_, record)) in (1_u32..).zip(&register.records) {
        for (number, column) in (0_u16..).zip(&columns) {
            match (column.of)(record) {
                None => sheet.write_blank(row, number, &looks.cell)?,
                Some(Value::Text(text)) => {
                    sheet.write_string_with_format(row, number, entered(text), &looks.cell)?
                }
                Some(Value::Whole(whole)) => {
                    sheet.write_number_with_format(row, number, whole, &looks.cell_figure)?
                }
                Some(Value::Day(date)) => match cell_of(date) {
                    Some(date) => sheet.write_datetime_with_format(row, number, &date, &day)?,
                    None => sheet.write_string_with_format(
                        row,
                        number,
                        date.to_string(),
                        &looks.cell_figure,
                    )?,
                },
            };
        }
    }
    let last = u32::try_from(register.records.len()).unwrap_or(u32::MAX);
    let width = u16::try_from(columns.len()).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last, width.saturating_sub(1))?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    for_print(sheet, title, words.page, true);
    book.save_to_buffer()
}

/// A day as workbooks count it; none of one before they do.
fn cell_of(day: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok().filter(|y| *y > 1900)?;
    let (month, day) = (
        u8::try_from(day.month()).ok()?,
        u8::try_from(day.day()).ok()?,
    );
    ExcelDateTime::from_ymd(year, month, day).ok()
}

/// Writes a register as text (CSV), with the mark by which spreadsheets know UTF-8. Days are written as
/// people of the language write them.
#[must_use]
pub fn register_text(register: &Register, lang: Lang) -> String {
    let columns = columns(register);
    let mut out = BYTE_ORDER_MARK.to_owned();
    out.push_str(&csv_row(columns.iter().map(|c| c.head(lang))));
    for (_, record) in &register.records {
        let cells = columns.iter().map(|column| match (column.of)(record) {
            None => String::new(),
            Some(Value::Text(text)) => entered(text),
            Some(Value::Whole(whole)) => whole.to_string(),
            Some(Value::Day(day)) => match lang {
                Lang::Vi => written_day(day, lang),
                Lang::En => day.to_string(),
            },
        });
        let cells: Vec<String> = cells.collect();
        out.push_str(&csv_row(cells.iter().map(String::as_str)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::registers::register as read;
    use super::*;

    const RECORDS: &str = concat!(
        r#"{"code": "33-12025-1-2026", "name": "=Gạo, nếp", "stars": 4, "issued_on": "2026-10-05", "province": "Hưng Yên", "product_set": 5}"#,
        "\n",
        r#"{"name": "Trà", "producer": "HTX \"A\"", "stars": 5, "issued_on": "2024-02-29", "expires_on": "2027-02-28", "revoked_on": "2026-01-02", "revocation_ground": "điểm a"}"#,
        "\n",
        r#"{"name": "Ý tưởng", "registered_on": "2026-01-01", "appraised_on": "2026-01-03", "accepted_on": "2026-01-04", "commune": "Xã X", "sector": "Thực phẩm", "criteria": "qd-26-2026"}"#,
        "\n",
        r#"{"name": "Mật", "stars": 3, "issued_on": "2026-03-01", "decision": "1/QĐ", "lodged_on": "2026-02-01", "decided_on": "2026-02-02"}"#,
        "\n",
    );

    fn records(register: &Register) -> Vec<&Record<'static>> {
        register.records.iter().map(|(_, r)| r).collect()
    }

    #[test]
    fn a_register_that_is_written_is_the_one_that_is_read_in_every_form() {
        let given = Register::read(RECORDS.as_bytes(), None).unwrap();
        assert_eq!((given.records.len(), given.errors.len()), (4, 0));
        for lang in [Lang::Vi, Lang::En] {
            let book = read(&register_book(&given, lang).unwrap()).unwrap();
            assert_eq!((book.errors.len(), book.notices.len()), (0, 0), "{lang:?}");
            assert_eq!(records(&book), records(&given), "{lang:?}");
            let table = register_text(&given, lang);
            assert!(table.contains("\"'=Gạo, nếp\""), "{table}");
            let table = Register::read(table.as_bytes(), None).unwrap();
            assert_eq!(
                (table.errors.len(), table.notices.len()),
                (0, 0),
                "{lang:?}"
            );
            assert_eq!(records(&table), records(&given), "{lang:?}");
        }
    }

    #[test]
    fn columns_without_anything_in_them_are_left_out() {
        let line = r#"{"code": "33-12025-1-2026", "stars": 4, "issued_on": "2026-10-05"}"#;
        let register = Register::read(line.as_bytes(), None).unwrap();
        let text = register_text(&register, Lang::Vi);
        assert_eq!(
            text,
            "\u{feff}Mã sản phẩm,Tên sản phẩm,Hạng sao,Ngày cấp\n33-12025-1-2026,,4,05/10/2026\n"
        );
    }
}
