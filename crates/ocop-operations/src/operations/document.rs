//! `document`: what people read, as text, Markdown or HTML.

use ocop::certificate::calendar;
use ocop::practice::class_table;
use ocop::stats::table;
use ocop::{Code, Library, Problem, Problems};
use ocop_text::page::PaperSettings;
use ocop_text::{Document, page, table_csv};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

pub use super::kinds::{Form, Kind, Language};
use super::paper;
use super::write::{available, write_as};
use super::{
    certificate, check, code, compare, compare_laws, criteria, evidence, explain, mark_class, next,
    plan, practice, rate, renewals, resolve, stats, tally, verify,
};
use crate::operation::{Operation, Output, options, schema_of};
use crate::options::Within;
use crate::reply::{Refusal, Reply};

/// Which document, and how it is written.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "DocumentOptions")]
#[non_exhaustive]
pub struct Options {
    /// What is written.
    pub document: Kind,
    /// In which form; HTML by default.
    #[serde(default)]
    pub format: Form,
    /// In which language; Vietnamese by default.
    #[serde(default)]
    pub lang: Language,
    /// The columns of plain text; 80 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<Within<40, 200>>,
    /// The options of the operation that the document is made by: of `plan` for a plan, of
    /// `criteria` for a sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<serde_json::Map<String, serde_json::Value>>")]
    pub options: Option<Box<RawValue>>,
    /// What the papers of a council say in a province's own words (`ocop-paper-settings/1`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<PaperSettings>")]
    pub settings: Option<Box<RawValue>>,
    /// Which product of a session, by its identifier: for a paper on one of them. All of them, one
    /// after the other, where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
}

ocop::setters!(Options {
    document: Kind,
    format: Form,
    lang: Language,
    width: Option<Within<40, 200>>,
    options: Option<Box<RawValue>>,
    settings: Option<Box<RawValue>>,
    product: Option<String>,
});

impl Options {
    /// A document, as HTML in Vietnamese.
    #[must_use]
    pub fn new(document: Kind) -> Self {
        Self {
            document,
            format: Form::default(),
            lang: Language::default(),
            width: None,
            options: None,
            settings: None,
            product: None,
        }
    }
}

pub(crate) const OPERATION: Operation = Operation {
    name: "document",
    vi: "Văn bản cho người đọc: biên bản, giải thích, phiếu, kế hoạch, thống kê, …",
    en: "What people read: minutes, explanations, sheets, plans, statistics …",
    input: &[
        "dossier",
        "council",
        "tally",
        "register",
        "rating",
        "verification-input",
        "practice-sheet",
    ],
    output: Output::Document,
    schema: schema_of::<Options>,
    run,
};

fn run(library: &Library, input: &[u8], bytes: &[u8]) -> Result<Reply, Refusal> {
    let options: Options = options(bytes)?;
    if let Form::Csv | Form::Ics = options.format {
        return figures(library, input, &options);
    }
    available(options.format)?;
    let document = document(library, input, &options)?;
    write_as(&document, options.format, options.width.map(Within::get))
}

/// What is written from figures, without a page: a table, a calendar.
fn figures(library: &Library, input: &[u8], given: &Options) -> Result<Reply, Refusal> {
    let (text, media_type) = match (given.document, given.format) {
        (Kind::Statistics, Form::Csv) => (
            table(&stats::stats(library, input, &behind(given)?)?),
            "text/csv; charset=utf-8",
        ),
        (Kind::Tally, Form::Csv) => {
            let _: tally::Options = behind(given)?;
            let tally = tally::tally(library, input, &[])?;
            let table = page::results_table(&tally, library, given.lang.into());
            (table_csv(&table), "text/csv; charset=utf-8")
        }
        (Kind::ClassMarking, Form::Csv) => (
            class_table(&mark_class::mark_lines(library, input, &behind(given)?)?),
            "text/csv; charset=utf-8",
        ),
        (Kind::Renewals, Form::Ics) => (
            calendar(
                &renewals::renewals(library, input, &behind(given)?)?,
                given.lang.into(),
            ),
            "text/calendar; charset=utf-8",
        ),
        _ => {
            return Err(Refusal::wrong_call(Problem::new(
                Code::UnknownChoice,
                "/format",
                "\"csv\" chỉ có với \"statistics\", \"tally\" và \"class-marking\", \"ics\" chỉ có với \"renewals\".",
                "\"csv\" goes with \"statistics\", \"tally\" and \"class-marking\" alone, \"ics\" with \"renewals\" alone.",
            )));
        }
    };
    Ok(Reply {
        bytes: text.into_bytes(),
        media_type,
    })
}

/// The options of the operation behind a document; their places are told below `/options`.
fn behind<T: DeserializeOwned + JsonSchema>(given: &Options) -> Result<T, Refusal> {
    within(given.options.as_deref(), "/options")
}

/// What a province words its own way; the usual words where it says nothing.
fn settings(given: &Options) -> Result<PaperSettings, Refusal> {
    within(given.settings.as_deref(), "/settings")
}

/// An object within the options; what is wrong with it is told below its place.
fn within<T: DeserializeOwned + JsonSchema>(
    given: Option<&RawValue>,
    place: &str,
) -> Result<T, Refusal> {
    let bytes = given.map(|o| o.get().as_bytes());
    options(bytes.unwrap_or_default()).map_err(|refusal: Refusal| {
        let problems = refusal.problems.into_iter().map(|mut problem| {
            problem.path.insert_str(0, place);
            problem
        });
        Refusal {
            problems: problems.collect(),
            ..refusal
        }
    })
}

