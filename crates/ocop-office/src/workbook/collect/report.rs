//! What came of collecting: a format for programs, a page for people.

use ocop::{Lang, NoticeCode, Problem, Text};
use schemars::{JsonSchema, Schema, schema_for};
use serde::{Deserialize, Serialize};

/// The name of the format.
pub const COLLECTED_FORMAT: &str = "ocop-collected/1";

/// The JSON Schema of the report.
#[must_use]
pub fn collected_schema() -> Schema {
    schema_for!(Collected)
}

/// What was taken from workbooks, what is missing, and everything that is wrong.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Collected {
    /// Always `ocop-collected/1`.
    pub format: String,
    /// The sheets that the session has now.
    pub taken: Vec<Taken>,
    /// Sheets in which nothing is filled in.
    pub blank: Vec<Taken>,
    /// Who has not handed in what.
    pub missing: Vec<MissingSheets>,
    /// What is wrong, with file, sheet and cell.
    pub errors: Vec<Problem>,
    /// What should be known besides.
    pub notices: Vec<Told>,
}

impl Default for Collected {
    fn default() -> Self {
        Self {
            format: COLLECTED_FORMAT.to_owned(),
            taken: Vec::new(),
            blank: Vec::new(),
            missing: Vec::new(),
            errors: Vec::new(),
            notices: Vec::new(),
        }
    }
}

/// A sheet that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Taken {
    /// The file it stands in.
    pub file: String,
    /// The sheet of the workbook.
    pub sheet: String,
    /// The member, by identifier.
    pub member: String,
    /// The product, by identifier.
    pub product: String,
    /// The round.
    pub round: u8,
    /// `submitted`, `draft`, or `blank`.
    pub status: String,
    /// The points so far; none where the member stands by the sheet before.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub points: Option<u16>,
    /// How many criteria are open.
    pub unanswered: usize,
}

/// A member who has not handed in some products.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MissingSheets {
    /// The member, by identifier.
    pub member: String,
    /// The products, by identifier.
    pub products: Vec<String>,
}

/// Something that should be known of a file or cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// Its stable name.
    pub code: NoticeCode,
    /// The file.
    pub file: String,
    /// Sheet and cell, where it is of one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub cell: Option<String>,
    /// What it is.
    pub message: Text,
}

impl Told {
    pub(crate) fn new(
        code: NoticeCode,
        file: &str,
        cell: impl Into<String>,
        vi: impl Into<String>,
        en: impl Into<String>,
    ) -> Self {
        Self {
            code,
            file: file.to_owned(),
            cell: Some(cell.into()),
            message: Text::new(vi, en),
        }
    }

    pub(super) fn of_file(code: NoticeCode, file: &str, vi: &str, en: &str) -> Self {
        Self {
            code,
            file: file.to_owned(),
            cell: None,
            message: Text::new(vi, en),
        }
    }

    /// One line for people: file, cell, message.
    #[must_use]
    pub fn line(&self, lang: Lang) -> String {
        let cell = self
            .cell
            .as_ref()
            .filter(|c| !c.is_empty())
            .map(|c| format!("{c}: "))
            .unwrap_or_default();
        format!("{}: {cell}{}", self.file, self.message.get(lang))
    }
}
