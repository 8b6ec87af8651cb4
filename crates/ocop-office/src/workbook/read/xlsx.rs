//! `.xlsx`: relationships, shared texts, and each sheet's cells.
//!
//! What no cell is read for is not read: drawings, links to other workbooks; of styles, only which show
//! a number as a day.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::book::{
    Book, COLUMNS, CellNote, MAX_CELLS, MAX_SHEETS, MAX_TALL, ROWS, TallCell, Worksheet,
};
use super::cell::{Cell, Value};
use super::days::{day, is_day};
use super::package::{Damage, Package, Trouble};
use super::xml::{Element, Next, Xml};

/// The most shared texts.
const MAX_STRINGS: usize = 2_000_000;

/// Reads a workbook.
pub(super) fn read(package: &mut Package<'_>, merged: bool) -> Result<Book, Trouble> {
    let main = relationships(package, "_rels/.rels", "")?
        .into_values()
        .find(|r| r.kind == "officeDocument")
        .map_or_else(|| "xl/workbook.xml".to_owned(), |r| r.target);
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let relations = relationships(package, &format!("{folder}/_rels/{file}.rels"), folder)?;
    let mut book = Book {
        has_external_links: relations.values().any(|r| r.kind == "externalLink"),
        properties: properties(package)?,
        ..Book::default()
    };
    let mut sheets = Vec::new();
    let Some(part) = package.part(&main)? else {
        return Err(Trouble::missing(&main));
    };
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Next::Start(e) if e.name == "sheet" => {
                let name = e.get("name").unwrap_or_default().to_owned();
                sheets.push((name, e.get("id").unwrap_or_default().to_owned()));
                if sheets.len() > MAX_SHEETS {
                    return Err(Trouble::TooLarge);
                }
            }
            Next::Start(e) if e.name == "workbookPr" => {
                book.from_1904 = matches!(e.get("date1904"), Some("1" | "true"));
            }
            Next::Done => break,
            _ => {}
        }
    }
    drop(xml);
    let texts = relations
        .values()
        .find(|r| r.kind == "sharedStrings")
        .map_or_else(
            || format!("{folder}/sharedStrings.xml"),
            |r| r.target.clone(),
        );
    let context = Context {
        strings: strings(package, &texts)?,
        days: days(package, &format!("{folder}/styles.xml"))?,
        from_1904: book.from_1904,
    };
    let mut count = 0_usize;
    for (name, id) in sheets {
        let Some(relation) = relations.get(&id) else {
            continue;
        };
        // a sheet of a chart has no cells
        if relation.kind != "worksheet" {
            continue;
        }
        let Some(part) = package.part(&relation.target)? else {
            return Err(Trouble::missing(&relation.target));
        };
        let mut xml = Xml::new(part);
        let cells = cells(&mut xml, &context, &mut count)?;
        let tall = if merged { tall(&mut xml)? } else { Vec::new() };
        drop(xml);
        let notes = notes(package, &relation.target, &mut count)?;
        book.sheets.push(Worksheet {
            name,
            cells,
            notes,
            tall,
        });
    }
    Ok(book)
}

/// What is pinned to the cells of a sheet.
fn notes(
    package: &mut Package<'_>,
    sheet: &str,
    count: &mut usize,
) -> Result<Vec<CellNote>, Trouble> {
    let mut found = Vec::new();
    let (folder, file) = sheet.rsplit_once('/').unwrap_or(("", sheet));
    let relations = relationships(package, &format!("{folder}/_rels/{file}.rels"), folder)?;
    let Some(relation) = relations.into_values().find(|r| r.kind == "comments") else {
        return Ok(found);
    };
    let Some(part) = package.part(&relation.target)? else {
        return Ok(found);
    };
    let mut xml = Xml::new(part);
    let mut at = None;
    loop {
        match xml.next()? {
            Next::Start(e) if e.name == "comment" => at = e.get("ref").and_then(position),
            Next::Start(e) if e.name == "text" => {
                let text = unescaped(&rich(&mut xml)?);
                *count = count.saturating_add(1);
                if *count > MAX_CELLS {
                    return Err(Trouble::TooLarge);
                }
                if let Some((row, column)) = at.take() {
                    found.push(CellNote { row, column, text });
                }
            }
            Next::Done => return Ok(found),
            _ => {}
        }
    }
}

