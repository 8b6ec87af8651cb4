//! Every vector of `tests/vectors`, and that they show everything: each operation, each way to end, each
//! code of a problem. The README there says what a file holds.

#![expect(
    clippy::unwrap_used,
    reason = "a test reads files, and one that cannot go on has failed"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use ocop::Code;
use ocop_operations::{OPERATIONS, answer};
use serde_json::Value;

fn vectors() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors");
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(fs::read_dir(path).unwrap().map(|file| file.unwrap().path()));
        }
    }
    found.sort();
    found
}

/// What a vector says is called, and what comes of it.
struct Vector {
    fields: Value,
    /// The text of each field.
    lines: BTreeMap<String, String>,
}

impl Vector {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        let fields = serde_json::from_str(&text).unwrap();
        let lines = text.split('\n').filter_map(|line| {
            let (name, value) = line.strip_prefix('"')?.split_once("\": ")?;
            let value = value.strip_suffix(',').unwrap_or(value);
            Some((name.to_owned(), value.to_owned()))
        });
        Self {
            lines: lines.collect(),
            fields,
        }
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.fields.get(name).and_then(Value::as_str)
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        if let Some(digits) = self.text(&format!("{name}_hex")) {
            let pairs = digits.as_bytes().chunks(2);
            let pairs = pairs.map(|pair| std::str::from_utf8(pair).unwrap());
            return pairs
                .map(|pair| u8::from_str_radix(pair, 16).unwrap())
                .collect();
        }
        let text = self.text(&format!("{name}_text"));
        let line = self.lines.get(name).map(String::as_str);
        text.or(line).unwrap_or_default().as_bytes().to_vec()
    }
}

#[test]
fn every_vector_gives_its_output_byte_for_byte() {
    let vectors = vectors();
    assert!(vectors.len() >= 300, "{} vectors", vectors.len());
    let told = std::env::var_os("OCOP_TOLD_RUST");
    for (agreed, path) in vectors.iter().enumerate() {
        if let Some(report) = &told {
            fs::write(report, format!("{agreed} of {}\n", vectors.len())).unwrap();
        }
        let shown = path.display();
        let vector = Vector::read(path);
        let operation = vector.text("operation").unwrap();
        let given = answer(operation, &vector.bytes("input"), &vector.bytes("options"));
        assert_eq!(
            String::from_utf8(given.bytes).unwrap().as_bytes(),
            vector.bytes("output"),
            "{shown}: run `cargo xtask vectors` and look at what changed"
        );
        assert_eq!(vector.fields["status"], given.status as i32, "{shown}");
        assert_eq!(vector.text("media_type"), Some(given.media_type), "{shown}");
        let refused = vector.fields["refused"].as_bool();
        assert_eq!(refused, Some(given.status as i32 != 0), "{shown}");
    }
    if let Some(report) = &told {
        let all = vectors.len();
        fs::write(report, format!("{all} of {all}\n")).unwrap();
    }
}

#[test]
fn every_operation_has_vectors_of_every_way_to_end() {
    let mut ends = BTreeSet::new();
    for path in vectors() {
        let vector = Vector::read(&path);
        let status = vector.fields["status"].as_i64().unwrap();
        ends.insert((vector.text("operation").unwrap().to_owned(), status));
    }
    for operation in OPERATIONS {
        let has = |status| ends.contains(&(operation.name.to_owned(), status));
        assert!(has(0), "{} has no vector that is done", operation.name);
        assert!(has(2), "{} has no wrong call", operation.name);
        if !operation.input.is_empty() {
            assert!(has(1), "{} has no refused input", operation.name);
        }
    }
}

/// The codes that stand anywhere in an output.
fn codes(output: &Value, told: &mut BTreeSet<String>) {
    match output {
        Value::Object(fields) => {
            told.extend(fields.get("code").and_then(Value::as_str).map(Into::into));
            fields.values().for_each(|value| codes(value, told));
        }
        Value::Array(items) => items.iter().for_each(|value| codes(value, told)),
        _ => {}
    }
}

/// Codes that no vector can tell, and why.
const NOT_TOLD: &[(Code, &str)] = &[
    (Code::Internal, "nothing leads to it"),
    (Code::NotInThisBuild, "it depends on the build"),
    (Code::TooLarge, "a file of more than the limit"),
    (Code::TooManyProblems, "a thousand problems come before it"),
    (
        Code::CriteriaNotAvailable,
        "all decisions come with the engine",
    ),
    (Code::NoSuchAddress, "a matter of the service"),
    (Code::WrongMethod, "a matter of the service"),
    (Code::TooManyRequests, "a matter of the service"),
    (Code::OutOfTime, "a matter of the service"),
    (Code::Busy, "a matter of the service"),
    (
        Code::FileNotRead,
        "folders are a matter of the command line",
    ),
    (Code::WorkbookFormat, "workbooks are no JSON"),
    (Code::WorkbookTooLarge, "workbooks are no JSON"),
    (Code::WorkbookLayout, "workbooks are no JSON"),
    (Code::OtherSession, "workbooks are no JSON"),
    (Code::CellNotRead, "workbooks are no JSON"),
];

#[test]
fn every_code_of_a_problem_stands_in_a_vector() {
    let mut told = BTreeSet::new();
    for path in vectors() {
        codes(&Vector::read(&path).fields["output"], &mut told);
    }
    let missing: Vec<&str> = Code::ALL
        .iter()
        // these concern the files of the criteria
        .filter(|code| !code.as_str().starts_with("data-"))
        .filter(|code| NOT_TOLD.iter().all(|(known, _)| known != *code))
        .map(|code| code.as_str())
        .filter(|code| !told.contains(*code))
        .collect();
    assert!(missing.is_empty(), "in no vector: {missing:?}");
    for (code, why) in NOT_TOLD {
        assert!(!told.contains(code.as_str()), "{code:?} is told: {why}?");
    }
}
