//! Inputs that are one object of several parts, and what all inputs have in common.

use ocop::{BYTE_ORDER_MARK, Code, Problem, Problems};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::schemas;

/// An input without the mark that some programs put before UTF-8.
pub(crate) fn without_mark(input: &[u8]) -> &[u8] {
    let mark = BYTE_ORDER_MARK.as_bytes();
    input.strip_prefix(mark).unwrap_or(input)
}

/// Reads an object of several parts. It is read as options are; its names are told as fields.
pub(crate) fn read<T: DeserializeOwned + JsonSchema>(input: &[u8]) -> Result<T, Problems> {
    let text = without_mark(input);
    // no options are none, but no input is no JSON
    let text = if text.is_empty() { b" " } else { text };
    schemas::read(text).map_err(|found| found.into_iter().map(as_field::<T>).collect())
}

fn as_field<T: JsonSchema>(problem: Problem) -> Problem {
    let name = problem.path.trim_start_matches('/').to_owned();
    match problem.code {
        Code::UnknownOption => {
            let field = Problem::new(
                Code::UnknownField,
                problem.path,
                format!("Không có trường \"{name}\"."),
                format!("There is no field \"{name}\"."),
            )
            .with_found(name.as_str());
            match problem.suggestion {
                Some(near) => field.with_nearest(Some(&near)),
                None => {
                    let list = names::<T>().join(", ");
                    field.with_help(
                        format!("Các trường: {list}."),
                        format!("The fields are: {list}."),
                    )
                }
            }
        }
        Code::MissingOption => missing(&name),
        _ => problem,
    }
}

/// The problem of a part that is not there.
pub(crate) fn missing(name: &str) -> Problem {
    Problem::new(
        Code::MissingField,
        format!("/{name}"),
        format!("Thiếu \"{name}\"."),
        format!("\"{name}\" is missing."),
    )
}

fn names<T: JsonSchema>() -> Vec<String> {
    let schema = schemas::schema_of::<T>();
    let fields = schema.get("properties").and_then(Value::as_object);
    fields
        .into_iter()
        .flatten()
        .map(|(name, _)| name.clone())
        .collect()
}
