//! Messages and codes: what a program reads stands in fields, and what people read fits every caller.

#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    reason = "a test that cannot go on has failed"
)]

use std::fs;
use std::path::{Path, PathBuf};

use ocop::{Code, NoticeCode};
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("target") && !path.ends_with("node_modules") {
            files(&path, ending, found);
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
}

/// The sources of the crates that other wrappers than the command line use, without their tests.
fn sources() -> Vec<(PathBuf, String)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(root().join("crates")).unwrap() {
        let krate = entry.unwrap().path();
        if !krate.ends_with("ocop-cli") {
            files(&krate.join("src"), "rs", &mut all);
        }
    }
    all.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        (path, code.to_owned())
    };
    all.into_iter().map(read).collect()
}

/// The texts in quotes of a source, comments left out.
fn literals(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find(['"', '/', '\'']) {
        let from = &rest[at..];
        if from.starts_with("//") {
            rest = from.split_once('\n').map_or("", |(_, below)| below);
        } else if let Some(below) = from.strip_prefix("'\"'") {
            rest = below;
        } else if let Some(inside) = from.strip_prefix('"') {
            let mut escaped = false;
            let end = inside.find(|c| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            });
            let (text, below) = inside.split_at(end.unwrap_or(inside.len()));
            found.push(text.to_owned());
            rest = below.get(1..).unwrap_or_default();
        } else {
            rest = &from[1..];
        }
    }
    found
}

/// Whether a text names an option as it is typed: `--strict`.
fn names_an_option(text: &str) -> bool {
    let typed = |(at, _): (usize, &str)| {
        let before = text[..at].chars().last();
        let after = text[at + 2..].chars().next();
        before.is_none_or(|c| !c.is_alphanumeric() && c != '-')
            && after.is_some_and(|c| c.is_ascii_lowercase())
    };
    text.match_indices("--").any(typed)
}

#[test]
fn no_message_names_an_option_of_the_command_line() {
    assert!(names_an_option("Thêm \\\"--today\\\"") && names_an_option("--lang vi"));
    assert!(!names_an_option("----") && !names_an_option("a--b") && !names_an_option("---"));
    let mut wrong = Vec::new();
    // the server is a program with options of its own
    let of_server = |path: &Path| path.components().any(|c| c.as_os_str() == "ocop-server");
    for (path, code) in sources().into_iter().filter(|(path, _)| !of_server(path)) {
        for text in literals(&code) {
            if names_an_option(&text) {
                wrong.push(format!("{}: {text}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_code_of_a_problem_and_of_a_notice_is_given_somewhere() {
    let code: String = sources().into_iter().map(|(_, code)| code).collect();
    let given = |kind: &str, name: &dyn std::fmt::Debug| {
        let full = format!("{kind}::{name:?}");
        code.match_indices(&full).any(|(at, _)| {
            let next = code[at + full.len()..].chars().next();
            next.is_none_or(|c| !c.is_alphanumeric())
        })
    };
    let problems: Vec<&Code> = Code::ALL.iter().filter(|c| !given("Code", c)).collect();
    assert!(problems.is_empty(), "{problems:?}");
    // a problem that is only noted keeps its name
    let as_problem = |c: &NoticeCode| Code::ALL.iter().any(|p| p.as_str() == c.as_str());
    let notices = NoticeCode::ALL.iter();
    let notices: Vec<&NoticeCode> = notices
        .filter(|c| !given("NoticeCode", c) && !as_problem(c))
        .collect();
    assert!(notices.is_empty(), "{notices:?}");
}

#[test]
fn every_code_stands_in_the_documentation_and_no_other_does() {
    let text = fs::read_to_string(root().join("docs/error-codes.md")).unwrap();
    let listed = text.lines().filter_map(|line| {
        let (code, _) = line.strip_prefix("| `")?.split_once('`')?;
        Some(code)
    });
    let mut listed: Vec<&str> = listed.collect();
    let problems = Code::ALL.iter().map(|c| c.as_str());
    let mut known: Vec<&str> = problems
        .chain(NoticeCode::ALL.iter().map(|c| c.as_str()))
        .collect();
    listed.sort_unstable();
    known.sort_unstable();
    assert_eq!(listed, known);
}

#[test]
fn a_file_of_every_format_that_has_a_schema_is_told_as_what_it_is() {
    let library = ocop::Library::embedded();
    let mut unknown = Vec::new();
    for file in fs::read_dir(root().join("schemas")).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let name = name.trim_end_matches(".schema.json");
        // files of criteria name no format, nor do inputs that hold others
        let unnamed = ["dossier", "practice-sheet", "verification-input"];
        if name.ends_with("-file") || unnamed.contains(&name) {
            continue;
        }
        let given = format!("{{\"format\": \"ocop-{name}/1\"}}");
        let refused = library.assess_json(given.as_bytes(), &ocop::AssessOptions::default());
        let problems = refused.err().unwrap();
        let told = problems.iter().any(|p| {
            let help = p.help.as_ref().map(|h| h.en.as_str());
            p.code == Code::UnknownFormat && help.is_some_and(|h| h.starts_with("This is "))
        });
        if !told {
            unknown.push(name.to_owned());
        }
    }
    assert!(unknown.is_empty(), "{unknown:?}");
}

/// Every object of a value.
fn objects<'v>(value: &'v Value, found: &mut Vec<&'v Value>) {
    match value {
        Value::Object(fields) => {
            found.push(value);
            fields.values().for_each(|v| objects(v, found));
        }
        Value::Array(list) => list.iter().for_each(|v| objects(v, found)),
        _ => {}
    }
}

fn vectors() -> Vec<(PathBuf, Value)> {
    let mut all = Vec::new();
    files(&root().join("tests/vectors"), "json", &mut all);
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        (path, serde_json::from_str(&text).unwrap())
    };
    all.into_iter().map(read).collect()
}

#[test]
fn a_problem_that_quotes_a_value_has_it_in_a_field() {
    let mut wrong = Vec::new();
    let mut quoting = 0;
    for (path, vector) in vectors() {
        let mut all = Vec::new();
        objects(&vector["output"], &mut all);
        let problems = all
            .iter()
            .filter(|o| o["path"].is_string() && o["message"].is_object());
        for problem in problems {
            let pointer = problem["path"].as_str().unwrap_or_default();
            let at = ["input", "options"].map(|given| vector[given].pointer(pointer));
            let value = at.into_iter().flatten().find_map(|value| match value {
                Value::String(text) if !text.is_empty() => Some(text.clone()),
                Value::Number(number) => Some(number.to_string()),
                _ => None,
            });
            let Some(value) = value else { continue };
            let message = problem["message"]["en"].as_str().unwrap_or_default();
            if message.contains(&value) {
                quoting += 1;
                if !problem["found"].is_string() {
                    wrong.push(format!("{}: {pointer}: {message}", path.display()));
                }
            }
        }
    }
    assert!(quoting > 50, "{quoting}");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_sentence_of_a_report_stands_beside_its_code() {
    for (path, vector) in vectors() {
        let mut all = Vec::new();
        objects(&vector["output"], &mut all);
        for object in all {
            // the schemas themselves describe a "message"
            let of_schema = object["message"]["$ref"].is_string()
                || object["message"]["description"].is_string();
            if object["message"].is_object() && !of_schema {
                assert!(object["code"].is_string(), "{}: {object}", path.display());
            }
        }
    }
}
