//! The Python package: installed from the source tree as anyone would, and tested from Python.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use super::tools::{self, has, python};
use super::{Outcome, faces};
use crate::workspace::{root, target};

const CRATE: &str = "crates/ocop-python";

/// What builds it and what its tests need, in versions that were tried.
const PACKAGES: &[&str] = &[
    "maturin==1.16.0",
    "pytest==9.2.0",
    "mypy==2.4.1",
    "pyarrow==26.0.1",
    "pandas==3.1.1",
    "polars==2.1.0",
    "duckdb==2.0.1",
    "datafusion==55.0.0",
    "matplotlib==3.11.2",
    "nbclient==0.11.0",
    "ipykernel==7.4.0",
];

/// Spark, which is heavy, is set up only where there is a Java for it.
const SPARK: &str = "pyspark==4.3.0";

/// The step of the package: types, operations, vectors, columns, and the notebook.
pub fn run() -> Outcome {
    tested(|python| {
        tools::run(python().args(["-m", "mypy", "tests/typed.py"]))?;
        let mut pytest = python();
        pytest.env("OCOP_VECTORS_REPORT", faces::report("Python")?);
        pytest.args(["-m", "pytest", "-q", "-p", "no:cacheprovider"]);
        tools::run(pytest.arg("--ignore=tests/test_spark.py"))
    })
}

/// The step of Spark: `mapInArrow` on two executors.
pub fn spark() -> Outcome {
    if !has("java") {
        return Outcome::NotRun("java is not installed".to_owned());
    }
    tested(|python| {
        let mut pytest = python();
        pytest.args(["-m", "pytest", "-q", "-p", "no:cacheprovider"]);
        // all of it on this machine, whatever its name resolves to
        pytest.env("SPARK_LOCAL_IP", "127.0.0.1");
        tools::run(pytest.arg("tests/test_spark.py"))
    })
}

/// Runs what is given with the package installed in an environment of its own: once, for all steps.
fn tested(run: impl FnOnce(&dyn Fn() -> Command) -> Result<(), String>) -> Outcome {
    static PROGRAMS: OnceLock<Result<PathBuf, Outcome>> = OnceLock::new();
    match PROGRAMS.get_or_init(installed) {
        Err(outcome) => outcome.clone(),
        Ok(programs) => match run(&|| command(programs)) {
            Ok(()) => Outcome::Passed,
            Err(why) => Outcome::Failed(why),
        },
    }
}

/// Installs the package from the source tree, as anyone would; the folder of programs.
fn installed() -> Result<PathBuf, Outcome> {
    if !has("python3") {
        return Err(Outcome::NotRun("python3 is not installed".to_owned()));
    }
    let mut packages = PACKAGES.to_vec();
    packages.extend(has("java").then_some(SPARK));
    let programs = python("python", &packages).map_err(Outcome::NotRun)?;
    let mut install = command(&programs);
    install.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        // the same version again is another build
        "--force-reinstall",
        "--no-deps",
        "--no-build-isolation",
        ".",
    ]);
    tools::run(&mut install).map_err(Outcome::Failed)?;
    Ok(programs)
}

/// The interpreter of the environment, in the folder of the package.
fn command(programs: &Path) -> Command {
    let mut command = Command::new(programs.join("python"));
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let all = std::iter::once(programs.to_path_buf()).chain(std::env::split_paths(&paths));
    if let Ok(paths) = std::env::join_paths(all) {
        command.env("PATH", paths);
    }
    command.env("CARGO_TARGET_DIR", target());
    command.current_dir(root().join(CRATE));
    command
}
