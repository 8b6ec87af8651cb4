//! The Vietnamese texts of the data files.

use crate::ids::CriterionId;

/// All Vietnamese texts of a data file: what needs an English translation.
pub(super) fn texts(path: &str, content: &str) -> Vec<String> {
    const FIELDS: [&str; 16] = [
        "name",
        "label",
        "reason",
        "source",
        "sector",
        "subgroup",
        "ministries",
        "notes",
        "title",
        "issuer",
        "body",
        "requirement",
        "assessed_source",
        "extension_source",
        "within_source",
        "group",
    ];
    fn walk(value: &serde_json::Value, wanted: bool, out: &mut Vec<String>) {
        match value {
            // groups of criteria are numbers on the sheet, groups of products are words
            serde_json::Value::String(text) if wanted && CriterionId::read(text).is_none() => {
                out.push(text.clone());
            }
            serde_json::Value::Array(list) => list.iter().for_each(|v| walk(v, wanted, out)),
            serde_json::Value::Object(object) => {
                for (key, value) in object {
                    walk(value, FIELDS.contains(&key.as_str()), out);
                }
            }
            _ => {}
        }
    }
    let mut out = Vec::new();
    if path.ends_with(".json")
        && let Ok(value) = serde_json::from_str(content)
    {
        walk(&value, false, &mut out);
    }
    out
}
