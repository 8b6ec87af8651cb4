//! `ocop explain`: a rating in sentences.

use ocop::explain::Reader;
use ocop::{Lang, Library, MAX_BYTES};

use crate::Exit;
use crate::cli::{ExplainArgs, ExplainFormat, InputArgs, ReaderArg};
use crate::io::{Failure, print_json, print_text, read, refuse};
use crate::text;

pub fn run(args: &ExplainArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let as_text = (args.format != ExplainFormat::Json).then_some(lang);
    let options = super::options(
        &InputArgs {
            file: None,
            criteria: args.criteria.clone(),
            strict: false,
            text: as_text.is_some(),
        },
        library,
    )?;
    let costs = super::plan::costs(args.costs.as_deref())?;
    let bytes = read(args.file.as_deref(), MAX_BYTES)?;
    let explained = library
        .assess_json(&bytes, &options)
        .and_then(|assessment| assessment.explain(&costs?));
    let explanation = match explained {
        Ok(explanation) => explanation,
        Err(problems) => return refuse(&problems, as_text, false),
    };
    let document = explanation.document(match args.reader {
        ReaderArg::Producer => Reader::Producer,
        ReaderArg::Council => Reader::Council,
    });
    match args.format {
        ExplainFormat::Json => print_json(&explanation, false)?,
        ExplainFormat::Md => print_text(&document.markdown(lang))?,
        ExplainFormat::Html => print_text(&document.html(lang))?,
        ExplainFormat::Text => print_text(&text::document::page(&document, lang))?,
    }
    Ok(Exit::Done)
}
