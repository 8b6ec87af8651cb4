//! A product's score sheet.

mod breaks;
mod criterion;
mod lines;
mod writer;

pub(crate) use lines::write;
