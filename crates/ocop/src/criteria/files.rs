//! The files of a criteria version, as they stand in `criteria/<version>/`: format types alone.
//!
//! Texts are Vietnamese; their English is in `translations/en.json`, keyed by the Vietnamese.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bounded::{LevelNumber, Points, ProductSetNumber, Stars};
use crate::ids::{Case, CriterionId, PartLetter, VersionId};

pub use super::council_file::{
    CompositionRule, CouncilFile, FindingsRule, Fixed, MinimumRule, QuorumDefault, Seat, Setting,
    SpreadAtLimit, Written,
};
pub use super::forms_file::{FormField, FormFile, FormsFile, ParticipantKind, Participants};
pub use super::practice_file::{FactFile, FactNumber, LevelFacts, PracticeFile};

/// `sets/NN.json`: one product set, readable on its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetFile {
    /// The version it belongs to.
    pub criteria: VersionId,
    /// Its number in the decision's annex.
    pub product_set: ProductSetNumber,
    /// Its name without diacritics, in kebab-case.
    pub slug: String,
    /// Slugs of other names that the decision itself uses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Its name in the decision.
    pub name: String,
    /// Its place in the decision's classification of products.
    pub classification: Classification,
    /// The ministries that lead its management.
    pub ministries: Vec<String>,
    /// Where its score sheet stands in the decision.
    pub source: String,
    /// The parts of the sheet, in order.
    pub parts: Vec<PartFile>,
    /// Rules beyond the sum of points.
    pub rules: Vec<RuleFile>,
    /// Where the encoded figures differ from the printed ones, or the printed ones are doubtful.
    pub errata: Vec<Erratum>,
}

/// Sector, group and subgroup of a product set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Classification {
    /// The sector, such as food.
    pub sector: String,
    /// The group, such as fresh food.
    pub group: String,
    /// The subgroup, where the group has any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subgroup: Option<String>,
    /// Its row in the annex.
    pub source: String,
}

/// A part of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartFile {
    /// Its letter.
    pub part: PartLetter,
    /// Its heading.
    pub name: String,
    /// Its greatest points.
    pub max_points: Points,
    /// Its numbered sections.
    pub sections: Vec<SectionFile>,
}

/// A numbered section: scored itself (one criterion with the section's number) or holding criteria.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SectionFile {
    /// Its number on the sheet.
    pub section: CriterionId,
    /// Its heading.
    pub name: String,
    /// Its greatest points.
    pub max_points: Points,
    /// Headings between the section and criteria of a third step (`6.1` over `6.1.1`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<GroupFile>,
    /// Its scored criteria.
    pub criteria: Vec<CriterionFile>,
}

/// A heading over criteria of a third step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupFile {
    /// Its number on the sheet.
    pub group: CriterionId,
    /// Its heading.
    pub name: String,
    /// Its greatest points.
    pub max_points: Points,
}

/// A scored criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CriterionFile {
    /// Its identifier by position.
    pub criterion: CriterionId,
    /// The label that the sheet prints where that is another one: `a`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<String>,
    /// What it measures: the same in every set and version.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its greatest points.
    pub max_points: Points,
    /// Where the mark stands on the criterion itself: at least one level must be reached for
    /// these stars.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_for: Option<Stars>,
    /// How to judge it, where the sheet says more than its levels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Its levels in printed order.
    pub levels: Vec<LevelFile>,
}

/// A level of a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LevelFile {
    /// Its number, from 1 in printed order.
    pub level: LevelNumber,
    /// What it is worth.
    pub points: Points,
    /// The stars for which it is the least that must be reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_for: Option<Stars>,
    /// The case it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<Case>,
    /// Which of several ladders it stands on, where the sheet puts levels for different kinds of
    /// producer into one list (Decision 1048, criterion 3.2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ladder: Option<u8>,
    /// Whether the sheet prints no box for it (a yes/no criterion).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub implied: bool,
    /// What it takes.
    pub label: String,
}

