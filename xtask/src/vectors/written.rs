//! One vector as a file: a field a line, so that what the engine wrote stands there as it is.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use ocop_operations::{CallAnswer, answer};
use serde_json::Value;

use super::inputs::{Call, Given};

/// Calls, and writes down the call and what it gave.
pub fn written(call: &Call) -> Result<String, String> {
    let given = answer(&call.operation, &call.input.bytes(), &call.options.bytes());
    let text = std::str::from_utf8(&given.bytes)
        .map_err(|_| "its output is no text, and a vector holds text".to_owned())?;
    as_expected(call, &given, text)?;
    let mut out = String::from("{\n");
    let mut line = |name: &str, value: &str| _ = writeln!(out, "\"{name}\": {value},");
    line("about", &quoted(&call.about));
    line("operation", &quoted(&call.operation));
    part(&mut line, "options", &call.options);
    part(&mut line, "input", &call.input);
    let status = given.status as i32;
    line("status", &status.to_string());
    line("refused", if status == 0 { "false" } else { "true" });
    line("media_type", &quoted(given.media_type));
    let last = if given.media_type.ends_with("json") {
        let is_json = serde_json::from_str::<Value>(text).is_ok();
        if !is_json || text.contains('\n') {
            return Err("its output is not JSON on one line".to_owned());
        }
        format!("\"output\": {text}\n")
    } else {
        format!("\"output_text\": {}\n", quoted(text))
    };
    Ok(out + &last + "}\n")
}

fn part(line: &mut impl FnMut(&str, &str), name: &str, given: &Given) {
    match given {
        Given::Nothing => {}
        Given::Json(value) => line(name, &value.to_string()),
        Given::Text(text) => line(&format!("{name}_text"), &quoted(text)),
        Given::Bytes(bytes) => {
            let digits: String = bytes.iter().map(|b| format!("{b:02x}")).collect();
            line(&format!("{name}_hex"), &quoted(&digits));
        }
    }
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// Whether a call ended as the file by hand says it must.
fn as_expected(call: &Call, given: &CallAnswer, text: &str) -> Result<(), String> {
    let status = given.status as i32;
    let codes: BTreeSet<String> = match status {
        0 => BTreeSet::new(),
        _ => codes(text),
    };
    let wanted: BTreeSet<String> = call.codes.iter().cloned().collect();
    if status == i32::from(call.status) && codes == wanted {
        return Ok(());
    }
    let told: String = text.chars().take(600).collect();
    Err(format!(
        "expected status {} with the codes {wanted:?}, found {status} with {codes:?}: {told}",
        call.status
    ))
}

fn codes(text: &str) -> BTreeSet<String> {
    let report: Value = serde_json::from_str(text).unwrap_or_default();
    let errors = report.get("errors").and_then(Value::as_array);
    errors
        .into_iter()
        .flatten()
        .filter_map(|error| error.get("code")?.as_str())
        .map(ToOwned::to_owned)
        .collect()
}
