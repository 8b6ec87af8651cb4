//! `ocop rate in.parquet --out out.parquet`: each row is what a line of `--ndjson` gives, and a file of
//! results is whole or not there.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests: what does not hold is to fail"
)]

mod answers;
mod files;
mod table;
