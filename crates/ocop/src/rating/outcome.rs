//! What a sheet comes to, and how a criterion came to its points: in one word each.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a sheet comes to.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Every criterion is answered, and the stars stand.
    Rated,
    /// Some criteria are unanswered and counted as 0.
    Provisional,
    /// An assessment that was stopped: no stars.
    Stopped,
    /// A product that may not be assessed: no stars.
    Ineligible,
    /// A rejected dossier: no stars.
    Rejected,
}

/// How one criterion came to its points.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// A level was given.
    Scored,
    /// Nothing was given; counted as 0.
    Unanswered,
    /// The criterion it depends on has no points, so it is not scored.
    NotApplicable,
}
