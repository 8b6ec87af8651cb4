//! `.ods`: the sheets of a content part.
//!
//! Empty cells and rows that repeat to the edge of the sheet are counted, not made; what stands in a
//! cell that repeats is made as often as it repeats, within the most cells of a workbook.

use std::collections::BTreeMap;
use std::io::BufRead;

use super::book::{
    Book, COLUMNS, CellNote, MAX_CELLS, MAX_SHEETS, MAX_TALL, ROWS, TallCell, Worksheet,
};
use super::cell::{Cell, Value};
use super::package::{Damage, Package, Trouble};
use super::xml::{Element, Next, Xml};

/// Reads a workbook.
pub(super) fn read(package: &mut Package<'_>) -> Result<Book, Trouble> {
    let mut book = Book {
        properties: properties(package)?,
        ..Book::default()
    };
    let Some(part) = package.part("content.xml")? else {
        return Err(Trouble::missing("content.xml"));
    };
    let mut xml = Xml::new(part);
    let mut count = 0_usize;
    loop {
        match xml.next()? {
            Next::Start(e) if e.name == "tracked-changes" => xml.skip()?,
            Next::Start(e) if e.name == "table" => {
                if book.sheets.len() >= MAX_SHEETS {
                    return Err(Trouble::TooLarge);
                }
                let name = e.get("name").unwrap_or_default().to_owned();
                let sheet = table(&mut xml, &mut count)?;
                book.sheets.push(Worksheet { name, ..sheet });
            }
            Next::Done => return Ok(book),
            _ => {}
        }
    }
}

fn properties(package: &mut Package<'_>) -> Result<BTreeMap<String, String>, Trouble> {
    let mut found = BTreeMap::new();
    let Some(part) = package.part("meta.xml")? else {
        return Ok(found);
    };
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Next::Start(e) if e.name == "user-defined" && found.len() < 100 => {
                let name = e.get("name").unwrap_or_default().to_owned();
                found.insert(name, xml.text(&[])?.to_owned());
            }
            Next::Done => return Ok(found),
            _ => {}
        }
    }
}

fn table<R: BufRead>(xml: &mut Xml<R>, count: &mut usize) -> Result<Worksheet, Trouble> {
    let mut found = Vec::new();
    let mut beside = Beside::default();
    let mut row = 0_u32;
    loop {
        match xml.next()? {
            Next::Start(e) if e.name == "table-row" => {
                let repeated = e.count("number-rows-repeated");
                let cells = self::row(xml, row, count, &mut beside)?;
                for again in 1..repeated {
                    if cells.is_empty() {
                        break;
                    }
                    *count = count.saturating_add(cells.len());
                    if *count > MAX_CELLS {
                        return Err(Trouble::TooLarge);
                    }
                    let row = row.saturating_add(again);
                    if row >= ROWS {
                        return Err(Trouble::Damaged(Damage::BeyondSheet));
                    }
                    found.extend(cells.iter().map(|c| Cell { row, ..c.clone() }));
                }
                found.extend(cells);
                row = row.saturating_add(repeated);
            }
            // groups of rows and headings hold rows; forms, shapes and sources hold none
            Next::Start(e) if e.name.starts_with("table-") && !e.name.contains("source") => {}
            Next::Start(_) => xml.skip()?,
            Next::End("table") => break,
            Next::Done => return Err(Trouble::Damaged(Damage::Markup)),
            _ => {}
        }
    }
    found.sort_by_key(|c| (c.row, c.column));
    Ok(Worksheet {
        name: String::new(),
        cells: found,
        notes: beside.notes,
        tall: beside.tall,
    })
}

/// What there is of a sheet beside what stands in its cells.
#[derive(Default)]
struct Beside {
    notes: Vec<CellNote>,
    tall: Vec<TallCell>,
}

fn row<R: BufRead>(
    xml: &mut Xml<R>,
    row: u32,
    count: &mut usize,
    beside: &mut Beside,
) -> Result<Vec<Cell>, Trouble> {
    let mut found = Vec::new();
    let mut column = 0_u32;
    loop {
        match xml.next()? {
            Next::Start(e) if e.name == "table-cell" || e.name == "covered-table-cell" => {
                let repeated = e.count("number-columns-repeated");
                let spanned = e.count("number-rows-spanned");
                let said = Said::of(e);
                let formula = said.formula;
                let (value, note) = cell(xml, said)?;
                if let Some(text) = note {
                    *count = count.saturating_add(1);
                    if *count > MAX_CELLS {
                        return Err(Trouble::TooLarge);
                    }
                    if let Ok(column) = u16::try_from(column) {
                        beside.notes.push(CellNote { row, column, text });
                    }
                }
                if spanned > 1
                    && beside.tall.len() < MAX_TALL
                    && let Ok(column) = u16::try_from(column)
                {
                    let rows = (row, row.saturating_add(spanned).saturating_sub(1));
                    beside.tall.push(TallCell { column, rows });
                }
                for again in 0..repeated {
                    let Some(value) = &value else { break };
                    *count = count.saturating_add(1);
                    if *count > MAX_CELLS {
                        return Err(Trouble::TooLarge);
                    }
                    let column = u16::try_from(column.saturating_add(again)).ok();
                    let Some(column) = column.filter(|c| *c < COLUMNS && row < ROWS) else {
                        return Err(Trouble::Damaged(Damage::BeyondSheet));
                    };
                    found.push(Cell {
                        row,
                        column,
                        value: value.clone(),
                        formula,
                    });
                }
                column = column.saturating_add(repeated);
            }
            Next::Start(_) => xml.skip()?,
            Next::End(_) => return Ok(found),
            Next::Text(_) => {}
            Next::Done => return Err(Trouble::Damaged(Damage::Markup)),
        }
    }
}

