//! A document as HTML by checked templates, which escape all that they are given.

use askama::Template;
use ocop::Lang;

use crate::document::{Align, Block, Column, Document, Item, Row, RowKind, Table};
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
    render(&Body {
        blocks: &document.blocks,
    })
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
    blocks: &'d [Block],
}

#[derive(Template)]
#[template(path = "inline.html")]
struct Words<'d> {
    runs: &'d [Run],
}

#[derive(Template)]
#[template(path = "items.html")]
struct Items<'d> {
    items: &'d [Item],
}

fn words(text: &Inline) -> Words<'_> {
    Words { runs: text.runs() }
}

const fn items(items: &[Item]) -> Items<'_> {
    Items { items }
}

fn gap(width: &u8) -> String {
    "…".repeat(usize::from(*width))
}

/// The level of a heading's tag: the title has the first.
const fn below(level: &u8) -> u8 {
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
        .map(|(i, column)| (column, words(row.cells.get(i).unwrap_or(NONE))))
        .collect()
}

fn is_heading(row: &Row) -> bool {
    row.kind == RowKind::Heading
}

fn is_total(row: &Row) -> bool {
    row.kind == RowKind::Total
}
