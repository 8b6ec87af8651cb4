//! `ocop compare`: a dossier under another decision, or two decisions compared.

use ocop::{Lang, Library, Problems};
use ocop_operations::{RefusalKind, SetSelector, compare, compare_laws};
use ocop_text::page;

use crate::Exit;
use crate::asked::{day, named_version, refused, usage, wrong_call};
use crate::cli::{CompareArgs, OutArgs};
use crate::io::{Failure, print_json, print_page, refusal, refuse};

use super::dossier::dossier;
use super::put;

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
    let form = args.format.document();
    match (compare_laws::compare_laws(library, &options), form) {
        (Ok(found), None) => print_json(&found, false)?,
        (Ok(found), Some(form)) => {
            let output = OutArgs {
                out: None,
                force: false,
            };
            put::write(&page::laws(&found, lang), form, &output)?;
        }
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
    let as_text = args.text.then_some(lang);
    let reading = named_version(args.from.as_deref(), library)?;
    let bytes =
        dossier(args.file.as_deref(), library, &reading, lang)?.map_err(refusal(as_text, false))?;
    let compared = match compare::compare(library, &bytes, &options) {
        Ok(compared) => compared,
        Err(refusal) => return refused(&refusal, as_text, false),
    };
    let (assessment, comparison) = (&compared.assessment, &compared.comparison);
    match (args.dossier, as_text) {
        (true, _) => print_json(&compared.dossier(), false)?,
        (false, None) => print_json(&comparison.report(), false)?,
        (false, Some(lang)) => {
            let name = assessment.product().and_then(|p| p.name.as_deref());
            print_page(&page::comparison(&comparison.report(), name, lang))?;
        }
    }
    Ok(Exit::Done)
}