/// What a cell says of its value before its paragraphs.
struct Said {
    value: Option<Value>,
    /// Whether it is a text, one that is empty on purpose included.
    is_string: bool,
    formula: bool,
}

impl Said {
    fn of(cell: Element<'_>) -> Self {
        let kind = cell.get("value-type");
        let value = match kind {
            // a cell for numbers keeps what is true as a formula that shows TRUE and counts 1
            Some("float") if truth(cell.get("formula")).is_some() => {
                truth(cell.get("formula")).map(Value::Bool)
            }
            Some("float" | "currency" | "percentage") => {
                let number = cell.get("value").and_then(|v| v.parse::<f64>().ok());
                number.filter(|n| n.is_finite()).map(Value::Number)
            }
            Some("boolean") => Some(Value::Bool(cell.get("boolean-value") == Some("true"))),
            Some("date") => cell.get("date-value").map(|d| Value::Date(d.into())),
            Some("string") => cell
                .get("string-value")
                .filter(|s| !s.is_empty())
                .map(|s| Value::Text(s.into())),
            _ => None,
        };
        Self {
            value,
            is_string: kind == Some("string"),
            formula: cell.get("formula").is_some(),
        }
    }
}

/// What stands in a cell: its typed value, else its paragraphs; and what is pinned to it.
fn cell<R: BufRead>(
    xml: &mut Xml<R>,
    said: Said,
) -> Result<(Option<Value>, Option<String>), Trouble> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut note = None;
    loop {
        match xml.next()? {
            Next::Start(e) if e.name == "p" => paragraphs.push(paragraph(xml)?),
            Next::Start(e) if e.name == "annotation" => note = Some(annotation(xml)?),
            Next::Start(_) => xml.skip()?,
            Next::End(_) => break,
            Next::Text(_) => {}
            Next::Done => return Err(Trouble::Damaged(Damage::Markup)),
        }
    }
    let text = paragraphs.join("\n");
    let error = text.starts_with('#') && said.formula;
    let value = match said.value {
        _ if error => Some(Value::Error(text.into())),
        Some(value) => Some(value),
        // a formula that says "" leaves its cell empty on purpose
        None if text.is_empty() && (said.is_string || !said.formula) => None,
        // one that no program has worked out stands there all the same
        None => Some(Value::Text(text.into())),
    };
    Ok((value, note))
}

/// Whether a formula is nothing but true, or false.
fn truth(formula: Option<&str>) -> Option<bool> {
    match formula?.rsplit('=').next()? {
        "TRUE()" => Some(true),
        "FALSE()" => Some(false),
        _ => None,
    }
}

/// What a note says, without who pinned it and when.
fn annotation<R: BufRead>(xml: &mut Xml<R>) -> Result<String, Trouble> {
    let mut paragraphs: Vec<String> = Vec::new();
    loop {
        match xml.next()? {
            Next::Start(e) if e.name == "p" => paragraphs.push(paragraph(xml)?),
            Next::Start(_) => xml.skip()?,
            Next::End(_) => return Ok(paragraphs.join("\n")),
            Next::Text(_) => {}
            Next::Done => return Err(Trouble::Damaged(Damage::Markup)),
        }
    }
}

/// A paragraph, with the spaces and line ends that are written as elements.
fn paragraph<R: BufRead>(xml: &mut Xml<R>) -> Result<String, Trouble> {
    let mut text = String::new();
    let mut depth = 1_usize;
    while depth > 0 {
        match xml.next()? {
            Next::Start(e) if e.name == "s" => {
                // no more than the element is long, so that none unpacks to more than it is
                let spaces = usize::try_from(e.count("c")).unwrap_or(1).min(16);
                text.push_str(&" ".repeat(spaces));
                depth = depth.saturating_add(1);
            }
            Next::Start(e) if e.name == "line-break" => {
                text.push('\n');
                depth = depth.saturating_add(1);
            }
            Next::Start(e) if e.name == "tab" => {
                text.push('\t');
                depth = depth.saturating_add(1);
            }
            Next::Start(e) if e.name == "annotation" => xml.skip()?,
            Next::Start(_) => depth = depth.saturating_add(1),
            Next::End(_) => depth = depth.saturating_sub(1),
            Next::Text(part) => {
                if text.len().saturating_add(part.len()) > 1 << 20 {
                    return Err(Trouble::TooLarge);
                }
                text.push_str(part);
            }
            Next::Done => return Err(Trouble::Damaged(Damage::Markup)),
        }
    }
    Ok(text)
}
