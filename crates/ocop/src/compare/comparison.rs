//! An old score sheet under another law: what carries over, and what must be answered.

use std::sync::Arc;

use jiff::civil::Date;

use crate::bounded::LevelNumber;
use crate::criteria::{CriteriaVersion, Criterion, FindingRule, ProductSet};
use crate::dossier::{AnswerInput, DetailedAnswer, Dossier, SetRef};
use crate::ids::{CriterionId, VersionId};
use crate::library::Library;
use crate::problem::Problems;
use crate::rating::{Rating, rate};
use crate::shared::Shared;
use crate::sheet::{Answer, Builder, Given, ScoreSheet, SheetView};
use crate::text::Text;

use super::bounds::{best, worst};
use super::level_map::{Carry, SetMap, same_notes, same_words};

/// How an old sheet is to be compared.
///
/// ```
/// use ocop::CompareRequest;
/// let request = CompareRequest::default().product_set("mat-ong".to_owned());
/// assert_eq!(request.product_set.as_deref(), Some("mat-ong"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CompareRequest {
    /// The product set of the other version, by number or slug, where the product falls under
    /// another set than the one that corresponds, or where several do.
    pub product_set: Option<String>,
    /// The day on which the product would be recognised under the other version: it decides by whom.
    pub on: Option<Date>,
}

crate::setters!(CompareRequest {
    product_set: Option<String>,
    on: Option<Date>,
});

/// What becomes of a criterion.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum RowState {
    /// The answer carries over: same words, same points, same maximum.
    Unchanged,
    /// The answer carries over, to another level, other points or under another maximum.
    Changed,
    /// The old answer does not tell the new one: it must be answered.
    Question,
    /// It was not answered before either: it must be answered.
    Unanswered,
    /// The criterion it depends on has no points, so it is not scored.
    NotApplicable,
    /// Only the older sheet has it.
    Gone,
    /// Only the newer sheet has it: it must be answered.
    New,
}

impl RowState {
    /// Whether the criterion must be answered under the newer version.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Question | Self::Unanswered | Self::New)
    }
}

