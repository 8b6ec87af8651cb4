//! Rates OCOP dossiers with GoRules ZEN: what a program around the engine is to be measured against.
//!
//! ```text
//! ocop-bench-zen CRITERIA_FOLDER DOSSIERS.ndjson
//! ```
//!
//! Commands on standard input: `check` prints the rating of each dossier, one a line; `round` rates
//! them all once and prints the nanoseconds that it took. Nothing of a dossier is checked; notices,
//! reasons and the lists of unmet and unanswered criteria are left out.
//!
//! The fastest model that we found: a decision of its own for each product set, compiled ahead,
//! with one expression node between input and output; dossiers are read straight into ZEN's own
//! `Variable`. Tables of points as conditions are faster than as arrays, and a decision table for
//! each criterion is slower by far.

mod model;

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{BufRead as _, Write as _};
use std::path::Path;
use std::time::Instant;

use serde::Serialize;
use zen_engine::model::DecisionContent;
use zen_engine::{Decision, DecisionEngine, Variable};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What is printed: the dossier's product, and the result of the decision.
#[derive(Serialize)]
struct Rating {
    format: &'static str,
    criteria: Option<Variable>,
    product_set: u64,
    product: Option<Variable>,
    max_points: u64,
    #[serde(flatten)]
    result: Variable,
}

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(dossiers)) = (arguments.next(), arguments.next()) else {
        return Err("ocop-bench-zen CRITERIA_FOLDER DOSSIERS.ndjson".into());
    };
    let decisions = decisions(Path::new(&folder))?;
    let dossiers = std::fs::read_to_string(dossiers)?;
    let lines: Vec<&str> = dossiers.lines().collect();
    let mut out = Vec::with_capacity(1 << 16);
    for command in std::io::stdin().lock().lines() {
        let mut stdout = std::io::stdout().lock();
        if command? == "check" {
            for line in &lines {
                rate(&decisions, line, &mut out)?;
                stdout.write_all(&out)?;
                stdout.write_all(b"\n")?;
            }
        } else {
            let start = Instant::now();
            for line in &lines {
                rate(&decisions, line, &mut out)?;
                std::hint::black_box(&out);
            }
            writeln!(stdout, "{}", start.elapsed().as_nanos())?;
        }
        stdout.flush()?;
    }
    Ok(())
}

fn decisions(folder: &Path) -> Result<BTreeMap<u64, Decision>> {
    let mut decisions = BTreeMap::new();
    for entry in std::fs::read_dir(folder.join("sets"))? {
        let set = serde_json::from_slice(&std::fs::read(entry?.path())?)?;
        let (number, model) = model::of(&set)?;
        let content: DecisionContent = serde_json::from_value(model)?;
        let mut decision = DecisionEngine::default()
            .create_decision(content.into())
            .map_err(|error| format!("{error:?}"))?;
        decision.compile();
        decisions.insert(number, decision);
    }
    Ok(decisions)
}

fn rate(decisions: &BTreeMap<u64, Decision>, line: &str, out: &mut Vec<u8>) -> Result<()> {
    let dossier: Variable = serde_json::from_str(line)?;
    let number = dossier.dot("product_set").and_then(|n| n.as_number());
    let product_set = number
        .and_then(|n| u64::try_from(n).ok())
        .ok_or("no product set")?;
    let decision = decisions.get(&product_set).ok_or("unknown product set")?;
    let (criteria, product) = (dossier.dot("criteria"), dossier.dot("product"));
    let response = pollster::block_on(decision.evaluate(dossier));
    let rating = Rating {
        format: "ocop-rating/1",
        criteria,
        product_set,
        product,
        max_points: 100,
        result: response.map_err(|error| error.to_string())?.result,
    };
    out.clear();
    serde_json::to_writer(out, &rating)?;
    Ok(())
}
