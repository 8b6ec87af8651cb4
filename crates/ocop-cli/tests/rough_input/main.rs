//! Input and output that case files cannot hold: bytes that are no text, a hundred megabytes on one
//! line, a reader that has gone, a full disk.

#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "helpers of tests: a wrong end of the command is to stop the run"
)]

mod batch;
mod command;
mod streams;
mod text;
