//! What a sheet holds, as `ocop-council/1` writes it, and how a form is read into it.

use std::collections::BTreeMap;

use ocop::Text;
use ocop::criteria::SetReport;
use serde_json::{Map, Value, json};

/// The fields of a form, in their order.
pub(crate) type Fields = Vec<(String, String)>;

/// The most characters of a note, an evidence or a comment.
const MOST: usize = 4000;

/// The answers of a sheet: a JSON object with `answers`, `case`, `findings`, `comment`.
pub(crate) type Content = Map<String, Value>;

/// A form of which something cannot be read.
#[derive(Debug)]
pub(crate) struct Unread {
    /// Everything that cannot be, by criterion.
    pub(crate) problems: Vec<(String, Text)>,
    /// All else, to be shown again.
    pub(crate) content: Content,
}

/// Reads a form into a sheet. Levels are chosen, or points are typed; points that are those of the
/// level that was there before keep that level.
///
/// # Errors
///
/// Everything that cannot be read, by criterion, beside all that can.
pub(crate) fn read(
    fields: &Fields,
    set: &SetReport,
    before: &Content,
) -> Result<Content, Box<Unread>> {
    let mut given: BTreeMap<&str, &str> = BTreeMap::new();
    let mut findings: Vec<Value> = Vec::new();
    for (name, value) in fields {
        if name == "finding" {
            let finding = Value::from(value.as_str());
            if !value.is_empty() && !findings.contains(&finding) {
                findings.push(finding);
            }
        } else {
            given.insert(name, value.trim());
        }
    }
    let mut problems = Vec::new();
    let mut answers = Map::new();
    for criterion in set.criteria() {
        let id = criterion.criterion.to_string();
        let field = |what: &str| given.get(format!("{what}.{id}").as_str()).copied();
        let mut answer = Map::new();
        if let Some(level) = field("level").filter(|l| !l.is_empty()) {
            match level.parse::<u16>() {
                Ok(level) => drop(answer.insert("level".to_owned(), level.into())),
                Err(_) => problems.push((id.clone(), no_number(level))),
            }
        } else if let Some(points) = field("points").filter(|p| !p.is_empty()) {
            match points.parse::<u16>() {
                Ok(points) => {
                    let kept = kept_level(before, criterion, points);
                    match kept {
                        Some(level) => answer.insert("level".to_owned(), level),
                        None => answer.insert("points".to_owned(), points.into()),
                    };
                }
                Err(_) => problems.push((id.clone(), no_number(points))),
            }
        }
        let note = field("note").unwrap_or_default();
        let evidence = field("evidence").unwrap_or_default();
        for text in [note, evidence] {
            if text.chars().count() > MOST {
                problems.push((id.clone(), too_long()));
            }
        }
        if answer.is_empty() && (!note.is_empty() || !evidence.is_empty()) {
            // the format has notes with answers only: one alone is kept until the answer comes
            answer.insert("level".to_owned(), Value::Null);
        }
        if !note.is_empty() {
            answer.insert("note".to_owned(), note.into());
        }
        if !evidence.is_empty() {
            let lines = evidence.lines().map(str::trim).filter(|l| !l.is_empty());
            answer.insert("evidence".to_owned(), lines.collect::<Vec<_>>().into());
        }
        if !answer.is_empty() {
            answers.insert(id, Value::Object(answer));
        }
    }
    let comment = given.get("comment").copied().unwrap_or_default();
    if comment.chars().count() > MOST {
        problems.push((String::new(), too_long()));
    }
    let mut content = Map::new();
    if !answers.is_empty() {
        content.insert("answers".to_owned(), Value::Object(answers));
    }
    if let Some(case) = given.get("case").filter(|c| !c.is_empty()) {
        content.insert("case".to_owned(), (*case).into());
    }
    if !findings.is_empty() {
        content.insert("findings".to_owned(), findings.into());
    }
    if !comment.is_empty() {
        content.insert("comment".to_owned(), comment.into());
    }
    if !problems.is_empty() {
        return Err(Box::new(Unread { problems, content }));
    }
    Ok(content)
}

/// The level that the sheet had, where it is worth these points.
fn kept_level(
    before: &Content,
    criterion: &ocop::criteria::SetCriterion,
    points: u16,
) -> Option<Value> {
    let (level, _) = answer(before, &criterion.criterion.to_string());
    let level = level?;
    let worth = if level == 0 {
        Some(0)
    } else {
        let found = criterion
            .levels
            .iter()
            .find(|l| i64::from(l.level.get()) == level);
        found.map(|l| i64::from(l.points.get()))
    };
    (worth == Some(i64::from(points))).then(|| level.into())
}

/// Level and points of an answer, as far as it gives them.
pub(crate) fn answer(content: &Content, criterion: &str) -> (Option<i64>, Option<i64>) {
    let of_sheet = content.get("points").and_then(|p| p.get(criterion));
    let Some(answer) = content.get("answers").and_then(|a| a.get(criterion)) else {
        return (None, of_sheet.and_then(Value::as_i64));
    };
    match answer.as_i64() {
        Some(level) => (Some(level), None),
        None => (
            answer.get("level").and_then(Value::as_i64),
            answer.get("points").and_then(Value::as_i64),
        ),
    }
}

/// A text beside an answer: `note`, or `evidence` with a line for each.
pub(crate) fn beside(content: &Content, criterion: &str, what: &str) -> String {
    let answer = content.get("answers").and_then(|a| a.get(criterion));
    match answer.and_then(|a| a.get(what)) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(lines)) => {
            let name = |paper: &'_ Value| match paper {
                Value::Object(fields) => fields.get("document").cloned(),
                other => Some(other.clone()),
            };
            let lines: Vec<Value> = lines.iter().filter_map(name).collect();
            let lines: Vec<&str> = lines.iter().filter_map(Value::as_str).collect();
            lines.join("\n")
        }
        _ => String::new(),
    }
}

/// A sheet without answers that are only notes, as the formats have it.
pub(crate) fn answered(content: &Content) -> Content {
    let mut content = content.clone();
    if let Some(Value::Object(answers)) = content.get_mut("answers") {
        answers.retain(|_, answer| !answer.get("level").is_some_and(Value::is_null));
    }
    content
}

/// A dossier with the answers of a sheet, for the engine.
pub(crate) fn dossier(content: &Content, criteria: &str, product_set: &Value) -> Value {
    let mut dossier = json!({"criteria": criteria, "product_set": product_set, "answers": {}});
    if let Some(fields) = dossier.as_object_mut() {
        for (name, value) in answered(content) {
            if matches!(name.as_str(), "answers" | "points" | "case" | "findings") {
                fields.insert(name, value);
            }
        }
    }
    dossier
}

fn no_number(found: &str) -> Text {
    let short: String = found.chars().take(20).collect();
    Text::new(
        format!("Gặp \"{short}\", cần một số nguyên từ 0."),
        format!("Found \"{short}\", expected a whole number from 0."),
    )
}

fn too_long() -> Text {
    Text::new(
        format!("Phần ghi dài quá {MOST} ký tự."),
        format!("The text is longer than {MOST} characters."),
    )
}
