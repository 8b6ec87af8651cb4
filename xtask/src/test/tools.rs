//! Running other programs, and setting up below `target/` what a step needs.

use std::path::PathBuf;
use std::process::Command;

use super::Outcome;
pub use crate::workspace::run;
use crate::workspace::{cargo, target};

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

/// The programs `ocop` and `ocop-server` below `target/debug`, by way of two tests, as the step of
/// PostgreSQL has one: `cargo build` would choose other features of what they rest on, and build it once
/// more.
pub fn programs() -> Result<(), String> {
    let mut tests = cargo();
    tests.args(["test", "--workspace", "--locked", "--no-run", "--quiet"]);
    // one test of each
    run(tests.args(["--test", "saving", "--test", "evening"]))
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
