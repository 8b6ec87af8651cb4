//! From a request to a plan, or to why there is none.

use crate::assess::Assessment;
use crate::bounded::Stars;
use crate::criteria::Criterion;
use crate::ids::Case;
use crate::problem::Problems;
use crate::rating::{Rating, rate};
use crate::sheet::ScoreSheet;

use super::alternatives::{Alternative, WhyAnother, alternatives};
use super::blocked::{Block, blocks};
use super::costs::Costs;
use super::problem::{Instance, instances};
use super::proof::{Bound, bounds};
use super::request::{Ask, PlanRequest};
use super::search::{self, best};
use super::way::{Change, Way, apply, way_of};

/// What became of a request.
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
pub enum PlanStatus {
    /// The changes reach the target.
    Planned,
    /// The target is met, and nothing needs to change.
    AlreadyMet,
    /// The product has more stars than were aimed at.
    AboveTarget,
    /// Unanswered criteria stand in the way: with answers the target may be in reach.
    NeedsAnswers,
    /// No changes within what was asked reach the target.
    OutOfReach,
    /// A finding denies all stars: no level can mend it.
    NoStars,
}

/// A plan, or why there is none.
#[derive(Debug, Clone)]
pub struct Plan {
    pub(super) sheet: ScoreSheet,
    pub(super) request: PlanRequest,
    pub(super) costs: Costs,
    pub(super) ask: Ask,
    pub(super) status: PlanStatus,
    pub(super) way: Way,
    pub(super) alternatives: Vec<Alternative>,
    pub(super) bounds: Vec<Bound>,
    pub(super) blocks: Vec<Block>,
    /// The most stars within reach, where the target is not, and the way there.
    pub(super) in_reach: Option<(Stars, Way)>,
    pub(super) most_points: Option<u32>,
}

/// Plans the way to a target.
///
/// Unanswered criteria count 0 and no step is planned at them: they are asked for. Without an
/// answer to the criterion that another depends on, neither counts.
///
/// # Errors
///
/// What is wrong with the request, all at once: a target that is not recognised, unknown and
/// contradictory keys, a day that is past or cannot be told, costs that are missing.
pub fn plan(sheet: &ScoreSheet, request: &PlanRequest, costs: &Costs) -> Result<Plan, Problems> {
    let mut problems = costs.check(sheet.product_set()).err().unwrap_or_default();
    let ask = match Ask::check(sheet.view(), request) {
        Ok(ask) => ask,
        Err(found) => {
            problems.append(found);
            return Err(problems);
        }
    };
    problems.or(())?;

    let all = instances(sheet.view(), &ask, costs);
    let denied = sheet.findings().next().is_some();
    let solution = if denied { None } else { best(&all, &ask) };
    let mut plan = Plan {
        sheet: sheet.clone(),
        request: request.clone(),
        costs: costs.clone(),
        status: PlanStatus::Planned,
        way: Way::default(),
        alternatives: Vec::new(),
        bounds: Vec::new(),
        blocks: Vec::new(),
        in_reach: None,
        most_points: None,
        ask,
    };
    match solution {
        Some(solution) => {
            plan.way = way_of(sheet.view(), &plan.ask, &all, &solution);
            plan.bounds = bounds(&all, &plan.ask, solution.cost);
            let wanted = request.alternatives;
            plan.alternatives =
                alternatives(sheet.view(), &plan.ask, costs, &plan.way, solution, wanted);
            plan.status = match rate(sheet).stars() {
                Some(now) if plan.way.changes.is_empty() && now > plan.ask.target => {
                    PlanStatus::AboveTarget
                }
                _ if plan.way.changes.is_empty() => PlanStatus::AlreadyMet,
                _ => PlanStatus::Planned,
            };
        }
        None => plan.explain_why_not(&all, costs, denied),
    }
    Ok(plan)
}

impl Assessment {
    /// Plans the way to a target: [`plan`] of its sheet.
    ///
    /// # Errors
    ///
    /// As [`plan`].
    pub fn plan(&self, request: &PlanRequest, costs: &Costs) -> Result<Plan, Problems> {
        plan(self.sheet(), request, costs)
    }
}

