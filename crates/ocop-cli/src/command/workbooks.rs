//! `ocop council new`, `sheets`, `collect` and `results`: lists and workbooks in and out.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use ocop::council::FileKind;
use ocop::criteria::Authority;
use ocop::{BYTE_ORDER_MARK, Lang, Library, Problems, slug};
use ocop_office::workbook::collect::{
    CollectOptions, Collection, ReturnedFile, collect as read_back, page, whole,
};
use ocop_office::workbook::lists::{ListFile, NewSession, list_problems, new_session};
use ocop_office::workbook::member::{Content, Contents, Order, write_all};
use ocop_office::workbook::read::MAX_WORKBOOK_BYTES;
use ocop_office::workbook::{
    Given, Roster, document, given, tables as write_tables, tables_as_text,
};
use ocop_text::{clean, table_csv};

use super::council::{SessionBytes, may_be_read, standing_of};
use super::put::write_json;
use crate::Exit;
use crate::cli::{
    CollectArgs, CouncilLevel, NewArgs, ResultsArgs, SheetsArgs, TableFormat, TablesArgs,
};
use crate::inputs;
use crate::io::{
    Failure, already, json, print_json, print_page, print_text, read, refusal, refuse, shown,
    unreadable, write_files,
};

/// Writes a workbook a member, all or none.
pub fn sheets(args: &SheetsArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let bytes = SessionBytes::read(&args.session)?;
    let roster = Roster::read(library, bytes.session(), &bytes.files())
        .map_err(refusal(Some(lang), false))?;
    let round = args.round.unwrap_or_else(|| roster.round());
    let named = |id: &str| args.members.is_empty() || args.members.iter().any(|m| m == id);
    let mut members: Vec<&str> = roster.members().iter().map(|m| m.id.as_ref()).collect();
    members.retain(|id| named(id));
    // one that is not there is told by whoever writes its workbook
    let unknown = args.members.iter().map(String::as_str);
    let unknown: Vec<&str> = unknown.filter(|id| !members.contains(id)).collect();
    members.extend(unknown);
    // whoever scores none of the products that are asked for gets no workbook
    let (members, recused): (Vec<&str>, Vec<&str>) = members
        .into_iter()
        .partition(|id| !roster.scores_none(id, &args.products));
    let orders: Vec<Order<'_>> = members
        .iter()
        .map(|member| {
            Order::new(member)
                .round(round)
                .products(args.products.iter().map(String::as_str))
                .lang(lang)
        })
        .collect();
    let filled = if args.filled {
        held(library, &roster, &bytes, round)
    } else {
        Given::new()
    };
    let books: Vec<_> = orders
        .into_iter()
        .map(|order| {
            let contents = contents(&filled, order.member);
            (order, contents)
        })
        .collect();
    let written = write_all(library, &roster, &books).map_err(refusal(Some(lang), false))?;
    let mut names = BTreeSet::new();
    let files = books.iter().zip(written).map(|((order, _), book)| {
        let member = roster.members().iter().find(|m| m.id == order.member);
        let name = member.and_then(|m| m.name.as_deref()).unwrap_or_default();
        let stem = format!(
            "phieu-{}-vong-{round}",
            slug(&format!("{} {name}", order.member))
        );
        (args.out.join(free_name(&stem, "xlsx", &mut names)), book)
    });
    let files: Vec<(PathBuf, Vec<u8>)> = files.collect();
    save(&args.out, &files, args.force)?;
    print_text(&match lang {
        Lang::Vi => format!(
            "Đã ghi {} bảng tính vào {}.\n",
            files.len(),
            shown(&args.out)
        ),
        Lang::En => format!(
            "Workbooks written to {}: {}.\n",
            shown(&args.out),
            files.len()
        ),
    })?;
    for id in recused {
        let who = roster.member(id).and_then(|m| m.name.as_deref());
        let who = clean(who.unwrap_or(id));
        print_text(&match lang {
            Lang::Vi => format!(
                "Không ghi bảng tính cho {who} ({id}): không chấm sản phẩm nào trong số này.\n"
            ),
            Lang::En => {
                format!("No workbook for {who} ({id}), who scores none of these products.\n")
            }
        })?;
    }
    Ok(Exit::Done)
}

