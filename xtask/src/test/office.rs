//! Workbooks: their formulas, recalculated by LibreOffice, agree with the engine.

use super::Outcome;
use super::tools::{has, outcome};
use crate::workspace::cargo;

/// The step.
pub fn run() -> Outcome {
    if !has("soffice") {
        return Outcome::NotRun("LibreOffice (soffice) is not installed".to_owned());
    }
    // of the whole workspace: what was built for its tests is not built again
    let test = ["test", "--locked", "--workspace", "--test", "recalculation"];
    outcome(cargo().args(test).args(["--", "--ignored"]))
}
