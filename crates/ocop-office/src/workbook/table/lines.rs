//! The rows of a table: what stands before the members' columns, and what is filled in there.

use ocop::criteria::SetReport;

use super::super::member::words::{Words, is_head};
use super::super::points::points_of;
use super::super::roster::{Roster, RosteredProduct};
use super::super::slot::{
    CASE_MARK, COMMENT_MARK, SUBMITTED_MARK, Slot, UNCHANGED_MARK, finding_mark,
};

/// The column of the first member.
pub(super) const FIRST: u16 = 3;
/// The row of the headings.
pub(super) const HEAD: u32 = 2;

/// The members who score a product, by their identifiers, in the order of their columns.
pub(super) fn scorers(roster: &Roster, product: &RosteredProduct) -> Vec<String> {
    let members = roster.members().iter();
    let scores = members.filter(|m| !product.recused.iter().any(|id| *id == m.id));
    scores.map(|m| m.id.to_string()).collect()
}

/// Whether a cell is a heading of a table's first columns, in either language.
pub(crate) fn is_own_head(text: &str) -> bool {
    (0..usize::from(FIRST)).any(|column| is_head(text, column))
}

/// A row.
pub(crate) struct Line {
    /// The mark by which it is found again.
    pub mark: String,
    /// What it is about.
    pub label: String,
    /// The most points, of a criterion.
    pub most: Option<u32>,
    /// What is filled in.
    pub slot: Slot,
}

impl Line {
    fn new(mark: impl Into<String>, label: String, most: Option<u32>, slot: Slot) -> Self {
        Self {
            mark: mark.into(),
            label,
            most,
            slot,
        }
    }
}

/// What stands in the rows.
pub(crate) fn lines(words: &Words, set: &SetReport, round: u8) -> Vec<Line> {
    let lang = words.lang;
    let mut out = Vec::new();
    if round > 1 {
        let label = words.say(
            "Giữ nguyên phiếu của vòng trước: x",
            "Stands by the sheet of the round before: x",
        );
        out.push(Line::new(
            UNCHANGED_MARK,
            label.to_owned(),
            None,
            Slot::Unchanged,
        ));
    }
    if !set.cases.is_empty() {
        let cases: Vec<String> = set
            .cases
            .iter()
            .map(|c| format!("{}) {}", c.case, c.label.get(lang)))
            .collect();
        let label = format!("{}: {}", words.say("Trường hợp", "Case"), cases.join("; "));
        out.push(Line::new(CASE_MARK, label, None, Slot::Case));
    }
    for (i, finding) in set.findings.iter().enumerate() {
        let mark = finding_mark(i);
        let label = format!(
            "{} ({})",
            finding.label.get(lang),
            words.effect(finding.effect)
        );
        out.push(Line::new(mark, label, None, Slot::Finding(i)));
    }
    for criterion in set.criteria() {
        let label = format!("{} ({})", criterion.name.get(lang), points_of(criterion));
        let most = u32::try_from(i64::from(criterion.max_points)).ok();
        let id = criterion.criterion;
        out.push(Line::new(id.to_string(), label, most, Slot::Points(id)));
    }
    let comment = words.say("Nhận xét", "Comment").to_owned();
    out.push(Line::new(COMMENT_MARK, comment, None, Slot::Comment));
    let submitted = words.say("Đã nộp: x", "Handed in: x").to_owned();
    out.push(Line::new(SUBMITTED_MARK, submitted, None, Slot::Submitted));
    out
}
