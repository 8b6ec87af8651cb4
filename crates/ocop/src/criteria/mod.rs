//! The law as data: criteria versions, their files, the checks they pass, and how they are found.

mod check;
mod check_instrument;
mod check_levels;
mod check_rules;
mod council_file;
pub mod files;
mod forms_file;
mod instrument;
mod occasion;
mod product_set;
mod resolve;
mod show;
mod texts;
mod version;

pub(crate) use check_instrument::day_of_year;
pub use instrument::Instrument;
pub(crate) use instrument::reaches;
pub use occasion::Occasion;
pub(crate) use occasion::out_of_order;
pub use product_set::{Criterion, FindingRule, Level, Part, ProductSet};
pub(crate) use product_set::{MAX_PARTS, Minimum};
pub use resolve::{Applicability, RESOLUTION_FORMAT, Resolution};
pub use show::{
    CRITERIA_FORMAT, ShownCase, ShownClassification, ShownCriterion, ShownErratum, ShownEvidence,
    ShownFinding, ShownGroup, ShownLevel, ShownPart, ShownSection, ShownSet,
};
pub(crate) use version::digest;
pub use version::{Criteria, CriteriaFiles};
