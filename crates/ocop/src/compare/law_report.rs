//! Two versions of the law against each other: the format `ocop-law-comparison/1`.

use std::borrow::Cow;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bounded::{LevelNumber, Points, Stars};
use crate::criteria::SetCase;
use crate::criteria::files::{Authority, Effect};
use crate::ids::{Case, CriterionId, PartLetter, VersionId};
use crate::text::Text;

use super::report::{MinimumChanges, SetName};

/// The name of the format.
pub const LAW_COMPARISON_FORMAT: &str = "ocop-law-comparison/1";

/// What is new in one version of the law against another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct LawComparison {
    /// Always `ocop-law-comparison/1`.
    pub format: Cow<'static, str>,
    /// The older version.
    pub from: VersionName,
    /// The newer version.
    pub to: VersionName,
    /// What changes in the decision itself: bands, authority, certificates.
    pub instrument: Vec<InstrumentChange>,
    /// What changes in each pair of product sets that correspond, in the order of the newer ones.
    pub sets: Vec<SetComparison>,
    /// Product sets of the older version without a counterpart.
    pub gone_sets: Vec<SetFacts>,
    /// Product sets of the newer version without a counterpart.
    pub new_sets: Vec<SetFacts>,
}

/// A version and its decision's number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct VersionName {
    /// The version.
    pub criteria: VersionId,
    /// The decision's number.
    pub number: String,
    /// `sha256:` and the digest over the files of the version.
    pub digest: String,
    /// Decisions that amended it, not all of which is in the data.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub amendments: Vec<AmendmentFacts>,
}

/// A decision that amended another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct AmendmentFacts {
    /// Its number.
    pub number: String,
    /// The first day it is in force.
    pub in_force: Date,
    /// What it changes.
    pub label: Text,
}

/// A change of the decision itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct InstrumentChange {
    /// What it concerns.
    pub subject: InstrumentSubject,
    /// The stars it concerns, where it does.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub stars: Option<Stars>,
    /// What held before; none where the older law says nothing.
    pub from: Option<Provision>,
    /// What holds now; none where the newer law says nothing.
    pub to: Option<Provision>,
    /// Where the law that says so says it: the newer one, where both do.
    pub source: Option<Text>,
}

/// A subject on which decisions are compared.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum InstrumentSubject {
    /// The points that a number of stars begins at.
    Band,
    /// Who recognises a number of stars.
    Authority,
    /// Whether stars have minimums besides points.
    StarMinimums,
    /// The least stars that are recognised.
    RecognisedFrom,
    /// How long certificates last.
    Certificate,
    /// When dossiers for re-rating are lodged.
    Renewal,
    /// How long the commune checks a dossier.
    CommuneCheck,
}

/// What a decision says on a subject: the figures that the subject has.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Provision {
    /// The least points.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub from_points: Option<Points>,
    /// The least stars.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub from_stars: Option<Stars>,
    /// Months.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub months: Option<u16>,
    /// The most days before expiry.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub not_earlier_than_days: Option<u16>,
    /// The least days before expiry.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub not_later_than_days: Option<u16>,
    /// Working days.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub working_days: Option<u16>,
    /// Who recognises, one after the other.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub bodies: Vec<RecognisingBody>,
}

/// Who recognises a number of stars for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct RecognisingBody {
    /// Its level.
    pub authority: Authority,
    /// Who, as the law names it.
    pub body: Text,
    /// Until when; none where it has no end.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub until: Option<Date>,
}

impl Provision {
    /// Whether it provides the same: bodies of one level may be worded otherwise.
    pub(super) fn same(&self, other: &Self) -> bool {
        let without_bodies = |p: &Self| Self {
            bodies: Vec::new(),
            ..p.clone()
        };
        let levels = |p: &Self| p.bodies.iter().map(|b| b.authority).collect::<Vec<_>>();
        without_bodies(self) == without_bodies(other) && levels(self) == levels(other)
    }
}

