//! Values and texts that are made of others: files, outputs of other operations, and changes to them.
//!
//! Wherever a value may stand in `input` or `options`, these objects stand for another value:
//!
//! - `{"$file": "examples/…"}`: what is in a file of the repository;
//! - `{"$output": {"operation": …, "options": …, "input": …}}`: what another operation gives.
//!
//! Either may have `"$at"`, a JSON Pointer to the part that is meant, and `"$merge"`, a JSON Merge
//! Patch (RFC 7396) of that part. Where a text is wanted, it is a string,
//! `{"$file": …}` with `"$replace": [[old, new], …]` if need be, `{"$repeat": [text, times, …]}`, in
//! which texts and numbers of times take turns, or `{"$lines": [value or text, …]}`, each on a line of
//! its own, after what `"$before"` puts in front.

use std::fs;

use ocop_operations::{CallStatus, answer};
use serde_json::{Map, Value};

use crate::workspace::root;

/// A value with everything in it that stands for another.
pub fn value_of(given: &Value) -> Result<Value, String> {
    match given {
        Value::Array(items) => Ok(Value::Array(
            items.iter().map(value_of).collect::<Result<_, _>>()?,
        )),
        Value::Object(fields) => match (fields.get("$file"), fields.get("$output")) {
            (None, None) => {
                let all = fields.iter();
                let all = all.map(|(key, value)| Ok((key.clone(), value_of(value)?)));
                Ok(Value::Object(all.collect::<Result<_, String>>()?))
            }
            (Some(path), None) => merged(parsed(&file(path)?)?, fields, "$file"),
            (None, Some(call)) => merged(parsed(&output(call)?)?, fields, "$output"),
            (Some(_), Some(_)) => Err("both $file and $output".to_owned()),
        },
        other => Ok(other.clone()),
    }
}

fn parsed(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|e| e.to_string())
}

fn merged(base: Value, fields: &Map<String, Value>, made_of: &str) -> Result<Value, String> {
    only(fields, &[made_of, "$at", "$merge"])?;
    let base = match fields.get("$at").and_then(Value::as_str) {
        None => base,
        Some(at) => base
            .pointer(at)
            .cloned()
            .ok_or_else(|| format!("there is nothing at {at}"))?,
    };
    match fields.get("$merge") {
        None => Ok(base),
        Some(patch) => Ok(merge(base, &value_of(patch)?)),
    }
}

fn only(fields: &Map<String, Value>, known: &[&str]) -> Result<(), String> {
    match fields.keys().find(|key| !known.contains(&key.as_str())) {
        Some(key) => Err(format!("\"{key}\" stands beside {known:?}")),
        None => Ok(()),
    }
}

/// A JSON Merge Patch, as RFC 7396 has it.
fn merge(base: Value, patch: &Value) -> Value {
    let Value::Object(changes) = patch else {
        return patch.clone();
    };
    let mut fields = match base {
        Value::Object(fields) => fields,
        _ => Map::new(),
    };
    for (key, change) in changes {
        let before = fields.remove(key);
        if !change.is_null() {
            fields.insert(key.clone(), merge(before.unwrap_or(Value::Null), change));
        }
    }
    Value::Object(fields)
}

/// A text: as it stands, of a file, or of pieces that are repeated.
pub fn text_of(given: &Value) -> Result<String, String> {
    match given {
        Value::String(text) => Ok(text.clone()),
        Value::Object(fields) => match (
            fields.get("$file"),
            fields.get("$repeat"),
            fields.get("$lines"),
        ) {
            (Some(path), None, None) => {
                only(fields, &["$file", "$replace"])?;
                replaced(file(path)?, fields.get("$replace"))
            }
            (None, Some(Value::Array(pieces)), None) => {
                only(fields, &["$repeat"])?;
                repeated(pieces)
            }
            (None, None, Some(Value::Array(lines))) => {
                only(fields, &["$lines", "$before"])?;
                let before = fields.get("$before").and_then(Value::as_str);
                lined(before.unwrap_or_default(), lines)
            }
            _ => Err("a text, $file, $repeat or $lines was expected".to_owned()),
        },
        _ => Err("a text, $file, $repeat or $lines was expected".to_owned()),
    }
}

