//! One file a command.

mod assess;
mod call;
mod certificate;
mod check;
mod code;
mod compare;
mod council;
mod council_verbs;
mod criteria;
mod dossier;
mod evidence;
mod explain;
mod manual;
mod paper;
mod plan;
mod practice;
mod practice_class;
mod put;
mod rate;
mod stats;
mod verify;
mod workbooks;

use clap::CommandFactory;
use ocop_office::workbook::collect::collected_schema;
use ocop_operations::schema;

use crate::Exit;
use crate::asked::refused;
use crate::cli::{COLLECTED, Cli, Command};
use crate::folder;
use crate::io::{Failure, output, print_json};

/// Runs a command.
pub fn run(cli: &Cli) -> Result<Exit, Failure> {
    let library = || folder::library(cli.criteria_dir.as_deref());
    match &cli.command {
        Command::Rate(args) => rate::run(args, &library()?, cli.lang.into()),
        Command::Check(args) => check::run(args, &library()?, cli.lang.into()),
        Command::Assess(args) => assess::run(args, &library()?, cli.lang.into()),
        Command::Practice(args) => practice::run(args, &library()?, cli.lang.into()),
        Command::Explain(args) => explain::run(args, &library()?, cli.lang.into()),
        Command::Evidence(args) => evidence::run(args, &library()?, cli.lang.into()),
        Command::Plan(args) => plan::run(args, &library()?, cli.lang.into()),
        Command::Compare(args) => compare::run(args, &library()?, cli.lang.into()),
        Command::Criteria(command) => criteria::run(command, &library()?, cli.lang.into()),
        Command::Council(command) => council_verbs::run(command, &library()?, cli.lang.into()),
        Command::Certificate(command) => certificate::run(command, &library()?, cli.lang.into()),
        Command::Verify(args) => verify::run(args, &library()?, cli.lang.into()),
        Command::Stats(args) => stats::run(args, &library()?, cli.lang.into()),
        Command::Sheet(args) => paper::sheet(args, &library()?, cli.lang.into()),
        Command::Form(args) => paper::form(args, &library()?, cli.lang.into()),
        Command::Code(args) => code::run(args, cli.lang.into()),
        Command::Schema { name } => {
            // of workbooks the table of operations knows nothing
            if name == COLLECTED {
                print_json(&collected_schema(), false)?;
                return Ok(Exit::Done);
            }
            match schema::schema(name) {
                Ok(schema) => print_json(&schema, false)?,
                Err(refusal) => return refused(&refusal, None, false),
            }
            Ok(Exit::Done)
        }
        Command::Call(args) => call::run(args, &library()?),
        Command::Manual(args) => manual::run(args, cli.lang.into()),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "ocop", &mut script);
            let mut out = output();
            std::io::Write::write_all(&mut out, &script)?;
            std::io::Write::flush(&mut out)?;
            Ok(Exit::Done)
        }
    }
}
