//! Every kind of block in every form, and strangers' words in all of them.

use ocop::Lang;
use ocop_text::{
    Block, Column, Document, Fact, Format, Inline, Item, Letterhead, List, Recipients, Row,
    Signature, Table, Title, write,
};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser};
use scraper::{Html, Node};

/// A document of every kind of block, with these words wherever words can be.
fn every_block(words: &str) -> Document {
    let inline = || {
        Inline::from(words)
            .plain(" ")
            .strong(words)
            .plain(" ")
            .emphasis(words)
            .plain(" ")
            .tick(true)
            .gap(3)
            .source(words)
    };
    let item = || {
        Item::new(inline())
            .ticked(false)
            .note(words)
            .with([Item::new(words).with([words])])
    };
    let mut page = Document::untitled(Lang::Vi, words);
    page.push(Block::Letterhead(Letterhead {
        above: Some(words.into()),
        number: Some(words.into()),
        place_and_date: Some(words.into()),
        ..Letterhead::of(Lang::Vi, words)
    }));
    page.push(Block::Title(Title {
        text: inline(),
        below: vec![words.into()],
    }));
    for level in 1..=3 {
        page.heading(level, inline());
    }
    page.paragraph(inline());
    page.push(Block::warning(inline()));
    page.facts(vec![Fact::new(words, inline())]);
    page.list([item(), Item::new(words)]);
    page.push(Block::List(List {
        numbered: true,
        items: vec![item(), Item::new(words)],
    }));
    let mut table = Table::new([
        Column::figures(words),
        Column::words(words, 1),
        Column::signs(words),
    ]);
    table.caption = Some(words.into());
    table.rows = vec![
        Row::heading(words),
        Row::new([inline(), inline()]),
        Row::total([words, words, words]),
    ];
    page.push(Block::Table(table));
    page.push(Block::Lines { count: 2 });
    page.push(Block::PageBreak);
    page.centred(inline());
    page.facts(vec![Fact::new(words, "")]);
    page.push(Block::Signatures {
        recipients: Some(Recipients {
            label: words.into(),
            lines: vec![inline()],
        }),
        signatures: vec![Signature::new(words, words), Signature::new(words, "")],
    });
    page
}

const HOSTILE: &str =
    "<script>alert(1)</script> [x](javascript:1) | \\ & \" ' \u{202e}gnol\u{0}\r\n# a";

#[test]
fn what_a_stranger_says_is_quoted_and_not_obeyed() {
    let page = every_block(HOSTILE);
    let html = write(&page, Format::Html);
    assert!(!html.contains("<script") && html.contains("&#60;script&#62;"));
    let markdown = write(&page, Format::Markdown);
    assert!(!markdown.contains(" <script") && markdown.contains("\\<script\\>"));
    assert!(markdown.lines().all(|l| !l.starts_with("# a")));
    let text = write(&page, Format::TEXT);
    for written in [html, markdown, text] {
        assert!(!written.contains(['\u{202e}', '\u{0}', '\r']));
        assert!(written.contains("\u{fffd}gnol\u{fffd}"));
    }
}

#[test]
fn text_keeps_to_its_width() {
    let page = every_block("Nguồn gốc sản phẩm và nguyên liệu");
    for (asked, width) in [(1, 40), (40, 40), (80, 80), (200, 200), (u16::MAX, 200)] {
        let text = write(&page, Format::Text { width: asked });
        for line in text.lines() {
            assert!(
                unicode_width::UnicodeWidthStr::width(line) <= width,
                "{asked}: {line}"
            );
        }
    }
}

/// Elements of a page with their attributes, in order; what is no markup is left out, and where a line
/// may end.
fn elements(html: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    let nodes = page.tree.nodes().filter_map(|node| match node.value() {
        Node::Element(element) if element.name() == "wbr" => None,
        Node::Element(element) => Some(format!("{element:?}")),
        Node::Comment(_) | Node::ProcessingInstruction(_) => Some("strange".to_owned()),
        _ => None,
    });
    nodes.collect()
}

/// Pieces of a Markdown text in order; what is no markup is left out.
fn pieces(markdown: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_MATH
        | Options::ENABLE_FOOTNOTES;
    let events = Parser::new_ext(markdown, options).filter_map(|event| match event {
        Event::Text(_) => None,
        other => Some(format!("{other:?}")),
    });
    events.collect()
}

/// What strangers may write: signs of every form, at the beginning of a line too.
fn strange() -> impl Strategy<Value = String> {
    let signs = prop::sample::select(vec![
        "<b>",
        "</p>",
        "<!--",
        "&amp;",
        "&",
        "\"",
        "'",
        "|",
        "*",
        "**",
        "_",
        "`",
        "```",
        "~~",
        "~",
        "$",
        "[x](y)",
        "![",
        "]",
        "\\",
        "#",
        "# ",
        "- ",
        "+ ",
        "1. ",
        "1) ",
        ">",
        "===",
        "---",
        ":--",
        "\n",
        "\r\n",
        "\t",
        "    ",
        "\u{202e}",
        "\u{0}",
        "\u{1b}[31m",
        "\u{200b}",
        "https://a.b",
        "www.a.b",
        "a@b.c",
        "[^1]",
        "<https://a.b>",
        "{{",
        "}}",
        "{% if %}",
        "Tổng",
        "To\u{302}\u{309}ng",
        "x",
        " ",
    ]);
    prop::collection::vec(signs, 0..8).prop_map(|parts| parts.concat() + "a")
}

proptest! {
    #[test]
    fn no_words_change_the_structure_of_a_page(words in strange()) {
        let (plain, strange) = (every_block("a"), every_block(&words));
        prop_assert_eq!(
            elements(&write(&strange, Format::Html)),
            elements(&write(&plain, Format::Html))
        );
        prop_assert_eq!(
            pieces(&write(&strange, Format::Markdown)),
            pieces(&write(&plain, Format::Markdown))
        );
        for width in [40, 80] {
            let text = write(&strange, Format::Text { width });
            for line in text.lines() {
                prop_assert!(unicode_width::UnicodeWidthStr::width(line) <= usize::from(width));
                prop_assert!(!line.chars().any(char::is_control));
            }
        }
    }
}
