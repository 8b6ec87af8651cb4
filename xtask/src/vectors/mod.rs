//! Vectors: calls with what they give, kept as files that every wrapper runs. What is called is kept
//! by hand in `tests/inputs`; what it gives is written here, or checked against what would be.

mod inputs;
mod text;
mod through;
mod written;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::workspace::root;

pub use through::through;

/// Where the calls are kept, one file an operation.
const INPUTS: &str = "tests/inputs";
/// Where the vectors are written, one folder an operation.
const VECTORS: &str = "tests/vectors";
const COMMAND: &str = "cargo xtask vectors";

/// Writes all vectors, or checks them. A vector that nothing gives any more is removed.
pub fn run(check: bool) -> Result<(), String> {
    let wanted = all()?;
    let there = there()?;
    let mut stale = Vec::new();
    for (path, content) in &wanted {
        let full = root().join(path);
        if fs::read_to_string(&full).is_ok_and(|now| now == *content) {
            continue;
        }
        stale.push(path.display().to_string());
        if !check {
            let folder = full.parent().unwrap_or_else(|| Path::new("."));
            fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
            fs::write(&full, content).map_err(|e| format!("{}: {e}", full.display()))?;
        }
    }
    for path in there.iter().filter(|path| !wanted.contains_key(*path)) {
        stale.push(path.display().to_string());
        if !check {
            let full = root().join(path);
            fs::remove_file(&full).map_err(|e| format!("{}: {e}", full.display()))?;
        }
    }
    if check && !stale.is_empty() {
        return Err(format!("out of date: {}\nrun: {COMMAND}", stale.join(", ")));
    }
    for path in stale {
        println!("wrote {path}");
    }
    Ok(())
}

/// Every vector by its path from the root. Everything that is wrong with the inputs is told at once.
fn all() -> Result<BTreeMap<PathBuf, String>, String> {
    let mut files = BTreeMap::new();
    let mut wrong = Vec::new();
    for path in json_files(&root().join(INPUTS))? {
        let name = path
            .file_stem()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default();
        let calls = match inputs::read(&path, &name) {
            Ok(calls) => calls,
            Err(why) => {
                wrong.push(why);
                continue;
            }
        };
        for call in calls {
            let path = PathBuf::from(format!("{VECTORS}/{name}/{}.json", call.name));
            match written::written(&call) {
                Ok(text) if !files.contains_key(&path) => _ = files.insert(path, text),
                Ok(_) => wrong.push(format!("{}: stands twice", path.display())),
                Err(why) => wrong.push(format!("{}: {why}", path.display())),
            }
        }
    }
    if wrong.is_empty() {
        Ok(files)
    } else {
        Err(wrong.join("\n"))
    }
}

/// The vectors that are there.
fn there() -> Result<BTreeSet<PathBuf>, String> {
    let folder = root().join(VECTORS);
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))? {
        let path = entry.map_err(|e| e.to_string())?.path();
        if path.is_dir() {
            for file in json_files(&path)? {
                let inside = file.strip_prefix(root()).map_err(|e| e.to_string())?;
                found.insert(inside.to_owned());
            }
        }
    }
    Ok(found)
}

/// The JSON files of a folder, in order of their names.
fn json_files(folder: &Path) -> Result<BTreeSet<PathBuf>, String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))? {
        let path = entry.map_err(|e| e.to_string())?.path();
        if path.extension().is_some_and(|e| e == "json") {
            found.insert(path);
        }
    }
    Ok(found)
}
