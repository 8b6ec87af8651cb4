//! `ocop explain`: a rating in sentences.

use ocop::{Lang, Library};
use ocop_text::page::{self, Reader};

use crate::Exit;
use crate::asked::reading;
use crate::cli::{ExplainArgs, InputArgs, PageFormat, ReaderArg};
use crate::io::{Failure, refusal};

use super::dossier::dossier;
use super::put::{form_of, write_json};

pub fn run(args: &ExplainArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let out = args.output.out.as_deref();
    let form = form_of(args.format, out, PageFormat::Text)?.document();
    let as_text = form.map(|_| lang);
    let options = reading(
        &InputArgs {
            file: None,
            criteria: args.criteria.clone(),
            strict: false,
            text: as_text.is_some(),
        },
        library,
    )?;
    let costs = super::plan::costs(args.costs.as_deref())?;
    let bytes =
        dossier(args.file.as_deref(), library, &options, lang)?.map_err(refusal(as_text, false))?;
    let explained = library
        .assess_json(&bytes, &options)
        .and_then(|assessment| assessment.explain(&costs?));
    let explanation = explained.map_err(refusal(as_text, false))?;
    let reader = match args.reader {
        ReaderArg::Producer => Reader::Producer,
        ReaderArg::Council => Reader::Council,
    };
    let Some(form) = form else {
        write_json(&explanation, &args.output)?;
        return Ok(Exit::Done);
    };
    let document = page::explanation(&explanation, reader, library, lang);
    super::put::write(&document, form, &args.output)?;
    Ok(Exit::Done)
}
