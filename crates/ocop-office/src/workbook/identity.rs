//! Whose workbook it is, and which sheet: written into every sheet and into a property of the file,
//! and never told from a name.

use ocop::council::TallyReport;
use ocop::tidy;
use serde::{Deserialize, Serialize};

/// The name of the format, in every identity.
pub(crate) const WORKBOOK_FORMAT: &str = "workbook/1";

/// The property of a file that carries its identity.
pub(crate) const PROPERTY: &str = "ocop-workbook";

/// How the cell of an identity begins: what it is looked for by.
pub(crate) const BEGINS: &str = r#"{"ocop":"#;

/// What a workbook, or a sheet of it, belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// Always `workbook/1`.
    pub ocop: String,
    /// The session: its day, level, criteria and council.
    pub session: String,
    /// The member, by identifier.
    pub member: String,
    /// The round.
    pub round: u8,
    /// The product, by identifier; none for the workbook as a whole.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub product: Option<String>,
    /// What the product is: set and name, so that a list that was numbered anew is noticed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub subject: Option<String>,
}

impl Identity {
    /// As a cell holds it.
    pub(crate) fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// From a cell; none where it is something else.
    pub(crate) fn read(text: &str) -> Option<Self> {
        // identifiers with decomposed letters are those that were handed out
        let text = tidy(text);
        let found: Self = text
            .starts_with(BEGINS)
            .then(|| serde_json::from_str(&text).ok())??;
        (found.ocop == WORKBOOK_FORMAT).then_some(found)
    }

    /// The same for one product.
    pub(crate) fn of_product(&self, id: &str, subject: &str) -> Self {
        Self {
            product: Some(id.to_owned()),
            subject: Some(subject.to_owned()),
            ..self.clone()
        }
    }
}

/// The name of the format of a sheet that is of no session.
const SHEET_FORMAT: &str = "score-sheet/1";

/// What a score sheet of no session is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SheetIdentity {
    /// Always `score-sheet/1`.
    ocop: String,
    /// The criteria version.
    pub criteria: String,
    /// The product set.
    pub product_set: u8,
}

impl SheetIdentity {
    pub(crate) fn new(criteria: &str, product_set: u8) -> Self {
        Self {
            ocop: SHEET_FORMAT.into(),
            criteria: criteria.to_owned(),
            product_set,
        }
    }

    /// As a cell holds it.
    pub(crate) fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// From a cell; none where it is something else.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let found: Self = serde_json::from_str(text.trim()).ok()?;
        (found.ocop == SHEET_FORMAT).then_some(found)
    }
}

/// What tells one session from another: what does not change while it is worked on.
pub(crate) fn session_key(tally: &TallyReport<'_>) -> String {
    let day = tally.held_on.map(|d| d.to_string()).unwrap_or_default();
    let level = serde_json::to_string(&tally.level).unwrap_or_default();
    let council = tally.council.as_deref().unwrap_or_default();
    let whole = [
        day.as_str(),
        &level,
        &tally.criteria,
        &ocop::name_key(council),
    ];
    short_digest(&whole)
}

/// What tells one product from another under the same identifier.
pub(crate) fn subject_key(set: &str, name: &str) -> String {
    short_digest(&[set, &ocop::name_key(name)])
}

/// Twelve hexadecimal figures of a digest over parts.
fn short_digest(parts: &[&str]) -> String {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_string());
        hash.update([0]);
        hash.update(part);
    }
    let bytes = hash.finalize();
    bytes.iter().take(6).map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_reads_back_and_nothing_else_is_one() {
        let whole = Identity {
            ocop: WORKBOOK_FORMAT.into(),
            session: "0a1b".into(),
            member: "m\"1".into(),
            round: 2,
            product: None,
            subject: None,
        };
        let sheet = whole.of_product("p=1", "ff");
        for identity in [&whole, &sheet] {
            let text = identity.text();
            assert!(text.starts_with(BEGINS));
            assert_eq!(
                Identity::read(&format!(" {text}\n")).as_ref(),
                Some(identity)
            );
        }
        for other in [
            "",
            "{",
            r#"{"ocop":"workbook/2","session":"","member":"m","round":1}"#,
        ] {
            assert_eq!(Identity::read(other), None, "{other}");
        }
        let alone = SheetIdentity::new("qd-26-2026", 7);
        assert_eq!(SheetIdentity::read(&alone.text()), Some(alone.clone()));
        assert_eq!(Identity::read(&alone.text()), None);
        assert_eq!(SheetIdentity::read(&whole.text()), None);
    }
}
