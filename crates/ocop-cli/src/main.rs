//! `ocop`: rates dossiers of the OCOP programme, checks them, and shows the law as data.

mod batch;
mod cli;
mod cli_council;
mod cli_paper;
mod command;
mod folder;
mod io;
mod register;
mod save;

use std::process::ExitCode;

use clap::Parser;

/// How a run ends: the exit status of the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    /// All that was asked is done.
    Done = 0,
    /// The input is refused.
    Refused = 1,
    /// The call is wrong: unknown options, a file that is not there.
    Usage = 2,
    /// A batch is finished, and some of its lines were refused.
    SomeRefused = 3,
    /// The output could not be written.
    NotWritten = 4,
}

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    let exit = command::run(&cli).unwrap_or_else(|failure| failure.tell(cli.lang.into()));
    ExitCode::from(exit as u8)
}
