//! The JSON Schemas (2020-12) of all formats, generated from the Rust types.

use schemars::{Schema, schema_for};

use crate::compare::files::{CorrespondenceFile, PairFile};
use crate::compare::{ComparisonReport, LawComparison};
use crate::criteria::Resolution;
use crate::criteria::ShownSet;
use crate::criteria::files::{EvidenceFile, InstrumentFile, SetFile};
use crate::dossier::Dossier;
use crate::evidence::Checklist;
use crate::explain::Explanation;
use crate::plan::{CostsFile, PlanReport};
use crate::practice::{Comparison, Practice};
use crate::problem::ErrorReport;
use crate::rating::RatingReport;

/// The names of the formats that have a schema.
pub const NAMES: [&str; 18] = [
    "dossier",
    "rating",
    "errors",
    "criteria",
    "resolution",
    "set-file",
    "instrument-file",
    "evidence-file",
    "plan",
    "costs",
    "evidence",
    "explanation",
    "practice",
    "practice-result",
    "comparison",
    "law-comparison",
    "correspondence-file",
    "pair-file",
];

/// The schema of a format; none for a name that is not in [`NAMES`].
///
/// ```
/// let schema = ocop::schema::of("dossier").unwrap();
/// assert_eq!(schema.as_value()["$schema"], "https://json-schema.org/draft/2020-12/schema");
/// ```
#[must_use]
pub fn of(name: &str) -> Option<Schema> {
    Some(match name {
        "dossier" => schema_for!(Dossier<'static>),
        "rating" => schema_for!(RatingReport<'static>),
        "errors" => schema_for!(ErrorReport<'static>),
        "criteria" => schema_for!(ShownSet),
        "resolution" => schema_for!(Resolution),
        "set-file" => schema_for!(SetFile),
        "instrument-file" => schema_for!(InstrumentFile),
        "evidence-file" => schema_for!(EvidenceFile),
        "plan" => schema_for!(PlanReport),
        "evidence" => schema_for!(Checklist),
        "explanation" => schema_for!(Explanation),
        "practice" => schema_for!(Practice),
        "practice-result" => schema_for!(Comparison),
        "costs" => schema_for!(CostsFile),
        "comparison" => schema_for!(ComparisonReport<'static>),
        "law-comparison" => schema_for!(LawComparison),
        "correspondence-file" => schema_for!(CorrespondenceFile),
        "pair-file" => schema_for!(PairFile),
        _ => return None,
    })
}
