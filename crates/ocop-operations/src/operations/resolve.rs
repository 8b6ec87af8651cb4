//! `resolve`: which law applies.

use ocop::criteria::RegistrationKind;
use ocop::{DossierDates, Library, Resolution};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::operation::{Operation, Output, options, schema_of};
use crate::options::Day;
use crate::reply::{Refusal, Reply};

/// The dates that the law depends on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct ResolveOptions {
    /// The day of the assessment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Day>,
    /// The day the dossier was lodged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submitted_on: Option<Day>,
    /// What the dossier asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<RegistrationKind>,
}

ocop::setters!(ResolveOptions {
    on: Option<Day>,
    submitted_on: Option<Day>,
    kind: Option<RegistrationKind>,
});

pub(crate) const OPERATION: Operation = Operation {
    name: "resolve",
    vi: "Văn bản nào áp dụng vào các ngày đã nêu, và vì sao.",
    en: "Which decision applies at the dates given, and why.",
    input: &[],
    output: Output::Json(&["resolution"]),
    schema: schema_of::<ResolveOptions>,
    run,
};

fn run(library: &Library, _: &[u8], bytes: &[u8]) -> Result<Reply, Refusal> {
    let options: ResolveOptions = options(bytes)?;
    Reply::json(&resolve(library, &options)?)
}

/// Finds the law that applies.
///
/// # Errors
///
/// No date is given, the dates contradict each other, or no law is known for them.
pub fn resolve(library: &Library, options: &ResolveOptions) -> Result<Resolution, Refusal> {
    let dates = DossierDates::default()
        .on(options.on.map(|d| d.0))
        .submitted_on(options.submitted_on.map(|d| d.0))
        .kind(options.kind);
    Ok(library.resolve(&dates)?)
}
