//! A rating as it is printed: the format `ocop-rating/1`, whole and brief.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bounded::{LevelNumber, Points, ProductSetNumber, Stars};
use crate::criteria::Level;
use crate::criteria::files::{Authority, Effect};
use crate::dossier::Product;
use crate::ids::{CriterionId, PartLetter};
use crate::notice::{Notice, NoticeCode};
use crate::sheet::{Given, ScoreSheet};

use super::{Outcome, Rating, State};

/// The name of the format.
pub const RATING_FORMAT: &str = "ocop-rating/1";

/// A rating as it is printed. The brief form leaves out `scores`, `minimums`, `sources` and
/// `digests`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RatingReport<'a> {
    /// Always `ocop-rating/1`.
    #[serde(borrow)]
    pub format: Cow<'a, str>,
    /// The criteria version.
    #[serde(borrow)]
    pub criteria: Cow<'a, str>,
    /// The product set's number.
    pub product_set: ProductSetNumber,
    /// The product, as the dossier names it.
    #[serde(borrow, skip_serializing_if = "Option::is_none", default)]
    pub product: Option<Product<'a>>,
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
    #[serde(borrow, skip_serializing_if = "Option::is_none", default)]
    pub scores: Option<Vec<ScoreReport<'a>>>,
    /// Each star minimum, lowest stars first.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub minimums: Option<Vec<MinimumReport>>,
    /// The criteria whose minimum is not met, by the stars that need it.
    pub unmet: Unmet,
    /// Criteria without an answer; they count 0.
    pub unanswered: Vec<CriterionId>,
    /// Why there are no stars, strongest first.
    #[serde(borrow)]
    pub reasons: Vec<Reason<'a>>,
    /// What a reader should know besides.
    pub notices: Vec<Notice>,
    /// The articles behind the result.
    #[serde(borrow, skip_serializing_if = "Option::is_none", default)]
    pub sources: Option<Sources<'a>>,
    /// What the result rests on, to the byte.
    #[serde(borrow, skip_serializing_if = "Option::is_none", default)]
    pub digests: Option<Digests<'a>>,
}

/// The points of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
pub struct ScoreReport<'a> {
    /// The criterion.
    pub criterion: CriterionId,
    /// What it measures.
    #[serde(borrow)]
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
pub struct Unmet {
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
    /// The list of these stars.
    pub(crate) const fn of(&mut self, stars: Stars) -> &mut Vec<CriterionId> {
        match stars.get() {
            3 => &mut self.three,
            4 => &mut self.four,
            _ => &mut self.five,
        }
    }
}

/// Why there are no stars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reason<'a> {
    /// The finding; none where a criterion at 0 points stops the assessment.
    #[serde(borrow)]
    pub finding: Option<Cow<'a, str>>,
    /// What follows.
    pub effect: Effect,
    /// The criterion it stands at.
    pub criterion: Option<CriterionId>,
    /// Where the law says so.
    #[serde(borrow)]
    pub source: Cow<'a, str>,
}

/// The articles behind the result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Sources<'a> {
    /// The decision's number.
    #[serde(borrow)]
    pub instrument: Cow<'a, str>,
    /// The score sheet.
    #[serde(borrow)]
    pub sheet: Cow<'a, str>,
    /// The band that the points fall in.
    #[serde(borrow)]
    pub band: Option<Cow<'a, str>>,
    /// The star minimums.
    #[serde(borrow)]
    pub minimums: Option<Cow<'a, str>>,
    /// Who recognises, or that these stars are not recognised.
    #[serde(borrow)]
    pub authority: Cow<'a, str>,
}

/// Digests of what the result rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Digests<'a> {
    /// Over the files of the criteria version.
    #[serde(borrow)]
    pub criteria: Cow<'a, str>,
    /// Over the dossier in its canonical form.
    #[serde(borrow)]
    pub dossier: Cow<'a, str>,
}

