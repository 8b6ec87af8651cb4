//! Sheets put into the session, as JSON: what was there stays as it was.

use std::collections::BTreeMap;

use ocop::council::{FileKind, SheetFile};
use ocop::{Code, Library, NoticeCode, Problem, Problems};
use serde_json::{Map, Value, json};

use super::read_sheet::ReadSheet;
use super::report::{Collected, MissingSheets, Taken};
use crate::workbook::roster::{Roster, RosteredProduct};
use crate::workbook::slot::{Entry, Slot};
use crate::workbook::table::of_sheet;

/// The most open criteria that are named.
const MOST_OPEN: usize = 12;

/// A session with all of its sheets in one JSON value: those in files of their own too.
///
/// # Errors
///
/// What is no JSON.
pub fn whole(session: &[u8], files: &[SheetFile<'_>]) -> Result<Value, Problems> {
    // whoever tallied the session before has told where it is no JSON
    let unread = |_| {
        Problems::from(Problem::new(
            Code::NotJson,
            "",
            "Phiên họp hoặc phiếu không phải JSON.",
            "The session or a sheet is not JSON.",
        ))
    };
    let text = session.strip_prefix(b"\xef\xbb\xbf").unwrap_or(session);
    let mut value: Value = serde_json::from_slice(text).map_err(unread)?;
    for file in files
        .iter()
        .filter(|f| FileKind::of(f.name) == FileKind::Sheet)
    {
        let Some(bytes) = file.bytes else { continue };
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut sheet: Map<String, Value> = serde_json::from_slice(bytes).map_err(unread)?;
        sheet.remove("format");
        let Some(Value::String(product)) = sheet.remove("product") else {
            continue;
        };
        if let Some(sheets) = sheets_of(&mut value, &product) {
            sheets.push(Value::Object(sheet));
        }
    }
    Ok(value)
}

/// The sheets of a product.
fn sheets_of<'v>(session: &'v mut Value, id: &str) -> Option<&'v mut Vec<Value>> {
    let products = session.get_mut("products")?.as_array_mut()?;
    let product = products
        .iter_mut()
        .find(|p| p.get("id").and_then(Value::as_str) == Some(id))?;
    let sheets = product
        .as_object_mut()?
        .entry("sheets")
        .or_insert_with(|| json!([]));
    sheets.as_array_mut()
}

/// The session as it is filled.
pub(super) struct FilledSession {
    value: Value,
}

fn is_of(sheet: &Value, member: &str, round: u8) -> bool {
    let own = sheet.get("round").and_then(Value::as_u64).unwrap_or(1);
    sheet.get("member").and_then(Value::as_str) == Some(member) && own == u64::from(round)
}

fn is_draft(sheet: &Value) -> bool {
    sheet.get("status").and_then(Value::as_str) == Some("draft")
}

impl FilledSession {
    pub(super) const fn new(value: Value) -> Self {
        Self { value }
    }

    pub(super) fn into_value(self) -> Value {
        self.value
    }

    /// Takes a sheet, and tells what became of it.
    pub(super) fn take(
        &mut self,
        library: &Library,
        roster: &Roster,
        sheet: &mut ReadSheet,
        report: &mut Collected,
    ) {
        let Some(product) = roster.products().get(sheet.product) else {
            return;
        };
        if sheet.is_blank() {
            report.blank.push(listed(
                sheet,
                product,
                "blank",
                (None, product.set.criteria().len()),
            ));
            return;
        }
        if !sheet.taken {
            return;
        }
        let Some(sheets) = sheets_of(&mut self.value, &product.id) else {
            return;
        };
        let there = sheets
            .iter_mut()
            .find(|s| is_of(s, &sheet.member, sheet.round));
        let held = |sheet: &Value| of_sheet(library, roster, product, sheet);
        let before = there.as_deref().map(held);
        if let Some(before) = before.as_ref().filter(|_| sheet.is_column) {
            sheet.keep_remarks(before);
        }
        let status = status(sheet);
        let mut composed = compose(product, sheet, status);
        let listed = listed(sheet, product, status, figures(product, sheet));
        if status == "submitted" && listed.unanswered > 0 {
            tell_unfinished(product, sheet);
        }
        match there {
            None => sheets.push(composed),
            // the same in other words too: levels in place of points, papers with their numbers
            Some(_) if before.as_ref() == Some(&held(&composed)) => {
                report.taken.push(listed);
                sheet.note(
                    NoticeCode::SheetThere,
                    "Phiên đã có đúng phiếu này.",
                    "The session has this very sheet already.",
                );
                return;
            }
            Some(there) if is_draft(there) => {
                keep_papers(there, &mut composed);
                *there = composed;
                sheet.note(
                    NoticeCode::DraftReplaced,
                    "Thay cho phiếu nháp đã có trong phiên.",
                    "In place of the draft that the session had.",
                );
            }
            Some(_) => {
                sheet.taken = false;
                sheet.refuse(
                    Code::RepeatedSheet,
                    None,
                    "Phiên đã có một phiếu đã nộp khác của thành viên này: giữ phiếu cũ, không ghi đè.",
                    "The session has another sheet that this member handed in: it is kept, nothing is overwritten.",
                );
                return;
            }
        }
        report.taken.push(listed);
    }
}

