//! `evidence.json`: what the self-assessment report must prove.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::VersionId;

/// `evidence.json`: what the self-assessment report must prove, and with which papers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EvidenceFile {
    /// The version it belongs to.
    pub criteria: VersionId,
    /// Where the table stands.
    pub source: String,
    /// Its rows.
    pub evidence: Vec<EvidenceItem>,
}

/// One row of the table of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EvidenceItem {
    /// Its stable name.
    pub evidence: String,
    /// What it is about.
    pub name: String,
    /// The papers asked for.
    pub requirement: String,
    /// The keys of the criteria that it proves.
    pub keys: Vec<String>,
}