/// A document, to be written in any form.
///
/// # Errors
///
/// As the operation that it is made by.
pub fn document(library: &Library, input: &[u8], given: &Options) -> Result<Document, Refusal> {
    let lang = given.lang.into();
    Ok(match given.document {
        Kind::Rating => {
            let options: rate::Options = behind(given)?;
            let assessment = rate::rate(library, input, &options)?;
            page::rating(&rate::to_read(&assessment, &options), library, lang)
        }
        Kind::Check => {
            let found = check::check(library, input, &behind(given)?)?;
            page::check(&found, library, lang)
        }
        Kind::Explanation | Kind::CouncilExplanation => {
            let found = explain::explain(library, input, &behind(given)?)?;
            let reader = match given.document {
                Kind::Explanation => page::Reader::Producer,
                _ => page::Reader::Council,
            };
            page::explanation(&found, reader, library, lang)
        }
        Kind::Plan => {
            let options: plan::Options = behind(given)?;
            let (assessment, report) = plan::planned(library, input, &options)?;
            let product = assessment.product().and_then(|p| p.name.as_deref());
            page::plan(&report, product, library, lang)
        }
        Kind::Evidence => {
            let found = evidence::evidence(library, input, &behind(given)?)?;
            page::evidence(&found, library, lang)
        }
        Kind::Comparison => {
            let compared = compare::compare(library, input, &behind(given)?)?;
            let product = compared.assessment.product();
            let name = product.and_then(|p| p.name.as_deref());
            page::comparison(&compared.comparison.report(), name, lang)
        }
        Kind::LawComparison => {
            page::laws(&compare_laws::compare_laws(library, &behind(given)?)?, lang)
        }
        Kind::Tally | Kind::Minutes => {
            let _: tally::Options = behind(given)?;
            let tally = tally::tally(library, input, &[])?;
            match given.document {
                Kind::Tally => page::tally(&tally, library, lang),
                _ => page::minutes_with(&tally, library, &settings(given)?, lang),
            }
        }
        Kind::Next => page::next(&next::next(library, input, &behind(given)?)?, library, lang),
        Kind::Certificate => {
            let status = certificate::certificate(library, &behind(given)?)?;
            page::certificate(&status, library, lang)
        }
        Kind::Renewals => {
            page::renewals(&renewals::renewals(library, input, &behind(given)?)?, lang)
        }
        Kind::Statistics => {
            let found = stats::stats(library, input, &behind(given)?)?;
            page::statistics(&found, library, lang)
        }
        Kind::Sheet => {
            let options: criteria::Options = behind(given)?;
            let Some(set) = &options.set else {
                return Err(no_set());
            };
            let shown = criteria::sheet(library, options.version.as_deref(), set)?;
            page::sheet(&shown, library, lang)
        }
        Kind::Criteria => page::criteria(library, lang)?,
        Kind::Resolution => {
            let found = resolve::resolve(library, &behind(given)?)?;
            page::resolution(&found, library, lang)
        }
        Kind::Code => {
            let options: code::Options = behind(given)?;
            let asked = options.commune.as_ref().or(options.province.as_ref());
            match code::answer(&options)? {
                code::Answer::Code(code) => page::product_code(&code, lang),
                code::Answer::Places(places) => {
                    page::places(&places, asked.map_or("", |name| name), lang)
                }
            }
        }
        Kind::Practice => {
            let (practice, _) = practice::practice(library, &behind(given)?)?;
            page::practice(&practice, lang)
        }
        Kind::PracticeKey => practice::key_page(library, &behind(given)?, 1, lang)?,
        Kind::Marking => page::marking(&practice::mark(library, input, &behind(given)?)?, lang),
        Kind::ClassMarking => page::class_marking(
            &mark_class::mark_lines(library, input, &behind(given)?)?,
            lang,
        ),
        Kind::Verification => {
            let _: verify::Options = behind(given)?;
            page::verification(&verify::verify(library, input)?, lang)
        }
        Kind::ScoreSheet => {
            let options: criteria::Options = behind(given)?;
            let Some(set) = &options.set else {
                return Err(no_set());
            };
            let shown = criteria::sheet(library, options.version.as_deref(), set)?;
            page::score_sheet(&shown, library, lang)
        }
        Kind::Form01 | Kind::Form02 | Kind::Form03 => {
            paper::form(library, input, given.document, &behind(given)?, lang)?
        }
        Kind::Synthesis
        | Kind::Summary
        | Kind::Submission
        | Kind::Decision
        | Kind::Letter
        | Kind::Notice => {
            let _: tally::Options = behind(given)?;
            let tally = tally::tally(library, input, &[])?;
            paper::of_session(
                library,
                &tally,
                given.document,
                given.product.as_deref(),
                &settings(given)?,
                lang,
            )?
        }
    })
}

fn no_set() -> Refusal {
    let mut problems = Problems::new();
    problems.push(Problem::new(
        Code::MissingOption,
        "/options/set",
        "Thiếu tùy chọn \"set\".",
        "The option \"set\" is missing.",
    ));
    Refusal::wrong_call(problems)
}