/// A sheet as the report lists it, with its points and how many criteria are open.
fn listed(
    sheet: &ReadSheet,
    product: &RosteredProduct,
    status: &str,
    (points, unanswered): (Option<u16>, usize),
) -> Taken {
    Taken {
        file: sheet.file.clone(),
        sheet: sheet.sheet.clone(),
        member: sheet.member.clone(),
        product: product.id.clone(),
        round: sheet.round,
        status: status.to_owned(),
        points,
        unanswered,
    }
}

/// A sheet with problems never counts as handed in.
fn status(sheet: &ReadSheet) -> &'static str {
    // whoever stands by the sheet of the round before says so with one mark
    let mut marks = [Slot::Submitted, Slot::Unchanged].iter();
    let handed_in = marks.any(|mark| sheet.good.contains_key(mark));
    if handed_in && sheet.problems.is_empty() {
        "submitted"
    } else {
        "draft"
    }
}

/// The points so far, and how many criteria are open.
fn figures(product: &RosteredProduct, sheet: &ReadSheet) -> (Option<u16>, usize) {
    let points = sheet
        .good
        .iter()
        .filter_map(|(slot, entry)| match (slot, entry) {
            (Slot::Points(_), Entry::Number(n)) => Some(*n),
            _ => None,
        });
    let points: Vec<i64> = points.collect();
    let open = product.set.criteria().len().saturating_sub(points.len());
    let unchanged = sheet.good.contains_key(&Slot::Unchanged);
    if unchanged {
        return (None, 0);
    }
    (u16::try_from(points.iter().sum::<i64>()).ok(), open)
}

/// Tells where a sheet that was handed in has no points: what is open is no 0.
fn tell_unfinished(product: &RosteredProduct, sheet: &mut ReadSheet) {
    let ids = product.set.criteria().iter().map(|c| c.id);
    let open = ids.filter(|id| !sheet.good.contains_key(&Slot::Points(*id)));
    let open = open.map(|id| match sheet.cells.get(&Slot::Points(id)) {
        Some(cell) => format!("{id} ({})", cell.rsplit('!').next().unwrap_or(cell)),
        None => id.to_string(),
    });
    let open: Vec<String> = open.collect();
    let mut shown = open
        .iter()
        .take(MOST_OPEN)
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    if open.len() > MOST_OPEN {
        shown.push_str(", …");
    }
    sheet.note(
        NoticeCode::SheetUnfinished,
        format!(
            "Phiếu đã nộp còn {} tiêu chí chưa chấm: {shown}.",
            open.len()
        ),
        format!(
            "The sheet is handed in with {} criteria open: {shown}.",
            open.len()
        ),
    );
}

/// Papers of which the draft says more than their names stay as they are: a workbook has the names.
fn keep_papers(draft: &Value, composed: &mut Value) {
    let answers = composed.get_mut("answers").and_then(Value::as_object_mut);
    for (id, answer) in answers.into_iter().flatten() {
        let papers = |sheet: &Value| {
            let answer = sheet.get("answers")?.get(id)?;
            answer.get("evidence")?.as_array().cloned()
        };
        let before = papers(draft).unwrap_or_default();
        let own = answer.get_mut("evidence").and_then(Value::as_array_mut);
        for paper in own.into_iter().flatten() {
            let same = |known: &&Value| known.get("document") == Some(&*paper);
            if let Some(known) = before.iter().find(same) {
                *paper = known.clone();
            }
        }
    }
}

