//! One file an operation: its options, its row of the table, and the function in Rust.

pub mod check;
pub mod criteria;
pub mod evidence;
pub mod explain;
pub mod plan;
pub mod rate;
pub mod resolve;
pub mod schema;
