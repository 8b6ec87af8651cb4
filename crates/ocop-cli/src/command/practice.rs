//! `ocop practice`: dossiers for a class, and a trainee's sheet beside the key.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ocop::practice::{Practice, compare, make};
use ocop::{
    AssessOptions, Code, CriteriaVersion, Lang, Library, MAX_BYTES, Problem, Problems, ProductSet,
    Text, rate,
};
use ocop_text::{Format, page, write as write_page};
use serde_json::{Map, Value, json};

use crate::Exit;
use crate::cli::PracticeArgs;
use crate::io::{Failure, print_json, print_page, print_text, read, refuse, shown};
use crate::save::{Existing, save_all};

pub fn run(args: &PracticeArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let as_text = (!args.json).then_some(lang);
    let (criteria, set) = match super::find_set(library, &args.set) {
        Ok(found) => found,
        Err(problems) => return refuse(&problems, as_text, false),
    };
    if let (Some(count), Some(out)) = (args.batch, &args.out) {
        return batch(args, criteria, set, count, out, lang);
    }
    let practice = make(criteria, set, args.seed);
    if let Some(file) = &args.check {
        let bytes = read(Some(file), MAX_BYTES)?;
        let options = AssessOptions {
            criteria: Some(criteria.id().clone()),
            strict: false,
        };
        let compared = library
            .assess_json(&bytes, &options)
            .and_then(|assessment| {
                let given = assessment.sheet().product_set();
                if given.number() != set.number() {
                    return Err(other_set(given, set).into());
                }
                compare(&practice, criteria, assessment.sheet())
            });
        match compared {
            Ok(comparison) if args.json => print_json(&comparison, false)?,
            Ok(comparison) => print_page(&page::marking(&comparison, lang))?,
            Err(problems) => return refuse(&problems, as_text, false),
        }
    } else if args.key {
        let document = || page::practice_key(std::slice::from_ref(&practice), criteria, set, lang);
        match (key(&practice, set), args.json) {
            (Ok(key), true) => print_json(&key, false)?,
            (Ok(_), false) => match document() {
                Ok(document) => print_page(&document)?,
                Err(problems) => return refuse(&problems, as_text, false),
            },
            (Err(problems), _) => return refuse(&problems, as_text, false),
        }
    } else if args.json {
        print_json(&practice, false)?;
    } else {
        print_page(&page::practice(&practice, lang))?;
    }
    Ok(Exit::Done)
}

fn other_set(given: &Arc<ProductSet>, set: &Arc<ProductSet>) -> Problem {
    let (found, wanted) = (given.number(), set.number());
    Problem::new(
        Code::AnswersOfAnotherSet,
        "/product_set",
        format!("Phiếu này của bộ {found}, hồ sơ thực hành của bộ {wanted}."),
        format!("This sheet is of set {found}, the practice dossier of set {wanted}."),
    )
}

/// The key as a dossier: it can be rated, explained, planned like any other.
fn key(practice: &Practice, set: &Arc<ProductSet>) -> Result<Value, Problems> {
    let sheet = practice.sheet(set)?;
    let answers: Map<String, Value> = practice
        .key()
        .iter()
        .map(|(id, level)| (id.to_string(), json!(level.get())))
        .collect();
    let rating = rate(&sheet);
    Ok(json!({
        "seed": practice.seed,
        "points": rating.points(),
        "stars": rating.stars(),
        "dossier": {
            "format": ocop::DOSSIER_FORMAT,
            "criteria": practice.criteria,
            "product_set": practice.product_set,
            "answers": answers,
            "findings": practice.findings(),
        }
    }))
}

/// Writes a folder: for each trainee the dossier to read and a sheet to fill in, and one key.
fn batch(
    args: &PracticeArgs,
    criteria: &CriteriaVersion,
    set: &Arc<ProductSet>,
    count: u16,
    out: &Path,
    lang: Lang,
) -> Result<Exit, Failure> {
    let class: Vec<Practice> = (0..u64::from(count))
        .map(|i| make(criteria, set, args.seed.wrapping_add(i)))
        .collect();
    let mut files: Vec<(PathBuf, String)> = Vec::new();
    for practice in &class {
        let seed = practice.seed;
        let (read, fill) = match lang {
            Lang::Vi => (format!("ho-so-{seed}.md"), format!("phieu-{seed}.json")),
            Lang::En => (format!("dossier-{seed}.md"), format!("sheet-{seed}.json")),
        };
        files.push((
            out.join(read),
            write_page(&page::practice(practice, lang), Format::Markdown),
        ));
        let blank = json!({
            "format": ocop::DOSSIER_FORMAT,
            "criteria": practice.criteria,
            "product_set": practice.product_set,
            "answers": {},
        });
        files.push((out.join(fill), format!("{blank:#}\n")));
    }
    let keys: Result<Vec<Value>, Problems> = class.iter().map(|p| key(p, set)).collect();
    let keys = match keys {
        Ok(keys) => Value::Array(keys),
        Err(problems) => return refuse(&problems, Some(lang), false),
    };
    let name = match lang {
        Lang::Vi => "dap-an",
        Lang::En => "key",
    };
    let document = match page::practice_key(&class, criteria, set, lang) {
        Ok(document) => document,
        Err(problems) => return refuse(&problems, Some(lang), false),
    };
    files.push((
        out.join(format!("{name}.txt")),
        write_page(&document, Format::TEXT),
    ));
    files.push((out.join(format!("{name}.json")), format!("{keys:#}\n")));
    write(&files, out, args.overwrite)?;
    let (number, folder) = (class.len(), out.display());
    print_text(&match lang {
        Lang::Vi => {
            format!("Đã ghi {number} hồ sơ và một đáp án ({name}.txt, {name}.json) vào {folder}\n")
        }
        Lang::En => {
            format!("{number} dossiers and one key ({name}.txt, {name}.json) written to {folder}\n")
        }
    })?;
    Ok(Exit::Done)
}

/// Nothing is written where a file would be overwritten without being told to, nor where not all can
/// be written.
fn write(files: &[(PathBuf, String)], folder: &Path, overwrite: bool) -> Result<(), Failure> {
    let existing = if overwrite {
        Existing::Replace
    } else {
        Existing::Keep
    };
    let is_new = !folder.exists();
    fs::create_dir_all(folder).map_err(|e| Failure::NotSaved(folder.to_owned(), e))?;
    let saved = save_all(files, existing);
    if is_new && saved.is_err() {
        // only an empty folder goes
        let _ = fs::remove_dir(folder);
    }
    saved.map_err(|(path, error)| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            let name = shown(&path);
            Failure::Usage(Text::new(
                format!("\"{name}\" đã có; thêm --overwrite để ghi đè, hoặc chọn thư mục khác"),
                format!("\"{name}\" is there already; add --overwrite, or choose another folder"),
            ))
        }
        _ => Failure::NotSaved(path, error),
    })
}
