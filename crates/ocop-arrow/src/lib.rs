#![doc = include_str!("../README.md")]

mod dossiers;
mod lists;
mod options;
mod rater;
mod results;

pub use options::RaterOptions;
pub use rater::Rater;
pub use results::columns;

/// The crates of Arrow that signatures here use, in their versions.
pub use {arrow_array, arrow_schema};
