//! A document in the form that is asked for, where this build has it.

use ocop::{Code, Problem};
use ocop_text::{Document, Format, WIDTH, write};

use super::kinds::DocumentFormat;
use crate::reply::{Refusal, Reply};

/// The forms that a document can be written in, in the order in which they are told.
const WRITTEN: [DocumentFormat; 6] = [
    DocumentFormat::Text,
    DocumentFormat::Md,
    DocumentFormat::Html,
    DocumentFormat::Docx,
    DocumentFormat::Pdf,
    DocumentFormat::Xlsx,
];

/// The media type of workbooks.
#[cfg(feature = "xlsx")]
pub(super) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The name of a form.
pub(super) const fn name(form: DocumentFormat) -> &'static str {
    match form {
        DocumentFormat::Text => "text",
        DocumentFormat::Md => "md",
        DocumentFormat::Html => "html",
        DocumentFormat::Docx => "docx",
        DocumentFormat::Pdf => "pdf",
        DocumentFormat::Xlsx => "xlsx",
        DocumentFormat::Csv => "csv",
        DocumentFormat::Ics => "ics",
    }
}

/// Whether this build has a form.
///
/// # Errors
///
/// It has not: the refusal says which there are.
pub fn available(form: DocumentFormat) -> Result<(), Refusal> {
    if is_built_in(form) {
        Ok(())
    } else {
        Err(not_here(form))
    }
}

const fn is_built_in(form: DocumentFormat) -> bool {
    match form {
        DocumentFormat::Text | DocumentFormat::Md | DocumentFormat::Html => true,
        DocumentFormat::Docx => cfg!(feature = "docx"),
        DocumentFormat::Pdf => cfg!(feature = "pdf"),
        DocumentFormat::Xlsx => cfg!(feature = "xlsx"),
        // tables and calendars are written from figures, not from a document
        DocumentFormat::Csv | DocumentFormat::Ics => false,
    }
}

fn not_here(form: DocumentFormat) -> Refusal {
    let there = WRITTEN.into_iter().filter(|form| is_built_in(*form));
    let there = there.map(name).collect::<Vec<_>>().join(", ");
    let name = name(form);
    let problem = Problem::new(
        Code::NotInThisBuild,
        "/format",
        format!("Chương trình này được dựng không kèm định dạng \"{name}\"."),
        format!("This program was built without the format \"{name}\"."),
    )
    .with_found(name);
    Refusal::wrong_call(match form {
        DocumentFormat::Docx | DocumentFormat::Pdf | DocumentFormat::Xlsx => problem.with_help(
            format!("Có sẵn: {there}. Muốn có \"{name}\" thì dựng lại với tính năng \"{name}\"."),
            format!(
                "There are: {there}. To have \"{name}\", build it with the feature \"{name}\"."
            ),
        ),
        _ => problem.with_help(format!("Có sẵn: {there}."), format!("There are: {there}.")),
    })
}

/// Writes a document in a form; `width` is that of plain text.
///
/// # Errors
///
/// This build has no such form, or the writer failed.
pub fn write_as(
    document: &Document,
    form: DocumentFormat,
    width: Option<u16>,
) -> Result<Reply, Refusal> {
    let format = match form {
        DocumentFormat::Text => Format::Text {
            width: width.unwrap_or(WIDTH),
        },
        DocumentFormat::Md => Format::Markdown,
        DocumentFormat::Html => Format::Html,
        #[cfg(feature = "docx")]
        DocumentFormat::Docx => {
            return made(
                ocop_office::docx::docx(document),
                ocop_office::docx::MEDIA_TYPE,
            );
        }
        #[cfg(feature = "xlsx")]
        DocumentFormat::Xlsx => {
            return Ok(Reply {
                bytes: ocop_office::workbook::document(document)?,
                media_type: XLSX,
            });
        }
        #[cfg(feature = "pdf")]
        DocumentFormat::Pdf => return made(ocop_pdf::pdf(document), ocop_pdf::MEDIA_TYPE),
        _ => return Err(not_here(form)),
    };
    Ok(Reply {
        bytes: write(document, format).into_bytes(),
        media_type: format.media_type(),
    })
}

/// What a writer made, or that it failed: its fault, not the document's.
#[cfg(any(feature = "docx", feature = "pdf"))]
fn made<E: std::fmt::Display>(
    written: Result<Vec<u8>, E>,
    media_type: &'static str,
) -> Result<Reply, Refusal> {
    match written {
        Ok(bytes) => Ok(Reply { bytes, media_type }),
        Err(error) => Err(Refusal::refused(Problem::new(
            Code::Internal,
            "",
            format!("Không ghi được văn bản: {error}."),
            format!("The document could not be written: {error}."),
        ))),
    }
}
