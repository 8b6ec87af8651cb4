//! What each answer to an older product set comes to in a newer one.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bounded::{LevelNumber, Points};
use crate::criteria::{Criterion, Level, ProductSet};
use crate::text::Text;

/// Which answers of an older set carry over to a newer one.
#[derive(Debug, Clone, Default)]
pub(crate) struct SetMap {
    /// By the position of the criterion on the older sheet.
    pub criteria: BTreeMap<usize, CriterionCarry>,
    /// The reviewed correspondence; none where only identical labels carry over.
    pub basis: Option<Basis>,
}

/// The correspondence that answers carry over by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Basis {
    /// Its folder: `148-to-26`.
    pub folder: String,
    /// `sha256:` and the digest over its files.
    pub digest: String,
}

/// Which levels of a criterion carry over.
#[derive(Debug, Clone)]
pub(crate) struct CriterionCarry {
    /// The position of the criterion on the newer sheet.
    pub to: usize,
    /// By the number of the older level, from 0.
    pub levels: Vec<Carry>,
}

/// What becomes of one level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Carry {
    /// It means, or implies, this level.
    To {
        level: LevelNumber,
        at_least: bool,
        reason: Option<Text>,
    },
    /// It does not tell: the criterion must be answered.
    Question(Text),
}

impl SetMap {
    /// What an answer carries over as.
    pub(crate) fn carry(&self, index: usize, level: LevelNumber) -> Option<&Carry> {
        self.criteria
            .get(&index)?
            .levels
            .get(usize::from(level.get()))
    }

    /// The newer level that an older one means or implies exactly.
    pub(crate) fn exact(&self, index: usize, level: LevelNumber) -> Option<(usize, LevelNumber)> {
        let to = self.criteria.get(&index)?.to;
        match self.carry(index, level)? {
            Carry::To {
                level,
                at_least: false,
                ..
            } => Some((to, *level)),
            _ => None,
        }
    }

    /// Carries over what is word for word the same, and nothing else: for versions whose levels
    /// nobody reviewed against each other.
    pub(crate) fn by_labels(old: &ProductSet, new: &ProductSet) -> Self {
        let criteria = old.criteria.iter().enumerate().filter_map(|(index, from)| {
            let to = new.criteria.iter().position(|c| c.key == from.key)?;
            let levels = label_carries(from, new.criteria.get(to)?);
            Some((index, CriterionCarry { to, levels }))
        });
        Self {
            criteria: criteria.collect(),
            basis: None,
        }
    }
}

/// Whether two levels are the same, word for word and case for case.
pub(crate) fn same_words(a: &Level, b: &Level) -> bool {
    a.label == b.label && a.case == b.case
}

/// Whether two criteria are judged by the same notes: they count as words of every level.
pub(crate) fn same_notes(a: &Criterion, b: &Criterion) -> bool {
    a.notes == b.notes
}

fn label_carries(from: &Criterion, to: &Criterion) -> Vec<Carry> {
    if !same_notes(from, to) {
        let question = Carry::Question(Text::new(
            "Ghi chú cách xét tiêu chí này ở hai văn bản khác nhau.",
            "The decisions say differently how this criterion is judged.",
        ));
        return vec![question; from.levels.len().saturating_add(1)];
    }
    let known = |level: &Level| from.levels.iter().any(|l| same_words(l, level));
    let not_reviewed = || {
        Carry::Question(Text::new(
            "Hai văn bản này chưa có bảng tương ứng được rà soát: chỉ mức giống nguyên văn được chuyển.",
            "No reviewed correspondence between these decisions: only levels that are word for word the same carry over.",
        ))
    };
    // whoever reached none of the older levels reaches none of the same levels
    let none = if to.levels.iter().all(known) {
        Carry::To {
            level: LevelNumber::NONE_REACHED,
            at_least: false,
            reason: None,
        }
    } else {
        not_reviewed()
    };
    let above = |found: &Level| {
        let same_case = to.levels.iter().filter(|l| l.case == found.case);
        same_case
            .filter(|l| l.points > found.points)
            .collect::<Vec<_>>()
    };
    let levels = from.levels.iter().map(|level| {
        if let Some(found) = to.levels.iter().find(|l| same_words(l, level)) {
            // a level above that the older sheet did not have was never asked about
            let at_least = above(found).into_iter().any(|l| !known(l));
            return match (at_least, found.points) {
                (true, Points::ZERO) => not_reviewed(),
                _ => Carry::To {
                    level: found.number,
                    at_least,
                    reason: at_least.then(|| {
                        Text::new(
                            "Mức này vẫn đạt; mức cao hơn đòi hỏi điều trước đây không xét.",
                            "This level still holds; a higher one asks what was not assessed before.",
                        )
                    }),
                },
            };
        }
        // levels are a ladder: whoever stands above one has passed it, so that a better answer never
        // comes out worse than a lesser one
        let below = from.levels.iter();
        let below = below.filter(|l| l.is_beside(level) && l.points < level.points);
        let passed = below.filter_map(|l| to.levels.iter().find(|t| same_words(l, t)));
        let passed = passed.filter(|t| t.points > Points::ZERO);
        passed
            .max_by_key(|t| (t.points, t.number))
            .map_or_else(not_reviewed, |passed| Carry::To {
                level: passed.number,
                at_least: !above(passed).is_empty(),
                reason: Some(Text::new(
                    "Mức cũ đứng trên một mức giống nguyên văn mức này; mức cũ chưa được rà soát với các mức cao hơn.",
                    "The old level stands above one that is word for word this; it was not reviewed against the higher ones.",
                )),
            })
    });
    std::iter::once(none).chain(levels).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Library;

    /// The points that are certain under the newer sheet.
    fn certain(carry: &Carry, to: &Criterion) -> Points {
        match carry {
            Carry::To { level, .. } => to.level(*level).map_or(Points::ZERO, |l| l.points),
            Carry::Question(_) => Points::ZERO,
        }
    }

    #[test]
    fn a_better_answer_never_comes_out_worse_where_words_alone_carry_over() {
        let library = Library::embedded();
        let sets: Vec<_> = library
            .versions()
            .map(|v| {
                v.set_numbers()
                    .map(|n| v.set(n).unwrap())
                    .collect::<Vec<_>>()
            })
            .collect();
        let mut at_least = 0;
        for (from, to) in sets.iter().flat_map(|a| sets.iter().map(move |b| (a, b))) {
            // the numbers of the sets of 1048 run one ahead from its tenth on
            let pairs = from.iter().zip(to).chain(from.iter().skip(1).zip(to));
            for (old, new) in pairs {
                let map = SetMap::by_labels(old, new);
                for (index, carry) in &map.criteria {
                    let (before, after) = (&old.criteria[*index], &new.criteria[carry.to]);
                    let of = |level: &Level| &carry.levels[usize::from(level.number.get())];
                    for better in &before.levels {
                        let certain_of_better = certain(of(better), after);
                        at_least +=
                            usize::from(matches!(of(better), Carry::To { at_least: true, .. }));
                        for lesser in before.levels.iter().filter(|l| l.is_beside(better)) {
                            let rises = lesser.points < better.points;
                            assert!(
                                !rises || certain(of(lesser), after) <= certain_of_better,
                                "{} {} {}: {} against {}",
                                old.version(),
                                old.number(),
                                before.id,
                                better.number,
                                lesser.number,
                            );
                        }
                    }
                }
            }
        }
        assert!(at_least > 100, "{at_least}");
    }
}