impl<'s> Rating<'s> {
    /// The brief report, without a product's name.
    #[must_use]
    pub fn brief(&self) -> RatingReport<'s> {
        let set = self.sheet.set;
        let mut unmet = Unmet::default();
        for missed in self.missed() {
            let list = unmet.of(missed.stars);
            // most lists are short: room at once is cheaper than growing
            if list.capacity() == 0 {
                *list = Vec::with_capacity(16);
            }
            list.extend(set.rows.get(missed.criterion).map(|row| row.id));
        }
        let unanswered = if self.has_unanswered() {
            self.sheet.unanswered().map(|c| c.id).collect()
        } else {
            Vec::new()
        };
        RatingReport {
            format: RATING_FORMAT.into(),
            criteria: set.version().as_str().into(),
            product_set: set.number(),
            product: None,
            outcome: self.outcome(),
            stars: self.stars(),
            recognised: self.recognised(),
            authority: self.authority().map(|a| a.authority),
            points: self.points(),
            max_points: set.max_points(),
            points_stars: self.points_stars(),
            parts: self
                .parts()
                .map(|(part, points)| PartReport {
                    part: part.letter,
                    points,
                    max_points: part.max_points,
                })
                .collect(),
            scores: None,
            minimums: None,
            unmet,
            unanswered,
            reasons: if self.has_stars() {
                Vec::new()
            } else {
                self.reason_reports()
            },
            notices: self.notices(),
            sources: None,
            digests: None,
        }
    }

    /// The report with scores, minimums and sources; digests are added by whoever knows them.
    #[must_use]
    pub fn full(&self) -> RatingReport<'s> {
        let scores = self.scores().map(|s| ScoreReport {
            criterion: s.criterion.id,
            key: s.criterion.key.as_str().into(),
            level: s.level,
            points: s.points,
            max_points: s.criterion.max_points,
            state: s.state,
        });
        let minimums = self.minimums().map(|m| MinimumReport {
            stars: m.stars,
            criterion: m.criterion.id,
            level: m.level,
            points: m.points,
            scored: m.scored,
            met: m.met,
        });
        RatingReport {
            scores: Some(scores.collect()),
            minimums: Some(minimums.collect()),
            sources: Some(self.sources()),
            ..self.brief()
        }
    }

    fn reason_reports(&self) -> Vec<Reason<'s>> {
        self.reasons()
            .into_iter()
            .map(|ground| Reason {
                finding: ground.finding.map(Cow::Borrowed),
                effect: ground.effect,
                criterion: ground.criterion,
                source: ground.source.into(),
            })
            .collect()
    }

    /// What a reader should know besides: doubtful figures that count here, and points that wait
    /// for another answer.
    fn notices(&self) -> Vec<Notice> {
        let set = self.sheet.set;
        let mut notices = Vec::new();
        let sheet = self.sheet;
        for (criterion, given) in set.doubtful.iter().filter_map(|place| sheet.at(*place)) {
            let level = given.level().and_then(|number| criterion.level(number));
            if let Some(doubt) = level.and_then(|l| l.doubtful.as_ref()) {
                let id = criterion.id;
                notices.push(
                    Notice::new(
                        NoticeCode::DoubtfulFigure,
                        format!("{id}: {doubt}; tính như bản in."),
                        format!("{id}: the points of this level are doubtful in the decision and counted as printed."),
                    )
                    .at(id)
                    .with_source(set.file.source.as_str()),
                );
            }
        }
        notices.extend(
            sheet
                .shared
                .iter()
                .filter_map(|place| shared_points(sheet, place)),
        );
        for (criterion, given) in set.dependent.iter().filter_map(|place| sheet.at(*place)) {
            let Some((required, source)) = &criterion.requires else {
                continue;
            };
            let answered = given
                .level()
                .is_some_and(|l| l != LevelNumber::NONE_REACHED);
            if let (true, Some((needed, Given::Unanswered))) = (answered, sheet.at(*required)) {
                let (id, needed) = (criterion.id, needed.id);
                notices.push(
                    Notice::new(
                        NoticeCode::NotCountedYet,
                        format!("{id}: chưa tính điểm khi {needed} chưa chấm."),
                        format!("{id}: not counted while {needed} is unanswered."),
                    )
                    .at(id)
                    .with_source(source.as_str()),
                );
            }
        }
        notices
    }

    fn sources(&self) -> Sources<'s> {
        let set = self.sheet.set;
        let file = &set.instrument.file;
        let band = self
            .points_stars()
            .and_then(|stars| set.instrument.band(stars));
        Sources {
            instrument: file.number.as_str().into(),
            sheet: set.file.source.as_str().into(),
            band: band.map(|b| b.source.as_str().into()),
            minimums: file
                .star_minimums
                .as_ref()
                .map(|m| m.source.as_str().into()),
            authority: self
                .authority()
                .map_or(&file.recognition.source, |a| &a.source)
                .as_str()
                .into(),
        }
    }
}

/// The level that points were taken for, where several have them.
fn shared_points(sheet: &ScoreSheet<'_>, place: usize) -> Option<Notice> {
    let (criterion, given) = sheet.at(place)?;
    let (id, level, points) = (criterion.id, given.level()?, given.points());
    let case = criterion.level(level)?.case;
    let alike = |l: &&Level| l.points == points && l.case == case;
    let levels = criterion.levels.iter().filter(alike);
    let levels = levels.map(|l| l.number.to_string()).collect::<Vec<_>>();
    let list = levels.join(", ");
    Some(
        Notice::new(
            NoticeCode::PointsOfSeveralLevels,
            format!("{id}: các mức {list} cùng {points} điểm; phiếu chỉ ghi điểm, lấy mức {level}."),
            format!("{id}: levels {list} are all worth {points}; the sheet gives points alone, and level {level} is taken."),
        )
        .at(id),
    )
}
