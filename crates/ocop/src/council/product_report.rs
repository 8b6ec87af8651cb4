//! What a product comes to, as it is printed in a tally.

use std::borrow::Cow;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bounded::{LevelNumber, Points, ProductSetNumber, Stars};
use crate::criteria::files::{Authority, Effect};
use crate::dossier::{Producer, Product, Registration};
use crate::ids::{Case, CriterionId};
use crate::notice::{Notice, NoticeCode};
use crate::rating::{Outcome, PartReport, Unmet};
use crate::text::Text;

use super::format::Recusal;
use super::mean::{Deviation, Mean};

/// What a product comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ProductTally<'a> {
    /// Its identifier in the session.
    pub id: Cow<'a, str>,
    /// The product set; none where the session names none that exists.
    pub product_set: Option<ProductSetNumber>,
    /// The product.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub product: Option<Product<'a>>,
    /// The producer.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub producer: Option<Producer<'a>>,
    /// The registration.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub registration: Option<Registration>,
    /// The day on which the complete dossier was proposed to this level.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub proposed_on: Option<Date>,
    /// The parts of the dossier that are at hand, where stated.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub documents: Option<Vec<Cow<'a, str>>>,
    /// The contents that the commune's report covers, where stated.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub commune_report: Option<Vec<Cow<'a, str>>>,
    /// Who could score it, against the quorum.
    #[serde(default)]
    pub attendance: ProductAttendance,
    /// Whether the result stands.
    pub stands: bool,
    /// Every reason why it does not.
    pub reasons: Vec<Standing<'a>>,
    /// The round that counts; none where no sheet does.
    pub round: Option<u8>,
    /// The sheets that count.
    pub sheets: Vec<SheetTally<'a>>,
    /// The sum of the members' totals.
    pub sum: u32,
    /// How many sheets count.
    pub count: u32,
    /// The mean, rounded half up to two places for display only.
    pub mean: Option<Mean>,
    /// The points between the lowest and the highest total.
    pub spread: Option<Points>,
    /// What it comes to.
    pub outcome: Option<Outcome>,
    /// Stars by points alone; none where none are given.
    pub points_stars: Option<Stars>,
    /// Stars after the minimums; none where none are given.
    pub stars: Option<Stars>,
    /// The stars that each way of testing minimums gives, where the regulation does not say which
    /// one holds and they differ.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub stars_by_rule: Option<StarsByRule>,
    /// Whether products of these stars are recognised.
    pub recognised: bool,
    /// Who recognises them.
    pub authority: Option<Authority>,
    /// The mean of each part.
    pub parts: Vec<PartTally>,
    /// Each star minimum, lowest stars first.
    pub minimums: Vec<MinimumTally>,
    /// The criteria whose minimum is not met, by the stars that need it.
    pub unmet: Unmet,
    /// Minimums that some sheets reach and some do not.
    pub contested: Vec<Contested<'a>>,
    /// Each criterion: mean, spread, who stands apart.
    pub criteria: Vec<CriterionTally<'a>>,
    /// What members and council established outside the levels.
    pub findings: Vec<FindingTally<'a>>,
    /// Members who do not score this product.
    pub recused: Vec<Recusal<'a>>,
    /// Sheets that do not count, and why.
    pub set_aside: Vec<SetAside<'a>>,
    /// Rounds before the one that counts.
    pub earlier_rounds: Vec<EarlierRound<'a>>,
    /// What a reader should know besides.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub notices: Vec<Notice>,
    /// What the secretary noted.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<Cow<'a, str>>,
}

