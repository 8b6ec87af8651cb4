//! Papers for Word: whole XML, the same bytes each time, every word there.

#![cfg(all(feature = "docx", feature = "xlsx"))]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what fails is to stop the test"
)]

#[path = "../../ocop-text/tests/common/every_block.rs"]
mod every_block;

use std::io::{Cursor, Read as _};

use every_block::every_block;
use ocop_office::docx::docx;
use ocop_text::Inline;

/// The parts of a file by their names.
fn parts(bytes: Vec<u8>) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for i in 0..zip.len() {
        let mut file = zip.by_index(i).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        parts.push((file.name().unwrap().into_owned(), text));
    }
    parts
}

/// The words of an XML part, which must be well-formed.
fn words_of(xml: &str) -> String {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut out = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return out,
            Event::Text(text) => out.push_str(&text),
            Event::GeneralRef(name) => out.push_str(match name.as_ref() {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                other => panic!("{other}"),
            }),
            _ => {}
        }
    }
}

#[test]
fn every_part_is_whole_and_holds_a_strangers_words_as_words() {
    let hostile = "<w:p> & \" ' ]]> \u{202e}gnol\u{0}\r\n中 Tổng";
    for lying in [false, true] {
        let mut document = every_block(hostile);
        document.landscape = lying;
        let bytes = docx(&document).unwrap();
        assert_eq!(bytes, docx(&document).unwrap());
        let shown = Inline::from(hostile).to_string();
        for (name, xml) in parts(bytes) {
            let words = words_of(&xml);
            if name == "word/document.xml" {
                assert!(words.matches(&shown).count() > 20, "{words}");
                assert!(!words.contains('\0'));
            }
        }
    }
}

/// Accented letters change font where one of the four is not named.
#[test]
fn all_four_fonts_are_named() {
    let parts = parts(docx(&every_block("x")).unwrap());
    let styles = &parts
        .iter()
        .find(|(n, _)| n == "word/styles.xml")
        .unwrap()
        .1;
    for slot in ["ascii", "hAnsi", "eastAsia", "cs"] {
        let named = format!("w:{slot}=\"Times New Roman\"");
        assert!(styles.contains(&named), "{slot}");
    }
    assert!(styles.contains("w:lang w:val=\"vi-VN\""));
}

/// A table of the format has as many cells in a row as columns in its grid.
#[test]
fn every_row_fills_its_grid() {
    let parts = parts(docx(&every_block("x")).unwrap());
    let body = parts.iter().find(|(n, _)| n == "word/document.xml");
    let mut tables = 0;
    for table in body.unwrap().1.split("<w:tbl>").skip(1) {
        let table = table.split("</w:tbl>").next().unwrap();
        let columns = table.matches("<w:gridCol ").count();
        for row in table.split("<w:tr>").skip(1) {
            let spanned = row.contains("<w:gridSpan w:val=\"3\"/>");
            let cells = row.matches("<w:tc>").count();
            assert_eq!(if spanned { cells + 2 } else { cells }, columns, "{row}");
        }
        tables += 1;
    }
    assert_eq!(tables, 3);
}
