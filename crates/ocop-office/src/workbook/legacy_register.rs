//! The sheet "Loc" that provinces kept before: a product in one row with two recognitions, more of them in
//! rows below that have nothing else.

use std::collections::BTreeMap;

use jiff::civil::Date;
use ocop::certificate::{Record, Register};
use ocop::{Code, Lang, Problem, read_day, written_day};

use super::address::cell_name;
use super::read::{Value, Worksheet};
use super::registers::{line, refused, rows, text};

/// The row, from 0, in which the sheet begins.
const FIRST: u32 = 4;
/// Its columns: running number, name, producer, commune, stars of today, last day.
const NUMBER: u16 = 0;
const NAME: u16 = 1;
const PRODUCER: u16 = 4;
const COMMUNE: u16 = 5;
const STARS_NOW: u16 = 9;
const EXPIRES: u16 = 10;
/// Where its two recognitions begin: stars, day, year, decision.
const RECOGNITIONS: [u16; 2] = [11, 16];

/// What is said of several rows at once in a cell that was merged over them: whatever nobody would miss in
/// the others. The stars and the day of a recognition stand in its own row.
const OF_SEVERAL: [u16; 9] = [NAME, PRODUCER, COMMUNE, STARS_NOW, EXPIRES, 13, 14, 18, 19];

/// Reads the sheet.
pub(super) fn read(sheet: &Worksheet) -> Register {
    let own = rows(sheet);
    let mut filled = own.clone();
    let above = FIRST.saturating_sub(1);
    sheet.reach_down(&mut filled, above, |c| OF_SEVERAL.contains(&c));
    let mut legacy = Legacy {
        sheet,
        register: Register::default(),
    };
    let mut product: Vec<Row> = Vec::new();
    for (number, cells) in filled.range(FIRST..) {
        let row = legacy.row(*number, cells);
        let more = own.get(number).zip(product.first());
        if !more.is_some_and(|(own, first)| is_more(own, &row, first)) {
            legacy.take(std::mem::take(&mut product));
        }
        product.push(row);
    }
    legacy.take(product);
    legacy.register
}

/// A row as texts, and what is wrong with it.
struct Row {
    number: u32,
    cells: BTreeMap<u16, String>,
    errors: Vec<Problem>,
}

impl Row {
    fn get(&self, column: u16) -> Option<&str> {
        self.cells.get(&column).map(String::as_str)
    }
}

/// Whether a row has only more recognitions of the product above: it says nothing of a product itself, or
/// the name was merged down to it and the rest is the same. One with a number, a producer or stars of its
/// own is a product whose name is missing.
fn is_more(own: &BTreeMap<u16, &Value>, row: &Row, first: &Row) -> bool {
    let of_product = || own.range(..=EXPIRES).map(|(column, _)| *column);
    if own.contains_key(&NAME) {
        return false;
    }
    match row.get(NAME) {
        None => of_product().next().is_none(),
        Some(_) => of_product()
            .chain([NAME])
            .all(|column| row.get(column) == first.get(column)),
    }
}

/// A recognition, and where it stands.
struct Recognition<'r> {
    /// Its row, by its place among those of the product.
    row: usize,
    start: u16,
    stars: Option<&'r str>,
    day: Option<&'r str>,
    on: Option<Date>,
}

fn recognitions(product: &[Row]) -> Vec<Recognition<'_>> {
    let mut out = Vec::new();
    for (place, row) in product.iter().enumerate() {
        for start in RECOGNITIONS {
            let (stars, day) = (row.get(start), row.get(start.saturating_add(1)));
            if stars.is_some() || day.is_some() {
                out.push(Recognition {
                    row: place,
                    start,
                    stars,
                    day,
                    on: day.and_then(|day| read_day(day).ok()),
                });
            }
        }
    }
    out
}

struct Legacy<'s> {
    sheet: &'s Worksheet,
    register: Register,
}

