//! A product set as it is shown: the format `ocop-criteria/1`, in both languages.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bounded::{LevelNumber, Points, ProductSetNumber, Stars};
use crate::ids::{Case, CriterionId, PartLetter, VersionId};
use crate::problem::Problems;
use crate::text::Text;

use super::files::{CriterionFile, Effect, ErratumField, ErratumStatus, SectionFile};
use super::product_set::ProductSet;
use super::version::CriteriaVersion;
use super::words::SetEvidence;

/// The name of the format.
pub const CRITERIA_FORMAT: &str = "ocop-criteria/1";

/// A product set with all its texts in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct SetReport {
    /// Always `ocop-criteria/1`.
    pub format: Cow<'static, str>,
    /// The version.
    pub criteria: VersionId,
    /// The set's number.
    pub product_set: ProductSetNumber,
    /// Its name without diacritics.
    pub slug: String,
    /// Its name.
    pub name: Text,
    /// Its place in the classification of products.
    pub classification: SetClassification,
    /// The ministries that lead its management.
    pub ministries: Vec<Text>,
    /// Where its sheet stands.
    pub source: String,
    /// The greatest points.
    pub max_points: Points,
    /// The parts of the sheet.
    pub parts: Vec<SetPart>,
    /// The cases it offers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<SetCase>,
    /// The findings it knows.
    pub findings: Vec<SetFinding>,
    /// Criteria at which 0 points stop the assessment.
    pub zero_stops: Vec<CriterionId>,
    /// Recorded differences from the printed decision, and doubts.
    pub errata: Vec<SetErratum>,
}

impl SetReport {
    /// All criteria, in the order of the sheet.
    ///
    /// ```
    /// let library = ocop::Library::embedded();
    /// let version = library.version("qd-26-2026")?;
    /// let set = version.show(version.product_set("26")?)?;
    /// assert_eq!(set.criteria().count(), version.product_set("26")?.criteria().len());
    /// assert!(set.has_minimums());
    /// # Ok::<(), ocop::Problems>(())
    /// ```
    pub fn criteria(&self) -> impl Iterator<Item = &SetCriterion> {
        let sections = self.parts.iter().flat_map(|p| &p.sections);
        sections.flat_map(|s| &s.criteria)
    }

    /// Whether the sheet marks star minimums, at criteria or at levels.
    #[must_use]
    pub fn has_minimums(&self) -> bool {
        self.criteria()
            .any(|c| c.minimum_for.is_some() || c.levels.iter().any(|l| l.minimum_for.is_some()))
    }
}

/// Sector, group and subgroup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct SetClassification {
    /// The sector.
    pub sector: Text,
    /// The group.
    pub group: Text,
    /// The subgroup, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subgroup: Option<Text>,
    /// Its row in the annex.
    pub source: String,
}

/// A part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct SetPart {
    /// Its letter.
    pub part: PartLetter,
    /// Its heading.
    pub name: Text,
    /// Its greatest points.
    pub max_points: Points,
    /// Its sections.
    pub sections: Vec<SetSection>,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct SetSection {
    /// Its number.
    pub section: CriterionId,
    /// Its heading.
    pub name: Text,
    /// Its greatest points.
    pub max_points: Points,
    /// Headings over criteria of a third step.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<SetGroup>,
    /// Its criteria.
    pub criteria: Vec<SetCriterion>,
}

/// A heading over criteria of a third step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct SetGroup {
    /// Its number.
    pub group: CriterionId,
    /// Its heading.
    pub name: Text,
    /// Its greatest points.
    pub max_points: Points,
}

/// A scored criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct SetCriterion {
    /// Its identifier.
    pub criterion: CriterionId,
    /// The label the sheet prints, where it is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<String>,
    /// What it measures.
    pub key: String,
    /// Its name.
    pub name: Text,
    /// Its greatest points.
    pub max_points: Points,
    /// The stars for which at least one level must be reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_for: Option<Stars>,
    /// The criterion that must have points for this one to be scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requires: Option<CriterionId>,
    /// How to judge it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Text>,
    /// Its levels.
    pub levels: Vec<SetLevel>,
    /// The papers that prove it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<SetEvidence>,
}

/// A level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct SetLevel {
    /// Its number.
    pub level: LevelNumber,
    /// What it is worth.
    pub points: Points,
    /// The stars for which it is the least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_for: Option<Stars>,
    /// Its case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<Case>,
    /// Which of several ladders it stands on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ladder: Option<u8>,
    /// Whether the sheet prints no box for it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub implied: bool,
    /// What it takes.
    pub label: Text,
}

/// A case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct SetCase {
    /// Its letter.
    pub case: Case,
    /// When it holds.
    pub label: Text,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct SetFinding {
    /// Its stable name.
    pub finding: String,
    /// What follows from it.
    pub effect: Effect,
    /// The criterion it stands at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criterion: Option<CriterionId>,
    /// What it says.
    pub label: Text,
    /// Where the law says so.
    pub source: String,
}

