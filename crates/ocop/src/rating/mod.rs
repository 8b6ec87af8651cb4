//! From a score sheet to stars: a total function, and a result that carries its own trace.

mod report;

use crate::bounded::{LevelNumber, Points, Stars};
use crate::criteria::files::{AuthorityRule, Effect};
use crate::criteria::{Criterion, MAX_PARTS, Minimum};
use crate::ids::CriterionId;
use crate::places::Places;
use crate::sheet::{Given, ScoreSheet, at_zero};

pub use report::{
    Digests, MinimumReport, PartReport, RATING_FORMAT, RatingReport, Reason, ScoreReport, Sources,
    Unmet,
};

/// What a sheet comes to.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Every criterion is answered, and the stars stand.
    Rated,
    /// Some criteria are unanswered and counted as 0.
    Provisional,
    /// An assessment that was stopped: no stars.
    Stopped,
    /// A product that may not be assessed: no stars.
    Ineligible,
    /// A rejected dossier: no stars.
    Rejected,
}

/// How one criterion came to its points.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// A level was given.
    Scored,
    /// Nothing was given; counted as 0.
    Unanswered,
    /// The criterion it depends on has no points, so it is not scored.
    NotApplicable,
}

/// The rating of a score sheet. It borrows the sheet and tells, on request, how each figure came
/// about.
#[derive(Debug, Clone)]
pub struct Rating<'s> {
    sheet: &'s ScoreSheet<'s>,
    outcome: Outcome,
    points: Points,
    parts: [Points; MAX_PARTS],
    points_stars: Stars,
    stars: Stars,
    /// By place of the minimum in the set's list: the unmet ones.
    unmet: Places,
    unanswered: bool,
}

/// Rates a score sheet. Total and pure: every sheet has a rating, always the same.
///
/// Stars are the greatest S such that the points reach the band of S (Art. 3.3) and every minimum
/// marked for S or fewer stars is met (Annex II, note under each sheet).
///
/// ```
/// use ocop::{Library, ScoreSheet, Answer, Outcome, rate};
/// let library = Library::embedded();
/// let set = library.version("qd-26-2026")?.product_set("1")?;
/// let best = set.criteria().iter().map(|c| (c.id, Answer::level(c.levels.len() as u8)));
/// let sheet = ScoreSheet::new(set, best, [])?;
/// let rating = rate(&sheet);
/// assert_eq!((rating.outcome(), rating.points().get()), (Outcome::Rated, 100));
/// assert_eq!(rating.stars().unwrap().get(), 5);
/// # Ok::<(), ocop::Problems>(())
/// ```
#[must_use]
pub fn rate<'s>(sheet: &'s ScoreSheet<'s>) -> Rating<'s> {
    let set = sheet.set;
    let mut parts = [Points::ZERO; MAX_PARTS];
    for (part, run) in &set.runs {
        let given = sheet.answers.get(run.clone()).unwrap_or_default();
        if let Some(part) = parts.get_mut(*part) {
            *part = part.plus(given.iter().map(|g| g.points()).sum());
        }
    }
    let unanswered = |given: &&Given| **given == Given::Unanswered;
    let mut open = sheet.answers.iter().filter(unanswered).count();
    // the few criteria that depend on another
    for (criterion, given) in set.dependent.iter().filter_map(|i| sheet.at(*i)) {
        if let Some(part) = parts.get_mut(criterion.part) {
            *part = part.plus(counted(sheet, criterion, given));
        }
        if given == Given::Unanswered && sheet.required_is_zero(criterion) {
            open = open.saturating_sub(1);
        }
    }
    let unanswered = open > 0;

    let mut unmet = Places::default();
    let mut held_below: Option<Stars> = None;
    for (i, minimum) in set.minimums.iter().enumerate() {
        if applies(sheet, minimum) && !met(sheet, minimum) {
            unmet.insert(i);
            // minimums stand in order of their stars, so the first unmet one decides
            held_below = held_below.or(Some(minimum.stars));
        }
    }

    let points = parts.into_iter().sum();
    let points_stars = set.instrument.stars_for(points);
    let stars = match held_below {
        Some(above) if above <= points_stars => {
            Stars::new(i64::from(above).saturating_sub(1)).unwrap_or(Stars::MIN)
        }
        _ => points_stars,
    };
    let outcome = match strongest_effect(sheet) {
        Some(Effect::Rejection) => Outcome::Rejected,
        Some(Effect::Eligibility) => Outcome::Ineligible,
        Some(Effect::Stop) => Outcome::Stopped,
        None if unanswered => Outcome::Provisional,
        None => Outcome::Rated,
    };
    Rating {
        sheet,
        outcome,
        points,
        parts,
        points_stars,
        stars,
        unmet,
        unanswered,
    }
}

