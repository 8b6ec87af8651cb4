//! `ocop stats`: counts over ratings, tallies and registers.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use ocop::certificate::{MAX_REGISTER, RegisterForm};
use ocop::stats::{Count, Lacking, Near, ProvinceOf, Stats, StatsOptions, StatsReport};
use ocop::{BYTE_ORDER_MARK, Lang, Library, Problems, csv_row};
use ocop_places::Fit;
use ocop_text::{clean, page};

use crate::Exit;
use crate::cli_council::StatsArgs;
use crate::io::{Failure, open, print_json, print_page, print_text, unreadable, upto};
use crate::register::{form, of_bytes};

pub fn run(args: &StatsArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let mut stats = Stats::new(
        library,
        StatsOptions {
            near_points: args.near,
            top: args.top,
            province: Some(province),
        },
    );
    for file in &args.files {
        stats.file(file.display().to_string());
        lines(file, &mut stats, lang)?;
    }
    let report = stats.report();
    for error in &report.errors {
        for problem in error.errors.iter() {
            let mut problem = problem.clone();
            let file = problem.file.take().unwrap_or_default();
            complain(
                Path::new(&file),
                error.line.unwrap_or(0),
                &problem.into(),
                lang,
            );
        }
    }
    for notice in &report.notices {
        note(&clean(notice.message.get(lang)));
    }
    if args.json {
        print_json(&report, false)?;
    } else if args.csv {
        print_csv(&report, args.bom)?;
    } else {
        print_page(&page::statistics(&report, library, lang))?;
    }
    Ok(if report.refused == 0 {
        Exit::Done
    } else {
        Exit::SomeRefused
    })
}

/// The province of a code or a name, as it is called today.
fn province(known: ProvinceOf<'_>) -> Option<String> {
    let province = match known {
        ProvinceOf::Code(code) => {
            let code = code.parse::<ocop_places::ProductCode>().ok()?;
            // of a commune that was divided the province is still one
            let now = || code.former_commune()?.now().next();
            code.province().or_else(|| Some(now()?.province()))?
        }
        ProvinceOf::Named(name) => {
            ocop_places::province(name).or_else(|| match ocop_places::find_provinces(name)? {
                (Fit::Name | Fit::Abbreviation, found) => found.into_iter().next(),
                _ => None,
            })?
        }
    };
    Some(province.name().to_owned())
}

/// Counts a register kept as a table.
fn table(file: &Path, bytes: &[u8], stats: &mut Stats, lang: Lang) {
    let register = match of_bytes(file, bytes) {
        Ok(register) => register,
        Err(problems) => {
            stats.refuse();
            complain(file, 1, &problems, lang);
            return;
        }
    };
    for notice in &register.notices {
        let text = clean(notice.message.get(lang));
        note(&format!("{}: {text}", file.display()));
    }
    for error in &register.errors {
        stats.refuse();
        for problem in error.errors.iter() {
            complain(file, error.line.unwrap_or(0), &problem.clone().into(), lang);
        }
    }
    for (line, record) in &register.records {
        if let Err(problems) = stats.record(*line, record) {
            complain(file, *line, &problems, lang);
        }
    }
}

/// Says on standard error what a reader should know besides.
fn note(text: &str) {
    // a message that cannot be written has nowhere else to go
    let _ = writeln!(std::io::stderr(), "ocop: {text}");
}

/// Feeds the lines of a file, or the table that it holds. A tally printed over several lines is one
/// item.
fn lines(file: &Path, stats: &mut Stats, lang: Lang) -> Result<(), Failure> {
    let mut input = BufReader::new(open(Some(file))?);
    let beginning = input.fill_buf().map_err(|e| unreadable(file, &e))?;
    let first = beginning.trim_ascii_start().first();
    if first.is_some_and(|b| *b != b'{') || form(file) == Some(RegisterForm::Csv) {
        let bytes = upto(file, input, MAX_REGISTER)?;
        table(file, &bytes, stats, lang);
        return Ok(());
    }
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
        if let Err(problems) = stats.line(number, &bytes) {
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
                ("revoked-products".to_owned(), report.revoked),
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

/// Prints the tables as one, with the mark that spreadsheets know UTF-8 by where asked for.
fn print_csv(report: &StatsReport, mark: bool) -> Result<(), Failure> {
    let mut out = String::from(if mark { BYTE_ORDER_MARK } else { "" });
    out.push_str(&csv_row(["table", "name", "count"]));
    for (table, rows) in tables(report) {
        for (name, count) in rows {
            out.push_str(&csv_row([table, &name, &count.to_string()]));
        }
    }
    for near in &report.near_misses {
        let (what, count) = lacks(&near.near);
        let name = format!("{} -> {}*{what}", near.product, near.next);
        out.push_str(&csv_row(["near-misses", &name, &count]));
    }
    if let Some(more) = not_listed(report) {
        out.push_str(&csv_row(["near-misses", "not-listed", &more.to_string()]));
    }
    print_text(&out)
}

/// How many near misses are not listed.
fn not_listed(report: &StatsReport) -> Option<u64> {
    let listed = u64::try_from(report.near_misses.len()).ok()?;
    report
        .near_count
        .checked_sub(listed)
        .filter(|more| *more > 0)
}

/// What a near miss lacks: the criterion, if one, and the points.
fn lacks(near: &Near) -> (String, String) {
    match near {
        Near::Points { points } => (String::new(), points.to_string()),
        Near::Minimum { criterion } => (format!(" ({criterion})"), "0".to_owned()),
    }
}
