//! A criterion of a score sheet, and its levels.

use crate::bounded::{LevelNumber, Points, Stars};
use crate::ids::{Case, CriterionId};

use super::files::{CriterionFile, Erratum};

/// A scored criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// Its identifier by position.
    pub id: CriterionId,
    /// What it measures: the same in every set and version.
    pub key: String,
    /// Its name in Vietnamese.
    pub name: String,
    /// Its greatest points.
    pub max_points: Points,
    /// Where the mark stands on the criterion itself: the stars for which at least one level must be
    /// reached.
    pub minimum_for: Option<Stars>,
    /// How to judge it, in Vietnamese.
    pub notes: Vec<String>,
    /// Its levels in printed order.
    pub levels: Vec<Level>,
    /// The part it stands in, by position.
    pub(crate) part: usize,
    /// The criterion that must have points for this one to be scored, by position, and its source.
    pub(crate) requires: Option<(usize, String)>,
    /// Whether its levels come in cases.
    pub(crate) cased: bool,
}

/// A level of a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Level {
    /// Its number, from 1 in printed order.
    pub number: LevelNumber,
    /// What it is worth.
    pub points: Points,
    /// The stars for which it is the least that must be reached.
    pub minimum_for: Option<Stars>,
    /// The case it belongs to.
    pub case: Option<Case>,
    /// Which of several ladders it stands on, where the sheet puts levels for different kinds of
    /// producer into one list: no step leads from one ladder to another.
    pub ladder: Option<u8>,
    /// What it takes, in Vietnamese.
    pub label: String,
    /// Whether its points are doubtful in the decision; the reason, in Vietnamese.
    pub doubtful: Option<String>,
}

impl Criterion {
    pub(super) fn build(part: usize, file: &CriterionFile, errata: &[Erratum]) -> Self {
        let doubtful = |level: LevelNumber| {
            errata
                .iter()
                .find(|e| {
                    e.is_doubtful_figure()
                        && e.criterion == Some(file.criterion)
                        && e.level == Some(level)
                })
                .map(|e| e.reason.clone())
        };
        Self {
            id: file.criterion,
            key: file.key.clone(),
            name: file.name.clone(),
            max_points: file.max_points,
            minimum_for: file.minimum_for,
            notes: file.notes.clone(),
            levels: file
                .levels
                .iter()
                .map(|l| Level {
                    number: l.level,
                    points: l.points,
                    minimum_for: l.minimum_for,
                    case: l.case,
                    ladder: l.ladder,
                    label: l.label.clone(),
                    doubtful: doubtful(l.level),
                })
                .collect(),
            part,
            requires: None,
            cased: file.levels.iter().any(|l| l.case.is_some()),
        }
    }

    /// The level with this number; none for `0` and for numbers that are not there.
    #[must_use]
    pub fn level(&self, number: LevelNumber) -> Option<&Level> {
        usize::from(number.get())
            .checked_sub(1)
            .and_then(|i| self.levels.get(i))
    }

    /// The most that an answer can bring, within a case: the points of the highest level, which may
    /// be fewer than the printed maximum.
    ///
    /// ```
    /// let library = ocop::Library::embedded();
    /// let set = library.version("qd-26-2026")?.product_set("1")?;
    /// let criterion = set.criterion("1.1".parse()?).unwrap();
    /// assert_eq!(criterion.most_points(None).get(), 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn most_points(&self, case: Option<Case>) -> Points {
        let levels = self.levels.iter().filter(|l| l.holds_in(case));
        levels.map(|l| l.points).max().unwrap_or(Points::ZERO)
    }

    /// Whether its levels stand on several ladders.
    #[must_use]
    pub fn has_ladders(&self) -> bool {
        let mut ladders = self.levels.iter().map(|l| l.ladder);
        let first = ladders.next();
        ladders.any(|ladder| Some(ladder) != first)
    }

    /// The criterion that must have points for this one to be scored, by position.
    pub(crate) fn required(&self) -> Option<usize> {
        self.requires.as_ref().map(|(index, _)| *index)
    }

    /// Whether its levels come in cases.
    #[must_use]
    pub const fn has_cases(&self) -> bool {
        self.cased
    }
}

impl Level {
    /// Whether it stands on the same ladder as another: of one case, for one kind of producer.
    pub(crate) fn is_beside(&self, other: &Self) -> bool {
        self.case == other.case && self.ladder == other.ladder
    }

    /// Whether it may be reached on a sheet of this case; of none, where that is open.
    pub(crate) fn holds_in(&self, case: Option<Case>) -> bool {
        self.case.is_none() || case.is_none() || self.case == case
    }
}
