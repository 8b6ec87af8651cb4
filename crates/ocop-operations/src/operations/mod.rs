//! One file an operation: its options, its row of the table, and the function in Rust.

pub mod certificate;
pub mod check;
pub mod code;
pub mod compare;
pub mod compare_laws;
pub mod criteria;
pub mod document;
pub mod evidence;
pub mod explain;
mod kinds;
pub mod mark_class;
pub mod next;
pub mod paper;
pub mod plan;
pub mod practice;
pub mod rate;
pub mod renewals;
pub mod resolve;
pub mod schema;
pub mod stats;
pub mod tally;
pub mod verify;
pub mod write;
