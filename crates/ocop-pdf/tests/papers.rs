//! Papers as PDF: the same bytes each time, nothing lost, whatever the words are and however the
//! tables run.

#![cfg(feature = "typst")]
#![expect(clippy::unwrap_used, reason = "what fails is to stop the test")]

use ocop::{Lang, Library};
use ocop_pdf::{has_glyph, pdf};
use ocop_text::{
    Block, Column, Document, Fact, Inline, Item, Letterhead, Recipients, Row, Signature, Table,
    Title, page,
};

/// A document of every kind of block, with these words wherever words can be.
fn every_block(words: &str) -> Document {
    let inline = || {
        Inline::from(words)
            .strong(words)
            .emphasis(words)
            .tick(true)
            .gap(3)
            .source(words)
    };
    let mut out = Document::untitled(Lang::Vi, words);
    out.push(Block::Letterhead(Letterhead {
        above: Some(inline()),
        number: Some(inline()),
        subject: Some(inline()),
        place_and_date: Some(inline()),
        ..Letterhead::of(Lang::Vi, words)
    }));
    out.push(Block::Title(Title {
        text: inline(),
        below: vec![inline(), inline()],
    }));
    (1..=3).for_each(|level| out.heading(level, inline()));
    out.paragraph(inline());
    out.centred(inline());
    out.push(Block::warning(inline()));
    out.facts(vec![Fact::new(words, inline()), Fact::new(words, "")]);
    out.list([Item::new(inline()).ticked(true).note(words).with([words])]);
    let mut table = Table::new([
        Column::figures(words),
        Column::words(words, 1),
        Column::signs(words),
    ]);
    table.caption = Some(inline());
    table.rows = vec![
        Row::heading(words),
        Row::new([inline()]),
        Row::total([words, words, words]),
    ];
    out.push(Block::Table(table));
    out.push(Block::Table(Table::default()));
    out.push(Block::Lines { count: 2 });
    out.push(Block::PageBreak);
    out.push(Block::Signatures {
        recipients: Some(Recipients {
            label: words.into(),
            lines: vec![inline()],
        }),
        signatures: vec![Signature::new(words, words).note(words)],
    });
    out
}

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
