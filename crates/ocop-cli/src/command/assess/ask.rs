//! Asking: with menus in a terminal, with plain lines elsewhere.

use std::io::{self, IsTerminal as _, Write as _};

use ocop::{Criterion, Lang, LevelNumber};

use crate::io::Failure;
use ocop_text::clean;

use super::interview::Interview;
use super::menus::Menus;
use super::plain::Plain;

/// The narrowest terminal that menus are drawn in.
const NARROWEST: u16 = 40;

/// The widest lines: longer ones are hard to read.
const WIDEST: u16 = 100;

/// The width where there is no terminal that has one.
const USUAL: u16 = 80;

/// What a person replies.
pub enum Reply {
    /// A level; the papers that prove it, where they were given with it.
    Level(LevelNumber, Option<Vec<String>>),
    /// Leave this one for later.
    Later,
    /// To the criterion before.
    Back,
    /// To a criterion by its number.
    Go(String),
    /// Take the answer back.
    Clear,
    /// Enough for now.
    Stop,
}

/// What a person says of the papers at hand.
pub enum Papers {
    /// These.
    Given(Vec<String>),
    /// Nothing: they stay as they were.
    Unchanged,
    /// Enough for now.
    Stop,
}

/// One way of asking.
pub trait Asker {
    /// How wide lines may be.
    fn width(&self) -> usize;
    /// Whether the levels are read where one is chosen, so that the page need not list them.
    fn lists_levels(&self) -> bool;
    /// Shows a page, or says a sentence.
    fn show(&mut self, page: &str) -> Result<(), Failure> {
        put(page)
    }
    /// Asks for a level.
    fn level(&mut self, interview: &Interview, criterion: &Criterion) -> Result<Reply, Failure>;
    /// Asks for the papers that prove it, those known given.
    fn papers(&mut self, known: &[String]) -> Result<Papers, Failure>;
    /// Behind the last criterion: finish, or go back to some.
    fn finished(&mut self, open: usize) -> Result<Reply, Failure>;
}

/// Menus where standard input and output are a terminal wide enough, plain lines elsewhere.
pub fn asker(lang: Lang) -> Box<dyn Asker> {
    let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    if !terminal {
        return Box::new(Plain::new(lang, usize::from(USUAL)));
    }
    // a terminal that does not tell its size tells 0
    let size = crossterm::terminal::size().ok();
    let width = size.map_or(USUAL, |(columns, _)| columns);
    let width = if width == 0 { USUAL } else { width };
    if width < NARROWEST {
        // a message that cannot be written has nowhere else to go
        let _ = writeln!(
            io::stderr(),
            "{}",
            match lang {
                Lang::Vi => format!("Màn hình hẹp ({width} cột): hỏi bằng dòng chữ thường."),
                Lang::En => format!("A narrow terminal ({width} columns): plain questions."),
            }
        );
        return Box::new(Plain::new(lang, usize::from(width.max(20))));
    }
    Box::new(Menus::new(lang, usize::from(WIDEST)))
}

pub fn put(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Papers from a line: separated by semicolons.
pub fn papers(line: &str) -> Vec<String> {
    let each = line.split(';').map(|p| clean(p.trim()).into_owned());
    each.filter(|p| !p.is_empty()).collect()
}
