//! Types of TypeScript from JSON Schemas: the shapes that the schemas of this project have, and an
//! error at any other.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::Value;

/// A schema's definition: its name in the schema, the schema it stands in.
pub(super) type Key = (String, String);

/// Every definition of every schema, and the name that it has in TypeScript.
#[derive(Default)]
pub(super) struct Types {
    pub(super) bodies: BTreeMap<Key, Value>,
    pub(super) names: BTreeMap<Key, String>,
}

/// Names that TypeScript itself has a meaning for, which its declarations go on to use.
const TAKEN: &[&str] = &["Array", "Date", "Error", "Map", "Promise", "Record", "Set"];

impl Types {
    /// Takes a schema in, with its definitions; gives the key of its root.
    pub(super) fn add(&mut self, mut schema: Value) -> Result<Key, String> {
        let object = schema.as_object_mut().ok_or("a schema that is no object")?;
        let title = object.get("title").and_then(Value::as_str);
        let title = title.ok_or("a schema without a title")?.to_owned();
        if let Some(Value::Object(definitions)) = object.remove("$defs") {
            for (name, body) in definitions {
                self.bodies.insert((name, title.clone()), body);
            }
        }
        object.remove("$schema");
        object.remove("title");
        let key = (title.clone(), title);
        self.bodies.insert(key.clone(), schema);
        Ok(key)
    }

    /// Gives each definition a name: its own, where all schemas that have it mean the same by it.
    pub(super) fn name(&mut self) {
        let mut apart: BTreeSet<Key> = BTreeSet::new();
        loop {
            let before = apart.len();
            let mut first: BTreeMap<&str, (&Key, &Value)> = BTreeMap::new();
            for (key, body) in &self.bodies {
                if apart.contains(key) {
                    continue;
                }
                let refers_apart = references(body)
                    .into_iter()
                    .any(|name| apart.contains(&(name, key.1.clone())));
                // what a schema is of has its name before what others have by the way
                let same = first
                    .get(key.0.as_str())
                    .is_none_or(|(_, other)| plain(other) == plain(body));
                if same && !refers_apart {
                    first.entry(&key.0).or_insert((key, body));
                } else {
                    apart.insert(key.clone());
                }
            }
            if apart.len() == before {
                break;
            }
        }
        for key in self.bodies.keys() {
            let name = if apart.contains(key) && key.0 != key.1 {
                format!("{}{}", key.1, key.0)
            } else {
                key.0.clone()
            };
            let name = if TAKEN.contains(&name.as_str()) {
                format!("Ocop{name}")
            } else {
                name
            };
            self.names.insert(key.clone(), name);
        }
    }

    /// The declaration of a type: an interface where it has fields, an alias where not.
    pub(super) fn declare(&self, name: &str, body: &Value, schema: &str) -> Result<String, String> {
        let mut out = String::from("\n");
        comment(&mut out, body, "");
        if body.get("properties").is_some() && body.get("oneOf").is_none() {
            let _ = writeln!(
                out,
                "export interface {name} {}",
                self.object(body, schema, "")?
            );
        } else {
            let _ = writeln!(
                out,
                "export type {name} = {};",
                self.shape(body, schema, "")?
            );
        }
        Ok(out)
    }