/// A file's name that no other file of the same call has.
fn free_name(stem: &str, end: &str, taken: &mut BTreeSet<String>) -> String {
    let stem: String = stem.chars().take(80).collect();
    let mut name = format!("{stem}.{end}");
    let mut number = 2_usize;
    while !taken.insert(name.clone()) {
        name = format!("{stem}-{number}.{end}");
        number = number.saturating_add(1);
    }
    name
}

/// What a member's sheets hold already.
fn contents(given: &Given, member: &str) -> Contents {
    let mut contents = Contents::default();
    for (product, members) in given {
        if let Some(filled) = members.get(member) {
            let content = Content {
                filled: filled.clone(),
                ..Content::default()
            };
            contents.sheets.insert(product.clone(), content);
        }
    }
    contents
}

/// What a session's sheets hold in a round.
fn held(library: &Library, roster: &Roster, bytes: &SessionBytes, round: u8) -> Given {
    whole(bytes.session(), &bytes.files())
        .map(|session| given(library, roster, &session, round))
        .unwrap_or_default()
}

/// Writes the secretary's tables.
pub fn tables(args: &TablesArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let bytes = SessionBytes::read(&args.session)?;
    let roster = Roster::read(library, bytes.session(), &bytes.files())
        .map_err(refusal(Some(lang), false))?;
    let round = args.round.unwrap_or_else(|| roster.round());
    let filled = if args.filled {
        held(library, &roster, &bytes, round)
    } else {
        Given::new()
    };
    if args.format == TableFormat::Csv {
        let mut names = BTreeSet::new();
        let written = tables_as_text(&roster, round, &filled, lang);
        let files = written.into_iter().map(|(id, text)| {
            let product = roster.products().iter().find(|p| p.id == id);
            let name = product.map_or("", |p| p.name.as_str());
            let stem = format!("bang-diem-{}-vong-{round}", slug(&format!("{id} {name}")));
            (args.out.join(free_name(&stem, "csv", &mut names)), text)
        });
        let files: Vec<(PathBuf, Vec<u8>)> = files.map(|(f, t)| (f, t.into_bytes())).collect();
        save(&args.out, &files, args.force)?;
        return Ok(Exit::Done);
    }
    match write_tables(&roster, round, &filled, lang) {
        Ok(book) => save_in(None, &[(args.out.clone(), book)], args.force)?,
        Err(problems) => return refuse(&problems, Some(lang), false),
    }
    Ok(Exit::Done)
}

/// Reads workbooks back into the session.
pub fn collect(args: &CollectArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let bytes = SessionBytes::read(&args.session)?;
    let mut returned = Vec::new();
    for path in &args.files {
        gather(path, &mut returned)?;
    }
    let files: Vec<ReturnedFile<'_>> = returned
        .iter()
        .map(|(name, bytes)| ReturnedFile::new(name).bytes(bytes.as_deref()))
        .collect();
    let options = CollectOptions::default().round(args.round).lang(lang);
    let collection = read_back(library, bytes.session(), &bytes.files(), &files, options)
        .map_err(refusal(args.text.then_some(lang), false))?;
    keep(args, &collection)?;
    if args.text {
        print_page(&page(&collection, lang))?;
    } else {
        print_json(&collection.report, false)?;
    }
    Ok(if collection.report.errors.is_empty() {
        Exit::Done
    } else {
        Exit::Refused
    })
}

/// Writes the session and the annotated copies, all or none.
fn keep(args: &CollectArgs, collection: &Collection) -> Result<(), Failure> {
    // the session that is written has all that was in it
    inputs::may_be_written_over(&args.session.session);
    inputs::may_be_written_over(&args.session.session.join("session.json"));
    let mut files = vec![(
        args.out.clone(),
        json(&collection.session, false)?.into_bytes(),
    )];
    let stem = args
        .out
        .file_stem()
        .map(|s| s.to_string_lossy().into_owned());
    let beside = || {
        args.out
            .with_file_name(format!("{}-can-sua", stem.unwrap_or_default()))
    };
    let folder = args.notes.clone().unwrap_or_else(beside);
    let mut names = BTreeSet::new();
    for (file, book) in &collection.copies {
        let stem = Path::new(file)
            .file_stem()
            .map(|s| s.to_string_lossy().into_owned());
        let stem = slug(&stem.unwrap_or_default());
        let name = free_name(&format!("{stem}-can-sua"), "xlsx", &mut names);
        files.push((folder.join(name), book.clone()));
    }
    let made = if collection.copies.is_empty() {
        None
    } else {
        Some(folder.as_path())
    };
    save_in(made, &files, args.force)
}

