//! Across versions: what becomes of an old dossier under another law, and how two laws differ.
//!
//! Criteria of two versions meet through their keys. Which level of the newer criterion an older
//! level corresponds to is data, reviewed by hand ([`Correspondence`]): a level carries over only
//! where it means the same or strictly implies the newer one; everything else is a question. Between
//! versions without such data only levels that are word for word the same carry over.

mod bounds;
mod check;
mod comparison;
mod correspondence;
mod counterpart;
pub mod files;
mod law_levels;
mod law_report;
mod law_rules;
mod laws;
mod level_map;
mod minimums;
mod report;
mod verify;

pub use comparison::{CompareRequest, Comparison, ComparisonRow, RowState};
pub use correspondence::Correspondence;
pub use law_report::{
    AmendmentFacts, CriterionChange, CriterionFacts, InstrumentChange, InstrumentSubject,
    LAW_COMPARISON_FORMAT, LawComparison, LevelChange, LevelFacts, NamedCriterion, PartChange,
    Provision, RecognisingBody, RuleFacts, SetComparison, SetFacts, VersionName,
};
pub use level_map::Basis;
pub use minimums::MinimumFacts;
pub use report::{
    COMPARISON_FORMAT, Choice, ComparisonReport, Counts, Deciding, FindingChanges, FindingName,
    MinimumChanges, Ratings, RowReport, SetName, Side, VersionDigests,
};
