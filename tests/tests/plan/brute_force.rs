//! Every way of raising a few criteria, each rated: nothing is cheaper than the plan.

use std::collections::BTreeSet;
use std::sync::Arc;

use ocop::plan::{Costs, Objective, PlanStatus, WhyAnother, plan};
use ocop::{Answer, CriterionId, ProductSet, ScoreSheet, rate};

use crate::model::{
    Levels, Random, World, cost_of, criteria, points, random_levels, request, sheet,
};

use Objective::{Changes, Effort, LeadTime};

const ORDERS: [[Objective; 3]; 6] = [
    [Changes, LeadTime, Effort],
    [Changes, Effort, LeadTime],
    [LeadTime, Changes, Effort],
    [LeadTime, Effort, Changes],
    [Effort, Changes, LeadTime],
    [Effort, LeadTime, Changes],
];

/// A lawful way: what it changes, its cost as changes, lead time, effort, and what it comes to.
#[derive(Debug, Clone)]
struct Found {
    changed: BTreeSet<CriterionId>,
    cost: [u32; 3],
    stars: Option<u8>,
    points: u16,
}

impl Found {
    /// Whether it comes to so many stars, with so many points above their band.
    fn reaches(&self, set: &ProductSet, target: u8, margin: u16) -> bool {
        let bands = &set.instrument().file().bands;
        let band = bands.iter().find(|b| b.stars.get() == target).unwrap();
        let enough = self.points >= band.from_points.get() + margin;
        self.stars.is_some_and(|stars| stars >= target) && enough
    }
}

fn ranked(cost: [u32; 3], order: &[Objective; 3]) -> [u32; 3] {
    order.map(|o| match o {
        Changes => cost[0],
        LeadTime => cost[1],
        Effort => cost[2],
    })
}

/// All lawful ways of raising the free criteria, each rated.
fn all_ways(
    world: &World,
    (set, shown): (&Arc<ProductSet>, &ocop::criteria::SetReport),
    levels: &Levels,
    free: &[CriterionId],
) -> Vec<Found> {
    let case_of_sheet = sheet(set, levels).case();
    let mut ways = vec![(
        levels.clone(),
        Found {
            changed: BTreeSet::new(),
            cost: [0; 3],
            stars: None,
            points: 0,
        },
    )];
    for criterion in criteria(shown).filter(|c| free.contains(&c.criterion)) {
        let Some(now) = levels.get(&criterion.criterion).copied() else {
            continue;
        };
        let mut more = Vec::new();
        for (at, found) in &ways {
            let held = |to: u8| {
                let case = criterion.levels[usize::from(to) - 1].case;
                case.is_none() || case_of_sheet.is_none() || case == case_of_sheet
            };
            for to in now + 1..=u8::try_from(criterion.levels.len()).unwrap() {
                if !held(to) {
                    continue;
                }
                let (days, effort) = world.cost(criterion, now, to);
                let mut at = at.clone();
                at.insert(criterion.criterion, to);
                let mut found = found.clone();
                found.changed.insert(criterion.criterion);
                found.cost = [
                    found.cost[0] + 1,
                    found.cost[1].max(days),
                    found.cost[2] + effort,
                ];
                more.push((at, found));
            }
        }
        ways.append(&mut more);
    }
    let rated = |(levels, found): (Levels, Found)| {
        let answers = levels.iter().map(|(id, l)| (*id, Answer::level(*l)));
        let rating = rate(&ScoreSheet::new(set, answers, []).ok()?);
        Some(Found {
            stars: rating.stars().map(ocop::Stars::get),
            points: rating.points().get(),
            ..found
        })
    };
    ways.into_iter().filter_map(rated).collect()
}

/// Six criteria that may change: those that a rule ties together, and others by chance.
fn free(
    shown: &ocop::criteria::SetReport,
    levels: &Levels,
    random: &mut Random,
) -> Vec<CriterionId> {
    let mut free: Vec<CriterionId> = criteria(shown)
        .filter_map(|c| Some([c.criterion, c.requires?]))
        .flatten()
        .collect();
    let cased = criteria(shown).filter(|c| c.levels[0].case.is_some());
    free.extend(cased.map(|c| c.criterion).take(2));
    let all: Vec<_> = criteria(shown).collect();
    while free.len() < 6 {
        let one = all[random.below(all.len())];
        // what holds back most is what is worth a try
        let low = levels
            .get(&one.criterion)
            .is_some_and(|l| points(one, *l) < one.max_points.get());
        if low && !free.contains(&one.criterion) {
            free.push(one.criterion);
        }
    }
    free
}

