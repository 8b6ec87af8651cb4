//! The package for JavaScript as somebody has it who installed it, in Node, in Chromium from a plain
//! file server and through Vite; and the self-assessment page, in Chromium. That the engine builds where
//! there is no operating system is shown on the way.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::tools::{self, has};
use super::{Outcome, faces};
use crate::compiler::{Compiler, Target};
use crate::workspace::{root, target};
use crate::{javascript, module, page};

/// What the tests need from the registry of npm, in versions that were tried.
const PACKAGES: &[&str] = &[
    "axe-core@4.14.1",
    "playwright-core@1.65.1",
    "typescript@7.0.2",
    "vite@8.3.8",
];

/// The step.
pub fn run() -> Outcome {
    for program in ["node", "npm", "chromium"] {
        if !has(program) {
            return Outcome::NotRun(format!("{program} is not installed"));
        }
    }
    if let Err(why) = Compiler::find(Target::Wasm) {
        return Outcome::NotRun(why);
    }
    match run_all() {
        Ok(()) => Outcome::Passed,
        Err(why) => Outcome::Failed(why),
    }
}

fn run_all() -> Result<(), String> {
    let package = javascript::run()?;
    let page = page::run()?;
    let consumer = consumer(&package)?;
    let tests = consumer.join("tests");
    copied(&root().join("packages/javascript/tests"), &tests)?;
    copied(&root().join("packages/page/tests"), &tests)?;
    let tsc = consumer.join("node_modules/.bin/tsc");
    tools::run(Command::new(tsc).current_dir(&consumer).args([
        "--noEmit",
        "--strict",
        "--target",
        "es2022",
        "--module",
        "nodenext",
        "tests/types.ts",
    ]))?;
    let mut node = Command::new("node");
    node.current_dir(&consumer)
        .args(["--test", "--test-concurrency=2", "tests/"])
        .env("OCOP_VECTORS", root().join("tests/vectors"))
        .env("OCOP_SOURCE", root().join("packages/javascript/src"))
        .env("OCOP_MODULES", module::folder())
        .env("OCOP_EXAMPLES", root().join("examples"))
        .env("OCOP_PAGE", page)
        .env("OCOP_TOLD_NODE", faces::report("Node")?)
        .env("OCOP_TOLD_CHROMIUM", faces::report("Chromium")?);
    tools::run(&mut node)
}

/// A folder below `target/` in which the package is installed from its archive.
fn consumer(package: &Path) -> Result<PathBuf, String> {
    let folder = target().join("tools/javascript");
    fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let own = folder.join("package.json");
    if !own.exists() {
        let text = "{\"private\": true, \"type\": \"module\"}\n";
        fs::write(&own, text).map_err(|e| format!("{}: {e}", own.display()))?;
    }
    let stamp = folder.join("packages.txt");
    let wanted = PACKAGES.join("\n");
    if !fs::read_to_string(&stamp).is_ok_and(|had| had == wanted) {
        tools::run(npm(&folder).arg("install").args(PACKAGES))?;
        fs::write(&stamp, wanted).map_err(|e| format!("{}: {e}", stamp.display()))?;
    }
    let archive = format!("ocop-{}.tgz", env!("CARGO_PKG_VERSION"));
    tools::run(npm(&folder).args(["pack", "--silent"]).arg(package))?;
    tools::run(
        npm(&folder)
            .args(["install", "--no-save"])
            .arg(format!("./{archive}")),
    )?;
    Ok(folder)
}

fn npm(folder: &Path) -> Command {
    let mut npm = Command::new("npm");
    npm.current_dir(folder)
        .env("npm_config_fund", "false")
        .env("npm_config_audit", "false");
    npm
}

/// Copies the files of a folder to where they find what they import.
fn copied(from: &Path, to: &Path) -> Result<(), String> {
    let told = |e: std::io::Error| format!("{}: {e}", from.display());
    fs::create_dir_all(to).map_err(told)?;
    for entry in fs::read_dir(from).map_err(told)? {
        let entry = entry.map_err(told)?;
        fs::copy(entry.path(), to.join(entry.file_name())).map_err(told)?;
    }
    Ok(())
}