/// The next stars worth aiming at: one more than the product has, and stars that are recognised.
/// Of a product that has the most stars, or none by a finding, the least or the most there is.
///
/// ```
/// use ocop::{Library, ScoreSheet, rate};
/// let library = Library::embedded();
/// let sheet = ScoreSheet::new(library.version("qd-26-2026")?.product_set("1")?, [], [])?;
/// assert_eq!(ocop::plan::next_target(&rate(&sheet)).get(), 3);
/// # Ok::<(), ocop::Problems>(())
/// ```
#[must_use]
pub fn next_target(rating: &Rating) -> Stars {
    let least = rating
        .sheet()
        .product_set()
        .instrument
        .file
        .recognition
        .from_stars;
    let now = rating.stars();
    now.map_or(least, |now| now.next().unwrap_or(now).max(least))
}

impl Plan {
    fn explain_why_not(&mut self, all: &[Instance], costs: &Costs, denied: bool) {
        self.blocks = blocks(self.sheet.view(), all, &self.ask);
        if denied {
            self.status = PlanStatus::NoStars;
            return;
        }
        let sheet = self.sheet.clone();
        let set = sheet.product_set();
        let band = |stars: Stars| {
            set.instrument
                .band(stars)
                .map_or(0, |b| u32::from(b.from_points.get()))
        };
        let target = band(self.ask.target);
        let reach = |sheet: &ScoreSheet, ask: &Ask| {
            let all = instances(sheet.view(), ask, costs);
            let found = best(&all, ask);
            (all, found)
        };
        // An open answer may be any level, at no cost and on no day: it is asked for. Whether the target
        // is in reach with it is whether it is with the best of them.
        let cases = match self.ask.case {
            Some(case) => vec![Some(case)],
            None => sheet.view().cases(),
        };
        let open = sheet.unanswered().next().is_some();
        let answers_do = |case: Option<Case>| reach(&sheet.at_best(case), &self.ask).1.is_some();
        self.status = if open && cases.into_iter().any(answers_do) {
            PlanStatus::NeedsAnswers
        } else {
            PlanStatus::OutOfReach
        };
        let now = rate(&sheet).stars();
        for stars in (i64::from(Stars::MIN)..i64::from(self.ask.target)).rev() {
            let Ok(stars) = Stars::new(stars) else {
                continue;
            };
            if now.is_some_and(|now| stars <= now) {
                break;
            }
            let ask = self.ask.aiming_at(stars, target, band(stars));
            if let (all, Some(found)) = reach(&sheet, &ask) {
                self.in_reach = Some((stars, way_of(sheet.view(), &ask, &all, &found)));
                break;
            }
        }
        let free = self
            .ask
            .aiming_at(Stars::MIN, target, u32::from(set.max_points().get()));
        self.most_points = instances(sheet.view(), &free, costs)
            .iter()
            .filter_map(|i| search::most_points(i, search::Limits::NONE, free.needed))
            .max();
    }

    /// What became of the request.
    #[must_use]
    pub const fn status(&self) -> PlanStatus {
        self.status
    }

    /// Whether it was made for this sheet, or one that says the same.
    pub(crate) fn is_of(&self, sheet: &ScoreSheet) -> bool {
        self.sheet == *sheet
    }

    /// The stars aimed at.
    #[must_use]
    pub const fn target(&self) -> Stars {
        self.ask.target
    }

    /// The changes, in the order of the sheet; none where nothing needs to change, or where the
    /// target is out of reach.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.way.changes
    }

    /// The criterion of a change.
    #[must_use]
    pub fn criterion(&self, change: &Change) -> Option<&Criterion> {
        self.sheet.product_set().criteria.get(change.index)
    }

    /// The changes of each further plan: the best for each other objective, the best without the
    /// dearest change that all have, the next best.
    pub fn alternatives(&self) -> impl Iterator<Item = &[Change]> {
        self.alternatives.iter().map(|a| a.way.changes.as_slice())
    }

    /// Why each further plan is given, in the same order.
    pub fn why_alternatives(&self) -> impl Iterator<Item = WhyAnother> {
        self.alternatives.iter().map(|a| a.why)
    }

    /// The sheet after the changes.
    #[must_use]
    pub fn applied(&self) -> ScoreSheet {
        apply(&self.sheet, &self.way)
    }

    /// The sheet after these of the changes.
    #[must_use]
    pub fn after(&self, changes: &[Change]) -> ScoreSheet {
        let way = Way {
            changes: changes.to_vec(),
            ..self.way.clone()
        };
        apply(&self.sheet, &way)
    }
}
