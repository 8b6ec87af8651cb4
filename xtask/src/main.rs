//! Tools of this repository. `cargo xtask --help` lists them.

mod apart;
mod audit;
mod compiler;
mod dist;
mod functions;
mod generate;
mod install;
mod javascript;
mod module;
mod pack;
mod page;
mod places;
mod scripts;
mod tables;
mod test;
mod typescript;
mod vectors;
mod wine;
mod workspace;

use std::path::PathBuf;
use std::process::ExitCode;

use audit::{Against, Older};
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
    /// Write the generated files: the index of the criteria, JSON Schemas, the list of error codes, the vectors.
    Generate {
        /// Write nothing; fail where a file is out of date.
        #[arg(long)]
        check: bool,
    },
    /// Write the vectors that every wrapper runs, from the calls in `tests/inputs`.
    Vectors {
        /// Write nothing; fail where a vector is out of date.
        #[arg(long)]
        check: bool,
    },
    /// Compare the criteria of a decision with its sources; fail where a difference is recorded by
    /// no erratum, or an erratum is not true.
    #[command(after_help = "cargo xtask audit --decision decision.html\n\
cargo xtask audit --version qd-148-2023 --source DIR\n\
cargo xtask audit --version qd-1048-2019 --source a.json --source b.json")]
    Audit {
        /// Decision 26/2026 with its annexes, as HTML.
        #[arg(
            long,
            value_name = "FILE",
            conflicts_with = "version",
            required_unless_present = "version"
        )]
        decision: Option<PathBuf>,
        /// The version: qd-26-2026, qd-148-2023, qd-1048-2019.
        #[arg(long, requires = "source")]
        version: Option<String>,
        /// Its sources: the decision as HTML; the folder of typed sheets; two transcriptions.
        #[arg(long, value_name = "PATH")]
        source: Vec<PathBuf>,
    },
    /// Write the tables of places, of today and of before July 2025, from lists of administrative units.
    Places {
        /// The folder with admin-units-2025.csv, admin-units-changes.csv, admin-units-before-2025.csv.
        #[arg(long, value_name = "DIR")]
        source: PathBuf,
        /// Write nothing; fail where a table is out of date.
        #[arg(long)]
        check: bool,
    },
    /// Build archives of the programs below `target/dist`.
    Dist {
        /// For 64-bit Windows, with rustup's or Debian's compiler and the linker of MinGW.
        #[arg(long)]
        windows: bool,
    },
    /// Build the library for C and install it below a folder, on Linux: header, shared and static
    /// library, description for pkg-config, manual page.
    InstallC {
        /// The folder, such as /usr/local.
        #[arg(long, value_name = "DIR")]
        prefix: PathBuf,
    },
    /// Build the package for JavaScript below `target/javascript`: for Node, browsers and bundlers.
    Javascript,
    /// Build the self-assessment as one HTML file, `target/page/ocop.html`, which needs no server.
    Page,
    /// Take the pictures of the guides from the running server, into `docs/pictures`.
    Guides,
    /// Run everything there is: the tests of the workspace and of every wrapper. What cannot be run
    /// here is said, with the reason.
    Test {
        /// A thing not run is a failure.
        #[arg(long)]
        all: bool,
        /// Only the steps whose names hold one of these words.
        only: Vec<String>,
    },
}

fn main() -> ExitCode {
    let done = match Cli::parse().task {
        Task::Generate { check } => generate::run(check),
        Task::Vectors { check } => vectors::run(check),
        Task::Audit {
            decision,
            version,
            source,
        } => against(decision, version.as_deref(), source).and_then(|what| audit::run(&what)),
        Task::Places { source, check } => places::run(&source, check),
        Task::InstallC { prefix } => install::run(&prefix),
        Task::Dist { windows } => dist::run(windows),
        Task::Javascript => javascript::run().map(|_| ()),
        Task::Page => page::run().map(|_| ()),
        Task::Guides => test::server::guides(),
        Task::Test { all, only } => test::run(all, &only),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// What an audit is asked to compare with.
fn against(
    decision: Option<PathBuf>,
    version: Option<&str>,
    mut sources: Vec<PathBuf>,
) -> Result<Against, String> {
    sources.extend(decision);
    match (version.unwrap_or("qd-26-2026"), sources.as_slice()) {
        ("qd-26-2026", [file]) => Ok(Against::Decision(file.clone())),
        ("qd-148-2023", [folder]) => Ok(Against::Older(Older::Typed(folder.clone()))),
        ("qd-1048-2019", [a, b]) => Ok(Against::Older(Older::Transcribed(a.clone(), b.clone()))),
        (version, sources) => Err(format!(
            "no audit of {version} with {} sources",
            sources.len()
        )),
    }
}
