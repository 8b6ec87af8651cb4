//! `explain`: the figures behind a rating, each with its article.

use ocop::Library;
use ocop::explain::Explanation;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{plan, rate};
use crate::operation::{Operation, Output, options, schema_of};
use crate::reply::{Refusal, Reply};

/// How a rating is explained.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct ExplainOptions {
    /// Read the dossier under this version, even out of its time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub criteria: Option<String>,
    /// Costs in place of the default ones (`ocop-costs/1`), for the smallest step up.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<ocop::plan::CostsFile>")]
    pub costs: Option<Box<RawValue>>,
}

ocop::setters!(ExplainOptions {
    criteria: Option<String>,
    costs: Option<Box<RawValue>>,
});

pub(crate) const OPERATION: Operation = Operation {
    name: "explain",
    vi: "Giải thích kết quả: điểm từ đâu, thiếu gì, căn cứ nào.",
    en: "Explains a rating: where the points come from, what is missing, and why.",
    input: &["dossier"],
    output: Output::Json(&["explanation"]),
    schema: schema_of::<ExplainOptions>,
    run,
};

fn run(library: &Library, input: &[u8], bytes: &[u8]) -> Result<Reply, Refusal> {
    let options: ExplainOptions = options(bytes)?;
    Reply::json(&explain(library, input, &options)?)
}

/// Explains what a dossier comes to.
///
/// # Errors
///
/// The dossier or the costs are refused, or the version is not known.
pub fn explain(
    library: &Library,
    input: &[u8],
    options: &ExplainOptions,
) -> Result<Explanation, Refusal> {
    let reading = rate::RateOptions {
        criteria: options.criteria.clone(),
        ..rate::RateOptions::default()
    };
    let assessment = rate::rate(library, input, &reading)?;
    let costs = plan::costs(options.costs.as_deref())?;
    Ok(assessment.explain(&costs)?)
}