/// What becomes of one criterion; it borrows from the comparison.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ComparisonRow<'c> {
    /// What becomes of it.
    pub state: RowState,
    /// The criterion of the older sheet and the level given for it.
    pub from: Option<(&'c Criterion, Option<LevelNumber>)>,
    /// The criterion of the newer sheet and the level that carries over.
    pub to: Option<(&'c Criterion, Option<LevelNumber>)>,
    /// Whether a higher level may be reached too.
    pub at_least: bool,
    /// Why it carries over in other words, or why it does not.
    pub reason: Option<&'c Text>,
}

/// The same by the positions of the criteria on their sheets.
#[derive(Debug, Clone)]
struct Carried {
    state: RowState,
    from: Option<(usize, Option<LevelNumber>)>,
    to: Option<(usize, Option<LevelNumber>)>,
    at_least: bool,
    reason: Option<Text>,
}

/// An old score sheet under another version of the law.
///
/// ```
/// use ocop::{AssessOptions, CompareRequest, Library};
/// let library = Library::embedded();
/// let old = br#"{"criteria": "qd-148-2023", "product_set": 1, "answers": {"1.1": 3, "1.2": 2}}"#;
/// let assessment = library.assess_json(old, &AssessOptions::default())?;
/// let to = "qd-26-2026".parse().unwrap();
/// let comparison = library.compare(assessment.sheet(), &to, &CompareRequest::default())?;
/// assert_eq!(comparison.provisional().points().get(), 2);
/// assert!(comparison.best().points() > comparison.worst().points());
/// # Ok::<(), ocop::Problems>(())
/// ```
#[derive(Debug, Clone)]
pub struct Comparison {
    pub(super) from: Arc<CriteriaVersion>,
    pub(super) to: Arc<CriteriaVersion>,
    pub(super) map: SetMap,
    before: Rating,
    after: Rating,
    worst: Rating,
    best: Rating,
    rows: Vec<Carried>,
    on: Option<Date>,
}

impl Library {
    /// Carries an old sheet over to another version.
    ///
    /// # Errors
    ///
    /// Where the version or its product set is not there, where none or several sets correspond, and
    /// the problems of the files of correspondence; the embedded ones have none.
    pub fn compare(
        &self,
        before: &ScoreSheet,
        to: &VersionId,
        request: &CompareRequest,
    ) -> Result<Comparison, Problems> {
        let old = before.product_set();
        let from = self.version(old.version().as_str())?;
        let to = self.version(to.as_str())?;
        let new = self.counterpart(old, to, request.product_set.as_deref())?;
        let map = self.set_map(old, new)?;
        Comparison::build((from, to), before.clone(), new, map, request.on)
    }
}

impl Comparison {
    fn build(
        (from, to): (&Arc<CriteriaVersion>, &Arc<CriteriaVersion>),
        before: ScoreSheet,
        new: &Arc<ProductSet>,
        map: SetMap,
        on: Option<Date>,
    ) -> Result<Self, Problems> {
        let mut rows = rows(before.view(), new, &map);
        let after = sheet(&before, new, &rows, [], on)?;
        for row in &mut rows {
            row.lapse(after.view());
        }
        let rises = |index: usize| {
            let mut rising = rows.iter().filter(|r| r.at_least);
            rising.any(|r| r.to.is_some_and(|(to, _)| to == index))
        };
        let may_rise: Vec<bool> = (0..new.criteria.len()).map(rises).collect();
        Ok(Self {
            from: Arc::clone(from),
            to: Arc::clone(to),
            map,
            worst: rate(&worst(&after)),
            best: rate(&best(&after, &may_rise)),
            before: rate(&before),
            after: rate(&after),
            rows,
            on,
        })
    }

    /// The old sheet.
    #[must_use]
    pub const fn before(&self) -> &ScoreSheet {
        self.before.sheet()
    }

    /// The newer sheet with what carries over, and nothing else.
    #[must_use]
    pub const fn carried(&self) -> &ScoreSheet {
        self.after.sheet()
    }

    /// What becomes of each criterion: those of the newer sheet in its order, then those that are
    /// gone.
    pub fn rows(&self) -> impl Iterator<Item = ComparisonRow<'_>> {
        let old = &self.before().product_set().criteria;
        let new = &self.carried().product_set().criteria;
        self.rows.iter().map(|row| ComparisonRow {
            state: row.state,
            from: row
                .from
                .and_then(|(index, level)| Some((old.get(index)?, level))),
            to: row
                .to
                .and_then(|(index, level)| Some((new.get(index)?, level))),
            at_least: row.at_least,
            reason: row.reason.as_ref(),
        })
    }

    /// The criteria that must be answered under the newer version, in the order of its sheet.
    pub fn open(&self) -> impl Iterator<Item = &Criterion> {
        let open = self.rows().filter(|r| r.state.is_open());
        open.filter_map(|r| r.to.map(|(criterion, _)| criterion))
    }

    /// The rating under the older law.
    #[must_use]
    pub const fn old_rating(&self) -> &Rating {
        &self.before
    }

    /// The rating under the newer law with only what carries over.
    #[must_use]
    pub const fn provisional(&self) -> &Rating {
        &self.after
    }

    /// The rating if every open criterion comes to none of its levels. Where a criterion on which
    /// others depend comes to 0, what carried over for those lapses.
    #[must_use]
    pub const fn worst(&self) -> &Rating {
        &self.worst
    }

    /// The rating if every open criterion, and every one that may rise, comes to its highest level.
    #[must_use]
    pub const fn best(&self) -> &Rating {
        &self.best
    }

    /// Findings of the old sheet that the newer one knows too.
    pub fn carried_findings(&self) -> impl Iterator<Item = &FindingRule> {
        self.carried().findings()
    }

    /// Findings of the old sheet that the newer one does not know.
    pub fn lost_findings(&self) -> impl Iterator<Item = &FindingRule> {
        let known = &self.carried().product_set().findings;
        self.before()
            .findings()
            .filter(|f| !known.iter().any(|k| k.finding == f.finding))
    }

    /// The newer sheet with these answers in place of, and beside, what carries over. Answers that
    /// carried over for a criterion whose required one is now at 0 lapse.
    ///
    /// # Errors
    ///
    /// Everything that does not fit the sheet, all at once.
    pub fn fill(
        &self,
        answers: impl IntoIterator<Item = (CriterionId, Answer)>,
    ) -> Result<ScoreSheet, Problems> {
        sheet(
            self.before(),
            self.carried().product_set(),
            &self.rows,
            answers,
            self.on,
        )
    }

    /// The dossier under the newer version: with the answers and findings that carry over, their
    /// evidence, and without the dates and the registration, which belong to the old assessment.
    /// With its open criteria answered it is an ordinary dossier.
    #[must_use]
    pub fn dossier<'a>(&self, old: Dossier<'a>) -> Dossier<'a> {
        let carried = self.rows().filter_map(|row| {
            let (to, level) = row.to?;
            let level = level.filter(|_| self.carried().level(to.id).is_some())?;
            let before = row.from.map(|(from, _)| from.id.to_string());
            let given = before.and_then(|id| old.answers.get(id.as_str()));
            Some((to.id.to_string().into(), with_evidence(level, given)))
        });
        Dossier {
            answers: carried.collect(),
            points: Shared::default(),
            case: None,
            criteria: Some(self.to.id().to_string().into()),
            product_set: SetRef::Number(self.carried().product_set().number().into()),
            findings: self
                .carried_findings()
                .map(|f| f.finding.clone().into())
                .collect(),
            registration: None,
            assessed_on: None,
            ..old
        }
    }
}

