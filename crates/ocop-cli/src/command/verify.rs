//! `ocop verify`: a result held against what it rests on.

use ocop::council::MAX_SESSION_BYTES;
use ocop::{Lang, Library, MAX_BYTES, Problems};
use ocop_text::page;

use super::council::SessionBytes;
use crate::Exit;
use crate::cli::{SessionArgs, VerifyArgs};
use crate::io::{Failure, print_json, print_page, read, refusal};

pub fn run(args: &VerifyArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let as_text = args.text.then_some(lang);
    let result = read(Some(&args.result), MAX_SESSION_BYTES)?;
    let verified = match (&args.dossier, &args.session) {
        (Some(dossier), _) => library.verify_rating(&result, &read(Some(dossier), MAX_BYTES)?),
        (None, Some(session)) => {
            let session = SessionBytes::read(&SessionArgs {
                session: session.clone(),
                sheets: args.sheets.clone(),
            })?;
            session.verify(library, &result)
        }
        (None, None) => Err(Problems::new()),
    };
    let found = verified.map_err(refusal(as_text, args.compact))?;
    match as_text {
        Some(lang) => print_page(&page::verification(&found, lang))?,
        None => print_json(&found, args.compact)?,
    }
    Ok(if found.agrees {
        Exit::Done
    } else {
        Exit::Refused
    })
}