    /// An object's fields in braces.
    fn object(&self, body: &Value, schema: &str, indent: &str) -> Result<String, String> {
        let required: BTreeSet<&str> = body
            .get("required")
            .and_then(Value::as_array)
            .map(|list| list.iter().filter_map(Value::as_str).collect())
            .unwrap_or_default();
        let inner = format!("{indent}  ");
        let mut out = String::from("{\n");
        for (field, value) in body
            .get("properties")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            comment(&mut out, value, &inner);
            let mark = if required.contains(field.as_str()) {
                ""
            } else {
                "?"
            };
            let plain = field.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
                && !field.starts_with(|c: char| c.is_ascii_digit());
            let field = if plain {
                field.clone()
            } else {
                format!("\"{field}\"")
            };
            let _ = writeln!(
                out,
                "{inner}{field}{mark}: {};",
                self.shape(value, schema, &inner)?
            );
        }
        out.push_str(indent);
        out.push('}');
        Ok(out)
    }

    /// The type that a schema describes.
    fn shape(&self, body: &Value, schema: &str, indent: &str) -> Result<String, String> {
        let Some(object) = body.as_object() else {
            return Ok("unknown".to_owned());
        };
        if let Some(name) = object.get("$ref").and_then(Value::as_str) {
            let name = name
                .strip_prefix("#/$defs/")
                .ok_or_else(|| format!("{schema}: {name}"))?;
            let key = (name.to_owned(), schema.to_owned());
            return self
                .names
                .get(&key)
                .cloned()
                .ok_or_else(|| format!("{schema}: no {name}"));
        }
        if let Some(value) = object.get("const") {
            return Ok(value.to_string());
        }
        if let Some(values) = object.get("enum").and_then(Value::as_array) {
            return Ok(values
                .iter()
                .map(Value::to_string)
                .collect::<Vec<_>>()
                .join(" | "));
        }
        if let Some(list) = object
            .get("oneOf")
            .or_else(|| object.get("anyOf"))
            .and_then(Value::as_array)
        {
            let shapes: Result<Vec<String>, String> = list
                .iter()
                .map(|one| self.shape(one, schema, indent))
                .collect();
            let mut seen = BTreeSet::new();
            let mut shapes = shapes?;
            shapes.retain(|shape| seen.insert(shape.clone()));
            let union = shapes.join(" | ");
            // fields that all choices have beside their own
            return Ok(if object.contains_key("properties") {
                format!("({union}) & {}", self.object(body, schema, indent)?)
            } else {
                union
            });
        }
        let kinds: Vec<&str> = match object.get("type") {
            None => return Ok("unknown".to_owned()),
            Some(Value::String(kind)) => vec![kind],
            Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
            Some(other) => return Err(format!("{schema}: type {other}")),
        };
        let shapes: Result<Vec<String>, String> = kinds
            .iter()
            .map(|kind| self.kind(kind, body, schema, indent))
            .collect();
        Ok(shapes?.join(" | "))
    }

    fn kind(&self, kind: &str, body: &Value, schema: &str, indent: &str) -> Result<String, String> {
        Ok(match kind {
            "string" | "boolean" | "null" => kind.to_owned(),
            "integer" | "number" => "number".to_owned(),
            "array" => {
                let of = match body.get("items") {
                    Some(items) => self.shape(items, schema, indent)?,
                    None => "unknown".to_owned(),
                };
                if of.contains(' ') {
                    format!("Array<{of}>")
                } else {
                    format!("{of}[]")
                }
            }
            "object" if body.get("properties").is_some() => self.object(body, schema, indent)?,
            "object" => match body.get("additionalProperties") {
                Some(value @ Value::Object(_)) => {
                    let of = self.shape(value, schema, indent)?;
                    format!("Record<string, {of}>")
                }
                _ => "Record<string, unknown>".to_owned(),
            },
            other => return Err(format!("{schema}: type {other}")),
        })
    }
}

/// The names that a schema refers to.
fn references(body: &Value) -> Vec<String> {
    match body {
        Value::Object(fields) => {
            let here = fields.get("$ref").and_then(Value::as_str);
            let here = here
                .and_then(|name| name.strip_prefix("#/$defs/"))
                .map(str::to_owned);
            here.into_iter()
                .chain(fields.values().flat_map(references))
                .collect()
        }
        Value::Array(list) => list.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

/// A schema without its words.
fn plain(body: &Value) -> Value {
    match body {
        Value::Object(fields) => Value::Object(
            fields
                .iter()
                .filter(|(name, value)| *name != "description" || !value.is_string())
                .map(|(name, value)| (name.clone(), plain(value)))
                .collect(),
        ),
        Value::Array(list) => Value::Array(list.iter().map(plain).collect()),
        other => other.clone(),
    }
}

/// The description as a comment: what stands before examples in Rust.
fn comment(out: &mut String, body: &Value, indent: &str) {
    let Some(text) = body.get("description").and_then(Value::as_str) else {
        return;
    };
    let text = text
        .split("```")
        .next()
        .unwrap_or_default()
        .trim()
        .replace("*/", "* /");
    let lines: Vec<&str> = text.lines().collect();
    match lines.as_slice() {
        [] => {}
        [line] => {
            let _ = writeln!(out, "{indent}/** {line} */");
        }
        lines => {
            let _ = writeln!(out, "{indent}/**");
            for line in lines {
                let _ = writeln!(
                    out,
                    "{indent} *{}{line}",
                    if line.is_empty() { "" } else { " " }
                );
            }
            let _ = writeln!(out, "{indent} */");
        }
    }
}
