//! The library for C: built as others build it, and held to its promises under valgrind and
//! AddressSanitizer.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::tools::{self, has};
use super::{Outcome, faces};
use crate::workspace::{cargo, root, target};
use crate::{install, vectors};

/// Builds the library as others build it; where there is Python, beside the module for it, so that
/// what both are made of is built once.
pub fn build() -> Result<(), String> {
    let mut build = cargo();
    build.args(["build", "--locked", "--profile", "embedded", "-p", "ocop-c"]);
    if has("python3") {
        build.args(["-p", "ocop-python"]);
        // as maturin has it: a module is not linked with the interpreter that loads it
        build.env("PYO3_BUILD_EXTENSION_MODULE", "1");
    }
    tools::run(&mut build)
}

/// The library, and programs in C that use it.
pub fn run_all() -> Result<(), String> {
    build()?;
    let folder = target().join("tools/c");
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let border = compile(&folder, "tests/border.c", "border", &[])?;
    // a million calls of several kinds: a leak would show
    tools::run(program(&border).arg("200000"))?;
    let checked = compile(
        &folder,
        "tests/border.c",
        "border-asan",
        &["-fsanitize=address"],
    )?;
    tools::run(program(&checked).arg("1000"))?;
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--quiet", "--leak-check=full", "--error-exitcode=9"]);
    tools::run(with_library(valgrind.arg(&border).arg("200")))?;
    let example = compile(&folder, "examples/rate.c", "rate", &[])?;
    let dossier = root().join("examples/02-nhan-long-held-at-4.json");
    let input = std::fs::File::open(&dossier).map_err(|e| format!("{}: {e}", dossier.display()))?;
    tools::run(
        program(&example)
            .args(["rate", "{\"brief\": true}"])
            .stdin(input),
    )?;
    println!();
    let called = |operation: &str, options: &str| {
        let mut called = program(&example);
        called.args([operation, options]);
        called
    };
    vectors::through(called, false, &faces::report("C")?)?;
    installed(&folder.join("prefix"))
}

/// Installed where systems keep libraries, it is found by pkg-config, and the static library stands
/// for the shared one.
fn installed(prefix: &Path) -> Result<(), String> {
    install::built_below(prefix)?;
    let source = root().join("crates/ocop-c/tests/border.c");
    for (name, fixed) in [("shared", false), ("static", true)] {
        let program = prefix.join(name);
        let mut flags = install::flags(prefix, fixed)?;
        if fixed {
            let library = prefix.join("lib/libocop_c.a");
            flags.retain(|flag| flag != "-locop_c");
            flags.insert(0, library.to_string_lossy().into_owned());
        }
        let mut cc = Command::new("cc");
        cc.arg(&source)
            .args(flags)
            .arg("-pthread")
            .arg("-o")
            .arg(&program);
        tools::run(&mut cc)?;
        let mut run = Command::new(&program);
        if !fixed {
            run.env("LD_LIBRARY_PATH", prefix.join("lib"));
        }
        tools::run(run.arg("1000"))?;
    }
    Ok(())
}

/// The step.
pub fn run() -> Outcome {
    for program in ["cc", "valgrind", "pkg-config"] {
        if !has(program) {
            return Outcome::NotRun(format!("{program} is not installed"));
        }
    }
    match run_all() {
        Ok(()) => Outcome::Passed,
        Err(why) => Outcome::Failed(why),
    }
}

fn compile(folder: &Path, source: &str, name: &str, flags: &[&str]) -> Result<PathBuf, String> {
    let crate_folder = root().join("crates/ocop-c");
    let program = folder.join(name);
    let mut cc = Command::new("cc");
    cc.args([
        "-std=c11", "-O1", "-g", "-Wall", "-Wextra", "-Werror", "-pthread",
    ])
    .args(flags)
    .arg(crate_folder.join(source))
    .arg("-I")
    .arg(crate_folder.join("include"))
    .arg("-L")
    .arg(target().join("embedded"))
    .args(["-locop_c", "-o"])
    .arg(&program);
    tools::run(&mut cc)?;
    Ok(program)
}

fn program(path: &Path) -> Command {
    let mut program = Command::new(path);
    with_library(&mut program);
    program
}

fn with_library(command: &mut Command) -> &mut Command {
    command.env("LD_LIBRARY_PATH", target().join("embedded"))
}
