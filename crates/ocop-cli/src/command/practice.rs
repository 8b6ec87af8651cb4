//! `ocop practice`: dossiers for a class, and the sheets of trainees beside the key.

use std::path::{Path, PathBuf};

use ocop::practice::{ClassMarking, Practice, class_table};
use ocop::{BYTE_ORDER_MARK, Lang, Library, MAX_BYTES, Text};
use ocop_operations::mark_class::{ClassOptions, sheet_file};
use ocop_operations::practice::{self, PracticeKey, PracticeOptions};
use ocop_operations::{Refusal, SetSelector};
use ocop_text::{Format, page, write as write_page};

use super::practice_class::{self, key_name};
use super::put;
use crate::Exit;
use crate::asked::refused;
use crate::cli::{OutArgs, PaperFormat, PracticeArgs};
use crate::io::{Failure, print_json, print_page, print_text, read, shown, write_files};

pub fn run(args: &PracticeArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let as_text = (!args.json).then_some(lang);
    let options = PracticeOptions::new(SetSelector::from(args.set.as_str()), args.seed);
    if let Some(place) = &args.class {
        let asked = ClassOptions::new(options.set, options.seed).learners(args.learners);
        return match practice_class::marked(library, place, &asked)? {
            Ok(class) => of_class(args, &class, lang),
            Err(refusal) => refused(&refusal, as_text, false),
        };
    }
    if let Some(format) = args.format {
        return on_paper(args, &options, format, library, lang);
    }
    if let (Some(count), Some(out)) = (args.batch, &args.out) {
        return match class(library, &options, count, lang) {
            Ok(files) => batch(args, &files, count, out, lang),
            Err(refusal) => refused(&refusal, Some(lang), false),
        };
    }
    let printed = if let Some(file) = &args.check {
        let bytes = read(Some(file), MAX_BYTES)?;
        practice::mark(library, &bytes, &options).map(|marking| match as_text {
            None => print_json(&marking, false),
            Some(lang) => print_page(&page::marking(&marking, lang)),
        })
    } else if args.key {
        match as_text {
            None => practice::practice_key(library, &options).map(|key| print_json(&key, false)),
            Some(lang) => {
                practice::key_page(library, &options, 1, lang).map(|key| print_page(&key))
            }
        }
    } else {
        practice::practice(library, &options).map(|(practice, _)| match as_text {
            None => print_json(&practice, false),
            Some(lang) => print_page(&page::practice(&practice, lang)),
        })
    };
    match printed {
        Ok(done) => done.map(|()| Exit::Done),
        Err(refusal) => refused(&refusal, as_text, false),
    }
}

/// Prints what a class came to. Sheets that were refused are told in it, and by the exit status.
fn of_class(args: &PracticeArgs, class: &ClassMarking, lang: Lang) -> Result<Exit, Failure> {
    if args.json {
        print_json(class, false)?;
    } else if args.csv {
        practice_class::tell(class, lang);
        let mark = if args.bom { BYTE_ORDER_MARK } else { "" };
        print_text(&format!("{mark}{}", class_table(class)))?;
    } else {
        let form = args.format.unwrap_or(PaperFormat::Text);
        let output = OutArgs {
            out: args.out.clone(),
            force: args.overwrite,
        };
        put::write(&page::class_marking(class, lang), form.into(), &output)?;
    }
    Ok(if class.errors.is_empty() {
        Exit::Done
    } else {
        Exit::SomeRefused
    })
}

