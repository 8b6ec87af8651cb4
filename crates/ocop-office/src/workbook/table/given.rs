//! What the sheets of a session hold, as tables and workbooks show it.

use std::collections::BTreeMap;

use ocop::{AssessOptions, CriterionId, Library};
use serde_json::{Map, Value};

use super::super::roster::{Roster, RosteredProduct};
use super::super::slot::{Entry, Filled, Slot};

/// What the members' sheets of a session hold in a round: by product, then member.
pub type Given = BTreeMap<String, BTreeMap<String, Filled>>;

/// What a session's sheets hold in a round, as workbooks show it. Answers in levels become points.
#[must_use]
pub fn given(library: &Library, roster: &Roster, session: &Value, round: u8) -> Given {
    let mut out = Given::new();
    let products = session.get("products").and_then(Value::as_array);
    for json in products.into_iter().flatten() {
        let id = json.get("id").and_then(Value::as_str).unwrap_or_default();
        let Some(product) = roster.product(id) else {
            continue;
        };
        let sheets = json.get("sheets").and_then(Value::as_array);
        for sheet in sheets.into_iter().flatten() {
            let own = sheet.get("round").and_then(Value::as_u64).unwrap_or(1);
            let member = sheet.get("member").and_then(Value::as_str);
            if let Some(member) = member.filter(|_| own == u64::from(round)) {
                let filled = of_sheet(library, roster, product, sheet);
                out.entry(id.to_owned())
                    .or_default()
                    .insert(member.to_owned(), filled);
            }
        }
    }
    out
}

/// What one sheet of a session holds.
pub(crate) fn of_sheet(
    library: &Library,
    roster: &Roster,
    product: &RosteredProduct,
    sheet: &Value,
) -> Filled {
    let mut out = Filled::new();
    let mut dossier = Map::new();
    dossier.insert("product_set".into(), product.set.number().get().into());
    for field in ["answers", "points", "case", "findings"] {
        if let Some(value) = sheet.get(field) {
            dossier.insert(field.into(), value.clone());
        }
    }
    if !dossier.contains_key("points") {
        dossier
            .entry("answers")
            .or_insert_with(|| Value::Object(Map::new()));
    }
    let options = AssessOptions::default().criteria(roster.criteria.id().clone());
    let text = Value::Object(dossier).to_string();
    let sheet_json = sheet;
    if let Ok(assessment) = library.assess_json(text.as_bytes(), &options) {
        let sheet = assessment.sheet();
        for score in assessment.rating().scores() {
            let level = score.level.and_then(|l| score.criterion.level(l));
            if score.level.is_some() {
                let points = level.map_or(0, |l| i64::from(l.points));
                out.insert(Slot::Points(score.criterion.id), Entry::Number(points));
            }
        }
        for (id, answer) in answers(sheet_json) {
            let note = answer.get("note").and_then(Value::as_str);
            if let Some(note) = note {
                out.insert(Slot::Note(id), Entry::from(note));
            }
            let papers = answer.get("evidence").and_then(Value::as_array);
            let papers: Vec<&str> = papers
                .into_iter()
                .flatten()
                .filter_map(|p| p.as_str().or_else(|| p.get("document")?.as_str()))
                .collect();
            if !papers.is_empty() {
                out.insert(Slot::Evidence(id), Entry::Text(papers.join("\n")));
            }
        }
        if let Some(case) = sheet.case() {
            out.insert(Slot::Case, Entry::Text(case.to_string()));
        }
    }
    let findings = sheet.get("findings").and_then(Value::as_array);
    let findings: Vec<&str> = findings
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    for (i, finding) in product.shown.findings.iter().enumerate() {
        if findings.contains(&finding.finding.as_str()) {
            out.insert(Slot::Finding(i), Entry::from("x"));
        }
    }
    if let Some(comment) = sheet.get("comment").and_then(Value::as_str) {
        out.insert(Slot::Comment, Entry::from(comment));
    }
    if sheet.get("unchanged").and_then(Value::as_bool) == Some(true) {
        out.insert(Slot::Unchanged, Entry::from("x"));
    }
    if sheet.get("status").and_then(Value::as_str) != Some("draft") {
        out.insert(Slot::Submitted, Entry::from("x"));
    }
    out
}

/// The answers of a sheet that say more than their level.
fn answers(sheet: &Value) -> impl Iterator<Item = (CriterionId, &Map<String, Value>)> {
    let answers = sheet.get("answers").and_then(Value::as_object);
    let answers = answers.into_iter().flatten();
    answers.filter_map(|(id, answer)| Some((id.parse().ok()?, answer.as_object()?)))
}
