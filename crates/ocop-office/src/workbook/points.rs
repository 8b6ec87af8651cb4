//! The points that a criterion can have, as headings and messages list them.

use ocop::criteria::SetCriterion;

/// What its levels are worth, and 0: `0, 1, 3`.
pub(crate) fn points_of(criterion: &SetCriterion) -> String {
    let levels = criterion.levels.iter().map(|l| i64::from(l.points));
    let mut points: Vec<i64> = levels.chain([0]).collect();
    points.sort_unstable();
    points.dedup();
    let points: Vec<String> = points.iter().map(ToString::to_string).collect();
    points.join(", ")
}