/// What the cells of all sheets share.
struct Context {
    strings: Vec<Arc<str>>,
    /// By the number of a style: whether it shows a number as a day.
    days: Vec<bool>,
    from_1904: bool,
}

impl Context {
    fn shows_day(&self, cell: Element<'_>) -> bool {
        let style = cell.get("s").and_then(|s| s.parse::<usize>().ok());
        style
            .and_then(|s| self.days.get(s))
            .copied()
            .unwrap_or(false)
    }
}

/// Which styles show a number as a day.
fn days(package: &mut Package<'_>, file: &str) -> Result<Vec<bool>, Trouble> {
    let mut found = Vec::new();
    let Some(part) = package.part(file)? else {
        return Ok(found);
    };
    let mut codes: BTreeMap<u32, String> = BTreeMap::new();
    let mut xml = Xml::new(part);
    let mut inside = false;
    let number = |e: Element<'_>, name: &str| e.get(name).and_then(|n| n.parse::<u32>().ok());
    loop {
        match xml.next()? {
            Next::Start(e) if e.name == "numFmt" && codes.len() < MAX_SHEETS => {
                if let (Some(id), Some(code)) = (number(e, "numFmtId"), e.get("formatCode")) {
                    codes.insert(id, code.to_owned());
                }
            }
            Next::Start(e) if e.name == "cellXfs" => inside = true,
            Next::Start(e) if inside && e.name == "xf" => {
                let id = number(e, "numFmtId").unwrap_or(0);
                found.push(is_day(id, codes.get(&id).map(String::as_str)));
            }
            Next::End("cellXfs") => return Ok(found),
            Next::Done => return Ok(found),
            _ => {}
        }
    }
}

/// Where a relationship leads, and what is there.
struct Relation {
    kind: String,
    target: String,
}

fn relationships(
    package: &mut Package<'_>,
    file: &str,
    folder: &str,
) -> Result<BTreeMap<String, Relation>, Trouble> {
    let mut found = BTreeMap::new();
    let file = file.trim_start_matches('/');
    let Some(part) = package.part(file)? else {
        return Ok(found);
    };
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Next::Start(e) if e.name == "Relationship" => {
                let kind = e.get("Type").unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let target = e.get("Target").unwrap_or_default();
                let id = e.get("Id").unwrap_or_default().to_owned();
                if found.len() > MAX_SHEETS.saturating_mul(10) {
                    return Err(Trouble::TooLarge);
                }
                found.insert(
                    id,
                    Relation {
                        kind,
                        target: resolved(folder, target),
                    },
                );
            }
            Next::Done => return Ok(found),
            _ => {}
        }
    }
}

/// A target as a path of the archive.
fn resolved(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> = Vec::new();
    let from = if target.starts_with('/') { "" } else { folder };
    for step in from.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => _ = steps.pop(),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Properties that programs gave the file.
fn properties(package: &mut Package<'_>) -> Result<BTreeMap<String, String>, Trouble> {
    let mut found = BTreeMap::new();
    let Some(part) = package.part("docProps/custom.xml")? else {
        return Ok(found);
    };
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Next::Start(e) if e.name == "property" && found.len() < 100 => {
                let name = e.get("name").unwrap_or_default().to_owned();
                let text = xml.text(&["lpwstr", "lpstr", "bstr"])?;
                found.insert(name, text.trim().to_owned());
            }
            Next::Done => return Ok(found),
            _ => {}
        }
    }
}

fn strings(package: &mut Package<'_>, file: &str) -> Result<Vec<Arc<str>>, Trouble> {
    let mut found = Vec::new();
    let Some(part) = package.part(file)? else {
        return Ok(found);
    };
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Next::Start(e) if e.name == "si" => {
                if found.len() >= MAX_STRINGS {
                    return Err(Trouble::TooLarge);
                }
                found.push(unescaped(&rich(&mut xml)?).into());
            }
            Next::Done => return Ok(found),
            _ => {}
        }
    }
}

