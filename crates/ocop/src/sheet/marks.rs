//! What was given for each criterion of a sheet, and how it is looked at beside its product set.

use std::sync::Arc;

use jiff::civil::Date;

use crate::bounded::{LevelNumber, Points};
use crate::criteria::{Criterion, FindingRule, ProductSet};
use crate::ids::{Case, CriterionId};
use crate::positions::Positions;

/// What was given for one criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Given {
    Unanswered,
    Level(LevelNumber, Points),
}

impl Given {
    /// Its points; none where nothing was given.
    pub(crate) const fn points(self) -> Points {
        match self {
            Self::Unanswered => Points::ZERO,
            Self::Level(_, points) => points,
        }
    }

    /// Its level; none where nothing was given.
    pub(crate) const fn level(self) -> Option<LevelNumber> {
        match self {
            Self::Unanswered => None,
            Self::Level(level, _) => Some(level),
        }
    }

    pub(super) fn has_points(self) -> bool {
        self.points() > Points::ZERO
    }
}

/// Whether the criterion at this position was answered, with 0 points.
pub(crate) fn at_zero(answers: &[Given], index: usize) -> bool {
    matches!(answers.get(index), Some(Given::Level(_, Points::ZERO)))
}

/// What a sheet says, without the product set that it says it of: lawful there, and only there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Marks {
    /// In the order of the set's criteria.
    pub answers: Vec<Given>,
    /// Positions in the set's list of findings, in its order, each once.
    pub findings: Vec<usize>,
    pub case: Option<Case>,
    /// Criteria given in points that several of their levels have: the lowest of them was taken.
    pub shared: Positions,
    /// The day of the assessment.
    pub on: Option<Date>,
}

impl Marks {
    /// The marks beside the set that they belong to.
    pub(crate) fn of<'s>(&'s self, set: &'s ProductSet) -> SheetView<'s> {
        SheetView {
            set,
            answers: &self.answers,
            findings: &self.findings,
            case: self.case,
            shared: self.shared,
            on: self.on,
        }
    }
}

/// A sheet that is only looked at: what a batch rates, and what a [`ScoreSheet`](super::ScoreSheet)
/// holds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SheetView<'s> {
    pub set: &'s ProductSet,
    pub answers: &'s [Given],
    pub findings: &'s [usize],
    pub case: Option<Case>,
    pub shared: Positions,
    pub on: Option<Date>,
}

impl<'s> SheetView<'s> {
    /// The level given for a criterion; none where it is unanswered or not on the sheet.
    pub(crate) fn level(self, id: CriterionId) -> Option<LevelNumber> {
        let index = self.set.index_of(id)?;
        self.answers.get(index)?.level()
    }

    /// A criterion by its position, and what was given for it.
    pub(crate) fn at(self, index: usize) -> Option<(&'s Criterion, Given)> {
        Some((self.set.criteria.get(index)?, *self.answers.get(index)?))
    }

    /// Whether the criterion that this one depends on was answered with 0 points.
    pub(crate) fn required_is_zero(self, criterion: &Criterion) -> bool {
        let required = criterion.required();
        required.is_some_and(|index| at_zero(self.answers, index))
    }

    /// Whether a criterion was given in points that stand on several ladders, so that it is not
    /// known on which of them it stands.
    pub(crate) fn ladder_unknown(self, index: usize) -> bool {
        let Some((criterion, given)) = self.at(index).filter(|_| self.shared.contains(index))
        else {
            return false;
        };
        let taken = given.level().and_then(|number| criterion.level(number));
        taken.is_some_and(|taken| {
            let mut same = criterion.levels.iter().filter(|l| l.points == taken.points);
            same.any(|l| l.ladder != taken.ladder)
        })
    }

    /// The findings, in the order of the law.
    pub(crate) fn found(self) -> impl Iterator<Item = &'s FindingRule> {
        let findings = self.findings.iter();
        findings.filter_map(move |index| self.set.findings.get(*index))
    }

    /// The criteria that must be answered and are not, in order.
    pub(crate) fn unanswered(self) -> impl Iterator<Item = &'s Criterion> {
        let given = self.set.criteria.iter().zip(self.answers);
        let open = given.filter(move |(criterion, given)| {
            **given == Given::Unanswered && !self.required_is_zero(criterion)
        });
        open.map(|(criterion, _)| criterion)
    }

    /// The cases that may hold: the one that does, or all that the sheet offers; of a sheet without
    /// cases, the one way there is.
    pub(crate) fn cases(self) -> Vec<Option<Case>> {
        match self.case {
            Some(held) => vec![Some(held)],
            None if self.set.cases.is_empty() => vec![None],
            None => self.set.cases.iter().map(|c| Some(c.case)).collect(),
        }
    }

    /// The most points that the sheet can come to under a case: what is answered, and the best level
    /// of what is not.
    pub(super) fn most_points_in(self, case: Option<Case>) -> Points {
        let each = self.set.criteria.iter().zip(self.answers);
        let most = each.map(|(criterion, given)| match given {
            Given::Level(_, points) => *points,
            Given::Unanswered if self.required_is_zero(criterion) => Points::ZERO,
            Given::Unanswered => {
                let levels = criterion.levels.iter();
                let offered = levels.filter(|l| l.case.is_none() || l.case == case);
                offered.map(|l| l.points).max().unwrap_or(Points::ZERO)
            }
        });
        most.sum()
    }
}

/// A set and the marks on its sheet, shared by all copies of a sheet.
#[derive(Debug, Clone)]
pub(crate) struct Body {
    pub set: Arc<ProductSet>,
    pub marks: Marks,
}

impl Body {
    /// Leaves out points of criteria whose required criterion is at 0 points: they are not scored.
    pub(crate) fn lapse_dependents(&mut self) {
        let view = self.marks.of(&self.set);
        let lapsed: Vec<usize> = (0_usize..)
            .zip(&self.set.criteria)
            .filter(|(_, criterion)| view.required_is_zero(criterion))
            .map(|(index, _)| index)
            .collect();
        for index in lapsed {
            if let Some(given) = self.marks.answers.get_mut(index).filter(|g| g.has_points()) {
                *given = Given::Unanswered;
            }
        }
    }
}
