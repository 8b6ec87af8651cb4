//! `ocop compare`: a dossier under another decision, or two decisions compared.

use ocop::{Lang, Library, Problems};
use ocop_operations::{RefusalKind, SetSelector, compare, compare_laws};
use ocop_text::page;

use crate::Exit;
use crate::asked::{day, named_version, refused, usage, wrong_call};
use crate::cli::{CompareArgs, PageFormat};
use crate::io::{Failure, refusal, refuse};

use super::dossier::dossier;
use super::put::{self, form_of, write_json};

pub fn run(args: &CompareArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    match (args.criteria.as_deref(), &args.to) {
        (Some([old, new]), _) => laws(args, (old, new), library, lang),
        (_, Some(to)) => of_dossier(args, to, library, lang),
        _ => Ok(Exit::Usage),
    }
}

fn laws(
    args: &CompareArgs,
    (old, new): (&str, &str),
    library: &Library,
    lang: Lang,
) -> Result<Exit, Failure> {
    let mut options = compare_laws::CompareLawsOptions::new(old, new);
    options.set = args.set.as_deref().map(SetSelector::from);
    let form = form_of(args.format, args.output.out.as_deref(), PageFormat::Text)?.document();
    match (compare_laws::compare_laws(library, &options), form) {
        (Ok(found), None) => write_json(&found, &args.output)?,
        (Ok(found), Some(form)) => put::write(&page::laws(&found, lang), form, &args.output)?,
        (Err(refusal), _) if refusal.kind == RefusalKind::WrongCall => {
            return Err(wrong_call(&refusal, |_| "--criteria".to_owned()));
        }
        (Err(refusal), form) => {
            return refuse(&refusal.problems, form.map(|_| lang), false);
        }
    }
    Ok(Exit::Done)
}

fn of_dossier(
    args: &CompareArgs,
    to: &str,
    library: &Library,
    lang: Lang,
) -> Result<Exit, Failure> {
    let mut problems = Problems::new();
    let mut options = compare::CompareOptions::to(to);
    options.from.clone_from(&args.from);
    options.set = args.set.as_deref().map(SetSelector::from);
    options.on = day(args.on.as_deref(), "", &mut problems);
    if !problems.is_empty() {
        return Err(usage("--on", &problems));
    }
    // a wrong call is told before the input is waited for
    compare::versions(library, &options).map_err(|r| wrong_call(&r, |name| format!("--{name}")))?;
    let asked = match args.format {
        _ if args.dossier => Some(PageFormat::Json),
        _ if args.text => Some(PageFormat::Text),
        asked => asked,
    };
    let out = args.output.out.as_deref();
    let form = form_of(asked, out, PageFormat::Json)?.document();
    let as_text = form.map(|_| lang);
    let reading = named_version(args.from.as_deref(), library)?;
    let bytes =
        dossier(args.file.as_deref(), library, &reading, lang)?.map_err(refusal(as_text, false))?;
    let compared = match compare::compare(library, &bytes, &options) {
        Ok(compared) => compared,
        Err(refusal) => return refused(&refusal, as_text, false),
    };
    let (assessment, comparison) = (&compared.assessment, &compared.comparison);
    match (args.dossier, form) {
        (true, _) => write_json(&compared.dossier(), &args.output)?,
        (false, None) => write_json(&comparison.report(), &args.output)?,
        (false, Some(form)) => {
            let name = assessment.product().and_then(|p| p.name.as_deref());
            let page = page::comparison(&comparison.report(), name, lang);
            put::write(&page, form, &args.output)?;
        }
    }
    Ok(Exit::Done)
}
