//! Running other programs, and setting up below `target/` what a step needs.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::Outcome;
pub use crate::workspace::run;
use crate::workspace::{cargo, root, target};

/// Whether a program can be started.
pub fn has(program: &str) -> bool {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&paths).any(|folder| folder.join(program).is_file())
}

/// The outcome of a command.
pub fn outcome(command: &mut Command) -> Outcome {
    match run(command) {
        Ok(()) => Outcome::Passed,
        Err(why) => Outcome::Failed(why),
    }
}

/// The programs `ocop` and `ocop-server` below `target/debug`, by way of the workspace's tests:
/// `cargo build`, and `cargo test` of some tests only, would choose other features of what they rest
/// on, and build it once more.
pub fn programs() -> Result<(), String> {
    let mut tests = cargo();
    run(tests.args(["test", "--workspace", "--locked", "--no-run", "--quiet"]))
}

/// A test of a package, to be run by itself with what follows: of all of the workspace's tests, since
/// some of them only would be built with other features of what they rest on, once more.
pub fn test(package: &str, name: &str, features: &[&str]) -> Result<Command, String> {
    let mut tests = cargo();
    tests.args(["test", "--workspace", "--locked", "--no-run", "--quiet"]);
    tests
        .args(features)
        .arg("--message-format=json-render-diagnostics");
    tests.stderr(std::process::Stdio::inherit());
    let built = tests.output().map_err(|e| format!("cargo test: {e}"))?;
    if !built.status.success() {
        return Err(format!("cargo test: {}", built.status));
    }
    let folder = root().join("crates").join(package);
    let manifest = folder.join("Cargo.toml");
    let program = String::from_utf8_lossy(&built.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .find_map(|message| {
            let text = |path: &str| message.pointer(path)?.as_str().map(str::to_owned);
            let is_it = text("/target/name")? == name
                && Path::new(&text("/manifest_path")?) == manifest
                && message.pointer("/profile/test")? == true;
            text("/executable").filter(|_| is_it)
        });
    let program = program.ok_or_else(|| format!("{package} has no test {name}"))?;
    // where cargo runs the tests of a package, and what it tells them
    let mut test = Command::new(program);
    test.current_dir(&folder).env("CARGO_MANIFEST_DIR", &folder);
    Ok(test)
}

/// A virtual environment of Python below `target/`, with packages; its folder of programs.
pub fn python(name: &str, packages: &[&str]) -> Result<PathBuf, String> {
    let folder = target().join("tools").join(name);
    let programs = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    if !programs.join("python").exists() {
        run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
    }
    let stamp = folder.join("packages.txt");
    let wanted = packages.join("\n");
    if std::fs::read_to_string(&stamp).is_ok_and(|had| had == wanted) {
        return Ok(programs);
    }
    let mut pip = Command::new(programs.join("python"));
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]);
    run(pip.args(packages))?;
    std::fs::write(&stamp, wanted).map_err(|e| format!("{}: {e}", stamp.display()))?;
    Ok(programs)
}
