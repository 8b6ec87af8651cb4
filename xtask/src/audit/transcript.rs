//! HTML of a decision → its paragraphs and tables in printed order. Nothing is known here of what
//! they say.

use scraper::{ElementRef, Html, Node};

/// What a decision is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph outside tables.
    Paragraph(String),
    /// A table.
    Table(Vec<Row>),
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its cells, each with its paragraphs.
    pub cells: Vec<Vec<String>>,
}

impl Row {
    /// The paragraphs of a cell; none where the row has no such cell.
    pub fn paragraphs(&self, cell: usize) -> &[String] {
        self.cells.get(cell).map_or(&[], Vec::as_slice)
    }

    /// A cell in one line; its paragraphs are set apart by a space.
    pub fn line(&self, cell: usize) -> String {
        self.paragraphs(cell).join(" ")
    }
}

/// Reads a document. Empty paragraphs are dropped, runs of white space become one space, and
/// footnote marks (superscripts) are left out.
pub fn read(html: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    walk(Html::parse_document(html).root_element(), &mut blocks);
    blocks
}

fn walk(element: ElementRef<'_>, blocks: &mut Vec<Block>) {
    match element.value().name() {
        "table" => blocks.push(Block::Table(rows(element))),
        "p" => blocks.extend(paragraphs(element).into_iter().map(Block::Paragraph)),
        _ => {
            for child in element.children() {
                if let Some(child) = ElementRef::wrap(child) {
                    walk(child, blocks);
                } else if let Node::Text(text) = child.value()
                    && let line = squeeze(text)
                    && !line.is_empty()
                {
                    blocks.push(Block::Paragraph(line));
                }
            }
        }
    }
}

fn rows(table: ElementRef<'_>) -> Vec<Row> {
    let named = |element: &ElementRef<'_>, names: &[&str]| names.contains(&element.value().name());
    table
        .descendent_elements()
        .filter(|element| named(element, &["tr"]))
        .map(|row| Row {
            cells: row
                .child_elements()
                .filter(|element| named(element, &["td", "th"]))
                .map(paragraphs)
                .collect(),
        })
        .collect()
}

fn paragraphs(element: ElementRef<'_>) -> Vec<String> {
    let mut text = String::new();
    gather(element, &mut text);
    text.split('\n')
        .map(squeeze)
        .filter(|p| !p.is_empty())
        .collect()
}

/// Gathers text with a line break around each paragraph; line breaks of the HTML are mere spaces.
fn gather(element: ElementRef<'_>, text: &mut String) {
    for child in element.children() {
        if let Node::Text(piece) = child.value() {
            text.extend(
                piece
                    .chars()
                    .map(|c| if c.is_whitespace() { ' ' } else { c }),
            );
        }
        let Some(child) = ElementRef::wrap(child) else {
            continue;
        };
        match child.value().name() {
            "br" => text.push(' '),
            "sup" => {}
            "p" | "div" => {
                text.push('\n');
                gather(child, text);
                text.push('\n');
            }
            _ => gather(child, text),
        }
    }
}

/// A text without outer white space, and with one space for every run of it inside.
fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
