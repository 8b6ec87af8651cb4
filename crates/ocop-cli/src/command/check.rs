//! `ocop check`: the problems of a dossier, and nothing else. A wrong product code, which a rating
//! only notes, is a problem here: this is where a dossier is put right before it is lodged.

use ocop::{Lang, Library, MAX_BYTES, Problems};
use ocop_text::page;

use crate::Exit;
use crate::cli::CheckArgs;
use crate::io::{Failure, print_json, print_page, read, refuse};

pub fn run(args: &CheckArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let options = super::options(&args.input, library)?;
    let bytes = read(args.input.file.as_deref(), MAX_BYTES)?;
    let as_text = args.input.text.then_some(lang);
    match library.assess_json(&bytes, &options) {
        Ok(assessment) if !assessment.code_problems().is_empty() => {
            refuse(assessment.code_problems(), as_text, false)
        }
        Ok(_) => {
            match as_text {
                Some(lang) => print_page(&page::no_problems(lang))?,
                None => print_json(&Problems::new().report(None), false)?,
            }
            Ok(Exit::Done)
        }
        Err(problems) => refuse(&problems, as_text, false),
    }
}
