//! `council.json`: what a council's regulation says where a session is silent, and what it may not
//! say. None of the defaults is law: each names where it is known from.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::VersionId;

use super::procedure_file::{Authority, RegistrationKind};

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
    /// Whether a spread of exactly `max_spread` points passes.
    pub spread_at_limit: Setting<SpreadAtLimit>,
    /// How star minimums are tested on several sheets.
    pub minimums: Setting<MinimumRule>,
    /// How findings of several members are decided.
    pub findings: Setting<FindingsRule>,
    /// The fewest members of a council.
    pub fewest_members: Setting<u16>,
    /// What the law fixes, by the name that a regulation might set it under.
    pub fixed: Vec<Fixed>,
    /// Where members may give their opinions in writing; none where the law does not say so.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub written: Option<Written>,
    /// Who sits on a council of each level, as far as the law says.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub composition: Vec<CompositionRule>,
}

/// Registrations on which a council need not meet: it may give its opinions in writing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Written {
    /// The kinds of registration.
    pub kinds: Vec<RegistrationKind>,
    /// Where the law says so.
    pub source: String,
}

/// Who sits on a council of one level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CompositionRule {
    /// The level.
    pub level: Authority,
    /// Who presides.
    pub chair: Seat,
    /// Who is represented.
    pub members: Vec<Seat>,
    /// Where the law says so.
    pub source: String,
}

/// A body that the law gives a seat on the council.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// The body, by the law's name.
    pub label: String,
    /// Names by which a member's institution tells that it is this body; without any, the law
    /// describes the body and does not name it, so that nobody but the secretary can tell.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub names: Vec<String>,
    /// It sits only where there is one, or where it is deputed.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub if_any: bool,
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

/// Whether a spread of exactly the most that is allowed passes: councils differ.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum SpreadAtLimit {
    /// It passes.
    #[default]
    Allowed,
    /// The council scores again.
    Rescore,
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
