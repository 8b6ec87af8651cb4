//! `ocop stats`: counts over ratings, tallies and registers.

use std::io::{BufReader, Write};

use ocop::stats::{StatsReport, table};
use ocop::{BYTE_ORDER_MARK, Lang, Library};
use ocop_operations::Within;
use ocop_operations::stats::{Counting, StatsOptions};
use ocop_text::{clean, page};

use super::put::write_by_name;
use crate::Exit;
use crate::cli::StatsArgs;
use crate::io::{Failure, open, print_json, print_page, print_text, shown, unreadable, write};
use crate::register::{form, of_bytes};

pub fn run(args: &StatsArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let mut options = StatsOptions::default();
    (options.near, options.top) = (Within::new(args.near), args.top.and_then(Within::new));
    let mut counting = Counting::new(library, &options);
    for file in &args.files {
        let name = shown(file);
        let input = BufReader::new(open(Some(file))?);
        let counted = counting.file(&name, form(file), input, |bytes| of_bytes(file, bytes));
        counted.map_err(|e| unreadable(file, &e))?;
    }
    let report = counting.report();
    tell(&report, lang);
    if let Some(file) = &args.out {
        let is_csv = file
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("csv"));
        if is_csv {
            let text = format!("{BYTE_ORDER_MARK}{}", table(&report));
            write(&text, Some(file), args.force)?;
        } else {
            write_by_name(&page::statistics(&report, library, lang), file, args.force)?;
        }
    } else if args.json {
        print_json(&report, false)?;
    } else if args.csv {
        let mark = if args.bom { BYTE_ORDER_MARK } else { "" };
        print_text(&format!("{mark}{}", table(&report)))?;
    } else {
        print_page(&page::statistics(&report, library, lang))?;
    }
    Ok(if report.refused == 0 {
        Exit::Done
    } else {
        Exit::SomeRefused
    })
}

/// Says on standard error what does not count, and what a reader should know besides.
fn tell(report: &StatsReport, lang: Lang) {
    // a message that cannot be written has nowhere else to go
    let say = |text: &str| _ = writeln!(std::io::stderr(), "ocop: {}", clean(text));
    for error in &report.errors {
        let line = error.line.unwrap_or(0);
        for problem in error.errors.iter() {
            let mut problem = problem.clone();
            let file = problem.file.take().unwrap_or_default();
            say(&format!("{file}:{line}: {}", problem.line(lang)));
        }
    }
    for notice in &report.notices {
        say(notice.message.get(lang));
    }
}
