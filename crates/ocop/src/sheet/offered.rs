//! The levels and points that a criterion has, for whoever gave others.

use std::collections::BTreeSet;

use crate::bounded::Points;
use crate::criteria::{Criterion, Level};
use crate::ids::Case;
use crate::problem::Problem;

/// The points that a criterion's levels are worth, with 0.
pub(super) fn all_points(criterion: &Criterion, case: Option<Case>) -> String {
    let nothing = std::iter::once(Points::ZERO);
    let all: BTreeSet<Points> = nothing
        .chain(offered(criterion, case).map(|l| l.points))
        .collect();
    let all = all.iter().map(ToString::to_string);
    all.collect::<Vec<_>>().join(", ")
}

/// Adds to the problem of points that are no whole number which ones there are: half points are a
/// custom of other sheets.
pub(super) fn with_points(problem: Problem, criterion: &Criterion, case: Option<Case>) -> Problem {
    if problem.help.is_some() {
        return problem;
    }
    let (id, list) = (criterion.id, all_points(criterion, case));
    problem.with_help(
        format!("Điểm là số nguyên, không có phần lẻ; các mức của tiêu chí {id} có điểm: {list}."),
        format!("Points are whole numbers; the levels of criterion {id} are worth {list}."),
    )
}

/// Adds to the problem of a level that is no whole number which ones there are.
pub(super) fn with_levels(problem: Problem, criterion: &Criterion) -> Problem {
    if problem.help.is_some() {
        return problem;
    }
    let (id, list) = (criterion.id, all_levels(criterion));
    problem.with_help(
        format!("Mức là số nguyên, không có nửa mức; các mức của tiêu chí {id}: {list}."),
        format!("Levels are whole numbers; those of criterion {id} are {list}."),
    )
}

fn all_levels(criterion: &Criterion) -> String {
    let all = criterion.levels.iter().map(|l| l.number.to_string());
    let all = std::iter::once("0".to_owned()).chain(all);
    all.collect::<Vec<_>>().join(", ")
}

/// The levels of a case, or all.
pub(super) fn offered(criterion: &Criterion, case: Option<Case>) -> impl Iterator<Item = &Level> {
    let levels = criterion.levels.iter();
    levels.filter(move |l| case.is_none() || l.case == case)
}
