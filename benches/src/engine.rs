//! The engine against the floor, the program `ocop` against its targets, and peers.

use ocop::Library;

use crate::effort::{Effort, Result};
use crate::table::Table;
use crate::{dossiers, inprocess, machine, peers, process};

/// Measures and prints, as `--quick` or `--dossiers` asks for.
///
/// # Errors
///
/// A measurement that failed.
pub fn engine() -> Result<()> {
    let library = Library::embedded();
    let dossiers = dossiers::generate(&library)?;
    let effort = match std::env::args().nth(1).as_deref() {
        None => Effort::FULL,
        Some("--quick") => Effort::QUICK,
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
