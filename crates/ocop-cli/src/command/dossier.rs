//! A dossier as commands are given one: JSON, or a score sheet that was filled in as a workbook.

use std::io::{self, Write as _};
use std::path::Path;

use ocop::{AssessOptions, Lang, Library, MAX_BYTES, Problems};
use ocop_office::workbook::collect::{ReturnedFile, read_dossier};
use ocop_office::workbook::read::{Book, MAX_WORKBOOK_BYTES};
use ocop_text::clean;

use crate::io::{Failure, open, shown, upto};

/// Reads a dossier: JSON as it stands, of a workbook the JSON that its sheet comes to. What is wrong
/// with a workbook is told at its cells; what is not read of it, on standard error.
pub fn dossier(
    file: Option<&Path>,
    library: &Library,
    options: &AssessOptions,
    lang: Lang,
) -> Result<Result<Vec<u8>, Problems>, Failure> {
    let path = file.unwrap_or_else(|| Path::new("-"));
    let mut input = open(file)?;
    let mut bytes = upto(path, &mut input, MAX_BYTES)?;
    if !Book::is_one(&bytes) {
        return Ok(Ok(bytes));
    }
    // a workbook may be larger
    let left = MAX_WORKBOOK_BYTES.saturating_sub(bytes.len());
    bytes.extend(upto(path, input, left)?);
    let name = shown(path);
    let file = ReturnedFile::new(&name).bytes(bytes.as_slice());
    match read_dossier(library, &file, options) {
        Ok((dossier, notices)) => {
            for notice in notices {
                _ = writeln!(io::stderr(), "ocop: {}", clean(&notice.line(lang)));
            }
            Ok(Ok(serde_json::to_vec(&dossier)?))
        }
        Err(problems) => Ok(Err(problems)),
    }
}
