//! The sheets of a class, from a folder or from lines.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use ocop::practice::ClassMarking;
use ocop::{Lang, Library, MAX_BYTES, Notice, NoticeCode};
use ocop_operations::Refusal;
use ocop_operations::mark_class::{ClassOptions, ClassSheet, mark_class, mark_lines, seed_of_file};
use ocop_text::clean;

use crate::io::{Failure, read, shown, unreadable};

/// The most bytes of a class in one file: some hundred sheets.
const MOST_LINES: usize = 1 << 26;

/// What the files of a key are called, without their ends.
pub const fn key_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "dap-an",
        Lang::En => "key",
    }
}

/// Marks the sheets of a class: of each file of a folder, or of each line of a file. A file whose name
/// says which practice dossier it is of (`phieu-8.json`) is marked by that one.
pub fn marked(
    library: &Library,
    place: &Path,
    options: &ClassOptions,
) -> Result<Result<ClassMarking, Refusal>, Failure> {
    if !place.is_dir() {
        let bytes = read(Some(place), MOST_LINES)?;
        return Ok(mark_lines(library, &bytes, options));
    }
    let (sheets, passed_over) = files(place)?;
    let mut read_sheets = Vec::new();
    for path in &sheets {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let bytes = read(Some(path), MAX_BYTES)?;
        read_sheets
            .push(ClassSheet::new(shown(Path::new(&*name)), bytes).seed(seed_of_file(&name)));
    }
    let marked = mark_class(library, read_sheets, options);
    Ok(marked.map(|mut class| {
        class.notices.extend(not_read(&passed_over));
        class
    }))
}

/// The sheets in a folder, by their names, and the names of what is no sheet.
fn files(folder: &Path) -> Result<(Vec<PathBuf>, Vec<String>), Failure> {
    let (mut sheets, mut others) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(folder).map_err(|e| unreadable(folder, &e))? {
        let path = entry.map_err(|e| unreadable(folder, &e))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_json = path
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("json"));
        let is_key = [Lang::Vi, Lang::En]
            .map(key_name)
            .iter()
            .any(|key| path.file_stem().is_some_and(|stem| stem == *key));
        let is_hidden = name.starts_with('.') || name.starts_with("~$");
        if is_json && !is_key && !is_hidden && path.is_file() {
            sheets.push(path);
        } else {
            others.push(shown(Path::new(&*name)));
        }
    }
    // 2 before 10
    let number = |p: &PathBuf| {
        let name = p.file_name().unwrap_or_default().to_string_lossy();
        (seed_of_file(&name), name.into_owned())
    };
    sheets.sort_by_key(number);
    others.sort_unstable();
    Ok((sheets, others))
}

/// Names what is in the folder and was not read.
fn not_read(names: &[String]) -> Option<Notice> {
    const NAMED: usize = 10;
    if names.is_empty() {
        return None;
    }
    let list: Vec<&str> = names.iter().take(NAMED).map(String::as_str).collect();
    let list = list.join(", ");
    let more = names.len().saturating_sub(NAMED);
    let (vi, en) = match more {
        0 => (String::new(), String::new()),
        more => (format!(" và {more} tệp khác"), format!(" and {more} more")),
    };
    Some(Notice::new(
        NoticeCode::FilePassedOver,
        format!("Không phải phiếu, không đọc: {list}{vi}."),
        format!("No sheets, not read: {list}{en}."),
    ))
}

/// Says on standard error what a table does not: sheets that were refused, files that were not read.
pub fn tell(class: &ClassMarking, lang: Lang) {
    // a message that cannot be written has nowhere else to go
    let say = |text: &str| _ = writeln!(std::io::stderr(), "ocop: {}", clean(text));
    for error in &class.errors {
        for problem in error.errors.iter() {
            match error.line {
                Some(line) => say(&format!("{line}: {}", problem.line(lang))),
                None => say(&problem.line(lang)),
            }
        }
    }
    if !class.blank.is_empty() {
        let names = class.blank.join(", ");
        say(&match lang {
            Lang::Vi => format!("Chưa điền, không tính: {names}."),
            Lang::En => format!("Not filled in, not counted: {names}."),
        });
    }
    for notice in &class.notices {
        say(notice.message.get(lang));
    }
}
