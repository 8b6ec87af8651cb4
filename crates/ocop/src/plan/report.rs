//! A plan as it is printed: the format `ocop-plan/1`.

use std::borrow::Cow;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bounded::{LevelNumber, Points, ProductSetNumber, Stars};
use crate::criteria::SetEvidence;
use crate::criteria::files::Effect;
use crate::ids::{Case, CriterionId, VersionId};
use crate::notice::Notice;
use crate::text::Text;

use super::build::PlanStatus;
use super::request::Objective;

/// The name of the format.
pub const PLAN_FORMAT: &str = "ocop-plan/1";

/// A plan as it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct PlanReport {
    /// Always `ocop-plan/1`.
    pub format: Cow<'static, str>,
    /// The criteria version.
    pub criteria: VersionId,
    /// The product set's number.
    pub product_set: ProductSetNumber,
    /// The stars aimed at.
    pub target: Stars,
    /// Points wanted above the band.
    pub margin: Points,
    /// Whether the target is met now or after the changes.
    pub reachable: bool,
    /// What became of the request.
    pub status: PlanStatus,
    /// What was made small, most important first.
    pub order: Vec<Objective>,
    /// The sheet as it stands.
    pub before: StandingReport,
    /// The sheet after the changes.
    pub after: StandingReport,
    /// The changes, in the order of the sheet.
    pub changes: Vec<ChangeReport>,
    /// What they take together.
    pub cost: CostReport,
    /// The case that the plan is made for, where the sheet offers cases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<Case>,
    /// Why nothing smaller works.
    pub why: Vec<BoundReport>,
    /// The changes of further plans: the best for each other objective, the best without the dearest
    /// change that all of these have, then the next best.
    pub alternatives: Vec<Vec<ChangeReport>>,
    /// What each of the further plans takes, and why it is given, in their order.
    #[serde(default)]
    pub compared: Vec<AlternativeReport>,
    /// What stands in the way.
    pub blocked_by: Vec<BlockReport>,
    /// The best in reach, where the target is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best_in_reach: Option<BestReport>,
    /// Unanswered criteria: counted 0, and no change is planned at them.
    pub questions: Vec<QuestionReport>,
    /// What the costs are, and are not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub costs_note: Option<Text>,
    /// Rules of the law that no plan keeps to, as they are not counted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
}

/// Points and stars of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct StandingReport {
    /// The total.
    pub points: Points,
    /// Stars after the minimums; none where none are given.
    pub stars: Option<Stars>,
    /// Points above the band of the target; negative where some are missing.
    pub margin: i32,
}

/// A change of a level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ChangeReport {
    /// The criterion.
    pub criterion: CriterionId,
    /// What it measures.
    pub key: String,
    /// Its name.
    pub name: Text,
    /// The level now; `0` where none is reached.
    pub from: LevelNumber,
    /// The level to reach.
    pub to: LevelNumber,
    /// What the level to reach asks for; none where no level is to be reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
    /// The points it brings.
    pub points: i32,
    /// The highest minimum up to the target that it meets and that was not met.
    pub minimum_for: Option<Stars>,
    /// Whether the assessment would stop without it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub clears_stop: bool,
    /// Days from the start until the proof is at hand.
    pub lead_time_days: u32,
    /// The day by which it is done, where the start is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_on: Option<Date>,
    /// Effort on the scale of the costs.
    pub effort: u32,
    /// What its cost rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Text>,
    /// The papers that prove it.
    pub evidence: Vec<SetEvidence>,
}

/// What changes take together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct CostReport {
    /// How many criteria change.
    pub changes: u32,
    /// The longest lead time: changes run side by side.
    pub lead_time_days: u32,
    /// The sum of efforts.
    pub effort: u32,
}

/// What a further plan takes, and why it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct AlternativeReport {
    /// What its changes take together.
    pub cost: CostReport,
    /// The points after them.
    pub points: Points,
    /// No plan has less of this; none where it is given for another reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best_for: Option<Objective>,
    /// The criterion whose change is the dearest in all plans before it, and which it leaves as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub without: Option<CriterionId>,
}

