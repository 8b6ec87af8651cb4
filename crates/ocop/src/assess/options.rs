//! How a dossier is to be read.

use crate::ids::VersionId;

/// How a dossier is to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AssessOptions {
    /// Rate under this version, whatever the dossier and its dates say; a notice tells where that
    /// is out of its time.
    pub criteria: Option<VersionId>,
    /// Refuse a dossier with unanswered criteria.
    pub strict: bool,
}
