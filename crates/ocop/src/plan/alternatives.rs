//! The next best plans: each does without at least one change of every plan before it.
//!
//! A plan that only adds to another, or goes further than it needs to, helps nobody. So the next
//! plan is sought among those that leave one criterion of the plan before as it is, for each of its
//! criteria in turn; best first. A space that is opened holds a best plan of its own, found by the
//! same exact search, and none of its plans is lost: it is in the space of some criterion that it
//! does without.

use crate::sheet::SheetView;

use super::costs::Costs;
use super::problem::instances;
use super::request::Ask;
use super::search::{Solution, best};
use super::way::{Way, way_of};

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

pub(super) fn next(
    sheet: SheetView<'_>,
    ask: &Ask,
    costs: &Costs,
    way: &Way,
    solution: Solution,
    wanted: usize,
) -> Vec<Way> {
    if wanted == 0 || solution.picks.is_empty() {
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
