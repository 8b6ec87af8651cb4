//! What a command line asks, as the engine takes it; a wrong call is told by its option.

use jiff::civil::Date;
use ocop::{AssessOptions, Lang, Library, Problem, Problems, Text, VersionId};
use ocop_operations::{Day, Refusal, RefusalKind};

use crate::Exit;
use crate::cli::InputArgs;
use crate::io::{Failure, refuse};

/// How dossiers are to be read.
pub fn reading(args: &InputArgs, library: &Library) -> Result<AssessOptions, Failure> {
    Ok(named_version(args.criteria.as_deref(), library)?.strict(args.strict))
}

/// The same under a version that is named, or not.
pub fn named_version(asked: Option<&str>, library: &Library) -> Result<AssessOptions, Failure> {
    let id = asked.map(|id| version(library, id, "--criteria"));
    Ok(AssessOptions::default().criteria(id.transpose()?))
}

/// A date of an option; what is wrong with it is told under the option's name.
pub fn date(text: Option<&str>, path: &str, problems: &mut Problems) -> Option<Date> {
    let text = text?;
    match ocop::read_day(text) {
        Ok(date) => Some(date),
        Err(why) => {
            problems.push(why.problem(text, path));
            None
        }
    }
}

/// The same, as operations take it.
pub fn day(text: Option<&str>, path: &str, problems: &mut Problems) -> Option<Day> {
    date(text, path, problems).map(Day)
}

/// A version named on the command line: an unknown one is a wrong call, not a wrong dossier.
fn version(library: &Library, id: &str, option: &str) -> Result<VersionId, Failure> {
    library
        .version(id)
        .map(|criteria| criteria.id().clone())
        .map_err(|problems| usage(option, &problems))
}

/// Tells what an operation refuses: an input as such, a wrong call by the option that it concerns.
pub fn refused(refusal: &Refusal, as_text: Option<Lang>, compact: bool) -> Result<Exit, Failure> {
    match refusal.kind {
        RefusalKind::Refused => refuse(&refusal.problems, as_text, compact),
        RefusalKind::WrongCall => Err(wrong_call(refusal, |name| format!("--{name}"))),
    }
}

/// A wrong call, each of its problems told by the option that the command line has for it.
pub fn wrong_call(refusal: &Refusal, option: impl Fn(&str) -> String) -> Failure {
    let mut by_option: Vec<(String, Problems)> = Vec::new();
    for problem in refusal.problems.iter() {
        let name = problem.path.split('/').nth(1).unwrap_or_default();
        let place = option(&name.replace('_', "-"));
        match by_option.iter_mut().find(|(known, _)| *known == place) {
            Some((_, problems)) => problems.push(problem.clone()),
            None => by_option.push((place, problem.clone().into())),
        }
    }
    let told = by_option
        .iter()
        .map(|(place, problems)| told(place, problems));
    let (vi, en): (Vec<_>, Vec<_>) = told.map(|text| (text.vi, text.en)).unzip();
    Failure::Usage(Text::new(vi.join("\n"), en.join("\n")))
}

/// Problems of the call itself, with the option or folder that they concern.
pub fn usage(place: &str, problems: &Problems) -> Failure {
    Failure::Usage(told(place, problems))
}

fn told(place: &str, problems: &Problems) -> Text {
    let lines = |lang| {
        let lines = problems.iter().map(|p| {
            let path = String::new();
            Problem { path, ..p.clone() }.line(lang)
        });
        format!("{place}: {}", lines.collect::<Vec<_>>().join(" "))
    };
    Text::new(lines(Lang::Vi), lines(Lang::En))
}
