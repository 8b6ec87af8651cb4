//! What the counted sheets of a product come to: outcome, minimums, stars.

use std::collections::BTreeSet;

use super::Fraction;
use super::law::{Law, Set};
use super::sheet::Scored;

/// The criteria below a minimum and those on which members differ, by stars; and by each of the
/// three rules, the stars of the minimums that are not met.
#[derive(Default)]
pub struct Minimums {
    pub unmet: BTreeSet<(u64, String)>,
    pub contested: BTreeSet<(u64, String)>,
    pub unmet_by: [BTreeSet<u64>; 3],
}

const RULES: [&str; 3] = ["mean", "majority", "unanimous"];

pub fn minimums(set: &Set, counted: &[Scored], rule: &str) -> Minimums {
    let mut found = Minimums::default();
    for (id, levels) in &set.criteria {
        for level in levels {
            let Some(stars) = level["minimum_for"].as_u64() else {
                continue;
            };
            let least = i128::from(level["points"].as_i64().unwrap());
            let asked: Vec<&Scored> = counted
                .iter()
                .filter(|s| match (level["case"].as_str(), &s.case) {
                    (Some(c), Some(mine)) => c == mine,
                    _ => true,
                })
                .collect();
            if asked.is_empty() {
                continue;
            }
            let points: Vec<i128> = asked.iter().map(|s| s.points[id]).collect();
            let reached = asked
                .iter()
                .filter(|s| {
                    s.points[id] >= least && s.levels.get(id).is_some_and(|l| *l > 0) && {
                        let mut needs = set.depends.iter().filter(|(c, _)| c == id);
                        needs.all(|(_, r)| s.points[r] > 0)
                    }
                })
                .count();
            for (at, each) in RULES.iter().enumerate() {
                let met = match *each {
                    "mean" => Fraction::mean(&points).at_least(least),
                    "majority" => 2 * reached > asked.len(),
                    _ => reached == asked.len(),
                };
                if !met {
                    found.unmet_by[at].insert(stars);
                    if *each == rule {
                        found.unmet.insert((stars, id.clone()));
                    }
                }
            }
            if reached > 0 && reached < asked.len() {
                found.contested.insert((stars, id.clone()));
            }
        }
    }
    found
}

/// The stars by points, and the stars that each rule leaves of them.
pub fn stars(law: &Law, totals: &[i128], minimums: &Minimums) -> (u64, [u64; 3]) {
    let mean = Fraction::mean(totals);
    let reached = law.bands.iter().filter(|b| mean.at_least(b.1));
    let by_points = reached.map(|b| b.0).max().unwrap();
    let by_rule = [0, 1, 2].map(|at: usize| {
        let mut stars = by_points;
        while stars >= 3 && minimums.unmet_by[at].iter().any(|of| *of <= stars) {
            stars -= 1;
        }
        stars
    });
    (by_points, by_rule)
}

/// Outcome by the council's findings and by those that more than half of the sheets have, and whether
/// the sheets disagree on one that the council has not decided.
pub fn outcome(
    set: &Set,
    counted: &[Scored],
    decided: &BTreeSet<String>,
    majority: bool,
) -> (Option<&'static str>, bool) {
    let n = counted.len();
    let mut effects = BTreeSet::new();
    let mut disagree = false;
    for (finding, effect) in &set.findings {
        let has = |s: &&Scored| s.findings.contains(finding);
        let has = counted.iter().filter(has).count();
        if decided.contains(finding) || (majority && 2 * has > n) {
            effects.insert(effect.as_str());
        }
        disagree |= has > 0 && has < n && !decided.contains(finding);
    }
    let stopped = counted.iter().filter(|s| s.zero).count();
    if majority && 2 * stopped > n {
        effects.insert("stop");
    }
    disagree |= stopped > 0 && stopped < n;
    let outcome = if counted.is_empty() {
        None
    } else if effects.contains("rejection") {
        Some("rejected")
    } else if effects.contains("eligibility") {
        Some("ineligible")
    } else if effects.contains("stop") {
        Some("stopped")
    } else if counted.iter().any(|s| s.unanswered) {
        Some("provisional")
    } else {
        Some("rated")
    };
    (outcome, disagree)
}

/// The points between the member's and the mean of the others', as a fraction's top and bottom.
pub fn from_others(mine: i128, all: &[i128]) -> (i128, i128) {
    let others = all.len() as i128 - 1;
    let rest: i128 = all.iter().sum::<i128>() - mine;
    ((mine * others - rest).abs(), others)
}

/// Criterion and member at least half of the criterion's points from the others.
pub fn apart(set: &Set, counted: &[Scored]) -> BTreeSet<(String, String)> {
    let mut apart = BTreeSet::new();
    for (id, most) in &set.most {
        let all: Vec<i128> = counted.iter().map(|s| s.points[id]).collect();
        for sheet in counted {
            let (top, bottom) = from_others(sheet.points[id], &all);
            if top > 0 && 2 * top >= most * bottom {
                apart.insert((id.clone(), sheet.member.clone()));
            }
        }
    }
    apart
}
