//! Workbooks: whole files, and parts within a whole archive, of both formats.
#![no_main]

use std::io::{Cursor, Write as _};

use libfuzzer_sys::fuzz_target;
use ocop_office::workbook::read::Book;

const RELS: &[u8] = br#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/></Relationships>"#;
const WORKBOOK: &[u8] = br#"<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>"#;
const STRINGS: &[u8] = b"<sst><si><t>a</t></si><si><r><t>b</t></r></si></sst>";

fn stored(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        writer.start_file(*name, options).expect("a part");
        writer.write_all(content).expect("in memory");
    }
    writer.finish().expect("in memory").into_inner()
}

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, rest)) = bytes.split_first() else { return };
    let file = match kind % 6 {
        // a whole file, or a table in text
        0 => rest.to_vec(),
        1 => stored(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", rest)]),
        which => {
            let part = |own: u8, other: &'static [u8]| -> Vec<u8> {
                if which == own { rest.to_vec() } else { other.to_vec() }
            };
            stored(&[
                ("[Content_Types].xml", b"spreadsheetml"),
                ("xl/workbook.xml", &part(2, WORKBOOK)),
                ("xl/_rels/workbook.xml.rels", &part(3, RELS)),
                ("xl/sharedStrings.xml", &part(4, STRINGS)),
                ("xl/styles.xml", b"<styleSheet><cellXfs><xf numFmtId=\"14\"/></cellXfs></styleSheet>"),
                ("xl/s.xml", &part(5, b"<worksheet><sheetData/></worksheet>")),
            ])
        }
    };
    if let Ok(book) = Book::open_any(&file) {
        for cell in book.sheets.iter().flat_map(|s| &s.cells) {
            let text = cell.value.text();
            if let Some(whole) = cell.value.whole() {
                // a whole number is one in whatever way it was written
                assert!(text.chars().any(|c| c.is_numeric()), "{text}: {whole}");
            }
        }
    }
});
