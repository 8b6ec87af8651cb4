//! `instrument.json`: the decision itself, from its number to what becomes of what was before it.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bounded::{Points, ProductSetNumber, Stars};
use crate::ids::VersionId;

use super::certificate_file::{CertificateFile, RenewalFile, Revocation};
use super::procedure_file::{
    Authority, CentralBelowBand, CommuneCheck, DossierPart, Forwarding, RegistrationKind, Round,
    Samples,
};

/// `instrument.json`: the decision itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InstrumentFile {
    /// The version.
    pub criteria: VersionId,
    /// The decision's number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Who issued it.
    pub issuer: String,
    /// The day it was signed.
    pub signed: Date,
    /// When it is in force.
    pub in_force: InForceFile,
    /// Decisions that amended it.
    pub amendments: Vec<Amendment>,
    /// Versions that it replaces.
    pub replaces: Vec<Replaces>,
    /// The bands of points, from the highest stars down.
    pub bands: Vec<Band>,
    /// The greatest points of a sheet.
    pub max_points: Points,
    /// Where star marks are said to be minimums; absent where the decision has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub star_minimums: Option<CitedFile>,
    /// Rules that are known to exist and are not encoded, for want of their text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_encoded: Vec<NotEncoded>,
    /// From how many stars a product is recognised.
    pub recognition: Recognition,
    /// Who recognises which stars.
    pub authority: Vec<AuthorityRule>,
    /// How long a certificate lasts.
    pub certificate: CertificateFile,
    /// When a recognised product is rated again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renewal: Option<RenewalFile>,
    /// What the commune checks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commune_check: Option<CommuneCheck>,
    /// What must go along with a dossier at each stage.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dossier_parts: Vec<DossierPart>,
    /// Samples that go with a dossier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub samples: Option<Samples>,
    /// Rounds of assessment in a year.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rounds: Vec<Round>,
    /// What one level of council sends on to the next.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forwarding: Vec<Forwarding>,
    /// What follows where the centre finds less than the 5-star band.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub central_below_band: Option<CentralBelowBand>,
    /// When a certificate is revoked, and by whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revocation: Option<Revocation>,
    /// Dossiers lodged before it that go on under the older rules.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub transition: Vec<Transition>,
    /// What becomes of products recognised before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<Kept>,
}

/// A fact that only needs its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CitedFile {
    /// Where the law says so.
    pub source: String,
}

/// Star minimums that are known to exist and are not encoded, for want of their text: every rating
/// that they may concern says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NotEncoded {
    /// What they are, and what is not known of them.
    pub label: String,
    /// The first day of assessment for which they hold.
    pub from: Date,
    /// Product sets that they do not concern.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub except_product_sets: Vec<ProductSetNumber>,
    /// What is known of them.
    pub minimums: Vec<KnownMinimum>,
    /// Where the law has them.
    pub source: String,
}

/// What is known of a star minimum that is not encoded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KnownMinimum {
    /// The stars that need it.
    pub stars: Stars,
    /// The product sets it concerns; all where none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub product_sets: Vec<ProductSetNumber>,
    /// The keys of the criteria at which it would stand.
    pub keys: Vec<String>,
    /// What it asks for, as far as that is known.
    pub label: String,
}

/// From when, and until when, a decision is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InForceFile {
    /// The first day.
    pub from: Date,
    /// The last day, if it has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Where the law says so.
    pub source: String,
}

/// A decision that amended this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Amendment {
    /// Its number.
    pub number: String,
    /// The day it was signed.
    pub signed: Date,
    /// The first day it is in force.
    pub in_force: Date,
    /// What it changes.
    pub label: String,
    /// Where that is known from.
    pub source: String,
}

/// A version that this one replaces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Replaces {
    /// The older version.
    pub criteria: VersionId,
    /// The last day of the older one.
    pub last_day: Date,
    /// Where the law says so.
    pub source: String,
}

/// A band of points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// The stars it gives.
    pub stars: Stars,
    /// The least points, inclusive.
    pub from_points: Points,
    /// Where the law says so.
    pub source: String,
}

/// From how many stars a product is recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recognition {
    /// The least stars.
    pub from_stars: Stars,
    /// Where the law says so.
    pub source: String,
}

/// Who recognises products of which stars, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuthorityRule {
    /// The stars.
    pub stars: Vec<Stars>,
    /// The level of authority.
    pub authority: Authority,
    /// The body.
    pub body: String,
    /// The first day.
    pub from: Date,
    /// The last day, if it has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Where the law says so.
    pub source: String,
}

/// Dossiers lodged before this decision that go on under the older rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Transition {
    /// Lodged before this day.
    pub submitted_before: Date,
    /// Kinds of registration.
    pub kinds: Vec<RegistrationKind>,
    /// The last day on which the older rules still serve.
    pub finished_by: Date,
    /// The older version.
    pub applies: VersionId,
    /// Where the law says so.
    pub source: String,
}

/// What becomes of products recognised before this decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// Recognised before this day.
    pub recognised_before: Date,
    /// What holds.
    pub label: String,
    /// Where the law says so.
    pub source: String,
}
