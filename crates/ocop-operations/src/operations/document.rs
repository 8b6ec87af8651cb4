//! `document`: what people read, as text, Markdown or HTML.

use ocop::practice::class_table;
use ocop::stats::table;
use ocop::{Code, Library, Problem};
use ocop_text::page::PaperSettings;
use ocop_text::{Document, calendar, page, table_csv};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

pub use super::kinds::{DocumentFormat, DocumentKind, Language};
use super::paper;
use super::write::{available, name, write_as};
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
#[non_exhaustive]
pub struct DocumentOptions {
    /// What is written.
    pub document: DocumentKind,
    /// In which form; HTML by default.
    #[serde(default)]
    pub format: DocumentFormat,
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

ocop::setters!(DocumentOptions {
    document: DocumentKind,
    format: DocumentFormat,
    lang: Language,
    width: Option<Within<40, 200>>,
    options: Option<Box<RawValue>>,
    settings: Option<Box<RawValue>>,
    product: Option<String>,
});

impl DocumentOptions {
    /// A document, as HTML in Vietnamese.
    #[must_use]
    pub fn new(document: DocumentKind) -> Self {
        Self {
            document,
            format: DocumentFormat::default(),
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
    schema: schema_of::<DocumentOptions>,
    run,
};

fn run(library: &Library, input: &[u8], bytes: &[u8]) -> Result<Reply, Refusal> {
    let options: DocumentOptions = options(bytes)?;
    if let DocumentFormat::Csv | DocumentFormat::Ics = options.format {
        return figures(library, input, &options);
    }
    available(options.format)?;
    let width = options.width.map(Within::get);
    if options.document == DocumentKind::ScoreSheet {
        // a workbook of it is no picture of the page: it can be filled in
        let asked: criteria::CriteriaOptions = behind(&options)?;
        let lang = options.lang.into();
        return paper::score_sheet(library, &asked, options.format, width, lang);
    }
    let document = document(library, input, &options)?;
    write_as(&document, options.format, width)
}

/// What is written from figures, without a page: a table, a calendar.
fn figures(library: &Library, input: &[u8], given: &DocumentOptions) -> Result<Reply, Refusal> {
    let (text, media_type) = match (given.document, given.format) {
        (DocumentKind::Statistics, DocumentFormat::Csv) => (
            table(&stats::stats(library, input, &behind(given)?)?),
            "text/csv; charset=utf-8",
        ),
        (DocumentKind::Tally, DocumentFormat::Csv) => {
            let _: tally::TallyOptions = behind(given)?;
            let tally = tally::tally(library, input, &[])?;
            let table = page::results_table(&tally, library, given.lang.into());
            (table_csv(&table), "text/csv; charset=utf-8")
        }
        (DocumentKind::ClassMarking, DocumentFormat::Csv) => (
            class_table(&mark_class::mark_lines(library, input, &behind(given)?)?),
            "text/csv; charset=utf-8",
        ),
        (DocumentKind::Renewals, DocumentFormat::Ics) => (
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
            ).with_found(name(given.format))));
        }
    };
    Ok(Reply {
        bytes: text.into_bytes(),
        media_type,
    })
}

/// The options of the operation behind a document; their places are told below `/options`.
fn behind<T: DeserializeOwned + JsonSchema>(given: &DocumentOptions) -> Result<T, Refusal> {
    within(given.options.as_deref(), "/options")
}

