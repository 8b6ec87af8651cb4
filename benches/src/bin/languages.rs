//! Measures what each language pays for its border, against the engine called from Rust, and how far
//! each is ahead of a plain script in the same language that checks nothing. One run, contestants in
//! turn, printed as one Markdown table.
//!
//! ```text
//! cargo run --release -p ocop-benches --bin languages               everything that is there
//! cargo run --release -p ocop-benches --bin languages -- --quick    a short run, to see that it works
//! ```

fn main() -> ocop_benches::Result<()> {
    ocop_benches::languages()
}
