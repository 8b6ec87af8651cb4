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

/// The part that holds what a page says.
fn body_of(page: &ocop_text::Document) -> String {
    let mut parts = parts(docx(page).unwrap()).into_iter();
    parts.find(|(n, _)| n == "word/document.xml").unwrap().1
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
    let mut tables = 0;
    for table in body_of(&every_block("x")).split("<w:tbl>").skip(1) {
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

/// The order in which the schema of the format wants what an element holds: Word asks to repair a file
/// that has it otherwise. Of what is not written here, nothing is.
const ORDER: [(&str, &[&str]); 14] = [
    ("w:document", &["w:body"]),
    ("w:tbl", &["w:tblPr", "w:tblGrid", "w:tr"]),
    ("w:tr", &["w:trPr", "w:tc"]),
    ("w:tc", &["w:tcPr", "w:p"]),
    ("w:p", &["w:pPr", "w:r"]),
    (
        "w:tblPr",
        &["w:tblW", "w:tblBorders", "w:tblLayout", "w:tblCellMar"],
    ),
    (
        "w:tblBorders",
        &[
            "w:top",
            "w:left",
            "w:bottom",
            "w:right",
            "w:insideH",
            "w:insideV",
        ],
    ),
    ("w:tblCellMar", &["w:left", "w:right"]),
    ("w:tcPr", &["w:tcW", "w:gridSpan", "w:shd", "w:vAlign"]),
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pBdr",
            "w:tabs",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:outlineLvl",
        ],
    ),
    ("w:pBdr", &["w:top", "w:left", "w:bottom", "w:right"]),
    (
        "w:rPr",
        &[
            "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:caps", "w:color", "w:sz", "w:szCs",
            "w:u", "w:lang",
        ],
    ),
    (
        "w:sectPr",
        &["w:headerReference", "w:pgSz", "w:pgMar", "w:titlePg"],
    ),
    (
        "w:style",
        &["w:name", "w:basedOn", "w:qFormat", "w:pPr", "w:rPr"],
    ),
];

/// Holds every element of a part against the order of the format; gives the styles that it names.
fn in_order(part: &str, xml: &str) -> std::collections::BTreeSet<String> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut open: Vec<(String, usize, String)> = Vec::new();
    let mut named = std::collections::BTreeSet::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return named,
            Event::Start(start) => {
                let name = start.name().as_ref().to_owned();
                if let Some((parent, reached, last)) = open.last_mut() {
                    let order = ORDER.iter().find(|(of, _)| *of == parent.as_str());
                    if let Some((_, order)) = order {
                        let place = order.iter().position(|known| *known == name);
                        let place = place.unwrap_or_else(|| panic!("{part}: {name} in {parent}"));
                        assert!(place >= *reached, "{part}: {name} after others in {parent}");
                        *reached = place;
                    }
                    last.clone_from(&name);
                }
                if name == "w:pStyle" {
                    let style = start
                        .attributes()
                        .flatten()
                        .find(|a| a.key.as_ref() == "w:val");
                    named.extend(style.map(|a| a.value.to_string()));
                }
                open.push((name, 0, String::new()));
            }
            Event::End(_) => {
                let (name, _, last) = open.pop().unwrap();
                // a cell, and the page, end with a paragraph
                match name.as_str() {
                    "w:tc" => assert_eq!(last, "w:p", "{part}"),
                    "w:body" => assert_eq!(last, "w:sectPr", "{part}"),
                    _ => {}
                }
            }
            _ => {}
        }
    }
}

