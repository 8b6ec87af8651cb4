//! `mark-class`: the sheets of a class beside their keys.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use ocop::practice::ClassMarking;
use ocop::{
    Dossier, ErrorReport, Lang, Library, MAX_PROBLEMS, Notice, NoticeCode, Problem, Problems,
};
use schemars::JsonSchema;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::practice::{self, PracticeOptions};
use crate::input;
use crate::operation::{Operation, Output, options, schema_of};
use crate::options::SetSelector;
use crate::reply::{Refusal, Reply};

pub(crate) const OPERATION: Operation = Operation {
    name: "mark-class",
    vi: "So phiếu của cả lớp với đáp án: từng học viên, từng tiêu chí.",
    en: "The sheets of a class beside their keys: by learner and by criterion.",
    input: &["practice-sheet"],
    output: Output::Json(&["practice-class"]),
    schema: schema_of::<ClassOptions>,
    run: |library, input, bytes| Reply::json(&mark_lines(library, input, &options(bytes)?)?),
};

/// Which practice dossiers a class scored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ClassOptions {
    /// The product set.
    pub set: SetSelector,
    /// The number of the first dossier, or of the one that all of them scored.
    pub seed: u64,
    /// How many learners there are, so that a notice tells whose sheet is not there, and of sheets that
    /// are nobody's: with a dossier each, those of the numbers `seed`, `seed` + 1 …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub learners: Option<u16>,
}

ocop::setters!(ClassOptions {
    set: SetSelector,
    seed: u64,
    learners: Option<u16>,
});

impl ClassOptions {
    /// A class that scored the dossiers from this number on, of a product set.
    #[must_use]
    pub const fn new(set: SetSelector, seed: u64) -> Self {
        Self {
            set,
            seed,
            learners: None,
        }
    }

    /// What is to be said where sheets of the class are not there, or there are others: the numbers of
    /// the dossiers that there are sheets of say whose, where learners had one each.
    fn beside_learners(&self, there: &Handed) -> Vec<Notice> {
        let Some(learners) = self.learners else {
            return Vec::new();
        };
        if there.numbered {
            let all = PracticeOptions::new(self.set.clone(), self.seed);
            let all: BTreeSet<u64> = all.class(learners).map(|o| o.seed).collect();
            let missing = numbers(all.difference(&there.seeds)).map(|(vi, en)| {
                Notice::new(
                    NoticeCode::SheetMissing,
                    format!("Không có phiếu của hồ sơ số {vi}."),
                    format!("There is no sheet of dossier {en}."),
                )
            });
            let others = numbers(there.seeds.difference(&all)).map(|(vi, en)| {
                Notice::new(
                    NoticeCode::SheetBeyondClass,
                    format!("Có phiếu của hồ sơ số {vi}, không học viên nào của lớp có: vẫn tính."),
                    format!("There are sheets of dossier {en}, which no learner had: they count."),
                )
            });
            return missing.into_iter().chain(others).collect();
        }
        let count = there.count;
        let code = match count.cmp(&usize::from(learners)) {
            Ordering::Equal => return Vec::new(),
            Ordering::Less => NoticeCode::SheetMissing,
            Ordering::Greater => NoticeCode::SheetBeyondClass,
        };
        vec![Notice::new(
            code,
            format!("Lớp có {learners} học viên, có {count} phiếu."),
            format!("There are {learners} learners and {count} sheets."),
        )]
    }
}

/// The numbers of dossiers as a list in each language, the first of them by number; none where there
/// is none.
fn numbers<'n>(all: impl Iterator<Item = &'n u64>) -> Option<(String, String)> {
    let all: Vec<String> = all.map(u64::to_string).collect();
    let named = all.get(..NAMED).unwrap_or(&all).join(", ");
    if named.is_empty() {
        return None;
    }
    Some(match all.len().checked_sub(NAMED) {
        Some(more @ 1..) => (
            format!("{named} và {more} hồ sơ khác"),
            format!("{named} and {more} more"),
        ),
        _ => (named.clone(), named),
    })
}

/// How many dossiers a notice names.
const NAMED: usize = 50;

/// The sheets that there are, whatever became of them.
#[derive(Default)]
struct Handed {
    count: usize,
    seeds: BTreeSet<u64>,
    /// Whether one says which dossier it is of.
    numbered: bool,
}

/// A learner's sheet, one of a class: a line of the input.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LearnerSheet {
    /// Whose sheet it is; the number of its line where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub learner: Option<String>,
    /// The number of the practice dossier; that of the call where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// The sheet (`ocop-dossier/1`), in levels or in points.
    #[schemars(with = "Dossier<'static>")]
    pub sheet: Box<RawValue>,
}

