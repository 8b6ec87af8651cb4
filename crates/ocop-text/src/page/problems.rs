//! What is wrong with an input.

use ocop::{Lang, Problem, Problems};

use crate::document::{Block, Document, Item};
use crate::inline::Inline;
use crate::words::say;

/// What an input is refused for: every problem at once, with its place, its remedy and its code.
#[must_use]
pub fn problems(problems: &Problems, lang: Lang) -> Document {
    let count = problems.len();
    let title = match (lang, count) {
        (Lang::Vi, _) => format!("Không nhận: {count} vấn đề."),
        (Lang::En, 1) => "Refused: 1 problem.".to_owned(),
        (Lang::En, _) => format!("Refused: {count} problems."),
    };
    let mut page = Document::untitled(lang, title.clone());
    page.push(Block::paragraph(title));
    page.list(problems.iter().map(|p| item(p, lang)));
    page
}

/// That nothing is wrong.
#[must_use]
pub fn no_problems(lang: Lang) -> Document {
    let text = say(lang, "Không có vấn đề.", "No problems.");
    let mut page = Document::untitled(lang, text);
    page.paragraph(text);
    page
}

/// A problem as an item of a list.
pub fn item(problem: &Problem, lang: Lang) -> Item {
    let told = Inline::from(problem.line(lang));
    Item::new(told.plain(format!(" ({})", problem.code)))
}
