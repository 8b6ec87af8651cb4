//! How a dossier is to be read.

use crate::ids::VersionId;

/// How a dossier is to be read.
///
/// ```
/// use ocop::AssessOptions;
/// let under_2023: ocop::VersionId = "qd-148-2023".parse().unwrap();
/// let options = AssessOptions::default().criteria(under_2023).strict(true);
/// assert!(options.strict);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct AssessOptions {
    /// Rate under this version, whatever the dossier and its dates say; a notice tells where that
    /// is out of its time.
    pub criteria: Option<VersionId>,
    /// Refuse a dossier with unanswered criteria.
    pub strict: bool,
}

crate::setters!(AssessOptions {
    criteria: Option<VersionId>,
    strict: bool,
});
