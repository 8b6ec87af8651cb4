//! What the packages have in common: operations, their inputs and their options, as a function of a
//! language takes them.

use std::collections::BTreeSet;

use ocop_operations::{OPERATIONS, Operation};
use serde_json::Value;

/// The width of comments.
const WIDTH: usize = 96;

/// What a value of an option may be.
pub enum Kind {
    Text,
    Date,
    Whole,
    Number,
    Flag,
    Object,
    List(Vec<Kind>),
    /// One of the choices, as JSON.
    Word(String),
    Any,
}

/// An option of an operation.
pub struct Choice {
    pub name: String,
    pub kinds: Vec<Kind>,
    pub description: String,
    pub required: bool,
}

/// An operation with underscores in its name.
pub fn name(operation: &Operation) -> String {
    operation.name.replace('-', "_")
}

/// The name of the input: that of its format where there is one, and no option has it.
pub fn input(operation: &Operation) -> Option<&'static str> {
    let name = match operation.input {
        [] => return None,
        ["dossier"] => "dossier",
        ["council"] => "session",
        ["tally"] => "tally",
        _ => "input",
    };
    let taken = options(operation).iter().any(|option| option.name == name);
    Some(if taken { "input" } else { name })
}

/// Formats by the names of their schemas.
pub fn formats(names: &[&str]) -> String {
    let named: Vec<String> = names.iter().map(|f| format!("`{f}`")).collect();
    let s = if named.len() > 1 { "s" } else { "" };
    format!("the format{s} {}", named.join(", "))
}

/// A text broken into lines of a comment.
pub fn filled(text: &str, first: &str, next: &str) -> String {
    let options = textwrap::Options::new(WIDTH)
        .initial_indent(first)
        .subsequent_indent(next)
        .break_words(false)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(text, options)
}

/// The options of an operation, those that are needed first.
pub fn options(operation: &Operation) -> Vec<Choice> {
    let schema = operation.options_schema().to_value();
    let required: BTreeSet<&str> = list(&schema, "required")
        .filter_map(Value::as_str)
        .collect();
    let fields = schema.get("properties").and_then(Value::as_object);
    let mut found: Vec<Choice> = fields
        .into_iter()
        .flatten()
        .map(|(name, field)| {
            let said = field.get("description").and_then(Value::as_str);
            let words: Vec<&str> = said.unwrap_or_default().split_whitespace().collect();
            let mut kinds = Vec::new();
            collect(field, &schema, &mut kinds);
            Choice {
                name: name.clone(),
                kinds,
                description: words.join(" "),
                required: required.contains(name.as_str()),
            }
        })
        .collect();
    found.sort_by_key(|option| !option.required);
    found
}

fn list<'v>(schema: &'v Value, name: &str) -> impl Iterator<Item = &'v Value> {
    let values = schema.get(name).and_then(Value::as_array);
    values.into_iter().flatten()
}

/// The kinds of a schema. `null` is left out: an option that is not given is not written.
fn collect(field: &Value, root: &Value, out: &mut Vec<Kind>) {
    if let Some(place) = field.get("$ref").and_then(Value::as_str) {
        if let Some(target) = place.strip_prefix('#').and_then(|p| root.pointer(p)) {
            collect(target, root, out);
        }
        return;
    }
    if let Some(word) = field.get("const") {
        out.push(Kind::Word(word.to_string()));
        return;
    }
    let mut branches = list(field, "anyOf").chain(list(field, "oneOf")).peekable();
    if branches.peek().is_some() {
        branches.for_each(|branch| collect(branch, root, out));
        return;
    }
    let named: Vec<&str> = match field.get("type") {
        Some(Value::String(one)) => vec![one.as_str()],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => vec!["any"],
    };
    let date = field.get("format").and_then(Value::as_str) == Some("date");
    for name in named {
        out.push(match name {
            "null" => continue,
            "string" if date => Kind::Date,
            "string" => Kind::Text,
            "integer" => Kind::Whole,
            "number" => Kind::Number,
            "boolean" => Kind::Flag,
            "object" => Kind::Object,
            "array" => {
                let mut items = Vec::new();
                if let Some(item) = field.get("items") {
                    collect(item, root, &mut items);
                }
                Kind::List(items)
            }
            _ => Kind::Any,
        });
    }
}

/// Alternatives, each once and in their order.
pub fn either(names: Vec<String>, any: &str, between: &str) -> String {
    let mut once: Vec<String> = Vec::new();
    for name in names {
        if !once.contains(&name) {
            once.push(name);
        }
    }
    if once.is_empty() {
        once.push(any.to_owned());
    }
    once.join(between)
}

/// Every operation.
pub fn all() -> impl Iterator<Item = &'static Operation> {
    OPERATIONS.iter()
}
