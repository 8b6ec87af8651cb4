//! All criteria versions at hand.

use std::collections::BTreeMap;

use crate::compare::Correspondence;
use crate::ids::VersionId;
use crate::json::shortened;
use crate::problem::{Code, Problem, Problems};
use crate::text::nearest;

use super::instrument::Instrument;
use super::resolve::Occasion;
use super::version::{Criteria, CriteriaFiles};

/// What checks a product code against what a dossier says of its dates, and the decision that it
/// names. The core has no table of places: crate `ocop-places` has one, and this check.
pub type CodeCheck = fn(code: &str, occasion: &Occasion, law: Option<&Instrument>) -> Problems;

/// The criteria versions that a program works with: the embedded ones, or others that stand in for
/// them.
///
/// ```
/// let library = ocop::Library::embedded();
/// let versions: Vec<_> = library.versions().map(|c| c.id().to_string()).collect();
/// assert!(versions.contains(&"qd-26-2026".to_owned()));
/// ```
#[derive(Debug, Default)]
pub struct Library {
    versions: BTreeMap<VersionId, Criteria>,
    correspondences: BTreeMap<(VersionId, VersionId), Correspondence>,
    code_check: Option<CodeCheck>,
}

impl Library {
    /// The criteria that come with this crate. Nothing is parsed until it is asked for.
    #[must_use]
    pub fn embedded() -> Self {
        let versions = ocop_criteria::VERSIONS.iter().filter_map(|version| {
            let id: VersionId = version.id.parse().ok()?;
            let files: CriteriaFiles = version
                .files
                .iter()
                .map(|f| (f.path.to_owned(), f.content.into()))
                .collect();
            Some((
                id.clone(),
                Criteria::from_files(id, files).with_digest(version.digest),
            ))
        });
        let correspondences = ocop_criteria::CORRESPONDENCES.iter().filter_map(|found| {
            let pair: (VersionId, VersionId) = (found.from.parse().ok()?, found.to.parse().ok()?);
            let files = found
                .files
                .iter()
                .map(|f| (f.path.to_owned(), f.content.into()))
                .collect();
            let (from, to) = pair.clone();
            Some((
                pair,
                Correspondence::embedded(found.folder, from, to, files),
            ))
        });
        Self {
            versions: versions.collect(),
            correspondences: correspondences.collect(),
            code_check: None,
        }
    }

    /// Has product codes checked. What the check finds is told beside a rating and never changes
    /// it; a dossier that is refused for other reasons is refused for these too.
    #[must_use]
    pub fn with_code_check(self, check: CodeCheck) -> Self {
        Self {
            code_check: Some(check),
            ..self
        }
    }

    pub(crate) const fn code_check(&self) -> Option<CodeCheck> {
        self.code_check
    }

    /// Adds a version, in place of one with the same identifier.
    pub fn insert(&mut self, criteria: Criteria) {
        self.versions.insert(criteria.id().clone(), criteria);
    }

    /// Adds a correspondence, in place of one between the same versions.
    pub fn insert_correspondence(&mut self, found: Correspondence) {
        let pair = (found.from().clone(), found.to().clone());
        self.correspondences.insert(pair, found);
    }

    /// The reviewed correspondence from one version to a later one.
    #[must_use]
    pub fn correspondence(&self, from: &VersionId, to: &VersionId) -> Option<&Correspondence> {
        self.correspondences.get(&(from.clone(), to.clone()))
    }

    /// All correspondences, in order of their versions.
    pub fn correspondences(&self) -> impl Iterator<Item = &Correspondence> {
        self.correspondences.values()
    }

    /// All versions, in order of their identifiers.
    pub fn versions(&self) -> impl DoubleEndedIterator<Item = &Criteria> {
        self.versions.values()
    }

    /// A version by its parsed identifier.
    #[must_use]
    pub fn get(&self, id: &VersionId) -> Option<&Criteria> {
        self.versions.get(id)
    }

    /// A version by its identifier.
    ///
    /// # Errors
    ///
    /// [`Code::UnknownCriteria`], with the nearest identifier.
    pub fn version(&self, id: &str) -> Result<&Criteria, Problems> {
        self.find(id, "/criteria").map_err(Problems::from)
    }

    /// A version by its exact name.
    pub(crate) fn version_named(&self, id: &str) -> Option<&Criteria> {
        self.versions.get(id)
    }

    pub(crate) fn find(&self, id: &str, path: &str) -> Result<&Criteria, Problem> {
        self.versions.get(id).ok_or_else(|| {
            let names = || self.versions.keys().map(VersionId::as_str);
            let short = shortened(id);
            let problem = Problem::new(
                Code::UnknownCriteria,
                path,
                format!("Không có bộ tiêu chí nào tên \"{short}\"."),
                format!("There is no criteria version \"{short}\"."),
            );
            // the decision's number, however it is written: 26/2026/QĐ-TTg
            let cited = names().find(|name| numbers(name).eq(numbers(id)));
            match cited.or_else(|| nearest(id, names())) {
                Some(name) => problem.with_nearest(Some(name)),
                None => {
                    let list = names().collect::<Vec<_>>().join(", ");
                    problem.with_help(
                        format!("Các bộ tiêu chí: {list}."),
                        format!("The versions are: {list}."),
                    )
                }
            }
        })
    }
}

/// The numbers in a text.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
}