fn replaced(mut text: String, changes: Option<&Value>) -> Result<String, String> {
    for change in changes.and_then(Value::as_array).into_iter().flatten() {
        let pair = change.as_array().map(Vec::as_slice);
        let Some([Value::String(old), Value::String(new)]) = pair else {
            return Err("$replace takes pairs of texts".to_owned());
        };
        if !text.contains(old.as_str()) {
            return Err(format!("there is no {old:?} to replace"));
        }
        text = text.replace(old.as_str(), new);
    }
    Ok(text)
}

fn repeated(pieces: &[Value]) -> Result<String, String> {
    let mut text = String::new();
    for pair in pieces.chunks(2) {
        let [Value::String(piece), times] = pair else {
            return Err("$repeat takes texts and numbers by turns".to_owned());
        };
        let times = times.as_u64().and_then(|n| usize::try_from(n).ok());
        let times = times.ok_or("$repeat takes texts and numbers by turns")?;
        text.push_str(&piece.repeat(times));
    }
    Ok(text)
}

fn lined(before: &str, lines: &[Value]) -> Result<String, String> {
    let mut text = before.to_owned();
    for line in lines {
        text.push_str(&match line {
            Value::String(line) => line.clone(),
            value => value_of(value)?.to_string(),
        });
        text.push('\n');
    }
    Ok(text)
}

fn file(path: &Value) -> Result<String, String> {
    let path = path.as_str().ok_or("$file takes a path")?;
    fs::read_to_string(root().join(path)).map_err(|e| format!("{path}: {e}"))
}

fn output(call: &Value) -> Result<String, String> {
    let operation = call.get("operation").and_then(Value::as_str);
    let operation = operation.ok_or("$output takes an operation")?;
    let part = |name: &str| -> Result<String, String> {
        call.get(name)
            .map_or(Ok(String::new()), |v| Ok(value_of(v)?.to_string()))
    };
    let answer = answer(
        operation,
        part("input")?.as_bytes(),
        part("options")?.as_bytes(),
    );
    let text = String::from_utf8_lossy(&answer.bytes).into_owned();
    match answer.status {
        CallStatus::Done => Ok(text),
        _ => Err(format!("{operation} gives no output: {text}")),
    }
}

/// The bytes of pairs of hexadecimal digits.
pub fn bytes_of(digits: &str) -> Result<Vec<u8>, String> {
    let pairs = digits.as_bytes().chunks(2);
    pairs
        .map(|pair| {
            let pair = std::str::from_utf8(pair).map_err(|e| e.to_string())?;
            u8::from_str_radix(pair, 16).map_err(|e| format!("{pair}: {e}"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_merge_patch_is_that_of_rfc_7396() {
        // of its appendix A
        for (base, patch, result) in [
            (json!({"a": "b"}), json!({"a": "c"}), json!({"a": "c"})),
            (
                json!({"a": "b"}),
                json!({"b": "c"}),
                json!({"a": "b", "b": "c"}),
            ),
            (
                json!({"a": "b", "b": "c"}),
                json!({"a": null}),
                json!({"b": "c"}),
            ),
            (json!({"a": ["b"]}), json!({"a": "c"}), json!({"a": "c"})),
            (
                json!({"a": {"b": "c"}}),
                json!({"a": {"b": "d", "c": null}}),
                json!({"a": {"b": "d"}}),
            ),
            (
                json!([1, 2]),
                json!({"a": "b", "c": null}),
                json!({"a": "b"}),
            ),
            (
                json!({}),
                json!({"a": {"bb": {"ccc": null}}}),
                json!({"a": {"bb": {}}}),
            ),
        ] {
            assert_eq!(merge(base.clone(), &patch), result, "{base} with {patch}");
        }
    }

    #[test]
    fn texts_are_repeated_and_bytes_are_read() {
        let text = text_of(&json!({"$repeat": ["[", 3, "]", 2]}));
        assert_eq!(text.as_deref(), Ok("[[[]]"));
        assert_eq!(bytes_of("ff00"), Ok(vec![255, 0]));
        assert!(bytes_of("fg").is_err());
    }
}