#[test]
fn no_way_of_raising_levels_is_cheaper_than_the_plan() {
    let world = World::new();
    let costs = Costs::embedded().unwrap();
    let mut random = Random::new(1);
    let (mut planned, mut none, mut next, mut for_a_reason) = (0, 0, 0, 0);
    for round in 0..260 {
        let (set, shown) = world.set(1 + round % 26);
        let quality = 1 + round % 3;
        let levels = random_levels(&shown, &mut random, quality, round % 5 == 0);
        let free = free(&shown, &levels, &mut random);
        let sheet = sheet(set, &levels);
        let now = rate(&sheet).stars().map_or(0, ocop::Stars::get);
        let target = (now + 1).clamp(3, 5);
        let margin = u16::try_from(random.below(3)).unwrap();
        let mut ways = all_ways(&world, (set, &shown), &levels, &free);
        ways.retain(|way| way.reaches(set, target, margin));
        let exclude = set.criteria().iter().filter(|c| !free.contains(&c.id));
        let mut asked = request(target);
        asked.exclude = exclude.map(|c| c.id.to_string()).collect();
        asked.margin = ocop::Points::new(margin.into()).unwrap();
        asked.alternatives = 3;
        for order in &ORDERS {
            asked.order = order.to_vec();
            let plan = plan(&sheet, &asked, &costs).unwrap();
            let least = ways.iter().map(|w| ranked(w.cost, order)).min();
            let Some(least) = least else {
                assert!(
                    plan.changes().is_empty(),
                    "set {} round {round}",
                    set.number()
                );
                none += 1;
                continue;
            };
            planned += 1;
            assert_eq!(
                ranked(cost_of(plan.changes()), order),
                least,
                "set {} round {round}",
                set.number()
            );
            // further plans: the best of those that do without something of every plan before
            let ids = |steps: &[ocop::plan::Change]| -> BTreeSet<CriterionId> {
                steps
                    .iter()
                    .map(|s| plan.criterion(s).unwrap().id)
                    .collect()
            };
            let mut before = vec![ids(plan.changes())];
            // those that are given for a reason are not given again as next best
            let mut apart: Vec<(BTreeSet<CriterionId>, [u32; 3])> = Vec::new();
            let least = |order: &[Objective; 3], of: &dyn Fn(&Found) -> bool| {
                let open = ways.iter().filter(|w| of(w));
                open.map(|w| ranked(w.cost, order)).min()
            };
            let next_best =
                |before: &mut Vec<BTreeSet<CriterionId>>,
                 apart: &mut Vec<(BTreeSet<CriterionId>, [u32; 3])>| {
                    loop {
                        let open = |changed: &BTreeSet<CriterionId>| {
                            before.iter().all(|b| !b.is_subset(changed))
                        };
                        let best = least(order, &|w| open(&w.changed));
                        let given = |(ids, cost): &(BTreeSet<CriterionId>, [u32; 3])| {
                            Some(*cost) == best && open(ids)
                        };
                        match apart.iter().position(given) {
                            Some(i) => before.push(apart.remove(i).0),
                            None => return best,
                        }
                    }
                };
            for (alternative, why) in plan.alternatives().zip(plan.why_alternatives()) {
                let cost = |order: &[Objective; 3]| ranked(cost_of(alternative), order);
                match why {
                    WhyAnother::BestFor(objective) => {
                        let mut order = *order;
                        order.sort_by_key(|o| *o != objective);
                        assert_eq!(Some(cost(&order)), least(&order, &|_| true), "{round}");
                        for_a_reason += 1;
                    }
                    WhyAnother::Without(id) => {
                        let spared = |w: &Found| !w.changed.contains(&id);
                        assert_eq!(Some(cost(order)), least(order, &spared), "{round}");
                        assert!(
                            before
                                .iter()
                                .chain(apart.iter().map(|(ids, _)| ids))
                                .all(|ids| ids.contains(&id))
                        );
                        for_a_reason += 1;
                    }
                    WhyAnother::NextBest => {
                        let best = next_best(&mut before, &mut apart);
                        assert_eq!(Some(cost(order)), best, "round {round}");
                        before.push(ids(alternative));
                        next += 1;
                        continue;
                    }
                }
                apart.push((ids(alternative), cost(order)));
            }
            if plan.alternatives().count() < 3 && !plan.changes().is_empty() {
                assert_eq!(
                    next_best(&mut before, &mut apart),
                    None,
                    "round {round}: a further plan is missing"
                );
            }
        }
    }
    assert!(planned > 300 && none > 300, "{planned} {none}");
    assert!(next > 10 && for_a_reason > 30, "{next} {for_a_reason}");
}

