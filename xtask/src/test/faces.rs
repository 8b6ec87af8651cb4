//! The vectors over all faces of the engine, as one table: every runner writes how many it ran and
//! how many agreed, to the byte.

use std::path::PathBuf;

use crate::workspace::target;

fn folder() -> PathBuf {
    target().join("tools/vectors")
}

/// Forgets what earlier runs wrote.
pub fn forget() {
    // a folder that is not there is as good
    let _ = std::fs::remove_dir_all(folder());
}

/// The file that the runner of a face writes: `AGREED of RUN`, as in `312 of 312`.
pub fn report(face: &str) -> Result<PathBuf, String> {
    let folder = folder();
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    Ok(folder.join(face))
}

/// Prints what the runners of this run wrote.
pub fn print() {
    let Ok(entries) = std::fs::read_dir(folder()) else {
        return;
    };
    let mut rows: Vec<(String, String)> = entries
        .flatten()
        .filter_map(|entry| {
            let said = std::fs::read_to_string(entry.path()).ok()?;
            Some((
                entry.file_name().into_string().ok()?,
                said.trim().to_owned(),
            ))
        })
        .collect();
    rows.sort();
    if !rows.is_empty() {
        println!("\n== vectors, byte for byte");
        for (face, said) in rows {
            println!("{face:16} {said}");
        }
    }
}
