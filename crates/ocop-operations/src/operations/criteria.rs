//! `criteria`: the law as data.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::civil::Date;
use ocop::criteria::{CriteriaVersion, SetClassification, SetReport};
use ocop::{Code, Library, Problem, Problems, ProductSet, ProductSetNumber, Text, VersionId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::operation::{Operation, Output, options, schema_of};
use crate::options::{SetSelector, version};
use crate::reply::{Refusal, Reply};

/// The name of the format of a list of versions.
pub const LIST_FORMAT: &str = "ocop-criteria-list/1";

/// Which criteria are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct CriteriaOptions {
    /// The version; with it alone, its product sets are listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The product set whose sheet is shown: number or slug. Without a version, one of the latest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set: Option<SetSelector>,
}

ocop::setters!(CriteriaOptions {
    version: Option<String>,
    set: Option<SetSelector>,
});

/// The versions at hand, with their product sets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CriteriaList {
    /// Always `ocop-criteria-list/1`.
    pub format: Cow<'static, str>,
    /// The versions, in the order of their identifiers.
    pub versions: Vec<ListedVersion>,
}

/// A version of the criteria.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ListedVersion {
    /// Its identifier.
    pub criteria: VersionId,
    /// The decision's number.
    pub number: String,
    /// The first day it is in force.
    pub in_force_from: Date,
    /// The last day; none where it is in force still.
    pub in_force_until: Option<Date>,
    /// The digest of its files.
    pub digest: String,
    /// Its product sets.
    pub product_sets: Vec<ListedSet>,
}

/// A product set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ListedSet {
    /// Its number.
    pub product_set: ProductSetNumber,
    /// Its name without diacritics.
    pub slug: String,
    /// Its name.
    pub name: Text,
    /// Where it stands in Annex I.
    pub classification: SetClassification,
}

pub(crate) const OPERATION: Operation = Operation {
    name: "criteria",
    vi: "Bộ tiêu chí: danh sách các văn bản, hoặc phiếu của một bộ sản phẩm.",
    en: "The law as data: the list of decisions, or the sheet of a product set.",
    input: &[],
    output: Output::Json(&["criteria-list", "criteria"]),
    schema: schema_of::<CriteriaOptions>,
    run,
};

fn run(library: &Library, _: &[u8], bytes: &[u8]) -> Result<Reply, Refusal> {
    let options: CriteriaOptions = options(bytes)?;
    match &options.set {
        Some(set) => Reply::json(&sheet(library, options.version.as_deref(), set)?),
        None => Reply::json(&list(library, options.version.as_deref())?),
    }
}

/// The sheet of a product set.
///
/// # Errors
///
/// There is no such version or product set.
pub fn sheet(
    library: &Library,
    version_id: Option<&str>,
    set: &SetSelector,
) -> Result<SetReport, Refusal> {
    let (criteria, set) = found(library, version_id, set)?;
    Ok(criteria.show(set)?)
}

/// A product set and its version.
pub(super) fn found<'l>(
    library: &'l Library,
    version_id: Option<&str>,
    set: &SetSelector,
) -> Result<(&'l Arc<CriteriaVersion>, &'l Arc<ProductSet>), Refusal> {
    let Some(id) = version_id else {
        return Ok(set.find(library)?);
    };
    let id = version(library, id, "version")?;
    let criteria = library.version(id.as_str())?;
    Ok((criteria, criteria.product_set(&set.text())?))
}

/// No product set is named where one is needed.
pub(super) fn no_set() -> Refusal {
    Refusal::wrong_call(Problem::new(
        Code::MissingOption,
        "/options/set",
        "Thiếu tùy chọn \"set\".",
        "The option \"set\" is missing.",
    ))
}

/// The sheets of all product sets of a version.
///
/// # Errors
///
/// There is no such version, or the files of one of its sets have problems.
pub fn sheets(library: &Library, version_id: &str) -> Result<Vec<SetReport>, Problems> {
    let criteria = library.version(version_id)?;
    let numbers = criteria.set_numbers();
    numbers
        .map(|number| criteria.show(criteria.set(number)?))
        .collect()
}

/// The versions at hand, or one of them.
///
/// # Errors
///
/// There is no such version, or the files of one have problems; the embedded ones have none.
pub fn list(library: &Library, version_id: Option<&str>) -> Result<CriteriaList, Refusal> {
    let only = version_id
        .map(|id| version(library, id, "version"))
        .transpose()?;
    let versions = library
        .versions()
        .filter(|c| only.as_ref().is_none_or(|id| id == c.id()))
        .map(|criteria| listed(criteria));
    Ok(CriteriaList {
        format: LIST_FORMAT.into(),
        versions: versions.collect::<Result<_, Problems>>()?,
    })
}

fn listed(criteria: &CriteriaVersion) -> Result<ListedVersion, Problems> {
    let file = criteria.instrument()?.file();
    let sets = criteria.set_numbers().map(|number| {
        let set = criteria.set(number)?;
        Ok(ListedSet {
            product_set: number,
            slug: set.slug().to_owned(),
            name: criteria.translate(set.name()),
            classification: criteria.show_classification(set),
        })
    });
    Ok(ListedVersion {
        criteria: criteria.id().clone(),
        number: file.number.clone(),
        in_force_from: file.in_force.from,
        in_force_until: file.in_force.until,
        digest: criteria.digest().to_owned(),
        product_sets: sets.collect::<Result<_, Problems>>()?,
    })
}
