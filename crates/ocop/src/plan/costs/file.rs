//! Costs as they are written: the format `ocop-costs/1`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::Text;

/// The name of the format.
pub const COSTS_FORMAT: &str = "ocop-costs/1";

/// The longest lead time of one step: twenty years.
pub const MAX_LEAD_TIME_DAYS: u32 = 7_300;

/// The greatest effort of one step.
pub const MAX_EFFORT: u32 = 10_000;

/// Costs as they are written: the format `ocop-costs/1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CostsFile {
    /// Always `ocop-costs/1`.
    pub format: String,
    /// What these figures are, and are not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// What the figures measure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<Text>,
    /// For criteria whose key has no entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<DefaultCost>,
    /// By the key of a criterion.
    pub costs: Vec<KeyCost>,
}

/// Costs of criteria whose key has no entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DefaultCost {
    /// What they rest on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Text>,
    /// The step into level 1, into level 2, and so on; of a case, into its first, its second.
    pub steps: Vec<StepCost>,
}

/// Costs of the criteria that these keys name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KeyCost {
    /// The keys.
    pub keys: Vec<String>,
    /// What they rest on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Text>,
    /// The step into level 1, into level 2, and so on; of a case, into its first, its second.
    pub steps: Vec<StepCost>,
}

/// What one step takes, from the level just below.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema,
)]
#[serde(deny_unknown_fields)]
pub struct StepCost {
    /// Days from the start until the proof is at hand.
    #[schemars(range(min = 0, max = 7_300))]
    pub lead_time_days: u32,
    /// Effort on a relative scale; 0 is none.
    #[schemars(range(min = 0, max = 10_000))]
    pub effort: u32,
}
