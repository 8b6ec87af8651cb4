//! The server in a real browser: an evening from invitation to minutes.

use std::path::Path;
use std::process::Command;

use super::Outcome;
use super::tools::{self, has};
use crate::workspace::{root, target};

/// The browsers that do, by the names of their programs.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// The scripts, which go together.
const SCRIPTS: [&str; 6] = [
    "package.json",
    "hall.mjs",
    "account.mjs",
    "sheet.mjs",
    "evening.mjs",
    "guides.mjs",
];

/// The step.
pub(super) fn run() -> Outcome {
    match browser() {
        Ok(browser) => match script(
            "evening.mjs",
            browser,
            &target().join("tools/server/pictures"),
        ) {
            Ok(()) => Outcome::Passed,
            Err(why) => Outcome::Failed(why),
        },
        Err(why) => Outcome::NotRun(why),
    }
}

/// Takes the pictures of the guides from the running program.
pub fn guides() -> Result<(), String> {
    script("guides.mjs", browser()?, &root().join("docs/pictures"))
}

/// The browser that is here, or what is missing.
fn browser() -> Result<&'static str, String> {
    for program in ["node", "npm"] {
        if !has(program) {
            return Err(format!("{program} is not installed"));
        }
    }
    let found = BROWSERS.into_iter().find(|b| has(b));
    found.ok_or_else(|| "chromium is not installed".to_owned())
}

/// Runs a script on the program, in a browser; what it makes goes into a folder.
fn script(script: &str, browser: &str, made: &Path) -> Result<(), String> {
    tools::programs()?;
    // node looks for packages beside the script
    let folder = target().join("tools/server");
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    for name in SCRIPTS {
        let from = root().join("crates/ocop-server/tests/browser").join(name);
        let copied = std::fs::copy(&from, folder.join(name));
        copied.map_err(|e| format!("{}: {e}", from.display()))?;
    }
    let mut npm = Command::new("npm");
    npm.args(["install", "--silent", "--no-audit", "--no-fund"]);
    tools::run(npm.current_dir(&folder))?;
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let browser = std::env::split_paths(&paths)
        .map(|p| p.join(browser))
        .find(|p| p.is_file())
        .unwrap_or_default();
    let mut node = Command::new("node");
    node.arg(script)
        .arg(target().join("debug/ocop-server"))
        .arg(browser)
        .arg(made);
    tools::run(node.current_dir(&folder))
}
