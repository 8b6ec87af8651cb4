//! The server in a real browser: an evening from invitation to minutes.

use std::process::Command;

use super::Outcome;
use super::tools::{self, has};
use crate::{cargo, root, target};

/// The browsers that do, by the names of their programs.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// The step.
pub fn run() -> Outcome {
    for program in ["node", "npm"] {
        if !has(program) {
            return Outcome::NotRun(format!("{program} is not installed"));
        }
    }
    let Some(browser) = BROWSERS.into_iter().find(|b| has(b)) else {
        return Outcome::NotRun("chromium is not installed".to_owned());
    };
    match evening(browser) {
        Ok(()) => Outcome::Passed,
        Err(why) => Outcome::Failed(why),
    }
}

fn evening(browser: &str) -> Result<(), String> {
    // of the whole workspace: what was built for its tests is not built again
    tools::run(cargo().args(["build", "--locked", "--workspace", "--bin", "ocop-server"]))?;
    // node looks for packages beside the script
    let folder = target().join("tools/server");
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    for name in ["package.json", "evening.mjs"] {
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
    node.arg("evening.mjs")
        .arg(target().join("debug/ocop-server"))
        .arg(browser)
        .arg(target().join("tools/server/pictures"));
    tools::run(node.current_dir(&folder))
}