fn with_evidence<'a>(level: LevelNumber, old: Option<&AnswerInput<'a>>) -> AnswerInput<'a> {
    match old {
        Some(AnswerInput::Detailed(old)) if !old.evidence.is_empty() || old.note.is_some() => {
            let carried = DetailedAnswer {
                level: Some(level.get().into()),
                points: None,
                case: None,
                ..DetailedAnswer::clone(old)
            };
            carried.into()
        }
        _ => AnswerInput::Level(level.get().into()),
    }
}

/// A sheet of the newer set: the answers given, and where there are none what carries over.
fn sheet(
    before: &ScoreSheet,
    new: &Arc<ProductSet>,
    rows: &[Carried],
    answers: impl IntoIterator<Item = (CriterionId, Answer)>,
    on: Option<Date>,
) -> Result<ScoreSheet, Problems> {
    let mut builder = Builder::new(new);
    for (id, answer) in answers {
        builder.answer(Some(id), &id.to_string(), &answer.0);
    }
    for row in rows {
        if let Some((index, Some(level))) = row.to {
            builder.carry(index, level);
        }
    }
    let known = before
        .findings()
        .filter(|f| new.findings.iter().any(|k| k.finding == f.finding));
    for (i, finding) in known.enumerate() {
        builder.finding(i, &finding.finding, || true);
    }
    Ok(ScoreSheet::of(new, builder.finish(on)?))
}

fn rows(before: SheetView<'_>, new: &ProductSet, map: &SetMap) -> Vec<Carried> {
    let old = before.set;
    let mut rows = Vec::with_capacity(new.criteria.len());
    for (to, criterion) in new.criteria.iter().enumerate() {
        let index = map
            .criteria
            .iter()
            .find(|(_, carry)| carry.to == to)
            .map(|(index, _)| *index);
        let found = index.and_then(|p| Some((p, old.criteria.get(p)?, before.answers.get(p)?)));
        rows.push(match found {
            Some((index, from, given)) => row(map, (index, from, *given), (to, criterion)),
            None => Carried {
                state: RowState::New,
                from: None,
                to: Some((to, None)),
                at_least: false,
                reason: None,
            },
        });
    }
    for (index, criterion) in old.criteria.iter().enumerate() {
        if !map.criteria.contains_key(&index) {
            rows.push(Carried {
                state: RowState::Gone,
                from: Some((index, before.level(criterion.id))),
                to: None,
                at_least: false,
                reason: None,
            });
        }
    }
    rows
}

fn row(
    map: &SetMap,
    (index, from, given): (usize, &Criterion, Given),
    (new_place, to): (usize, &Criterion),
) -> Carried {
    let Given::Level(number, points) = given else {
        return Carried {
            state: RowState::Unanswered,
            from: Some((index, None)),
            to: Some((new_place, None)),
            at_least: false,
            reason: None,
        };
    };
    let mut row = Carried {
        state: RowState::Question,
        from: Some((index, Some(number))),
        to: Some((new_place, None)),
        at_least: false,
        reason: None,
    };
    match map.carry(index, number) {
        Some(Carry::To {
            level,
            at_least,
            reason,
        }) => {
            let same = match (from.level(number), to.level(*level)) {
                (Some(a), Some(b)) => same_words(a, b) && points == b.points,
                (None, None) => true,
                _ => false,
            };
            let judged_alike = same_notes(from, to);
            let unchanged = same && judged_alike && !at_least && from.max_points == to.max_points;
            row.state = if unchanged {
                RowState::Unchanged
            } else {
                RowState::Changed
            };
            row.to = Some((new_place, Some(*level)));
            row.at_least = *at_least;
            row.reason.clone_from(reason);
        }
        Some(Carry::Question(why)) => row.reason = Some(why.clone()),
        None => {}
    }
    row
}

impl Carried {
    /// A criterion that is not scored needs no answer.
    fn lapse(&mut self, after: SheetView<'_>) {
        if let Some((index, level)) = &mut self.to
            && let Some((criterion, Given::Unanswered)) = after.at(*index)
            && after.required_is_zero(criterion)
        {
            *level = None;
            self.state = RowState::NotApplicable;
            self.at_least = false;
        }
    }
}
