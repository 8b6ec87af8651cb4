//! Tools of this repository. `cargo xtask --help` lists them.

mod generate;
mod licences;

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
    /// Check that the licence of every dependency allows free use.
    Licences,
}

fn main() -> ExitCode {
    let done = match Cli::parse().task {
        Task::Generate { check } => generate::run(check),
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
fn root() -> std::path::PathBuf {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}
