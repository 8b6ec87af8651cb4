//! The vectors over HTTP: the same bytes as from the engine.
//!
//! A query of an address has only texts. A wrong call with options that a query cannot say (`null`, a
//! number for a text, no object at all) is another wrong call over HTTP: it is held to its status.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "helpers of the tests"
)]

use std::path::{Path, PathBuf};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use ocop_server::api::Limits;
use ocop_server::{Engine, app};
use serde_json::Value;
use tower::ServiceExt as _;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "json") {
            found.push(path);
        }
    }
}

/// The text of a field, as it stands on its line.
fn raw<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let start = format!("\"{name}\": ");
    let line = text.split('\n').find(|line| line.starts_with(&start))?;
    let value = line.strip_prefix(&start)?;
    Some(value.strip_suffix(',').unwrap_or(value))
}

fn input(text: &str, vector: &Value) -> Vec<u8> {
    if let Some(exact) = raw(text, "input") {
        return exact.as_bytes().to_vec();
    }
    if let Some(exact) = vector["input_text"].as_str() {
        return exact.as_bytes().to_vec();
    }
    let hex = vector["input_hex"].as_str().unwrap_or_default();
    let digit = |c: u8| u8::try_from((c as char).to_digit(16).unwrap()).unwrap();
    hex.as_bytes()
        .chunks(2)
        .map(|two| digit(two[0]) * 16 + digit(two[1]))
        .collect()
}

/// Options as a query; none where a query cannot say them.
fn query(options: &Value) -> Option<String> {
    let mut out = form_urlencoded::Serializer::new(String::new());
    for (name, value) in options.as_object()? {
        match value {
            Value::Null => return None,
            Value::Array(items) if !items.iter().all(Value::is_string) => return None,
            Value::String(text) => drop(out.append_pair(name, text)),
            Value::Array(items) => {
                for item in items {
                    out.append_pair(name, item.as_str().unwrap());
                }
            }
            other => drop(out.append_pair(name, &other.to_string())),
        }
    }
    Some(out.finish())
}

async fn call(
    app: &Router,
    operation: &str,
    query: &str,
    input: Vec<u8>,
) -> (u16, String, Vec<u8>) {
    let takes = ocop_operations::operation(operation).is_none_or(|o| !o.input.is_empty());
    let method = if takes { "POST" } else { "GET" };
    let request = Request::builder()
        .method(method)
        .uri(format!("/api/v1/{operation}?{query}"));
    let request = request
        .body(Body::from(if takes { input } else { Vec::new() }))
        .unwrap();
    let (parts, body) = app.clone().oneshot(request).await.unwrap().into_parts();
    let kind = parts.headers["content-type"].to_str().unwrap().to_owned();
    (
        parts.status.as_u16(),
        kind,
        to_bytes(body, usize::MAX).await.unwrap().to_vec(),
    )
}

#[tokio::test]
async fn every_vector_gives_the_same_bytes_over_http() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors");
    let mut found = Vec::new();
    files(&folder, &mut found);
    found.sort();
    let limits = Limits {
        per_second: 0,
        ..Limits::default()
    };
    let app = app(&Engine::new(limits), None);
    let (mut exact, mut wrong) = (0, Vec::new());
    for file in &found {
        let text = std::fs::read_to_string(file).unwrap();
        let vector: Value = serde_json::from_str(&text).unwrap();
        let operation = vector["operation"].as_str().unwrap();
        if !operation
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-')
            || operation.is_empty()
        {
            continue; // no address has such a name
        }
        let Some(query) = query(&vector["options"]) else {
            continue;
        };
        let (status, kind, bytes) = call(&app, operation, &query, input(&text, &vector)).await;
        let expected = match vector["output_text"].as_str() {
            Some(text) => text.as_bytes().to_vec(),
            None => raw(&text, "output").unwrap().as_bytes().to_vec(),
        };
        let ended = vector["status"].as_i64().unwrap();
        let fits = match status {
            200 => ended == 0,
            413 | 422 => ended == 1,
            400 | 404 => ended == 2,
            _ => false,
        };
        let same = bytes == expected && vector["media_type"] == kind;
        if same {
            exact += 1;
        }
        if !fits || (!same && ended != 2) {
            wrong.push(format!("{}: {status}", file.display()));
        }
    }
    if let Some(report) = std::env::var_os("OCOP_TOLD_HTTP") {
        let told = format!(
            "{exact} of {}: the others are calls that no query can say\n",
            found.len()
        );
        std::fs::write(report, told).unwrap();
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // most of the wrong calls can be said in a query too
    assert!(
        exact * 100 >= found.len() * 95,
        "{exact} of {}",
        found.len()
    );
}
