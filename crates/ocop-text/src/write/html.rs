//! A document as HTML by checked templates, which escape all that they are given.

use askama::Template;
use ocop::Lang;

use crate::document::{
    Align, Block, Column, Document, Item, LONG_WORD, Row, RowKind, Table, WORD_PIECE,
};
use crate::inline::{Inline, Run};

/// The style of pages: A4 in print, readable on a telephone and in black and white.
pub const STYLE: &str = include_str!("../../templates/style.css");

/// Writes a page that stands alone.
pub fn html(document: &Document) -> String {
    render(&Page {
        lang: tag(document.lang),
        title: document.title.to_string(),
        landscape: document.landscape,
        style: STYLE,
        body: html_body(document),
    })
}

/// The pieces of a document as HTML, for a page of one's own that has [`STYLE`] among its styles:
/// without `<html>`, `<head>` and `<main>`, without a style or script of its own.
#[must_use]
pub fn html_body(document: &Document) -> String {
    html_part(document, 1)
}

/// The pieces of a document as HTML below a heading of a page of one's own: as [`html_body`], with
/// the title as a heading of this level, from 1, and the others below it.
#[must_use]
pub fn html_part(document: &Document, title: u8) -> String {
    render(&Body {
        pieces: pieces(&document.blocks, title.clamp(1, 6)),
    })
}

/// A block, and the level of its tag where it is a heading.
struct Piece<'d> {
    tag: u8,
    /// The level it looks like, where its tag is another.
    look: Option<u8>,
    block: &'d Block,
}

/// Whoever listens to a page goes from heading to heading: no level is passed over, whatever levels a
/// document is written with. It looks as it would by those.
fn pieces(blocks: &[Block], title: u8) -> Vec<Piece<'_>> {
    let mut open: Vec<u8> = Vec::new();
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        let (mut tag, mut look) = (title, None);
        if let Block::Heading { level, .. } = block {
            while open.last().is_some_and(|last| last >= level) {
                open.pop();
            }
            open.push(*level);
            let depth = u8::try_from(open.len()).unwrap_or(u8::MAX);
            tag = title.saturating_add(depth).min(6);
            look = Some(below(*level)).filter(|look| *look != tag);
        }
        out.push(Piece { tag, look, block });
    }
    out
}

const fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "vi",
        Lang::En => "en",
    }
}

/// A template that only writes into a string does not fail.
fn render(template: &impl Template) -> String {
    template.render().unwrap_or_default()
}

#[derive(Template)]
#[template(path = "page.html")]
struct Page {
    lang: &'static str,
    title: String,
    landscape: bool,
    style: &'static str,
    body: String,
}

#[derive(Template)]
#[template(path = "blocks.html")]
struct Body<'d> {
    pieces: Vec<Piece<'d>>,
}

#[derive(Template)]
#[template(path = "inline.html")]
struct Words<'d> {
    runs: &'d [Run],
    /// Whether they stand in a table: a column is as broad as its longest word, and the page ends.
    in_table: bool,
}

impl Words<'_> {
    /// A text in pieces between which a line may end, besides where it has spaces and hyphens.
    fn pieces<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let (mut out, mut begin) = (Vec::new(), 0);
        let mut at = 0_usize;
        for word in text.split_inclusive([' ', '-']) {
            if self.in_table && word.chars().count() > LONG_WORD {
                for (nth, (place, _)) in word.char_indices().enumerate() {
                    if nth > 0 && nth % WORD_PIECE == 0 {
                        let end = at.saturating_add(place);
                        out.extend(text.get(begin..end));
                        begin = end;
                    }
                }
            }
            at = at.saturating_add(word.len());
        }
        out.extend(text.get(begin..));
        out
    }
}

#[derive(Template)]
#[template(path = "items.html")]
struct Items<'d> {
    items: &'d [Item],
}

fn words(text: &Inline) -> Words<'_> {
    Words {
        runs: text.runs(),
        in_table: false,
    }
}

const fn items(items: &[Item]) -> Items<'_> {
    Items { items }
}

fn gap(width: &u8) -> String {
    "…".repeat(usize::from(*width))
}

/// The level that a heading looks like: the title has the first.
const fn below(level: u8) -> u8 {
    level.saturating_add(1)
}

const fn class(column: &Column) -> &'static str {
    match column.align {
        Align::Left => "",
        Align::Centre => " class=\"sign\"",
        Align::Right => " class=\"figure\"",
    }
}

/// The cells of a row beside their columns; a row that is too short has empty ones.
fn cells<'t>(table: &'t Table, row: &'t Row) -> Vec<(&'t Column, Words<'t>)> {
    const NONE: &Inline = &Inline::new();
    table
        .columns
        .iter()
        .enumerate()
        .map(|(i, column)| {
            let runs = row.cells.get(i).unwrap_or(NONE).runs();
            let in_table = true;
            (column, Words { runs, in_table })
        })
        .collect()
}

fn is_heading(row: &Row) -> bool {
    row.kind == RowKind::Heading
}

fn is_total(row: &Row) -> bool {
    row.kind == RowKind::Total
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A name of a hundred letters without a space: a table stays as broad as its page.
    #[test]
    fn a_long_word_in_a_table_may_be_broken_and_no_other() {
        let long = "dinhdưỡng".repeat(4);
        let mut page = Document::new(Lang::Vi, &*long);
        let mut table = Table::new([Column::words("a", 1)]);
        table.rows.push(Row::new([format!("<b> gạo {long}")]));
        page.push(Block::Table(table));
        let html = html_body(&page);
        let broken = "<td>&#60;b&#62; gạo dinhdưỡngd<wbr>inhdưỡngdi<wbr>nhdưỡngdin<wbr>hdưỡng</td>";
        assert!(html.contains(broken), "{html}");
        assert!(html.contains(&format!("<h1>{long}</h1>")), "{html}");
    }

    #[test]
    fn no_level_of_heading_is_passed_over_and_each_looks_as_it_is_written() {
        let mut page = Document::new(Lang::En, "Page");
        for (level, text) in [(2, "a"), (2, "b"), (1, "c"), (3, "d"), (3, "e"), (2, "f")] {
            page.heading(level, text);
        }
        let expected = "<h1>Page</h1>\n<h2 class=\"h3\">a</h2>\n<h2 class=\"h3\">b</h2>\n<h2>c</h2>\n\
            <h3 class=\"h4\">d</h3>\n<h3 class=\"h4\">e</h3>\n<h3>f</h3>\n";
        assert_eq!(html_body(&page), expected);
        let part = html_part(&page, 2);
        assert!(part.starts_with("<h2>Page</h2>\n<h3>a</h3>"), "{part}");
    }
}