impl ProductTally<'_> {
    /// What puts the result in doubt though it stands: nobody should take the next step without knowing it.
    pub fn doubts(&self) -> impl Iterator<Item = &Notice> {
        const CODES: [NoticeCode; 4] = [
            NoticeCode::LaterRoundBegun,
            NoticeCode::RuleNotEncoded,
            NoticeCode::FindingNotCounted,
            NoticeCode::WrittenOpinions,
        ];
        let told = self.notices.iter();
        told.filter(|n| CODES.contains(&n.code))
    }

    /// Whether its result does not stand for a reason of this kind.
    #[must_use]
    pub fn has(&self, code: StandingCode) -> bool {
        self.reasons.iter().any(|r| r.code == code)
    }

    /// Whether a member does not score it.
    #[must_use]
    pub fn is_recused(&self, id: &str) -> bool {
        self.recused.iter().any(|r| r.member == id)
    }
}

/// Who could score a product, against the quorum: of the members who are not recused.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ProductAttendance {
    /// The members who are not recused.
    pub members: u16,
    /// Those of them who were present; where opinions are given in writing, whose sheets count.
    pub present: u16,
    /// How many that must be.
    pub needed: u16,
}

/// The stars that each way of testing minimums gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct StarsByRule {
    /// By the mean of the criterion's points.
    pub mean: Stars,
    /// By a majority of the sheets.
    pub majority: Stars,
    /// Where all sheets must reach it.
    pub unanimous: Stars,
}

/// Why a result does not stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Standing<'a> {
    /// What kind of reason.
    pub code: StandingCode,
    /// The members it concerns.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub members: Vec<Cow<'a, str>>,
    /// The findings it concerns.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub findings: Vec<Cow<'a, str>>,
    /// The reason in words.
    pub message: Text,
}

/// What kind of reason a result does not stand for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum StandingCode {
    /// The session, the product or a sheet was refused: see `errors`.
    RefusedInput,
    /// Too few members were present: of the council, or of those who may score this product.
    Quorum,
    /// The chair was absent.
    ChairAbsent,
    /// The council has too few members.
    TooFewMembers,
    /// No sheet counts: there are no points, no stars and no outcome.
    NoSheet,
    /// A member who was present and not recused handed in no sheet.
    MissingSheet,
    /// A member's sheet is a draft or leaves criteria unanswered.
    UnfinishedSheet,
    /// A recused member handed in a sheet.
    RecusedSheet,
    /// Somebody who was not present handed in a sheet.
    AbsentSheet,
    /// Two totals are too far apart: discuss, and score again.
    Spread,
    /// Members scored under different cases of the sheet.
    CasesDisagree,
    /// Some members have a finding that others do not, and the council has not decided.
    FindingsDisagree,
    /// The regulation does not say how minimums are tested, and the ways give different stars.
    MinimumRuleDecides,
}

/// A sheet that counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct SheetTally<'a> {
    /// The member.
    pub member: Cow<'a, str>,
    /// The total.
    pub points: Points,
    /// The points of each part.
    pub parts: Vec<PartReport>,
    /// How far its total is from the mean of the others'; none where there is no other.
    pub deviation: Option<Deviation>,
    /// The case that the sheet was scored under, where the product set has cases.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub case: Option<Case>,
    /// Whether the member stands by the sheet of the round before.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub unchanged: bool,
    /// What the sheet comes to by itself.
    pub outcome: Outcome,
    /// What the member established outside the levels.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub findings: Vec<Cow<'a, str>>,
    /// Criteria without an answer.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub unanswered: Vec<CriterionId>,
    /// What the member said.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub comment: Option<Cow<'a, str>>,
    /// What a reader should know of the sheet: points that several levels have, doubtful figures.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub notices: Vec<Notice>,
}

/// A part over all sheets that count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct PartTally {
    /// Its letter.
    pub part: crate::ids::PartLetter,
    /// The sum of the sheets' points.
    pub sum: u32,
    /// Their mean, for display.
    pub mean: Option<Mean>,
    /// Its greatest points.
    pub max_points: Points,
}

/// A star minimum over all sheets that count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct MinimumTally {
    /// The stars that need it.
    pub stars: Stars,
    /// The criterion.
    pub criterion: CriterionId,
    /// The least level.
    pub level: LevelNumber,
    /// Its points.
    pub points: Points,
    /// The sum of the points scored.
    pub sum: u32,
    /// The sheets that it is asked of.
    pub count: u32,
    /// Their mean, for display.
    pub mean: Option<Mean>,
    /// How many of them reach it.
    pub reached: u32,
    /// Whether it is met by the regulation's rule.
    pub met: bool,
}

