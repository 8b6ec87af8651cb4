//! The way to the next star: the cheapest set of level changes that reaches it, proven.
//!
//! A plan meets every star minimum up to its target and the points of its band, keeps to the cases
//! and dependencies of the sheet, and lowers no level. It is the exact optimum in the order asked
//! for; the search is explained in `search.rs`, what stands behind it in `docs/planning.md`.
//!
//! ```
//! use ocop::plan::{Costs, PlanRequest, plan};
//! use ocop::{Answer, Library, ScoreSheet, Stars, rate};
//! let library = Library::embedded();
//! let set = library.version("qd-26-2026")?.product_set("1")?;
//! let sheet = ScoreSheet::new(set, set.criteria().iter().map(|c| (c.id, Answer::level(2.min(c.levels.len() as u8)))), [])?;
//! assert_eq!(rate(&sheet).stars().unwrap().get(), 2);
//! let plan = plan(&sheet, &PlanRequest::to(Stars::new(3)?), &Costs::embedded()?)?;
//! assert_eq!(rate(&plan.applied()).stars().unwrap().get(), 3);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod alternatives;
mod blocked;
mod costs;
mod problem;
mod proof;
mod report;
mod request;
mod search;

use crate::assess::Assessment;
use crate::bounded::{LevelNumber, Points, Stars};
use crate::criteria::Criterion;
use crate::ids::Case;
use crate::problem::Problems;
use crate::rating::rate;
use crate::sheet::{Given, ScoreSheet};

pub use costs::{
    COSTS_FORMAT, Costs, CostsFile, DefaultCost, KeyCost, MAX_EFFORT, MAX_LEAD_TIME_DAYS, StepCost,
};
pub use report::{
    BestReport, BlockReport, BoundReport, ChangeReport, CostReport, PLAN_FORMAT, PlanReport,
    QuestionReport, StandingReport,
};
pub use request::{Objective, PlanRequest};

use blocked::{Block, blocks};
use problem::{Instance, instances};
use proof::{Bound, bounds};
use request::Ask;
use search::{Cost, Solution, best};

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
pub enum Status {
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
    sheet: ScoreSheet,
    request: PlanRequest,
    ask: Ask,
    status: Status,
    way: Way,
    alternatives: Vec<Way>,
    bounds: Vec<Bound>,
    blocks: Vec<Block>,
    /// The most stars within reach, where the target is not, and the way there.
    in_reach: Option<(Stars, Way)>,
    most_points: Option<u32>,
}

/// Changes of levels.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Way {
    steps: Vec<Step>,
    case: Option<Case>,
    cost: Cost,
}

