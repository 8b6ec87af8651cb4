//! The Python package: installed from the source tree as anyone would, and tested from Python.

use std::process::Command;

use super::Outcome;
use super::tools::{self, has};
use super::{faces, tools::python};
use crate::{root, target};

const CRATE: &str = "crates/ocop-python";

/// What builds it and what its tests need, in versions that were tried.
const PACKAGES: &[&str] = &["maturin==1.16.0", "pytest==9.2.0", "mypy==2.4.1"];

/// The step.
pub fn run() -> Outcome {
    if !has("python3") {
        return Outcome::NotRun("python3 is not installed".to_owned());
    }
    let programs = match python("python", PACKAGES) {
        Ok(programs) => programs,
        Err(why) => return Outcome::NotRun(why),
    };
    match run_all(&programs) {
        Ok(()) => Outcome::Passed,
        Err(why) => Outcome::Failed(why),
    }
}

fn run_all(programs: &std::path::Path) -> Result<(), String> {
    let command = || {
        let mut command = Command::new(programs.join("python"));
        let paths = std::env::var_os("PATH").unwrap_or_default();
        let all = std::iter::once(programs.to_path_buf()).chain(std::env::split_paths(&paths));
        if let Ok(paths) = std::env::join_paths(all) {
            command.env("PATH", paths);
        }
        command.env("CARGO_TARGET_DIR", target());
        command.current_dir(root().join(CRATE));
        command
    };
    let mut install = command();
    install.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]);
    // the same version again is another build
    install.args([
        "--force-reinstall",
        "--no-deps",
        "--no-build-isolation",
        ".",
    ]);
    tools::run(&mut install)?;
    tools::run(command().args(["-m", "mypy", "tests/typed.py"]))?;
    let mut pytest = command();
    pytest.env("OCOP_VECTORS_REPORT", faces::report("Python")?);
    tools::run(pytest.args(["-m", "pytest", "-q", "-p", "no:cacheprovider"]))
}
