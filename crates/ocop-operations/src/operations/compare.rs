//! `compare`: a dossier under another decision.

use ocop::{CompareRequest, Dossier, Library, VersionId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::rate;
use crate::operation::{Operation, Output, options, schema_of};
use crate::options::{Day, SetSelector, both, version};
use crate::reply::{Refusal, Reply};

/// How a dossier is carried over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct CompareOptions {
    /// The version it is carried over to.
    pub to: String,
    /// Read the dossier under this version, even out of its time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The product set of the newer version, where several correspond: number or slug.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set: Option<SetSelector>,
    /// The day of recognition under the newer version, which tells by whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Day>,
    /// Give the new dossier, with the answers that carry over, in place of the comparison.
    #[serde(default)]
    pub dossier: bool,
}

ocop::setters!(CompareOptions {
    from: Option<String>,
    set: Option<SetSelector>,
    on: Option<Day>,
    dossier: bool,
});

impl CompareOptions {
    /// To this version, and nothing else asked.
    #[must_use]
    pub fn to(version: impl Into<String>) -> Self {
        Self {
            to: version.into(),
            from: None,
            set: None,
            on: None,
            dossier: false,
        }
    }
}

pub(crate) const OPERATION: Operation = Operation {
    name: "compare",
    vi: "Chuyển hồ sơ sang quyết định khác: điều gì giữ nguyên, điều gì phải chấm lại.",
    en: "A dossier under another decision: what carries over, and what must be answered anew.",
    input: &["dossier"],
    output: Output::Json(&["comparison", "dossier"]),
    schema: schema_of::<CompareOptions>,
    run,
};

fn run(library: &Library, input: &[u8], bytes: &[u8]) -> Result<Reply, Refusal> {
    let options: CompareOptions = options(bytes)?;
    let compared = compare(library, input, &options)?;
    if options.dossier {
        Reply::json(&compared.dossier())
    } else {
        Reply::json(&compared.comparison.report())
    }
}

/// A dossier under another decision, and what it was read as.
#[derive(Debug)]
#[non_exhaustive]
pub struct Compared {
    /// The dossier under the law that it was made for.
    pub assessment: ocop::Assessment,
    /// What becomes of it.
    pub comparison: ocop::Comparison,
}

impl Compared {
    /// The new dossier, with the answers that carry over.
    #[must_use]
    pub fn dossier(&self) -> Dossier<'static> {
        let before = self.assessment.dossier().clone();
        self.comparison.dossier(before).into_owned()
    }
}

/// The version that a dossier is carried over to, where all that are named are known.
///
/// # Errors
///
/// The call is wrong: a version is not known.
pub fn versions(library: &Library, options: &CompareOptions) -> Result<VersionId, Refusal> {
    let from = options
        .from
        .as_deref()
        .map(|id| version(library, id, "from"));
    both(from.transpose(), version(library, &options.to, "to")).map(|(_, to)| to)
}

/// Carries a dossier over to another version.
///
/// # Errors
///
/// The dossier is refused, a version is not known, or no product set or several correspond.
pub fn compare(
    library: &Library,
    input: &[u8],
    options: &CompareOptions,
) -> Result<Compared, Refusal> {
    let to = versions(library, options)?;
    let reading = rate::RateOptions {
        criteria: options.from.clone(),
        ..rate::RateOptions::default()
    };
    let assessment = rate::rate(library, input, &reading)?;
    let asked = CompareRequest::default()
        .product_set(options.set.as_ref().map(|s| s.text().into_owned()))
        .on(options.on.map(|d| d.0));
    let comparison = library.compare(assessment.sheet(), &to, &asked)?;
    Ok(Compared {
        assessment,
        comparison,
    })
}
