//! `evidence`: what proves what.

use ocop::evidence::{Checklist, of_set};
use ocop::plan::{Costs, PlanRequest};
use ocop::{Code, Library, Problem, Stars};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::rate;
use crate::operation::{Operation, Output, options, schema_of};
use crate::options::{Day, SetSelector};
use crate::reply::{Refusal, Reply};

/// Which evidence is listed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct EvidenceOptions {
    /// Read the dossier under this version, even out of its time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub criteria: Option<String>,
    /// Refuse a dossier with unanswered criteria.
    pub strict: bool,
    /// The whole sheet of a product set, without a dossier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set: Option<SetSelector>,
    /// What these stars ask for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<Stars>,
    /// The day on which papers are looked at; the dossier's day by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub today: Option<Day>,
}

ocop::setters!(EvidenceOptions {
    criteria: Option<String>,
    strict: bool,
    set: Option<SetSelector>,
    target: Option<Stars>,
    today: Option<Day>,
});

pub(crate) const OPERATION: Operation = Operation {
    name: "evidence",
    vi: "Minh chứng nào cho tiêu chí nào, và hồ sơ còn thiếu gì.",
    en: "What proves what, and what a dossier has not proven.",
    input: &["dossier"],
    output: Output::Json(&["evidence"]),
    schema: schema_of::<EvidenceOptions>,
    run,
};

fn run(library: &Library, input: &[u8], bytes: &[u8]) -> Result<Reply, Refusal> {
    let options: EvidenceOptions = options(bytes)?;
    Reply::json(&evidence(library, input, &options)?)
}

/// The checklist of a dossier, of what a plan to the target makes of it, or of a product set.
///
/// # Errors
///
/// The dossier or the product set is refused, or the options contradict each other.
pub fn evidence(
    library: &Library,
    input: &[u8],
    options: &EvidenceOptions,
) -> Result<Checklist, Refusal> {
    if let Some(set) = &options.set {
        if options.today.is_some() || options.criteria.is_some() || options.strict {
            return Err(Refusal::wrong_call(Problem::new(
                Code::AnswerContradictory,
                "/set",
                "\"set\" là cả phiếu, không cần hồ sơ: không đi cùng \"today\", \"criteria\", \"strict\".",
                "\"set\" is a whole sheet, without a dossier: \"today\", \"criteria\" and \"strict\" do not go with it.",
            )));
        }
        let (criteria, set) = set.find(library)?;
        return Ok(of_set(criteria, set, options.target)?);
    }
    let reading = rate::RateOptions {
        criteria: options.criteria.clone(),
        strict: options.strict,
        ..rate::RateOptions::default()
    };
    let assessment = rate::rate(library, input, &reading)?;
    let day = options.today.map(|d| d.0).or_else(|| assessment.day());
    let Some(target) = options.target else {
        return Ok(assessment.evidence(day)?);
    };
    let plan = assessment.plan(&PlanRequest::to(target), &Costs::embedded()?)?;
    Ok(assessment.evidence_after(&plan, day)?)
}