/// What a province words its own way; the usual words where it says nothing.
fn settings(given: &DocumentOptions) -> Result<PaperSettings, Refusal> {
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
pub fn document(
    library: &Library,
    input: &[u8],
    given: &DocumentOptions,
) -> Result<Document, Refusal> {
    let lang = given.lang.into();
    Ok(match given.document {
        DocumentKind::Rating => {
            let options: rate::RateOptions = behind(given)?;
            let assessment = rate::rate(library, input, &options)?;
            page::rating(&rate::to_read(&assessment, &options), library, lang)
        }
        DocumentKind::Check => {
            let found = check::check(library, input, &behind(given)?)?;
            page::check(&found, library, lang)
        }
        DocumentKind::Explanation | DocumentKind::CouncilExplanation => {
            let found = explain::explain(library, input, &behind(given)?)?;
            let reader = match given.document {
                DocumentKind::Explanation => page::Reader::Producer,
                _ => page::Reader::Council,
            };
            page::explanation(&found, reader, library, lang)
        }
        DocumentKind::Plan => {
            let options: plan::PlanOptions = behind(given)?;
            let (assessment, report) = plan::planned(library, input, &options)?;
            let product = assessment.product().and_then(|p| p.name.as_deref());
            page::plan(&report, product, library, lang)
        }
        DocumentKind::Evidence => {
            let found = evidence::evidence(library, input, &behind(given)?)?;
            page::evidence(&found, library, lang)
        }
        DocumentKind::Comparison => {
            let compared = compare::compare(library, input, &behind(given)?)?;
            let product = compared.assessment.product();
            let name = product.and_then(|p| p.name.as_deref());
            page::comparison(&compared.comparison.report(), name, lang)
        }
        DocumentKind::LawComparison => {
            page::laws(&compare_laws::compare_laws(library, &behind(given)?)?, lang)
        }
        DocumentKind::Tally | DocumentKind::Minutes => {
            let _: tally::TallyOptions = behind(given)?;
            let tally = tally::tally(library, input, &[])?;
            match given.document {
                DocumentKind::Tally => page::tally(&tally, library, lang),
                _ => page::minutes_with(&tally, library, &settings(given)?, lang),
            }
        }
        DocumentKind::Next => {
            page::next(&next::next(library, input, &behind(given)?)?, library, lang)
        }
        DocumentKind::Certificate => {
            let status = certificate::certificate(library, &behind(given)?)?;
            page::certificate(&status, library, lang)
        }
        DocumentKind::Renewals => {
            page::renewals(&renewals::renewals(library, input, &behind(given)?)?, lang)
        }
        DocumentKind::Statistics => {
            let found = stats::stats(library, input, &behind(given)?)?;
            page::statistics(&found, library, lang)
        }
        DocumentKind::Sheet => {
            let options: criteria::CriteriaOptions = behind(given)?;
            let Some(set) = &options.set else {
                return Err(criteria::no_set());
            };
            let shown = criteria::sheet(library, options.version.as_deref(), set)?;
            page::sheet(&shown, library, lang)
        }
        DocumentKind::Criteria => page::criteria(library, lang)?,
        DocumentKind::Resolution => {
            let found = resolve::resolve(library, &behind(given)?)?;
            page::resolution(&found, library, lang)
        }
        DocumentKind::Code => {
            let options: code::CodeOptions = behind(given)?;
            let asked = options.commune.as_ref().or(options.province.as_ref());
            match code::answer(&options)? {
                code::CodeAnswer::Code(code) => page::product_code(&code, lang),
                code::CodeAnswer::Places(places) => {
                    page::places(&places, asked.map_or("", |name| name), lang)
                }
            }
        }
        DocumentKind::Practice => {
            let (practice, _) = practice::practice(library, &behind(given)?)?;
            page::practice(&practice, lang)
        }
        DocumentKind::PracticeKey => practice::key_page(library, &behind(given)?, 1, lang)?,
        DocumentKind::Marking => {
            page::marking(&practice::mark(library, input, &behind(given)?)?, lang)
        }
        DocumentKind::ClassMarking => page::class_marking(
            &mark_class::mark_lines(library, input, &behind(given)?)?,
            lang,
        ),
        DocumentKind::Verification => {
            let _: verify::VerifyOptions = behind(given)?;
            page::verification(&verify::verify(library, input)?, lang)
        }
        DocumentKind::ScoreSheet => {
            let options: criteria::CriteriaOptions = behind(given)?;
            let Some(set) = &options.set else {
                return Err(criteria::no_set());
            };
            let shown = criteria::sheet(library, options.version.as_deref(), set)?;
            page::score_sheet(&shown, library, lang)
        }
        DocumentKind::Form01 | DocumentKind::Form02 | DocumentKind::Form03 => {
            paper::form(library, input, given.document, &behind(given)?, lang)?
        }
        DocumentKind::Synthesis
        | DocumentKind::Summary
        | DocumentKind::Submission
        | DocumentKind::Decision
        | DocumentKind::Letter
        | DocumentKind::Notice => {
            let _: tally::TallyOptions = behind(given)?;
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
