//! Changes of levels, and the sheet after them.

use crate::bounded::{LevelNumber, Points, Stars};
use crate::ids::Case;
use crate::sheet::{Given, ScoreSheet, SheetView};

use super::costs::StepCost;
use super::problem::Instance;
use super::request::Ask;
use super::search::{Cost, Solution};

/// Changes of levels.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Way {
    pub changes: Vec<Change>,
    pub case: Option<Case>,
    pub cost: Cost,
}

/// A change of the level of one criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    pub(crate) index: usize,
    /// The level now; `0` where none is reached.
    pub from: LevelNumber,
    /// The level to reach.
    pub to: LevelNumber,
    /// The points it brings; fewer than none only where the case of the sheet changes.
    pub points: i32,
    /// The highest minimum up to the target that it meets and that was not met.
    pub minimum_for: Option<Stars>,
    /// Whether the assessment would stop without it.
    pub clears_stop: bool,
    /// What it takes.
    pub cost: StepCost,
}

/// The changes that a solution makes of a sheet.
pub(super) fn way_of(
    sheet: SheetView<'_>,
    ask: &Ask,
    all: &[Instance],
    solution: &Solution,
) -> Way {
    let Some(instance) = all.get(solution.instance) else {
        return Way::default();
    };
    let changes = solution.picks.iter().filter_map(|(item, choice)| {
        let item = instance.items.get(*item)?;
        let choice = item.choices.get(*choice)?;
        change(sheet, ask, item.index, choice.level, choice.cost)
    });
    Way {
        changes: changes.collect(),
        case: instance.case,
        cost: solution.cost,
    }
}

fn change(
    sheet: SheetView<'_>,
    ask: &Ask,
    index: usize,
    to: LevelNumber,
    cost: StepCost,
) -> Option<Change> {
    let set = sheet.set;
    let criterion = set.criteria.get(index)?;
    let (from, before) = match sheet.answers.get(index)? {
        Given::Level(level, points) => (*level, *points),
        Given::Unanswered => (LevelNumber::NONE_REACHED, Points::ZERO),
    };
    let points = criterion.level(to).map_or(Points::ZERO, |l| l.points);
    let met = |level: LevelNumber, points: Points, least: Points| {
        level != LevelNumber::NONE_REACHED && points >= least
    };
    let minimum_for = set
        .minimums
        .iter()
        .filter(|m| m.criterion == index && m.stars <= ask.target)
        .filter(|m| m.case.is_none() || criterion.level(to).is_none_or(|l| l.case == m.case))
        .filter(|m| !met(from, before, m.points) && met(to, points, m.points))
        .map(|m| m.stars)
        .max();
    let stops = set.zero_stop.iter().any(|z| z.criteria.contains(&index));
    Some(Change {
        index,
        from,
        to,
        points: i32::from(points.get()).saturating_sub(before.get().into()),
        minimum_for,
        clears_stop: stops && before == Points::ZERO,
        cost,
    })
}

/// A sheet after changes. A criterion that had not to be answered, because the one it depends on
/// was at 0, stands at 0 where that is raised.
pub(super) fn apply(sheet: &ScoreSheet, way: &Way) -> ScoreSheet {
    let mut after = sheet.clone();
    let sheet = sheet.view();
    let marks = &mut after.body_mut().marks;
    for change in &way.changes {
        let criterion = sheet.set.criteria.get(change.index);
        let level = criterion.and_then(|c| c.level(change.to));
        if let Some(slot) = marks.answers.get_mut(change.index) {
            *slot = Given::Level(change.to, level.map_or(Points::ZERO, |l| l.points));
        }
    }
    for (index, criterion) in sheet.set.criteria.iter().enumerate() {
        if sheet.required_is_zero(criterion)
            && let Some(slot @ Given::Unanswered) = marks.answers.get_mut(index)
        {
            *slot = Given::Level(LevelNumber::NONE_REACHED, Points::ZERO);
        }
    }
    let cased = way
        .changes
        .iter()
        .any(|s| sheet.set.criteria.get(s.index).is_some_and(|c| c.cased));
    if cased {
        marks.case = way.case;
    }
    after
}
