//! The JSON Schemas (2020-12) of all formats, generated from the Rust types.

use schemars::{Schema, schema_for};

use crate::certificate::{CertificateStatus, Record, Renewals};
use crate::check::CheckReport;
use crate::compare::files::{CorrespondenceFile, PairFile};
use crate::compare::{ComparisonReport, LawComparison};
use crate::council::{NextReport, Session, Sheet, TallyReport};
use crate::criteria::Resolution;
use crate::criteria::SetReport;
use crate::criteria::files::{
    CouncilFile, EvidenceFile, FormsFile, InstrumentFile, PracticeFile, SetFile,
};
use crate::dossier::Dossier;
use crate::evidence::Checklist;
use crate::explain::Explanation;
use crate::plan::{CostsFile, PlanReport};
use crate::practice::{ClassMarking, Marking, Practice};
use crate::problem::ErrorReport;
use crate::rating::RatingReport;
use crate::stats::StatsReport;
use crate::verify::Verification;

/// The names of the formats that have a schema.
pub const NAMES: &[&str] = &[
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
    "practice-class",
    "practice-file",
    "comparison",
    "law-comparison",
    "correspondence-file",
    "pair-file",
    "council-file",
    "forms-file",
    "check",
    "council",
    "council-sheet",
    "tally",
    "next",
    "certificate",
    "register",
    "renewals",
    "stats",
    "verification",
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
        "criteria" => schema_for!(SetReport),
        "resolution" => schema_for!(Resolution),
        "set-file" => schema_for!(SetFile),
        "instrument-file" => schema_for!(InstrumentFile),
        "evidence-file" => schema_for!(EvidenceFile),
        "plan" => schema_for!(PlanReport),
        "evidence" => schema_for!(Checklist),
        "explanation" => schema_for!(Explanation),
        "practice" => schema_for!(Practice),
        "practice-result" => schema_for!(Marking),
        "practice-class" => schema_for!(ClassMarking),
        "practice-file" => schema_for!(PracticeFile),
        "costs" => schema_for!(CostsFile),
        "comparison" => schema_for!(ComparisonReport<'static>),
        "law-comparison" => schema_for!(LawComparison),
        "correspondence-file" => schema_for!(CorrespondenceFile),
        "pair-file" => schema_for!(PairFile),
        "council-file" => schema_for!(CouncilFile),
        "forms-file" => schema_for!(FormsFile),
        "check" => schema_for!(CheckReport),
        "council" => schema_for!(Session<'static>),
        "council-sheet" => schema_for!(Sheet<'static>),
        "tally" => schema_for!(TallyReport<'static>),
        "next" => schema_for!(NextReport),
        "certificate" => schema_for!(CertificateStatus),
        "register" => schema_for!(Record<'static>),
        "renewals" => schema_for!(Renewals),
        "stats" => schema_for!(StatsReport),
        "verification" => schema_for!(Verification),
        _ => return None,
    })
}

#[cfg(test)]
pub(crate) mod tests {
    /// Asserts that the fields a reader knows are those that a schema promises: of the format
    /// itself where no definition is named.
    pub(crate) fn assert_fields(
        schema: &schemars::Schema,
        definition: Option<&str>,
        read: &[&str],
    ) {
        let root = schema.as_value();
        let object = definition.map_or(root, |name| &root["$defs"][name]);
        let mut promised: Vec<&str> = object["properties"]
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        let mut read = read.to_vec();
        promised.sort_unstable();
        read.sort_unstable();
        assert_eq!(promised, read, "{definition:?}");
    }
}
