//! A rating explained: what was awarded where and why, what is held back by what, how firm the
//! stars are, and the smallest step up.
//!
//! [`Explanation`] holds the figures, all of them taken from the rating; crate `ocop-text` puts them
//! into sentences.

mod figures;

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bounded::{LevelNumber, Points, ProductSetNumber, Stars};
use crate::criteria::files::Effect;
use crate::ids::{CriterionId, PartLetter, VersionId};
use crate::notice::Notice;
use crate::plan::PlanReport;
use crate::rating::{Outcome, State};
use crate::text::Text;

/// The name of the format.
pub const EXPLANATION_FORMAT: &str = "ocop-explanation/1";

/// The figures and texts behind an explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Explanation {
    /// Always `ocop-explanation/1`.
    pub format: Cow<'static, str>,
    /// The criteria version.
    pub criteria: VersionId,
    /// The decision's number.
    pub instrument: String,
    /// The product set's number.
    pub product_set: ProductSetNumber,
    /// Its name.
    pub set_name: Text,
    /// Where its sheet stands.
    pub sheet_source: Text,
    /// The product's name.
    pub product: Option<String>,
    /// The product's code.
    pub code: Option<String>,
    /// The producer's name.
    pub producer: Option<String>,
    /// What the dossier comes to.
    pub outcome: Outcome,
    /// Stars after the minimums.
    pub stars: Option<Stars>,
    /// Stars by points alone.
    pub points_stars: Option<Stars>,
    /// The total.
    pub points: Points,
    /// The greatest total of the sheet.
    pub max_points: Points,
    /// The band that the points fall in.
    pub band: Option<BandLine>,
    /// Who recognises the product, or that nobody does.
    pub recognition: Option<RecognitionLine>,
    /// Whether products of these stars are recognised.
    pub recognised: bool,
    /// The points of each part.
    pub parts: Vec<PartLine>,
    /// How each criterion came to its points.
    pub awarded: Vec<Award>,
    /// What is missing for each greater number of stars.
    pub held_back: Vec<HeldBack>,
    /// Why there are no stars.
    pub reasons: Vec<ReasonLine>,
    /// Unanswered criteria.
    pub unanswered: Vec<OpenLine>,
    /// How firm the stars are; none where none are given.
    pub firmness: Option<Firmness>,
    /// The plan to the next stars; none where there are no more.
    pub next: Option<PlanReport>,
    /// What a reader should know besides.
    pub notices: Vec<Notice>,
    /// What is unproven or past its date.
    pub evidence: Vec<Notice>,
    /// The digest of the criteria.
    pub criteria_digest: String,
    /// The digest of the dossier.
    pub dossier_digest: String,
}

/// The band that the points fall in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct BandLine {
    /// Its stars.
    pub stars: Stars,
    /// Its least points.
    pub from_points: Points,
    /// The article.
    pub source: Text,
}

/// Who recognises products of these stars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct RecognitionLine {
    /// Who, as the law names it; none where nobody does, and there is no certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Text>,
    /// The article.
    pub source: Text,
}

/// The points of a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct PartLine {
    /// Its letter.
    pub part: PartLetter,
    /// Its heading.
    pub name: Text,
    /// The points scored.
    pub points: Points,
    /// Its greatest points.
    pub max_points: Points,
}

/// How a criterion came to its points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Award {
    /// The criterion.
    pub criterion: CriterionId,
    /// Its name.
    pub name: Text,
    /// The level given.
    pub level: Option<LevelNumber>,
    /// What that level asks for.
    pub label: Option<Text>,
    /// The points that count.
    pub points: Points,
    /// The criterion's greatest points.
    pub max_points: Points,
    /// How the points came about.
    pub state: State,
}

/// What is missing for so many stars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct HeldBack {
    /// The stars.
    pub stars: Stars,
    /// The least points of their band.
    pub from_points: Points,
    /// The points that are missing.
    pub points_short: u16,
    /// The article of the band.
    pub band_source: Text,
    /// The minimums for exactly these stars that are not met.
    pub minimums: Vec<ShortLine>,
    /// Where minimums are said to be minimums.
    pub minimums_source: Option<Text>,
}

/// A minimum that is not met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ShortLine {
    /// The criterion.
    pub criterion: CriterionId,
    /// Its name.
    pub name: Text,
    /// The least level.
    pub level: LevelNumber,
    /// What it asks for.
    pub label: Text,
    /// Its points.
    pub points: Points,
    /// The points scored.
    pub scored: Points,
}

/// Why there are no stars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ReasonLine {
    /// What follows.
    pub effect: Effect,
    /// The criterion it stands at.
    pub criterion: Option<CriterionId>,
    /// What it says.
    pub label: Text,
    /// Where the law says so.
    pub source: Text,
}

/// An unanswered criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct OpenLine {
    /// The criterion.
    pub criterion: CriterionId,
    /// Its name.
    pub name: Text,
    /// The most points its answer can bring.
    pub max_points: Points,
}

/// How firm the stars are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Firmness {
    /// The least points of the band of these stars.
    pub from_points: Points,
    /// The points above it.
    pub points_above: u16,
    /// Criteria where one level lower loses the stars.
    pub fragile: Vec<Fragile>,
}

/// A criterion where one level lower loses the stars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Fragile {
    /// The criterion.
    pub criterion: CriterionId,
    /// Its name.
    pub name: Text,
    /// The level given.
    pub from: LevelNumber,
    /// One level lower.
    pub to: LevelNumber,
    /// The stars then; none where the assessment would stop.
    pub stars: Option<Stars>,
}
