//! What each language pays for its border, and how far it is ahead of a plain script in the same
//! language that checks nothing.
//!
//! Each is a process that holds the same dossiers in memory, rates them when told to and times itself;
//! the engine called from Rust takes its turn in the same rounds. All on one core. Results are compared
//! before anything is measured.

mod programs;

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use ocop::{AssessOptions, Detail, Library, RatingReport};
use ocop_arrow::arrow_array::{RecordBatch, StringArray};
use ocop_arrow::{Rater, RaterOptions};

use crate::contestant::{beside, engine, ratings, second};
use crate::effort::{Effort, Result};
use crate::measure::{Samples, interleaved, nanoseconds};
use crate::process::Files;
use crate::table::{Table, Target, time};
use crate::{dossiers, machine};

use programs::{BATCH, PROGRAMS, TEXT, VALUE};

/// How often the dossiers stand in a table: few rows make no batch.
const OVER: usize = 16;

/// What a border may cost: program, kind of pass, what it is, at most so many times the engine.
const BORDERS: [(&str, &str, &str, Target); 10] = [
    (
        "C",
        TEXT,
        "C: `ocop_call`, text to text",
        Target::AtMost(1.1),
    ),
    (
        "Python",
        VALUE,
        "Python: `rate`, str to dict",
        Target::AtMost(2.5),
    ),
    ("Python", TEXT, "Python: `call`, str to bytes", Target::None),
    ("Python", BATCH, "Python: `rate_batch`, a row", Target::None),
    (
        "Node",
        VALUE,
        "Node: `rate`, string to object",
        Target::AtMost(4.0),
    ),
    (
        "Node",
        TEXT,
        "Node: `answer`, string to bytes",
        Target::None,
    ),
    ("PHP", VALUE, "PHP: `rate`, string to array", Target::None),
    ("PHP", TEXT, "PHP: `call`, string to string", Target::None),
    ("Ruby", VALUE, "Ruby: `rate`, string to hash", Target::None),
    ("Ruby", TEXT, "Ruby: `call`, string to string", Target::None),
];

/// How many times the package is to be ahead of the script.
const AHEAD: [(&str, &str, f64); 4] = [
    ("Python", "Python script", 5.0),
    ("Node", "Node script", 1.0),
    ("PHP", "PHP script", 3.0),
    ("Ruby", "Ruby script", 5.0),
];

/// What was measured of a program and a kind of pass.
struct Measured {
    name: &'static str,
    word: &'static str,
    samples: Samples,
}

/// Measures and prints; `--quick` to see that it works.
///
/// # Errors
///
/// A measurement that failed, or a contestant that rates otherwise.
pub fn languages() -> Result<()> {
    let effort = match std::env::args().nth(1).as_deref() {
        None => Effort::FULL,
        Some("--quick") => Effort::QUICK,
        Some(other) => return Err(format!("{other:?}: there is --quick").into()),
    };
    if cfg!(debug_assertions) {
        return Err("measure with: cargo run --release -p ocop-benches --bin languages".into());
    }
    // as the packages have it: with product codes checked
    let library = ocop_operations::library();
    let dossiers = dossiers::generate(&library)?;
    let mut table = Table::default();
    columns(&library, &dossiers, &effort, &mut table)?;
    borders(&library, &dossiers, &effort, &mut table)?;
    println!("{}\n", machine::describe());
    println!("{}\n", dossiers::describe(&dossiers));
    print!("{table}");
    weights();
    Ok(())
}

/// A batch of Arrow against the same dossiers as lines of JSON, both in Rust and on one thread.
fn columns(
    library: &Library,
    dossiers: &[String],
    effort: &Effort,
    table: &mut Table,
) -> Result<()> {
    let rows: Vec<&str> = (0..OVER)
        .flat_map(|_| dossiers)
        .map(String::as_str)
        .collect();
    let column = Arc::new(StringArray::from(rows.clone()));
    let batch = RecordBatch::try_from_iter([("dossier", column as _)])?;
    let rater = Rater::new(library.clone(), &batch.schema(), RaterOptions::default());
    let rater = rater.map_err(|problems| format!("{problems:?}"))?;
    let options = AssessOptions::default();
    let mut lines = Vec::new();
    let [ndjson, arrow] = interleaved(
        effort.rounds / 4,
        rows.len(),
        [
            &mut || {
                lines.clear();
                for row in &rows {
                    let print =
                        |report: &RatingReport<'_>| serde_json::to_writer(&mut lines, report);
                    let printed = library.rate_json(row.as_bytes(), &options, Detail::Brief, print);
                    printed.map_err(|problems| format!("{problems:?}"))??;
                    lines.push(b'\n');
                }
                black_box(&lines);
                Ok(())
            },
            &mut || {
                black_box(rater.rate(&batch)?);
                Ok(())
            },
        ],
    )?;
    table.ratio(
        "Arrow: a batch of 8,320 rows, a row",
        &time(arrow.least()),
        &format!("NDJSON: {}", time(ndjson.least())),
        arrow.ratio_to(&ndjson),
        Target::AtMost(0.9),
    );
    Ok(())
}

