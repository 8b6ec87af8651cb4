//! `ocop criteria`: the law as data.

use std::io::Write;
use std::path::Path;

use ocop::criteria::RegistrationKind;
use ocop::{DossierDates, Lang, Library, Problems};
use ocop_operations::{SetSelector, criteria};
use ocop_text::page;

use crate::Exit;
use crate::asked::{date, refused};
use crate::cli::CriteriaCommand;
use crate::folder;
use crate::io::{Failure, output, print_json, print_page, print_text, refusal, refuse};

pub fn run(command: &CriteriaCommand, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    match command {
        CriteriaCommand::List { json } => list(library, *json, lang),
        CriteriaCommand::Show { set, json } => show(library, set, *json, lang),
        CriteriaCommand::Export { version } => export(library, version),
        CriteriaCommand::Resolve {
            on,
            submitted_on,
            kind,
            text,
        } => {
            let kind = kind.map(RegistrationKind::from);
            resolve(
                library,
                on,
                submitted_on.as_deref(),
                kind,
                text.then_some(lang),
            )
        }
        CriteriaCommand::Verify { dir, json } => verify(dir, (!json).then_some(lang)),
    }
}

fn list(library: &Library, json: bool, lang: Lang) -> Result<Exit, Failure> {
    let as_text = (!json).then_some(lang);
    if json {
        match criteria::list(library, None) {
            Ok(listed) => print_json(&listed, false)?,
            Err(refusal) => return refused(&refusal, as_text, false),
        }
        return Ok(Exit::Done);
    }
    match page::criteria(library, lang) {
        Ok(document) => print_page(&document)?,
        Err(problems) => return refuse(&problems, as_text, false),
    }
    Ok(Exit::Done)
}

fn show(library: &Library, which: &str, json: bool, lang: Lang) -> Result<Exit, Failure> {
    match criteria::sheet(library, None, &SetSelector::from(which)) {
        Ok(shown) if json => print_json(&shown, false)?,
        Ok(shown) => print_page(&page::sheet(&shown, library, lang))?,
        Err(refusal) => return refused(&refusal, (!json).then_some(lang), false),
    }
    Ok(Exit::Done)
}

fn export(library: &Library, version: &str) -> Result<Exit, Failure> {
    let sheets = criteria::sheets(library, version).map_err(refusal(None, true))?;
    let mut out = output();
    for sheet in sheets {
        serde_json::to_writer(&mut out, &sheet)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(Exit::Done)
}

fn resolve(
    library: &Library,
    on: &str,
    submitted_on: Option<&str>,
    kind: Option<RegistrationKind>,
    as_text: Option<Lang>,
) -> Result<Exit, Failure> {
    let mut problems = Problems::new();
    let on = date(Some(on), "/assessed_on", &mut problems);
    let submitted_on = date(submitted_on, "/registration/submitted_on", &mut problems);
    let resolved = problems
        .or(DossierDates::default()
            .on(on)
            .submitted_on(submitted_on)
            .kind(kind))
        .and_then(|o| Ok(library.resolve(&o)?));
    match (resolved, as_text) {
        (Ok(resolution), None) => print_json(&resolution, false)?,
        (Ok(found), Some(lang)) => print_page(&page::resolution(&found, library, lang))?,
        (Err(problems), as_text) => return refuse(&problems, as_text, false),
    }
    Ok(Exit::Done)
}

fn verify(dir: &Path, as_text: Option<Lang>) -> Result<Exit, Failure> {
    let mut all = Problems::new();
    let mut names = Vec::new();
    let mut library = Library::embedded();
    for criteria in folder::versions(dir)? {
        names.push(format!("{} {}", criteria.id(), criteria.digest()));
        all.append(criteria.verify());
        library.insert(criteria);
    }
    for found in folder::correspondences(dir)? {
        match found {
            Ok(found) => {
                names.push(found.folder().to_owned());
                all.append(found.verify(&library));
            }
            Err(problems) => all.append(problems),
        }
    }
    if !all.is_empty() {
        return refuse(&all, as_text, false);
    }
    match as_text {
        None => print_json(&all.report(None), false)?,
        Some(Lang::Vi) => print_text(&format!("{}\nKhông có vấn đề.\n", names.join("\n")))?,
        Some(Lang::En) => print_text(&format!("{}\nNo problems.\n", names.join("\n")))?,
    }
    Ok(Exit::Done)
}
