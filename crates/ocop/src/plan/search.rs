//! The exact optimum, by dynamic programming.
//!
//! Within one instance every item chooses on its own, and what the choices have in common is the
//! sum of points, so a table over items and points still missing finds the least cost for each.
//! Changes and effort add up, and pairs of sums in lexicographic order can be added too: such a
//! pair is the cost in the table. The longest lead time does not add up. It is found first, as the
//! shortest limit under which whatever is more important stays as small as without one; the table
//! under that limit then gives the plan. Every step is exact, none is a heuristic.
//!
//! Of plans that cost the same the one is taken whose first change stands first on the sheet, at
//! the lowest level, then the second, and so on: the same plan, always.

use super::costs::StepCost;
use super::problem::{Instance, Item};
use super::request::{Ask, Objective};

/// What a plan costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Cost {
    pub changes: u32,
    pub lead_time_days: u32,
    pub effort: u32,
}

impl Cost {
    pub(crate) fn plus(self, step: StepCost) -> Self {
        Self {
            changes: self.changes.saturating_add(1),
            lead_time_days: self.lead_time_days.max(step.lead_time_days),
            effort: self.effort.saturating_add(step.effort),
        }
    }

    /// The objectives in order of importance.
    pub(crate) fn ranked(self, order: &[Objective; 3]) -> [u32; 3] {
        order.map(|objective| self.of(objective))
    }

    pub(crate) const fn of(self, objective: Objective) -> u32 {
        match objective {
            Objective::Changes => self.changes,
            Objective::LeadTime => self.lead_time_days,
            Objective::Effort => self.effort,
        }
    }
}

/// The best of all instances.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Solution {
    /// The position of the instance.
    pub instance: usize,
    /// Item and choice, in order of the sheet.
    pub picks: Vec<(usize, usize)>,
    pub cost: Cost,
}

/// The best plan over all instances; none where no instance reaches the points.
pub(crate) fn best(instances: &[Instance], ask: &Ask) -> Option<Solution> {
    let mut found: Option<Solution> = None;
    for (index, instance) in instances.iter().enumerate() {
        let Some((picks, cost)) = Table::new(instance, ask).and_then(|t| t.best()) else {
            continue;
        };
        let better = found
            .as_ref()
            .is_none_or(|f| cost.ranked(&ask.order) < f.cost.ranked(&ask.order));
        if better {
            found = Some(Solution {
                instance: index,
                picks,
                cost,
            });
        }
    }
    found
}

/// No plan.
const NEVER: u64 = u64::MAX;

struct Table<'t> {
    items: &'t [Item],
    /// Points that the choices must bring.
    missing: usize,
    /// Which of the two sums comes first.
    first: Objective,
    /// How many of the two sums are more important than the lead time.
    before_lead: u32,
}

impl<'t> Table<'t> {
    fn new(instance: &'t Instance, ask: &'t Ask) -> Option<Self> {
        if !instance.blockers.is_empty() {
            return None;
        }
        let missing = ask.needed.saturating_sub(instance.base.into());
        let mut sums = ask.order.iter().filter(|o| **o != Objective::LeadTime);
        let before = ask.order.iter().take_while(|o| **o != Objective::LeadTime);
        Some(Self {
            items: &instance.items,
            missing: usize::try_from(missing).ok()?,
            first: sums.next().copied().unwrap_or(Objective::Changes),
            before_lead: u32::try_from(before.count()).unwrap_or(0),
        })
    }

    /// The two sums of a step as one number that adds up and compares like the pair.
    fn key(&self, cost: StepCost) -> u64 {
        let (changes, effort) = (1_u64, u64::from(cost.effort));
        let (high, low) = match self.first {
            Objective::Effort => (effort, changes),
            _ => (changes, effort),
        };
        // sums of 128 criteria stay far below 32 bits
        (high << 32) | low
    }

    /// The part of a key that is more important than the lead time.
    const fn prefix(&self, key: u64) -> u64 {
        match (key, self.before_lead) {
            (NEVER, _) | (_, 2) => key,
            (_, 1) => key >> 32,
            _ => 0,
        }
    }

    fn best(&self) -> Option<(Vec<(usize, usize)>, Cost)> {
        let mut days: Vec<u32> = self
            .items
            .iter()
            .flat_map(|i| i.choices.iter().map(|c| c.cost.lead_time_days))
            .chain([0])
            .collect();
        days.sort_unstable();
        days.dedup();
        let unlimited = self.prefix(self.least(u32::MAX));
        if unlimited == NEVER {
            return None;
        }
        // a longer limit only allows more, so the shortest that is long enough can be bisected for
        let shortest = days.partition_point(|limit| self.prefix(self.least(*limit)) > unlimited);
        let limit = days.get(shortest).copied().unwrap_or(u32::MAX);
        Some(self.picks(limit))
    }

    /// The least key within a lead time; [`NEVER`] where there is none.
    fn least(&self, limit: u32) -> u64 {
        let mut row = self.last_row();
        for item in self.items.iter().rev() {
            row = self.row_before(item, &row, limit);
        }
        row.get(self.missing).copied().unwrap_or(NEVER)
    }

