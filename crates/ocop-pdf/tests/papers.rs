//! Papers as PDF: the same bytes each time, nothing lost, whatever the words are and however the
//! tables run.

#![cfg(feature = "typst")]
#![expect(clippy::unwrap_used, reason = "what fails is to stop the test")]

#[path = "../../ocop-text/tests/common/every_block.rs"]
mod every_block;

use every_block::every_block;
use ocop::{Lang, Library};
use ocop_pdf::{has_glyph, pdf};
use ocop_text::{Block, Column, Document, Row, Signature, Table, page};

#[test]
fn every_block_is_written_and_the_same_bytes_come_each_time() {
    for lying in [false, true] {
        let mut document = every_block("Tổng hợp");
        document.landscape = lying;
        let bytes = pdf(&document).unwrap();
        assert!(bytes.starts_with(b"%PDF-"));
        assert_eq!(bytes, pdf(&document).unwrap());
    }
}

#[test]
fn what_a_stranger_says_is_never_read_as_typst() {
    for words in [
        "#panic(\"x\")",
        "#import \"/etc/passwd\": *",
        "$ x $ = * _ ` <a> @a // /* \\",
        "#read(\"paper.json\")",
        "",
        " ",
        "中文 \u{1f600} \u{202e}gnol",
        "To\u{302}\u{309}ng",
    ] {
        assert!(pdf(&every_block(words)).is_ok(), "{words:?}");
    }
}

/// Tables whose rows fall on all places of a page: headings in rows, long cells.
#[test]
fn tables_of_any_length_are_written() {
    for length in [0, 2, 31, 32, 33, 80] {
        let mut table = Table::new([Column::words("a", 1), Column::figures("b")]);
        for row in 0..length {
            if row % 3 != 2 {
                table.rows.push(Row::heading(format!("{row}")));
            }
            table.rows.push(Row::new([
                format!("{row} {}", "từ ".repeat(row * 7)),
                row.to_string(),
            ]));
        }
        table.rows.push(Row::heading("at the end"));
        let mut out = Document::new(Lang::Vi, "x");
        out.push(Block::Table(table));
        out.signatures([Signature::new("a", "b")]);
        assert!(pdf(&out).is_ok(), "{length}");
    }
}

/// Whoever ticks a level has all levels of the criterion in sight: few rows below a heading are on one
/// page, which costs pages; many may go over to the next.
#[test]
fn few_rows_below_a_heading_stay_on_its_page() {
    let pages = |groups: usize, rows: usize, signed: bool| {
        let mut table = Table::new([Column::words("a", 1), Column::figures("b")]);
        for group in 0..groups {
            table.rows.push(Row::heading(format!("{group}")));
            let row = Row::new(["x".to_owned(), group.to_string()]);
            table.rows.extend(vec![row; rows]);
        }
        let mut out = Document::new(Lang::Vi, "x");
        out.push(Block::Table(table));
        if signed {
            out.signatures([Signature::new("a", "b")]);
        }
        let bytes = pdf(&out).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        text.matches("/Type /Page\n").count() + text.matches("/Type/Page/").count()
    };
    for signed in [false, true] {
        let (held, free) = (pages(100, 9, signed), pages(50, 19, signed));
        assert!(free > 10 && held > free, "{held} {free}");
    }
}

#[test]
fn every_character_of_the_criteria_is_in_the_fonts() {
    let library = Library::embedded();
    let mut missing = std::collections::BTreeSet::new();
    for criteria in library.versions() {
        for number in criteria.set_numbers() {
            let shown = criteria.show(criteria.set(number).unwrap()).unwrap();
            for lang in [Lang::Vi, Lang::En] {
                let document = page::score_sheet(&shown, &library, lang);
                let text = ocop_text::write(&document, ocop_text::Format::TEXT);
                missing.extend(
                    text.chars()
                        .filter(|c| *c != '\n' && *c != '─' && !has_glyph(*c)),
                );
            }
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}

/// Names of places, titles of decisions, prices of changes: whatever the data says may come into a paper.
#[test]
fn every_character_of_all_data_is_in_the_fonts() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut folders = vec![root.join("criteria"), root.join("crates/ocop-places")];
    let (mut missing, mut files) = (std::collections::BTreeSet::new(), 0);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let end = path.extension().map(|e| e.to_string_lossy().into_owned());
            if path.is_dir() {
                folders.push(path);
            } else if ["json", "csv", "txt"].contains(&end.unwrap_or_default().as_str()) {
                files += 1;
                let text = std::fs::read_to_string(path).unwrap();
                missing.extend(text.chars().filter(|c| !c.is_control() && !has_glyph(*c)));
            }
        }
    }
    assert!(files > 80, "{files}");
    assert!(missing.is_empty(), "{missing:?}");
}
