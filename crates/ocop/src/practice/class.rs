//! The sheets of a class beside their keys: learner by learner, and criterion by criterion.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use crate::bounded::{Points, ProductSetNumber, Stars};
use crate::criteria::{CriteriaVersion, ProductSet};
use crate::csv::csv_row;
use crate::ids::{CriterionId, VersionId};
use crate::notice::Notice;
use crate::problem::ErrorReport;
use crate::text::Text;

use super::Marking;

/// The name of the format.
pub const CLASS_FORMAT: &str = "ocop-practice-class/1";

/// The sheets of a class beside their keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ClassMarking {
    /// Always `ocop-practice-class/1`.
    pub format: Cow<'static, str>,
    /// The criteria version.
    pub criteria: VersionId,
    /// The product set's number.
    pub product_set: ProductSetNumber,
    /// Its name.
    pub set_name: Text,
    /// How many criteria there are.
    pub sheet: usize,
    /// The learners, in the order of their sheets.
    pub learners: Vec<LearnerMarking>,
    /// Whose sheets have no answer at all: they count nowhere.
    pub blank: Vec<String>,
    /// Each criterion of the sheet, the one that most learners missed first.
    pub by_criterion: Vec<CriterionOfClass>,
    /// Sheets that were refused; they count nowhere.
    pub errors: Vec<ErrorReport<'static>>,
    /// What was not read, and what else a trainer should know.
    pub notices: Vec<Notice>,
}

/// A learner's sheet beside its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LearnerMarking {
    /// Whose sheet it is.
    pub learner: String,
    /// The number of the practice dossier.
    pub seed: u64,
    /// How many criteria were scored as in the key.
    pub same: usize,
    /// The criteria that were scored otherwise, or not at all, in the order of the sheet.
    pub missed: Vec<CriterionId>,
    /// How many of these have no answer.
    pub unanswered: usize,
    /// Findings of the key that the learner did not record.
    pub findings_missed: Vec<Text>,
    /// Findings that the learner recorded and the key does not have.
    pub findings_added: Vec<Text>,
    /// The total of the key.
    pub key_points: Points,
    /// The stars of the key; none where none are given.
    pub key_stars: Option<Stars>,
    /// The total of the learner's sheet.
    pub points: Points,
    /// The stars that the learner's sheet would have given.
    pub stars: Option<Stars>,
}

/// How a class scored one criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CriterionOfClass {
    /// The criterion.
    pub criterion: CriterionId,
    /// Its name.
    pub name: Text,
    /// How many sheets were marked.
    pub sheets: u32,
    /// How many of them scored it otherwise, or not at all.
    pub missed: u32,
    /// How many of these have no answer.
    pub unanswered: u32,
    /// How many gave more points than the key.
    pub too_high: u32,
    /// How many gave fewer points than the key.
    pub too_low: u32,
    /// How many turned a star minimum: met in the sheet and not in the key, or the other way round.
    pub minimums: u32,
}

impl ClassMarking {
    /// Nothing marked yet.
    #[must_use]
    pub fn new(version: &CriteriaVersion, set: &ProductSet) -> Self {
        let by_criterion = set.criteria.iter().map(|criterion| CriterionOfClass {
            criterion: criterion.id,
            name: version.translate(&criterion.name),
            sheets: 0,
            missed: 0,
            unanswered: 0,
            too_high: 0,
            too_low: 0,
            minimums: 0,
        });
        Self {
            format: CLASS_FORMAT.into(),
            criteria: set.version().clone(),
            product_set: set.number(),
            set_name: version.translate(set.name()),
            sheet: set.criteria.len(),
            learners: Vec::new(),
            blank: Vec::new(),
            by_criterion: by_criterion.collect(),
            errors: Vec::new(),
            notices: Vec::new(),
        }
    }

    /// Adds a learner's sheet.
    pub fn add(&mut self, learner: impl Into<String>, found: &Marking) {
        let open = found.differences.iter().filter(|d| d.level.is_none());
        self.learners.push(LearnerMarking {
            learner: learner.into(),
            seed: found.seed,
            same: found.same,
            missed: found.differences.iter().map(|d| d.criterion).collect(),
            unanswered: open.count(),
            findings_missed: found.findings_missed.clone(),
            findings_added: found.findings_added.clone(),
            key_points: found.key_points,
            key_stars: found.key_stars,
            points: found.points,
            stars: found.stars,
        });
        let up = |count: &mut u32, when: bool| *count = count.saturating_add(u32::from(when));
        for row in &mut self.by_criterion {
            up(&mut row.sheets, true);
            let differing = found.differences.iter();
            for other in differing.filter(|d| d.criterion == row.criterion) {
                up(&mut row.missed, true);
                up(&mut row.unanswered, other.level.is_none());
                let given = other.level.is_some();
                up(&mut row.too_high, given && other.points > other.key_points);
                up(&mut row.too_low, given && other.points < other.key_points);
                up(&mut row.minimums, !other.minimums.is_empty());
            }
        }
    }

    /// The criteria that most learners missed come first; those missed alike stay in the order of
    /// the sheet.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.by_criterion.sort_by(|a, b| {
            let order = b.missed.cmp(&a.missed);
            order.then(a.criterion.cmp(&b.criterion))
        });
        self
    }
}

/// A class as a table for spreadsheets: a learner a row, and a column a criterion that says 1 where
/// it was scored as in the key and 0 where not, so that columns can be added up. `learner` and `seed`
/// are as they were given.
#[must_use]
pub fn class_table(class: &ClassMarking) -> String {
    let mut order: Vec<CriterionId> = class.by_criterion.iter().map(|c| c.criterion).collect();
    order.sort_unstable();
    let heads = [
        "learner",
        "seed",
        "same",
        "criteria",
        "unanswered",
        "points",
        "key_points",
        "stars",
        "key_stars",
    ];
    let named: Vec<String> = order.iter().map(|id| format!("c{id}")).collect();
    let mut out = csv_row(heads.into_iter().chain(named.iter().map(String::as_str)));
    let stars = |s: Option<Stars>| s.map_or_else(String::new, |s| s.get().to_string());
    for learner in &class.learners {
        let mut cells = vec![
            learner.learner.clone(),
            learner.seed.to_string(),
            learner.same.to_string(),
            class.sheet.to_string(),
            learner.unanswered.to_string(),
            learner.points.to_string(),
            learner.key_points.to_string(),
            stars(learner.stars),
            stars(learner.key_stars),
        ];
        let right = |id: &CriterionId| u8::from(!learner.missed.contains(id)).to_string();
        cells.extend(order.iter().map(right));
        out.push_str(&csv_row(cells.iter().map(String::as_str)));
    }
    out
}
