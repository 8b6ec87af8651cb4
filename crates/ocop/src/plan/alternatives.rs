//! Further plans: the best one for each other objective, the best one without the dearest change that
//! all of them have, then the next best, each of which does without at least one change of the plan
//! and of every next best before it.
//!
//! A plan that only adds to another, or goes further than it needs to, helps nobody. So the next
//! plan is sought among those that leave one criterion of the plan before as it is, for each of its
//! criteria in turn; best first. A space that is opened holds a best plan of its own, found by the
//! same exact search, and none of its plans is lost: it is in the space of some criterion that it
//! does without.

use crate::sheet::SheetView;

use super::costs::Costs;
use super::problem::instances;
use super::request::{Ask, Objective};
use super::search::{Solution, best};
use super::way::{Change, Way, way_of};

/// A further plan, and why it is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Alternative {
    pub way: Way,
    pub why: WhyAnother,
}

/// Why a further plan is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyAnother {
    /// No plan has less of this.
    BestFor(Objective),
    /// It is the best of those that leave this criterion as it is, whose change is the dearest of
    /// those that all plans before it have.
    Without(crate::ids::CriterionId),
    /// It is the next best.
    NextBest,
}

/// As many further plans as are wanted, where there are so many.
pub(super) fn alternatives(
    sheet: SheetView<'_>,
    ask: &Ask,
    costs: &Costs,
    way: &Way,
    solution: Solution,
    wanted: usize,
) -> Vec<Alternative> {
    if wanted == 0 || way.changes.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Alternative> = Vec::new();
    let known = |found: &[Alternative], new: &Way| {
        new == way || found.iter().any(|other| other.way == *new)
    };
    for objective in ask.order.into_iter().skip(1) {
        let ask = ask.putting_first(objective);
        let new = best_way(sheet, &ask, costs).filter(|new| !known(&found, new));
        found.extend(new.map(|way| Alternative {
            way,
            why: WhyAnother::BestFor(objective),
        }));
    }
    if let Some(place) = dearest(way, &found)
        && let Some(narrower) = ask.without(place)
        && let Some(new) = best_way(sheet, &narrower, costs)
        && let Some(criterion) = sheet.set.criteria.get(place)
    {
        // where not all find room, the one without the dearest change does
        found.truncate(wanted.saturating_sub(1));
        found.push(Alternative {
            way: new,
            why: WhyAnother::Without(criterion.id),
        });
    }
    for new in next(sheet, ask, costs, way, solution, wanted) {
        if found.len() < wanted && !known(&found, &new) {
            found.push(Alternative {
                way: new,
                why: WhyAnother::NextBest,
            });
        }
    }
    found.truncate(wanted);
    found
}

fn best_way(sheet: SheetView<'_>, ask: &Ask, costs: &Costs) -> Option<Way> {
    let all = instances(sheet, ask, costs);
    best(&all, ask).map(|solution| way_of(sheet, ask, &all, &solution))
}

/// The change that takes longest, and of those the one that takes most effort, among the criteria
/// that all plans change.
fn dearest(way: &Way, others: &[Alternative]) -> Option<usize> {
    let in_all = |change: &&Change| {
        others
            .iter()
            .all(|other| other.way.changes.iter().any(|c| c.index == change.index))
    };
    let dear = |change: &&Change| (change.cost.lead_time_days, change.cost.effort);
    way.changes
        .iter()
        .filter(in_all)
        .max_by_key(dear)
        .map(|c| c.index)
}

/// Plans that leave some criteria as they are, and the best of them.
struct Space {
    ask: Ask,
    way: Way,
}

impl Space {
    /// The order of plans: cost, then the first change on the sheet.
    fn rank(&self) -> ([u32; 3], Vec<(usize, crate::bounded::LevelNumber)>) {
        let changes = self.way.changes.iter().map(|s| (s.index, s.to));
        (self.way.cost.ranked(&self.ask.order), changes.collect())
    }
}

/// The next best plans.
fn next(
    sheet: SheetView<'_>,
    ask: &Ask,
    costs: &Costs,
    way: &Way,
    solution: Solution,
    wanted: usize,
) -> Vec<Way> {
    if solution.picks.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Way> = Vec::new();
    let mut open = vec![Space {
        ask: ask.clone(),
        way: way.clone(),
    }];
    while found.len() <= wanted {
        let Some(at) = (0..open.len()).min_by_key(|i| open.get(*i).map(Space::rank)) else {
            break;
        };
        let space = open.swap_remove(at);
        for change in &space.way.changes {
            let Some(narrower) = space.ask.without(change.index) else {
                continue;
            };
            let all = instances(sheet, &narrower, costs);
            if let Some(solution) = best(&all, &narrower) {
                open.push(Space {
                    way: way_of(sheet, &narrower, &all, &solution),
                    ask: narrower,
                });
            }
        }
        if !found.contains(&space.way) {
            found.push(space.way);
        }
    }
    // the first is the plan itself
    found.into_iter().skip(1).take(wanted).collect()
}
