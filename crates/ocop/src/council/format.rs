//! A council's session: the format `ocop-council/1`, and a sheet in a file of its own.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::criteria::files::{Authority, FindingsRule, MinimumRule, SpreadAtLimit};
use crate::dossier::{AnswerInput, Producer, Product, Registration, SetRef};

use super::moment::Moment;

/// The name of the format of a session.
pub const COUNCIL_FORMAT: &str = "ocop-council/1";

/// The name of the format of a sheet in a file of its own.
pub const COUNCIL_SHEET_FORMAT: &str = "ocop-council-sheet/1";

/// The rounds that a product can be scored in.
pub(super) const ROUNDS: std::ops::RangeInclusive<u8> = 1..=99;

/// A council's session: who sits on it, by which regulation, and what each member scored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[non_exhaustive]
pub struct Session<'a> {
    /// `ocop-council/1`, where given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<Cow<'a, str>>,
    /// The criteria version; otherwise the day of the session tells which law applies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub criteria: Option<Cow<'a, str>>,
    /// The level of the council.
    pub level: Authority,
    /// Whether it met or gave its opinions in writing; `meeting` where not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    /// The day of the session; with opinions in writing, the day by which they were given.
    pub held_on: Date,
    /// When it closed: sheets after that are refused. Without it, the end of the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<Moment>,
    /// The council's name, for the minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub council: Option<Cow<'a, str>>,
    /// Where it sat, for the minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Cow<'a, str>>,
    /// Its regulation; what is left out has the defaults of the criteria's `council.json`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regulation: Option<RegulationInput<'a>>,
    /// Its members.
    pub members: Vec<Member<'a>>,
    /// The members who were present, by identifier; left out where opinions were given in writing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub present: Vec<Cow<'a, str>>,
    /// The products that it scored.
    pub products: Vec<SessionProduct<'a>>,
    /// Anything the secretary wants to note, for the minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Cow<'a, str>>,
}

/// How a council came to its scores.
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
pub enum Mode {
    /// It met.
    #[default]
    Meeting,
    /// Its members gave their opinions in writing: for re-ratings (26/2026, Art. 7.6.d, e).
    Written,
}

/// A council's regulation as far as it is stated.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[non_exhaustive]
pub struct RegulationInput<'a> {
    /// The decision that issued it, for the minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<Cow<'a, str>>,
    /// The share of members that must be present.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quorum: Option<Quorum>,
    /// Whether the chair must be present.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chair_required: Option<bool>,
    /// The most points between two members' totals.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 100))]
    pub max_spread: Option<u16>,
    /// Whether a spread of exactly `max_spread` points passes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spread_at_limit: Option<SpreadAtLimit>,
    /// How star minimums are tested. Where it is not said and the ways give different stars, the
    /// result does not stand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimums: Option<MinimumRule>,
    /// How findings are decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub findings: Option<FindingsRule>,
    /// The fewest members of the council.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 99))]
    pub fewest_members: Option<u16>,
}

crate::setters!(
    /// ```
    /// use ocop::council::RegulationInput;
    /// use ocop::criteria::MinimumRule;
    /// let regulation = RegulationInput::default().max_spread(8).minimums(MinimumRule::Majority);
    /// assert_eq!(regulation.max_spread, Some(8));
    /// ```
    RegulationInput<'a> {
    decision: text,
    quorum: Option<Quorum>,
    chair_required: Option<bool>,
    max_spread: Option<u16>,
    spread_at_limit: Option<SpreadAtLimit>,
    minimums: Option<MinimumRule>,
    findings: Option<FindingsRule>,
    fewest_members: Option<u16>,
});

/// A share of the members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quorum {
    /// So many …
    #[schemars(range(min = 1, max = 100))]
    pub numerator: u16,
    /// … of so many.
    #[schemars(range(min = 1, max = 100))]
    pub denominator: u16,
}

/// A member of the council.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Member<'a> {
    /// A short identifier, such as `m1`.
    pub id: Cow<'a, str>,
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<Cow<'a, str>>,
    /// What the member is on the council; `member` where not given.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub role: Option<Role>,
    /// Where the member comes from.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub institution: Option<Cow<'a, str>>,
}

/// What somebody is on the council.
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
pub enum Role {
    /// Presides.
    Chair,
    /// Stands in for the chair.
    Deputy,
    /// Keeps the record, and scores as a member.
    Secretary,
    /// Scores.
    #[default]
    Member,
}

/// A product before the council, with its sheets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[non_exhaustive]
pub struct SessionProduct<'a> {
    /// A short identifier, such as `p1`.
    pub id: Cow<'a, str>,
    /// The product set: its number or its slug.
    pub product_set: SetRef<'a>,
    /// The criteria version, where the dossier names it: it must be the session's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub criteria: Option<Cow<'a, str>>,
    /// The product.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<Product<'a>>,
    /// The producer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub producer: Option<Producer<'a>>,
    /// The registration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registration: Option<Registration>,
    /// The day on which the complete dossier was proposed to this level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proposed_on: Option<Date>,
    /// The parts of the dossier that are at hand, by the names of the criteria's `dossier_parts`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub documents: Option<Vec<Cow<'a, str>>>,
    /// The contents that the commune's report covers (form 03).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commune_report: Option<Vec<Cow<'a, str>>>,
    /// Members who do not score it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub recused: Vec<Recusal<'a>>,
    /// What the council decided together.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub findings: Vec<Cow<'a, str>>,
    /// The sheets, unless they stand in files of their own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub sheets: Vec<Sheet<'a>>,
    /// Anything the secretary wants to note, for the minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Cow<'a, str>>,
}

/// A member who does not score a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Recusal<'a> {
    /// The member.
    pub member: Cow<'a, str>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<Cow<'a, str>>,
}

/// A member's sheet on a product in one round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[non_exhaustive]
pub struct Sheet<'a> {
    /// `ocop-council-sheet/1`, for a sheet in a file of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<Cow<'a, str>>,
    /// The product, for a sheet in a file of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<Cow<'a, str>>,
    /// The member.
    pub member: Cow<'a, str>,
    /// The round; 1 where not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 99))]
    pub round: Option<u8>,
    /// Whether it is finished; `submitted` where not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<SheetStatus>,
    /// The criteria version, where the sheet names it: it must be the session's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub criteria: Option<Cow<'a, str>>,
    /// When it was submitted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submitted_at: Option<Moment>,
    /// In a later round: the member stands by the sheet of the round before, and gives neither
    /// answers nor findings.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schemars(default)]
    pub unchanged: bool,
    /// The answers by criterion. They may be left out where `points` are given, or where the sheet
    /// is unchanged.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(default)]
    pub answers: BTreeMap<Cow<'a, str>, AnswerInput<'a>>,
    /// The points by criterion, as paper sheets carry them: in place of `answers`, or beside them
    /// for other criteria.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(default)]
    pub points: BTreeMap<Cow<'a, str>, i64>,
    /// The case that holds for the whole sheet, where the sheet offers cases.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<Cow<'a, str>>,
    /// What the member established outside the levels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub findings: Vec<Cow<'a, str>>,
    /// What the member wants to say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<Cow<'a, str>>,
}

/// Whether a sheet is finished.
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
pub enum SheetStatus {
    /// Handed in: it counts.
    #[default]
    Submitted,
    /// Still in work: it never counts.
    Draft,
}
