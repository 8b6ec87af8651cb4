//! From a sheet and what is asked of it to choices: one item a criterion, each with the levels that
//! it may end at.
//!
//! Two rules tie criteria together, and both are taken apart here so that within one instance the
//! items are free of each other: one case holds for the whole sheet, and a criterion counts only
//! while the one that it depends on has points. There is one instance for each case that may hold
//! and each way of raising required criteria that stand at 0 or leaving them there.

use crate::bounded::{LevelNumber, Points, Stars};
use crate::criteria::{Criterion, Minimum};
use crate::ids::Case;
use crate::sheet::{Given, SheetView};

use super::costs::{Costs, StepCost};
use super::ladder::position;
use super::request::Ask;

/// A level that a criterion may be raised to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Raise {
    pub level: LevelNumber,
    /// Points above the least that this item can end at.
    pub gain: u16,
    pub cost: StepCost,
}

/// A criterion and where it may end.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub index: usize,
    /// Points above the least, where the level may stay as it is.
    pub stay: Option<u16>,
    /// In order of the level.
    pub choices: Vec<Raise>,
}

/// One way in which cases and dependencies may turn out.
#[derive(Debug, Clone)]
pub(crate) struct Instance {
    pub case: Option<Case>,
    /// Points that the sheet has at the least.
    pub base: u16,
    pub items: Vec<Item>,
    /// What no choice can mend; empty where the instance may reach the target.
    pub blockers: Vec<Blocker>,
}

/// A criterion at which the target fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Blocker {
    pub index: usize,
    pub needs: Needs,
    pub why: Why,
}

/// What the target needs of a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needs {
    /// A star minimum.
    Minimum(Stars, LevelNumber),
    /// More than 0 points, where 0 stops the assessment.
    NoStop,
    /// A step that was asked for, or that another level of the sheet calls for.
    Step,
}

/// Why it cannot be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// The criterion is unanswered: that is asked for, not assumed.
    Unanswered,
    /// The criterion that it depends on is unanswered or stays at 0.
    Requires(usize),
    /// It is to be left as it is.
    Excluded,
    /// The soonest takes this many days.
    TooLate(u32),
    /// No level of the sheet would do.
    NoLevel,
    /// The sheet gives points that stand on several ladders, so the next level is not known.
    WhichLadder,
}

/// The steps between two levels follow each other: days and efforts add up.
fn cost(criterion: &Criterion, costs: &Costs, from: LevelNumber, to: LevelNumber) -> StepCost {
    let (from, to) = (position(criterion, from), position(criterion, to));
    costs
        .steps(criterion)
        .iter()
        .take(to)
        .skip(from)
        .fold(StepCost::default(), |sum, step| StepCost {
            lead_time_days: sum.lead_time_days.saturating_add(step.lead_time_days),
            effort: sum.effort.saturating_add(step.effort),
        })
}

/// All instances of a sheet: at least one.
pub(crate) fn instances(sheet: SheetView<'_>, ask: &Ask, costs: &Costs) -> Vec<Instance> {
    let set = sheet.set;
    let mut cases: Vec<Option<Case>> = match (ask.case, sheet.case) {
        (Some(asked), _) => vec![Some(asked)],
        (None, Some(held)) => vec![Some(held)],
        (None, None) => set.cases.iter().map(|c| Some(c.case)).collect(),
    };
    if cases.is_empty() {
        cases.push(None);
    }
    // required criteria that stand at 0: each is raised or stays (data checks keep them few)
    let mut at_zero: Vec<usize> = set
        .criteria
        .iter()
        .filter_map(Criterion::required)
        .filter(|i| matches!(sheet.answers.get(*i), Some(Given::Level(_, Points::ZERO))))
        .collect();
    at_zero.sort_unstable();
    at_zero.dedup();
    let ways = 1_u32.checked_shl(u32::try_from(at_zero.len()).unwrap_or(32));
    let mut all = Vec::new();
    for case in cases {
        for way in 0..ways.unwrap_or(1) {
            let raised = |index: usize| {
                at_zero.iter().position(|i| *i == index).map(|bit| {
                    way.checked_shr(u32::try_from(bit).unwrap_or(32))
                        .unwrap_or(0)
                        & 1
                        == 1
                })
            };
            all.push(
                Builder {
                    sheet,
                    ask,
                    costs,
                    case,
                    raised: &raised,
                }
                .build(),
            );
        }
    }
    all
}

struct Builder<'b> {
    sheet: SheetView<'b>,
    ask: &'b Ask,
    costs: &'b Costs,
    case: Option<Case>,
    /// Of a required criterion at 0: whether it is raised here. None for others.
    raised: &'b dyn Fn(usize) -> Option<bool>,
}

/// Where a criterion may end, before anything is asked of it.
struct Ends {
    /// Level and counted points now; no level where unanswered.
    now: Option<LevelNumber>,
    counted: Points,
    may_stay: bool,
    choices: Vec<(LevelNumber, Points)>,
    /// Why there are no choices.
    why: Why,
}

