//! Workbooks: a member's score sheets, written and read back.
//!
//! [`Roster`] is what a session says of its members and products; [`member`] writes a workbook a
//! member; [`read`] opens what comes back, whoever saved it, in bounded memory; [`collect`] puts the
//! sheets into the session and tells everything that is wrong, with file, sheet and cell.
//!
//! A cell's text is text: what begins with `=`, `+`, `-` or `@` never becomes a formula.

mod address;
pub mod collect;
mod cores;
mod document;
mod grid;
mod identity;
mod legacy_register;
pub mod lists;
pub mod member;
mod points;
pub mod read;
mod register_book;
mod register_rows;
mod registers;
mod roster;
mod slot;
mod style;
mod table;
mod telephone;

pub use address::{a1, cell_name};
pub use document::document;
pub use identity::Identity;
pub use register_book::{register_book, register_text};
pub use registers::register;
pub use roster::{Roster, RosteredProduct};
pub use slot::{Entry, Filled, ProductDetail, Remarks, Slot};
pub use table::{Given, given, tables, tables_as_text};
