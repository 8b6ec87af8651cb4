//! What a step from one level to the next takes: data that a user can replace (`ocop-costs/1`).

mod file;
mod read;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::criteria::{Criterion, ProductSet};
use crate::problem::{Code, Problem, Problems};
use crate::text::Text;

pub use file::{
    COSTS_FORMAT, CostsFile, DefaultCost, KeyCost, MAX_EFFORT, MAX_LEAD_TIME_DAYS, StepCost,
};

/// Costs, checked. A copy costs little: it shares the figures.
///
/// ```
/// let costs = ocop::plan::Costs::embedded()?;
/// assert!(costs.basis("intellectual-property").unwrap().en.contains("over a year"));
/// # Ok::<(), ocop::Problems>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Costs {
    note: Option<Text>,
    default: Option<Entry>,
    by_key: Arc<BTreeMap<String, Entry>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    basis: Option<Text>,
    steps: Vec<StepCost>,
    /// Where it stands in its file.
    path: String,
}

impl Costs {
    /// The costs that come with the criteria: a judgement, which each entry gives its basis for.
    ///
    /// # Errors
    ///
    /// The problems of the file; the embedded one has none.
    pub fn embedded() -> Result<Self, Problems> {
        Self::parse(ocop_criteria::DEFAULT_COSTS.as_bytes())
    }

    /// What these figures are, and are not.
    #[must_use]
    pub const fn note(&self) -> Option<&Text> {
        self.note.as_ref()
    }

    /// What the figures of a key rest on.
    #[must_use]
    pub fn basis(&self, key: &str) -> Option<&Text> {
        self.entry(key)?.basis.as_ref()
    }

    fn entry(&self, key: &str) -> Option<&Entry> {
        self.by_key.get(key).or(self.default.as_ref())
    }

    /// The costs of the steps of a criterion: into its first level, its second, and so on.
    pub(crate) fn steps(&self, criterion: &Criterion) -> &[StepCost] {
        self.entry(&criterion.key).map_or(&[], |e| &e.steps)
    }

    /// Tells of every step of a sheet that is without its cost.
    ///
    /// # Errors
    ///
    /// [`Code::CostMissing`] for each criterion that lacks one.
    pub fn check(&self, set: &ProductSet) -> Result<(), Problems> {
        let mut problems = Problems::new();
        for criterion in set.criteria() {
            let needed = super::ladder::rungs(criterion);
            let entry = self.entry(&criterion.key);
            let has = entry.map_or(0, |e| e.steps.len());
            if has < needed {
                let path =
                    entry.map_or_else(|| "/costs".to_owned(), |e| format!("{}/steps", e.path));
                problems.push(
                    Problem::new(
                        Code::CostMissing,
                        path,
                        format!(
                            "Tiêu chí {} ({}) có {needed} bước, mới có chi phí của {has}.",
                            criterion.id, criterion.key
                        ),
                        format!(
                            "Criterion {} ({}) has {needed} steps, but there are costs of {has}.",
                            criterion.id, criterion.key
                        ),
                    )
                    .with_found(has.to_string())
                    .with_expected(needed.to_string(), needed.to_string())
                    .with_help(
                        "Thêm bước còn thiếu, hoặc \"default\" cho các tiêu chí chưa nêu.",
                        "Add the missing steps, or a \"default\" for criteria that are not named.",
                    ),
                );
            }
        }
        problems.or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Library;

    #[test]
    fn the_embedded_costs_name_every_key_and_cover_every_sheet() {
        let (costs, library) = (Costs::embedded().unwrap(), Library::embedded());
        for criteria in library.versions() {
            for set in criteria.set_numbers().map(|n| criteria.set(n).unwrap()) {
                costs.check(set).unwrap();
                for criterion in set.criteria() {
                    assert!(
                        costs.by_key.contains_key(&criterion.key),
                        "{}",
                        criterion.key
                    );
                }
            }
        }
        assert!(costs.by_key.values().all(|e| e.basis.is_some()));
    }

    #[test]
    fn a_sheet_with_a_step_that_has_no_cost_is_told_with_the_criterion() {
        let library = Library::embedded();
        let set = library
            .version("qd-26-2026")
            .unwrap()
            .product_set("1")
            .unwrap();
        let costs = r#"{"format": "ocop-costs/1", "default": {"steps": [{"lead_time_days": 1, "effort": 1},
            {"lead_time_days": 1, "effort": 1}, {"lead_time_days": 1, "effort": 1}, {"lead_time_days": 1, "effort": 1}]}, "costs": []}"#;
        let problems = Costs::parse(costs.as_bytes())
            .unwrap()
            .check(set)
            .unwrap_err();
        assert!(
            problems
                .iter()
                .all(|p| p.code == Code::CostMissing && p.path == "/default/steps")
        );
        assert!(
            problems
                .iter()
                .any(|p| p.message.en.contains("5.1 (product-story)"))
        );
    }
}