/// The points that count for a criterion: none while the criterion it depends on has none.
fn counted(sheet: &ScoreSheet<'_>, criterion: &Criterion, given: Given) -> Points {
    match given {
        Given::Level(_, points) if required_has_points(sheet, criterion.required()) => points,
        _ => Points::ZERO,
    }
}

/// Whether the criterion that another depends on, if on any, has points.
fn required_has_points(sheet: &ScoreSheet<'_>, required: Option<usize>) -> bool {
    required.is_none_or(|place| {
        matches!(sheet.answers.get(place), Some(Given::Level(_, points)) if *points > Points::ZERO)
    })
}

/// A minimum that stands in one case says nothing of a sheet under another.
pub(crate) fn applies(sheet: &ScoreSheet<'_>, minimum: &Minimum) -> bool {
    minimum.case.is_none() || sheet.case.is_none() || minimum.case == sheet.case
}

/// A minimum is met by its level or any worth as much: what counts is the points of the least
/// level that must be reached, and that a level is reached at all.
pub(crate) fn met(sheet: &ScoreSheet<'_>, minimum: &Minimum) -> bool {
    match sheet.answers.get(minimum.criterion) {
        Some(Given::Level(level, points)) => {
            *points >= minimum.points
                && *level != LevelNumber::NONE_REACHED
                && required_has_points(sheet, minimum.requires)
        }
        _ => false,
    }
}

/// The strongest effect of findings and of criteria that may not be at 0 points.
fn strongest_effect(sheet: &ScoreSheet<'_>) -> Option<Effect> {
    let by_findings = sheet.findings().map(|f| f.effect).max();
    let by_zero = zero_stops(sheet).next().map(|_| Effect::Stop);
    by_findings.max(by_zero)
}

/// Criteria answered with 0 points where that stops the assessment.
fn zero_stops<'s>(sheet: &'s ScoreSheet<'s>) -> impl Iterator<Item = &'s Criterion> {
    let places = sheet
        .set
        .zero_stop
        .iter()
        .flat_map(|z| &z.criteria)
        .filter(|place| at_zero(&sheet.answers, **place));
    places.filter_map(|i| sheet.set.criteria.get(*i))
}

impl<'s> Rating<'s> {
    /// The sheet that was rated.
    #[must_use]
    pub const fn sheet(&self) -> &'s ScoreSheet<'s> {
        self.sheet
    }

    /// What it comes to.
    #[must_use]
    pub const fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// Whether stars are given at all: not to a stopped, ineligible or rejected product.
    #[must_use]
    pub const fn has_stars(&self) -> bool {
        matches!(self.outcome, Outcome::Rated | Outcome::Provisional)
    }

    /// The total: unanswered criteria count 0.
    #[must_use]
    pub const fn points(&self) -> Points {
        self.points
    }

    /// The stars by points alone; none where none are given.
    #[must_use]
    pub const fn points_stars(&self) -> Option<Stars> {
        if self.has_stars() {
            Some(self.points_stars)
        } else {
            None
        }
    }

    /// The stars after the minimums; none where none are given.
    #[must_use]
    pub const fn stars(&self) -> Option<Stars> {
        if self.has_stars() {
            Some(self.stars)
        } else {
            None
        }
    }

    /// Whether products of these stars are recognised, with a decision and a certificate (Art. 4).
    /// Of a provisional rating: whether they would be.
    #[must_use]
    pub fn recognised(&self) -> bool {
        self.stars()
            .is_some_and(|s| self.sheet.set.instrument.recognises(s))
    }

