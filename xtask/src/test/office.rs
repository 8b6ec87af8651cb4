//! Workbooks: their formulas, recalculated by LibreOffice, agree with the engine.

use super::Outcome;
use super::tools::{has, outcome, test};

/// The step.
pub fn run() -> Outcome {
    if !has("soffice") {
        return Outcome::NotRun("LibreOffice (soffice) is not installed".to_owned());
    }
    match test("ocop-office", "recalculation", &[]) {
        Ok(mut test) => outcome(test.arg("--ignored")),
        Err(why) => Outcome::Failed(why),
    }
}