/// One sheet of a class.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ClassSheet<'a> {
    /// Whose sheet it is.
    pub learner: Cow<'a, str>,
    /// The number of its practice dossier; that of the call where there is none.
    pub seed: Option<u64>,
    /// The sheet, as JSON.
    pub sheet: Cow<'a, [u8]>,
    /// The line that it stands on, where it stands on one.
    pub line: Option<u64>,
}

impl<'a> ClassSheet<'a> {
    /// A sheet that stands in a file of its own.
    pub fn new(learner: impl Into<Cow<'a, str>>, sheet: impl Into<Cow<'a, [u8]>>) -> Self {
        let (learner, sheet) = (learner.into(), sheet.into());
        Self {
            learner,
            seed: None,
            sheet,
            line: None,
        }
    }

    /// Of the practice dossier of a number.
    #[must_use]
    pub fn seed(mut self, seed: Option<u64>) -> Self {
        self.seed = seed;
        self
    }
}

/// The number of the practice dossier that a file of a class is of, by the name that it was given:
/// `phieu-8.json`, `sheet-8.json`, whatever comes after the number.
#[must_use]
pub fn seed_of_file(name: &str) -> Option<u64> {
    let name = name.to_lowercase();
    let rest = SHEETS.iter().find_map(|begins| name.strip_prefix(begins));
    let number: String = rest?.chars().take_while(char::is_ascii_digit).collect();
    number.parse().ok()
}

/// The file of a learner without what programs put behind the name of a second copy, and without zeros
/// before its number; who stands on a line is called as they are.
fn own_file(learner: &str) -> String {
    let lower = learner.to_lowercase();
    let Some(mut stem) = lower.strip_suffix(".json") else {
        return learner.to_owned();
    };
    loop {
        stem = stem.trim_end();
        let numbered = stem.strip_suffix(')').and_then(|s| s.rsplit_once('('));
        let copy = [
            " - copy",
            "-copy",
            "_copy",
            " copy",
            " - bản sao",
            " - sao chép",
        ];
        match numbered {
            Some((rest, n)) if !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()) => {
                stem = rest
            }
            _ => match copy.iter().find_map(|end| stem.strip_suffix(end)) {
                Some(rest) => stem = rest,
                None => break,
            },
        }
    }
    let mut begins = SHEETS.into_iter();
    match begins.find_map(|begins| Some((begins, stem.strip_prefix(begins)?))) {
        Some((begins, rest)) => format!("{begins}{}", rest.trim_start_matches('0')),
        None => stem.to_owned(),
    }
}

/// What the files that learners fill in begin with, in each language.
const SHEETS: [&str; 2] = ["phieu-", "sheet-"];

/// The name of the file that a learner fills in.
#[must_use]
pub fn sheet_file(seed: u64, lang: Lang) -> String {
    let [vi, en] = SHEETS;
    match lang {
        Lang::Vi => format!("{vi}{seed}.json"),
        Lang::En => format!("{en}{seed}.json"),
    }
}

/// The sheets of a class beside their keys, a sheet a line: with whose it is and of which practice
/// dossier, or the bare sheet.
///
/// # Errors
///
/// There is no such product set. Sheets that are refused are told in the report.
pub fn mark_lines(
    library: &Library,
    input: &[u8],
    options: &ClassOptions,
) -> Result<ClassMarking, Refusal> {
    let mut refused = Vec::new();
    let mut sheets = Vec::new();
    for (line, bytes) in lines(input) {
        match class_sheet(line, bytes) {
            Ok(sheet) => sheets.push(sheet),
            Err(problems) => refused.push((Some(line), None, problems)),
        }
    }
    mark_sheets(library, sheets, refused, options)
}

/// The sheets of a class beside their keys.
///
/// # Errors
///
/// There is no such product set. Sheets that are refused are told in the report.
pub fn mark_class<'a>(
    library: &Library,
    sheets: impl IntoIterator<Item = ClassSheet<'a>>,
    options: &ClassOptions,
) -> Result<ClassMarking, Refusal> {
    mark_sheets(library, sheets, Vec::new(), options)
}

/// A line that was refused, whose it is, and why.
type Refused = (Option<u64>, Option<String>, Problems);

