//! Archives of the programs, for people who have no Rust: one for Linux, one for Windows.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use zip::write::SimpleFileOptions;

use crate::compiler::{Compiler, Target};
use crate::workspace::{cargo, root, target};

/// The packages whose programs are handed out.
const PROGRAMS: &[(&str, &str)] = &[("ocop-cli", "ocop")];

/// What goes along: files at the root, and folders whole.
const ALONG: &[&str] = &["README.md", "LICENSE-MIT", "LICENSE-APACHE", "CHANGELOG.md"];
const FOLDERS: &[&str] = &["docs", "examples"];

/// Builds the archives below `target/dist`: for this machine, and for Windows where that is asked.
pub fn run(windows: bool) -> Result<(), String> {
    let folder = target().join("dist");
    fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let version = env!("CARGO_PKG_VERSION");
    let made = if windows {
        let compiler = Compiler::find(Target::Windows)?;
        println!("with {}", compiler.name());
        build(compiler.cargo("build"))?;
        let name = format!("ocop-{version}-{}", Target::Windows.triple());
        zip(&folder, &name, &compiler.output(), ".exe")?
    } else {
        let mut cargo = cargo();
        cargo.args(["build", "--locked"]);
        build(cargo)?;
        let name = format!(
            "ocop-{version}-{}-{}",
            std::env::consts::ARCH,
            std::env::consts::OS
        );
        tar(&folder, &name, &target().join("release"))?
    };
    println!("wrote {}", made.display());
    Ok(())
}

fn build(mut cargo: Command) -> Result<(), String> {
    cargo.arg("--release");
    for (package, _) in PROGRAMS {
        cargo.args(["-p", package]);
    }
    let status = cargo.status().map_err(|e| format!("cargo build: {e}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("cargo build: {status}"))
    }
}

/// Everything that goes into an archive: where it is, and its name inside.
fn contents(built: &Path, ending: &str) -> Result<Vec<(PathBuf, String)>, String> {
    let mut files: Vec<(PathBuf, String)> = PROGRAMS
        .iter()
        .map(|(_, program)| format!("{program}{ending}"))
        .map(|name| (built.join(&name), name))
        .collect();
    files.extend(
        ALONG
            .iter()
            .map(|name| (root().join(name), (*name).to_owned())),
    );
    for folder in FOLDERS {
        collect(&root().join(folder), folder, &mut files)?;
    }
    Ok(files)
}

fn collect(folder: &Path, inside: &str, files: &mut Vec<(PathBuf, String)>) -> Result<(), String> {
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut entries: Vec<PathBuf> = entries
        .map(|entry| entry.map(|e| e.path()).map_err(|e| e.to_string()))
        .collect::<Result<_, _>>()?;
    entries.sort();
    for path in entries {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
        let inside = format!("{inside}/{}", name.unwrap_or_default());
        if path.is_dir() {
            collect(&path, &inside, files)?;
        } else {
            files.push((path, inside));
        }
    }
    Ok(())
}

fn zip(folder: &Path, name: &str, built: &Path, ending: &str) -> Result<PathBuf, String> {
    let path = folder.join(format!("{name}.zip"));
    let file = File::create(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut archive = zip::ZipWriter::new(file);
    for (source, inside) in contents(built, ending)? {
        let bytes = fs::read(&source).map_err(|e| format!("{}: {e}", source.display()))?;
        archive
            .start_file(format!("{name}/{inside}"), SimpleFileOptions::default())
            .map_err(|e| e.to_string())?;
        archive.write_all(&bytes).map_err(|e| e.to_string())?;
    }
    archive.finish().map_err(|e| e.to_string())?;
    Ok(path)
}

/// A compressed tar, by the program of that name: it keeps that a program may be run.
fn tar(folder: &Path, name: &str, built: &Path) -> Result<PathBuf, String> {
    let staged = folder.join(name);
    if staged.exists() {
        fs::remove_dir_all(&staged).map_err(|e| format!("{}: {e}", staged.display()))?;
    }
    for (source, inside) in contents(built, "")? {
        let target = staged.join(inside);
        let parent = target.parent().unwrap_or(folder);
        fs::create_dir_all(parent)
            .and_then(|()| fs::copy(&source, &target))
            .map_err(|e| format!("{}: {e}", source.display()))?;
    }
    let path = folder.join(format!("{name}.tar.gz"));
    let status = Command::new("tar")
        .arg("-czf")
        .arg(&path)
        .arg("-C")
        .arg(folder)
        .arg(name)
        .status();
    match status {
        Ok(status) if status.success() => Ok(path),
        Ok(status) => Err(format!("tar: {status}")),
        Err(error) => Err(format!("tar: {error}")),
    }
}
