//! What an evening is made of, without the database and without pages.

pub mod access;
pub(crate) mod arrangement;
pub(crate) mod changes;
pub(crate) mod content;
pub(crate) mod fields;
pub(crate) mod self_assessment;

use serde_json::{Map, Value};

/// A value as people read it: a text as it is, anything else as JSON writes it.
pub(crate) fn said(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A field of an object as people read it; empty where there is none.
pub(crate) fn said_of(fields: &Map<String, Value>, name: &str) -> String {
    fields.get(name).map(said).unwrap_or_default()
}
