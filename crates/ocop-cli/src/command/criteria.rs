//! `ocop criteria`: the law as data.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use ocop::criteria::RegistrationKind;
use ocop::{CriteriaVersion, DossierDates, Lang, Library, Problem, Problems};
use ocop_text::page;
use serde::Serialize;

use crate::Exit;
use crate::cli::CriteriaCommand;
use crate::folder;
use crate::io::{Failure, output, print_json, print_page, print_text, refuse};

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

#[derive(Serialize)]
struct ListedVersion<'a> {
    criteria: &'a str,
    number: &'a str,
    in_force_from: String,
    in_force_until: Option<String>,
    digest: &'a str,
    product_sets: Vec<ListedSet<'a>>,
}

#[derive(Serialize)]
struct ListedSet<'a> {
    product_set: i64,
    slug: &'a str,
    name: ocop::Text,
}

fn list(library: &Library, json: bool, lang: Lang) -> Result<Exit, Failure> {
    let mut listed = Vec::new();
    for criteria in library.versions() {
        let read = || -> Result<ListedVersion<'_>, Problems> {
            let file = criteria.instrument()?.file();
            let sets = criteria.set_numbers().map(|number| {
                let set = criteria.set(number)?;
                let name = criteria.translate(set.name());
                Ok(ListedSet {
                    product_set: number.into(),
                    slug: set.slug(),
                    name,
                })
            });
            Ok(ListedVersion {
                criteria: criteria.id().as_str(),
                number: &file.number,
                in_force_from: file.in_force.from.to_string(),
                in_force_until: file.in_force.until.map(|d| d.to_string()),
                digest: criteria.digest(),
                product_sets: sets.collect::<Result<_, Problems>>()?,
            })
        };
        match read() {
            Ok(version) => listed.push(version),
            Err(problems) => return refuse(&problems, (!json).then_some(lang), false),
        }
    }
    if json {
        print_json(&listed, false)?;
        return Ok(Exit::Done);
    }
    match page::criteria(library, lang) {
        Ok(document) => print_page(&document)?,
        Err(problems) => return refuse(&problems, Some(lang), false),
    }
    Ok(Exit::Done)
}

fn show(library: &Library, which: &str, json: bool, lang: Lang) -> Result<Exit, Failure> {
    let found = || super::find_set(library, which).and_then(|(criteria, set)| criteria.show(set));
    match found() {
        Ok(shown) if json => print_json(&shown, false)?,
        Ok(shown) => print_page(&page::sheet(&shown, library, lang))?,
        Err(problems) => return refuse(&problems, (!json).then_some(lang), false),
    }
    Ok(Exit::Done)
}

pub fn no_set(version: &str) -> Problem {
    Problem::new(
        ocop::Code::UnknownProductSet,
        "/product_set",
        "Thiếu bộ sản phẩm.",
        "The product set is missing.",
    )
    .with_help(
        format!("Ví dụ: {version}/1. Xem danh sách: ocop criteria list."),
        format!("Such as {version}/1. See the list: ocop criteria list."),
    )
}

pub fn latest(library: &Library) -> Result<&Arc<CriteriaVersion>, Problems> {
    let from = |c: &&Arc<CriteriaVersion>| c.instrument().map(|i| i.file().in_force.from).ok();
    library
        .versions()
        .max_by_key(from)
        .ok_or_else(Problems::new)
}

fn export(library: &Library, version: &str) -> Result<Exit, Failure> {
    let sets = || -> Result<Vec<_>, Problems> {
        let criteria = library.version(version)?;
        criteria
            .set_numbers()
            .map(|n| criteria.show(criteria.set(n)?))
            .collect()
    };
    match sets() {
        Ok(sets) => {
            let mut out = output();
            for set in sets {
                serde_json::to_writer(&mut out, &set)?;
                out.write_all(b"\n")?;
            }
            out.flush()?;
            Ok(Exit::Done)
        }
        Err(problems) => refuse(&problems, None, true),
    }
}

fn resolve(
    library: &Library,
    on: &str,
    submitted_on: Option<&str>,
    kind: Option<RegistrationKind>,
    as_text: Option<Lang>,
) -> Result<Exit, Failure> {
    let mut problems = Problems::new();
    let on = super::date(Some(on), "/assessed_on", &mut problems);
    let submitted_on = super::date(submitted_on, "/registration/submitted_on", &mut problems);
    let resolved = problems
        .or(DossierDates {
            on,
            submitted_on,
            kind,
        })
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
