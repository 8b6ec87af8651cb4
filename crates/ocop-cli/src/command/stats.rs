//! `ocop stats`: counts over ratings, tallies and registers.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use ocop::stats::{Count, Lacking, Near, Stats, StatsReport};
use ocop::{Lang, Library, Problems};
use ocop_text::{clean, page};

use crate::Exit;
use crate::cli_council::StatsArgs;
use crate::io::{Failure, open, print_json, print_page, print_text, unreadable};
use crate::register::RegisterText;

pub fn run(args: &StatsArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let mut stats = Stats::new(library, args.near);
    for file in &args.files {
        if file
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("csv"))
        {
            let text = RegisterText::read(file)?;
            let register = text.records();
            for (_, record) in &register.records {
                stats.record(record);
            }
            for error in &register.errors {
                stats.refuse();
                for problem in error.errors.iter() {
                    complain(file, error.line.unwrap_or(0), &problem.clone().into(), lang);
                }
            }
        } else {
            lines(file, &mut stats, lang)?;
        }
    }
    let report = stats.report();
    if args.json {
        print_json(&report, false)?;
    } else if args.csv {
        print_csv(&report)?;
    } else {
        print_page(&page::statistics(&report, library, lang))?;
    }
    Ok(if report.refused == 0 {
        Exit::Done
    } else {
        Exit::SomeRefused
    })
}

/// Feeds the lines of a file. A tally printed over several lines is one item.
fn lines(file: &Path, stats: &mut Stats, lang: Lang) -> Result<(), Failure> {
    let mut input = BufReader::new(open(Some(file))?);
    let mut bytes = Vec::new();
    let mut number = 0_u64;
    loop {
        bytes.clear();
        let read = input
            .read_until(b'\n', &mut bytes)
            .map_err(|e| unreadable(file, &e))?;
        if read == 0 {
            return Ok(());
        }
        number = number.saturating_add(1);
        if bytes.trim_ascii() == b"{" {
            std::io::Read::read_to_end(&mut input, &mut bytes).map_err(|e| unreadable(file, &e))?;
        }
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        if let Err(problems) = stats.line(&bytes) {
            complain(file, number, &problems, lang);
        }
    }
}

/// Says on standard error why a line does not count.
fn complain(file: &Path, number: u64, problems: &Problems, lang: Lang) {
    for problem in problems {
        // a message that cannot be written has nowhere else to go
        let _ = writeln!(
            std::io::stderr(),
            "ocop: {}:{number}: {}",
            file.display(),
            clean(&problem.line(lang))
        );
    }
}

/// The tables of a report by their names.
fn tables(report: &StatsReport) -> Vec<(&'static str, Vec<(String, u64)>)> {
    let counts = |list: &[Count]| list.iter().map(|c| (c.name.clone(), c.count)).collect();
    let lacking = |list: &[Lacking]| {
        let name = |l: &Lacking| match l.stars {
            Some(stars) => format!("{} ({stars})", l.key),
            None => l.key.clone(),
        };
        list.iter().map(|l| (name(l), l.count)).collect()
    };
    let ideas = &report.ideas;
    vec![
        (
            "items",
            vec![
                ("assessed".to_owned(), report.assessed),
                ("not-standing".to_owned(), report.not_standing),
                ("recognitions".to_owned(), report.recognitions),
                ("recognised-products".to_owned(), report.recognised),
                ("refused-lines".to_owned(), report.refused),
            ],
        ),
        (
            "ideas",
            vec![
                ("registered".to_owned(), ideas.registered),
                ("appraised".to_owned(), ideas.appraised),
                ("accepted".to_owned(), ideas.accepted),
            ],
        ),
        ("stars", counts(&report.by_stars)),
        ("outcome", counts(&report.by_outcome)),
        ("sector", counts(&report.by_sector)),
        ("set", counts(&report.by_set)),
        ("province", counts(&report.by_province)),
        ("year", counts(&report.by_year)),
        (
            "totals",
            report
                .totals
                .iter()
                .map(|b| (b.from_points.to_string(), b.count))
                .collect(),
        ),
        ("unmet-minimums", lacking(&report.unmet)),
        ("zeros", lacking(&report.zeros)),
        (
            "history",
            report
                .history
                .iter()
                .flat_map(|y| {
                    let stars = y
                        .by_stars
                        .iter()
                        .map(move |c| (format!("{} {}*", y.year, c.name), c.count));
                    stars.chain([
                        (format!("{} renewed", y.year), y.renewed),
                        (format!("{} upgraded", y.year), y.upgraded),
                        (format!("{} revoked", y.year), y.revoked),
                    ])
                })
                .collect(),
        ),
    ]
}

fn print_csv(report: &StatsReport) -> Result<(), Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut write = |row: &[&str]| writer.write_record(row);
    let mut all = || -> Result<(), csv::Error> {
        write(&["table", "name", "count"])?;
        for (table, rows) in tables(report) {
            for (name, count) in rows {
                write(&[table, &name, &count.to_string()])?;
            }
        }
        for near in &report.near_misses {
            let (what, count) = lacks(&near.near);
            write(&[
                "near-misses",
                &format!("{} -> {}*{what}", near.product, near.next),
                &count,
            ])?;
        }
        Ok(())
    };
    all().map_err(|e| Failure::NotWritten(e.into()))?;
    let bytes = writer
        .into_inner()
        .map_err(|e| Failure::NotWritten(e.into_error()))?;
    print_text(&String::from_utf8_lossy(&bytes))
}

/// What a near miss lacks: the criterion, if one, and the points.
fn lacks(near: &Near) -> (String, String) {
    match near {
        Near::Points { points } => (String::new(), points.to_string()),
        Near::Minimum { criterion } => (format!(" ({criterion})"), "0".to_owned()),
    }
}
