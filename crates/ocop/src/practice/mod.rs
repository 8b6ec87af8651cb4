//! Practice dossiers for trainers: a described product whose levels are hidden, the same for the
//! same seed, and the comparison of a trainee's scoring, or a class's, with the key.
//!
//! What there is to see is told as a dossier would show it, from `practice.json` of the version; where
//! that has nothing for a level, in the level's own words, and the paper says so.
//!
//! Levels are drawn by `SplitMix64` (Steele, Lea, Flood 2014), whose sequence is fixed: a seed gives
//! the same dossier on every machine. They are lawful by construction: one case, nothing for a
//! criterion whose required criterion is at 0.

mod class;
mod compare;
mod random;
mod told;

use std::borrow::Cow;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use crate::bounded::{LevelNumber, Points, ProductSetNumber};
use crate::criteria::{CriteriaVersion, Criterion, Level, ProductSet};
use crate::ids::{Case, CriterionId, VersionId};
use crate::problem::Problems;
use crate::sheet::{Answer, ScoreSheet};
use crate::text::Text;

use random::Random;

pub use class::{CLASS_FORMAT, ClassMarking, CriterionOfClass, LearnerMarking, class_table};
pub use compare::{MarkedCriterion, Marking, compare, compare_in_points};

/// The name of the format.
pub const PRACTICE_FORMAT: &str = "ocop-practice/1";

/// A practice dossier: what a trainee reads, and the key that a trainer keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Practice {
    /// Always `ocop-practice/1`.
    pub format: Cow<'static, str>,
    /// The criteria version.
    pub criteria: VersionId,
    /// The product set's number.
    pub product_set: ProductSetNumber,
    /// Its name.
    pub set_name: Text,
    /// The seed it was made from.
    pub seed: u64,
    /// What there is to see, criterion by criterion, in the order of the sheet.
    pub facts: Vec<PracticeFact>,
    /// What the council established besides.
    pub established: Vec<Text>,
    /// The hidden levels.
    #[serde(skip)]
    key: Vec<(CriterionId, LevelNumber)>,
    /// The hidden findings.
    #[serde(skip)]
    findings: Vec<String>,
    /// The hidden case, where the set has cases.
    #[serde(skip)]
    case: Option<Case>,
}

/// What there is to see at a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct PracticeFact {
    /// The criterion.
    pub criterion: CriterionId,
    /// Its name.
    pub name: Text,
    /// What is found; none where the dossier shows nothing for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<Text>,
    /// Whether only the level's own words could be given.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_label: bool,
    /// The papers in the dossier.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<Text>,
}

/// Makes the practice dossier of a seed.
///
/// ```
/// use ocop::practice::make;
/// let library = ocop::Library::embedded();
/// let criteria = library.version("qd-26-2026")?;
/// let set = criteria.product_set("1")?;
/// assert_eq!(make(criteria, set, 7), make(criteria, set, 7));
/// assert_ne!(make(criteria, set, 7), make(criteria, set, 8));
/// # Ok::<(), ocop::Problems>(())
/// ```
#[must_use]
pub fn make(version: &CriteriaVersion, set: &ProductSet, seed: u64) -> Practice {
    // each set has a sequence of its own
    let mut random = Random(seed ^ u64::from(set.number().get()).rotate_left(56));
    let case = set.cases.get(random.below(set.cases.len())).map(|c| c.case);
    // how good the product is: of so many draws the best counts; of two, now and then, the worst
    let draws = random.below(5);
    let mut key: Vec<(CriterionId, LevelNumber)> = Vec::new();
    for criterion in &set.criteria {
        key.push((criterion.id, level(criterion, case, draws, &mut random)));
    }
    // criteria about something that the dossier does not have: nothing is to be seen of it there either
    let mut nothing = vec![false; set.criteria.len()];
    for (index, nothing) in nothing.iter_mut().enumerate() {
        let required = set.criteria.get(index).and_then(|c| c.requires.as_ref());
        let Some((required, _)) = required else {
            continue;
        };
        let worth = points(set, &key, *required);
        if let (Points::ZERO, Some((_, level))) = (worth, key.get_mut(index)) {
            *level = LevelNumber::NONE_REACHED;
            *nothing = true;
        }
    }
    // one dossier in eight has something that no level shows
    let finding = (random.below(8) == 0)
        .then(|| set.findings.get(random.below(set.findings.len())))
        .flatten();
    let telling = told::Telling::of(version, set, seed);
    let of_criteria = set.criteria.iter().zip(&key).zip(&nothing);
    let facts = of_criteria
        .enumerate()
        .map(|(index, ((criterion, (_, level)), nothing))| {
            let reached = criterion.level(*level);
            let (found, by_label) = match nothing {
                true => (None, false),
                false => telling.tell(index, criterion, reached),
            };
            let claimed = reached.is_some_and(|l| l.points > Points::ZERO);
            let papers = claimed.then(|| version.papers(&criterion.key));
            PracticeFact {
                criterion: criterion.id,
                name: version.translate(&criterion.name),
                found,
                by_label,
                papers: papers
                    .into_iter()
                    .flatten()
                    .map(|paper| paper.name)
                    .collect(),
            }
        });
    Practice {
        format: PRACTICE_FORMAT.into(),
        criteria: set.version().clone(),
        product_set: set.number(),
        set_name: version.translate(set.name()),
        seed,
        facts: facts.collect(),
        established: finding
            .map(|f| version.translate(&f.label))
            .into_iter()
            .collect(),
        key,
        findings: finding.map(|f| f.finding.clone()).into_iter().collect(),
        case,
    }
}