fn borders(
    library: &Library,
    dossiers: &[String],
    effort: &Effort,
    table: &mut Table,
) -> Result<()> {
    let files = Files::new()?;
    let file = files.batch("languages.ndjson", dossiers, dossiers.len())?;
    let expected = ratings(library, dossiers)?;
    let mut running = Vec::new();
    let mut measured = Vec::new();
    let mut absent = Vec::new();
    for entrant in &PROGRAMS {
        let name = entrant.program.name;
        match entrant.program.start(&file, &expected)? {
            Ok(contestant) => {
                running.push((entrant, contestant));
                measured.extend(entrant.words.iter().map(|word| Measured {
                    name,
                    word,
                    samples: Samples::default(),
                }));
            }
            Err(why) => absent.push((name, why)),
        }
    }
    let mut out = Vec::with_capacity(1 << 16);
    let (mut direct, mut called) = (Samples::default(), Samples::default());
    let (rounds, warm_up) = (effort.rounds / 4, effort.rounds / 16);
    for round in 0..rounds.saturating_add(warm_up) {
        let counts = round >= warm_up;
        let push = |samples: &mut Samples, time| {
            if counts {
                samples.push(time);
            }
        };
        let by_hand = second(dossiers.len(), &mut || engine(library, dossiers, &mut out))?;
        push(&mut direct, by_hand);
        let by_name = second(dossiers.len(), &mut || {
            let start = Instant::now();
            for dossier in dossiers {
                let brief = b"{\"brief\":true}";
                let reply = ocop_operations::call(library, "rate", dossier.as_bytes(), brief);
                black_box(reply.map_err(|refusal| refusal.to_string())?);
            }
            Ok(nanoseconds(start.elapsed()))
        })?;
        push(&mut called, by_name);
        let mut each = measured.iter_mut();
        for (entrant, contestant) in &mut running {
            for (word, measured) in entrant.words.iter().zip(each.by_ref()) {
                let over = if *word == BATCH { OVER } else { 1 };
                let items = dossiers.len().saturating_mul(over);
                let time = second(items, &mut || contestant.pass(word))?;
                push(&mut measured.samples, time);
            }
        }
    }
    for (_, contestant) in running {
        contestant.end()?;
    }
    report(&direct, &called, &measured, &absent, table);
    Ok(())
}

fn report(
    direct: &Samples,
    called: &Samples,
    measured: &[Measured],
    absent: &[(&str, String)],
    table: &mut Table,
) {
    let found = |name: &str, word: &str| {
        let mut all = measured.iter();
        all.find(|m| m.name == name && m.word == word)
            .map(|m| &m.samples)
    };
    let why = |name: &str| {
        let absent = absent.iter().find(|(absent, _)| *absent == name);
        absent.map_or("", |(_, why)| why)
    };
    let engine = format!("engine: {}", time(direct.least()));
    let ratio = called.ratio_to(direct);
    let what = "Rust: `ocop_operations::call`, text to text";
    table.ratio(what, &time(called.least()), &engine, ratio, Target::None);
    for (name, word, what, target) in BORDERS {
        match found(name, word) {
            Some(samples) => {
                let ratio = samples.ratio_to(direct);
                table.ratio(what, &time(samples.least()), &engine, ratio, target);
            }
            None => table.not_measured(what, why(name), target),
        }
    }
    for (name, script, least) in AHEAD {
        for (word, kind) in [(VALUE, "text to value"), (TEXT, "text to text")] {
            let what = format!("{script} that checks nothing, {kind}");
            let target = Target::AtLeast(least);
            match (found(name, word), found(script, word)) {
                (Some(ours), Some(theirs)) => {
                    let against = format!("package: {}", time(ours.least()));
                    let ratio = theirs.ratio_to(ours);
                    table.ratio(&what, &time(theirs.least()), &against, ratio, target);
                }
                (None, _) => table.not_measured(&what, why(name), target),
                (_, None) => table.not_measured(&what, why(script), target),
            }
        }
    }
}

/// What each brings along, as far as it is built.
fn weights() {
    let found = |path: &str| {
        let file = beside(path).ok()?;
        let bytes = std::fs::metadata(file).ok()?.len();
        Some(format!("{} kB", bytes.div_ceil(1000)))
    };
    println!("\n| File | Size |\n| --- | ---: |");
    for (what, path) in [
        ("shared library for C, PHP, Ruby", "embedded/libocop_c.so"),
        ("static library for C", "embedded/libocop_c.a"),
        (
            "module of the package for Python",
            "embedded/libocop_python.so",
        ),
        (
            "module of the package for JavaScript",
            "javascript/ocop.wasm",
        ),
        ("program `ocop`", "release/ocop"),
    ] {
        let size = found(path).unwrap_or_else(|| "not built".to_owned());
        println!("| {what} | {size} |");
    }
}
