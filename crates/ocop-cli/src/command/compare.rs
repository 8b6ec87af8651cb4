//! `ocop compare`: a dossier under another decision, or two decisions compared.

use ocop::{AssessOptions, CompareOptions, Dossier, Lang, Library, MAX_BYTES, Problems};
use ocop_text::{Format, page, write};

use crate::Exit;
use crate::cli::{CompareArgs, FormatArg};
use crate::io::{Failure, print_json, print_page, print_text, read, refuse};

pub fn run(args: &CompareArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    match (args.criteria.as_deref(), &args.to) {
        (Some([old, new]), _) => laws(args, (old, new), library, lang),
        (_, Some(to)) => dossier(args, to, library, lang),
        _ => Ok(Exit::Usage),
    }
}

fn laws(
    args: &CompareArgs,
    (old, new): (&str, &str),
    library: &Library,
    lang: Lang,
) -> Result<Exit, Failure> {
    let old = super::version(library, old, "--criteria")?;
    let new = super::version(library, new, "--criteria")?;
    match (
        library.compare_laws(&old, &new, args.set.as_deref()),
        args.format,
    ) {
        (Ok(found), FormatArg::Json) => print_json(&found, false)?,
        (Ok(found), FormatArg::Text) => print_page(&page::laws(&found, lang))?,
        (Ok(found), FormatArg::Md) => {
            print_text(&write(&page::laws(&found, lang), Format::Markdown))?
        }
        (Err(problems), format) => {
            let as_text = (format != FormatArg::Json).then_some(lang);
            return refuse(&problems, as_text, false);
        }
    }
    Ok(Exit::Done)
}

fn dossier(args: &CompareArgs, to: &str, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let to = super::version(library, to, "--to")?;
    let from = args.from.as_deref();
    let options = AssessOptions {
        criteria: from
            .map(|id| super::version(library, id, "--from"))
            .transpose()?,
        strict: false,
    };
    let on = args.on.as_deref().map(day).transpose()?;
    let bytes = read(args.file.as_deref(), MAX_BYTES)?;
    let as_text = args.text.then_some(lang);
    let compare = CompareOptions {
        product_set: args.set.clone(),
        on,
    };
    let assessment = match library.assess_json(&bytes, &options) {
        Ok(assessment) => assessment,
        Err(problems) => return refuse(&problems, as_text, false),
    };
    let found = library.compare(assessment.sheet(), &to, &compare);
    let printed = found.and_then(|comparison| {
        Ok(match (args.dossier, as_text) {
            (true, _) => print_json(&comparison.dossier(Dossier::parse(&bytes)?), false),
            (false, None) => print_json(&comparison.report(), false),
            (false, Some(lang)) => {
                let name = assessment.product().and_then(|p| p.name.as_deref());
                print_page(&page::comparison(&comparison.report(), name, lang))
            }
        })
    });
    match printed {
        Ok(done) => done.map(|()| Exit::Done),
        Err(problems) => refuse(&problems, as_text, false),
    }
}

fn day(text: &str) -> Result<jiff::civil::Date, Failure> {
    ocop::read_day(text).map_err(|why| super::usage("--on", &Problems::from(why.problem(text, ""))))
}
