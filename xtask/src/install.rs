//! The library for C where a system keeps libraries: header, shared and static library, description
//! for pkg-config, manual page.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::workspace::{cargo, root, target};

/// Builds the library and installs it below `prefix`.
pub fn run(prefix: &Path) -> Result<(), String> {
    let mut build = cargo();
    build.args(["build", "--locked", "--profile", "embedded", "-p", "ocop-c"]);
    let built = build.status().map_err(|e| format!("cargo: {e}"))?;
    if !built.success() {
        return Err(format!("cargo build: {built}"));
    }
    built_below(prefix)
}

/// Installs the library, which was built, below `prefix`.
pub fn built_below(prefix: &Path) -> Result<(), String> {
    let prefix = std::path::absolute(prefix).map_err(|e| format!("{}: {e}", prefix.display()))?;
    let folder = root().join("crates/ocop-c");
    let pattern = fs::read_to_string(folder.join("ocop.pc.in")).map_err(|e| e.to_string())?;
    let description = pattern
        .replace("@prefix@", &prefix.to_string_lossy())
        .replace("@version@", env!("CARGO_PKG_VERSION"));
    let copied = [
        (folder.join("include/ocop.h"), "include/ocop.h"),
        (built_file("libocop_c.so"), "lib/libocop_c.so"),
        (built_file("libocop_c.a"), "lib/libocop_c.a"),
        (folder.join("ocop.3"), "share/man/man3/ocop.3"),
    ];
    for (from, to) in copied {
        let to = prefix.join(to);
        let parent = to.parent().unwrap_or(&prefix);
        fs::create_dir_all(parent)
            .and_then(|()| fs::copy(&from, &to))
            .map_err(|e| format!("{}: {e}", to.display()))?;
    }
    let file = prefix.join("lib/pkgconfig/ocop.pc");
    let parent = file.parent().unwrap_or(&prefix);
    fs::create_dir_all(parent)
        .and_then(|()| fs::write(&file, description))
        .map_err(|e| format!("{}: {e}", file.display()))
}

fn built_file(name: &str) -> PathBuf {
    target().join("embedded").join(name)
}

/// What pkg-config says a program needs to be built with the library below `prefix`.
pub fn flags(prefix: &Path, fixed: bool) -> Result<Vec<String>, String> {
    let mut command = Command::new("pkg-config");
    command.env("PKG_CONFIG_PATH", prefix.join("lib/pkgconfig"));
    command.args(["--cflags", "--libs"]);
    if fixed {
        command.arg("--static");
    }
    let made = command
        .arg("ocop")
        .output()
        .map_err(|e| format!("pkg-config: {e}"))?;
    if !made.status.success() {
        return Err(String::from_utf8_lossy(&made.stderr).into_owned());
    }
    let said = String::from_utf8_lossy(&made.stdout);
    Ok(said.split_whitespace().map(str::to_owned).collect())
}
