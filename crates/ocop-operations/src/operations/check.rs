//! `check`: what is wrong with a dossier, before it is lodged.

use ocop::{Library, Problems};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::rate;
use crate::operation::{Operation, Output, options, schema_of};
use crate::reply::{Refusal, Reply};

/// How a dossier is checked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(title = "CheckOptions")]
#[non_exhaustive]
pub struct Options {
    /// Check under this version, even out of its time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub criteria: Option<String>,
    /// Refuse a dossier with unanswered criteria.
    pub strict: bool,
}

pub(crate) const OPERATION: Operation = Operation {
    name: "check",
    vi: "Kiểm tra hồ sơ trước khi nộp: có gì sai.",
    en: "Checks a dossier before it is lodged: what is wrong with it.",
    input: &["dossier"],
    output: Output::Json(&["errors"]),
    schema: schema_of::<Options>,
    run,
};

fn run(library: &Library, input: &[u8], bytes: &[u8]) -> Result<Reply, Refusal> {
    let options: Options = options(bytes)?;
    check(library, input, &options)?;
    Reply::json(&Problems::new().report(None))
}

/// Checks a dossier. A wrong product code, which a rating only notes, is a problem here.
///
/// # Errors
///
/// Everything that is wrong with the dossier, or the version is not known.
pub fn check(library: &Library, input: &[u8], options: &Options) -> Result<(), Refusal> {
    let reading = rate::Options {
        criteria: options.criteria.clone(),
        strict: options.strict,
        ..rate::Options::default()
    };
    let assessment = rate::rate(library, input, &reading)?;
    Ok(assessment.code_problems().clone().or(())?)
}
