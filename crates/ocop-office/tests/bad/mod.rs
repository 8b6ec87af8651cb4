//! Workbooks and archives, sound and otherwise, for tests of what no secretary hopes for.
#![allow(
    dead_code,
    clippy::allow_attributes,
    reason = "not every test uses everything"
)]

use std::io::{Read as _, Write as _};

use ocop::{Code, Library};
use ocop_office::workbook::collect::{CollectOptions, Collection, ReturnedFile, collect};
use ocop_office::workbook::member::{Content, Contents, Order, write};
use ocop_office::workbook::read::Book;
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

pub fn collected(session: &Value, files: &[(&str, &[u8])], round: Option<u8>) -> Collection {
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
