//! `cargo xtask test`: everything there is to run, wrappers included. What cannot be run here is
//! said, with the reason; under `--all` it is a failure.

mod c;
mod faces;
mod javascript;
mod office;
mod outcome;
mod packages;
mod papers;
mod postgres;
mod python;
mod schemathesis;
pub mod server;
mod spelling;
mod steps;
mod tools;

use std::time::Instant;

use outcome::{Outcome, Step};

/// Runs all steps, or those whose names hold one of the words.
pub fn run(all: bool, only: &[String]) -> Result<(), String> {
    let chosen: Vec<&Step> = steps::STEPS
        .iter()
        .filter(|step| only.is_empty() || only.iter().any(|word| step.name.contains(word.as_str())))
        .collect();
    if chosen.is_empty() {
        let names: Vec<&str> = steps::STEPS.iter().map(|step| step.name).collect();
        return Err(format!("no such step; there are: {}", names.join(", ")));
    }
    faces::forget();
    let mut ended = Vec::new();
    for step in chosen {
        println!("\n== {}", step.name);
        let begun = Instant::now();
        let outcome = (step.run)();
        if let Outcome::Failed(why) | Outcome::NotRun(why) = &outcome {
            println!("{why}");
        }
        ended.push((step.name, outcome, begun.elapsed().as_secs()));
    }
    faces::print();
    println!("\n== what ran");
    let (mut passed, mut failed, mut skipped) = (0_u32, 0_u32, 0_u32);
    for (name, outcome, seconds) in &ended {
        let (word, why) = match outcome {
            Outcome::Passed => {
                passed = passed.saturating_add(1);
                ("passed", String::new())
            }
            Outcome::Failed(_) => {
                failed = failed.saturating_add(1);
                ("FAILED", String::new())
            }
            Outcome::NotRun(why) => {
                skipped = skipped.saturating_add(1);
                ("not run", format!(": {why}"))
            }
        };
        println!("{word:8} {name} ({seconds} s){why}");
    }
    println!("{passed} passed, {failed} failed, {skipped} skipped");
    if failed > 0 {
        Err("some of the tests failed".to_owned())
    } else if all && skipped > 0 {
        Err("not everything was run, and --all asks for everything".to_owned())
    } else {
        Ok(())
    }
}
