//! The files that were read, so that no result is written over what it was made from.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

static READ: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn read() -> MutexGuard<'static, Vec<PathBuf>> {
    READ.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Remembers a file that is read.
pub fn note(path: &Path) {
    // one file may be written in several ways
    read().extend(fs::canonicalize(path));
}

/// Lets a file be written over: what is written holds all that it held.
pub fn may_be_written_over(path: &Path) {
    if let Ok(whole) = fs::canonicalize(path) {
        read().retain(|known| *known != whole);
    }
}

/// Whether a file was read.
pub fn hold(path: &Path) -> bool {
    fs::canonicalize(path).is_ok_and(|whole| read().contains(&whole))
}
