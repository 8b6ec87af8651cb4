//! What a question on a terminal is.

use crossterm::event::KeyEvent;

/// What a person answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer<A> {
    /// This.
    Given(A),
    /// Nothing: Esc.
    None,
    /// Enough for now: Ctrl-C.
    Stop,
}

/// What a key did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reaction<A> {
    /// The question stands, perhaps looking otherwise.
    Going,
    /// The key means nothing here.
    Wrong,
    /// It is answered.
    Done(Answer<A>),
}

/// A line of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub text: String,
    /// Whether it is the one that Enter chooses.
    pub marked: bool,
}

impl Line {
    pub fn plain(text: &str) -> impl Iterator<Item = Self> + '_ {
        text.lines().map(|text| Self {
            text: text.to_owned(),
            marked: false,
        })
    }
}

/// A question: what it looks like, and what keys do to it.
pub trait Question {
    type Answer;

    /// Its lines, in so many columns and rows.
    fn lines(&self, width: usize, height: usize) -> Vec<Line>;

    /// The column of the cursor in the last line, where there is one to be seen.
    fn cursor(&self, _width: usize) -> Option<usize> {
        None
    }

    fn key(&mut self, key: KeyEvent) -> Reaction<Self::Answer>;

    /// Takes what was pasted.
    fn paste(&mut self, text: &str) -> Reaction<Self::Answer>;

    /// Whether lines may be pasted one after the other.
    fn takes_lines(&self) -> bool;

    /// Begins anew after a pause.
    fn pause(&mut self) {}

    /// What stays to be read of it.
    fn record(&self, width: usize) -> String;
}
