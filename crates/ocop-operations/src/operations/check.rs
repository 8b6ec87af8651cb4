//! `check`: what is wrong with a dossier, what is missing, and what is worth a look.

use ocop::Library;
use ocop::check::{CheckReport, CheckRequest, CheckStage};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::rate;
use crate::operation::{Operation, Output, options, schema_of};
use crate::options::Day;
use crate::reply::{Refusal, Reply};

/// How a dossier is checked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct CheckOptions {
    /// Check under this version, even out of its time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub criteria: Option<String>,
    /// Refuse a dossier with unanswered criteria.
    pub strict: bool,
    /// How far the dossier has come; a draft by default.
    pub stage: CheckStage,
    /// The day on which papers are looked at; the dossier's day by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub today: Option<Day>,
    /// The dossier of the recognition before, for an upgrade or a re-rating.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<serde_json::Value>,
}

ocop::setters!(CheckOptions {
    criteria: Option<String>,
    strict: bool,
    stage: CheckStage,
    today: Option<Day>,
    before: Option<serde_json::Value>,
});

pub(crate) const OPERATION: Operation = Operation {
    name: "check",
    vi: "Kiểm tra hồ sơ: có gì sai, còn thiếu gì, cần xem lại gì.",
    en: "Checks a dossier: what is wrong, what is missing, what is worth a look.",
    input: &["dossier"],
    output: Output::Json(&["check"]),
    schema: schema_of::<CheckOptions>,
    run,
};

fn run(library: &Library, input: &[u8], bytes: &[u8]) -> Result<Reply, Refusal> {
    let options: CheckOptions = options(bytes)?;
    Reply::json(&check(library, input, &options)?)
}

/// Checks a dossier. A wrong product code, which a rating only notes, is an error here.
///
/// # Errors
///
/// The dossier, or the one of before, cannot be rated, or the version is not known.
pub fn check(
    library: &Library,
    input: &[u8],
    options: &CheckOptions,
) -> Result<CheckReport, Refusal> {
    let reading = rate::RateOptions {
        criteria: options.criteria.clone(),
        strict: options.strict,
        ..rate::RateOptions::default()
    };
    let assessment = rate::rate(library, input, &reading)?;
    let before = options.before.as_ref().map(ToString::to_string);
    let before = before
        .map(|text| rate::rate(library, text.as_bytes(), &rate::RateOptions::default()))
        .transpose()
        .map_err(|refusal| refusal.below("/before"))?;
    let request = CheckRequest::at(options.stage)
        .day(options.today.map(|day| day.0))
        .before(before.as_ref());
    Ok(assessment.check(&request)?)
}