fn points(set: &ProductSet, key: &[(CriterionId, LevelNumber)], index: usize) -> Points {
    let level = key.get(index).map(|(_, level)| *level);
    let criterion = set.criteria.get(index);
    criterion
        .zip(level)
        .and_then(|(c, l)| c.level(l))
        .map_or(Points::ZERO, |l| l.points)
}

/// The best of some draws among the levels of the case, or the worst of two; none of them once in a
/// while.
fn level(
    criterion: &Criterion,
    case: Option<Case>,
    draws: usize,
    random: &mut Random,
) -> LevelNumber {
    let levels = criterion.levels.iter();
    let offered: Vec<LevelNumber> = levels
        .filter(|l| l.case.is_none() || l.case == case)
        .map(|l| l.number)
        .collect();
    if random.below(20) == 0 {
        return LevelNumber::NONE_REACHED;
    }
    let mut draw = || offered.get(random.below(offered.len())).copied();
    let drawn = if draws == 0 {
        draw().min(draw())
    } else {
        (0..draws).filter_map(|_| draw()).max()
    };
    drawn.unwrap_or(LevelNumber::NONE_REACHED)
}

impl Practice {
    /// The hidden levels, in the order of the sheet.
    #[must_use]
    pub fn key(&self) -> &[(CriterionId, LevelNumber)] {
        &self.key
    }

    /// The hidden findings.
    #[must_use]
    pub fn findings(&self) -> &[String] {
        &self.findings
    }

    /// The hidden case, where the set has cases.
    #[must_use]
    pub const fn case(&self) -> Option<Case> {
        self.case
    }

