//! How each figure of a rating came about: rows of its trace, which borrow from it.

use crate::bounded::{LevelNumber, Points, Stars};
use crate::criteria::Criterion;
use crate::criteria::files::Effect;
use crate::ids::CriterionId;

use super::State;

/// How one criterion came to its points.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Score<'s> {
    /// The criterion.
    pub criterion: &'s Criterion,
    /// The level given, if any.
    pub level: Option<LevelNumber>,
    /// The points that count.
    pub points: Points,
    /// How they came about.
    pub state: State,
}

/// A star minimum and whether it is met.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct StarMinimum<'s> {
    /// The stars that need it.
    pub stars: Stars,
    /// The criterion.
    pub criterion: &'s Criterion,
    /// The least level that must be reached.
    pub level: LevelNumber,
    /// Its points.
    pub points: Points,
    /// The points that were scored.
    pub scored: Points,
    /// Whether it is met.
    pub met: bool,
}

/// Why a product has no stars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ground<'s> {
    /// The finding; none where a criterion at 0 stops the assessment.
    pub finding: Option<&'s str>,
    /// What follows.
    pub effect: Effect,
    /// The criterion it stands at.
    pub criterion: Option<CriterionId>,
    /// What it says, in Vietnamese.
    pub label: &'s str,
    /// Where the law says so.
    pub source: &'s str,
}
