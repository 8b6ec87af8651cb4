//! `plan`: the way to the next stars.

use ocop::plan::{Costs, Objective, PlanReport, PlanRequest, next_target, plan as search};
use ocop::{Assessment, Library, Points, Stars};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::rate;
use crate::operation::{Operation, Output, options, schema_of};
use crate::options::{Day, Within};
use crate::reply::{Refusal, Reply};

/// What is asked of a plan.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct PlanOptions {
    /// Read the dossier under this version, even out of its time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub criteria: Option<String>,
    /// Refuse a dossier with unanswered criteria.
    pub strict: bool,
    /// The stars aimed at; the next ones by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<Stars>,
    /// Points wanted above the band: councils differ.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub margin: Option<Within<0, 100>>,
    /// What to make small, most important first.
    pub minimise: Vec<Objective>,
    /// Criteria, by key or number, at which the plan must have a step.
    pub keep: Vec<String>,
    /// Criteria, by key or number, that are left as they are.
    pub exclude: Vec<String>,
    /// Only what can be done by this day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Day>,
    /// The day of the start; the dossier's day by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub today: Option<Day>,
    /// Plan under this case, where the sheet offers cases.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<ocop::Case>,
    /// Allow lower levels; useful only where the case changes.
    pub allow_lower: bool,
    /// How many further plans; 2 by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternatives: Option<Within<0, 50>>,
    /// Costs in place of the default ones (`ocop-costs/1`).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<ocop::plan::CostsFile>")]
    pub costs: Option<Box<RawValue>>,
}

ocop::setters!(PlanOptions {
    criteria: Option<String>,
    strict: bool,
    target: Option<Stars>,
    margin: Option<Within<0, 100>>,
    minimise: Vec<Objective>,
    keep: Vec<String>,
    exclude: Vec<String>,
    by: Option<Day>,
    today: Option<Day>,
    case: Option<ocop::Case>,
    allow_lower: bool,
    alternatives: Option<Within<0, 50>>,
    costs: Option<Box<RawValue>>,
});

/// Further plans where no number is asked for.
const ALTERNATIVES: u16 = 2;

pub(crate) const OPERATION: Operation = Operation {
    name: "plan",
    vi: "Cách ít thay đổi nhất để đạt hạng sao mong muốn.",
    en: "The least change that brings the stars aimed at.",
    input: &["dossier"],
    output: Output::Json(&["plan"]),
    schema: schema_of::<PlanOptions>,
    run,
};

fn run(library: &Library, input: &[u8], bytes: &[u8]) -> Result<Reply, Refusal> {
    let options: PlanOptions = options(bytes)?;
    Reply::json(&plan(library, input, &options)?)
}

/// Plans the way of a dossier to its target.
///
/// # Errors
///
/// The dossier, the costs or the request are refused, or the version is not known.
pub fn plan(library: &Library, input: &[u8], options: &PlanOptions) -> Result<PlanReport, Refusal> {
    planned(library, input, options).map(|(_, report)| report)
}

/// The plan, and the dossier that it is for.
pub(crate) fn planned(
    library: &Library,
    input: &[u8],
    options: &PlanOptions,
) -> Result<(Assessment, PlanReport), Refusal> {
    let reading = rate::RateOptions {
        criteria: options.criteria.clone(),
        strict: options.strict,
        ..rate::RateOptions::default()
    };
    let assessment = rate::rate(library, input, &reading)?;
    let report = of_assessment(&assessment, options)?;
    Ok((assessment, report))
}

/// The plan of a dossier that was read.
pub(crate) fn of_assessment(
    assessment: &Assessment,
    options: &PlanOptions,
) -> Result<PlanReport, Refusal> {
    let costs = costs(options.costs.as_deref())?;
    let plan = search(assessment.sheet(), &request(assessment, options), &costs)?;
    Ok(plan.report())
}

/// What is asked of a plan, with what the dossier tells where the options leave it open: the next
/// stars, the day.
#[must_use]
pub fn request(assessment: &Assessment, options: &PlanOptions) -> PlanRequest {
    PlanRequest::to(
        options
            .target
            .unwrap_or_else(|| next_target(&assessment.rating())),
    )
    .order(options.minimise.clone())
    .margin(margin(options.margin))
    .keep(options.keep.clone())
    .exclude(options.exclude.clone())
    .by(options.by.map(|d| d.0))
    .today(options.today.map(|d| d.0).or_else(|| assessment.day()))
    .case(options.case)
    .allow_lower(options.allow_lower)
    .alternatives(usize::from(
        options.alternatives.map_or(ALTERNATIVES, Within::get),
    ))
}

fn margin(asked: Option<Within<0, 100>>) -> Points {
    let asked = asked.map_or(0, Within::get);
    Points::new(asked.into()).unwrap_or(Points::ZERO)
}

/// The costs of an option, or those that come with the criteria. Paths point into the option.
pub(crate) fn costs(given: Option<&RawValue>) -> Result<Costs, Refusal> {
    let Some(text) = given else {
        return Ok(Costs::embedded()?);
    };
    Costs::parse(text.get().as_bytes()).map_err(|found| Refusal::refused(found).below("/costs"))
}
