//! What agrees with what a result rests on: the format `ocop-verification/1`.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::problem::Problem;

/// The name of the format.
pub const VERIFICATION_FORMAT: &str = "ocop-verification/1";

/// A result held against what it says it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Verification {
    /// Always `ocop-verification/1`.
    pub format: Cow<'static, str>,
    /// What was held against what.
    pub of: Verified,
    /// The criteria that the result names.
    pub criteria: String,
    /// Whether the criteria, the dossier or session and all figures agree.
    pub agrees: bool,
    /// Each thing that was looked at.
    pub checks: Vec<Check>,
    /// Where the result says something else than what follows from the dossier or session.
    pub differences: Vec<Difference>,
    /// Differences past the limit of 1000, which are not listed.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub more_differences: usize,
    /// Why the dossier or session is refused, where it is.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub errors: Vec<Problem>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
const fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// What was verified.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Verified {
    /// A rating, with its dossier.
    Rating,
    /// A council's tally, with its session.
    Tally,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Check {
    /// What.
    pub check: CheckKind,
    /// Whether it agrees.
    pub result: CheckResult,
    /// What the result states: a digest, a version.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub stated: Option<String>,
    /// What is at hand.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub found: Option<String>,
    /// In how many places it differs, where there may be several.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub places: Option<usize>,
}

/// What is looked at.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum CheckKind {
    /// The files of the law.
    Criteria,
    /// The translations of the law: they change words, never figures.
    Translations,
    /// The dossier.
    Dossier,
    /// The session.
    Session,
    /// Members' sheets that were files of their own.
    Sheets,
    /// Points, stars, outcome and all other figures.
    Figures,
    /// The wording of notices and reasons, which a later version may put otherwise.
    Words,
    /// The version of the engine.
    Program,
}

impl CheckKind {
    /// Whether the result itself is in doubt where this does not agree.
    #[must_use]
    pub const fn decides(self) -> bool {
        !matches!(self, Self::Translations | Self::Words | Self::Program)
    }
}

/// Whether something agrees.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum CheckResult {
    /// It agrees.
    Agrees,
    /// It does not.
    Differs,
    /// The result does not state it, as a brief rating does not.
    NotStated,
    /// It cannot be told: the criteria are not at hand, or the dossier is refused.
    NotKnown,
}

/// Where the result says something else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Difference {
    /// Where in the result, as a JSON Pointer.
    pub path: String,
    /// What it says; none where it says nothing.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub stated: Option<Value>,
    /// What follows from the dossier or session; none where nothing does.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub found: Option<Value>,
}