/// The sheet as the session has it.
fn compose(product: &RosteredProduct, sheet: &ReadSheet, status: &str) -> Value {
    let good = &sheet.good;
    let text = |slot: Slot| match good.get(&slot) {
        Some(Entry::Text(text)) => Some(text.trim().to_owned()).filter(|t| !t.is_empty()),
        Some(Entry::Number(number)) => Some(number.to_string()),
        None => None,
    };
    let mut out = Map::new();
    out.insert("member".into(), json!(sheet.member));
    out.insert("round".into(), json!(sheet.round));
    out.insert("status".into(), json!(status));
    let mut comment: Vec<String> = text(Slot::Comment).into_iter().collect();
    let unchanged = good.contains_key(&Slot::Unchanged);
    if unchanged {
        out.insert("unchanged".into(), json!(true));
    }
    let case = text(Slot::Case);
    let (mut points, mut answers) = (Map::new(), Map::new());
    for criterion in product.set.criteria() {
        let id = criterion.id;
        let given = match good.get(&Slot::Points(id)) {
            Some(Entry::Number(points)) => Some(*points),
            _ => None,
        };
        let (note, evidence) = (text(Slot::Note(id)), text(Slot::Evidence(id)));
        let Some(given) = given.filter(|_| !unchanged) else {
            // an answer needs its level: what is said of an open criterion goes into the comment
            comment.extend(
                [note, evidence]
                    .into_iter()
                    .flatten()
                    .map(|t| format!("{id}: {t}")),
            );
            continue;
        };
        if note.is_none() && evidence.is_none() {
            points.insert(id.to_string(), json!(given));
            continue;
        }
        let level = criterion.levels.iter().find(|l| {
            i64::from(l.points) == given
                && l.case
                    .is_none_or(|c| case.as_deref() == Some(c.to_string().as_str()))
        });
        let mut answer = Map::new();
        answer.insert("level".into(), json!(level.map_or(0, |l| l.number.get())));
        if let Some(note) = note {
            answer.insert("note".into(), json!(note));
        }
        if let Some(evidence) = evidence {
            let papers: Vec<&str> = evidence
                .lines()
                .map(str::trim)
                .filter(|l| !l.is_empty())
                .collect();
            answer.insert("evidence".into(), json!(papers));
        }
        answers.insert(id.to_string(), Value::Object(answer));
    }
    if !points.is_empty() {
        out.insert("points".into(), Value::Object(points));
    }
    if !answers.is_empty() || (!out.contains_key("points") && !unchanged) {
        out.insert("answers".into(), Value::Object(answers));
    }
    if let Some(case) = case.filter(|_| !unchanged) {
        out.insert("case".into(), json!(case));
    }
    let findings = product.shown.findings.iter().enumerate();
    let findings: Vec<&str> = findings
        .filter(|(i, _)| good.contains_key(&Slot::Finding(*i)) && !unchanged)
        .map(|(_, f)| f.finding.as_str())
        .collect();
    if !findings.is_empty() {
        out.insert("findings".into(), json!(findings));
    }
    if !comment.is_empty() {
        out.insert("comment".into(), json!(comment.join("\n")));
    }
    Value::Object(out)
}

/// Who has not handed in what, in the round that is collected or the latest of each product.
pub(super) fn missing(
    roster: &Roster,
    session: &FilledSession,
    round: Option<u8>,
) -> Vec<MissingSheets> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let products = session.value.get("products").and_then(Value::as_array);
    for product in roster.products() {
        let json = products.into_iter().flatten();
        let json = json
            .into_iter()
            .find(|p| p.get("id").and_then(Value::as_str) == Some(&product.id));
        let sheets = json.and_then(|p| p.get("sheets")).and_then(Value::as_array);
        let sheets: Vec<&Value> = sheets.into_iter().flatten().collect();
        let rounds = sheets
            .iter()
            .map(|s| s.get("round").and_then(Value::as_u64).unwrap_or(1));
        let latest = rounds.max().and_then(|r| u8::try_from(r).ok()).unwrap_or(1);
        let round = round.unwrap_or(latest);
        for member in roster.members() {
            let recused = product.recused.iter().any(|id| *id == member.id);
            let handed_in = sheets
                .iter()
                .any(|s| is_of(s, &member.id, round) && !is_draft(s));
            if !recused && !handed_in {
                found
                    .entry(member.id.to_string())
                    .or_default()
                    .push(product.id.clone());
            }
        }
    }
    let all = found.into_iter();
    all.map(|(member, products)| MissingSheets { member, products })
        .collect()
}
