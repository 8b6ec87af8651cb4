//! A document in the form that is asked for, where this build has it.

use ocop::{Code, Problem};
use ocop_text::{Document, Format, WIDTH, write};

use super::kinds::Form;
use crate::reply::{Refusal, Reply};

/// The forms that a document can be written in, in the order in which they are told.
const WRITTEN: [Form; 6] = [
    Form::Text,
    Form::Md,
    Form::Html,
    Form::Docx,
    Form::Pdf,
    Form::Xlsx,
];

/// The name of a form.
const fn name(form: Form) -> &'static str {
    match form {
        Form::Text => "text",
        Form::Md => "md",
        Form::Html => "html",
        Form::Docx => "docx",
        Form::Pdf => "pdf",
        Form::Xlsx => "xlsx",
        Form::Csv => "csv",
        Form::Ics => "ics",
    }
}

/// Whether this build has a form.
///
/// # Errors
///
/// It has not: the refusal says which there are.
pub fn available(form: Form) -> Result<(), Refusal> {
    if is_built_in(form) {
        Ok(())
    } else {
        Err(not_here(form))
    }
}

const fn is_built_in(form: Form) -> bool {
    match form {
        Form::Text | Form::Md | Form::Html => true,
        Form::Docx => cfg!(feature = "docx"),
        Form::Pdf => cfg!(feature = "pdf"),
        Form::Xlsx => cfg!(feature = "xlsx"),
        // tables and calendars are written from figures, not from a document
        Form::Csv | Form::Ics => false,
    }
}

fn not_here(form: Form) -> Refusal {
    let there = WRITTEN.into_iter().filter(|form| is_built_in(*form));
    let there = there.map(name).collect::<Vec<_>>().join(", ");
    let name = name(form);
    let problem = Problem::new(
        Code::NotInThisBuild,
        "/format",
        format!("Chương trình này được dựng không kèm định dạng \"{name}\"."),
        format!("This program was built without the format \"{name}\"."),
    );
    Refusal::wrong_call(match form {
        Form::Docx | Form::Pdf | Form::Xlsx => problem.with_help(
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
pub fn write_as(document: &Document, form: Form, width: Option<u16>) -> Result<Reply, Refusal> {
    let format = match form {
        Form::Text => Format::Text {
            width: width.unwrap_or(WIDTH),
        },
        Form::Md => Format::Markdown,
        Form::Html => Format::Html,
        #[cfg(feature = "docx")]
        Form::Docx => {
            return made(
                ocop_office::docx::docx(document),
                ocop_office::docx::MEDIA_TYPE,
            );
        }
        #[cfg(feature = "xlsx")]
        Form::Xlsx => {
            return Ok(Reply {
                bytes: ocop_office::workbook::document(document)?,
                media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            });
        }
        #[cfg(feature = "pdf")]
        Form::Pdf => return made(ocop_pdf::pdf(document), ocop_pdf::MEDIA_TYPE),
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
