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

#![expect(
    clippy::float_arithmetic,
    reason = "measurements are figures for people; no rating rests on them"
)]

mod dossiers;
mod floor;
mod inprocess;
mod machine;
mod measure;
mod peers;
mod process;
mod table;

use std::error::Error;

use ocop::Library;

use table::Table;

/// Whatever goes wrong ends the run with its message: a measurement that failed is no measurement.
type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// How long to measure.
struct Effort {
    /// Rounds of what takes a millisecond.
    rounds: usize,
    /// Rounds of what takes a second.
    long_rounds: usize,
    /// Lines of a short, a middling and a long batch.
    lines: [usize; 3],
    /// Processes started one after another.
    processes: usize,
}

const FULL: Effort = Effort {
    rounds: 400,
    long_rounds: 11,
    lines: [100_000, 300_000, 1_000_000],
    processes: 200,
};

const QUICK: Effort = Effort {
    rounds: 40,
    long_rounds: 2,
    lines: [5_000, 15_000, 50_000],
    processes: 50,
};

fn main() -> Result<()> {
    let library = Library::embedded();
    let dossiers = dossiers::generate(&library)?;
    let effort = match std::env::args().nth(1).as_deref() {
        None => FULL,
        Some("--quick") => QUICK,
        Some("--dossiers") => {
            println!("{}", dossiers.join("\n"));
            return Ok(());
        }
        Some(other) => return Err(format!("{other:?}: there are --quick and --dossiers").into()),
    };
    if cfg!(debug_assertions) {
        return Err("measure with: cargo run --release -p ocop-benches".into());
    }
    let mut table = Table::default();
    inprocess::measure(&library, &dossiers, &effort, &mut table)?;
    process::measure(&dossiers, &effort, &mut table)?;
    peers::measure(&library, &dossiers, &effort, &mut table)?;
    println!("{}\n", machine::describe());
    println!("{}\n", dossiers::describe(&dossiers));
    print!("{table}");
    Ok(())
}