/// A file, or the files of a folder and of the folders in it, by their names.
fn gather(path: &Path, found: &mut Vec<(String, Option<Vec<u8>>)>) -> Result<(), Failure> {
    if !path.is_dir() {
        let name = path.to_string_lossy().into_owned();
        // what a program left behind need not be opened to be told
        let bytes = match FileKind::of(&name) {
            FileKind::System => None,
            _ => Some(read(Some(path), MAX_WORKBOOK_BYTES)?),
        };
        found.push((name, bytes));
        return Ok(());
    }
    let mut entries = Vec::new();
    for entry in fs::read_dir(path).map_err(|e| unreadable(path, &e))? {
        entries.push(entry.map_err(|e| unreadable(path, &e))?.path());
    }
    entries.sort();
    for entry in &entries {
        if entry.is_dir() || may_be_read(entry) {
            gather(entry, found)?;
        } else {
            found.push((entry.to_string_lossy().into_owned(), None));
        }
    }
    Ok(())
}

fn save(folder: &Path, files: &[(PathBuf, Vec<u8>)], force: bool) -> Result<(), Failure> {
    save_in(Some(folder), files, force)
}

/// Writes files that belong together, into a folder that is made where it is not there.
fn save_in(
    folder: Option<&Path>,
    files: &[(PathBuf, Vec<u8>)],
    force: bool,
) -> Result<(), Failure> {
    write_files(files, folder, force, already)
}

/// Makes a session from two lists.
pub fn new(args: &NewArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let mut lists = Vec::new();
    for path in [&args.members, &args.products] {
        lists.push((shown(path), read(Some(path), MAX_WORKBOOK_BYTES)?));
    }
    let file = |place: usize| {
        let (name, bytes) = lists.get(place).map_or(("", &[][..]), |(n, b)| (n, b));
        ListFile::new(name, bytes)
    };
    let held_on = match ocop::read_day(&args.on) {
        Ok(day) => day,
        Err(why) => {
            let mut problems = Problems::from(why.problem(&args.on, "on"));
            problems.append(list_problems(file(0), file(1)));
            return refuse(&problems, Some(lang), false);
        }
    };
    let about = NewSession::new(
        match args.level {
            CouncilLevel::District => Authority::District,
            CouncilLevel::Province => Authority::Province,
            CouncilLevel::Central => Authority::Central,
        },
        held_on,
    )
    .criteria(args.criteria.as_deref())
    .council(args.council.as_deref())
    .place(args.place.as_deref());
    match new_session(library, file(0), file(1), &about) {
        Ok((session, notices)) => {
            write_json(&session, &args.output)?;
            for notice in notices {
                // beside the session, which may go to standard output
                _ = writeln!(io::stderr(), "ocop: {}", clean(&notice.line(lang)));
            }
            Ok(Exit::Done)
        }
        Err(problems) => refuse(&problems, Some(lang), false),
    }
}

/// Writes the result of a session as a workbook, or as a table in text.
pub fn results(args: &ResultsArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let bytes = SessionBytes::read(&args.session)?;
    bytes.tally(library, |tally| {
        let tally = tally.map_err(refusal(Some(lang), false))?;
        let is_csv = args
            .out
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("csv"));
        if is_csv {
            let table = ocop_text::page::results_table(&tally, library, lang);
            let text = format!("{BYTE_ORDER_MARK}{}", table_csv(&table));
            save_in(None, &[(args.out.clone(), text.into_bytes())], args.force)?;
            return Ok(standing_of(&tally));
        }
        let page = ocop_text::page::tally(&tally, library, lang);
        match document(&page) {
            Ok(book) => save_in(None, &[(args.out.clone(), book)], args.force)?,
            Err(problems) => return refuse(&problems, Some(lang), false),
        }
        Ok(standing_of(&tally))
    })
}
