//! The checklist as it is printed: the format `ocop-evidence/1`.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bounded::{LevelNumber, ProductSetNumber, Stars};
use crate::ids::{CriterionId, VersionId};
use crate::notice::Notice;
use crate::text::Text;

/// The name of the format.
pub const EVIDENCE_FORMAT: &str = "ocop-evidence/1";

/// The checklist of what proves what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Checklist {
    /// Always `ocop-evidence/1`.
    pub format: Cow<'static, str>,
    /// The criteria version.
    pub criteria: VersionId,
    /// The product set's number.
    pub product_set: ProductSetNumber,
    /// The stars that it was made for, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Stars>,
    /// The papers asked for, in the order of the law's table.
    pub evidence: Vec<ChecklistItem>,
    /// Criteria for which the table names no paper: they are judged by looking, tasting, asking.
    pub without_papers: Vec<ProvenCriterion>,
    /// What is unproven or past its date, where a dossier was looked at.
    pub notices: Vec<Notice>,
    /// Where the table stands; none where the decision has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Text>,
}

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ChecklistItem {
    /// Its stable name.
    pub evidence: String,
    /// What it is about.
    pub name: Text,
    /// The papers asked for.
    pub requirement: Text,
    /// Whether a paper is there: one that says that it belongs here, or that stands at a criterion
    /// of this row alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ticked: bool,
    /// The criteria that it proves.
    pub proves: Vec<ProvenCriterion>,
}

/// A criterion that papers prove.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ProvenCriterion {
    /// The criterion.
    pub criterion: CriterionId,
    /// Its name.
    pub name: Text,
    /// The level to prove; none where the checklist is for the whole sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<LevelNumber>,
    /// What that level asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
    /// The papers that a dossier lists for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub listed: Vec<String>,
}
