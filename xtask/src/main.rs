//! Tools of this repository. `cargo xtask --help` lists them.

mod audit;
mod generate;
mod licences;
mod places;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Tools of this repository.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Write the generated files: the index of the criteria, JSON Schemas, the list of error codes.
    Generate {
        /// Write nothing; fail where a file is out of date.
        #[arg(long)]
        check: bool,
    },
    /// Compare the criteria of decision 26/2026 with a transcript of the decision; fail where a
    /// difference is recorded by no erratum, or an erratum is not true.
    Audit {
        /// The decision with its annexes, as HTML.
        #[arg(long, value_name = "FILE")]
        decision: PathBuf,
    },
    /// Write the table of provinces and communes from a list of administrative units.
    Places {
        /// CSV with the columns level, code, name, province_code.
        #[arg(long, value_name = "FILE")]
        source: PathBuf,
        /// Write nothing; fail where the table is out of date.
        #[arg(long)]
        check: bool,
    },
    /// Check that the licence of every dependency allows free use.
    Licences,
}

fn main() -> ExitCode {
    let done = match Cli::parse().task {
        Task::Generate { check } => generate::run(check),
        Task::Audit { decision } => audit::run(&decision),
        Task::Places { source, check } => places::run(&source, check),
        Task::Licences => licences::run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// The root of the repository.
fn root() -> PathBuf {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Says that a test has nothing to read: past the test runner's capture, so that it is seen.
#[cfg(test)]
fn skipped() {
    let _ = std::io::Write::write_all(&mut std::io::stderr(), b"skipped: no ../shared\n");
}