/// A product set without a counterpart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct SetFacts {
    /// The set.
    pub set: SetName,
    /// Why it has none, where the correspondence says.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<Text>,
}

/// What changes between two product sets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct SetComparison {
    /// The older set.
    pub from: SetName,
    /// The newer set.
    pub to: SetName,
    /// Why the older set does not simply become the newer one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<Text>,
    /// Parts with another maximum.
    pub parts: Vec<PartChange>,
    /// Criteria that only the newer sheet has.
    pub new: Vec<CriterionFacts>,
    /// Criteria that only the older sheet has.
    pub gone: Vec<CriterionFacts>,
    /// Criteria that both have, and that differ.
    pub changed: Vec<CriterionChange>,
    /// The keys of criteria that are the same.
    pub unchanged: Vec<String>,
    /// Star minimums that one sheet has and the other has not.
    pub minimums: MinimumChanges,
    /// Rules that only the newer sheet has.
    pub rules_added: Vec<RuleFacts>,
    /// Rules that only the older sheet has.
    pub rules_removed: Vec<RuleFacts>,
}

/// A part with another maximum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct PartChange {
    /// Its letter.
    pub part: PartLetter,
    /// Its heading on the newer sheet.
    pub name: Text,
    /// Its greatest points before; none where it was not there.
    pub from: Option<Points>,
    /// Its greatest points now; none where it is gone.
    pub to: Option<Points>,
}

/// A criterion of one sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct CriterionFacts {
    /// The criterion.
    pub criterion: CriterionId,
    /// What it measures.
    pub key: String,
    /// Its name.
    pub name: Text,
    /// Its greatest points.
    pub max_points: Points,
    /// Its levels.
    pub levels: Vec<LevelFacts>,
}

/// A criterion that differs between the sheets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct CriterionChange {
    /// What it measures.
    pub key: String,
    /// Its number before.
    pub from: CriterionId,
    /// Its number now.
    pub to: CriterionId,
    /// Its name before, where that changed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub old_name: Option<Text>,
    /// Its name now.
    pub name: Text,
    /// Its greatest points before.
    pub old_max_points: Points,
    /// Its greatest points now.
    pub max_points: Points,
    /// Levels that differ, in the order of the newer sheet, then those that are gone.
    pub levels: Vec<LevelChange>,
}

/// A level that differs: on both sheets, or on one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct LevelChange {
    /// Before; none where it is new.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub from: Option<LevelFacts>,
    /// Now; none where it is gone.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub to: Option<LevelFacts>,
}

/// A level of one sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct LevelFacts {
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

/// A rule beyond the sum of points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct RuleFacts {
    /// Its kind: `finding`, `dependency`, `zero-stop`, `cases`.
    pub rule: Cow<'static, str>,
    /// The finding's stable name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub finding: Option<String>,
    /// What follows from it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub effect: Option<Effect>,
    /// What it says, where the sheet has words for it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub label: Option<Text>,
    /// The criterion that depends on another.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub criterion: Option<NamedCriterion>,
    /// The criterion that it depends on.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub requires: Option<NamedCriterion>,
    /// The cases that the sheet offers.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub cases: Vec<SetCase>,
    /// Where the law says so.
    pub source: Text,
}

/// A criterion and its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct NamedCriterion {
    /// The criterion.
    pub criterion: CriterionId,
    /// Its name.
    pub name: Text,
}

impl LawComparison {
    /// Whether the two versions are the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.instrument.is_empty()
            && self.gone_sets.is_empty()
            && self.new_sets.is_empty()
            && self.sets.iter().all(SetComparison::is_empty)
    }
}

impl SetComparison {
    /// Whether the two sets are the same.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.parts.is_empty()
            && self.new.is_empty()
            && self.gone.is_empty()
            && self.changed.is_empty()
            && self.minimums.appear.is_empty()
            && self.minimums.vanish.is_empty()
            && self.rules_added.is_empty()
            && self.rules_removed.is_empty()
    }
}
