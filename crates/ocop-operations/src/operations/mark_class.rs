//! `mark-class`: the sheets of a class beside their keys.

use std::borrow::Cow;
use std::collections::BTreeMap;

use ocop::practice::ClassMarking;
use ocop::{
    BYTE_ORDER_MARK, Code, Dossier, ErrorReport, Lang, Library, MAX_PROBLEMS, Notice, NoticeCode,
    Problem, Problems,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::practice::{self, Options};
use crate::operation::{Operation, Output, options, schema_of};
use crate::reply::{Refusal, Reply};

pub(crate) const OPERATION: Operation = Operation {
    name: "mark-class",
    vi: "So phiếu của cả lớp với đáp án: từng học viên, từng tiêu chí.",
    en: "The sheets of a class beside their keys: by learner and by criterion.",
    input: &["practice-sheet"],
    output: Output::Json(&["practice-class"]),
    schema: schema_of::<Options>,
    run: |library, input, bytes| Reply::json(&mark_lines(library, input, &options(bytes)?)?),
};

/// A learner's sheet, one of a class: a line of the input.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LearnerSheet<'a> {
    /// Whose sheet it is.
    #[serde(borrow)]
    pub learner: Cow<'a, str>,
    /// The number of the practice dossier; that of the call where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// The sheet (`ocop-dossier/1`), in levels or in points.
    #[serde(borrow)]
    #[schemars(with = "Dossier<'static>")]
    pub sheet: &'a RawValue,
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
    options: &Options,
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
    options: &Options,
) -> Result<ClassMarking, Refusal> {
    mark_sheets(library, sheets, Vec::new(), options)
}

/// A line that was refused, whose it is, and why.
type Refused = (Option<u64>, Option<String>, Problems);

fn mark_sheets<'a>(
    library: &Library,
    sheets: impl IntoIterator<Item = ClassSheet<'a>>,
    mut refused: Vec<Refused>,
    options: &Options,
) -> Result<ClassMarking, Refusal> {
    let (criteria, set) = options.set.find(library)?;
    let mut class = ClassMarking::new(criteria, set);
    for sheet in sheets {
        let seed = sheet.seed.unwrap_or(options.seed);
        let own = Options::new(options.set.clone(), seed);
        match practice::mark_filled(library, &sheet.sheet, &own) {
            Ok((found, true)) => class.add(sheet.learner, &found),
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
    Ok(class.sorted())
}

/// Why a sheet is refused; whose it is stands as the file of each problem.
fn report((line, whose, problems): Refused) -> ErrorReport<'static> {
    let named = problems.into_iter().map(|problem| Problem {
        file: problem.file.clone().or_else(|| whose.clone()),
        ..problem
    });
    let problems: Problems = named.collect();
    problems.report(line).into_owned()
}

/// A line of a class: a sheet with whose it is, or a bare sheet.
fn class_sheet(line: u64, bytes: &[u8]) -> Result<ClassSheet<'_>, Problems> {
    let bare = || ClassSheet {
        line: Some(line),
        ..ClassSheet::new(line.to_string(), bytes)
    };
    // what is no object is refused as a sheet, with its line and column
    let Ok(fields) = serde_json::from_slice::<BTreeMap<Cow<'_, str>, &RawValue>>(bytes) else {
        return Ok(bare());
    };
    if !fields.contains_key("sheet") && !fields.contains_key("learner") {
        return Ok(bare());
    }
    let mut problems = Problems::new();
    for name in fields.keys().filter(|name| !FIELDS.contains(&&***name)) {
        let problem = Problem::new(
            Code::UnknownField,
            format!("/{name}"),
            format!("Không có trường \"{name}\"."),
            format!("There is no field \"{name}\"."),
        );
        problems.push(problem.with_nearest(ocop::nearest(name, FIELDS)));
    }
    let learner = fields
        .get("learner")
        .map(|text| serde_json::from_str::<String>(text.get()));
    if let Some(Err(_)) = learner {
        problems.push(wrong("learner", "tên học viên", "the learner’s name"));
    }
    let seed = fields
        .get("seed")
        .map(|text| serde_json::from_str::<u64>(text.get()));
    if let Some(Err(_)) = seed {
        problems.push(wrong("seed", "một số nguyên từ 0", "a whole number from 0"));
    }
    let Some(sheet) = fields.get("sheet") else {
        problems.push(Problem::new(
            Code::MissingField,
            "/sheet",
            "Thiếu \"sheet\".",
            "\"sheet\" is missing.",
        ));
        return Err(problems);
    };
    let learner = learner.and_then(Result::ok);
    problems.or(ClassSheet {
        learner: learner.unwrap_or_else(|| line.to_string()).into(),
        seed: seed.and_then(Result::ok),
        sheet: Cow::Borrowed(sheet.get().as_bytes()),
        line: Some(line),
    })
}

/// What a line of a class may hold.
const FIELDS: [&str; 3] = ["learner", "seed", "sheet"];

/// A field of another kind.
fn wrong(name: &str, vi: &str, en: &str) -> Problem {
    Problem::new(
        Code::WrongType,
        format!("/{name}"),
        format!("\"{name}\" cần {vi}."),
        format!("\"{name}\" is to be {en}."),
    )
    .with_expected(vi, en)
}

/// The lines that hold something, with their numbers from 1.
fn lines(input: &[u8]) -> impl Iterator<Item = (u64, &[u8])> {
    let mark = BYTE_ORDER_MARK.as_bytes();
    let input = input.strip_prefix(mark).unwrap_or(input);
    let lines = (1_u64..).zip(input.split(|b| *b == b'\n'));
    lines
        .map(|(number, line)| (number, line.trim_ascii()))
        .filter(|(_, line)| !line.is_empty())
}