#[test]
fn elements_stand_in_the_order_of_the_format_and_every_style_is_there() {
    let library = ocop::Library::embedded();
    let session = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../examples/council/session.json"
    );
    let session = std::fs::read(session).unwrap();
    let tally = library.tally_json(&session, &[]).unwrap();
    let settings = ocop_text::page::PaperSettings::default();
    let mut pages = vec![every_block("x")];
    for lang in [ocop::Lang::Vi, ocop::Lang::En] {
        let criteria = library.version("qd-26-2026").unwrap();
        for set in ["1", "16", "26"] {
            let set = criteria.show(criteria.product_set(set).unwrap()).unwrap();
            pages.push(ocop_text::page::score_sheet(&set, &library, lang));
        }
        pages.push(ocop_text::page::minutes_with(
            &tally, &library, &settings, lang,
        ));
        pages.push(ocop_text::page::summary(&tally, &library, &settings, lang));
        pages.push(ocop_text::page::submission(
            &tally, &library, &settings, lang,
        ));
        pages.push(ocop_text::page::decision(&tally, &library, &settings, lang));
        pages.push(ocop_text::page::letter(&tally, &library, &settings, lang));
    }
    for page in pages {
        let parts = parts(docx(&page).unwrap());
        let part = |name: &str| &parts.iter().find(|(n, _)| n == name).unwrap().1;
        let named = in_order("document", part("word/document.xml"));
        let styles = part("word/styles.xml");
        in_order("styles", styles);
        in_order("header", part("word/header1.xml"));
        for style in named {
            assert!(
                styles.contains(&format!("w:styleId=\"{style}\"")),
                "{style}"
            );
        }
    }
}

/// Signatures alone on a page are nobody's: the last of what stands before them goes with them.
#[test]
fn what_stands_before_signatures_is_kept_with_them() {
    use ocop_text::{Block, Column, Document, Item, Row, Signature, Table};
    let mut table = Table::new([Column::words("a", 1)]);
    table.rows = vec![Row::new(["first"]); 7];
    table.rows.push(Row::new(["last"]));
    let mut list = Document::new(ocop::Lang::Vi, "x");
    list.list([Item::new("first"), Item::new("last")]);
    let mut tabled = Document::new(ocop::Lang::Vi, "x");
    tabled.push(Block::Table(table));
    for mut page in [list, tabled] {
        page.signatures([Signature::new("Chủ tịch", "")]);
        let kept = |words| before(&page, words).contains("<w:keepNext/>");
        assert!(kept("last") && !kept("first"));
    }
}

/// What a paragraph of a page says of itself before these words.
fn before(page: &ocop_text::Document, words: &str) -> String {
    let body = body_of(page);
    let (before, _) = body.split_once(words).unwrap();
    before.rsplit("<w:p>").next().unwrap().to_owned()
}

/// A sum alone on a page sums up nothing, and a warning alone warns of nothing.
#[test]
fn what_belongs_together_stays_on_one_page() {
    use ocop_text::{Block, Column, Document, Row, Table};
    for (rows, stays) in [(7, true), (40, false)] {
        let mut table = Table::new([Column::words("a", 1)]);
        table.rows = vec![Row::new(["first"]); rows];
        table.rows.push(Row::total(["sum"]));
        let mut page = Document::new(ocop::Lang::Vi, "x");
        page.push(Block::Table(table));
        page.push(Block::warning("beware"));
        let kept = |words| before(&page, words).contains("<w:keepNext/>");
        assert_eq!(kept("first"), stays, "{rows}");
        assert!(kept("beware") && !kept("sum"), "{rows}");
    }
}

/// Whoever ticks a level has all levels of the criterion in sight; a long part of a table may be torn.
#[test]
fn few_rows_below_a_heading_stay_on_its_page() {
    use ocop_text::{Block, Column, Document, Row, Table};
    for (rows, stays) in [(7, true), (40, false)] {
        let mut table = Table::new([Column::words("a", 1)]);
        table.rows.push(Row::heading("headed"));
        table.rows.extend(vec![Row::new(["first"]); rows]);
        table.rows.push(Row::new(["last"]));
        table.rows.push(Row::heading("headed again"));
        table.rows.extend(vec![Row::new(["alone"]); 5]);
        let mut page = Document::new(ocop::Lang::Vi, "x");
        page.push(Block::Table(table));
        let kept = |words| before(&page, words).contains("<w:keepNext/>");
        assert_eq!(kept("first"), stays, "{rows}");
        assert!(kept("headed") && !kept("last"), "{rows}");
    }
}

