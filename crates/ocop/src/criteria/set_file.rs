//! `sets/NN.json`: one product set with its sheet, rules and errata.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bounded::{LevelNumber, Points, ProductSetNumber, Stars};
use crate::ids::{Case, CriterionId, PartLetter, VersionId};

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
