//! `ocop manual`: a page for `man` of every command, from what the commands say of themselves.

use std::path::PathBuf;

use clap::CommandFactory as _;
use clap_mangen::Man;
use ocop::Lang;

use crate::Exit;
use crate::cli::{Cli, ManualArgs};
use crate::io::{Failure, already, print_text, shown, write_files};

pub fn run(args: &ManualArgs, lang: Lang) -> Result<Exit, Failure> {
    let mut ocop = Cli::command().disable_help_subcommand(true);
    // names of pages, such as ocop-council-new, are made when the whole is built
    ocop.build();
    let mut pages = Vec::new();
    collect(ocop, &mut pages)?;
    let files: Vec<(PathBuf, Vec<u8>)> = pages
        .into_iter()
        .map(|(name, page)| (args.out.join(name), page))
        .collect();
    write_files(&files, Some(&args.out), args.force, already)?;
    let (count, folder) = (files.len(), shown(&args.out));
    print_text(&match lang {
        Lang::Vi => format!("Đã ghi {count} trang vào {folder}\n"),
        Lang::En => format!("{count} pages written to {folder}\n"),
    })?;
    Ok(Exit::Done)
}

/// The page of a command, and those of the commands below it.
fn collect(command: clap::Command, pages: &mut Vec<(String, Vec<u8>)>) -> Result<(), Failure> {
    for below in command.get_subcommands().filter(|c| !c.is_hide_set()) {
        collect(below.clone(), pages)?;
    }
    let page = Man::new(command);
    let mut bytes = Vec::new();
    page.render(&mut bytes)?;
    pages.push((page.get_filename(), bytes));
    Ok(())
}
