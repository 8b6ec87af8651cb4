//! A product set that passed its checks, in the shape that scoring needs.

mod build;

use std::ops::Range;
use std::sync::Arc;

use crate::bounded::{LevelNumber, Points, ProductSetNumber, Stars};
use crate::ids::{Case, CriterionId, PartLetter, VersionId};
use crate::positions::Positions;

use super::criterion::Criterion;
use super::files::{CaseFile, Effect, SetFile};
use super::instrument::Instrument;
use super::words::Words;

/// The most criteria of one product set: sets of them are kept in one word.
pub(crate) const MAX_CRITERIA: usize = Positions::MOST;

/// The most star minimums of one product set, for the same reason.
pub(crate) const MAX_MINIMUMS: usize = Positions::MOST;

/// The most parts of one product set.
pub(crate) const MAX_PARTS: usize = 8;

/// A product set of one criteria version, checked: sums, marks, references all hold.
///
/// ```
/// use ocop::Library;
/// let library = Library::embedded();
/// let set = library.version("qd-26-2026")?.product_set("nuoc-khoang-thien-nhien-nuoc-uong-dong-chai")?;
/// assert_eq!(set.number().get(), 16);
/// assert_eq!(set.max_points().get(), 100);
/// # Ok::<(), ocop::Problems>(())
/// ```
#[derive(Debug)]
pub struct ProductSet {
    pub(crate) file: SetFile,
    pub(crate) instrument: Arc<Instrument>,
    /// The words of its version.
    pub(crate) words: Arc<Words>,
    pub(crate) criteria: Vec<Criterion>,
    pub(crate) parts: Vec<Part>,
    pub(crate) minimums: Vec<Minimum>,
    /// The minimums once more, in the same order.
    pub(crate) tests: Vec<MinimumTest>,
    /// Positions of the minimums that no [`MinimumTest`] tells.
    pub(crate) tangled: Vec<usize>,
    pub(crate) findings: Vec<FindingRule>,
    pub(crate) zero_stop: Option<ZeroStop>,
    pub(crate) cases: Vec<CaseFile>,
    pub(crate) cases_source: String,
    /// The criteria once more, in the same order.
    pub(crate) rows: Vec<AnswerTest>,
    /// The levels of all criteria with their points, each after level 0.
    worth: Vec<(LevelNumber, Points)>,
    /// Runs of criteria of one part that depend on no other: the part's position, and theirs.
    pub(crate) runs: Vec<(usize, Range<usize>)>,
    /// Positions of criteria with doubtful points.
    pub(crate) doubtful: Vec<usize>,
    /// Positions of criteria that depend on another.
    pub(crate) dependent: Vec<usize>,
    max_points: Points,
    /// By how much its highest levels fall short of that, in the source it was read from.
    pub(crate) short: Points,
}

/// A part of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Part {
    /// Its letter.
    pub letter: PartLetter,
    /// Its heading in Vietnamese.
    pub name: String,
    /// Its greatest points.
    pub max_points: Points,
}

/// What it takes to check an answer. Most of a criterion is text; a sheet's rows lie close together,
/// which is worth a lot where millions of dossiers are rated.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AnswerTest {
    pub id: CriterionId,
    /// Whether its levels come in cases.
    pub cased: bool,
    /// How many levels it has, level 0 among them.
    levels: u8,
    /// Where they begin.
    first: u16,
}

/// A star minimum: a level that must be reached for so many stars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Minimum {
    pub criterion: usize,
    pub stars: Stars,
    pub level: LevelNumber,
    pub points: Points,
    pub case: Option<Case>,
    /// The criterion that must have points for its criterion to be scored, by position.
    pub requires: Option<usize>,
}

/// What it takes to test most star minimums, for the same reason as there are [`AnswerTest`]s.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MinimumTest {
    pub criterion: u16,
    /// The points of the least level that must be reached; none where they alone do not tell.
    pub points: Points,
}

