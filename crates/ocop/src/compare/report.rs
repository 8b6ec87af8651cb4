//! A comparison as it is printed: the format `ocop-comparison/1`.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bounded::{LevelNumber, Points, ProductSetNumber, Stars};
use crate::criteria::files::Effect;
use crate::criteria::{CriteriaVersion, Criterion, FindingRule};
use crate::ids::{Case, CriterionId, VersionId};
use crate::owned::{into_owned, never_borrows};
use crate::rating::RatingReport;
use crate::text::Text;

use super::comparison::{Comparison, ComparisonRow, RowState};
use super::level_map::Basis;
use super::minimums::{MinimumFacts, changes};

/// The name of the format.
pub const COMPARISON_FORMAT: &str = "ocop-comparison/1";

/// An old dossier under another version, as it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ComparisonReport<'a> {
    /// Always `ocop-comparison/1`.
    pub format: Cow<'a, str>,
    /// The product set and version of the dossier.
    pub from: SetName,
    /// The product set and version it is compared with.
    pub to: SetName,
    /// The reviewed correspondence; none where only identical labels carry over.
    pub correspondence: Option<Basis>,
    /// How many criteria there are of each kind.
    pub counts: Counts,
    /// What becomes of each criterion: in the order of the newer sheet, then those that are gone.
    pub criteria: Vec<RowReport>,
    /// The criteria of the newer sheet that must be answered.
    pub open: Vec<CriterionId>,
    /// What decides each rank that may be reached above the provisional one, lowest first.
    pub deciding: Vec<Deciding>,
    /// Star minimums that one sheet has and the other has not.
    pub minimums: MinimumChanges,
    /// What becomes of the dossier's findings.
    pub findings: FindingChanges,
    /// Under the older law and under the newer.
    pub ratings: Ratings<'a>,
    /// What it rests on, to the byte.
    pub digests: VersionDigests,
}

/// What stands between the provisional rating and a rank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Deciding {
    /// The rank.
    pub stars: Stars,
    /// The open criteria, and those that may rise, whose minimum for this rank is not met yet: as
    /// long as one of them stays so, the rank is out of reach.
    pub criteria: Vec<CriterionId>,
    /// The points that the provisional total lacks of the rank's band.
    pub points: Points,
}

/// A product set of a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct SetName {
    /// The version.
    pub criteria: VersionId,
    /// The decision's number.
    pub number: String,
    /// The set's number.
    pub product_set: ProductSetNumber,
    /// Its name.
    pub name: Text,
}

/// `sha256:` and the digests over the files of both versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct VersionDigests {
    /// Of the older version.
    pub from: String,
    /// Of the newer version.
    pub to: String,
}

/// How many criteria there are of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Counts {
    /// Carried over unchanged.
    pub unchanged: usize,
    /// Carried over with another level, other points or another maximum.
    pub changed: usize,
    /// The old answer does not tell the new one.
    pub question: usize,
    /// Not answered before either.
    pub unanswered: usize,
    /// Not scored, because the criterion they depend on has no points.
    pub not_applicable: usize,
    /// Only on the older sheet.
    pub gone: usize,
    /// Only on the newer sheet.
    pub new: usize,
}

/// What becomes of one criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct RowReport {
    /// What it measures.
    pub key: String,
    /// What becomes of it.
    pub state: RowState,
    /// Its name: on the newer sheet, where it is there.
    pub name: Text,
    /// On the older sheet.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub from: Option<Side>,
    /// On the newer sheet.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub to: Option<Side>,
    /// Whether a higher level may be reached too.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub at_least: bool,
    /// Why it carries over in other words, or why it does not.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<Text>,
    /// The levels to choose from, where it must be answered or may rise.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub choices: Vec<Choice>,
}

/// A criterion on one of the sheets, and the level it is at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Side {
    /// The criterion.
    pub criterion: CriterionId,
    /// The level; none where there is no answer.
    pub level: Option<LevelNumber>,
    /// Its points; none where there is no answer.
    pub points: Option<Points>,
    /// The criterion's greatest points.
    pub max_points: Points,
    /// What the level takes; none where none is reached.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub label: Option<Text>,
}

/// A level to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Choice {
    /// Its number.
    pub level: LevelNumber,
    /// Its points.
    pub points: Points,
    /// The stars for which it is the least.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub minimum_for: Option<Stars>,
    /// Its case.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub case: Option<Case>,
    /// What it takes.
    pub label: Text,
}

/// Star minimums that one sheet has and the other has not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct MinimumChanges {
    /// Only the newer sheet has them.
    pub appear: Vec<MinimumFacts>,
    /// Only the older sheet has them.
    pub vanish: Vec<MinimumFacts>,
}

/// What becomes of the dossier's findings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct FindingChanges {
    /// The newer sheet knows them too; the effect is the one there.
    pub carried: Vec<FindingName>,
    /// The newer sheet does not know them.
    pub gone: Vec<FindingName>,
}

/// A finding and what follows from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct FindingName {
    /// Its stable name.
    pub finding: String,
    /// What follows from it.
    pub effect: Effect,
    /// What it says.
    pub label: Text,
}

/// The ratings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Ratings<'a> {
    /// Under the older law.
    pub old: RatingReport<'a>,
    /// Under the newer law, with only what carries over.
    pub provisional: RatingReport<'a>,
    /// Every open criterion at none of its levels.
    pub worst: RatingReport<'a>,
    /// Every open criterion, and every one that may rise, at its highest level.
    pub best: RatingReport<'a>,
}

