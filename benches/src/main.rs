//! Measures the engine against the least that reading and writing the same JSON costs, against its
//! own targets as a program, and (feature `peers`) against what people would pick instead. All in
//! one run, in interleaved rounds, printed as one Markdown table.
//!
//! ```text
//! cargo run --release -p ocop-benches                     everything but peers
//! cargo run --release -p ocop-benches --features peers    everything
//! cargo run --release -p ocop-benches -- --quick          a short run, to see that it works
//! cargo run --release -p ocop-benches -- --dossiers       prints the dossiers, for a profiler
//! ```

fn main() -> ocop_benches::Result<()> {
    ocop_benches::engine()
}
