//! The sheet "Loc" that provinces kept before: a product in one row with two recognitions, more of them in
//! rows below that have nothing else.

use std::collections::BTreeMap;

use jiff::civil::Date;
use ocop::certificate::{Record, Register};
use ocop::{Code, Lang, Notice, NoticeCode, Problem, read_day, written_day};

use super::address::cell_name;
use super::read::{Value, Worksheet};
use super::register_rows::{Rows, line, refused, rows, text};

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

/// Whether a column is read: its number, which says nothing of a product, is none that anybody would miss.
fn is_read(column: u16) -> bool {
    let of_recognition = |start: &u16| (*start..start.saturating_add(4)).contains(&column);
    [NUMBER, NAME, PRODUCER, COMMUNE, STARS_NOW, EXPIRES].contains(&column)
        || RECOGNITIONS.iter().any(of_recognition)
}

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
    let unread = legacy.unread(&own);
    legacy.register.notices.extend(unread);
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
    /// The columns in which something stands and of which nothing is read, by their headings.
    fn unread(&self, rows: &Rows<'_>) -> Option<Notice> {
        let mut columns: BTreeMap<u16, String> = BTreeMap::new();
        for cells in rows.range(FIRST..).map(|(_, cells)| cells) {
            for column in cells.keys().filter(|c| !is_read(**c)) {
                let mut heads = rows.range(..FIRST).rev();
                let head = heads.find_map(|(_, cells)| cells.get(column));
                let at = || cell_name("", 0, *column).trim_end_matches('1').to_owned();
                let head = || head.map_or_else(at, |value| text(value));
                columns.entry(*column).or_insert_with(head);
            }
        }
        let names: Vec<String> = columns.into_values().collect();
        let names = names.join("\", \"");
        (!names.is_empty()).then(|| {
            Notice::new(
                NoticeCode::ColumnNotRead,
                format!("Không đọc các cột: \"{names}\"."),
                format!("Columns that are not read: \"{names}\"."),
            )
        })
    }

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
        let latest_row = latest.map(|(_, recognition)| recognition.row);
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
        // without its latest recognition a product would count with what it has no longer
        let is_refused = |row: &Row| !row.errors.is_empty();
        if latest_row
            .and_then(|row| product.get(row))
            .is_some_and(is_refused)
        {
            for row in product.iter_mut().filter(|row| row.errors.is_empty()) {
                row.errors.push(self.told(
                    row.number,
                    RECOGNITIONS[0],
                    "Lần công nhận gần nhất của sản phẩm này bị từ chối, nên sản phẩm chưa được tính.".to_owned(),
                    "The latest recognition of this product is refused, so the product is not counted.".to_owned(),
                ));
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
mod tests;