    /// Who recognises products of these stars on the day of the assessment.
    #[must_use]
    pub fn authority(&self) -> Option<&'s AuthorityRule> {
        let stars = self.stars().filter(|_| self.recognised())?;
        self.sheet.set.instrument.authority(stars, self.sheet.on)
    }

    /// Whether some criteria are unanswered.
    #[must_use]
    pub const fn has_unanswered(&self) -> bool {
        self.unanswered
    }

    /// The points of each part, in order.
    pub fn parts(&self) -> impl Iterator<Item = (&'s crate::criteria::Part, Points)> + '_ {
        self.sheet.set.parts.iter().zip(self.parts)
    }

    /// How each criterion came to its points, in the order of the sheet.
    pub fn scores(&self) -> impl Iterator<Item = Score<'s>> + '_ {
        let sheet = self.sheet;
        sheet
            .set
            .criteria
            .iter()
            .zip(&sheet.answers)
            .map(move |(criterion, given)| {
                let state = match given {
                    Given::Level(..) if required_has_points(sheet, criterion.required()) => {
                        State::Scored
                    }
                    Given::Unanswered if !sheet.required_is_zero(criterion) => State::Unanswered,
                    _ => State::NotApplicable,
                };
                Score {
                    criterion,
                    level: given.level(),
                    points: counted(sheet, criterion, *given),
                    state,
                }
            })
    }

    /// Each star minimum of the sheet and whether it is met: lowest stars first.
    pub fn minimums(&self) -> impl Iterator<Item = Met<'s>> + '_ {
        let sheet = self.sheet;
        sheet
            .set
            .minimums
            .iter()
            .enumerate()
            .filter(|(_, m)| applies(sheet, m))
            .filter_map(move |(i, minimum)| {
                let criterion = sheet.set.criteria.get(minimum.criterion)?;
                let given = sheet.answers.get(minimum.criterion)?;
                Some(Met {
                    stars: minimum.stars,
                    criterion,
                    level: minimum.level,
                    points: minimum.points,
                    scored: counted(sheet, criterion, *given),
                    met: !self.unmet.contains(i),
                })
            })
    }

    /// The unmet minimums, lowest stars first.
    fn missed(&self) -> impl Iterator<Item = &'s Minimum> + '_ {
        let minimums = &self.sheet.set.minimums;
        self.unmet.iter().filter_map(|place| minimums.get(place))
    }

    /// The criteria whose minimum for exactly these stars is not met.
    pub fn unmet(&self, stars: Stars) -> impl Iterator<Item = CriterionId> + '_ {
        self.minimums()
            .filter(move |m| m.stars == stars && !m.met)
            .map(|m| m.criterion.id)
    }

    /// Why there are no stars: criteria at 0 that stop the assessment, and findings; the strongest
    /// effect first, then in the order of the sheet.
    #[must_use]
    pub fn reasons(&self) -> Vec<Ground<'s>> {
        let set = self.sheet.set;
        let zero = set.zero_stop.iter().flat_map(|rule| {
            zero_stops(self.sheet).map(move |criterion| Ground {
                finding: None,
                effect: Effect::Stop,
                criterion: Some(criterion.id),
                label: &rule.label,
                source: &rule.source,
            })
        });
        let found = self
            .sheet
            .findings
            .iter()
            .filter_map(|i| set.findings.get(*i))
            .map(|f| Ground {
                finding: Some(&f.finding),
                effect: f.effect,
                criterion: f.criterion,
                label: &f.label,
                source: &f.source,
            });
        let mut grounds: Vec<Ground<'s>> = zero.chain(found).collect();
        grounds.sort_by_key(|g| std::cmp::Reverse(g.effect));
        grounds
    }
}

/// How one criterion came to its points.
#[derive(Debug, Clone, Copy)]
pub struct Score<'s> {
    /// The criterion.
    pub criterion: &'s Criterion,
    /// The level given, if any.
    pub level: Option<LevelNumber>,
    /// The points that count.
    pub points: Points,
    /// How they came about.
    pub state: State,
}

/// A star minimum and whether it is met.
#[derive(Debug, Clone, Copy)]
pub struct Met<'s> {
    /// The stars that need it.
    pub stars: Stars,
    /// The criterion.
    pub criterion: &'s Criterion,
    /// The least level that must be reached.
    pub level: LevelNumber,
    /// Its points.
    pub points: Points,
    /// The points that were scored.
    pub scored: Points,
    /// Whether it is met.
    pub met: bool,
}

/// Why a product has no stars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ground<'s> {
    /// The finding; none where a criterion at 0 stops the assessment.
    pub finding: Option<&'s str>,
    /// What follows.
    pub effect: Effect,
    /// The criterion it stands at.
    pub criterion: Option<CriterionId>,
    /// What it says, in Vietnamese.
    pub label: &'s str,
    /// Where the law says so.
    pub source: &'s str,
}
