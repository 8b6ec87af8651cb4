//! Papers as people get them: PDF and Word files hold every word of their document, with all
//! diacritics, in fonts that come with the file, and LibreOffice opens what is for Word.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Outcome;
use super::tools::{self, has};
use crate::workspace::{cargo, root, target};

/// The step.
pub fn run() -> Outcome {
    for (program, package) in [
        ("soffice", "LibreOffice"),
        ("pdftotext", "poppler-utils"),
        ("pdffonts", "poppler-utils"),
    ] {
        if !has(program) {
            return Outcome::NotRun(format!("{program} ({package}) is not installed"));
        }
    }
    match run_all() {
        Ok(()) => Outcome::Passed,
        Err(why) => Outcome::Failed(why),
    }
}

fn run_all() -> Result<(), String> {
    let pdf = ["--locked", "-p", "ocop-pdf", "--features", "typst"];
    // the engine is built anew for these features: not worth optimising
    let unoptimised = ["--config", "profile.dev.package.ocop.opt-level=0"];
    tools::run(cargo().args(unoptimised).arg("test").args(pdf))?;
    let program = ["build", "--locked", "-p", "ocop-cli", "--features", "pdf"];
    tools::run(cargo().args(unoptimised).args(program))?;
    for lang in ["vi", "en"] {
        let folder = target().join("tools/papers").join(lang);
        for format in ["text", "pdf", "docx"] {
            papers(lang, format, &folder.join(format))?;
        }
        for paper in files(&folder.join("pdf"))? {
            embedded(&paper)?;
            holds(&paper, &paper, &folder)?;
        }
        let papers = files(&folder.join("docx"))?;
        let converted = folder.join("converted");
        let mut office = Command::new("soffice");
        office.args(["--headless", "--convert-to", "pdf", "--outdir"]);
        tools::run(office.arg(&converted).args(&papers))?;
        for paper in papers {
            let name = paper.with_extension("pdf");
            let name = name.file_name().unwrap_or_default();
            holds(&paper, &converted.join(name), &folder)?;
        }
    }
    Ok(())
}

/// Writes the papers of the example's session.
fn papers(lang: &str, format: &str, out: &Path) -> Result<(), String> {
    let mut ocop = Command::new(target().join("debug/ocop"));
    ocop.args(["council", "papers", "--lang", lang, "--format", format]);
    ocop.args(["--force", "--out"]).arg(out);
    tools::run(ocop.arg(root().join("examples/council/session.json")))
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let fault = |e: std::io::Error| format!("{}: {e}", folder.display());
    let entries = fs::read_dir(folder).map_err(fault)?;
    let mut files = entries
        .map(|entry| entry.map(|e| e.path()).map_err(fault))
        .collect::<Result<Vec<_>, _>>()?;
    files.sort();
    if files.is_empty() {
        return Err(format!("{}: nothing was written", folder.display()));
    }
    Ok(files)
}

fn output(command: &mut Command) -> Result<String, String> {
    let made = command.output().map_err(|e| e.to_string())?;
    if !made.status.success() {
        return Err(String::from_utf8_lossy(&made.stderr).into_owned());
    }
    String::from_utf8(made.stdout).map_err(|e| e.to_string())
}

/// Every font of a PDF comes with it.
fn embedded(paper: &Path) -> Result<(), String> {
    let fonts = output(Command::new("pdffonts").arg(paper))?;
    // two lines of heads; "emb" is the fifth column from the right
    for line in fonts.lines().skip(2) {
        let embedded = line.split_whitespace().rev().nth(4);
        if embedded != Some("yes") {
            return Err(format!("{}: not embedded: {line}", paper.display()));
        }
    }
    Ok(())
}

/// Every word that the plain text of a paper has stands in its PDF.
fn holds(paper: &Path, pdf: &Path, folder: &Path) -> Result<(), String> {
    let written = output(Command::new("pdftotext").arg("-raw").arg(pdf).arg("-"))?;
    let letters = written.split(|c: char| !c.is_alphabetic());
    let there: BTreeSet<String> = letters.map(str::to_lowercase).collect();
    let name = paper.with_extension("txt");
    let text = folder
        .join("text")
        .join(name.file_name().unwrap_or_default());
    let text = fs::read_to_string(&text).map_err(|e| format!("{}: {e}", text.display()))?;
    let lost: Vec<String> = words(&text).difference(&there).cloned().collect();
    if lost.is_empty() {
        Ok(())
    } else {
        Err(format!("{}: not there: {lost:?}", paper.display()))
    }
}

/// The words of letters alone, in small letters: figures, codes and digests may be broken over lines,
/// and a single letter may be the tick of a box.
fn words(text: &str) -> BTreeSet<String> {
    let words = text.split_whitespace();
    let words = words.map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()));
    let whole = |w: &&str| w.chars().count() > 1 && w.chars().all(char::is_alphabetic);
    words.filter(whole).map(str::to_lowercase).collect()
}
