//! Whatever is written is what its JSON Schema promises: every output of the vectors, and of the cases
//! of the command line.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on has failed"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use ocop_operations::{Output, operation};
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Files of this kind in the folders of a folder.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join(folder)).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let inside = fs::read_dir(path).unwrap().map(|file| file.unwrap().path());
            found.extend(inside.filter(|p| p.extension().is_some_and(|e| e == ending)));
        }
    }
    found.sort();
    found
}

/// The schemas as they are kept, by their names.
#[derive(Default)]
struct Schemas(BTreeMap<String, Validator>);

impl Schemas {
    fn get(&mut self, name: &str) -> &Validator {
        self.0.entry(name.to_owned()).or_insert_with(|| {
            let path = root().join(format!("schemas/{name}.schema.json"));
            let text = fs::read_to_string(&path).expect(name);
            let schema: Value = serde_json::from_str(&text).expect(name);
            jsonschema::options()
                .should_validate_formats(true)
                .build(&schema)
                .expect(name)
        })
    }

    /// What is wrong with a value, in lines.
    fn faults(&mut self, name: &str, value: &Value) -> Vec<String> {
        let faults = self.get(name).iter_errors(value).take(5);
        faults
            .map(|fault| format!("  {name}{}: {fault}", fault.instance_path()))
            .collect()
    }
}

/// The name of the schema of a format: `rating` of `ocop-rating/1`.
fn name_of(value: &Value) -> Option<&str> {
    let format = value.get("format")?.as_str()?;
    format.strip_prefix("ocop-")?.strip_suffix("/1")
}

#[test]
fn every_output_of_a_vector_fits_a_schema_of_its_operation() {
    let mut schemas = Schemas::default();
    let mut wrong = Vec::new();
    let mut checked = 0;
    for path in files("tests/vectors", "json") {
        let text = fs::read_to_string(&path).unwrap();
        let vector: Value = serde_json::from_str(&text).unwrap();
        let Some(output) = vector.get("output") else {
            continue;
        };
        checked += 1;
        let called = vector.get("operation").and_then(Value::as_str).unwrap();
        let names: &[&str] = match (
            vector.get("refused") == Some(&Value::Bool(true)),
            operation(called).map(|o| o.output),
        ) {
            (true, _) => &["errors"],
            (false, Some(Output::Json(names))) => names,
            (false, Some(Output::Schema)) => {
                if !jsonschema::meta::is_valid(output) {
                    wrong.push(format!("{}: is no JSON Schema", path.display()));
                }
                continue;
            }
            _ => panic!("{}: {called} gives no JSON", path.display()),
        };
        // an operation of several formats tells by its output which it is
        let name = match names {
            [name] => name,
            several => {
                let named = name_of(output);
                several
                    .iter()
                    .find(|name| Some(**name) == named)
                    .unwrap_or_else(|| panic!("{}: {named:?}", path.display()))
            }
        };
        let faults = schemas.faults(name, output);
        if !faults.is_empty() {
            wrong.push(format!("{}:\n{}", path.display(), faults.join("\n")));
        }
    }
    assert!(checked > 300, "{checked} outputs");
    assert!(
        wrong.is_empty(),
        "{} of {checked}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_json_that_a_case_prints_fits_its_schema() {
    let mut schemas = Schemas::default();
    let mut wrong = Vec::new();
    let mut checked = 0;
    for path in files("tests/cases", "toml") {
        let text = fs::read_to_string(&path).unwrap();
        let case: toml_edit::DocumentMut = text.parse().unwrap();
        let printed = case.get("stdout").and_then(|out| out.as_str());
        let printed = printed.unwrap_or_default();
        // one object over several lines, or one a line
        let whole: Vec<Value> = match serde_json::from_str(printed) {
            Ok(value) => vec![value],
            Err(_) => printed
                .lines()
                .filter_map(|line| serde_json::from_str(line).ok())
                .collect(),
        };
        for value in &whole {
            let Some(name) = name_of(value) else { continue };
            checked += 1;
            let faults = schemas.faults(name, value);
            if !faults.is_empty() {
                wrong.push(format!("{}:\n{}", path.display(), faults.join("\n")));
            }
        }
    }
    assert!(checked > 200, "{checked} outputs");
    assert!(
        wrong.is_empty(),
        "{} of {checked}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_input_that_is_taken_fits_a_schema_of_its_operation() {
    let mut schemas = Schemas::default();
    let mut wrong = Vec::new();
    let mut checked = 0;
    for path in files("tests/vectors", "json") {
        let text = fs::read_to_string(&path).unwrap();
        let vector: Value = serde_json::from_str(&text).unwrap();
        let called = vector.get("operation").and_then(Value::as_str).unwrap();
        let (Some(input), Some(operation)) = (vector.get("input"), operation(called)) else {
            continue;
        };
        // what is wrong with a session is told in its tally
        let told = vector.pointer("/output/errors").is_some();
        if told || vector.get("status") != Some(&Value::from(0)) || operation.input.is_empty() {
            continue;
        }
        checked += 1;
        // a list holds what the schema describes
        let parts = match input {
            Value::Array(list) => list.as_slice(),
            one => std::slice::from_ref(one),
        };
        let mut faults = |name: &&str| -> Vec<String> {
            let found = parts.iter().map(|part| schemas.faults(name, part));
            found.flatten().collect()
        };
        let tried: Vec<Vec<String>> = operation.input.iter().map(&mut faults).collect();
        if !tried.iter().any(Vec::is_empty) {
            wrong.push(format!(
                "{}:\n{}",
                path.display(),
                tried.concat().join("\n")
            ));
        }
    }
    assert!(checked > 50, "{checked} inputs");
    assert!(
        wrong.is_empty(),
        "{} of {checked}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// The descriptions of a schema, wherever they stand.
fn descriptions<'s>(schema: &'s Value, found: &mut Vec<&'s str>) {
    match schema {
        Value::Object(fields) => {
            found.extend(schema["description"].as_str());
            fields.values().for_each(|v| descriptions(v, found));
        }
        Value::Array(list) => list.iter().for_each(|v| descriptions(v, found)),
        _ => {}
    }
}

#[test]
fn descriptions_are_for_readers_of_every_language() {
    let mut wrong = Vec::new();
    for entry in fs::read_dir(root().join("schemas")).unwrap() {
        let path = entry.unwrap().path();
        let schema: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let mut all = Vec::new();
        descriptions(&schema, &mut all);
        let of_rust = |text: &&str| ["```", "[`", "::"].iter().any(|mark| text.contains(mark));
        wrong.extend(
            all.into_iter()
                .filter(of_rust)
                .map(|text| (path.clone(), text.to_owned())),
        );
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