/// Within this limit, and with what is more important no greater than in the plan, the target is
/// missed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct BoundReport {
    /// What is limited.
    pub objective: Objective,
    /// The limit: one less than the plan has.
    pub at_most: u32,
    /// The most points within it; none where the minimums cannot be met within it.
    pub most_points: Option<u32>,
    /// How many points are missing.
    pub points_short: Option<u32>,
    /// Criteria that must change all the same, or that cannot within the limit.
    pub must_change: Vec<CriterionId>,
}

/// One thing that stands in the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct BlockReport {
    /// What is missing.
    pub code: BlockCode,
    /// Why it cannot be had, where it is missing at a criterion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<BlockCause>,
    /// The finding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<String>,
    /// What follows from the finding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect: Option<Effect>,
    /// What the finding is, as the sheet says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
    /// The criterion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criterion: Option<CriterionId>,
    /// The stars whose minimum is missed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_for: Option<Stars>,
    /// The level that is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<LevelNumber>,
    /// The criterion that it depends on, where that has no points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<CriterionId>,
    /// The days that the soonest takes, where that is too late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub soonest_days: Option<u32>,
    /// The most points that can be had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_points: Option<u32>,
    /// The points that are needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed_points: Option<u32>,
    /// Where the law says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

impl BlockReport {
    pub(super) const fn new(code: BlockCode) -> Self {
        Self {
            code,
            because: None,
            finding: None,
            effect: None,
            label: None,
            criterion: None,
            minimum_for: None,
            level: None,
            required: None,
            soonest_days: None,
            most_points: None,
            needed_points: None,
            source: None,
        }
    }
}

/// What is missing for the target.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum BlockCode {
    /// A finding takes the stars away, whatever the levels.
    Finding,
    /// A star minimum is not met.
    Minimum,
    /// The criterion is at 0, which stops the assessment.
    Stop,
    /// A step that was asked for, or that another level of the sheet calls for.
    Step,
    /// All that can be raised brings too few points.
    Points,
}

/// Why what is missing at a criterion cannot be had.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum BlockCause {
    /// The criterion is unanswered: that is asked for, not assumed.
    Unanswered,
    /// The criterion that it depends on has no points.
    RequiredWithoutPoints,
    /// It is to be left as it is.
    LeftAsItIs,
    /// It takes too long.
    TooLate,
    /// No level would do.
    NoLevel,
    /// The sheet gives points alone, and they stand on two lists of levels.
    LadderUnknown,
}

/// The most stars in reach, and the way there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct BestReport {
    /// The stars; those of today where no more can be had.
    pub stars: Option<Stars>,
    /// The points after the changes.
    pub points: Points,
    /// The changes; none where no more stars can be had.
    pub changes: Vec<ChangeReport>,
    /// What they take.
    pub cost: CostReport,
    /// The most points of all, whatever the stars.
    pub most_points: Option<u32>,
    /// What it keeps to besides the points and minimums of its stars.
    #[serde(default)]
    pub keeps_to: ConditionsReport,
}

/// What the best in reach keeps to, as the plan was asked to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ConditionsReport {
    /// The day by which everything is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Date>,
    /// Points above the threshold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub margin: Option<Points>,
    /// Criteria that must change.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keep: Vec<CriterionId>,
    /// Criteria that are left as they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclude: Vec<CriterionId>,
    /// The case that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<Case>,
    /// How many criteria are unanswered and count 0.
    #[serde(default)]
    pub unanswered: usize,
}

/// An unanswered criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct QuestionReport {
    /// The criterion.
    pub criterion: CriterionId,
    /// What it measures.
    pub key: String,
    /// Its name.
    pub name: Text,
    /// Whether it is answered in points that stand on two lists of levels, for two kinds of producer:
    /// the question is which of them holds.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub which_ladder: bool,
    /// The most points that its answer can bring.
    pub max_points: Points,
    /// The lowest stars up to the target that it holds a minimum for.
    pub minimum_for: Option<Stars>,
}
