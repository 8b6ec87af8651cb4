//! A page put where it is to go, in the form that is asked for.

use std::io::{self, IsTerminal as _};
use std::path::Path;

use clap::ValueEnum;
use ocop::Text;
use ocop_operations::Refusal;
use ocop_operations::document::DocumentFormat;
use ocop_operations::write::write_as;
use ocop_text::Document;
use serde::Serialize;

use crate::asked::usage;
use crate::cli::{OutArgs, PaperArgs, PaperFormat};
use crate::ending::{ending, promises};
use crate::io::{Failure, json, shown, write as write_text, write_bytes};

/// Writes a document in a form, to a file or to standard output. What is no text does not go to a
/// terminal.
pub fn write(document: &Document, form: DocumentFormat, output: &OutArgs) -> Result<(), Failure> {
    write_reply(form, output, || written(document, form))
}

/// Writes a result as JSON, to a file or to standard output.
pub fn write_json<T: Serialize>(value: &T, output: &OutArgs) -> Result<(), Failure> {
    write_text(&json(value, false)?, output.out.as_deref(), output.force)
}

/// Writes what is made in a form, as [`write`] does; nothing is made that cannot be written.
pub fn write_reply(
    form: DocumentFormat,
    output: &OutArgs,
    made: impl FnOnce() -> Result<Vec<u8>, Failure>,
) -> Result<(), Failure> {
    let to_terminal = output.out.is_none() && io::stdout().is_terminal();
    if to_terminal
        && matches!(
            form,
            DocumentFormat::Docx | DocumentFormat::Pdf | DocumentFormat::Xlsx
        )
    {
        return Err(Failure::Usage(Text::new(
            "định dạng này không in ra màn hình được; thêm --out TỆP",
            "this format is not for a terminal; add --out FILE",
        )));
    }
    write_bytes(&made()?, output.out.as_deref(), output.force)
}

/// Whether a command that gives JSON is asked for a page instead.
pub const fn for_people(args: &PaperArgs, text: bool) -> bool {
    text || args.format.is_some()
}

/// The form of what is written: the one that is asked for, else by the ending of the file's name, else
/// the usual one. What is asked for and the ending must not contradict each other.
pub fn form_of<F: ValueEnum + PartialEq>(
    asked: Option<F>,
    out: Option<&Path>,
    usual: F,
) -> Result<F, Failure> {
    let named = out.filter(|path| path.as_os_str() != "-");
    let Some((path, end)) = named.and_then(|path| Some((path, ending(path)?))) else {
        return Ok(asked.unwrap_or(usual));
    };
    let by_name = F::value_variants().iter().find(|form| end_of(*form) == end);
    match (asked, by_name) {
        (None, Some(form)) => Ok(form.clone()),
        (Some(asked), None) => Ok(asked),
        (Some(asked), Some(form)) if asked == *form => Ok(asked),
        (Some(asked), Some(_)) => {
            let (name, asked) = (shown(path), name_of(&asked));
            Err(Failure::Usage(Text::new(
                format!("\"{name}\": đuôi tệp không hợp với --format {asked}"),
                format!("\"{name}\": the ending does not fit --format {asked}"),
            )))
        }
        // an ending that promises nothing
        (None, None) if !promises(&end) => Ok(usual),
        (None, None) => {
            let ends = F::value_variants()
                .iter()
                .map(|form| format!(".{}", end_of(form)));
            Err(no_form(path, &ends.collect::<Vec<_>>().join(", ")))
        }
    }
}

/// How the command line spells a form.
fn name_of<F: ValueEnum>(form: &F) -> String {
    let value = form.to_possible_value();
    value.map(|v| v.get_name().to_owned()).unwrap_or_default()
}

/// The ending of a file's name in a form.
fn end_of<F: ValueEnum>(form: &F) -> String {
    match name_of(form).as_str() {
        "text" => "txt".to_owned(),
        name => name.to_owned(),
    }
}

/// Writes what a command gives: as a paper where one is asked for, by its format or by the ending of the
/// file's name; else as text or as JSON.
pub fn put(
    args: &PaperArgs,
    text: bool,
    page: impl FnOnce() -> Document,
    json: impl FnOnce() -> Result<String, Failure>,
) -> Result<(), Failure> {
    let out = args.output.out.as_deref();
    let asked = if text {
        Some(PaperFormat::Text)
    } else {
        let end = out.and_then(ending);
        let is_json = end.is_none_or(|end| end == "json" || !promises(&end));
        match args.format {
            None if is_json => None,
            asked => Some(form_of(asked, out, PaperFormat::Text)?),
        }
    };
    match asked {
        Some(format) => write(&page(), format.into(), &args.output),
        None => write_text(&json()?, out, args.output.force),
    }
}

/// The form that the end of a file's name asks for.
pub fn by_name(file: &Path) -> Result<PaperFormat, Failure> {
    PaperFormat::of(file).ok_or_else(|| no_form(file, ".txt, .md, .html, .docx, .pdf, .xlsx"))
}

/// That the ending of a file's name tells no form.
fn no_form(file: &Path, ends: &str) -> Failure {
    let name = shown(file);
    Failure::Usage(Text::new(
        format!("đuôi của \"{name}\" không cho biết định dạng; cần một trong: {ends}"),
        format!("the ending of \"{name}\" tells no form; expected one of: {ends}"),
    ))
}

/// Writes a page to a file in the form that its name asks for.
pub fn write_by_name(page: &Document, file: &Path, force: bool) -> Result<(), Failure> {
    write_bytes(&written(page, by_name(file)?.into())?, Some(file), force)
}

/// What is to be put into a file in a form.
pub fn written(document: &Document, form: DocumentFormat) -> Result<Vec<u8>, Failure> {
    let reply = write_as(document, form, None).map_err(|refusal| not_written(&refusal))?;
    Ok(reply.bytes)
}

/// A form that this build does not have.
pub fn not_written(refusal: &Refusal) -> Failure {
    usage("--format", &refusal.problems)
}
