//! `forms.json`: who may take part, and what the forms of a dossier ask for.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bounded::ProductSetNumber;
use crate::ids::VersionId;

use super::procedure_file::{RegistrationKind, Stage};

/// `forms.json`: who may take part, and what the forms of a dossier ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormsFile {
    /// The version it belongs to.
    pub criteria: VersionId,
    /// Where the forms stand.
    pub source: String,
    /// Who may take part.
    pub participants: Participants,
    /// The forms, in the order in which they come to a dossier.
    pub forms: Vec<FormFile>,
    /// Parts of the dossier that stand in the forms, or are the dossier itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<String>,
}

/// Who may take part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Participants {
    /// Where the law says so.
    pub source: String,
    /// The kinds of organisations and persons.
    pub kinds: Vec<ParticipantKind>,
    /// Words that do not tell whether an enterprise is small or medium-sized.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of_unknown_size: Vec<String>,
}

/// A kind of organisation or person that may take part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ParticipantKind {
    /// Its stable name, for `producer.kind`.
    pub kind: String,
    /// Its name in the law.
    pub label: String,
    /// Other words for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// Whether it takes part only with a business registration.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub registered: bool,
    /// The product sets that it is confined to; empty where it may take part in all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only_product_sets: Vec<ProductSetNumber>,
}

/// A form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormFile {
    /// Its stable name: a part of the dossier by the decision.
    pub form: String,
    /// Its name.
    pub name: String,
    /// Where the dossier goes with it.
    pub stage: Stage,
    /// Where it stands.
    pub source: String,
    /// What it asks for, in its order.
    pub fields: Vec<FormField>,
}

/// One thing that a form asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormField {
    /// Where a dossier holds it, as a JSON Pointer.
    pub path: String,
    /// What it is.
    pub label: String,
    /// Its number on the form.
    pub at: String,
    /// The kinds of registration that need it; empty where all do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<RegistrationKind>,
    /// Whether it is asked for only where there is one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub if_any: bool,
    /// The article that asks for it, where that is not the form alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}
