//! What came of collecting, for people.

use ocop::{Lang, tidy};
use ocop_text::{Block, Column, Document, Item, Row, Table, say};
use serde_json::Value;

use super::collection::Collection;

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
