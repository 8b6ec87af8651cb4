//! One file a command.

mod assess;
mod certificate;
mod check;
mod code;
mod compare;
mod council;
mod criteria;
mod evidence;
mod explain;
mod paper;
mod plan;
mod practice;
mod rate;
mod stats;
mod verify;
mod workbooks;

use std::sync::Arc;

use clap::CommandFactory;
use jiff::civil::Date;
use ocop::{AssessOptions, Lang, Library, Problem, Problems, Text, VersionId};

use crate::Exit;
use crate::cli::{Cli, Command, InputArgs};
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
        Command::Council(command) => council::run(command, &library()?, cli.lang.into()),
        Command::Certificate(command) => certificate::run(command, &library()?, cli.lang.into()),
        Command::Verify(args) => verify::run(args, &library()?, cli.lang.into()),
        Command::Stats(args) => stats::run(args, &library()?, cli.lang.into()),
        Command::Sheet(args) => paper::sheet(args, &library()?, cli.lang.into()),
        Command::Form(args) => paper::form(args, &library()?, cli.lang.into()),
        Command::Code(args) => code::run(args, cli.lang.into()),
        Command::Schema { name } => {
            if let Some(schema) = ocop::schema::of(name).or_else(|| ocop_places::schema(name)) {
                print_json(&schema, false)?;
            }
            Ok(Exit::Done)
        }
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

/// How dossiers are to be read.
fn options(args: &InputArgs, library: &Library) -> Result<AssessOptions, Failure> {
    let asked = args.criteria.as_deref();
    Ok(AssessOptions {
        criteria: asked
            .map(|id| version(library, id, "--criteria"))
            .transpose()?,
        strict: args.strict,
    })
}

/// A date of an option; what is wrong with it is told under the option's name.
fn date(text: Option<&str>, path: &str, problems: &mut Problems) -> Option<Date> {
    let text = text?;
    match ocop::read_day(text) {
        Ok(date) => Some(date),
        Err(why) => {
            problems.push(why.problem(text, path));
            None
        }
    }
}

/// A product set as `VERSION/SET`, or as a set alone of the latest version.
fn find_set<'l>(
    library: &'l Library,
    which: &str,
) -> Result<(&'l Arc<ocop::CriteriaVersion>, &'l Arc<ocop::ProductSet>), ocop::Problems> {
    let (criteria, set) = match which.split_once('/') {
        Some((version, set)) => (library.version(version)?, set),
        None if library.version(which).is_ok() => return Err(criteria::no_set(which).into()),
        None => (criteria::latest(library)?, which),
    };
    Ok((criteria, criteria.product_set(set)?))
}

/// A version named on the command line: an unknown one is a wrong call, not a wrong dossier.
fn version(library: &Library, id: &str, option: &str) -> Result<VersionId, Failure> {
    library
        .version(id)
        .map(|criteria| criteria.id().clone())
        .map_err(|problems| usage(option, &problems))
}

/// Problems of the call itself, with the option or folder that they concern.
pub fn usage(place: &str, problems: &Problems) -> Failure {
    let lines = |lang| {
        let lines = problems.iter().map(|p| {
            let path = String::new();
            Problem { path, ..p.clone() }.line(lang)
        });
        format!("{place}: {}", lines.collect::<Vec<_>>().join(" "))
    };
    Failure::Usage(Text::new(lines(Lang::Vi), lines(Lang::En)))
}
