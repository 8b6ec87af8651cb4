//! `compare-laws`: two decisions side by side.

use ocop::Library;
use ocop::compare::LawComparison;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::operation::{Operation, Output, options, schema_of};
use crate::options::{SetSelector, both, version};
use crate::reply::{Refusal, Reply};

/// Which decisions are compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct CompareLawsOptions {
    /// The older version.
    pub from: String,
    /// The newer version.
    pub to: String,
    /// One product set of the newer version: number or slug.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set: Option<SetSelector>,
}

ocop::setters!(CompareLawsOptions {
    from: String,
    to: String,
    set: Option<SetSelector>,
});

impl CompareLawsOptions {
    /// The older version and the newer one, with all their product sets.
    #[must_use]
    pub fn new(from: impl Into<String>, to: impl Into<String>) -> Self {
        Self {
            from: from.into(),
            to: to.into(),
            set: None,
        }
    }
}

pub(crate) const OPERATION: Operation = Operation {
    name: "compare-laws",
    vi: "So hai quyết định: bộ sản phẩm, tiêu chí, mức, ngưỡng nào thay đổi.",
    en: "Two decisions side by side: which sets, criteria, levels and bands changed.",
    input: &[],
    output: Output::Json(&["law-comparison"]),
    schema: schema_of::<CompareLawsOptions>,
    run,
};

fn run(library: &Library, _: &[u8], bytes: &[u8]) -> Result<Reply, Refusal> {
    let options: CompareLawsOptions = options(bytes)?;
    Reply::json(&compare_laws(library, &options)?)
}

/// Compares two decisions.
///
/// # Errors
///
/// A version or product set is not known, or there is no correspondence between the versions.
pub fn compare_laws(
    library: &Library,
    options: &CompareLawsOptions,
) -> Result<LawComparison, Refusal> {
    let from = version(library, &options.from, "from");
    let (from, to) = both(from, version(library, &options.to, "to"))?;
    let set = options.set.as_ref().map(SetSelector::text);
    Ok(library.compare_laws(&from, &to, set.as_deref())?)
}