impl Minimum {
    /// Whether there is more to it than the points of a level: a case, a criterion that must have
    /// points, or a level that is worth nothing.
    fn is_tangled(&self) -> bool {
        let more = self.case.is_some() || self.requires.is_some();
        more || self.points == Points::ZERO || u16::try_from(self.criterion).is_err()
    }

    fn test(&self) -> MinimumTest {
        let points = if self.is_tangled() {
            Points::ZERO
        } else {
            self.points
        };
        MinimumTest {
            criterion: u16::try_from(self.criterion).unwrap_or(0),
            points,
        }
    }
}

/// A finding that the sheet knows.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FindingRule {
    /// Its stable name.
    pub finding: String,
    /// What follows from it.
    pub effect: Effect,
    /// The criterion it stands at, if at one.
    pub criterion: Option<CriterionId>,
    /// What it says, in Vietnamese.
    pub label: String,
    /// Where the law says so.
    pub source: String,
}

/// Criteria of which none may be at 0 points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ZeroStop {
    pub criteria: Vec<usize>,
    pub label: String,
    pub source: String,
}

impl ProductSet {
    /// The set's number in the decision's annex.
    #[must_use]
    pub const fn number(&self) -> ProductSetNumber {
        self.file.product_set
    }

    /// The version it belongs to.
    #[must_use]
    pub const fn version(&self) -> &VersionId {
        &self.file.criteria
    }

    /// Its name without diacritics, in kebab-case.
    #[must_use]
    pub fn slug(&self) -> &str {
        &self.file.slug
    }

    /// Its name in Vietnamese.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.file.name
    }

    /// Sector, group, subgroup, ministries and errata, as they stand in the file.
    #[must_use]
    pub const fn file(&self) -> &SetFile {
        &self.file
    }

    /// The decision it belongs to.
    #[must_use]
    pub fn instrument(&self) -> &Instrument {
        &self.instrument
    }

    /// The scored criteria in printed order.
    #[must_use]
    pub fn criteria(&self) -> &[Criterion] {
        &self.criteria
    }

    /// One criterion by its identifier.
    #[must_use]
    pub fn criterion(&self, id: CriterionId) -> Option<&Criterion> {
        self.index_of(id).and_then(|i| self.criteria.get(i))
    }

    /// The criterion that must have points for this one to be scored.
    ///
    /// ```
    /// let library = ocop::Library::embedded();
    /// let set = library.version("qd-26-2026")?.product_set("1")?;
    /// assert_eq!(set.required_by("5.2".parse()?), Some("5.1".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn required_by(&self, id: CriterionId) -> Option<CriterionId> {
        let (required, _) = self.criterion(id)?.requires.as_ref()?;
        self.criteria.get(*required).map(|c| c.id)
    }

    /// The parts of the sheet in order.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The findings that the sheet knows.
    #[must_use]
    pub fn findings(&self) -> &[FindingRule] {
        &self.findings
    }

    /// The cases that the sheet offers; none in most sets.
    #[must_use]
    pub fn cases(&self) -> &[CaseFile] {
        &self.cases
    }

    /// The greatest points of the whole sheet.
    #[must_use]
    pub const fn max_points(&self) -> Points {
        self.max_points
    }

    /// The position of a criterion among the scored ones.
    pub(crate) fn index_of(&self, id: CriterionId) -> Option<usize> {
        self.rows.binary_search_by_key(&id, |c| c.id).ok()
    }

    /// A level and its points: none of them is `0`, and worth nothing. None for numbers that are not
    /// there.
    pub(crate) fn worth(&self, row: &AnswerTest, level: i64) -> Option<(LevelNumber, Points)> {
        let level = u8::try_from(level).ok().filter(|n| *n < row.levels)?;
        let index = row.first.checked_add(level.into())?;
        self.worth.get(usize::from(index)).copied()
    }
}
