//! What came of collecting: a format for programs, a page for people.

use ocop::{Lang, NoticeCode, Problem, Text, tidy};
use ocop_text::{Block, Column, Document, Item, Row, Table, say};
use schemars::{JsonSchema, Schema, schema_for};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Collection;

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

/// What people call the members and products of a session: the name, and the identifier by which files
/// have them.
struct Called<'s>(&'s Value);

impl Called<'_> {
    fn named(&self, list: &str, id: &str, name: &str) -> String {
        let entries = self.0.get(list).and_then(Value::as_array);
        let mut entries = entries.into_iter().flatten();
        let entry = entries.find(|e| e.get("id").and_then(Value::as_str) == Some(id));
        let name = entry.and_then(|e| e.pointer(name)?.as_str());
        match name.map(tidy).filter(|name| !name.is_empty()) {
            Some(name) => format!("{name} ({id})"),
            None => id.to_owned(),
        }
    }

    fn member(&self, id: &str) -> String {
        self.named("members", id, "/name")
    }

    fn product(&self, id: &str) -> String {
        self.named("products", id, "/product/name")
    }
}

/// What came of collecting, for people.
#[must_use]
pub fn page(collection: &Collection, lang: Lang) -> Document {
    let report = &collection.report;
    let called = Called(&collection.session);
    let mut out = Document::new(lang, say(lang, "Thu phiếu", "Sheets collected"));
    let handed_in = report
        .taken
        .iter()
        .filter(|t| t.status == "submitted")
        .count();
    let drafts = report.taken.len().saturating_sub(handed_in);
    out.paragraph(match lang {
        Lang::Vi => format!(
            "Đã nhận {handed_in} phiếu đã nộp, {drafts} phiếu nháp; {} phiếu còn trống; {} vấn đề.",
            report.blank.len(),
            report.errors.len()
        ),
        Lang::En => format!(
            "Sheets handed in: {handed_in}; drafts: {drafts}; blank: {}; problems: {}.",
            report.blank.len(),
            report.errors.len()
        ),
    });
    let errors = report.errors.iter().map(|p| Item::new(p.line(lang)));
    out.headed_list(1, say(lang, "Cần sửa", "To mend"), errors);
    if !report.taken.is_empty() {
        out.heading(1, say(lang, "Đã nhận", "Taken"));
        let mut table = Table::new([
            Column::words(say(lang, "Thành viên", "Member"), 1),
            Column::words(say(lang, "Sản phẩm", "Product"), 1),
            Column::figures(say(lang, "Vòng", "Round")),
            Column::figures(say(lang, "Điểm", "Points")),
            Column::figures(say(lang, "Chưa chấm", "Open")),
            Column::words(say(lang, "Tình trạng", "State"), 1),
        ]);
        for taken in &report.taken {
            let state = match taken.status.as_str() {
                "submitted" => say(lang, "đã nộp", "handed in"),
                _ => say(lang, "nháp", "draft"),
            };
            table.rows.push(Row::new([
                called.member(&taken.member),
                called.product(&taken.product),
                taken.round.to_string(),
                taken
                    .points
                    .map_or_else(|| "–".to_owned(), |p| p.to_string()),
                taken.unanswered.to_string(),
                state.to_owned(),
            ]));
        }
        out.push(Block::Table(table));
    }
    let missing = report.missing.iter().map(|m| {
        let products = m.products.iter().map(|id| called.product(id));
        let products: Vec<String> = products.collect();
        let member = called.member(&m.member);
        Item::new(format!("{member}: {}", products.join(", ")))
    });
    out.headed_list(1, say(lang, "Chưa nộp", "Not handed in"), missing);
    let notices = report.notices.iter().map(|t| Item::new(t.line(lang)));
    out.headed_list(1, say(lang, "Lưu ý", "Notices"), notices);
    out
}