    /// Behind the last item: nothing to pay where no points are missing.
    fn last_row(&self) -> Vec<u64> {
        let mut row = vec![NEVER; self.missing.saturating_add(1)];
        if let Some(none_missing) = row.first_mut() {
            *none_missing = 0;
        }
        row
    }

    /// By points still missing before an item: the least key from there on.
    fn row_before(&self, item: &Item, after: &[u64], limit: u32) -> Vec<u64> {
        let mut row = vec![NEVER; after.len()];
        if let Some(gain) = item.stay {
            lower(&mut row, after, gain, 0);
        }
        for choice in &item.choices {
            if choice.cost.lead_time_days <= limit {
                lower(&mut row, after, choice.gain, self.key(choice.cost));
            }
        }
        row
    }

    /// The plan with the least key within a lead time that has one.
    fn picks(&self, limit: u32) -> (Vec<(usize, usize)>, Cost) {
        let mut rows = vec![self.last_row()];
        for item in self.items.iter().rev() {
            let after = rows.last().map(Vec::as_slice).unwrap_or_default();
            rows.push(self.row_before(item, after, limit));
        }
        rows.reverse();
        let (mut missing, mut picks, mut cost) = (self.missing, Vec::new(), Cost::default());
        let pairs = rows.iter().zip(rows.iter().skip(1));
        for ((index, item), (row, after)) in self.items.iter().enumerate().zip(pairs) {
            let wanted = row.get(missing).copied().unwrap_or(NEVER);
            let rest = |gain: u16| {
                let left = missing.saturating_sub(usize::from(gain));
                (left, after.get(left).copied().unwrap_or(NEVER))
            };
            let chosen = item.choices.iter().enumerate().find(|(_, choice)| {
                choice.cost.lead_time_days <= limit
                    && rest(choice.gain).1.saturating_add(self.key(choice.cost)) == wanted
            });
            missing = match chosen {
                Some((which, choice)) => {
                    picks.push((index, which));
                    cost = cost.plus(choice.cost);
                    rest(choice.gain).0
                }
                None => rest(item.stay.unwrap_or(0)).0,
            };
        }
        (picks, cost)
    }
}

/// Lowers a row to what a gain at a price leaves to pay behind it.
fn lower(row: &mut [u64], after: &[u64], gain: u16, price: u64) {
    let gain = usize::from(gain);
    let behind_all = after.first().copied().unwrap_or(NEVER);
    // fewer points missing than the gain: none are missing behind it
    let behind = std::iter::repeat_n(behind_all, gain).chain(after.iter().copied());
    for (slot, key) in row.iter_mut().zip(behind) {
        *slot = (*slot).min(key.saturating_add(price));
    }
}

/// Limits on a plan: each at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limits {
    pub changes: u32,
    pub lead_time_days: u32,
    pub effort: u32,
}

impl Limits {
    pub(crate) const NONE: Self = Self {
        changes: u32::MAX,
        lead_time_days: u32::MAX,
        effort: u32::MAX,
    };
}

/// The most points within limits, up to a ceiling; none where what must change already breaks them.
///
/// A table by number of changes and points holds the least effort, item after item.
pub(crate) fn most_points(instance: &Instance, limits: Limits, ceiling: u32) -> Option<u32> {
    if !instance.blockers.is_empty() {
        return None;
    }
    let base = u32::from(instance.base);
    let width = usize::try_from(ceiling.saturating_sub(base))
        .ok()?
        .saturating_add(1);
    let changes = usize::try_from(limits.changes)
        .unwrap_or(usize::MAX)
        .min(instance.items.len());
    // table[changes][points]
    let mut table = vec![vec![u32::MAX; width]; changes.saturating_add(1)];
    *table.first_mut()?.first_mut()? = 0;
    for item in &instance.items {
        let mut next = vec![vec![u32::MAX; width]; table.len()];
        for (count, row) in table.iter().enumerate() {
            if let Some(gain) = item.stay {
                reach(next.get_mut(count), row, gain, 0);
            }
            for choice in &item.choices {
                if choice.cost.lead_time_days <= limits.lead_time_days {
                    let target = next.get_mut(count.saturating_add(1));
                    reach(target, row, choice.gain, choice.cost.effort);
                }
            }
        }
        table = next;
    }
    let points = (0..width).rev().find(|points| {
        let within = |row: &Vec<u32>| {
            row.get(*points)
                .is_some_and(|e| *e != u32::MAX && *e <= limits.effort)
        };
        table.iter().any(within)
    })?;
    u32::try_from(points).ok().map(|p| base.saturating_add(p))
}

fn reach(target: Option<&mut Vec<u32>>, from: &[u32], gain: u16, effort: u32) {
    let Some(target) = target else { return };
    let last = target.len().saturating_sub(1);
    for (points, spent) in from.iter().enumerate().filter(|(_, e)| **e != u32::MAX) {
        let reached = points.saturating_add(gain.into()).min(last);
        if let Some(slot) = target.get_mut(reached) {
            *slot = (*slot).min(spent.saturating_add(effort));
        }
    }
}
