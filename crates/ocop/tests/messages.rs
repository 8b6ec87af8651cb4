//! What messages may say: they are read in pages, workbooks and terminals alike.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a folder that cannot be read is to stop the run"
)]

use std::fs;
use std::path::Path;

fn files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// Whether a line of code has a text that names an option or verb of the command line.
fn names_the_command_line(line: &str) -> bool {
    let code = line.trim_start();
    let texts = code.split('"').skip(1).step_by(2);
    !code.starts_with("//")
        && texts.into_iter().any(|text| {
            let option = text
                .split("--")
                .skip(1)
                .any(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()));
            option || text.contains("ocop council ") || text.contains("ocop criteria ")
        })
}

#[test]
fn no_message_names_an_option_of_the_command_line() {
    let mut found = Vec::new();
    files(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    let said: Vec<String> = found
        .iter()
        .flat_map(|path| {
            let text = fs::read_to_string(path).unwrap();
            let lines = text.lines().filter(|line| names_the_command_line(line));
            lines
                .map(|line| format!("{}: {}", path.display(), line.trim()))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(found.len() > 50 && said.is_empty(), "{said:#?}");
    assert!(names_the_command_line(r#"    "Thêm --today.","#));
}
