//! Why nothing smaller works: for each objective, what would be missing one below the optimum.

use super::problem::{Instance, Item};
use super::request::{Ask, Objective};
use super::search::{Cost, Limits, most_points};

/// With no more than this of an objective, and what is more important no greater than in the plan,
/// the target is missed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bound {
    pub objective: Objective,
    /// One less than the plan has.
    pub at_most: u32,
    /// The most points of plans that meet every minimum within the limit; none where there is no
    /// such plan.
    pub most_points: Option<u32>,
    /// Criteria that must change all the same, or that cannot within the limit.
    pub must_change: Vec<usize>,
}

/// A bound for each objective of the plan that is not 0.
pub(crate) fn bounds(all: &[Instance], ask: &Ask, cost: Cost) -> Vec<Bound> {
    let mut limits = Limits::NONE;
    let mut bounds = Vec::new();
    for objective in ask.order {
        let has = cost.of(objective);
        if let Some(less) = has.checked_sub(1) {
            limit(&mut limits, objective, less);
            let points = all
                .iter()
                .filter_map(|i| most_points(i, limits, ask.needed));
            let most_points = points.max();
            bounds.push(Bound {
                objective,
                at_most: less,
                must_change: if most_points.is_none() {
                    must_change(all, objective, limits)
                } else {
                    Vec::new()
                },
                most_points,
            });
        }
        limit(&mut limits, objective, has);
    }
    bounds
}

const fn limit(limits: &mut Limits, objective: Objective, at_most: u32) {
    match objective {
        Objective::Changes => limits.changes = at_most,
        Objective::LeadTime => limits.lead_time_days = at_most,
        Objective::Effort => limits.effort = at_most,
    }
}

/// Criteria that must change in every instance; for a lead time, those of them that take longer.
fn must_change(all: &[Instance], objective: Objective, limits: Limits) -> Vec<usize> {
    let must = |item: &Item| {
        item.stay.is_none()
            && (objective != Objective::LeadTime
                || item
                    .choices
                    .iter()
                    .all(|c| c.cost.lead_time_days > limits.lead_time_days))
    };
    let mut open = all.iter().filter(|i| i.blockers.is_empty());
    let first = open.next().into_iter().flat_map(|i| &i.items);
    let mut indices: Vec<usize> = first.filter(|i| must(i)).map(|i| i.index).collect();
    for instance in open {
        let here = |index: &usize| instance.items.iter().any(|i| i.index == *index && must(i));
        indices.retain(here);
    }
    indices
}
