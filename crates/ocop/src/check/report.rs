//! The check of a dossier as it is printed: the format `ocop-check/1`.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bounded::{LevelNumber, ProductSetNumber};
use crate::evidence::ChecklistItem;
use crate::ids::{CriterionId, VersionId};
use crate::notice::Notice;
use crate::problem::Problem;
use crate::text::Text;

/// The name of the format.
pub const CHECK_FORMAT: &str = "ocop-check/1";

/// How far a dossier has come.
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
#[non_exhaustive]
pub enum CheckStage {
    /// The producer is still at it: answers and papers.
    #[default]
    Draft,
    /// It is lodged with the commune: forms 01 and 02 too.
    Lodged,
    /// The commune sends it on: its report (form 03), its proposal and the samples too.
    Commune,
    /// The council of the province assesses it: the day of the assessment too.
    Council,
    /// The province sends it to the centre: its own papers too.
    Central,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct CheckReport {
    /// Always `ocop-check/1`.
    pub format: Cow<'static, str>,
    /// The criteria version.
    pub criteria: VersionId,
    /// The product set's number.
    pub product_set: ProductSetNumber,
    /// The stage that the dossier is held against.
    pub stage: CheckStage,
    /// Whether nothing is wrong and nothing is missing at this stage.
    pub complete: bool,
    /// How many criteria are answered.
    pub answered: usize,
    /// The criteria that must be answered and are not.
    pub unanswered: Vec<CriterionId>,
    /// What is wrong.
    pub errors: Vec<Problem>,
    /// What is missing at this stage.
    pub missing: Vec<Missing>,
    /// What somebody should look at: papers out of date, points in doubt.
    pub worth_a_look: Vec<Notice>,
    /// The forms of the stage, and how far they are filled in.
    pub forms: Vec<FormReport>,
    /// The rows of the law's table of evidence, with a box for each: ticked where a paper is there.
    pub evidence: Vec<ChecklistItem>,
    /// What became of the dossier of before, where one was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<BeforeReport>,
}

/// What kind of thing is missing.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum MissingKind {
    /// A criterion is unanswered.
    Answer,
    /// A field of a form is empty.
    Field,
    /// A paper of an office is not there.
    Part,
    /// There are too few samples.
    Samples,
    /// No paper is listed for a criterion with points.
    Evidence,
    /// The self-assessment does not describe a criterion with points.
    Description,
    /// A day is not given.
    Day,
}

/// One thing that is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Missing {
    /// What kind of thing.
    pub kind: MissingKind,
    /// Where the dossier would hold it, as a JSON Pointer.
    pub path: String,
    /// What it is.
    pub what: Text,
    /// How many there are, where there are too few.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub there: Option<u16>,
    /// How many there should be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed: Option<u16>,
    /// The form that asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// Its number on the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// The criterion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criterion: Option<CriterionId>,
    /// Where the law asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

impl Missing {
    pub(super) fn new(kind: MissingKind, path: impl Into<String>, what: Text) -> Self {
        Self {
            kind,
            path: path.into(),
            what,
            there: None,
            needed: None,
            form: None,
            at: None,
            criterion: None,
            source: None,
        }
    }
}

/// A form of the dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct FormReport {
    /// Its stable name.
    pub form: String,
    /// Its name.
    pub name: Text,
    /// How many of the fields asked for are filled in.
    pub filled: usize,
    /// How many fields are asked for.
    pub asked: usize,
    /// Where it stands.
    pub source: String,
}

/// What became of the dossier of before.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct BeforeReport {
    /// Criteria at the same level as before.
    pub carried_over: Vec<CriterionId>,
    /// Criteria at another level.
    pub changed: Vec<ChangedLevel>,
    /// Criteria that were answered before and are not now.
    pub missing: Vec<CriterionId>,
    /// Criteria that are answered now and were not before.
    #[serde(default)]
    pub new: Vec<CriterionId>,
    /// What became of the papers.
    pub papers: PapersReport,
    /// What became of what the forms hold.
    #[serde(default)]
    pub fields: FieldsReport,
}

/// A criterion at another level than before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ChangedLevel {
    /// The criterion.
    pub criterion: CriterionId,
    /// The level before.
    pub from: LevelNumber,
    /// The level now.
    pub to: LevelNumber,
    /// The points that this brings; fewer than none where it costs some.
    pub points: i32,
}

/// What became of the papers of before.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct PapersReport {
    /// Papers listed before and now, with the same number.
    pub carried_over: Vec<ListedPaper>,
    /// Papers listed now and not before.
    pub new: Vec<ListedPaper>,
    /// Papers listed before and not now.
    pub missing: Vec<ListedPaper>,
}

/// What became of what the forms of before hold: those of the producer, the registration itself apart.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct FieldsReport {
    /// Filled in before and now, with the same words.
    pub carried_over: Vec<ListedField>,
    /// Filled in before and now, with other words.
    pub changed: Vec<ListedField>,
    /// Filled in now and not before.
    pub new: Vec<ListedField>,
    /// Filled in before and not now.
    pub missing: Vec<ListedField>,
}

/// A field of a form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ListedField {
    /// Where the dossier holds it, as a JSON Pointer.
    pub path: String,
    /// What it is.
    pub what: Text,
}

/// A paper where it is listed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ListedPaper {
    /// The criterion it is listed for.
    pub criterion: CriterionId,
    /// Its name.
    pub document: String,
    /// Its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}