    /// The key as a paper sheet has it: each criterion with its points, or with its level where
    /// others of the criterion have the same points.
    pub fn in_points<'p>(
        &'p self,
        set: &'p ProductSet,
    ) -> impl Iterator<Item = (CriterionId, Result<Points, LevelNumber>)> + 'p {
        let with = set.criteria.iter().zip(&self.key);
        with.map(|(criterion, (id, number))| {
            let offered = |l: &&Level| l.case.is_none() || l.case == self.case;
            let worth = criterion.level(*number).map_or(Points::ZERO, |l| l.points);
            let of_points = |l: &&Level| l.points == worth;
            let alike = criterion.levels.iter().filter(offered).filter(of_points);
            // no level is worth as much as a level of 0 points
            let none = usize::from(worth == Points::ZERO);
            let alone = alike.count().saturating_add(none) == 1;
            (*id, if alone { Ok(worth) } else { Err(*number) })
        })
    }

    /// The sheet of the key.
    ///
    /// # Errors
    ///
    /// None for the set that it was made for.
    pub fn sheet(&self, set: &Arc<ProductSet>) -> Result<ScoreSheet, Problems> {
        let answers = self
            .key
            .iter()
            .map(|(id, level)| (*id, Answer::level(level.get())));
        ScoreSheet::new(set, answers, self.findings.iter().map(String::as_str))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Library, rate};

    #[test]
    fn every_practice_dossier_is_lawful_and_they_are_of_all_stars() {
        let library = Library::embedded();
        let mut stars = std::collections::BTreeSet::new();
        for criteria in library.versions() {
            for set in criteria.set_numbers().map(|n| criteria.set(n).unwrap()) {
                for seed in 0..20 {
                    let practice = make(criteria, set, seed);
                    let sheet = practice.sheet(set).unwrap();
                    stars.insert(rate(&sheet).stars().map(crate::Stars::get));
                    assert_eq!(sheet.unanswered().count(), 0);
                }
            }
        }
        for wanted in [None, Some(1), Some(2), Some(3), Some(4)] {
            assert!(stars.contains(&wanted), "{wanted:?}");
        }
    }

    #[test]
    fn the_levels_of_a_seed_never_change() {
        let library = Library::embedded();
        let version = library.version("qd-26-2026").unwrap();
        let practice = make(version, version.product_set("1").unwrap(), 1);
        let levels: String = practice.key().iter().map(|(_, l)| l.to_string()).collect();
        assert_eq!(levels, "32134322211311233142322543303323");
    }

    #[test]
    fn numbers_are_drawn_anew_and_stay_within_their_level() {
        let library = Library::embedded();
        let version = library.version("qd-26-2026").unwrap();
        let set = version.product_set("5").unwrap();
        let mut seen = std::collections::BTreeSet::new();
        for seed in 0..60 {
            let practice = make(version, set, seed);
            let labour = practice
                .key()
                .iter()
                .position(|(id, _)| *id == "3.3".parse().unwrap());
            let index = labour.unwrap();
            assert_eq!(set.criteria[index].key, "local-labour");
            let said = &practice.facts[index].found.as_ref().unwrap().vi;
            let numbers: Vec<u32> = said
                .split(|c: char| !c.is_ascii_digit())
                .filter_map(|n| n.parse().ok())
                .collect();
            let [all, local] = numbers[..] else {
                panic!("{said}");
            };
            let wanted = match local * 100 / all {
                0..25 => 0,
                25..50 => 1,
                50..75 => 2,
                _ => 3,
            };
            assert_eq!(practice.key()[index].1.get(), wanted, "{said}");
            seen.insert(said.clone());
        }
        assert!(seen.len() > 30);
    }

    #[test]
    fn most_is_told_in_other_words_and_the_rest_is_marked() {
        let library = Library::embedded();
        let version = library.version("qd-26-2026").unwrap();
        let (mut by_label, mut all) = (0, 0);
        for set in version.set_numbers().map(|n| version.set(n).unwrap()) {
            for seed in 0..5 {
                let practice = make(version, set, seed);
                for (fact, (_, level)) in practice.facts.iter().zip(practice.key()) {
                    let criterion = set.criterion(fact.criterion).unwrap();
                    let label = criterion.level(*level).map(|l| l.label.as_str());
                    let Some(found) = &fact.found else {
                        assert!(label.is_none() && !fact.by_label);
                        continue;
                    };
                    assert_eq!(fact.by_label, label == Some(&found.vi));
                    assert!(!found.vi.contains(['{', '}']));
                    assert!(!found.en.contains(['{', '}']));
                    by_label += usize::from(fact.by_label);
                    all += 1;
                }
            }
        }
        assert!(by_label * 3 < all, "{by_label} of {all}");
    }

    #[test]
    fn what_a_trainee_reads_does_not_give_the_key_away() {
        let library = Library::embedded();
        let version = library.version("qd-26-2026").unwrap();
        let practice = make(version, version.product_set("5").unwrap(), 3);
        let json = serde_json::to_string(&practice).unwrap();
        assert!(
            !json.contains("\"key\"")
                && !json.contains("\"level\"")
                && !json.contains("\"findings\"")
        );
    }
}
