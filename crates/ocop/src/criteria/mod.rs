//! The law as data: criteria versions, their files, the checks they pass, and how they are found.

mod certificate_file;
mod check;
mod check_instrument;
mod check_levels;
mod check_rules;
mod council_file;
mod criterion;
mod dates;
mod evidence_file;
// what the files hold as it stands there: for the tools that write and audit them, no promise to others
#[doc(hidden)]
pub mod files;
mod forms_file;
mod instrument;
mod instrument_file;
mod practice_file;
mod procedure_file;
mod product_set;
mod resolve;
mod set_file;
mod show;
mod texts;
mod version;
mod words;

pub(crate) use check_instrument::day_of_year;
pub use criterion::{Criterion, Level};
pub use dates::DossierDates;
pub(crate) use dates::out_of_order;
pub use files::{
    Authority, AuthorityRule, Effect, ErratumField, ErratumStatus, FindingsRule, MinimumRule,
    Preparer, RegistrationKind, SpreadAtLimit, Stage, Untimely,
};
pub use instrument::Instrument;
pub(crate) use instrument::reaches;
pub use product_set::{FindingRule, Part, ProductSet};
pub(crate) use product_set::{MAX_PARTS, Minimum};
pub use resolve::{Applicability, RESOLUTION_FORMAT, Resolution};
pub use show::{
    CRITERIA_FORMAT, SetCase, SetClassification, SetCriterion, SetErratum, SetFinding, SetGroup,
    SetLevel, SetPart, SetReport, SetSection,
};
pub use version::CriteriaVersion;
pub(crate) use version::digest;
pub(crate) use words::Words;
pub use words::{CriteriaFiles, SetEvidence};
