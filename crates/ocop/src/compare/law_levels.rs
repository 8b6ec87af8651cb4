//! Criteria and levels of two sheets against each other.

use crate::bounded::LevelNumber;
use crate::criteria::{CriteriaVersion, Criterion, Level, ProductSet};

use super::law_report::{CriterionChange, CriterionFacts, LevelChange, LevelFacts};
use super::level_map::{SetMap, same_words};

/// What becomes of the criteria.
pub(super) struct CriteriaChanges {
    pub new: Vec<CriterionFacts>,
    pub gone: Vec<CriterionFacts>,
    pub changed: Vec<CriterionChange>,
    pub unchanged: Vec<String>,
}

pub(super) fn criteria_changes(
    (from, old): (&CriteriaVersion, &ProductSet),
    (to, new): (&CriteriaVersion, &ProductSet),
    map: &SetMap,
) -> CriteriaChanges {
    let mut found = CriteriaChanges {
        new: Vec::new(),
        gone: Vec::new(),
        changed: Vec::new(),
        unchanged: Vec::new(),
    };
    for (index, criterion) in new.criteria.iter().enumerate() {
        let before = map.criteria.iter().find(|(_, carry)| carry.to == index);
        let before = before.and_then(|(i, _)| Some((*i, old.criteria.get(*i)?)));
        let Some((i, before)) = before else {
            found.new.push(facts(to, criterion));
            continue;
        };
        let exact = |number| map.exact(i, number).map(|(_, level)| level);
        let levels = level_changes((from, before), (to, criterion), &exact);
        let renamed = before.name != criterion.name;
        if levels.is_empty() && before.max_points == criterion.max_points && !renamed {
            found.unchanged.push(criterion.key.clone());
        } else {
            found.changed.push(CriterionChange {
                key: criterion.key.clone(),
                from: before.id,
                to: criterion.id,
                old_name: renamed.then(|| from.translate(&before.name)),
                name: to.translate(&criterion.name),
                old_max_points: before.max_points,
                max_points: criterion.max_points,
                levels,
            });
        }
    }
    for (index, criterion) in old.criteria.iter().enumerate() {
        if !map.criteria.contains_key(&index) {
            found.gone.push(facts(from, criterion));
        }
    }
    found
}

/// The levels that differ. An older and a newer level belong together where their words are the
/// same, or else where the one means the other.
fn level_changes(
    (from, old): (&CriteriaVersion, &Criterion),
    (to, new): (&CriteriaVersion, &Criterion),
    exact: &dyn Fn(LevelNumber) -> Option<LevelNumber>,
) -> Vec<LevelChange> {
    let mut taken: Vec<LevelNumber> = Vec::new();
    let mut changes = Vec::new();
    for level in &new.levels {
        let same = old.levels.iter().find(|l| same_words(l, level));
        let meant = || {
            old.levels.iter().find(|l| {
                !taken.contains(&l.number)
                    && exact(l.number) == Some(level.number)
                    && !new.levels.iter().any(|n| same_words(n, l))
            })
        };
        let before = same.or_else(meant);
        if let Some(before) = before {
            taken.push(before.number);
        }
        let differs = before.is_none_or(|b| {
            b.points != level.points || mark(old, b) != mark(new, level) || !same_words(b, level)
        });
        if differs {
            changes.push(LevelChange {
                from: before.map(|l| level_facts(from, old, l)),
                to: Some(level_facts(to, new, level)),
            });
        }
    }
    let gone = old.levels.iter().filter(|l| !taken.contains(&l.number));
    changes.extend(gone.map(|l| LevelChange {
        from: Some(level_facts(from, old, l)),
        to: None,
    }));
    changes
}

/// The stars for which a level is the least; a mark on the criterion itself is one on its first
/// level.
fn mark(criterion: &Criterion, level: &Level) -> Option<crate::bounded::Stars> {
    let first = criterion
        .levels
        .iter()
        .find(|l| l.case == level.case)
        .is_some_and(|l| l.number == level.number);
    level
        .minimum_for
        .or(criterion.minimum_for.filter(|_| first))
}

fn level_facts(version: &CriteriaVersion, criterion: &Criterion, level: &Level) -> LevelFacts {
    LevelFacts {
        level: level.number,
        points: level.points,
        minimum_for: mark(criterion, level),
        case: level.case,
        label: version.translate(&level.label),
    }
}

fn facts(version: &CriteriaVersion, criterion: &Criterion) -> CriterionFacts {
    CriterionFacts {
        criterion: criterion.id,
        key: criterion.key.clone(),
        name: version.translate(&criterion.name),
        max_points: criterion.max_points,
        levels: criterion
            .levels
            .iter()
            .map(|l| level_facts(version, criterion, l))
            .collect(),
    }
}