/// A minimum that some sheets reach and some do not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Contested<'a> {
    /// The criterion.
    pub criterion: CriterionId,
    /// The stars that need it.
    pub stars: Stars,
    /// The members whose sheets reach it.
    pub reached: Vec<Cow<'a, str>>,
    /// The members whose sheets do not.
    pub missed: Vec<Cow<'a, str>>,
}

/// A criterion over all sheets that count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct CriterionTally<'a> {
    /// The criterion.
    pub criterion: CriterionId,
    /// What it measures.
    pub key: Cow<'a, str>,
    /// The sum of the points scored.
    pub sum: u32,
    /// Their mean, for display.
    pub mean: Option<Mean>,
    /// The least points scored.
    pub least: Points,
    /// The greatest points scored.
    pub greatest: Points,
    /// The criterion's greatest points.
    pub max_points: Points,
    /// Members whose points are at least half of the criterion's maximum away from the mean of the
    /// others', the furthest first.
    #[serde(
        skip_serializing_if = "Vec::is_empty",
        default,
        deserialize_with = "with_points"
    )]
    pub apart: Vec<Apart<'a>>,
}

/// Those who stand apart. Tallies once named them without their points: such a name is left out, as
/// nothing rests on it.
fn with_points<'de, 'a, D>(deserializer: D) -> Result<Vec<Apart<'a>>, D::Error>
where
    D: serde::Deserializer<'de>,
{
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Entry<'a> {
        Apart(Apart<'a>),
        Name(#[expect(dead_code, reason = "read to be left out")] String),
    }
    let entries = Vec::<Entry<'a>>::deserialize(deserializer)?.into_iter();
    let apart = entries.filter_map(|entry| match entry {
        Entry::Apart(apart) => Some(apart),
        Entry::Name(_) => None,
    });
    Ok(apart.collect())
}

/// A member whose points at a criterion are far from the others'.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Apart<'a> {
    /// The member.
    pub member: Cow<'a, str>,
    /// The points.
    pub points: Points,
    /// How far they are from the mean of the others'.
    pub deviation: Option<Deviation>,
}

/// What members or the council established outside the levels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct FindingTally<'a> {
    /// The finding; none where criteria at 0 points stop the assessment.
    pub finding: Option<Cow<'a, str>>,
    /// What follows.
    pub effect: Effect,
    /// The members whose sheets have it.
    pub members: Vec<Cow<'a, str>>,
    /// Whether the council decided it together.
    pub by_council: bool,
    /// Whether it counts.
    pub counts: bool,
    /// Where the law says so.
    pub source: Cow<'a, str>,
}

/// A sheet that does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct SetAside<'a> {
    /// The member.
    pub member: Cow<'a, str>,
    /// The round.
    pub round: u8,
    /// Why.
    pub why: Aside,
}

/// Why a sheet does not count. The first that holds is told.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Aside {
    /// It is a draft.
    Draft,
    /// The member does not score this product.
    Recused,
    /// The member was not present.
    Absent,
    /// It was refused: see `errors`.
    Refused,
}

/// A round before the one that counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct EarlierRound<'a> {
    /// The round.
    pub round: u8,
    /// The totals of the members who were entitled to score.
    pub sheets: Vec<EarlierSheet<'a>>,
    /// Their sum.
    pub sum: u32,
    /// How many there are.
    pub count: u32,
    /// Their mean, for display.
    pub mean: Option<Mean>,
    /// The points between the lowest and the highest.
    pub spread: Option<Points>,
}

/// A member's total in a round before the one that counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct EarlierSheet<'a> {
    /// The member.
    pub member: Cow<'a, str>,
    /// The total.
    pub points: Points,
}
