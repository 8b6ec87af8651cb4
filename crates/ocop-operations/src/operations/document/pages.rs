//! The page of each kind of document, from the report of the operation behind it: those that a producer
//! or a class asks for.

use ocop::Library;
use ocop::criteria::SetReport;
use ocop_text::{Document, page};

use super::council_pages::council_page;
use super::options::{DocumentOptions, behind};
use crate::operations::kinds::DocumentKind;
use crate::operations::{
    check, code, compare, criteria, evidence, explain, paper, plan, practice, rate, resolve,
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
        DocumentKind::Form01 | DocumentKind::Form02 | DocumentKind::Form03 => {
            paper::form(library, input, given.document, &behind(given)?, lang)
        }
        DocumentKind::LawComparison
        | DocumentKind::Tally
        | DocumentKind::Minutes
        | DocumentKind::Next
        | DocumentKind::Certificate
        | DocumentKind::Renewals
        | DocumentKind::Statistics
        | DocumentKind::ClassMarking
        | DocumentKind::Verification
        | DocumentKind::Synthesis
        | DocumentKind::Summary
        | DocumentKind::Submission
        | DocumentKind::Decision
        | DocumentKind::Letter
        | DocumentKind::Notice => council_page(library, input, given),
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
    let asked = page::AskedPlaces {
        province: options.province.as_deref(),
        commune: options.commune.as_deref(),
    };
    Ok(match code::answer(&options)? {
        code::CodeAnswer::Code(code) => page::product_code(&code, lang),
        code::CodeAnswer::Places(places) => page::places(&places, asked, lang),
    })
}
