//! What a check collects on its way.

use crate::criteria::CriteriaVersion;
use crate::dossier::Dossier;
use crate::notice::Notice;
use crate::problem::Problems;
use crate::sheet::ScoreSheet;

use super::report::{CheckStage, Missing};

/// What is collected on the way.
pub(super) struct Checking<'a> {
    pub version: &'a CriteriaVersion,
    pub sheet: &'a ScoreSheet,
    pub dossier: &'a Dossier<'static>,
    pub stage: CheckStage,
    pub errors: Problems,
    pub missing: Vec<Missing>,
    pub notices: Vec<Notice>,
}