/// A rule beyond the sum of points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "rule", rename_all = "kebab-case", deny_unknown_fields)]
pub enum RuleFile {
    /// A criterion that is scored only if another has more than 0 points.
    Dependency {
        /// The criterion that depends.
        criterion: CriterionId,
        /// The criterion that must have points.
        requires: CriterionId,
        /// Where the law says so.
        source: String,
    },
    /// Criteria whose levels come in cases, of which one holds for the whole sheet.
    Cases {
        /// The criteria.
        criteria: Vec<CriterionId>,
        /// The cases.
        cases: Vec<CaseFile>,
        /// Where the law says so.
        source: String,
    },
    /// Criteria of which none may be at 0 points: else the next steps are not assessed.
    ZeroStop {
        /// The criteria.
        criteria: Vec<CriterionId>,
        /// What it says.
        label: String,
        /// Where the law says so.
        source: String,
    },
    /// What an assessor may establish outside the levels.
    Finding {
        /// Its stable name.
        finding: String,
        /// What follows from it.
        effect: Effect,
        /// The criterion it stands at, if at one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        criterion: Option<CriterionId>,
        /// What it says.
        label: String,
        /// Where the law says so.
        source: String,
    },
}

/// One of the cases that a sheet offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseFile {
    /// Its letter.
    pub case: Case,
    /// When it holds.
    pub label: String,
}

/// What follows from a finding. In rising order of strength: a rejection beats ineligibility, and
/// that beats a stop.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// The next steps are not assessed.
    Stop,
    /// The product may not be assessed at all.
    Eligibility,
    /// The dossier is rejected.
    Rejection,
}

/// A place where the encoded figure differs from the printed one, or the printed one is doubtful.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Erratum {
    /// The part, where it concerns a part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<PartLetter>,
    /// The section or group, where it concerns one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<CriterionId>,
    /// The criterion, where it concerns one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criterion: Option<CriterionId>,
    /// The level, where it concerns one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<LevelNumber>,
    /// What it concerns.
    pub field: ErratumField,
    /// What the source prints.
    pub printed: String,
    /// What is encoded.
    pub encoded: String,
    /// What another source prints, where there are two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
    /// Whether the figure was corrected, or stands as printed and is doubtful.
    pub status: ErratumStatus,
    /// Why.
    pub reason: String,
    /// Whether it was confirmed by the signed decision or its issuer.
    pub confirmed: bool,
}

/// What an erratum concerns.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ErratumField {
    /// The points of a level.
    Points,
    /// The greatest points of a criterion, section or part.
    MaxPoints,
    /// A star mark.
    MinimumFor,
    /// The box before a level.
    Box,
    /// The words of a level or criterion.
    Label,
    /// A level that is missing or too many.
    Level,
    /// The nesting of criteria.
    Structure,
    /// Printed figures that do not add up and stand as printed: `printed` is the maximum,
    /// `encoded` the sum of what is below it.
    Sum,
}

/// Whether an erratum changed the figure.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum ErratumStatus {
    /// The encoded figure differs from the printed one.
    Corrected,
    /// The figure stands as printed, and is doubtful.
    Doubtful,
}

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

/// `translations/en.json`: English by Vietnamese.
pub type TranslationFile = BTreeMap<String, String>;

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

/// How long a certificate lasts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CertificateFile {
    /// Months from the day of issue.
    pub months: u16,
    /// The least stars that get one.
    pub from_stars: Stars,
    /// Where the law says so.
    pub source: String,
}

/// When a recognised product is rated again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RenewalFile {
    /// Days before expiry from which a dossier may be lodged.
    pub not_earlier_than_days: u16,
    /// Days before expiry until which it must be lodged.
    pub not_later_than_days: u16,
    /// Where the law says so.
    pub source: String,
    /// Days from a complete proposal within which it is assessed.
    pub assessed_within_days: u16,
    /// Where the law says that.
    pub assessed_source: String,
    /// The most days past expiry that the old certificate lasts for a dossier out of time.
    pub extension_days: u16,
    /// Which dossiers out of time it lasts for.
    pub extension_for: Vec<Untimely>,
    /// Where the law says that.
    pub extension_source: String,
}

/// A re-rating dossier that misses its window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Untimely {
    /// It comes before the window opens.
    TooEarly,
    /// It comes after the window has closed.
    Late,
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

/// When a certificate is revoked, and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Revocation {
    /// Days from the conclusion.
    pub within_days: u16,
    /// Where the law says so.
    pub within_source: String,
    /// The grounds.
    pub grounds: Vec<GroundFile>,
    /// Who revokes.
    pub by: Vec<RevokedBy>,
}

/// A ground of revocation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GroundFile {
    /// Its letter in the law.
    pub ground: String,
    /// What it says.
    pub label: String,
    /// Where the law says so.
    pub source: String,
}

/// Who revokes certificates of which stars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RevokedBy {
    /// The stars.
    pub stars: Vec<Stars>,
    /// The level of authority.
    pub authority: Authority,
    /// Where the law says so.
    pub source: String,
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
