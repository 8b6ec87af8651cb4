//! Random sheets, and a naive reading of the criteria as they are shown to everyone.

use std::collections::BTreeMap;
use std::sync::Arc;

use ocop::criteria::{SetCriterion, SetReport};
use ocop::plan::{Change, CostsFile, PlanRequest};
use ocop::{Answer, Case, CriterionId, Library, ProductSet, ScoreSheet, Stars};

/// A small generator with a fixed sequence (`SplitMix64`): the same sheets, always.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(n).unwrap()).unwrap()
    }
}

pub struct World {
    pub library: Library,
    pub costs: CostsFile,
}

pub type Levels = BTreeMap<CriterionId, u8>;

/// Level, points, lead time, effort.
pub type Option4 = (u8, u16, u32, u32);

impl World {
    pub fn new() -> Self {
        Self {
            library: Library::embedded(),
            costs: serde_json::from_str(ocop_criteria::DEFAULT_COSTS).unwrap(),
        }
    }

    pub fn set(&self, number: usize) -> (&Arc<ProductSet>, SetReport) {
        let criteria = self.library.version("qd-26-2026").unwrap();
        let set = criteria.product_set(&number.to_string()).unwrap();
        (set, criteria.show(set).unwrap())
    }

    /// Days and effort of raising a criterion, step after step.
    pub fn cost(&self, criterion: &SetCriterion, from: u8, to: u8) -> (u32, u32) {
        let entry = self
            .costs
            .costs
            .iter()
            .find(|e| e.keys.contains(&criterion.key));
        let default = || &self.costs.default.as_ref().unwrap().steps;
        let steps = entry.map_or_else(default, |e| &e.steps);
        let rank = |level: u8| -> usize {
            let Some(at) = criterion.levels.iter().find(|l| l.level.get() == level) else {
                return 0;
            };
            let of_case = criterion.levels.iter().filter(|l| l.case == at.case);
            of_case.filter(|l| l.level <= at.level).count()
        };
        let taken = &steps[rank(from)..rank(to)];
        (
            taken.iter().map(|s| s.lead_time_days).sum(),
            taken.iter().map(|s| s.effort).sum(),
        )
    }
}

pub fn criteria(shown: &SetReport) -> impl Iterator<Item = &SetCriterion> {
    shown
        .parts
        .iter()
        .flat_map(|p| &p.sections)
        .flat_map(|s| &s.criteria)
}

pub fn points(criterion: &SetCriterion, level: u8) -> u16 {
    let found = criterion.levels.iter().find(|l| l.level.get() == level);
    found.map_or(0, |l| l.points.get())
}

/// Random levels: good ones are likelier where `quality` is high; every tenth criterion may be left
/// unanswered.
pub fn random_levels(shown: &SetReport, random: &mut Random, quality: usize, gaps: bool) -> Levels {
    let case: Option<Case> = match shown.cases.len() {
        0 => None,
        n => Some(shown.cases[random.below(n)].case),
    };
    let mut levels = Levels::new();
    for criterion in criteria(shown) {
        if gaps && random.below(10) == 0 {
            continue;
        }
        let offered: Vec<u8> = std::iter::once(0)
            .chain(
                criterion
                    .levels
                    .iter()
                    .filter(|l| l.case.is_none() || l.case == case)
                    .map(|l| l.level.get()),
            )
            .collect();
        let mut best = offered[random.below(offered.len())];
        for _ in 0..quality {
            best = best.max(offered[random.below(offered.len())]);
        }
        levels.insert(criterion.criterion, best);
    }
    // lawful: nothing for a criterion whose required criterion is at 0
    for criterion in criteria(shown) {
        let Some(required) = criterion.requires else {
            continue;
        };
        let needed = criteria(shown).find(|c| c.criterion == required).unwrap();
        if levels
            .get(&required)
            .is_some_and(|l| points(needed, *l) == 0)
        {
            levels.insert(criterion.criterion, 0);
        }
    }
    levels
}

pub fn sheet(set: &Arc<ProductSet>, levels: &Levels) -> ScoreSheet {
    let answers = levels
        .iter()
        .map(|(id, level)| (*id, Answer::level(*level)));
    ScoreSheet::new(set, answers, []).unwrap()
}

/// Changes, longest lead time, effort.
pub fn cost_of(changes: &[Change]) -> [u32; 3] {
    [
        u32::try_from(changes.len()).unwrap(),
        changes
            .iter()
            .map(|s| s.cost.lead_time_days)
            .max()
            .unwrap_or(0),
        changes.iter().map(|s| s.cost.effort).sum(),
    ]
}

pub fn request(target: u8) -> PlanRequest {
    PlanRequest::to(Stars::new(target.into()).unwrap())
}