impl Builder<'_> {
    fn build(&self) -> Instance {
        let mut instance = Instance {
            case: self.case,
            base: 0,
            items: Vec::with_capacity(self.sheet.set.criteria.len()),
            blockers: Vec::new(),
        };
        for (index, criterion) in self.sheet.set.criteria.iter().enumerate() {
            self.add(index, criterion, &mut instance);
        }
        instance
    }

    fn add(&self, index: usize, criterion: &Criterion, instance: &mut Instance) {
        let mut ends = self.ends(index, criterion);
        ends.may_stay &= !self.ask.kept(index);
        let needs = self.needs(index, &ends);
        let enough = |level: Option<LevelNumber>, points: Points| {
            needs
                .iter()
                .all(|n| self.has(index, *n, level, points, &ends))
        };
        let stay = ends.may_stay && enough(ends.now, ends.counted);
        let mut choices: Vec<(LevelNumber, Points, StepCost)> = ends
            .choices
            .iter()
            .filter(|(level, points)| enough(Some(*level), *points))
            .map(|(level, points)| {
                let from = ends.now.unwrap_or(LevelNumber::NONE_REACHED);
                (*level, *points, cost(criterion, self.costs, from, *level))
            })
            .collect();
        let mut why = if choices.is_empty() {
            ends.why
        } else {
            Why::Excluded
        };
        if self.ask.excluded(index) {
            choices.clear();
        }
        if let Some(days) = self.ask.days {
            let soonest = choices.iter().map(|c| c.2.lead_time_days).min();
            choices.retain(|c| c.2.lead_time_days <= days);
            if let (true, Some(soonest)) = (choices.is_empty(), soonest) {
                why = Why::TooLate(soonest);
            }
        }
        if !stay && choices.is_empty() {
            // the highest need tells most
            let failed = needs
                .iter()
                .rev()
                .find(|n| !self.has(index, **n, ends.now, ends.counted, &ends));
            let needs = failed.copied().unwrap_or(Needs::Step);
            instance.blockers.push(Blocker { index, needs, why });
        }
        let kept = stay || choices.is_empty();
        let least = choices
            .iter()
            .map(|c| c.1)
            .chain(kept.then_some(ends.counted))
            .min()
            .unwrap_or(Points::ZERO)
            .get();
        instance.base = instance.base.saturating_add(least);
        instance.items.push(Item {
            index,
            stay: kept.then(|| ends.counted.get().saturating_sub(least)),
            choices: choices
                .into_iter()
                .map(|(level, points, cost)| Raise {
                    level,
                    gain: points.get().saturating_sub(least),
                    cost,
                })
                .collect(),
        });
    }

    fn ends(&self, index: usize, criterion: &Criterion) -> Ends {
        let given = self.sheet.answers.get(index);
        let mut ends = Ends {
            now: None,
            counted: Points::ZERO,
            may_stay: true,
            choices: Vec::new(),
            why: Why::NoLevel,
        };
        let required = criterion.required();
        let (now, points) = match given {
            Some(Given::Level(level, points)) => (*level, *points),
            // not to be answered while the criterion that it depends on is at 0
            _ if self.sheet.required_is_zero(criterion) => {
                (LevelNumber::NONE_REACHED, Points::ZERO)
            }
            _ => {
                ends.why = Why::Unanswered;
                return ends;
            }
        };
        ends.now = Some(now);
        if let Some(required) = required
            && !self.will_have_points(required)
        {
            ends.why = Why::Requires(required);
            return ends;
        }
        ends.counted = points;
        let switches = criterion.cased
            && criterion
                .level(now)
                .is_some_and(|l| l.case.is_some() && l.case != self.case);
        ends.may_stay = !switches;
        let offered = criterion
            .levels
            .iter()
            .filter(|l| l.case.is_none() || l.case == self.case);
        if self.sheet.ladder_unknown(index) {
            ends.why = Why::WhichLadder;
            return ends;
        }
        if switches {
            let lower = self.ask.allow_lower;
            ends.choices = std::iter::once((LevelNumber::NONE_REACHED, Points::ZERO))
                .chain(offered.map(|l| (l.number, l.points)))
                .filter(|(_, to)| lower || *to >= points)
                .collect();
        } else {
            // from none of the levels any ladder may be taken; from one of them, that one
            let ladder = criterion.level(now);
            ends.choices = offered
                .filter(|l| l.number > now && ladder.is_none_or(|from| l.is_beside(from)))
                .map(|l| (l.number, l.points))
                .collect();
        }
        if let Some(raised) = (self.raised)(index) {
            ends.may_stay &= !raised;
            ends.choices
                .retain(|(_, to)| (*to > Points::ZERO) == raised);
        }
        ends
    }

    fn will_have_points(&self, index: usize) -> bool {
        match self.sheet.answers.get(index) {
            Some(Given::Level(_, points)) => {
                *points > Points::ZERO || (self.raised)(index) == Some(true)
            }
            _ => false,
        }
    }

    /// The minimums up to the target, and that nothing stops the assessment.
    fn needs(&self, index: usize, ends: &Ends) -> Vec<Needs> {
        let set = self.sheet.set;
        let stops = set
            .zero_stop
            .iter()
            .any(|z| z.criteria.contains(&index) && ends.now.is_some());
        let minimums = self.minimums(index);
        stops
            .then_some(Needs::NoStop)
            .into_iter()
            .chain(minimums.map(|m| Needs::Minimum(m.stars, m.level)))
            .collect()
    }

    fn minimums(&self, index: usize) -> impl Iterator<Item = &Minimum> {
        self.sheet.set.minimums.iter().filter(move |m| {
            m.criterion == index
                && m.stars <= self.ask.target
                && (m.case.is_none() || self.case.is_none() || m.case == self.case)
        })
    }

    fn has(
        &self,
        index: usize,
        needs: Needs,
        level: Option<LevelNumber>,
        points: Points,
        ends: &Ends,
    ) -> bool {
        match needs {
            Needs::NoStop => points > Points::ZERO,
            Needs::Step => true,
            Needs::Minimum(stars, _) => {
                self.minimums(index).filter(|m| m.stars == stars).all(|m| {
                    let counts = !matches!(ends.why, Why::Requires(_));
                    counts
                        && level.is_some_and(|l| l != LevelNumber::NONE_REACHED)
                        && points >= m.points
                })
            }
        }
    }
}
