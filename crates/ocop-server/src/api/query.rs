//! Options from the query of an address: `?strict=true&keep=1.1&keep=1.2`.
//!
//! A query has only texts, options have kinds. The schema of the options tells which kind a text
//! stands for; where it fits none, it stays a text, and the engine says what it expected instead.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use ocop_operations::{OPERATIONS, Operation};
use serde_json::{Map, Value};

/// The kinds of every option, by its operation. A schema is derived anew each time it is asked for, which
/// takes ten times what a small call does.
static ALL: LazyLock<BTreeMap<&str, BTreeMap<String, Kinds>>> = LazyLock::new(|| {
    let of = |operation: &Operation| {
        let schema = operation.options_schema().to_value();
        let options = schema.get("properties").and_then(Value::as_object);
        let names = options.into_iter().flat_map(Map::keys);
        names.map(|n| (n.clone(), kinds(&schema, n))).collect()
    };
    OPERATIONS.iter().map(|o| (o.name, of(o))).collect()
});

/// The options of a call as JSON. An option that stands twice and is no list stands twice in the JSON
/// too, so that the engine refuses it.
pub(super) fn options(operation: &Operation, query: &str) -> String {
    let known = ALL.get(operation.name);
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect();
    let mut fields = Vec::with_capacity(pairs.len());
    let mut lists: BTreeSet<&str> = BTreeSet::new();
    for (name, text) in &pairs {
        let kinds = known.and_then(|k| k.get(name)).copied().unwrap_or_default();
        let all = || pairs.iter().filter(|(n, _)| n == name).map(|(_, t)| t);
        let several = all().nth(1).is_some();
        let one = if several { None } else { kinds.value(text) };
        let value = match one {
            Some(value) => value,
            None if kinds.array && (several || !kinds.string) => {
                if !lists.insert(name) {
                    continue;
                }
                Value::from(all().map(String::as_str).collect::<Vec<_>>())
            }
            None => Value::from(text.as_str()),
        };
        fields.push(format!("{}:{value}", Value::from(name.as_str())));
    }
    format!("{{{}}}", fields.join(","))
}

/// The kinds of JSON that an option may be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Kinds {
    pub(super) string: bool,
    pub(super) boolean: bool,
    pub(super) number: bool,
    pub(super) array: bool,
    pub(super) object: bool,
}

impl Kinds {
    /// What a text stands for other than itself, where it stands for something that is allowed.
    fn value(self, text: &str) -> Option<Value> {
        let value: Value = serde_json::from_str(text).ok()?;
        let allowed = match &value {
            Value::Bool(_) => self.boolean && !self.string,
            Value::Number(_) => self.number && !self.string,
            Value::Array(_) => self.array,
            Value::Object(_) => self.object,
            Value::String(_) | Value::Null => false,
        };
        allowed.then_some(value)
    }
}

/// The kinds that a schema of options allows for an option; all kinds where it says nothing.
pub(super) fn kinds(schema: &Value, option: &str) -> Kinds {
    let mut found = Kinds::default();
    if let Some(property) = schema.get("properties").and_then(|p| p.get(option)) {
        gather(schema, property, &mut found, 0);
        if found == Kinds::default() {
            // a schema that says nothing allows everything; a text that is no JSON is a text
            found.object = true;
            found.array = true;
            found.string = true;
        }
    }
    found
}

fn gather(root: &Value, schema: &Value, found: &mut Kinds, depth: u8) {
    let Some(schema) = schema.as_object().filter(|_| depth < 8) else {
        return;
    };
    for kind in types(schema) {
        match kind {
            "string" => found.string = true,
            "boolean" => found.boolean = true,
            "integer" | "number" => found.number = true,
            "array" => found.array = true,
            "object" => found.object = true,
            _ => {}
        }
    }
    let next = depth.saturating_add(1);
    if let Some(pointer) = schema.get("$ref").and_then(Value::as_str)
        && let Some(target) = pointer.strip_prefix('#').and_then(|p| root.pointer(p))
    {
        gather(root, target, found, next);
    }
    for several in ["anyOf", "oneOf", "allOf"] {
        for one in schema
            .get(several)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            gather(root, one, found, next);
        }
    }
    let listed = schema.get("enum").and_then(Value::as_array);
    if listed.into_iter().flatten().any(Value::is_string)
        || schema.get("const").is_some_and(Value::is_string)
    {
        found.string = true;
    }
}

fn types(schema: &Map<String, Value>) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ocop_operations::operation;

    fn read(name: &str, query: &str) -> String {
        options(operation(name).unwrap(), query)
    }

    #[test]
    fn a_text_becomes_what_the_schema_of_the_option_allows() {
        for (name, query, expected) in [
            ("rate", "", "{}"),
            ("rate", "brief=true", r#"{"brief":true}"#),
            (
                "rate",
                "criteria=qd-26-2026",
                r#"{"criteria":"qd-26-2026"}"#,
            ),
            ("plan", "target=4", r#"{"target":4}"#),
            ("plan", "target=four", r#"{"target":"four"}"#),
            ("criteria", "set=1", r#"{"set":"1"}"#),
            (
                "code",
                "province=H%C3%A0+N%E1%BB%99i",
                r#"{"province":"Hà Nội"}"#,
            ),
            (
                "next",
                "holidays=2026-09-02",
                r#"{"holidays":"2026-09-02"}"#,
            ),
            (
                "next",
                "holidays=2026-09-02&holidays=2026-09-01",
                r#"{"holidays":["2026-09-02","2026-09-01"]}"#,
            ),
            (
                "document",
                "document=plan&options=%7B%22target%22:4%7D",
                r#"{"document":"plan","options":{"target":4}}"#,
            ),
        ] {
            assert_eq!(read(name, query), expected, "{name} {query}");
        }
    }

    #[test]
    fn what_fits_nowhere_is_left_to_the_engine_to_refuse() {
        assert_eq!(read("rate", "brief=yes"), r#"{"brief":"yes"}"#);
        assert_eq!(read("rate", "breif=true"), r#"{"breif":"true"}"#);
        let twice = read("rate", "brief=true&brief=false");
        assert_eq!(twice, r#"{"brief":"true","brief":"false"}"#);
    }
}
