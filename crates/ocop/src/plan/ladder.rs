//! Where a level stands among those that follow each other.

use crate::bounded::LevelNumber;
use crate::criteria::Criterion;

/// How many steps a criterion has: its levels, or the most of one ladder.
pub(crate) fn rungs(criterion: &Criterion) -> usize {
    criterion
        .levels
        .iter()
        .map(|l| position(criterion, l.number))
        .max()
        .unwrap_or(0)
}

/// The position of a level on its ladder, from 1; 0 where none is reached.
pub(crate) fn position(criterion: &Criterion, number: LevelNumber) -> usize {
    criterion.level(number).map_or(0, |level| {
        criterion
            .levels
            .iter()
            .filter(|l| l.is_beside(level) && l.number <= level.number)
            .count()
    })
}
