//! `ocop evidence`: what proves what, and what a dossier has not proven.

use ocop::{Lang, Library, Problems, Stars};
use ocop_operations::{SetSelector, evidence};
use ocop_text::page;

use crate::Exit;
use crate::asked::{day, reading, refused};
use crate::cli::EvidenceArgs;
use crate::io::{Failure, json, refusal, refuse};

use super::dossier::dossier;
use super::put::{for_people, put};

pub fn run(args: &EvidenceArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let as_text = for_people(&args.paper, args.input.text).then_some(lang);
    let mut problems = Problems::new();
    let mut options = evidence::EvidenceOptions::default();
    options.criteria.clone_from(&args.input.criteria);
    options.strict = args.input.strict;
    options.set = args.set.as_deref().map(SetSelector::from);
    options.target = args.target.and_then(|t| Stars::new(t.into()).ok());
    options.today = day(args.today.as_deref(), "/today", &mut problems);
    if !problems.is_empty() {
        return refuse(&problems, as_text, false);
    }
    let bytes = match args.set {
        Some(_) => Vec::new(),
        None => {
            let reading = reading(&args.input, library)?;
            dossier(args.input.file.as_deref(), library, &reading, lang)?
                .map_err(refusal(as_text, false))?
        }
    };
    match evidence::evidence(library, &bytes, &options) {
        Ok(checklist) => {
            let page = || page::evidence(&checklist, library, lang);
            put(&args.paper, args.input.text, page, || {
                json(&checklist, false)
            })?;
            Ok(Exit::Done)
        }
        Err(refusal) => refused(&refusal, as_text, false),
    }
}
