//! What a province words its own way: names of bodies, grounds, who signs, who gets a copy.

use ocop::council::Role;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The texts of a council's papers that each province has its own. All of them may be left out: what
/// is not said is a gap to be filled in by hand. They stand as they are in papers of both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct PaperSettings {
    /// `ocop-paper-settings/1`, where given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<SettingsFormat>,
    /// The place that stands before a date: `Hưng Yên`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The name of the body that decides: `Ủy ban nhân dân tỉnh Hưng Yên`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// Its letters in the numbers of papers: `UBND`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority_sign: Option<String>,
    /// What its head is: `Chủ tịch`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority_head: Option<String>,
    /// The name of who signs for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority_signer: Option<String>,
    /// The name of the body that advises it, submits the results and gives notice of them: `Sở Nông nghiệp và Môi trường`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advisory: Option<String>,
    /// Its letters in the numbers of papers: `SNNMT`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advisory_sign: Option<String>,
    /// What its head is: `Giám đốc`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advisory_head: Option<String>,
    /// The name of who signs for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advisory_signer: Option<String>,
    /// The legal grounds, each without the word for "pursuant to"; in place of the usual ones.
    pub grounds: Vec<String>,
    /// Who signs the minutes, from left to right; secretary and chair where not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes_signed_by: Option<Vec<Role>>,
    /// Who gets a copy of the submission.
    pub submission_recipients: Vec<String>,
    /// Who gets a copy of the decision.
    pub decision_recipients: Vec<String>,
    /// Who gets a copy of the letter to the next level.
    pub letter_recipients: Vec<String>,
    /// Who gets a copy of the notices of results.
    pub notice_recipients: Vec<String>,
}

impl PaperSettings {
    /// The legal grounds as the papers say them: without the word for "pursuant to" and without a sign at
    /// the end, whether they were given with them or not.
    pub(crate) fn own_grounds(&self) -> impl Iterator<Item = &str> {
        self.grounds.iter().map(|ground| {
            let ground = unended(ground);
            let starts = ["Căn cứ ", "căn cứ ", "Pursuant to ", "pursuant to "];
            let words = starts.iter().find_map(|start| ground.strip_prefix(start));
            words.unwrap_or(ground).trim_start()
        })
    }
}

/// An item of a list without the sign that ends it.
pub(super) fn unended(item: &str) -> &str {
    item.trim_end_matches([';', '.', ',', ' ']).trim_start()
}

ocop::setters!(PaperSettings {
    format: Option<SettingsFormat>,
    place: Option<String>,
    authority: Option<String>,
    authority_sign: Option<String>,
    authority_head: Option<String>,
    authority_signer: Option<String>,
    advisory: Option<String>,
    advisory_sign: Option<String>,
    advisory_head: Option<String>,
    advisory_signer: Option<String>,
    grounds: Vec<String>,
    minutes_signed_by: Option<Vec<Role>>,
    submission_recipients: Vec<String>,
    decision_recipients: Vec<String>,
    letter_recipients: Vec<String>,
    notice_recipients: Vec<String>,
});

/// The name of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum SettingsFormat {
    /// `ocop-paper-settings/1`.
    #[serde(rename = "ocop-paper-settings/1")]
    V1,
}