/// The text of runs, without how they are to be read aloud.
fn rich<R: std::io::BufRead>(xml: &mut Xml<R>) -> Result<String, Trouble> {
    let mut text = String::new();
    let mut depth = 1_usize;
    while depth > 0 {
        match xml.next()? {
            Next::Start(e) if e.name == "t" => text.push_str(xml.text(&[])?),
            Next::Start(e) if e.name == "r" => depth = depth.saturating_add(1),
            Next::Start(_) => xml.skip()?,
            Next::End(_) => depth = depth.saturating_sub(1),
            Next::Text(_) => {}
            Next::Done => return Err(Trouble::Damaged(Damage::Markup)),
        }
    }
    Ok(text)
}

/// `_x000D_` and the like, by which letters are written that XML does not take.
fn unescaped(text: &str) -> String {
    if !text.contains("_x") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        out.push_str(before);
        let code = after.get(..4).filter(|_| after.get(4..5) == Some("_"));
        let code = code.and_then(|c| u32::from_str_radix(c, 16).ok());
        match code.and_then(char::from_u32) {
            Some(letter) => {
                out.push(letter);
                rest = after.get(5..).unwrap_or_default();
            }
            None => {
                out.push_str("_x");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The cells of a sheet in which something stands.
fn cells<R: std::io::BufRead>(
    xml: &mut Xml<R>,
    context: &Context,
    count: &mut usize,
) -> Result<Vec<Cell>, Trouble> {
    let mut found = Vec::new();
    let (mut row, mut column) = (0_u32, 0_u16);
    let mut inside = false;
    loop {
        match xml.next()? {
            Next::Start(e) if e.name == "sheetData" => inside = true,
            Next::End("sheetData") => return Ok(found),
            Next::Start(e) if inside && e.name == "row" => {
                if let Some(number) = e.get("r").and_then(|r| r.parse::<u32>().ok()) {
                    row = number.saturating_sub(1);
                }
                column = 0;
            }
            Next::End("row") if inside => row = row.saturating_add(1),
            Next::Start(e) if inside && e.name == "c" => {
                if let Some((r, c)) = e.get("r").and_then(position) {
                    (row, column) = (r, c);
                }
                let kind = CellKind::of(e, context);
                if let Some((value, formula)) = cell(xml, kind, context)? {
                    *count = count.saturating_add(1);
                    if *count > MAX_CELLS {
                        return Err(Trouble::TooLarge);
                    }
                    if row >= ROWS || column >= COLUMNS {
                        return Err(Trouble::Damaged(Damage::BeyondSheet));
                    }
                    found.push(Cell {
                        row,
                        column,
                        value,
                        formula,
                    });
                }
                column = column.saturating_add(1);
            }
            // a file of a sheet without cells
            Next::Done if inside => return Err(Trouble::Damaged(Damage::Markup)),
            Next::Done => return Ok(found),
            _ => {}
        }
    }
}

/// The cells that reach down over others, which stand behind the cells.
fn tall<R: std::io::BufRead>(xml: &mut Xml<R>) -> Result<Vec<TallCell>, Trouble> {
    let mut found = Vec::new();
    loop {
        match xml.next()? {
            Next::Start(e) if e.name == "mergeCell" && found.len() < MAX_TALL => {
                let ends = e.get("ref").and_then(|r| r.split_once(':'));
                let ends = ends.and_then(|(from, to)| position(from).zip(position(to)));
                if let Some(((first, column), (last, _))) = ends
                    && last > first
                {
                    let rows = (first, last);
                    found.push(TallCell { column, rows });
                }
            }
            Next::Done => return Ok(found),
            _ => {}
        }
    }
}

/// `E10` as row and column from 0.
fn position(text: &str) -> Option<(u32, u16)> {
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = text.split_at_checked(digits)?;
    let mut column = 0_u32;
    for letter in letters.bytes() {
        let digit = letter
            .to_ascii_uppercase()
            .checked_sub(b'A')
            .filter(|d| *d < 26)?;
        column = column
            .checked_mul(26)?
            .checked_add(u32::from(digit))?
            .checked_add(1)?;
    }
    let column = u16::try_from(column.checked_sub(1)?).ok()?;
    Some((number.parse::<u32>().ok()?.checked_sub(1)?, column))
}

/// What a cell says of its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CellKind {
    /// The number of a text that cells share.
    Shared,
    /// A text of its own.
    Inline,
    /// A text that a formula came to.
    WorkedOut,
    Bool,
    Error,
    Date,
    /// A number, and whether it is shown as a day.
    Number {
        day: bool,
    },
}

impl CellKind {
    fn of(cell: Element<'_>, context: &Context) -> Self {
        match cell.get("t") {
            Some("s") => Self::Shared,
            Some("inlineStr") => Self::Inline,
            Some("str") => Self::WorkedOut,
            Some("b") => Self::Bool,
            Some("e") => Self::Error,
            Some("d") => Self::Date,
            _ => Self::Number {
                day: context.shows_day(cell),
            },
        }
    }

    /// What stands there, of what the cell has.
    fn value(self, text: &str, context: &Context) -> Result<Option<Value>, Trouble> {
        if text.is_empty() {
            return Ok(None);
        }
        Ok(Some(match self {
            Self::Shared => {
                let found = text.trim().parse::<usize>().ok();
                let found = found.and_then(|i| context.strings.get(i));
                let found = found.ok_or(Trouble::Damaged(Damage::NoSuchText))?;
                if found.is_empty() {
                    return Ok(None);
                }
                Value::Text(Arc::clone(found))
            }
            Self::Bool => Value::Bool(matches!(text.trim(), "1" | "true")),
            Self::Error => Value::Error(text.into()),
            Self::Date => Value::Date(text.into()),
            Self::WorkedOut | Self::Inline => Value::Text(unescaped(text).into()),
            Self::Number { day: is_day } => match text.trim().parse::<f64>() {
                Ok(number) if number.is_finite() => {
                    let shown = is_day.then(|| day(number, context.from_1904)).flatten();
                    shown.map_or(Value::Number(number), |day| Value::Date(day.into()))
                }
                _ => Value::Text(text.into()),
            },
        }))
    }
}

/// What stands in a cell, and whether a formula gives it.
fn cell<R: std::io::BufRead>(
    xml: &mut Xml<R>,
    kind: CellKind,
    context: &Context,
) -> Result<Option<(Value, bool)>, Trouble> {
    let (mut value, mut formula, mut worked_out) = (None, false, false);
    loop {
        match xml.next()? {
            Next::Start(e) if e.name == "v" => {
                value = kind.value(xml.text(&[])?, context)?;
                // a formula that says "" leaves its cell empty on purpose
                worked_out = kind == CellKind::WorkedOut;
            }
            Next::Start(e) if e.name == "is" => {
                let text = rich(xml)?;
                value = (!text.is_empty()).then(|| Value::Text(unescaped(&text).into()));
            }
            Next::Start(e) if e.name == "f" => {
                formula = true;
                xml.skip()?;
            }
            Next::Start(_) => xml.skip()?,
            Next::End(_) => break,
            Next::Text(_) => {}
            Next::Done => return Err(Trouble::Damaged(Damage::Markup)),
        }
    }
    // a formula that no program has worked out stands there all the same
    let nothing = || (formula && !worked_out).then(|| Value::Text("".into()));
    Ok(value.or_else(nothing).map(|v| (v, formula)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_escapes_are_read_as_excel_writes_them() {
        assert_eq!(position("A1"), Some((0, 0)));
        assert_eq!(position("XFD1048576"), Some((1_048_575, 16_383)));
        for wrong in ["", "A", "1", "A0", "É1", "A-1", "ZZZZZZZZ1"] {
            assert_eq!(position(wrong), None, "{wrong}");
        }
        assert_eq!(
            unescaped("a_x000D_b _x005F_x0041_ _xZZZZ_ _x"),
            "a\rb _x0041_ _xZZZZ_ _x"
        );
        assert_eq!(
            resolved("xl", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml"
        );
        assert_eq!(resolved("xl", "/xl/../a/./b.xml"), "a/b.xml");
    }
}
