//! Workbooks: their formulas, recalculated by LibreOffice, agree with the engine.

use super::Outcome;
use super::tools::{has, outcome};
use crate::cargo;

/// The step.
pub fn run() -> Outcome {
    if !has("soffice") {
        return Outcome::NotRun("LibreOffice (soffice) is not installed".to_owned());
    }
    let test = [
        "test",
        "--locked",
        "-p",
        "ocop-office",
        "--test",
        "recalculation",
    ];
    outcome(cargo().args(test).args(["--", "--ignored"]))
}
