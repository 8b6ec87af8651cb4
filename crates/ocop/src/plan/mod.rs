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
mod build;
mod costs;
mod grounds;
mod ladder;
mod page;
mod problem;
mod proof;
mod report;
mod request;
mod search;
mod way;

pub use alternatives::WhyAnother;
pub use build::{Plan, PlanStatus, next_target, plan};
pub use costs::{
    COSTS_FORMAT, Costs, CostsFile, DefaultCost, KeyCost, MAX_EFFORT, MAX_LEAD_TIME_DAYS, StepCost,
};
pub use report::{
    AlternativeReport, BestReport, BlockCause, BlockCode, BlockReport, BoundReport, ChangeReport,
    ConditionsReport, CostReport, PLAN_FORMAT, PlanReport, QuestionReport, StandingReport,
};
pub use request::{Objective, PlanRequest};
pub use way::Change;