/// A change of the level of one criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub(crate) place: usize,
    /// The level now; `0` where none is reached.
    pub from: LevelNumber,
    /// The level to reach.
    pub to: LevelNumber,
    /// The points it brings; fewer than none only where the case of the sheet changes.
    pub points: i32,
    /// The highest minimum up to the target that it meets and that was not met.
    pub minimum_for: Option<Stars>,
    /// Whether the assessment would stop without it.
    pub clears_stop: bool,
    /// What it takes.
    pub cost: StepCost,
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
        status: Status::Planned,
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
            plan.way = plan.way_of(&all, &solution);
            plan.bounds = bounds(&all, &plan.ask, solution.cost);
            let wanted = request.alternatives;
            plan.alternatives =
                alternatives::next(sheet.view(), &plan.ask, costs, &plan, solution, wanted);
            plan.status = match rate(sheet).stars() {
                Some(now) if plan.way.steps.is_empty() && now > plan.ask.target => {
                    Status::AboveTarget
                }
                _ if plan.way.steps.is_empty() => Status::AlreadyMet,
                _ => Status::Planned,
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
pub fn next_target(rating: &crate::rating::Rating) -> Stars {
    let least = rating
        .sheet()
        .product_set()
        .instrument
        .file
        .recognition
        .from_stars;
    let next = rating
        .stars()
        .map_or(i64::from(least), |s| i64::from(s).saturating_add(1));
    Stars::new(next).map_or(Stars::MAX, |next| next.max(least))
}

impl Plan {
    fn explain_why_not(&mut self, all: &[Instance], costs: &Costs, denied: bool) {
        self.blocks = blocks(self.sheet.view(), all, &self.ask);
        if denied {
            self.status = Status::NoStars;
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
            Status::NeedsAnswers
        } else {
            Status::OutOfReach
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
                self.in_reach = Some((stars, self.way_of(&all, &found)));
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

    fn way_of(&self, all: &[Instance], solution: &Solution) -> Way {
        let Some(instance) = all.get(solution.instance) else {
            return Way::default();
        };
        let steps = solution.picks.iter().filter_map(|(item, choice)| {
            let item = instance.items.get(*item)?;
            let choice = item.choices.get(*choice)?;
            self.step(item.place, choice.level, choice.cost)
        });
        Way {
            steps: steps.collect(),
            case: instance.case,
            cost: solution.cost,
        }
    }

    fn step(&self, place: usize, to: LevelNumber, cost: StepCost) -> Option<Step> {
        let sheet = self.sheet.view();
        let set = sheet.set;
        let criterion = set.criteria.get(place)?;
        let (from, before) = match sheet.answers.get(place)? {
            Given::Level(level, points) => (*level, *points),
            Given::Unanswered => (LevelNumber::NONE_REACHED, Points::ZERO),
        };
        let points = criterion.level(to).map_or(Points::ZERO, |l| l.points);
        let met = |level: LevelNumber, points: Points, least: Points| {
            level != LevelNumber::NONE_REACHED && points >= least
        };
        let minimum_for = set
            .minimums
            .iter()
            .filter(|m| m.criterion == place && m.stars <= self.ask.target)
            .filter(|m| m.case.is_none() || criterion.level(to).is_none_or(|l| l.case == m.case))
            .filter(|m| !met(from, before, m.points) && met(to, points, m.points))
            .map(|m| m.stars)
            .max();
        let stops = set.zero_stop.iter().any(|z| z.criteria.contains(&place));
        Some(Step {
            place,
            from,
            to,
            points: i32::from(points.get()).saturating_sub(before.get().into()),
            minimum_for,
            clears_stop: stops && before == Points::ZERO,
            cost,
        })
    }

    /// What became of the request.
    #[must_use]
    pub const fn status(&self) -> Status {
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
    pub fn steps(&self) -> &[Step] {
        &self.way.steps
    }

    /// The criterion of a step.
    #[must_use]
    pub fn criterion(&self, step: &Step) -> Option<&Criterion> {
        self.sheet.product_set().criteria.get(step.place)
    }

    /// The changes of each further plan, best first. Each does without at least one of the
    /// criteria of every plan before it.
    pub fn alternatives(&self) -> impl Iterator<Item = &[Step]> {
        self.alternatives.iter().map(|way| way.steps.as_slice())
    }

    /// The sheet after the changes.
    #[must_use]
    pub fn applied(&self) -> ScoreSheet {
        apply(&self.sheet, &self.way)
    }

    /// The sheet after some of the changes: those of `steps`.
    #[must_use]
    pub fn after(&self, steps: &[Step]) -> ScoreSheet {
        let way = Way {
            steps: steps.to_vec(),
            ..self.way.clone()
        };
        apply(&self.sheet, &way)
    }
}

/// A sheet after changes. A criterion that had not to be answered, because the one it depends on
/// was at 0, stands at 0 where that is raised.
fn apply(sheet: &ScoreSheet, way: &Way) -> ScoreSheet {
    let mut after = sheet.clone();
    let sheet = sheet.view();
    let marks = &mut after.body_mut().marks;
    for step in &way.steps {
        let criterion = sheet.set.criteria.get(step.place);
        let level = criterion.and_then(|c| c.level(step.to));
        if let Some(slot) = marks.answers.get_mut(step.place) {
            *slot = Given::Level(step.to, level.map_or(Points::ZERO, |l| l.points));
        }
    }
    for (place, criterion) in sheet.set.criteria.iter().enumerate() {
        if sheet.required_is_zero(criterion)
            && let Some(slot @ Given::Unanswered) = marks.answers.get_mut(place)
        {
            *slot = Given::Level(LevelNumber::NONE_REACHED, Points::ZERO);
        }
    }
    let cased = way
        .steps
        .iter()
        .any(|s| sheet.set.criteria.get(s.place).is_some_and(|c| c.cased));
    if cased {
        marks.case = way.case;
    }
    after
}