/// Where the target is out of reach: the most stars that any way reaches, as cheaply as that can be
/// done, and the most points of all ways.
#[test]
fn the_best_in_reach_is_the_best_of_all_ways() {
    let world = World::new();
    let costs = Costs::embedded().unwrap();
    let today = "2026-09-15".parse::<ocop::jiff::civil::Date>().unwrap();
    let mut random = Random::new(2);
    let (mut better, mut as_it_is, mut too_late) = (0, 0, 0);
    for round in 0..200 {
        let (set, shown) = world.set(1 + round % 26);
        let levels = random_levels(&shown, &mut random, 1 + round % 3, false);
        let free = free(&shown, &levels, &mut random);
        let sheet = sheet(set, &levels);
        let margin = u16::try_from(random.below(3)).unwrap();
        let days = (round % 3 > 0).then(|| u32::try_from(random.below(200)).unwrap());
        let order = &ORDERS[random.below(ORDERS.len())];

        let exclude = set.criteria().iter().filter(|c| !free.contains(&c.id));
        let mut asked = request(5);
        asked.exclude = exclude.map(|c| c.id.to_string()).collect();
        asked.margin = ocop::Points::new(margin.into()).unwrap();
        asked.order = order.to_vec();
        let last = |days| today.checked_add(ocop::jiff::Span::new().days(days));
        (asked.today, asked.by) = (Some(today), days.map(|days| last(days).unwrap()));
        let plan = plan(&sheet, &asked, &costs).unwrap();
        let report = plan.report();

        let all = all_ways(&world, (set, &shown), &levels, &free);
        let in_time = |way: &&Found| days.is_none_or(|days| way.cost[1] <= days);
        let reaching = |stars: u8, at: &dyn Fn(&&Found) -> bool| {
            let ways = all.iter().filter(|way| way.reaches(set, stars, margin));
            ways.filter(|way| at(way))
                .map(|way| ranked(way.cost, order))
                .min()
        };
        let at_all = reaching(5, &in_time).is_some();
        let Some(best) = report.best_in_reach else {
            assert!(at_all, "set {} round {round}", set.number());
            continue;
        };
        assert!(
            !at_all && plan.status() == PlanStatus::OutOfReach,
            "{round}"
        );
        let now = rate(&sheet).stars().map_or(0, ocop::Stars::get);
        let most = (now + 1..5)
            .rev()
            .find_map(|stars| Some((stars, reaching(stars, &in_time)?)));
        let cost = [
            best.cost.changes,
            best.cost.lead_time_days,
            best.cost.effort,
        ];
        match most {
            Some((stars, least)) => {
                assert_eq!(best.stars.unwrap().get(), stars, "round {round}");
                assert_eq!(ranked(cost, order), least, "round {round}");
                better += 1;
            }
            None => {
                assert_eq!(best.stars, rate(&sheet).stars(), "round {round}");
                assert!(best.changes.is_empty() && cost == [0; 3], "round {round}");
                as_it_is += 1;
            }
        }
        too_late += u32::from(reaching(5, &|_| true).is_some());
        // what stops the assessment brings no points
        let points = all.iter().filter(in_time).filter(|way| way.stars.is_some());
        assert_eq!(
            best.most_points,
            points.map(|way| way.points.into()).max(),
            "round {round}"
        );
    }
    assert!(
        better > 15 && as_it_is > 30 && too_late > 5,
        "{better} {as_it_is} {too_late}"
    );
}
