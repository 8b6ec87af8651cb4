//! `ocop plan`: the way to the next star.

use std::path::Path;

use ocop::plan::{Costs, Objective};
use ocop::{Code, Lang, Library, MAX_BYTES, Problem, Problems, Stars};
use ocop_operations::Within;
use ocop_operations::plan::{self, PlanOptions};
use ocop_text::page;

use crate::Exit;
use crate::asked::{day, reading};
use crate::cli::PlanArgs;
use crate::io::{Failure, json, read, refusal, refuse, shown};

use super::dossier::dossier;
use super::put::{for_people, put};

pub fn run(args: &PlanArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let options = reading(&args.input, library)?;
    let costs = costs(args.costs.as_deref())?;
    let as_text = for_people(&args.paper, args.input.text).then_some(lang);
    let bytes = dossier(args.input.file.as_deref(), library, &options, lang)?
        .map_err(refusal(as_text, args.compact))?;
    let assessment = library
        .assess_json(&bytes, &options)
        .map_err(refusal(as_text, args.compact))?;
    let (asked, mut problems) = asked(args);
    // all that is wrong is told at once: with the options, and with what they ask of this dossier
    let planned = costs.and_then(|costs| {
        let request = plan::request(&assessment, &asked);
        Ok(assessment.plan(&request, &costs)?.report())
    });
    let report = match planned {
        Ok(report) => problems.or(report),
        Err(more) => {
            problems.append(more);
            Err(problems)
        }
    };
    match report {
        Ok(report) => {
            let page = || {
                let product = assessment.product().and_then(|p| p.name.as_deref());
                page::plan(&report, product, library, lang)
            };
            put(&args.paper, args.input.text, page, || {
                json(&report, args.compact)
            })?;
            Ok(Exit::Done)
        }
        Err(problems) => refuse(&problems, as_text, args.compact),
    }
}

/// The costs of a file, or those that come with the criteria. Their problems name the file.
pub fn costs(file: Option<&Path>) -> Result<Result<Costs, Problems>, Failure> {
    let Some(path) = file else {
        return Ok(Costs::embedded());
    };
    let bytes = read(Some(path), MAX_BYTES)?;
    Ok(Costs::parse(&bytes).map_err(|problems| problems.in_file(&shown(path))))
}

/// What the command line asks of a plan, as far as it can be read, and what is wrong with the rest.
fn asked(args: &PlanArgs) -> (PlanOptions, Problems) {
    let mut problems = Problems::new();
    let by = day(args.by.as_deref(), "/by", &mut problems);
    let today = day(args.today.as_deref(), "/today", &mut problems);
    let case = args.case.as_deref().and_then(|text| {
        let case = text.parse().ok();
        if case.is_none() {
            problems.push(Problem::new(
                Code::UnknownCase,
                "/case",
                format!("Không có trường hợp \"{text}\"; cần một chữ cái, ví dụ a."),
                format!("There is no case \"{text}\"; expected a letter such as a."),
            ));
        }
        case
    });
    let mut options = PlanOptions::default();
    options.target = args.target.and_then(|t| Stars::new(t.into()).ok());
    options.margin = Within::new(args.margin);
    options.minimise = args.minimise.iter().map(|o| Objective::from(*o)).collect();
    options.keep.clone_from(&args.keep);
    options.exclude.clone_from(&args.exclude);
    (options.by, options.today, options.case) = (by, today, case);
    options.allow_lower = args.allow_lower;
    options.alternatives = Within::new(args.alternatives.into());
    (options, problems)
}
