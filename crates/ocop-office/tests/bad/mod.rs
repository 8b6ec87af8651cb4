//! Workbooks and archives, sound and otherwise, for tests of what no secretary hopes for.
#![allow(
    dead_code,
    clippy::allow_attributes,
    clippy::arithmetic_side_effects,
    reason = "not every test uses everything"
)]

use std::io::{Read as _, Write as _};

use ocop::{Code, Library, NoticeCode};
use ocop_office::workbook::collect::{CollectOptions, Collection, ReturnedFile, collect};
use ocop_office::workbook::member::{Content, Contents, Order, write};
use ocop_office::workbook::read::{Book, Worksheet};
use ocop_office::workbook::{Entry, Roster, Slot};
use serde_json::{Value, json};

pub fn code_of(bytes: &[u8]) -> Code {
    Book::open(bytes).unwrap_err().code
}

pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer
            .start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook with one part written anew.
pub fn with_part(book: &[u8], name: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for i in 0..from.len() {
        let mut file = from.by_index(i).unwrap();
        let part = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        if part == name {
            content = change(String::from_utf8(content).unwrap()).into_bytes();
        }
        parts.push((part, content));
    }
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(n, c)| (n.as_str(), c.as_slice()))
        .collect();
    zipped(&parts)
}

/// A session of one product of set 1, or of another set.
pub fn session(set: u8) -> Value {
    json!({
        "criteria": "qd-26-2026", "level": "province", "held_on": "2026-09-20",
        "members": [{"id": "m1", "role": "chair"}, {"id": "m2"}, {"id": "m3"}], "present": ["m1", "m2", "m3"],
        "products": [{"id": "p1", "product_set": set, "product": {"name": "Gạo"}}],
    })
}

pub fn book(session: &Value, round: u8, fill: &[(Slot, Entry)]) -> Vec<u8> {
    let library = Library::embedded();
    let roster = Roster::read(&library, session.to_string().as_bytes(), &[]).unwrap();
    let mut contents = Contents::default();
    let content = Content {
        filled: fill.iter().cloned().collect(),
        ..Content::default()
    };
    contents.sheets.insert("p1".into(), content);
    let order = Order::new("m1").round(round);
    write(&library, &roster, &order, &contents).unwrap()
}

/// What comes of files. The sheets of tests have few points: that they are open is told of every one that
/// is handed in, and left out here.
pub fn collected(session: &Value, files: &[(&str, &[u8])], round: Option<u8>) -> Collection {
    let mut found = all_collected(session, files, round);
    let notices = &mut found.report.notices;
    notices.retain(|told| told.code != NoticeCode::SheetUnfinished);
    found
}

pub fn all_collected(session: &Value, files: &[(&str, &[u8])], round: Option<u8>) -> Collection {
    let files: Vec<ReturnedFile<'_>> = files
        .iter()
        .map(|(name, bytes)| ReturnedFile::new(name).bytes(*bytes))
        .collect();
    let options = CollectOptions::default().round(round);
    let library = Library::embedded();
    collect(
        &library,
        session.to_string().as_bytes(),
        &[],
        &files,
        options,
    )
    .unwrap()
}

pub fn codes(collection: &Collection) -> Vec<Code> {
    collection.report.errors.iter().map(|p| p.code).collect()
}

pub fn points(id: &str, points: i64) -> (Slot, Entry) {
    (Slot::Points(id.parse().unwrap()), Entry::Number(points))
}

pub fn sheets(collection: &Collection) -> &Vec<Value> {
    collection.session["products"][0]["sheets"]
        .as_array()
        .unwrap()
}

/// A sheet of OpenDocument with a table.
pub fn ods(table: &str) -> Vec<u8> {
    zipped(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", table.as_bytes()),
    ])
}

/// A workbook with a sheet of rows, and texts that its cells share.
pub fn xlsx(rows: &str, strings: &str) -> Vec<u8> {
    let workbook = r#"<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>"#;
    let relations = r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/></Relationships>"#;
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    zipped(&[
        ("[Content_Types].xml", b"spreadsheetml"),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/s.xml", sheet.as_bytes()),
    ])
}

