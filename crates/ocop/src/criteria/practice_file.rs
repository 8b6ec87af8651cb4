//! `practice.json`: what there is to see at a level, in other words than the level's.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::VersionId;
use crate::problem::{Code, Problem, Problems};
use crate::text::nearest;

use super::criterion::Criterion;

/// `practice.json`: what a practice dossier tells of a level, as a dossier or a sample would show it.
/// It is no part of the law, and no digest of the law rests on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PracticeFile {
    /// The version it belongs to.
    pub criteria: VersionId,
    /// Level by level.
    pub facts: Vec<LevelSigns>,
}

/// What shows that one level is reached and no other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LevelSigns {
    /// The key of the criteria.
    pub key: String,
    /// The label of the level; left out for what shows that none of the levels is reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What may be seen: one of them is drawn.
    pub facts: Vec<FactFile>,
}

/// What may be seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FactFile {
    /// In Vietnamese, with the names of its numbers in braces.
    pub vi: String,
    /// In English.
    pub en: String,
    /// Its numbers, which are drawn anew for each dossier.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<FactNumber>,
}

/// A number that is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FactNumber {
    /// What it is called in the sentence.
    pub name: String,
    /// The least: of the number itself, or of its share in another, in percent.
    pub from: u32,
    /// The greatest.
    pub to: u32,
    /// The number, drawn before, that this one is a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent_of: Option<String>,
}

impl FactNumber {
    /// The least and the greatest number that may be drawn, after those before it; none where there
    /// is no such number.
    pub(crate) fn bounds(&self, drawn: &BTreeMap<&str, u32>) -> Option<(u32, u32)> {
        let (least, most) = match &self.percent_of {
            None => (self.from, self.to),
            Some(whole) => {
                let whole = *drawn.get(whole.as_str())?;
                let part = |percent: u32| whole.checked_mul(percent);
                (part(self.from)?.div_ceil(100), part(self.to)? / 100)
            }
        };
        (least <= most).then_some((least, most))
    }
}

/// The greatest number that a sentence may have: a farm’s figures are no larger.
const GREATEST: u32 = 100_000;

/// Checks that every sentence is of a level that there is, and that its numbers can be drawn.
pub(super) fn check_practice<'c>(
    file: &PracticeFile,
    criteria: impl Iterator<Item = &'c Criterion>,
) -> Problems {
    let mut problems = Problems::new();
    let mut labels: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for criterion in criteria {
        let known = labels.entry(&criterion.key).or_default();
        known.extend(criterion.levels.iter().map(|l| l.label.as_str()));
    }
    for (i, level) in file.facts.iter().enumerate() {
        let path = format!("/facts/{i}");
        let before = file.facts.iter().take(i);
        if before
            .into_iter()
            .any(|l| (&l.key, &l.label) == (&level.key, &level.label))
        {
            problems.push(Problem::new(
                Code::DataRepeated,
                path.clone(),
                "Mức này đã có ở trên.",
                "This level stands above already.",
            ));
        }
        let Some(known) = labels.get(level.key.as_str()) else {
            let problem = Problem::new(
                Code::DataReference,
                format!("{path}/key"),
                format!("Không tiêu chí nào có khóa \"{}\".", level.key),
                format!("No criterion has the key \"{}\".", level.key),
            );
            problems.push(problem.with_nearest(nearest(&level.key, labels.keys().copied())));
            continue;
        };
        if let Some(label) = &level.label
            && !known.contains(&label.as_str())
        {
            problems.push(Problem::new(
                Code::DataReference,
                format!("{path}/label"),
                format!("Không mức nào của \"{}\" có nhãn này.", level.key),
                format!("No level of \"{}\" has this label.", level.key),
            ));
        }
        if level.facts.is_empty() {
            problems.push(Problem::new(
                Code::DataPractice,
                format!("{path}/facts"),
                "Chưa có câu nào.",
                "There is no sentence.",
            ));
        }
        for (j, fact) in level.facts.iter().enumerate() {
            if let Some((vi, en)) = unfit(fact) {
                problems.push(Problem::new(
                    Code::DataPractice,
                    format!("{path}/facts/{j}"),
                    vi,
                    en,
                ));
            }
        }
    }
    problems
}

/// Why the numbers of a sentence cannot be drawn or told.
fn unfit(fact: &FactFile) -> Option<(String, String)> {
    for (i, number) in fact.numbers.iter().enumerate() {
        let name = &number.name;
        let before: Vec<&FactNumber> = fact.numbers.iter().take(i).collect();
        if before.iter().any(|n| n.name == *name) {
            return Some((
                format!("Số \"{name}\" có hai lần."),
                format!("The number \"{name}\" stands twice."),
            ));
        }
        let mark = format!("{{{name}}}");
        if !fact.vi.contains(&mark) || !fact.en.contains(&mark) {
            return Some((
                format!("Câu không có {mark}."),
                format!("{mark} is not in the sentence."),
            ));
        }
        if number.to > GREATEST || !can_be_drawn(number, &before) {
            return Some((
                format!("Không chọn được số \"{name}\" trong khoảng đã cho."),
                format!("No number \"{name}\" is within its bounds."),
            ));
        }
    }
    let marks = |text: &str| text.matches('{').count();
    let most = fact.numbers.len();
    (marks(&fact.vi) != most || marks(&fact.en) != most).then(|| {
        (
            "Câu có dấu { không thuộc số nào, hoặc một số có hai lần.".to_owned(),
            "The sentence has a { of no number, or a number twice.".to_owned(),
        )
    })
}

/// Whether there is such a number whatever was drawn before it.
fn can_be_drawn(number: &FactNumber, before: &[&FactNumber]) -> bool {
    let Some(whole) = &number.percent_of else {
        return number.from <= number.to;
    };
    let whole = before
        .iter()
        .find(|n| n.name == *whole && n.percent_of.is_none());
    whole.is_some_and(|whole| {
        (whole.from..=whole.to.min(GREATEST)).all(|w| {
            let drawn = BTreeMap::from([(whole.name.as_str(), w)]);
            number.bounds(&drawn).is_some()
        })
    })
}
