//! A producer's own dossier, between the form of a page and the file that is kept.

use serde_json::{Map, Value};

use super::content::{self, Content};

/// A dossier as JSON.
pub(crate) type Dossier = Map<String, Value>;

/// What the form of a sheet shows of a dossier.
pub(crate) fn content(dossier: &Dossier) -> Content {
    let mut content = Content::new();
    for field in ["answers", "points", "case", "findings"] {
        if let Some(value) = dossier.get(field) {
            content.insert(field.to_owned(), value.clone());
        }
    }
    if let Some(note) = dossier.get("note") {
        content.insert("comment".to_owned(), note.clone());
    }
    content
}

/// The name in a field of a dossier: of its product, of its producer.
pub(crate) fn name<'d>(dossier: &'d Dossier, of: &str) -> &'d str {
    let name = dossier.get(of).and_then(|o| o.get("name"));
    name.and_then(Value::as_str).unwrap_or_default()
}

/// A dossier with what a form says. What `kept` has that no form shows stays as it is: dates, papers
/// with their numbers, the description of the product.
pub(crate) fn dossier(
    kept: &Dossier,
    said: &Content,
    (criteria, set): (&str, u64),
    (product, producer): (&str, &str),
) -> Dossier {
    let mut out = kept.clone();
    out.insert("format".to_owned(), ocop::DOSSIER_FORMAT.into());
    out.insert("criteria".to_owned(), criteria.into());
    out.insert("product_set".to_owned(), set.into());
    for field in ["answers", "points", "case", "findings", "note"] {
        out.remove(field);
    }
    put_name(&mut out, "product", product);
    put_name(&mut out, "producer", producer);
    let mut note: Vec<String> = Vec::new();
    if let Some(comment) = said.get("comment").and_then(Value::as_str) {
        note.push(comment.to_owned());
    }
    // the format has notes with answers only: what is said of an open criterion goes to the end
    for (id, answer) in said
        .get("answers")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        if answer.get("level").is_some_and(Value::is_null) {
            for what in ["note", "evidence"] {
                let text = content::beside(said, id, what);
                note.extend(text.lines().map(|line| format!("{id}: {line}")));
            }
        }
    }
    for (field, value) in content::answered(said) {
        if matches!(field.as_str(), "answers" | "points" | "case" | "findings") {
            out.insert(field, value);
        }
    }
    if !note.is_empty() {
        out.insert("note".to_owned(), note.join("\n").into());
    }
    if let Some(Value::Object(answers)) = out.get_mut("answers") {
        for (id, answer) in answers {
            restore_papers(kept, id, answer);
        }
    }
    out.entry("answers").or_insert_with(|| Map::new().into());
    out
}

fn put_name(dossier: &mut Dossier, of: &str, name: &str) {
    let name = ocop::tidy(name);
    let fields = dossier.entry(of).or_insert_with(|| Map::new().into());
    if let Some(fields) = fields.as_object_mut() {
        if name.is_empty() {
            fields.remove("name");
        } else {
            fields.insert("name".to_owned(), name.into());
        }
    }
    if dossier
        .get(of)
        .and_then(Value::as_object)
        .is_some_and(Map::is_empty)
    {
        dossier.remove(of);
    }
}

/// A paper that the form shows by its name alone gets back its number and dates.
fn restore_papers(kept: &Dossier, id: &str, answer: &mut Value) {
    let before = kept.get("answers").and_then(|a| a.get(id));
    let before = before
        .and_then(|a| a.get("evidence"))
        .and_then(Value::as_array);
    let now = answer.get_mut("evidence").and_then(Value::as_array_mut);
    let (Some(before), Some(now)) = (before, now) else {
        return;
    };
    for line in now {
        if let Some(paper) = before.iter().find(|p| p.get("document") == Some(line)) {
            *line = paper.clone();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn object(value: Value) -> Map<String, Value> {
        value.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn what_no_form_shows_stays_and_what_it_shows_is_what_it_says() {
        let paper = json!({"document": "Giấy chứng nhận", "valid_until": "2027-01-01"});
        let kept = object(json!({
            "criteria": "qd-26-2026", "product_set": 1, "assessed_on": "2026-09-15",
            "product": {"name": "cũ", "code": "x"},
            "answers": {"1.1": {"level": 1, "evidence": [paper]}, "1.2": 1}, "note": "cũ",
        }));
        let said = object(json!({
            "answers": {
                "1.1": {"level": 2, "evidence": ["Giấy chứng nhận", "Ảnh"]},
                "1.3": {"level": null, "note": "hỏi lại xã"},
            },
            "comment": "mới",
        }));
        let found = dossier(&kept, &said, ("qd-26-2026", 1), ("Nhãn", ""));
        assert_eq!(
            Value::Object(found),
            json!({
                "format": "ocop-dossier/1", "criteria": "qd-26-2026", "product_set": 1,
                "assessed_on": "2026-09-15", "product": {"name": "Nhãn", "code": "x"},
                "answers": {"1.1": {"level": 2, "evidence": [paper, "Ảnh"]}},
                "note": "mới\n1.3: hỏi lại xã",
            })
        );
    }

    #[test]
    fn an_empty_form_makes_a_dossier_that_the_engine_takes() {
        let found = dossier(
            &Dossier::new(),
            &Content::new(),
            ("qd-26-2026", 1),
            ("", ""),
        );
        let bytes = Value::Object(found).to_string();
        let library = ocop::Library::embedded();
        let options = ocop::AssessOptions::default();
        assert!(library.assess_json(bytes.as_bytes(), &options).is_ok());
    }
}
