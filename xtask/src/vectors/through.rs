//! Vectors through a program: each is called, and what comes out is compared byte for byte.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::text::bytes_of;
use crate::workspace::root;

/// Runs all vectors through a program that is made for an operation and its options: the input is its
/// standard input, the status its exit status. A program that ends what it prints with a line end of
/// its own is `lined`. How many agree is written to the file `report`.
pub fn through(
    program: impl Fn(&str, &str) -> Command,
    lined: bool,
    report: &Path,
) -> Result<(), String> {
    let vectors = super::there()?;
    let mut wrong = Vec::new();
    for path in &vectors {
        if let Err(why) = one(&root().join(path), &program, lined) {
            wrong.push(format!("{}: {why}", path.display()));
        }
    }
    println!("{} vectors, {} differ", vectors.len(), wrong.len());
    let agreed = vectors.len().saturating_sub(wrong.len());
    let said = format!("{agreed} of {}\n", vectors.len());
    fs::write(report, said).map_err(|e| format!("{}: {e}", report.display()))?;
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(wrong.join("\n"))
    }
}

fn one(path: &Path, program: impl Fn(&str, &str) -> Command, lined: bool) -> Result<(), String> {
    let text = fs::read_to_string(path).map_err(|e| e.to_string())?;
    let fields: Value = serde_json::from_str(&text).map_err(|e| e.to_string())?;
    let lines: BTreeMap<&str, &str> = text
        .split('\n')
        .filter_map(|line| {
            let (name, value) = line.strip_prefix('"')?.split_once("\": ")?;
            Some((name, value.strip_suffix(',').unwrap_or(value)))
        })
        .collect();
    let string = |name: &str| fields.get(name).and_then(Value::as_str);
    let given = |name: &str| -> Result<Vec<u8>, String> {
        if let Some(digits) = string(&format!("{name}_hex")) {
            return bytes_of(digits);
        }
        let own = string(&format!("{name}_text"));
        let text = own.or_else(|| lines.get(name).copied());
        Ok(text.unwrap_or_default().as_bytes().to_vec())
    };
    let operation = string("operation").ok_or("it names no operation")?;
    let options = String::from_utf8(given("options")?).map_err(|e| e.to_string())?;
    let mut expected = given("output")?;
    if lined && !expected.ends_with(b"\n") {
        expected.push(b'\n');
    }
    let mut running = program(operation, &options)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| e.to_string())?;
    if let Some(mut stdin) = running.stdin.take() {
        // a program that does not take its input to the end may be gone
        let _ = stdin.write_all(&given("input")?);
    }
    let ended = running.wait_with_output().map_err(|e| e.to_string())?;
    let status = fields.get("status").and_then(Value::as_i64);
    if ended.status.code().map(i64::from) != status {
        return Err(format!("ended with {}, expected {status:?}", ended.status));
    }
    if ended.stdout == expected {
        Ok(())
    } else {
        Err("its output differs".to_owned())
    }
}
