//! `ocop sheet`, `ocop form`, `ocop council papers`: what is printed, filled in by hand and signed.

use std::path::{Path, PathBuf};

use ocop::{Lang, Library, Problems, Text};
use ocop_operations::document::DocumentFormat;
use ocop_operations::paper::{FormOptions, form as form_page, papers as papers_of, score_sheet};
use ocop_operations::write::available;
use ocop_operations::{RefusalKind, SetSelector, criteria};
use ocop_text::page::{self, PaperSettings};

use super::council::{SessionBytes, standing_of};
use super::dossier::dossier;
use super::put::{form_of, not_written, write, write_reply, written};
use crate::Exit;
use crate::asked::{named_version, usage};
use crate::cli::{FormArgs, MinutesArgs, MinutesFormat, PaperFormat, PapersArgs, SheetArgs};
use crate::io::{Failure, print_text, read, refusal, refuse, shown, write_files};

/// The most bytes of a file of settings.
const MOST_SETTINGS: usize = 1 << 20;

pub fn sheet(args: &SheetArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let out = args.output.out.as_deref();
    let form = form_of(args.format, out, PaperFormat::Text)?.into();
    let asked = criteria::CriteriaOptions::default().set(SetSelector::from(args.set.as_str()));
    match score_sheet(library, &asked, form, None, lang) {
        Ok(reply) => {
            write_reply(form, &args.output, || Ok(reply.bytes))?;
            Ok(Exit::Done)
        }
        Err(refusal) if refusal.kind == RefusalKind::Refused => {
            refuse(&refusal.problems, Some(lang), false)
        }
        Err(refusal) => Err(not_written(&refusal)),
    }
}

pub fn form(args: &FormArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let out = args.output.out.as_deref();
    let form = form_of(args.format, out, PaperFormat::Text)?.into();
    let mut options = FormOptions::default();
    options.version.clone_from(&args.criteria);
    options.set = args.set.as_deref().map(SetSelector::from);
    let bytes = match &options.set {
        Some(_) => Vec::new(),
        None => {
            let asked = args.criteria.as_deref();
            let reading = named_version(asked, library)?;
            let bytes = dossier(args.file.as_deref(), library, &reading, lang)?
                .map_err(refusal(Some(lang), false))?;
            if args.file.is_none() && bytes.trim_ascii().is_empty() {
                return Err(no_dossier());
            }
            bytes
        }
    };
    match form_page(library, &bytes, args.form.into(), &options, lang) {
        Ok(document) => {
            write(&document, form, &args.output)?;
            Ok(Exit::Done)
        }
        Err(refusal) if refusal.kind == RefusalKind::Refused => {
            refuse(&refusal.problems, Some(lang), false)
        }
        Err(refusal) => Err(usage("--criteria", &refusal.problems)),
    }
}

/// Nothing came in: whoever wants a form to fill in by hand asks for one of a product set.
fn no_dossier() -> Failure {
    Failure::Usage(Text::new(
        "chưa có hồ sơ: nêu tệp hồ sơ, hoặc --set BỘ để có mẫu trống, ví dụ --set 1",
        "no dossier: name its file, or give --set SET for an empty form, as --set 1",
    ))
}

pub fn minutes(args: &MinutesArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let asked = form_of(args.format, args.output.out.as_deref(), MinutesFormat::Md)?;
    let settings = settings(args.settings.as_deref())?.map_err(refusal(Some(lang), false))?;
    let bytes = SessionBytes::read(&args.session)?;
    bytes.tally(library, |tally| {
        let tally = tally.map_err(refusal(Some(lang), false))?;
        let document = page::minutes_with(&tally, library, &settings, lang);
        let form = match asked {
            MinutesFormat::Md => DocumentFormat::Md,
            MinutesFormat::Html => DocumentFormat::Html,
            MinutesFormat::Docx => DocumentFormat::Docx,
            MinutesFormat::Pdf => DocumentFormat::Pdf,
        };
        write(&document, form, &args.output)?;
        Ok(standing_of(&tally))
    })
}

pub fn papers(args: &PapersArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let form = args.format.into();
    available(form).map_err(|refusal| not_written(&refusal))?;
    let settings = settings(args.settings.as_deref())?.map_err(refusal(Some(lang), false))?;
    let session = SessionBytes::read(&args.session)?;
    session.tally(library, |tally| {
        let tally = tally.map_err(refusal(Some(lang), false))?;
        let made = papers_of(library, &tally, &settings, lang);
        let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
        for (name, document) in &made.papers {
            let file = format!("{name}.{}", args.format.end());
            files.push((args.out.join(file), written(document, form)?));
        }
        write_files(&files, Some(&args.out), args.force, |name| {
            Text::new(
                format!("\"{name}\" đã có; thêm --force để ghi đè, hoặc chọn thư mục khác"),
                format!("\"{name}\" is there already; add --force, or choose another folder"),
            )
        })?;
        let (number, folder) = (files.len(), shown(&args.out));
        let mut text = match lang {
            Lang::Vi => format!("Đã ghi {number} văn bản vào {folder}\n"),
            Lang::En => format!("{number} papers written to {folder}\n"),
        };
        for left in &made.left_out {
            let label = match lang {
                Lang::Vi => "Không lập",
                Lang::En => "Left out",
            };
            text.push_str(&format!("{label}: {}\n", left.get(lang)));
        }
        print_text(&text)?;
        Ok(standing_of(&tally))
    })
}

/// A province's own words, from a file; the usual ones where none is named.
pub fn settings(file: Option<&Path>) -> Result<Result<PaperSettings, Problems>, Failure> {
    Ok(match file {
        None => Ok(PaperSettings::default()),
        Some(_) => ocop::read_options(&read(file, MOST_SETTINGS)?),
    })
}
