#![doc = include_str!("../README.md")]

mod dossiers;
mod lists;
mod rater;
mod results;

pub use rater::{Options, Rater};
pub use results::columns;

/// The crates of Arrow that signatures here use, in their versions.
pub use {arrow_array, arrow_schema};