/// The sheet of a part with empty cells filled in, as another program does: numbers as such, all else as
/// text of its own.
pub fn with_cells(part: &str, cells: &[(String, String)]) -> String {
    let mut out = part.to_owned();
    for (at, content) in cells {
        let start = out.find(&format!("<c r=\"{at}\"")).unwrap();
        let (before, rest) = out.split_at(start);
        let (tag, after) = rest.split_once("/>").unwrap();
        assert!(
            !tag.contains('<') || tag.rfind('<') == Some(0),
            "{at} is not empty"
        );
        let escaped = content.replace('&', "&amp;").replace('<', "&lt;");
        let cell = match content.parse::<i64>() {
            Ok(number) => format!("{tag}><v>{number}</v></c>"),
            Err(_) => format!(
                "{tag} t=\"inlineStr\"><is><t xml:space=\"preserve\">{escaped}</t></is></c>"
            ),
        };
        out = format!("{before}{cell}{after}");
    }
    out
}

/// The row, from 1, that bears a mark in its first column.
pub fn row_of(sheet: &Worksheet, mark: &str) -> u32 {
    let cell = sheet
        .cells
        .iter()
        .find(|c| c.column == 0 && c.value.text() == mark);
    cell.unwrap().row + 1
}

/// What fills in the rows of marks: the column, the mark, and what is written.
pub fn fill(book: &[u8], part: &str, sheet: &str, cells: &[(char, &str, &str)]) -> Vec<u8> {
    let opened = Book::open(book).unwrap();
    let found = opened.sheets.iter().find(|s| s.name == sheet).unwrap();
    let cells: Vec<(String, String)> = cells
        .iter()
        .map(|(column, mark, text)| {
            (
                format!("{column}{}", row_of(found, mark)),
                (*text).to_owned(),
            )
        })
        .collect();
    with_part(book, part, |xml| with_cells(&xml, &cells))
}

/// A workbook with a sheet more: a copy of one that is there, changed, as programs copy sheets.
pub fn with_copy(book: &[u8], part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let mut text = String::new();
    from.by_name(part)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    let copy = change(text);
    let named = with_part(book, "xl/workbook.xml", |xml| {
        xml.replace(
            "</sheets>",
            r#"<sheet name="Trang (2)" sheetId="90" r:id="rId90"/></sheets>"#,
        )
    });
    let linked = with_part(&named, "xl/_rels/workbook.xml.rels", |xml| {
        let relation = r#"<Relationship Id="rId90" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/copy.xml"/>"#;
        xml.replace("</Relationships>", &format!("{relation}</Relationships>"))
    });
    let mut from = zip::ZipArchive::new(std::io::Cursor::new(linked)).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for i in 0..from.len() {
        let mut file = from.by_index(i).unwrap();
        let mut content = Vec::new();
        let name = file.name().unwrap().into_owned();
        file.read_to_end(&mut content).unwrap();
        parts.push((name, content));
    }
    parts.push(("xl/worksheets/copy.xml".to_owned(), copy.into_bytes()));
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(n, c)| (n.as_str(), c.as_slice()))
        .collect();
    zipped(&parts)
}

/// The part of a member's workbook in which the one product stands.
pub const PART: &str = "xl/worksheets/sheet2.xml";

pub fn submitted() -> (Slot, Entry) {
    (Slot::Submitted, Entry::from("x"))
}

pub fn product(book: &[u8]) -> Worksheet {
    let opened = Book::open(book).unwrap();
    let mut sheets = opened.sheets.into_iter();
    sheets.find(|s| s.name == "p1 Gạo").unwrap()
}

/// A cell of a part written anew, whatever stood in it.
pub fn with_cell(book: &[u8], part: &str, at: &str, content: &str) -> Vec<u8> {
    with_part(book, part, |xml| {
        let (before, rest) = xml.split_once(&format!("<c r=\"{at}\"")).unwrap();
        let (tag, after) = rest.split_once('>').unwrap();
        let after = if tag.ends_with('/') {
            after
        } else {
            after.split_once("</c>").unwrap().1
        };
        format!("{before}<c r=\"{at}\" {content}</c>{after}")
    })
}

pub fn figure(number: i64) -> String {
    format!("><v>{number}</v>")
}

pub fn words(text: &str) -> String {
    format!("t=\"inlineStr\"><is><t>{text}</t></is>")
}

pub fn cells(found: &Collection) -> Vec<&str> {
    let cells = found.report.errors.iter();
    cells.map(|p| p.cell.as_deref().unwrap()).collect()
}

pub fn of(session: &Value, bytes: &[u8]) -> Collection {
    collected(session, &[("a.xlsx", bytes)], None)
}
