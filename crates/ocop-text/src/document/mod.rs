//! A document of a few kinds of block. What it holds is plain words: no mark of any writer, and no
//! character that could turn, hide or end a line, whoever the words are from.

mod build;

use ocop::Lang;
use serde::Serialize;

use crate::inline::Inline;

/// A page or paper in one language, ready to be written in any form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Document {
    /// The language it is in.
    pub lang: Lang,
    /// What it is called: the heading of a page, the property of a file.
    pub title: Inline,
    /// Whether its tables are too broad for an upright page.
    pub landscape: bool,
    /// Its pieces, in order.
    pub blocks: Vec<Block>,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "block", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Block {
    /// The head of an official paper: who issues it, and the state's name and motto.
    Letterhead(Letterhead),
    /// The title, with lines below it.
    Title(Title),
    /// A heading: level 1 for a part, 2 within it, 3 within that.
    Heading {
        /// 1 to 3.
        level: u8,
        /// Its words.
        text: Inline,
    },
    /// A paragraph.
    Paragraph {
        /// Its words.
        text: Inline,
    },
    /// A paragraph in the middle of the page: whom a letter is for, what a decision decides.
    Centred {
        /// Its words.
        text: Inline,
    },
    /// A paragraph that must not be missed.
    Warning {
        /// Its words.
        text: Inline,
    },
    /// Labels and their values. A value without words is a line to be filled in by hand.
    Facts {
        /// In order.
        facts: Vec<Fact>,
    },
    /// A list.
    List(List),
    /// A table.
    Table(Table),
    /// Places to sign, side by side, kept with the text before them.
    Signatures {
        /// Who gets a copy, at the left of the places to sign.
        recipients: Option<Recipients>,
        /// From left to right.
        signatures: Vec<Signature>,
    },
    /// Empty lines to write on.
    Lines {
        /// How many.
        count: u8,
    },
    /// What follows stands on a new page.
    PageBreak,
}

/// The head of an official paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Letterhead {
    /// The body above the one that issues it.
    pub above: Option<Inline>,
    /// The body that issues it.
    pub body: Inline,
    /// The paper's number.
    pub number: Option<Inline>,
    /// What a letter is about: it has no title.
    pub subject: Option<Inline>,
    /// The name of the state.
    pub nation: Inline,
    /// Its motto.
    pub motto: Inline,
    /// Where and when.
    pub place_and_date: Option<Inline>,
}

/// A title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Title {
    /// Its words.
    pub text: Inline,
    /// Lines below it.
    pub below: Vec<Inline>,
}

/// A label and its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// The label, without a colon.
    pub label: Inline,
    /// The value; without words, a line to be filled in by hand.
    pub value: Inline,
}

/// Who gets a copy of an official paper.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Recipients {
    /// What stands above them, without a colon.
    pub label: Inline,
    /// Each on a line.
    pub lines: Vec<Inline>,
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct List {
    /// Whether its items are numbered from 1.
    pub numbered: bool,
    /// Its items.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Item {
    /// A box before it: ticked, or to be ticked.
    pub ticked: Option<bool>,
    /// Its words.
    pub text: Inline,
    /// Paragraphs below it.
    pub notes: Vec<Inline>,
    /// The list within it.
    pub items: Vec<Self>,
}

/// A table of more columns than this is set smaller than others: a summary of a round has one a member.
pub const MANY_COLUMNS: usize = 10;

/// A word of more letters than this is longer than any that is meant to be one: where there is no room for
/// it, it may be broken.
pub const LONG_WORD: usize = 30;

/// The letters of a piece of a long word that is broken.
pub const WORD_PIECE: usize = 10;

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Table {
    /// What it shows.
    pub caption: Option<Inline>,
    /// Its columns; a table whose heads are all empty has no row of heads.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Column {
    /// Its head.
    pub head: Inline,
    /// How its cells are set.
    pub align: Align,
    /// Its share of the width that columns without a share leave; 0: as wide as its cells.
    pub share: u16,
}

/// How the cells of a column are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// Words.
    #[default]
    Left,
    /// Signs, boxes.
    Centre,
    /// Figures.
    Right,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Row {
    /// What kind of row.
    pub kind: RowKind,
    /// Its cells, one a column; of a heading the first alone, over the whole width.
    pub cells: Vec<Inline>,
}

/// What kind of row it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowKind {
    /// One of many.
    #[default]
    Plain,
    /// It heads those below it.
    Heading,
    /// It sums up those above it.
    Total,
}

/// A place to sign.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Signature {
    /// Where and when it is signed, where no letterhead says so.
    pub when: Inline,
    /// For whom the signer signs, on a line of its own.
    pub on_behalf: Inline,
    /// What the signer is.
    pub role: Inline,
    /// How to sign.
    pub note: Inline,
    /// The signer's name; empty where it is to be written by hand.
    pub name: Inline,
}
