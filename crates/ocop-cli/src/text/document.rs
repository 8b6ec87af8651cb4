//! A document as plain text, 80 columns wide.

use ocop::explain::{Block, Document};
use ocop::{Lang, Text};

use crate::table::{clean, left, wrapped};

use super::line;

/// A document for a terminal or a plain file.
pub fn page(document: &Document, lang: Lang) -> String {
    let t = |text: &Text| clean(text.get(lang));
    let mut out = String::new();
    line(&mut out, &t(&document.title).to_uppercase());
    let mut before: Option<&Block> = None;
    for block in &document.blocks {
        // a list or table stands right under its heading or paragraph
        let joined = matches!(
            (before, block),
            (Some(Block::Heading(_)), _) | (Some(Block::Paragraph(_)), Block::List(_))
        );
        if !joined {
            out.push('\n');
        }
        before = Some(block);
        match block {
            Block::Heading(text) => line(&mut out, &wrapped("", &t(text))),
            Block::Paragraph(text) => line(&mut out, &wrapped("", &t(text))),
            Block::List(items) => {
                for item in items {
                    line(&mut out, &wrapped("  - ", &t(item)));
                }
            }
            Block::Table { rows, .. } => {
                for cells in rows {
                    table_row(&mut out, cells, lang);
                }
            }
            Block::Signatures(names) => {
                let names: String = names.iter().map(|n| left(&t(n), 38)).collect();
                line(&mut out, &format!("  {names}"));
                out.push_str("\n\n\n");
            }
        }
    }
    out
}

/// A row: its first cells on a line, the last one below.
fn table_row(out: &mut String, cells: &[Text], lang: Lang) {
    let mut cells: Vec<String> = cells.iter().map(|c| clean(c.get(lang))).collect();
    let last = cells.pop().unwrap_or_default();
    let mut cells = cells.into_iter();
    let first = cells.next().unwrap_or_default();
    let figures: Vec<String> = cells.collect();
    let figures = match figures.as_slice() {
        [level, points] => match lang {
            Lang::Vi => format!("mức {level}, {points} điểm"),
            Lang::En if points == "1" => format!("level {level}, 1 point"),
            Lang::En => format!("level {level}, {points} points"),
        },
        other => other.join(", "),
    };
    line(out, &wrapped("  ", &format!("{first}: {figures}")));
    line(out, &wrapped("      ", &last));
}
