//! What people read of the OCOP rating engine: ratings, explanations, plans, tallies, minutes and the
//! rest, in Vietnamese and English.
//!
//! Each page is built from figures as one [`Document`] in one language, and written in a form by
//! [`write`](write()). Every writer takes every document, and every document may hold words of
//! strangers: names, comments, institutions. They are quoted, never obeyed.
//!
//! ```
//! use ocop::Lang;
//! use ocop_text::{Block, Document, Format, write};
//!
//! let mut page = Document::new(Lang::Vi, "Kết quả");
//! page.push(Block::paragraph("Mật ong <b>rừng</b>: 4 sao"));
//! assert_eq!(
//!     write(&page, Format::Markdown),
//!     "# Kết quả\n\nMật ong \\<b\\>rừng\\</b\\>: 4 sao\n"
//! );
//! ```

mod calendar;
#[cfg(feature = "console")]
pub mod console;
mod document;
mod inline;
pub mod page;
mod words;
mod write;

pub use calendar::calendar;
pub use document::{
    Align, Block, Column, Document, Fact, Item, LONG_WORD, Letterhead, List, MANY_COLUMNS,
    Recipients, Row, RowKind, Signature, Table, Title, WORD_PIECE,
};
pub use inline::{Inline, Run, clean};
pub use words::say;
pub use write::{
    Format, MAX_WIDTH, MIN_WIDTH, STYLE, WIDTH, html_body, html_part, table_csv, write,
};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
