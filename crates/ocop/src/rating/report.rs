//! A rating as it is printed: the format `ocop-rating/1`, whole and brief.

use std::borrow::Cow;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bounded::{LevelNumber, Points, ProductSetNumber, Stars};
use crate::caller::CallerId;
use crate::criteria::files::{Authority, Effect};
use crate::dossier::{Producer, Product, Registration};
use crate::ids::{CriterionId, PartLetter};
use crate::notice::Notice;
use crate::owned::{into_owned, never_borrows};

use super::{Outcome, State};

/// The name of the format.
pub const RATING_FORMAT: &str = "ocop-rating/1";

/// A rating as it is printed. The brief form leaves out `scores`, `minimums`, `sources` and
/// `digests`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct RatingReport<'a> {
    /// Always `ocop-rating/1`.
    pub format: Cow<'a, str>,
    /// What the caller calls the dossier.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub id: Option<CallerId<'a>>,
    /// The criteria version.
    pub criteria: Cow<'a, str>,
    /// The product set's number.
    pub product_set: ProductSetNumber,
    /// The product, as the dossier names it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub product: Option<Product<'a>>,
    /// The producer, as the dossier names it: name, kind and address.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub producer: Option<Producer<'a>>,
    /// What was applied for, when, and under which number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub registration: Option<Registration>,
    /// The day of the assessment.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub assessed_on: Option<Date>,
    /// What it comes to.
    pub outcome: Outcome,
    /// Stars after the minimums; none where none are given.
    pub stars: Option<Stars>,
    /// Whether products of these stars are recognised.
    pub recognised: bool,
    /// Who recognises them.
    pub authority: Option<Authority>,
    /// The total.
    pub points: Points,
    /// The greatest total of the sheet.
    pub max_points: Points,
    /// Stars by points alone; none where none are given.
    pub points_stars: Option<Stars>,
    /// The points of each part.
    pub parts: Vec<PartReport>,
    /// How each criterion came to its points.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub scores: Option<Vec<ScoreReport<'a>>>,
    /// Each star minimum, lowest stars first.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub minimums: Option<Vec<MinimumReport>>,
    /// The criteria whose minimum is not met, by the stars that need it.
    pub unmet: Unmet,
    /// Criteria without an answer; they count 0.
    pub unanswered: Vec<CriterionId>,
    /// Why there are no stars, strongest first.
    pub reasons: Vec<Reason<'a>>,
    /// What a reader should know besides.
    pub notices: Vec<Notice>,
    /// The articles behind the result.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sources: Option<Sources<'a>>,
    /// What the result rests on, to the byte.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub digests: Option<Digests<'a>>,
}

impl RatingReport<'_> {
    /// As [`Rating::nothing_scored`](crate::Rating::nothing_scored); `false` where the criteria are left
    /// out, as in a brief rating.
    #[must_use]
    pub fn nothing_scored(&self) -> bool {
        self.scores
            .as_deref()
            .is_some_and(|scores| scores.iter().all(|score| score.level.is_none()))
    }
}

/// The points of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct PartReport {
    /// Its letter.
    pub part: PartLetter,
    /// The points scored.
    pub points: Points,
    /// Its greatest points.
    pub max_points: Points,
}

/// How a criterion came to its points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ScoreReport<'a> {
    /// The criterion.
    pub criterion: CriterionId,
    /// What it measures.
    pub key: Cow<'a, str>,
    /// The level given; none where unanswered.
    pub level: Option<LevelNumber>,
    /// The points that count.
    pub points: Points,
    /// The criterion's greatest points.
    pub max_points: Points,
    /// How the points came about.
    pub state: State,
}

/// A star minimum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct MinimumReport {
    /// The stars that need it.
    pub stars: Stars,
    /// The criterion.
    pub criterion: CriterionId,
    /// The least level.
    pub level: LevelNumber,
    /// Its points.
    pub points: Points,
    /// The points scored.
    pub scored: Points,
    /// Whether it is met.
    pub met: bool,
}

/// Criteria whose minimum is not met, by the stars that need it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Unmet {
    /// For 2 stars; only where the decision has such minimums.
    #[serde(rename = "2", skip_serializing_if = "Option::is_none", default)]
    pub two: Option<Vec<CriterionId>>,
    /// For 3 stars.
    #[serde(rename = "3")]
    pub three: Vec<CriterionId>,
    /// For 4 stars.
    #[serde(rename = "4")]
    pub four: Vec<CriterionId>,
    /// For 5 stars.
    #[serde(rename = "5")]
    pub five: Vec<CriterionId>,
}

impl Unmet {
    /// Empty lists, for every number of stars that has minimums.
    pub(crate) fn among(minimums: impl IntoIterator<Item = Stars>) -> Self {
        let two = minimums.into_iter().any(|stars| stars.get() == 2);
        Self {
            two: two.then(Vec::new),
            ..Self::default()
        }
    }

    /// The lists that there are, with their stars, lowest first.
    pub fn lists(&self) -> impl Iterator<Item = (u8, &[CriterionId])> {
        let two = self.two.iter().map(|list| (2, list.as_slice()));
        two.chain([
            (3, self.three.as_slice()),
            (4, self.four.as_slice()),
            (5, self.five.as_slice()),
        ])
    }

    /// The list of these stars.
    pub(crate) fn of(&mut self, stars: Stars) -> &mut Vec<CriterionId> {
        match stars.get() {
            2 => self.two.get_or_insert_default(),
            3 => &mut self.three,
            4 => &mut self.four,
            _ => &mut self.five,
        }
    }
}

/// Why there are no stars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Reason<'a> {
    /// The finding; none where a criterion at 0 points stops the assessment.
    pub finding: Option<Cow<'a, str>>,
    /// What follows.
    pub effect: Effect,
    /// The criterion it stands at.
    pub criterion: Option<CriterionId>,
    /// Where the law says so.
    pub source: Cow<'a, str>,
}

/// The articles behind the result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Sources<'a> {
    /// The decision's number.
    pub instrument: Cow<'a, str>,
    /// The score sheet.
    pub sheet: Cow<'a, str>,
    /// The band that the points fall in.
    pub band: Option<Cow<'a, str>>,
    /// The star minimums.
    pub minimums: Option<Cow<'a, str>>,
    /// Who recognises, or that these stars are not recognised.
    pub authority: Cow<'a, str>,
}

/// Digests of what the result rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Digests<'a> {
    /// Over the files of the criteria version, translations apart.
    pub criteria: Cow<'a, str>,
    /// Over the translations of the version.
    #[serde(default)]
    pub translations: Cow<'a, str>,
    /// Over the dossier in its canonical form.
    pub dossier: Cow<'a, str>,
    /// The version of the engine that made it.
    #[serde(default)]
    pub program: Cow<'a, str>,
}

into_owned! {
    RatingReport {
        format, id, criteria, product_set, product, producer, registration, assessed_on, outcome,
        stars, recognised, authority, points, max_points, points_stars, parts, scores, minimums, unmet, unanswered, reasons, notices,
        sources, digests,
    }
    ScoreReport { criterion, key, level, points, max_points, state }
    Reason { finding, effect, criterion, source }
    Sources { instrument, sheet, band, minimums, authority }
    Digests { criteria, translations, dossier, program }
}
never_borrows!(Outcome, State, PartReport, MinimumReport, Unmet, Notice);
