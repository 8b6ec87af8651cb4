//! What the documentation says of the code still stands there: each file that it names, and each name
//! that it gives a file for (`Effect` in `criteria/set_file.rs`).

#![expect(
    clippy::unwrap_used,
    reason = "a file that cannot be read is to stop the run"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// Rust files of the repository, built ones left out.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != "target" && name != "node_modules" && !name.starts_with('.') {
                sources(&path, found);
            }
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// What is wrong with what a text says of the files.
fn stale(text: &str, sources: &[PathBuf]) -> Vec<String> {
    let mut told = Vec::new();
    // every second piece stands in backticks
    let pieces: Vec<&str> = text.split('`').collect();
    for (index, named) in pieces.iter().enumerate() {
        if index % 2 == 0 || !named.ends_with(".rs") || named.contains('*') {
            continue;
        }
        let mut there = sources.iter().filter(|p| p.ends_with(named)).peekable();
        if there.peek().is_none() {
            told.push(format!("{named}: there is no such file"));
            continue;
        }
        let before: Vec<&str> = pieces.iter().take(index).rev().take(2).copied().collect();
        let [" in ", item] = before.as_slice() else {
            continue;
        };
        let item = item.rsplit("::").next().unwrap_or_default();
        if !there.any(|p| fs::read_to_string(p).unwrap().contains(item)) {
            told.push(format!("{item}: nothing of the kind in {named}"));
        }
    }
    told
}

#[test]
fn what_the_documentation_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut found = Vec::new();
    sources(root, &mut found);
    let mut told = Vec::new();
    for entry in fs::read_dir(root.join("docs")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "md") {
            let text = fs::read_to_string(&path).unwrap();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let each = stale(&text, &found).into_iter();
            told.extend(each.map(|what| format!("docs/{name}: {what}")));
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn a_file_or_a_name_that_has_gone_is_told() {
    let files = [PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/docs.rs")];
    let of = |text: &str| stale(text, &files).len();
    assert_eq!(of("see `stale` in `tests/docs.rs`"), 0);
    assert_eq!(of("see `gone.rs`"), 1);
    let name = ["no", "where"].concat();
    assert_eq!(of(&format!("see `{name}` in `docs.rs`")), 1);
}
