//! `council.json`: what a council's regulation says where a session is silent, and what it may not
//! say. None of the defaults is law: each names where it is known from.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::VersionId;

/// `council.json`: defaults of a council's regulation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CouncilFile {
    /// The version it belongs to.
    pub criteria: VersionId,
    /// The share of members that must be present.
    pub quorum: QuorumDefault,
    /// Whether the chair must be present.
    pub chair_required: Setting<bool>,
    /// The most points between two members' totals; more, and the council scores again.
    pub max_spread: Setting<u16>,
    /// How star minimums are tested on several sheets.
    pub minimums: Setting<MinimumRule>,
    /// How findings of several members are decided.
    pub findings: Setting<FindingsRule>,
    /// The fewest members of a council.
    pub fewest_members: Setting<u16>,
    /// What the law fixes, by the name that a regulation might set it under.
    pub fixed: Vec<Fixed>,
}

/// A default with its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Setting<T> {
    /// The default.
    pub value: T,
    /// Where it is known from.
    pub source: String,
}

/// The share of members that must be present.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuorumDefault {
    /// So many …
    pub numerator: u16,
    /// … of so many.
    pub denominator: u16,
    /// Where it is known from.
    pub source: String,
}

/// How star minimums are tested on several sheets.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum MinimumRule {
    /// The mean of the criterion's points reaches the minimum.
    Mean,
    /// More than half of the sheets reach it.
    Majority,
    /// All sheets reach it.
    Unanimous,
}

/// How findings of several members are decided.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum FindingsRule {
    /// What more than half of the sheets have counts.
    Majority,
    /// Only what the council decided together counts; what sheets have is reported.
    Collective,
}

/// What the law fixes: no regulation may set it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fixed {
    /// The name that a regulation might set it under.
    pub setting: String,
    /// What is fixed.
    pub label: String,
    /// Where the law says so.
    pub source: String,
}
