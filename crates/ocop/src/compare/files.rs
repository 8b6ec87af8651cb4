//! The files of a correspondence, as they stand in `criteria/correspondence/<from>-to-<to>/`: format
//! types alone.
//!
//! `pair.json` says which product sets correspond, and holds the reasons; `NN.json` says, for the
//! older set of that number, which level of the newer set each of its levels corresponds to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bounded::{LevelNumber, ProductSetNumber};
use crate::ids::VersionId;
use crate::text::Text;

/// The name of the file that holds the pairs of product sets.
pub const PAIR: &str = "pair.json";

/// `pair.json`: which product sets of two versions correspond, by meaning and not by number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PairFile {
    /// The older version.
    pub from: VersionId,
    /// The newer version.
    pub to: VersionId,
    /// Every product set of the older version.
    pub sets: Vec<SetPair>,
    /// The reasons that this file and those of the sets refer to.
    pub reasons: Vec<ReasonFile>,
}

impl PairFile {
    /// The text of a reason; nothing where there is none of that name.
    pub(crate) fn reason(&self, name: &str) -> Option<Text> {
        let found = self.reasons.iter().find(|r| r.reason == name);
        found.map(|r| r.text.clone())
    }
}

/// What a product set of the older version corresponds to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetPair {
    /// The older set.
    pub from: ProductSetNumber,
    /// The newer set; several where the product decides, none where there is no such set any more.
    pub to: Vec<ProductSetNumber>,
    /// Why it is not simply one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A reason, used by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReasonFile {
    /// Its stable name.
    pub reason: String,
    /// What it says.
    pub text: Text,
}

/// `NN.json`: what the levels of one product set correspond to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrespondenceFile {
    /// The older product set.
    pub from: SetOfVersion,
    /// The newer product set.
    pub to: SetOfVersion,
    /// The criteria that both sets have, by key.
    pub criteria: Vec<CriterionMap>,
    /// The keys of criteria that only the older set has.
    pub gone: Vec<String>,
    /// The keys of criteria that only the newer set has.
    pub new: Vec<String>,
}

/// A product set of a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetOfVersion {
    /// The version.
    pub criteria: VersionId,
    /// The set's number.
    pub product_set: ProductSetNumber,
}

/// What the levels of one criterion correspond to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CriterionMap {
    /// The key of the criterion, the same in both sets.
    pub key: String,
    /// Why a better answer may come out worse than a lesser one here: the name of a reason. Without
    /// one that is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inverted: Option<String>,
    /// Each level of the older criterion, `0` included, exactly once.
    pub levels: Vec<LevelMap>,
}

/// What one level corresponds to: either a level of the newer criterion, or a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LevelMap {
    /// The older level; `0` where none was reached.
    pub from: LevelNumber,
    /// The newer level that means the same or is strictly implied; `0` where none can be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<LevelNumber>,
    /// Whether a higher level may be reached too, which the older law did not ask about.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub at_least: bool,
    /// Why the older level does not tell the newer one: the name of a reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// Why a level in other words corresponds: the name of a reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
