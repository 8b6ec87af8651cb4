//! What is asked of a person, whatever way it is asked.

use std::io::Write as _;

use ocop::{Criterion, LevelNumber, tidy};

use crate::io::Failure;
use crate::standard::standard;

use super::interview::Interview;

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

pub fn put(text: &str) -> Result<(), Failure> {
    let mut out = standard();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Papers from a line: separated by semicolons, without what nobody sees.
pub fn papers(line: &str) -> Vec<String> {
    let each = line.split(';').map(|p| tidy(p).into_owned());
    each.filter(|p| !p.is_empty()).collect()
}