/// Stars and gaps are broader than letters: in a column as broad as its cells they stay on one line.
#[test]
fn a_column_has_room_for_stars_and_gaps() {
    use ocop_text::{Block, Column, Document, Row, Table};
    let width_of = |cell: Inline| -> usize {
        let mut table = Table::new([Column::words("a", 1), Column::signs("b")]);
        table.rows.push(Row::new([Inline::new(), cell]));
        let mut page = Document::new(ocop::Lang::Vi, "x");
        page.push(Block::Table(table));
        let body = body_of(&page);
        let last = body.rsplit("<w:gridCol w:w=\"").next().unwrap();
        last.split('"').next().unwrap().parse().unwrap()
    };
    // as broad as high, at 11 points
    assert!(width_of("★★★★★".into()) >= 5 * 220);
    assert!(width_of(Inline::new().gap(3)) >= 3 * 220);
}

/// The summary of a round of fifteen members: no score is broken, and nothing runs off the page.
#[test]
fn a_table_with_a_column_a_member_has_room_for_each_score() {
    use ocop_text::{Block, Column, Document, Row, Table};
    for members in [7_usize, 11, 15, 21] {
        let mut columns = vec![Column::figures("No."), Column::words("Product", 5)];
        columns.push(Column::words("Producer", 5));
        columns.extend((1..=members).map(|n| Column::figures(format!("({n})"))));
        columns.push(Column::words("Note", 4));
        let mut table = Table::new(columns);
        let long = "dinhdưỡng".repeat(12);
        let cells = ["1", &long, &long].map(str::to_owned).into_iter();
        let cells = cells.chain((1..=members).map(|_| "100".to_owned()));
        table.rows.push(Row::new(cells.chain([String::new()])));
        let mut page = Document::new(ocop::Lang::Vi, "x");
        page.landscape = true;
        page.push(Block::Table(table));
        let body = body_of(&page);
        let number = |text: &str| -> usize { text.split('"').next().unwrap().parse().unwrap() };
        let widths = body.split("<w:gridCol w:w=\"").skip(1).map(number);
        let widths: Vec<usize> = widths.collect();
        let padding = body
            .split("<w:tblCellMar><w:left w:w=\"")
            .nth(1)
            .map(number);
        let size = body.split("<w:sz w:val=\"").nth(1).map_or(22, number);
        assert!(widths.iter().sum::<usize>() <= 14287, "{widths:?}");
        // a figure is half as broad as it is high
        let least = 3 * size * 10 / 2 + 2 * padding.unwrap();
        let scores = &widths[3..3 + members];
        assert!(scores.iter().all(|w| *w >= least), "{least} {widths:?}");
    }
}

/// A criterion is not the last line of a page, with what proves it on the next.
#[test]
fn an_item_stays_with_what_it_heads() {
    use ocop_text::{Block, Document, Item, List};
    let item = |text: &str, items| Item {
        text: text.to_owned().into(),
        items,
        ..Item::default()
    };
    let mut page = Document::new(ocop::Lang::Vi, "x");
    page.push(Block::List(List {
        numbered: false,
        items: vec![item("head", vec![item("below", Vec::new())])],
    }));
    let kept = |words| before(&page, words).contains("<w:keepNext/>");
    assert!(kept("head") && !kept("below"));
}

/// A gap for the pen is one word: lines that are justified pull apart the words before it.
#[test]
fn a_paragraph_with_a_gap_is_not_justified() {
    let mut page = ocop_text::Document::new(ocop::Lang::Vi, "x");
    page.paragraph("whole");
    page.paragraph(Inline::from("gapped").gap(30).plain("."));
    let left = |words| before(&page, words).contains("<w:jc w:val=\"left\"/>");
    assert!(left("gapped") && !left("whole"));
}
