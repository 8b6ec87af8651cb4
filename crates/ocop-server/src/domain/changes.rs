//! What changed between two states of something, in lines for people: place, before, after.

use std::collections::BTreeMap;

use serde_json::Value;

use super::said;

/// A place, what stood there, and what stands there now; empty where nothing does.
pub(crate) type Line = [String; 3];

/// The most lines that are told; a whole session that was imported is not read here.
const MOST: usize = 200;

/// What differs between two texts of JSON. What is no JSON is told as it is.
pub(crate) fn changes(before: &str, after: &str) -> Vec<Line> {
    let (old, new) = (flat(before), flat(after));
    let (Some(old), Some(new)) = (old, new) else {
        return vec![[String::new(), before.to_owned(), after.to_owned()]];
    };
    let mut places: Vec<&String> = old.keys().chain(new.keys()).collect();
    places.sort();
    places.dedup();
    let value = |of: &BTreeMap<String, String>, place: &str| of.get(place).cloned();
    let lines = places.into_iter().filter_map(|place| {
        let (a, b) = (value(&old, place), value(&new, place));
        (a != b).then(|| [place.clone(), a.unwrap_or_default(), b.unwrap_or_default()])
    });
    lines.take(MOST).collect()
}

/// Every value of a JSON text by its place; none of what is no object.
fn flat(text: &str) -> Option<BTreeMap<String, String>> {
    let mut out = BTreeMap::new();
    if text.is_empty() {
        return Some(out);
    }
    let value: Value = serde_json::from_str(text).ok()?;
    value.is_object().then(|| walk("", &value, &mut out))?;
    Some(out)
}

fn walk(place: &str, value: &Value, out: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match name.as_str() {
                    // what the server counts for itself
                    "version" | "submitted_at" => {}
                    // what stands around what was said
                    "content" | "now" | "points" => walk(place, value, out),
                    "answers" => levels(place, value, out),
                    _ if place.is_empty() => walk(name, value, out),
                    _ => walk(&format!("{place} {name}"), value, out),
                }
            }
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(item).collect();
            out.insert(place.to_owned(), items.join("; "));
        }
        Value::Null => {}
        other => drop(out.insert(place.to_owned(), said(other))),
    }
}

/// One of a list: a thing by its name, who does not score with the reason.
fn item(value: &Value) -> String {
    let text = |path: &str| value.pointer(path).and_then(Value::as_str);
    let named = text("/name").or_else(|| text("/product/name"));
    let named = named.or_else(|| text("/document"));
    match (named, text("/member"), text("/reason")) {
        (Some(name), _, _) => name.to_owned(),
        (None, Some(member), Some(reason)) => format!("{member} ({reason})"),
        (None, Some(member), None) => member.to_owned(),
        _ => said(value),
    }
}

/// Answers: one that is a number alone is a level, not points.
fn levels(place: &str, answers: &Value, out: &mut BTreeMap<String, String>) {
    for (id, answer) in answers.as_object().into_iter().flatten() {
        let own = match place {
            "" => id.clone(),
            place => format!("{place} {id}"),
        };
        match answer {
            Value::Number(level) => drop(out.insert(format!("{own} level"), level.to_string())),
            other => walk(&own, other, out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_told_by_its_criterion() {
        let before = r#"{"version": 1, "status": "draft", "content": {"answers": {"1.1": {"level": 1}, "1.2": {"level": 2}}}}"#;
        let after = r#"{"version": 2, "status": "draft", "content": {"answers": {"1.1": {"level": 3, "note": "xem"}, "1.2": {"level": 2}}}}"#;
        assert_eq!(
            changes(before, after),
            [
                ["1.1 level", "1", "3"].map(str::to_owned),
                ["1.1 note", "", "xem"].map(str::to_owned),
            ]
        );
    }

    #[test]
    fn what_is_no_json_is_told_as_it_is() {
        assert_eq!(
            changes("mean", "majority"),
            [["", "mean", "majority"].map(str::to_owned)]
        );
        assert_eq!(changes("true", ""), [["", "true", ""].map(str::to_owned)]);
        assert!(changes("", "").is_empty());
    }
}