impl ComparisonReport<'_> {
    /// Whether nothing changes: every answer carries over unchanged, no criterion or star minimum
    /// comes or goes.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.counts.changed == 0
            && self.counts.question == 0
            && self.counts.gone == 0
            && self.counts.new == 0
            && self.minimums.appear.is_empty()
            && self.minimums.vanish.is_empty()
            && self.findings.gone.is_empty()
    }
}

impl Comparison {
    /// The comparison as it is printed.
    #[must_use]
    pub fn report(&self) -> ComparisonReport<'_> {
        let (old, new) = (self.before().product_set(), self.carried().product_set());
        let (appear, vanish) = changes((&self.from, old), (&self.to, new), &self.map);
        ComparisonReport {
            format: COMPARISON_FORMAT.into(),
            from: set_name(&self.from, old),
            to: set_name(&self.to, new),
            correspondence: self.map.basis.clone(),
            counts: self.counts(),
            criteria: self.rows().map(|r| self.row(&r)).collect(),
            open: self.open().map(|c| c.id).collect(),
            deciding: self.deciding(),
            minimums: MinimumChanges { appear, vanish },
            findings: FindingChanges {
                carried: self
                    .carried_findings()
                    .map(|f| finding(&self.to, f))
                    .collect(),
                gone: self
                    .lost_findings()
                    .map(|f| finding(&self.from, f))
                    .collect(),
            },
            ratings: Ratings {
                old: self.old_rating().brief(),
                provisional: self.provisional().brief(),
                worst: self.worst().brief(),
                best: self.best().brief(),
            },
            digests: VersionDigests {
                from: self.from.digest().to_owned(),
                to: self.to.digest().to_owned(),
            },
        }
    }

    /// Nothing decides where no stars are given, whatever is answered.
    fn deciding(&self) -> Vec<Deciding> {
        let (now, best) = (self.provisional(), self.best());
        let (Some(at), Some(most)) = (now.stars(), best.stars()) else {
            return Vec::new();
        };
        let instrument = &self.carried().product_set().instrument;
        let ranks = (1..=5).filter_map(|n| Stars::new(n).ok());
        ranks
            .filter(|stars| *stars > at && *stars <= most)
            .map(|stars| {
                let bound = instrument
                    .band(stars)
                    .map_or(Points::ZERO, |b| b.from_points);
                Deciding {
                    stars,
                    criteria: now.unmet(stars).collect(),
                    points: bound.minus(now.points()),
                }
            })
            .collect()
    }

    fn counts(&self) -> Counts {
        let of = |state| self.rows().filter(|r| r.state == state).count();
        Counts {
            unchanged: of(RowState::Unchanged),
            changed: of(RowState::Changed),
            question: of(RowState::Question),
            unanswered: of(RowState::Unanswered),
            not_applicable: of(RowState::NotApplicable),
            gone: of(RowState::Gone),
            new: of(RowState::New),
        }
    }

    fn row(&self, row: &ComparisonRow<'_>) -> RowReport {
        let named = row
            .to
            .map(|(c, _)| (&self.to, c))
            .or(row.from.map(|(c, _)| (&self.from, c)));
        let choices = match row.to {
            Some((criterion, level)) if row.state.is_open() || row.at_least => {
                let worth = level
                    .and_then(|l| criterion.level(l))
                    .map(|l| (l.points, l.case));
                criterion
                    .levels
                    .iter()
                    .filter(|l| {
                        worth.is_none_or(|(points, case)| l.points > points && l.case == case)
                    })
                    .map(|l| Choice {
                        level: l.number,
                        points: l.points,
                        minimum_for: l.minimum_for,
                        case: l.case,
                        label: self.to.translate(&l.label),
                    })
                    .collect()
            }
            _ => Vec::new(),
        };
        RowReport {
            key: named.map(|(_, c)| c.key.clone()).unwrap_or_default(),
            state: row.state,
            name: named.map_or_else(|| Text::new("", ""), |(v, c)| v.translate(&c.name)),
            from: row.from.map(|(c, l)| side(&self.from, c, l)),
            to: row.to.map(|(c, l)| side(&self.to, c, l)),
            at_least: row.at_least,
            reason: row.reason.cloned(),
            choices,
        }
    }
}

pub(super) fn set_name(version: &CriteriaVersion, set: &crate::criteria::ProductSet) -> SetName {
    SetName {
        criteria: version.id().clone(),
        number: set.instrument.file.number.clone(),
        product_set: set.number(),
        name: version.translate(set.name()),
    }
}

fn side(version: &CriteriaVersion, criterion: &Criterion, number: Option<LevelNumber>) -> Side {
    let level = number.and_then(|n| criterion.level(n));
    Side {
        criterion: criterion.id,
        level: number,
        points: number.map(|_| level.map_or(Points::ZERO, |l| l.points)),
        max_points: criterion.max_points,
        label: level.map(|l| version.translate(&l.label)),
    }
}

fn finding(version: &CriteriaVersion, rule: &FindingRule) -> FindingName {
    FindingName {
        finding: rule.finding.clone(),
        effect: rule.effect,
        label: version.translate(&rule.label),
    }
}

into_owned! {
    ComparisonReport { format, from, to, correspondence, counts, criteria, open, deciding, minimums, findings, ratings, digests }
    Ratings { old, provisional, worst, best }
}
never_borrows!(
    Deciding,
    SetName,
    Basis,
    Counts,
    RowReport,
    MinimumChanges,
    FindingChanges,
    VersionDigests,
);
