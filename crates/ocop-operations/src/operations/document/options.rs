//! Which document is asked for, and the options of what it is made by.

use ocop_text::page::PaperSettings;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::operation::options;
use crate::operations::kinds::{DocumentFormat, DocumentKind, Language};
use crate::options::Within;
use crate::reply::Refusal;

/// Which document, and how it is written.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct DocumentOptions {
    /// What is written.
    pub document: DocumentKind,
    /// In which form; HTML by default.
    #[serde(default)]
    pub format: DocumentFormat,
    /// In which language; Vietnamese by default.
    #[serde(default)]
    pub lang: Language,
    /// The columns of plain text; 80 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<Within<40, 200>>,
    /// The options of the operation that the document is made by: of `plan` for a plan, of
    /// `criteria` for a sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<serde_json::Map<String, serde_json::Value>>")]
    pub options: Option<Box<RawValue>>,
    /// What the papers of a council say in a province's own words (`ocop-paper-settings/1`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<PaperSettings>")]
    pub settings: Option<Box<RawValue>>,
    /// Which product of a session, by its identifier: for a paper on one of them. All of them, one
    /// after the other, where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
}

ocop::setters!(DocumentOptions {
    document: DocumentKind,
    format: DocumentFormat,
    lang: Language,
    width: Option<Within<40, 200>>,
    options: Option<Box<RawValue>>,
    settings: Option<Box<RawValue>>,
    product: Option<String>,
});

impl DocumentOptions {
    /// A document, as HTML in Vietnamese.
    #[must_use]
    pub fn new(document: DocumentKind) -> Self {
        Self {
            document,
            format: DocumentFormat::default(),
            lang: Language::default(),
            width: None,
            options: None,
            settings: None,
            product: None,
        }
    }
}

/// The options of the operation behind a document; their places are told below `/options`.
pub(super) fn behind<T: DeserializeOwned + JsonSchema>(
    given: &DocumentOptions,
) -> Result<T, Refusal> {
    within(given.options.as_deref(), "/options")
}

/// What a province words its own way; the usual words where it says nothing.
pub(super) fn settings(given: &DocumentOptions) -> Result<PaperSettings, Refusal> {
    within(given.settings.as_deref(), "/settings")
}

/// An object within the options; what is wrong with it is told below its place.
fn within<T: DeserializeOwned + JsonSchema>(
    given: Option<&RawValue>,
    place: &str,
) -> Result<T, Refusal> {
    let bytes = given.map(|o| o.get().as_bytes());
    options(bytes.unwrap_or_default()).map_err(|refusal: Refusal| {
        let problems = refusal.problems.into_iter().map(|mut problem| {
            problem.path.insert_str(0, place);
            problem
        });
        Refusal {
            problems: problems.collect(),
            ..refusal
        }
    })
}
