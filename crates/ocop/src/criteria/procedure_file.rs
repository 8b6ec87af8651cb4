//! What `instrument.json` says of the way of a dossier: its kinds, parts and stages, the commune's
//! check, the rounds, and who sends what on to whom.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bounded::{Points, ProductSetNumber};

/// A level of council and of the authority behind it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Authority {
    /// The district, under the older decisions.
    District,
    /// The province.
    Province,
    /// The centre.
    Central,
}

/// The kind of a registration (Art. 6.1).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum RegistrationKind {
    /// The product is assessed for the first time.
    First,
    /// A recognised product asks for more stars.
    Upgrade,
    /// A product is rated again at the end of its certificate.
    ReRating,
}

impl RegistrationKind {
    /// Whether the product was recognised before.
    #[must_use]
    pub const fn is_of_a_recognised(self) -> bool {
        matches!(self, Self::Upgrade | Self::ReRating)
    }
}

/// Where a dossier goes.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// From the producer to the commune.
    Registration,
    /// To the district, under the older decisions.
    District,
    /// To the province.
    Province,
    /// To the centre.
    Central,
}

/// Who prepares a part of a dossier.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Preparer {
    /// The producer.
    Producer,
    /// The commune's People's Committee.
    Commune,
    /// The district's People's Committee, under the older decisions.
    District,
    /// The province's People's Committee.
    Province,
}

/// What the commune checks, and in how long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CommuneCheck {
    /// Working days.
    pub working_days: u16,
    /// Where the law says so.
    pub source: String,
    /// The contents of its report.
    pub contents: Vec<CommuneContent>,
}

/// A content of the commune's report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CommuneContent {
    /// Its stable name.
    pub content: String,
    /// What it is about.
    pub label: String,
}

/// A paper, or samples, that must go along with a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DossierPart {
    /// Where the dossier goes with it.
    pub stage: Stage,
    /// Its stable name.
    pub part: String,
    /// What it is.
    pub label: String,
    /// Who prepares it.
    pub prepared_by: Preparer,
    /// The kinds of registration that need it.
    pub kinds: Vec<RegistrationKind>,
    /// Whether it goes along only where there is one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub if_any: bool,
    /// Whether it is the samples, which some product sets do without.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub samples: bool,
    /// Where the law says so.
    pub source: String,
}

/// Samples that go with a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Samples {
    /// How many.
    pub count: u16,
    /// Product sets without samples.
    pub except_product_sets: Vec<ProductSetNumber>,
    /// Where the law says so.
    pub source: String,
}

/// A round of assessment in a year; days are `MM-DD`, each "before" that day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// Who assesses.
    pub level: Authority,
    /// Its number in the year.
    pub round: u8,
    /// Dossiers proposed before this day.
    pub proposed_before: String,
    /// … are assessed before this one, which may fall in the next year.
    pub assessed_before: String,
    /// Where the law says so.
    pub source: String,
}

/// What one level of council sends on to the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Forwarding {
    /// From where.
    pub from: Authority,
    /// To where.
    pub to: Authority,
    /// From how many points.
    pub from_points: Points,
    /// The last day this holds, if it has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Where the law says so.
    pub source: String,
}

/// What follows where the centre finds less than the 5-star band.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CentralBelowBand {
    /// The points below which it follows.
    pub points_below: Points,
    /// What follows.
    pub label: String,
    /// Where the law says so.
    pub source: String,
}