impl Legacy<'_> {
    fn place(&self, row: u32, column: u16) -> String {
        cell_name(&self.sheet.name, row, column)
    }

    fn told(&self, row: u32, column: u16, vi: String, en: String) -> Problem {
        Problem::new(Code::RegisterContradictory, "", vi, en).with_cell(self.place(row, column))
    }

    /// A row as texts; cells that are errors are told.
    fn row(&self, number: u32, cells: &BTreeMap<u16, &Value>) -> Row {
        let mut row = Row {
            number,
            cells: BTreeMap::new(),
            errors: Vec::new(),
        };
        for (column, value) in cells {
            if let Value::Error(error) = value {
                row.errors.push(self.told(
                    number,
                    *column,
                    format!("Ô lỗi \"{error}\": không đọc."),
                    format!("The cell is an error, \"{error}\": it is not read."),
                ));
            } else {
                row.cells.insert(*column, text(value));
            }
        }
        row
    }

    /// Takes the rows of a product. A row with which something is wrong counts nowhere; stars of today that
    /// contradict the recognitions are wrong with all of them.
    fn take(&mut self, mut product: Vec<Row>) {
        let Some(first) = product.first() else { return };
        let found = recognitions(&product);
        // of two on one day, or without a day, the one that is written later
        let latest = found.iter().enumerate().max_by_key(|(_, r)| r.on);
        let latest_place = latest.map(|(place, _)| place);
        let mut errors: Vec<Vec<Problem>> = product.iter().map(|_| Vec::new()).collect();
        let mut records = Vec::new();
        for (place, recognition) in found.iter().enumerate() {
            let expires = first.get(EXPIRES).filter(|_| latest_place == Some(place));
            let Some(row) = product.get(recognition.row) else {
                continue;
            };
            let mut told = Vec::from_iter(self.other_year(row, recognition));
            match self.record(first, row, recognition, expires) {
                Ok(record) => records.push((recognition.row, record)),
                Err(problems) => told.extend(problems),
            }
            if let Some(errors) = errors.get_mut(recognition.row) {
                errors.extend(told);
            }
        }
        let stars = latest.and_then(|(_, r)| r.stars);
        if let (Some(now), Some(stars)) = (first.get(STARS_NOW), stars)
            && stars_of(now) != stars_of(stars)
        {
            let problem = self.told(
                first.number,
                STARS_NOW,
                format!("Hạng sao hiện tại {now} trái với lần công nhận gần nhất: {stars}."),
                format!(
                    "The stars of today, {now}, contradict those of the latest recognition: {stars}."
                ),
            );
            for errors in &mut errors {
                errors.push(problem.clone());
            }
        }
        if let (true, Some(errors)) = (found.is_empty(), errors.first_mut()) {
            errors.extend(self.unrecognised(first));
        }
        for (row, more) in product.iter_mut().zip(errors) {
            for problem in more {
                // a cell that is an error is told once
                if !row.errors.iter().any(|p| p.cell == problem.cell) {
                    row.errors.push(problem);
                }
            }
        }
        for (place, record) in records {
            let sound = product.get(place).filter(|row| row.errors.is_empty());
            let number = sound.map(|row| line(row.number));
            self.register.records.extend(number.map(|n| (n, record)));
        }
        let wrong = product.into_iter().filter(|row| !row.errors.is_empty());
        let wrong = wrong.map(|row| refused(row.number, row.errors));
        self.register.errors.extend(wrong);
    }

    /// The day of a recognition, where it contradicts the year beside it.
    fn other_year(&self, row: &Row, recognition: &Recognition<'_>) -> Option<Problem> {
        let year = row.get(recognition.start.saturating_add(2))?;
        let on = recognition.on?;
        if year.parse() == Ok(on.year()) {
            return None;
        }
        let (vi, en) = (written_day(on, Lang::Vi), written_day(on, Lang::En));
        Some(self.told(
            row.number,
            recognition.start.saturating_add(1),
            format!("Ngày công nhận {vi} trái với năm {year}."),
            format!("The day of recognition, {en}, contradicts the year, {year}."),
        ))
    }

    fn record(
        &self,
        first: &Row,
        row: &Row,
        recognition: &Recognition<'_>,
        expires: Option<&str>,
    ) -> Result<Record<'static>, Vec<Problem>> {
        let start = recognition.start;
        let decision = start.saturating_add(3);
        let fields = [
            ("name", NAME, first.get(NAME)),
            ("producer", PRODUCER, first.get(PRODUCER)),
            ("commune", COMMUNE, first.get(COMMUNE)),
            ("stars", start, recognition.stars),
            ("issued_on", start.saturating_add(1), recognition.day),
            ("decision", decision, row.get(decision)),
            ("expires_on", EXPIRES, expires),
        ];
        let cells = fields
            .iter()
            .filter_map(|(name, _, cell)| Some((*name, (*cell)?)));
        let record = Record::from_row(cells).map(Record::into_owned);
        record.map_err(|problems| {
            let at_their_cells = problems.into_iter().map(|problem| {
                let field = problem.path.trim_start_matches('/');
                // without a code it is the name that is missing
                let column = fields.iter().find(|(name, ..)| *name == field);
                let column = column.map_or(NAME, |(_, column, _)| *column);
                let place = self.place(row.number, column);
                problem.with_cell(place)
            });
            at_their_cells.collect()
        })
    }

    /// A product without any recognition, or a row that says something of one without its name. A number by
    /// itself is a row that nobody has filled in yet.
    fn unrecognised(&self, first: &Row) -> Option<Problem> {
        if first.get(NAME).is_some() {
            return Some(self.told(
                first.number,
                NAME,
                "Sản phẩm không có lần công nhận nào.".into(),
                "The product has no recognition.".into(),
            ));
        }
        let filled = first.cells.range(NUMBER.saturating_add(1)..=EXPIRES);
        let said = filled.into_iter().any(|(_, text)| !text.is_empty());
        said.then(|| {
            Problem::new(
                Code::MissingField,
                "",
                "Dòng này không có tên sản phẩm và không có lần công nhận nào.",
                "This row has neither the name of a product nor a recognition.",
            )
            .with_cell(self.place(first.number, NAME))
        })
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
    use crate::workbook::register;

    /// A sheet of these rows from the fifth on, each as its cells, with merged ranges of one column.
    fn read(rows: &[&[(u16, &str)]], merged: &[(u32, u32, u16)]) -> Register {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("Loc").unwrap();
        sheet.write_string(2, 0, "TT").unwrap();
        sheet.write_string(2, 1, "Tên sản phẩm").unwrap();
        let plain = Format::new();
        let day = Format::new().set_num_format("dd/mm/yyyy");
        for (first, last, column) in merged {
            sheet
                .merge_range(*first, *column, *last, *column, "", &plain)
                .unwrap();
        }
        for (row, cells) in (FIRST..).zip(rows) {
            for (column, text) in *cells {
                match text.strip_prefix('@') {
                    Some(text) => {
                        let date = ExcelDateTime::parse_from_str(text).unwrap();
                        sheet
                            .write_datetime_with_format(row, *column, &date, &day)
                            .unwrap();
                    }
                    None => {
                        sheet.write_string(row, *column, *text).unwrap();
                    }
                }
            }
        }
        register(&book.save_to_buffer().unwrap()).unwrap()
    }

    /// What is taken, each as its line, name, producer and stars.
    fn taken(register: &Register) -> Vec<(u64, &str, &str, u8)> {
        let records = register.records.iter();
        records
            .map(|(line, r)| {
                let producer = r.producer.as_deref().unwrap_or_default();
                let name = r.name.as_deref().unwrap();
                (*line, name, producer, r.stars.unwrap().get())
            })
            .collect()
    }

    fn told(register: &Register) -> Vec<(Option<u64>, &str)> {
        let errors = register.errors.iter();
        errors
            .flat_map(|e| {
                let cells = e.errors.iter().map(|p| p.cell.as_deref().unwrap());
                cells.map(|cell| (e.line, cell))
            })
            .collect()
    }

    const COFFEE: &[(u16, &str)] = &[
        (0, "1"),
        (1, "Cà phê"),
        (4, "HTX F"),
        (5, "Xã Z"),
        (9, "5"),
        (11, "5"),
        (12, "04/05/2022"),
    ];

    #[test]
    fn the_legacy_sheet_gives_a_record_a_recognition_and_tells_what_contradicts_itself() {
        let register = read(
            &[
                &[
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
                ],
                // nothing but one more recognition
                &[(11, "3"), (12, "02/07/2021"), (13, "2021")],
                &[
                    (1, "Gạo"),
                    (9, "5"),
                    (11, "4"),
                    (12, "2021-03-04"),
                    (13, "2019"),
                ],
                &[(1, "Trà")],
            ],
            &[],
        );
        assert_eq!(
            taken(&register),
            [
                (5, "Mật ong", "HTX A", 3),
                (5, "Mật ong", "HTX A", 4),
                (6, "Mật ong", "HTX A", 3)
            ]
        );
        let ends = register.records.iter().map(|(_, r)| r.expires_on);
        let ends: Vec<_> = ends.map(|day| day.map(|d| d.to_string())).collect();
        assert_eq!(ends, [None, Some("2026-06-01".to_owned()), None]);
        assert_eq!(
            told(&register),
            [
                (Some(7), "Loc!M7"),
                (Some(7), "Loc!J7"),
                (Some(8), "Loc!B8")
            ]
        );
    }

    /// A row that says something of a product of its own does not take the name above.
    #[test]
    fn a_row_without_a_name_is_refused_unless_it_is_of_the_product_above() {
        let recognised = [(11, "3"), (12, "01/01/2023")];
        for own in [
            &[(0, "2"), (4, "HTX K"), (5, "Xã Q")][..],
            &[(0, "2")],
            &[(4, "HTX F")],
            &[(9, "3")],
        ] {
            let row: Vec<(u16, &str)> = own.iter().copied().chain(recognised).collect();
            let register = read(&[COFFEE, &row], &[]);
            assert_eq!(taken(&register), [(5, "Cà phê", "HTX F", 5)], "{own:?}");
            assert_eq!(told(&register), [(Some(6), "Loc!B6")], "{own:?}");
        }
        // nobody has filled these in yet, or nobody knows what they are
        let register = read(&[COFFEE, &[(0, "2")], &[(4, "HTX K")]], &[]);
        assert_eq!(told(&register), [(Some(7), "Loc!B7")]);
        // nothing stands above that it could be more of
        let register = read(&[&recognised], &[]);
        assert_eq!(told(&register), [(Some(5), "Loc!B5")]);
    }

    #[test]
    fn what_is_merged_over_several_rows_is_of_all_of_them() {
        let honey: &[(u16, &str)] = &[(0, "2"), (1, "Mật"), (11, "3"), (12, "01/01/2023")];
        let register = read(&[COFFEE, honey], &[(4, 5, 4), (4, 5, 5)]);
        assert_eq!(
            taken(&register),
            [(5, "Cà phê", "HTX F", 5), (6, "Mật", "HTX F", 3)]
        );
        assert_eq!(register.records[1].1.commune.as_deref(), Some("Xã Z"));
        assert!(register.errors.is_empty());
        // one decision and its year for both, which the day of the second contradicts
        let mut coffee = COFFEE.to_vec();
        coffee.extend([(13, "2022"), (14, "12/QĐ")]);
        let register = read(&[&coffee, honey], &[(4, 5, 14)]);
        assert_eq!(register.records[1].1.decision.as_deref(), Some("12/QĐ"));
        let register = read(&[&coffee, honey], &[(4, 5, 13)]);
        assert_eq!(told(&register), [(Some(6), "Loc!M6")]);
        // a producer that is not merged is of its own row alone
        let register = read(&[COFFEE, honey], &[]);
        assert_eq!(register.records[1].1.producer, None);
        // one name over the products of two producers
        let other: &[(u16, &str)] = &[(4, "HTX K"), (11, "4"), (12, "01/01/2023")];
        let register = read(&[COFFEE, other], &[(4, 5, 1)]);
        assert_eq!(taken(&register)[1], (6, "Cà phê", "HTX K", 4));
        // one product over two rows: its stars of today are those of the later one
        let later: &[(u16, &str)] = &[(11, "5"), (12, "01/01/2025")];
        let merged = [(4, 5, 0), (4, 5, 1), (4, 5, 4), (4, 5, 9)];
        let register = read(&[COFFEE, later], &merged);
        assert_eq!(taken(&register)[1], (6, "Cà phê", "HTX F", 5));
        assert!(register.errors.is_empty());
    }

    /// What is refused counts nowhere, and days are told as people write them.
    #[test]
    fn a_row_that_contradicts_itself_is_refused_and_not_counted() {
        let row = |year, now| {
            [
                (1, "Miến"),
                (9, now),
                (11, "3"),
                (12, "@2022-05-04"),
                (13, year),
            ]
        };
        let register = read(&[&row("2021", "3")], &[]);
        assert_eq!((taken(&register).len(), told(&register).len()), (0, 1));
        let message = &register.errors[0].errors[0].message;
        assert_eq!(message.vi, "Ngày công nhận 04/05/2022 trái với năm 2021.");
        assert!(message.en.contains("4 May 2022"));
        let register = read(&[&row("2022", "4")], &[]);
        assert_eq!((taken(&register).len(), told(&register).len()), (0, 1));
        let register = read(&[&row("2022", "3")], &[]);
        assert_eq!((taken(&register).len(), told(&register).len()), (1, 0));
        // nobody knows which of its recognitions counts
        let more: &[(u16, &str)] = &[(11, "4"), (12, "01/01/2025")];
        let register = read(&[&row("2022", "3"), more], &[]);
        assert_eq!(taken(&register), []);
        assert_eq!(told(&register), [(Some(5), "Loc!J5"), (Some(6), "Loc!J5")]);
    }
}
