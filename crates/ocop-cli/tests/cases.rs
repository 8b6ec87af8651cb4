//! Case files: input, command, exact output and exit status together.
//!
//! Each file in `tests/cases/` is one call of `ocop`, run in its own folder or in `fs.cwd` from there.
//! Output is compared byte for byte; only the digests of the embedded criteria, which change with
//! every word of them, stand as `[digest of qd-26-2026]`. To write the output of new cases, run
//! `OVERWRITE=1 cargo test -p ocop-cli --test cases` and read what it wrote. The folders in
//! `tests/cases/broken/` are criteria: `none` is sound, the others are not.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a broken case file is to stop the run"
)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use toml_edit::{DocumentMut, Formatted, Value};

/// One call and what it gave.
struct Call {
    stdout: String,
    stderr: String,
    status: i64,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases")
}

fn case_files() -> Vec<PathBuf> {
    let groups = fs::read_dir(folder())
        .unwrap()
        .map(|g| g.unwrap().path())
        .filter(|p| p.is_dir());
    let mut files: Vec<PathBuf> = groups
        .flat_map(|group| fs::read_dir(group).unwrap())
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    files
}

/// Runs the call of a case that stands in a folder.
fn run(case: &DocumentMut, here: &Path) -> Call {
    let within = case
        .get("fs")
        .and_then(|f| f.get("cwd"))
        .and_then(|c| c.as_str())
        .unwrap_or(".");
    let args = case["args"]
        .as_array()
        .expect("args is a list")
        .iter()
        .map(|a| a.as_str().unwrap());
    let mut child = Command::new(env!("CARGO_BIN_EXE_ocop"))
        .args(args)
        .current_dir(here.join(within))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let stdin = case
        .get("stdin")
        .and_then(|s| s.as_str())
        .unwrap_or_default()
        .to_owned();
    let mut pipe = child.stdin.take().unwrap();
    // a call that reads no input closes the pipe: that is its right
    let writer = std::thread::spawn(move || _ = pipe.write_all(stdin.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Call {
        stdout: without_digests(output.stdout),
        stderr: without_digests(output.stderr),
        status: output.status.code().map_or(-1, i64::from),
    }
}

fn without_digests(bytes: Vec<u8>) -> String {
    let text = String::from_utf8(bytes).expect("output is UTF-8");
    ocop_criteria::VERSIONS.iter().fold(text, |text, v| {
        text.replace(v.digest, &format!("[digest of {}]", v.id))
    })
}

fn expected(case: &DocumentMut) -> Call {
    let text = |key: &str| {
        case.get(key)
            .and_then(|t| t.as_str())
            .unwrap_or_default()
            .to_owned()
    };
    let status = case
        .get("status")
        .and_then(|s| s.get("code"))
        .and_then(|c| c.as_integer());
    Call {
        stdout: text("stdout"),
        stderr: text("stderr"),
        status: status.unwrap_or(0),
    }
}

/// Writes what a call gave into its file: as literal text where TOML allows it, so that JSON stays
/// readable.
fn overwrite(path: &Path, case: &mut DocumentMut, call: &Call) {
    for (key, text) in [("stdout", &call.stdout), ("stderr", &call.stderr)] {
        let literal = !text.contains("'''") && !text.contains('\r') && !text.ends_with('\'');
        let value = if literal && text.contains('\n') {
            format!("'''\n{text}'''").parse::<Value>().unwrap()
        } else {
            Value::String(Formatted::new(text.clone()))
        };
        case[key] = toml_edit::value(value);
    }
    if call.status != 0 || case.get("status").is_some() {
        case["status"]["code"] = toml_edit::value(call.status);
    }
    fs::write(path, case.to_string()).unwrap();
}

#[test]
fn every_case_file_gives_its_output_and_exit_status() {
    let write = std::env::var_os("OVERWRITE").is_some();
    let files = case_files();
    assert!(files.len() > 100, "case files are missing: {}", files.len());
    let mut failed = Vec::new();
    for path in files {
        let name = path.strip_prefix(folder()).unwrap().display().to_string();
        let text = fs::read_to_string(&path).unwrap();
        let mut case: DocumentMut = text.parse().unwrap_or_else(|e| panic!("{name}: {e}"));
        let (call, wanted) = (run(&case, path.parent().unwrap()), expected(&case));
        if (&call.stdout, &call.stderr, call.status)
            == (&wanted.stdout, &wanted.stderr, wanted.status)
        {
            continue;
        }
        if write {
            overwrite(&path, &mut case, &call);
        } else {
            failed.push(format!(
                "{name}: exit {} (expected {})\n--- stdout\n{}--- expected\n{}--- stderr\n{}",
                call.status, wanted.status, call.stdout, wanted.stdout, call.stderr
            ));
        }
    }
    assert!(
        failed.is_empty(),
        "{} cases differ:\n{}",
        failed.len(),
        failed.join("\n")
    );
}
