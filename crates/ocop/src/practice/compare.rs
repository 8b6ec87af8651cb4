//! A trainee's scoring beside the key: criterion by criterion, with the rule behind each difference.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use crate::bounded::{LevelNumber, Points, Stars};
use crate::criteria::Criteria;
use crate::explain::{Block, Document};
use crate::ids::CriterionId;
use crate::problem::Problems;
use crate::rating::rate;
use crate::sheet::ScoreSheet;
use crate::text::Text;

use super::Practice;

/// A trainee's scoring beside the key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Comparison {
    /// Always `ocop-practice-result/1`.
    pub format: Cow<'static, str>,
    /// The seed of the practice dossier.
    pub seed: u64,
    /// How many criteria were scored as in the key.
    pub same: usize,
    /// How many criteria there are.
    pub criteria: usize,
    /// The differences, in the order of the sheet.
    pub differences: Vec<Difference>,
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
pub struct Difference {
    /// The criterion.
    pub criterion: CriterionId,
    /// Its name.
    pub name: Text,
    /// The level of the key.
    pub key_level: LevelNumber,
    /// Its points.
    pub key_points: Points,
    /// What that level asks for: the rule.
    pub key_label: Text,
    /// The level that the trainee gave; none where unanswered.
    pub level: Option<LevelNumber>,
    /// Its points.
    pub points: Points,
    /// What that level would have asked for.
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
    criteria: &Criteria,
    given: &ScoreSheet,
) -> Result<Comparison, Problems> {
    let set = given.product_set();
    let key = practice.sheet(set)?;
    let none = || Text::new("không đạt mức nào", "none of the levels is reached");
    let mut differences = Vec::new();
    for criterion in &set.criteria {
        let (right, level) = (key.level(criterion.id), given.level(criterion.id));
        let right = right.unwrap_or(LevelNumber::NONE_REACHED);
        // a criterion that has not to be answered is as good as at 0
        let excused =
            given.view().required_is_zero(criterion) && right == LevelNumber::NONE_REACHED;
        if level == Some(right) || (level.is_none() && excused) {
            continue;
        }
        let worth = |l: LevelNumber| criterion.level(l).map_or(Points::ZERO, |l| l.points);
        let label = |l: LevelNumber| {
            criterion
                .level(l)
                .map_or_else(none, |l| criteria.translate(&l.label))
        };
        let place = set.index_of(criterion.id);
        let meets = |l: Option<LevelNumber>, least: Points| {
            l.is_some_and(|l| l != LevelNumber::NONE_REACHED && worth(l) >= least)
        };
        let marks = set.minimums.iter().filter(|m| Some(m.criterion) == place);
        let minimums = marks
            .filter(|m| meets(Some(right), m.points) != meets(level, m.points))
            .map(|m| m.stars);
        differences.push(Difference {
            criterion: criterion.id,
            name: criteria.translate(&criterion.name),
            key_level: right,
            key_points: worth(right),
            key_label: label(right),
            level,
            points: level.map_or(Points::ZERO, worth),
            label: level.map(label),
            minimums: minimums.collect(),
        });
    }
    let named = |sheet: &ScoreSheet, other: &ScoreSheet| -> Vec<Text> {
        let others: Vec<&str> = other.findings().map(|f| f.finding.as_str()).collect();
        let only = sheet
            .findings()
            .filter(|f| !others.contains(&f.finding.as_str()));
        only.map(|f| criteria.translate(&f.label)).collect()
    };
    let (right, rated) = (rate(&key), rate(given));
    Ok(Comparison {
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

impl Comparison {
    /// The comparison in sentences.
    #[must_use]
    pub fn document(&self) -> Document {
        let stars = |s: Option<Stars>| {
            s.map_or_else(
                || Text::new("không xếp sao", "no stars"),
                |s| Text::new(format!("{s} sao"), format!("stars: {s}")),
            )
        };
        let (right, given) = (stars(self.key_stars), stars(self.stars));
        let (same, all) = (self.same, self.criteria);
        let (key_points, points) = (self.key_points, self.points);
        let mut blocks = vec![Block::List(vec![
            Text::new(
                format!("Chấm giống đáp án: {same}/{all} tiêu chí."),
                format!("Scored as in the key: {same}/{all} criteria."),
            ),
            Text::new(
                format!("Đáp án: {key_points} điểm, {}.", right.vi),
                format!("The key: {key_points} points, {}.", right.en),
            ),
            Text::new(
                format!("Phiếu của học viên: {points} điểm, {}.", given.vi),
                format!("The trainee's sheet: {points} points, {}.", given.en),
            ),
        ])];
        if !self.differences.is_empty() {
            blocks.push(Block::Heading(Text::new(
                "Những chỗ khác",
                "The differences",
            )));
            blocks.push(Block::List(
                self.differences.iter().map(Difference::line).collect(),
            ));
        }
        for (vi, en, list) in [
            (
                "Phát hiện bị bỏ sót",
                "Findings that were missed",
                &self.findings_missed,
            ),
            (
                "Phát hiện không có trong đáp án",
                "Findings that the key does not have",
                &self.findings_added,
            ),
        ] {
            if !list.is_empty() {
                blocks.push(Block::Heading(Text::new(vi, en)));
                blocks.push(Block::List(list.clone()));
            }
        }
        Document {
            title: Text::new("So với đáp án", "Beside the key"),
            blocks,
        }
    }
}

impl Difference {
    fn line(&self) -> Text {
        let (id, level, points) = (self.criterion, self.key_level, self.key_points);
        let given = match (self.level, &self.label) {
            (Some(level), Some(label)) => Text::new(
                format!("đã chấm mức {level} ({} điểm: {})", self.points, label.vi),
                format!(
                    "level {level} was given ({} points: {})",
                    self.points, label.en
                ),
            ),
            _ => Text::new("chưa chấm", "it was left unanswered"),
        };
        let marks: Vec<String> = self.minimums.iter().map(ToString::to_string).collect();
        let (vi, en) = if marks.is_empty() {
            (String::new(), String::new())
        } else {
            (
                format!(" Khác ở mức tối thiểu của {} sao.", marks.join(", ")),
                format!(" This turns the minimum for stars: {}.", marks.join(", ")),
            )
        };
        Text::new(
            format!(
                "{id} {}: đúng là mức {level} ({points} điểm: {}), {}.{vi}",
                self.name.vi, self.key_label.vi, given.vi
            ),
            format!(
                "{id} {}: level {level} is right ({points} points: {}), {}.{en}",
                self.name.en, self.key_label.en, given.en
            ),
        )
    }
}
