//! `ocop check`: what is wrong with a dossier, what is missing at its stage, and what is worth a look.
//! A wrong product code, which a rating only notes, is an error here: this is where a dossier is put
//! right before it is lodged.

use std::path::Path;

use jiff::civil::Date;
use ocop::check::{CheckReport, CheckRequest, CheckStage};
use ocop::{AssessOptions, Lang, Library, Problems};
use ocop_text::page;

use crate::Exit;
use crate::asked::{date, reading};
use crate::cli::{CheckArgs, StageArg};
use crate::io::{Failure, print_json, print_page, refusal, refuse, shown};

use super::dossier::dossier;

pub fn run(args: &CheckArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let options = reading(&args.input, library)?;
    let as_text = args.input.text.then_some(lang);
    let bytes = dossier(args.input.file.as_deref(), library, &options, lang)?
        .map_err(refusal(as_text, false))?;
    let before = match &args.before {
        Some(file) => Some(
            dossier(Some(file), library, &AssessOptions::default(), lang)?
                .map_err(refusal(as_text, false))?,
        ),
        None => None,
    };
    let mut problems = Problems::new();
    let day = date(args.today.as_deref(), "--today", &mut problems);
    if !problems.is_empty() {
        return refuse(&problems, as_text, false);
    }
    let before = args.before.as_deref().zip(before.as_deref());
    let report = checked(library, &bytes, before, &options, (stage(args.stage), day))
        .map_err(refusal(as_text, false))?;
    match as_text {
        Some(lang) => print_page(&page::check(&report, library, lang))?,
        None => print_json(&report, false)?,
    }
    Ok(if report.errors.is_empty() {
        Exit::Done
    } else {
        Exit::Refused
    })
}

const fn stage(stage: StageArg) -> CheckStage {
    match stage {
        StageArg::Draft => CheckStage::Draft,
        StageArg::Lodged => CheckStage::Lodged,
        StageArg::Commune => CheckStage::Commune,
        StageArg::Council => CheckStage::Council,
        StageArg::Central => CheckStage::Central,
    }
}

fn checked(
    library: &Library,
    bytes: &[u8],
    before: Option<(&Path, &[u8])>,
    options: &AssessOptions,
    (stage, day): (CheckStage, Option<Date>),
) -> Result<CheckReport, Problems> {
    let assessment = library.assess_json(bytes, options)?;
    let before = before
        .map(|(file, bytes)| {
            let assessed = library.assess_json(bytes, &AssessOptions::default());
            assessed.map_err(|problems| problems.in_file(&shown(file)))
        })
        .transpose()?;
    assessment.check(&CheckRequest::at(stage).day(day).before(before.as_ref()))
}
