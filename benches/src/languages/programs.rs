//! The programs of each language: how they are built or found, and what they are asked for.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::contestant::{Program, Writes, beside, script};
use crate::process::command;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// A program, and the kinds of passes that are asked of it.
pub(super) struct Entrant {
    pub(super) program: Program,
    pub(super) words: &'static [&'static str],
}

/// Text in, a value of the language out.
pub(super) const VALUE: &str = "value";
/// Text in, text or bytes out.
pub(super) const TEXT: &str = "round";
/// A table in, a table out.
pub(super) const BATCH: &str = "batch";

/// Every program of this measurement.
pub(super) const PROGRAMS: [Entrant; 9] = [
    Entrant {
        program: Program {
            name: "C",
            writes: Writes::All,
            command: library,
        },
        words: &[TEXT],
    },
    Entrant {
        program: Program {
            name: "Python",
            writes: Writes::All,
            command: python,
        },
        words: &[VALUE, TEXT, BATCH],
    },
    Entrant {
        program: Program {
            name: "Python script",
            writes: Writes::NoNotices,
            command: || script(interpreter(), "rate.py"),
        },
        words: &[VALUE, TEXT],
    },
    Entrant {
        program: Program {
            name: "Node",
            writes: Writes::All,
            command: node,
        },
        words: &[VALUE, TEXT],
    },
    Entrant {
        program: Program {
            name: "Node script",
            writes: Writes::NoNotices,
            command: || script("node", "rate.js"),
        },
        words: &[VALUE, TEXT],
    },
    Entrant {
        program: Program {
            name: "PHP",
            writes: Writes::All,
            command: || with_library(script("php", "package.php")),
        },
        words: &[VALUE, TEXT],
    },
    Entrant {
        program: Program {
            name: "PHP script",
            writes: Writes::NoNotices,
            command: || script("php", "rate.php"),
        },
        words: &[VALUE, TEXT],
    },
    Entrant {
        program: Program {
            name: "Ruby",
            writes: Writes::All,
            command: || with_library(script("ruby", "package.rb")),
        },
        words: &[VALUE, TEXT],
    },
    Entrant {
        program: Program {
            name: "Ruby script",
            writes: Writes::NoNotices,
            command: || script("ruby", "rate.rb"),
        },
        words: &[VALUE, TEXT],
    },
];

/// The library for C, built as others build it.
fn built() -> std::result::Result<PathBuf, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = command(cargo)
        .args([
            "build",
            "--locked",
            "--quiet",
            "--profile",
            "embedded",
            "-p",
            "ocop-c",
        ])
        .args(["--manifest-path", &format!("{ROOT}/Cargo.toml")])
        .arg("--target-dir")
        .arg(beside("")?)
        .status();
    match status {
        Ok(status) if status.success() => beside("embedded"),
        _ => Err("the library for C does not build here".to_owned()),
    }
}

/// A program in C with the library.
fn library() -> std::result::Result<Command, String> {
    let folder = built()?;
    let program = folder.join("ocop-bench-c");
    let status = command("cc")
        .args(["-std=c11", "-O2", "-Wall", "-o"])
        .arg(&program)
        .arg(format!("{ROOT}/benches/peers/library.c"))
        .arg(format!("-I{ROOT}/crates/ocop-c/include"))
        .arg("-L")
        .arg(&folder)
        .arg("-locop_c")
        .status();
    match status {
        Ok(status) if status.success() => {
            let mut command = command(program);
            command.env("LD_LIBRARY_PATH", folder);
            Ok(command)
        }
        Ok(status) => Err(format!("cc: {status}")),
        Err(error) => Err(format!("cc: {error}")),
    }
}

/// A script that finds the library for C.
fn with_library(
    script: std::result::Result<Command, String>,
) -> std::result::Result<Command, String> {
    let mut command = script?;
    let (before, after) = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    let file = built()?.join(format!("{before}ocop_c{after}"));
    command.env("OCOP_LIBRARY", file);
    Ok(command)
}

/// The interpreter for which the tests install the package, where they did.
fn interpreter() -> OsString {
    match beside("tools/python/bin/python") {
        Ok(python) if python.is_file() => python.into(),
        _ => "python3".into(),
    }
}

fn python() -> std::result::Result<Command, String> {
    let mut import = command(interpreter());
    import.args(["-c", "import ocop"]).stderr(Stdio::null());
    if !import.status().is_ok_and(|status| status.success()) {
        return Err("install it first: `cargo xtask test Python` does".to_owned());
    }
    script(interpreter(), "package.py")
}

fn node() -> std::result::Result<Command, String> {
    let folder = beside("javascript")?;
    if !folder.join("node.cjs").exists() {
        return Err("build it first: `cargo xtask javascript`".to_owned());
    }
    let mut command = script("node", "package.cjs")?;
    command.env("OCOP_PACKAGE", folder);
    Ok(command)
}
