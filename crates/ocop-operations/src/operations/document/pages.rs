//! The page of each kind of document, from the report of the operation behind it.

use ocop::Library;
use ocop::council::TallyReport;
use ocop::criteria::SetReport;
use ocop_text::{Document, page};

use super::options::{DocumentOptions, behind, settings};
use crate::operations::kinds::DocumentKind;
use crate::operations::{
    certificate, check, code, compare, compare_laws, criteria, evidence, explain, mark_class, next,
    paper, plan, practice, rate, renewals, resolve, stats, tally, verify,
};
use crate::reply::Refusal;

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
    match given.document {
        DocumentKind::Rating => rating(library, input, given),
        DocumentKind::Check => {
            let found = check::check(library, input, &behind(given)?)?;
            Ok(page::check(&found, library, lang))
        }
        DocumentKind::Explanation => explanation(library, input, given, page::Reader::Producer),
        DocumentKind::CouncilExplanation => {
            explanation(library, input, given, page::Reader::Council)
        }
        DocumentKind::Plan => plan(library, input, given),
        DocumentKind::Evidence => {
            let found = evidence::evidence(library, input, &behind(given)?)?;
            Ok(page::evidence(&found, library, lang))
        }
        DocumentKind::Comparison => comparison(library, input, given),
        DocumentKind::LawComparison => {
            let found = compare_laws::compare_laws(library, &behind(given)?)?;
            Ok(page::laws(&found, lang))
        }
        DocumentKind::Tally => {
            let tally = tallied(library, input, given)?;
            Ok(page::tally(&tally, library, lang))
        }
        DocumentKind::Minutes => {
            let tally = tallied(library, input, given)?;
            Ok(page::minutes_with(&tally, library, &settings(given)?, lang))
        }
        DocumentKind::Next => {
            let found = next::next(library, input, &behind(given)?)?;
            Ok(page::next(&found, library, lang))
        }
        DocumentKind::Certificate => {
            let status = certificate::certificate(library, &behind(given)?)?;
            Ok(page::certificate(&status, library, lang))
        }
        DocumentKind::Renewals => {
            let found = renewals::renewals(library, input, &behind(given)?)?;
            Ok(page::renewals(&found, lang))
        }
        DocumentKind::Statistics => {
            let found = stats::stats(library, input, &behind(given)?)?;
            Ok(page::statistics(&found, library, lang))
        }
        DocumentKind::Sheet => Ok(page::sheet(&sheet(library, given)?, library, lang)),
        DocumentKind::ScoreSheet => Ok(page::score_sheet(&sheet(library, given)?, library, lang)),
        DocumentKind::Criteria => page::criteria(library, lang).map_err(Refusal::from),
        DocumentKind::Resolution => {
            let found = resolve::resolve(library, &behind(given)?)?;
            Ok(page::resolution(&found, library, lang))
        }
        DocumentKind::Code => product_code(given),
        DocumentKind::Practice => {
            let (practice, _) = practice::practice(library, &behind(given)?)?;
            Ok(page::practice(&practice, lang))
        }
        DocumentKind::PracticeKey => practice::key_page(library, &behind(given)?, 1, lang),
        DocumentKind::Marking => {
            let marking = practice::mark(library, input, &behind(given)?)?;
            Ok(page::marking(&marking, lang))
        }
        DocumentKind::ClassMarking => {
            let lines = mark_class::mark_lines(library, input, &behind(given)?)?;
            Ok(page::class_marking(&lines, lang))
        }
        DocumentKind::Verification => {
            let _: verify::VerifyOptions = behind(given)?;
            Ok(page::verification(&verify::verify(library, input)?, lang))
        }
        DocumentKind::Form01 | DocumentKind::Form02 | DocumentKind::Form03 => {
            paper::form(library, input, given.document, &behind(given)?, lang)
        }
        DocumentKind::Synthesis
        | DocumentKind::Summary
        | DocumentKind::Submission
        | DocumentKind::Decision
        | DocumentKind::Letter
        | DocumentKind::Notice => of_session(library, input, given),
    }
}

fn rating(library: &Library, input: &[u8], given: &DocumentOptions) -> Result<Document, Refusal> {
    let options: rate::RateOptions = behind(given)?;
    let assessment = rate::rate(library, input, &options)?;
    let shown = rate::to_read(&assessment, &options);
    Ok(page::rating(&shown, library, given.lang.into()))
}

fn explanation(
    library: &Library,
    input: &[u8],
    given: &DocumentOptions,
    reader: page::Reader,
) -> Result<Document, Refusal> {
    let found = explain::explain(library, input, &behind(given)?)?;
    Ok(page::explanation(
        &found,
        reader,
        library,
        given.lang.into(),
    ))
}

fn plan(library: &Library, input: &[u8], given: &DocumentOptions) -> Result<Document, Refusal> {
    let options: plan::PlanOptions = behind(given)?;
    let (assessment, report) = plan::planned(library, input, &options)?;
    let product = assessment.product().and_then(|p| p.name.as_deref());
    Ok(page::plan(&report, product, library, given.lang.into()))
}

fn comparison(
    library: &Library,
    input: &[u8],
    given: &DocumentOptions,
) -> Result<Document, Refusal> {
    let compared = compare::compare(library, input, &behind(given)?)?;
    let product = compared.assessment.product();
    let name = product.and_then(|p| p.name.as_deref());
    let report = compared.comparison.report();
    Ok(page::comparison(&report, name, given.lang.into()))
}

/// The sheet of the product set that the options name.
fn sheet(library: &Library, given: &DocumentOptions) -> Result<SetReport, Refusal> {
    let options: criteria::CriteriaOptions = behind(given)?;
    let set = options.set.as_ref().ok_or_else(criteria::no_set)?;
    criteria::sheet(library, options.version.as_deref(), set)
}

/// A product's code, or the places that a name may stand for.
fn product_code(given: &DocumentOptions) -> Result<Document, Refusal> {
    let lang = given.lang.into();
    let options: code::CodeOptions = behind(given)?;
    let asked = options.commune.as_ref().or(options.province.as_ref());
    Ok(match code::answer(&options)? {
        code::CodeAnswer::Code(code) => page::product_code(&code, lang),
        code::CodeAnswer::Places(places) => {
            page::places(&places, asked.map_or("", |name| name), lang)
        }
    })
}

/// The tally of a session; a tally has no options that change it.
fn tallied<'a>(
    library: &'a Library,
    input: &'a [u8],
    given: &DocumentOptions,
) -> Result<TallyReport<'a>, Refusal> {
    let _: tally::TallyOptions = behind(given)?;
    Ok(tally::tally(library, input, &[])?)
}

/// A paper of a council.
fn of_session(
    library: &Library,
    input: &[u8],
    given: &DocumentOptions,
) -> Result<Document, Refusal> {
    paper::of_session(
        library,
        &tallied(library, input, given)?,
        given.document,
        given.product.as_deref(),
        &settings(given)?,
        given.lang.into(),
    )
}
