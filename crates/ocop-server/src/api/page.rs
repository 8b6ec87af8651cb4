//! The page that shows the operations and tries them.

use askama::Template;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use ocop::Lang;
use ocop_operations::{OPERATIONS, Operation, Output};
use serde_json::Value;

use crate::pages::assets;
use crate::pages::head::page as written;
use crate::pages::seen::Head;
use crate::pages::words::Words;

#[derive(Template)]
#[template(path = "api.html")]
struct Page {
    w: Words,
    head: Head,
    operations: Vec<Shown>,
}

struct Shown {
    name: &'static str,
    says: &'static str,
    input: &'static [&'static str],
    output: &'static [&'static str],
    gives: &'static str,
    takes_input: bool,
    either: bool,
    example: &'static str,
    options: Vec<Field>,
}

struct Field {
    name: String,
    says: String,
    required: bool,
    choices: Vec<String>,
    example: &'static str,
}

impl Shown {
    const fn takes(&self) -> &'static str {
        if self.either { "either" } else { "" }
    }

    fn open(&self) -> bool {
        self.options.iter().any(|o| o.required) || !self.takes_input
    }
}

pub(super) async fn page(headers: HeaderMap) -> Response {
    let w = Words::asked(&headers);
    let page = Page {
        w,
        head: Head {
            version: assets::version(),
            here: "/api".to_owned(),
            ..Head::default()
        },
        operations: OPERATIONS.iter().map(|o| shown(w, o)).collect(),
    };
    written(StatusCode::OK, &page)
}

fn shown(w: Words, operation: &Operation) -> Shown {
    let (output, gives): (&[&str], _) = match operation.output {
        Output::Json(names) => (names, ""),
        Output::Schema => (&[], w.api_schema()),
        _ => (&[], w.api_document()),
    };
    Shown {
        name: operation.name,
        says: match w.lang {
            Lang::Vi => operation.vi,
            Lang::En => operation.en,
        },
        input: operation.input,
        output,
        gives,
        takes_input: !operation.input.is_empty(),
        either: operation.output == Output::Document,
        example: example(operation),
        options: fields(operation),
    }
}

/// Something to begin with, where a small input shows what the operation does.
fn example(operation: &Operation) -> &'static str {
    match operation.input.first() {
        Some(&"dossier") => {
            "{\"product_set\": 1, \"assessed_on\": \"2026-09-15\",\n \"answers\": {\"1.1\": 3, \"1.2\": 2, \"1.4\": 2}}"
        }
        Some(&"council") => include_str!("../../templates/council.json"),
        _ => "",
    }
}

fn fields(operation: &Operation) -> Vec<Field> {
    let schema = operation.options_schema().to_value();
    let required = schema.get("required").and_then(Value::as_array);
    let properties = schema.get("properties").and_then(Value::as_object);
    let field = |(name, property): (&String, &Value)| Field {
        name: name.clone(),
        says: property
            .get("description")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned(),
        required: required.is_some_and(|r| r.iter().any(|v| v == name)),
        choices: choices(property),
        example: match (operation.name, name.as_str()) {
            ("schema", "name") => "dossier",
            ("document", "document") => "explanation",
            _ => "",
        },
    };
    properties.into_iter().flatten().map(field).collect()
}

/// The choices of an option that has some.
fn choices(property: &Value) -> Vec<String> {
    let texts = |value: &Value| value.as_str().map(str::to_owned);
    if let Some(listed) = property.get("enum").and_then(Value::as_array) {
        return listed.iter().filter_map(texts).collect();
    }
    if property.get("type").is_some_and(|t| t == "boolean") {
        return vec!["true".to_owned(), "false".to_owned()];
    }
    let several = property.get("oneOf").or_else(|| property.get("anyOf"));
    let several = several.and_then(Value::as_array);
    let of_one = |one: &Value| one.get("const").and_then(texts);
    several.into_iter().flatten().filter_map(of_one).collect()
}