/// An erratum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct SetErratum {
    /// The part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<PartLetter>,
    /// The section.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<CriterionId>,
    /// The criterion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criterion: Option<CriterionId>,
    /// The level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<LevelNumber>,
    /// What it concerns.
    pub field: ErratumField,
    /// What the source prints.
    pub printed: String,
    /// What is encoded.
    pub encoded: String,
    /// What another source prints.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
    /// Corrected, or doubtful and as printed.
    pub status: ErratumStatus,
    /// Why.
    pub reason: Text,
    /// Whether it was confirmed.
    pub confirmed: bool,
}

impl CriteriaVersion {
    /// The papers that prove criteria of a key, in both languages; none where the decision has no
    /// table of evidence.
    #[must_use]
    pub fn papers(&self, key: &str) -> Vec<SetEvidence> {
        self.words.papers(key)
    }

    /// Where a product set stands in Annex I, in both languages.
    #[must_use]
    pub fn show_classification(&self, set: &ProductSet) -> SetClassification {
        let classification = &set.file.classification;
        SetClassification {
            sector: self.translate(&classification.sector),
            group: self.translate(&classification.group),
            subgroup: classification.subgroup.as_ref().map(|s| self.translate(s)),
            source: classification.source.clone(),
        }
    }

    /// A product set with its texts in both languages and the evidence for each criterion.
    ///
    /// # Errors
    ///
    /// The problems of the version's files; the embedded ones have none.
    pub fn show(&self, set: &ProductSet) -> Result<SetReport, Problems> {
        let file = &set.file;
        self.evidence()?;
        let papers = |key: &str| self.papers(key);
        Ok(SetReport {
            format: CRITERIA_FORMAT.into(),
            criteria: file.criteria.clone(),
            product_set: file.product_set,
            slug: file.slug.clone(),
            name: self.translate(&file.name),
            classification: self.show_classification(set),
            ministries: file.ministries.iter().map(|m| self.translate(m)).collect(),
            source: file.source.clone(),
            max_points: set.max_points(),
            parts: file
                .parts
                .iter()
                .map(|p| SetPart {
                    part: p.part,
                    name: self.translate(&p.name),
                    max_points: p.max_points,
                    sections: p
                        .sections
                        .iter()
                        .map(|s| self.show_section(set, s, &papers))
                        .collect(),
                })
                .collect(),
            cases: set
                .cases
                .iter()
                .map(|c| SetCase {
                    case: c.case,
                    label: self.translate(&c.label),
                })
                .collect(),
            findings: set
                .findings
                .iter()
                .map(|f| SetFinding {
                    finding: f.finding.clone(),
                    effect: f.effect,
                    criterion: f.criterion,
                    label: self.translate(&f.label),
                    source: f.source.clone(),
                })
                .collect(),
            zero_stops: set
                .zero_stop
                .iter()
                .flat_map(|z| &z.criteria)
                .filter_map(|i| set.criteria.get(*i))
                .map(|c| c.id)
                .collect(),
            errata: file
                .errata
                .iter()
                .map(|e| SetErratum {
                    part: e.part,
                    section: e.section,
                    criterion: e.criterion,
                    level: e.level,
                    field: e.field,
                    printed: e.printed.clone(),
                    encoded: e.encoded.clone(),
                    other: e.other.clone(),
                    status: e.status,
                    reason: self.translate(&e.reason),
                    confirmed: e.confirmed,
                })
                .collect(),
        })
    }

    fn show_section(
        &self,
        set: &ProductSet,
        section: &SectionFile,
        papers: &dyn Fn(&str) -> Vec<SetEvidence>,
    ) -> SetSection {
        SetSection {
            section: section.section,
            name: self.translate(&section.name),
            max_points: section.max_points,
            groups: section
                .groups
                .iter()
                .map(|g| SetGroup {
                    group: g.group,
                    name: self.translate(&g.name),
                    max_points: g.max_points,
                })
                .collect(),
            criteria: section
                .criteria
                .iter()
                .map(|c| SetCriterion {
                    evidence: papers(&c.key),
                    ..self.show_criterion(set, c)
                })
                .collect(),
        }
    }

    fn show_criterion(&self, set: &ProductSet, file: &CriterionFile) -> SetCriterion {
        let requires = set
            .criterion(file.criterion)
            .and_then(|c| c.requires.as_ref())
            .and_then(|(i, _)| set.criteria.get(*i))
            .map(|c| c.id);
        SetCriterion {
            criterion: file.criterion,
            printed: file.printed.clone(),
            key: file.key.clone(),
            name: self.translate(&file.name),
            max_points: file.max_points,
            minimum_for: file.minimum_for,
            requires,
            notes: file.notes.iter().map(|n| self.translate(n)).collect(),
            levels: file
                .levels
                .iter()
                .map(|l| SetLevel {
                    level: l.level,
                    points: l.points,
                    minimum_for: l.minimum_for,
                    case: l.case,
                    ladder: l.ladder,
                    implied: l.implied,
                    label: self.translate(&l.label),
                })
                .collect(),
            evidence: Vec::new(),
        }
    }
}
