//! `ocop`: rates dossiers of the OCOP programme, checks them, and shows the law as data.

mod asked;
mod batch;
mod called;
mod cli;
#[cfg(feature = "parquet")]
mod columns;
mod command;
mod ending;
mod exit;
mod folder;
mod inputs;
mod io;
mod register;
mod save;
mod standard;
mod usage;

use std::process::ExitCode;

use clap::Parser;

use exit::Exit;

fn main() -> ExitCode {
    let cli = match cli::Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let lang = usage::lang_of(std::env::args_os());
            return ExitCode::from(usage::tell(
                &error,
                &called::Called::of(std::env::args_os()),
                lang,
            ) as u8);
        }
    };
    let exit = command::run(&cli).unwrap_or_else(|failure| failure.tell(cli.lang.into()));
    ExitCode::from(exit as u8)
}