fn mark_sheets<'a>(
    library: &Library,
    sheets: impl IntoIterator<Item = ClassSheet<'a>>,
    mut refused: Vec<Refused>,
    options: &ClassOptions,
) -> Result<ClassMarking, Refusal> {
    let (criteria, set) = options.set.find(library)?;
    let mut class = ClassMarking::new(criteria, set);
    let mut alike = Alike::default();
    let mut handed = Handed {
        count: refused.len(),
        ..Handed::default()
    };
    for sheet in sheets {
        let seed = sheet.seed.unwrap_or(options.seed);
        handed.count = handed.count.saturating_add(1);
        handed.numbered |= sheet.seed.is_some();
        handed.seeds.insert(seed);
        let own = PracticeOptions::new(options.set.clone(), seed);
        match practice::mark_filled(library, &sheet.sheet, &own) {
            Ok((found, true)) => {
                class.notices.extend(alike.add(&sheet, seed));
                class.add(sheet.learner, &found);
            }
            Ok((_, false)) => class.blank.push(sheet.learner.into_owned()),
            Err(refusal) => {
                let whose = Some(sheet.learner.into_owned());
                refused.push((sheet.line, whose, refusal.problems));
            }
        }
    }
    refused.sort_by_key(|(line, _, _)| *line);
    let more = refused.len().saturating_sub(MAX_PROBLEMS);
    let told = refused.into_iter().take(MAX_PROBLEMS);
    class.errors = told.map(report).collect();
    if more > 0 {
        class.notices.push(Notice::new(
            NoticeCode::Problem,
            format!("Còn {more} phiếu bị từ chối không được nêu."),
            format!("{more} more refused sheets are not told."),
        ));
    }
    class.notices.extend(options.beside_learners(&handed));
    Ok(class.sorted())
}

/// The sheets that were marked, by whose they are and by what they hold.
#[derive(Default)]
struct Alike {
    learners: BTreeSet<(String, u64)>,
    held: BTreeMap<(Vec<u8>, u64), String>,
}

impl Alike {
    /// Adds a sheet; what is to be said where it is another's, or its learner's second.
    fn add(&mut self, sheet: &ClassSheet<'_>, seed: u64) -> Option<Notice> {
        let learner = sheet.learner.clone().into_owned();
        let again = !self.learners.insert((own_file(&learner), seed));
        if again {
            return Some(Notice::new(
                NoticeCode::SheetsAlike,
                format!("{learner}: hơn một phiếu cho hồ sơ số {seed}; tính cả hai."),
                format!("{learner}: more than one sheet of dossier {seed}; both are counted."),
            ));
        }
        let of = (sheet.sheet.to_vec(), seed);
        let Some(other) = self.held.get(&of) else {
            self.held.insert(of, learner);
            return None;
        };
        Some(Notice::new(
            NoticeCode::SheetsAlike,
            format!("{other}, {learner}: hai phiếu giống nhau từng chữ; tính cả hai."),
            format!("{other}, {learner}: two sheets the same to the letter; both are counted."),
        ))
    }
}

/// Why a sheet is refused; whose it is stands as the file of each problem.
fn report((line, whose, problems): Refused) -> ErrorReport<'static> {
    // a line of nobody's name is told by its number alone
    let whose = whose.filter(|name| line.is_none_or(|line| *name != line.to_string()));
    let named = problems.into_iter().map(|problem| Problem {
        file: problem.file.clone().or_else(|| whose.clone()),
        ..problem
    });
    let problems: Problems = named.collect();
    problems.report(line).into_owned()
}

/// A line of a class: a sheet with whose it is, or a bare sheet.
fn class_sheet(line: u64, bytes: &[u8]) -> Result<ClassSheet<'_>, Problems> {
    // what is no object is refused as a sheet, with its line and column
    let fields = serde_json::from_slice::<BTreeMap<Cow<'_, str>, IgnoredAny>>(bytes);
    let fields = fields.unwrap_or_default();
    if !fields.contains_key("sheet") && !fields.contains_key("learner") {
        return Ok(ClassSheet {
            line: Some(line),
            ..ClassSheet::new(line.to_string(), bytes)
        });
    }
    let read: LearnerSheet = input::read(bytes)?;
    let learner = read.learner.unwrap_or_else(|| line.to_string());
    Ok(ClassSheet {
        seed: read.seed,
        line: Some(line),
        ..ClassSheet::new(learner, read.sheet.get().as_bytes().to_vec())
    })
}

/// The lines that hold something, with their numbers from 1.
fn lines(input: &[u8]) -> impl Iterator<Item = (u64, &[u8])> {
    let lines = (1_u64..).zip(input::without_mark(input).split(|b| *b == b'\n'));
    lines
        .map(|(number, line)| (number, line.trim_ascii()))
        .filter(|(_, line)| !line.is_empty())
}
