//! Archives of the programs, for people who have no Rust: one for Linux, one for Windows.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest as _, Sha256};
use zip::write::SimpleFileOptions;

use crate::compiler::{Compiler, Target};
use crate::wine::try_out;
use crate::workspace::{cargo, root, run as run_to_end, target};

/// The packages whose programs are handed out.
const PROGRAMS: &[(&str, &str)] = &[("ocop-cli", "ocop"), ("ocop-server", "ocop-server")];

/// What goes along, and its name inside: files, and folders whole. The first page is for people who
/// unpack an archive, not for those who build.
const ALONG: &[(&str, &str)] = &[
    ("docs/cai-dat.md", "README.md"),
    ("LICENSE-MIT", "LICENSE-MIT"),
    ("LICENSE-APACHE", "LICENSE-APACHE"),
    ("CHANGELOG.md", "CHANGELOG.md"),
];
const FOLDERS: &[&str] = &["docs", "examples"];

/// The shells that commands are completed in, and the name of their file.
const SHELLS: &[(&str, &str)] = &[
    ("bash", "ocop.bash"),
    ("zsh", "_ocop"),
    ("fish", "ocop.fish"),
    ("powershell", "ocop.ps1"),
];

/// Builds the archives below `target/dist`: for this machine, and for Windows where that is asked.
pub fn run(windows: bool) -> Result<(), String> {
    let folder = target().join("dist");
    fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let version = env!("CARGO_PKG_VERSION");
    let made = if windows {
        let compiler = Compiler::find(Target::Windows)?;
        println!("with {}", compiler.name());
        build(compiler.cargo("build"))?;
        let built = compiler.output();
        try_out(&built.join("ocop.exe"), native(), compiler.linker())?;
        let name = format!("ocop-{version}-{}", Target::Windows.triple());
        zip(&folder, &name, &built, ".exe")?
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
    println!("wrote {}", sums(&folder)?.display());
    Ok(())
}

/// The digests of all archives in the folder, as `sha256sum -c` reads them.
fn sums(folder: &Path) -> Result<PathBuf, String> {
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut archives: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    archives.retain(|path| path.extension().is_some_and(|e| e == "zip" || e == "gz"));
    archives.sort();
    let mut lines = String::new();
    for path in archives {
        let bytes = fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let digest = Sha256::digest(bytes);
        let digest: String = digest.iter().map(|b| format!("{b:02x}")).collect();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        lines.push_str(&format!("{digest}  {name}\n"));
    }
    let path = folder.join("SHA256SUMS");
    fs::write(&path, lines).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(path)
}

/// The program of an archive, where it runs here; that of this machine for one that does not.
fn program(built: &Path, ending: &str) -> Command {
    if ending == std::env::consts::EXE_SUFFIX {
        return Command::new(built.join(format!("ocop{ending}")));
    }
    native()
}

/// The program, built for this machine.
fn native() -> Command {
    let mut ocop = cargo();
    ocop.args(["run", "--quiet", "--locked", "-p", "ocop-cli", "--"]);
    ocop
}

/// What completes commands, written by the program itself.
fn completions(
    folder: &Path,
    ocop: impl Fn() -> Command,
) -> Result<Vec<(PathBuf, String)>, String> {
    let folder = folder.join("completions");
    fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut files = Vec::new();
    for (shell, name) in SHELLS {
        let written = ocop().args(["completions", shell]).output();
        let written = written.map_err(|e| format!("ocop completions: {e}"))?;
        if !written.status.success() {
            return Err(format!("ocop completions {shell}: {}", written.status));
        }
        let path = folder.join(name);
        fs::write(&path, written.stdout).map_err(|e| format!("{}: {e}", path.display()))?;
        files.push((path, format!("completions/{name}")));
    }
    Ok(files)
}

/// The manual pages, written by the program itself.
fn manual(folder: &Path, mut ocop: Command) -> Result<Vec<(PathBuf, String)>, String> {
    let folder = folder.join("man");
    // pages of commands that are gone
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    }
    run_to_end(ocop.arg("manual").arg("--out").arg(&folder))?;
    let mut files = Vec::new();
    collect(&folder, "man/man1", &mut files)?;
    Ok(files)
}

fn build(mut cargo: Command) -> Result<(), String> {
    cargo.arg("--release");
    for (package, _) in PROGRAMS {
        cargo.args(["-p", package]);
    }
    run_to_end(&mut cargo)
}

/// Everything that goes into an archive: where it is, and its name inside.
fn contents(folder: &Path, built: &Path, ending: &str) -> Result<Vec<(PathBuf, String)>, String> {
    let mut files: Vec<(PathBuf, String)> = PROGRAMS
        .iter()
        .map(|(_, program)| format!("{program}{ending}"))
        .map(|name| (built.join(&name), name))
        .collect();
    files.extend(
        ALONG
            .iter()
            .map(|(from, name)| (root().join(from), (*name).to_owned())),
    );
    for folder in FOLDERS {
        collect(&root().join(folder), folder, &mut files)?;
    }
    files.extend(completions(folder, || program(built, ending))?);
    // Windows has nothing to read them with
    if ending.is_empty() {
        files.extend(manual(folder, program(built, ending))?);
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
    for (source, inside) in contents(folder, built, ending)? {
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
    for (source, inside) in contents(folder, built, "")? {
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
