//! `rate`: what a dossier comes to.

use ocop::{AssessOptions, Assessment, Detail, Library, RatingReport};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::operation::{Operation, Output, options, schema_of};
use crate::options::version;
use crate::reply::{Refusal, Reply};

/// How a dossier is rated.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct RateOptions {
    /// Rate under this version, even out of its time; a notice tells where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub criteria: Option<String>,
    /// Refuse a dossier with unanswered criteria.
    pub strict: bool,
    /// Leave out scores, minimums, sources and digests.
    pub brief: bool,
}

ocop::setters!(RateOptions {
    criteria: Option<String>,
    strict: bool,
    brief: bool,
});

pub(crate) const OPERATION: Operation = Operation {
    name: "rate",
    vi: "Chấm một hồ sơ: điểm, sao và căn cứ của từng con số.",
    en: "Rates a dossier: points, stars, and what each figure rests on.",
    input: &["dossier"],
    output: Output::Json(&["rating"]),
    schema: schema_of::<RateOptions>,
    run,
};

fn run(library: &Library, input: &[u8], bytes: &[u8]) -> Result<Reply, Refusal> {
    let options: RateOptions = options(bytes)?;
    let (detail, length) = if options.brief {
        (Detail::Brief, 1024)
    } else {
        (Detail::Full, 8192)
    };
    library.rate_json(input, &reading(library, &options)?, detail, |report| {
        Reply::json_of_about(length, report)
    })?
}

/// Reads, checks and rates a dossier. `brief` is left to whoever writes the report.
///
/// # Errors
///
/// The dossier is refused, or the version is not known.
pub fn rate(library: &Library, input: &[u8], options: &RateOptions) -> Result<Assessment, Refusal> {
    Ok(library.assess_json(input, &reading(library, options)?)?)
}

/// The rating that people read: a brief one keeps what tells why something is missing.
#[must_use]
pub fn to_read<'a>(assessment: &'a Assessment, options: &RateOptions) -> RatingReport<'a> {
    let mut report = assessment.full();
    if options.brief {
        (report.scores, report.digests) = (None, None);
    }
    report
}

/// How the engine is to read dossiers by these options.
///
/// # Errors
///
/// The version is not known.
pub fn reading(library: &Library, options: &RateOptions) -> Result<AssessOptions, Refusal> {
    let asked = options.criteria.as_deref();
    Ok(AssessOptions::default()
        .criteria(
            asked
                .map(|id| version(library, id, "criteria"))
                .transpose()?,
        )
        .strict(options.strict))
}
