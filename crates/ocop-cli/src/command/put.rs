//! A page put where it is to go, in the form that is asked for.

use std::io::{self, IsTerminal as _};
use std::path::Path;

use ocop::Text;
use ocop_operations::Refusal;
use ocop_operations::document::DocumentFormat;
use ocop_operations::write::write_as;
use ocop_text::Document;

use crate::asked::usage;
use crate::cli::{OutArgs, PaperArgs, PaperFormat};
use crate::io::{Failure, shown, write as write_text, write_bytes};

/// Writes a document in a form, to a file or to standard output. What is no text does not go to a
/// terminal.
pub fn write(document: &Document, form: DocumentFormat, output: &OutArgs) -> Result<(), Failure> {
    write_reply(form, output, || written(document, form))
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

/// Writes what a command gives: as a paper where one is asked for, by its format or by the end of the
/// file's name; else as text or as JSON.
pub fn put(
    args: &PaperArgs,
    text: bool,
    page: impl FnOnce() -> Document,
    json: impl FnOnce() -> Result<String, Failure>,
) -> Result<(), Failure> {
    let by_name = || args.output.out.as_deref().and_then(PaperFormat::of);
    let asked = if text {
        Some(PaperFormat::Text)
    } else {
        args.format.or_else(by_name)
    };
    match asked {
        Some(format) => write(&page(), format.into(), &args.output),
        None => write_text(&json()?, args.output.out.as_deref(), args.output.force),
    }
}

/// The form that the end of a file's name asks for.
pub fn by_name(file: &Path) -> Result<PaperFormat, Failure> {
    PaperFormat::of(file).ok_or_else(|| {
        let name = shown(file);
        Failure::Usage(Text::new(
            format!("đuôi của \"{name}\" không cho biết định dạng; cần .txt, .md, .html, .docx, .pdf hoặc .xlsx"),
            format!("the ending of \"{name}\" tells no form; expected .txt, .md, .html, .docx, .pdf or .xlsx"),
        ))
    })
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
