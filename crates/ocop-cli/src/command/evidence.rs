//! `ocop evidence`: what proves what, and what a dossier has not proven.

use ocop::evidence::{Checklist, of_set};
use ocop::plan::{Costs, PlanRequest};
use ocop::{Lang, Library, MAX_BYTES, Problems, Stars};
use ocop_text::page;

use crate::Exit;
use crate::cli::EvidenceArgs;
use crate::io::{Failure, print_json, print_page, read, refuse};

pub fn run(args: &EvidenceArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let as_text = args.input.text.then_some(lang);
    let target = args.target.and_then(|t| Stars::new(t.into()).ok());
    let checklist = match &args.set {
        Some(which) => super::find_set(library, which)
            .and_then(|(criteria, set)| of_set(criteria, set, target)),
        None => {
            let options = super::options(&args.input, library)?;
            let bytes = read(args.input.file.as_deref(), MAX_BYTES)?;
            library
                .assess_json(&bytes, &options)
                .and_then(|assessment| of_dossier(args, &assessment, target))
        }
    };
    match (checklist, as_text) {
        (Ok(checklist), Some(lang)) => print_page(&page::evidence(&checklist, library, lang))?,
        (Ok(checklist), None) => print_json(&checklist, false)?,
        (Err(problems), as_text) => return refuse(&problems, as_text, false),
    }
    Ok(Exit::Done)
}

/// The checklist of a dossier, or of what a plan to the target makes of it.
fn of_dossier(
    args: &EvidenceArgs,
    assessment: &ocop::Assessment,
    target: Option<Stars>,
) -> Result<Checklist, Problems> {
    let mut problems = Problems::new();
    let today = super::date(args.today.as_deref(), "/today", &mut problems);
    problems.or(())?;
    let day = today.or_else(|| assessment.day());
    let Some(target) = target else {
        return assessment.evidence(day);
    };
    let plan = assessment.plan(&PlanRequest::to(target), &Costs::embedded()?)?;
    assessment.evidence_after(&plan, day)
}