/// Writes what is to be printed: of one dossier with its answer sheet, or of its key; of a class one
/// file with all of them and one with the keys.
fn on_paper(
    args: &PracticeArgs,
    options: &PracticeOptions,
    format: PaperFormat,
    library: &Library,
    lang: Lang,
) -> Result<Exit, Failure> {
    let count = args.batch.unwrap_or(1);
    let papers = practice::class_papers(library, options, count, lang);
    let pages = papers.and_then(|papers| {
        let keys = practice::key_page(library, options, count, lang)?;
        Ok((papers, keys))
    });
    let (papers, keys) = match pages {
        Ok(pages) => pages,
        Err(refusal) => return refused(&refusal, Some(lang), false),
    };
    let (Some(_), Some(folder)) = (args.batch, &args.out) else {
        let output = OutArgs {
            out: args.out.clone(),
            force: args.overwrite,
        };
        let page = if args.key { &keys } else { &papers };
        put::write(page, format.into(), &output)?;
        return Ok(Exit::Done);
    };
    let of_class = match lang {
        Lang::Vi => "ho-so-ca-lop",
        Lang::En => "class",
    };
    let mut files = Vec::new();
    for (name, page) in [(of_class, &papers), (key_name(lang), &keys)] {
        let file = folder.join(format!("{name}.{}", format.end()));
        files.push((file, put::written(page, format.into())?));
    }
    place(args, &files, folder)?;
    let shown = shown(folder);
    print_text(&match lang {
        Lang::Vi => format!("Đã ghi {count} hồ sơ kèm phiếu trả lời và đáp án vào {shown}\n"),
        Lang::En => {
            format!("{count} dossiers with answer sheets, and the keys, written to {shown}\n")
        }
    })?;
    Ok(Exit::Done)
}

/// Puts files into a folder, all or none.
fn place<C: AsRef<[u8]>>(
    args: &PracticeArgs,
    files: &[(PathBuf, C)],
    out: &Path,
) -> Result<(), Failure> {
    write_files(files, Some(out), args.overwrite, |name| {
        Text::new(
            format!("\"{name}\" đã có; thêm --overwrite để ghi đè, hoặc chọn thư mục khác"),
            format!("\"{name}\" is there already; add --overwrite, or choose another folder"),
        )
    })
}

/// The files of a class, by their names: for each trainee the dossier to read and a sheet to fill in,
/// and one key.
fn class(
    library: &Library,
    first: &PracticeOptions,
    count: u16,
    lang: Lang,
) -> Result<Vec<(String, String)>, Refusal> {
    let mut files = Vec::new();
    let mut keys: Vec<PracticeKey> = Vec::new();
    for options in first.class(count) {
        let (practice, _): (Practice, _) = practice::practice(library, &options)?;
        let seed = practice.seed;
        let read = match lang {
            Lang::Vi => format!("ho-so-{seed}.md"),
            Lang::En => format!("dossier-{seed}.md"),
        };
        let text = write_page(&page::practice(&practice, lang), Format::Markdown);
        files.push((read, text));
        let blank = format!("{:#}\n", practice::blank(&practice));
        files.push((sheet_file(seed, lang), blank));
        keys.push(practice::practice_key(library, &options)?);
    }
    let name = key_name(lang);
    let page = practice::key_page(library, first, count, lang)?;
    files.push((format!("{name}.txt"), write_page(&page, Format::TEXT)));
    let keys = serde_json::to_string_pretty(&keys).unwrap_or_default();
    files.push((format!("{name}.json"), keys + "\n"));
    Ok(files)
}

/// Writes the files of a class into a folder.
fn batch(
    args: &PracticeArgs,
    files: &[(String, String)],
    count: u16,
    out: &Path,
    lang: Lang,
) -> Result<Exit, Failure> {
    let placed = files.iter();
    let placed: Vec<(PathBuf, String)> = placed
        .map(|(name, text)| (out.join(name), text.clone()))
        .collect();
    place(args, &placed, out)?;
    let (name, folder) = (key_name(lang), shown(out));
    print_text(&match lang {
        Lang::Vi => {
            format!("Đã ghi {count} hồ sơ và một đáp án ({name}.txt, {name}.json) vào {folder}\n")
        }
        Lang::En => {
            format!("{count} dossiers and one key ({name}.txt, {name}.json) written to {folder}\n")
        }
    })?;
    Ok(Exit::Done)
}
