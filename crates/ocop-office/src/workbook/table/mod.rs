//! The secretary's tables: one a product, criteria in rows, members in columns, in points; as a
//! workbook with a sheet a product, or as text, a file a product.
//!
//! For sheets that came back on paper: what is entered is read back as the members' own workbooks are.

mod book;
mod given;
mod lines;
mod text;

pub use book::tables;
pub(crate) use given::of_sheet;
pub use given::{Given, given};
pub(crate) use lines::{is_own_head, lines};
pub use text::tables_as_text;
