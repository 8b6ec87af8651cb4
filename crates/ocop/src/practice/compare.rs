//! A trainee's scoring beside the key: criterion by criterion, with the rule behind each difference.

use std::borrow::Cow;
use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::bounded::{LevelNumber, Points, Stars};
use crate::criteria::CriteriaVersion;
use crate::ids::CriterionId;
use crate::problem::Problems;
use crate::rating::rate;
use crate::sheet::ScoreSheet;
use crate::text::Text;

use super::Practice;

/// A trainee's scoring beside the key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Marking {
    /// Always `ocop-practice-result/1`.
    pub format: Cow<'static, str>,
    /// The seed of the practice dossier.
    pub seed: u64,
    /// How many criteria were scored as in the key.
    pub same: usize,
    /// How many criteria there are.
    pub criteria: usize,
    /// The differences, in the order of the sheet.
    pub differences: Vec<MarkedCriterion>,
    /// Findings of the key that the trainee did not record.
    pub findings_missed: Vec<Text>,
    /// Findings that the trainee recorded and the key does not have.
    pub findings_added: Vec<Text>,
    /// The total of the key.
    pub key_points: Points,
    /// The stars of the key; none where none are given.
    pub key_stars: Option<Stars>,
    /// The total of the trainee's sheet.
    pub points: Points,
    /// The stars that the trainee's sheet would have given.
    pub stars: Option<Stars>,
}

/// A criterion that was scored otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct MarkedCriterion {
    /// The criterion.
    pub criterion: CriterionId,
    /// Its name.
    pub name: Text,
    /// The level of the key.
    pub key_level: LevelNumber,
    /// Its points.
    pub key_points: Points,
    /// What that level asks for: the rule; none where none of the levels is reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_label: Option<Text>,
    /// The level that the trainee gave; none where unanswered.
    pub level: Option<LevelNumber>,
    /// Its points.
    pub points: Points,
    /// What that level would have asked for; none where none of the levels is reached.
    pub label: Option<Text>,
    /// The stars whose minimum is met in one of the two and not in the other.
    pub minimums: Vec<Stars>,
}

/// Compares a trainee's sheet with the key.
///
/// # Errors
///
/// None where both are of the set that the practice dossier was made for.
pub fn compare(
    practice: &Practice,
    version: &CriteriaVersion,
    given: &ScoreSheet,
) -> Result<Marking, Problems> {
    compare_in_points(practice, version, given, &BTreeSet::new())
}

/// Compares a trainee's sheet with the key, as [`compare`] does, where these criteria were given in
/// points: any level with the points of the key is right.
///
/// # Errors
///
/// As those of [`compare`].
pub fn compare_in_points(
    practice: &Practice,
    version: &CriteriaVersion,
    given: &ScoreSheet,
    in_points: &BTreeSet<CriterionId>,
) -> Result<Marking, Problems> {
    let set = given.product_set();
    let key = practice.sheet(set)?;
    let mut differences = Vec::new();
    for criterion in &set.criteria {
        let (right, level) = (key.level(criterion.id), given.level(criterion.id));
        let right = right.unwrap_or(LevelNumber::NONE_REACHED);
        // a criterion that has not to be answered is as good as at 0
        let excused =
            given.view().required_is_zero(criterion) && right == LevelNumber::NONE_REACHED;
        let worth = |l: LevelNumber| criterion.level(l).map_or(Points::ZERO, |l| l.points);
        // of levels with the same points, points do not say which was meant
        let in_points = in_points.contains(&criterion.id);
        let as_good = in_points && level.is_some_and(|l| worth(l) == worth(right));
        if level == Some(right) || as_good || (level.is_none() && excused) {
            continue;
        }
        let label = |l: LevelNumber| {
            let level = criterion.level(l)?;
            Some(version.translate(&level.label))
        };
        let index = set.index_of(criterion.id);
        let meets = |l: Option<LevelNumber>, least: Points| {
            l.is_some_and(|l| l != LevelNumber::NONE_REACHED && worth(l) >= least)
        };
        let marks = set.minimums.iter().filter(|m| Some(m.criterion) == index);
        let minimums = marks
            .filter(|m| meets(Some(right), m.points) != meets(level, m.points))
            .map(|m| m.stars);
        differences.push(MarkedCriterion {
            criterion: criterion.id,
            name: version.translate(&criterion.name),
            key_level: right,
            key_points: worth(right),
            key_label: label(right),
            level,
            points: level.map_or(Points::ZERO, worth),
            label: level.and_then(label),
            minimums: minimums.collect(),
        });
    }
    let named = |sheet: &ScoreSheet, other: &ScoreSheet| -> Vec<Text> {
        let others: Vec<&str> = other.findings().map(|f| f.finding.as_str()).collect();
        let only = sheet
            .findings()
            .filter(|f| !others.contains(&f.finding.as_str()));
        only.map(|f| version.translate(&f.label)).collect()
    };
    let (right, rated) = (rate(&key), rate(given));
    Ok(Marking {
        format: "ocop-practice-result/1".into(),
        seed: practice.seed,
        same: set.criteria.len().saturating_sub(differences.len()),
        criteria: set.criteria.len(),
        findings_missed: named(&key, given),
        findings_added: named(given, &key),
        differences,
        key_points: right.points(),
        key_stars: right.stars(),
        points: rated.points(),
        stars: rated.stars(),
    })
}
