//! The pages of councils, of registers and of those who look after them. A smaller build is without them.

use ocop::Library;
use ocop::council::TallyReport;
use ocop_text::{Document, page};

use super::options::{DocumentOptions, behind, settings};
use crate::operations::kinds::DocumentKind;
use crate::operations::{
    certificate, compare_laws, mark_class, next, paper, renewals, stats, tally, verify,
};
use crate::reply::{Refusal, left_out};

pub(super) fn council_page(
    library: &Library,
    input: &[u8],
    given: &DocumentOptions,
) -> Result<Document, Refusal> {
    if !cfg!(feature = "all-operations") {
        return Err(left_out());
    }
    let lang = given.lang.into();
    match given.document {
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
        DocumentKind::ClassMarking => {
            let lines = mark_class::mark_lines(library, input, &behind(given)?)?;
            Ok(page::class_marking(&lines, lang))
        }
        DocumentKind::Verification => {
            let _: verify::VerifyOptions = behind(given)?;
            Ok(page::verification(&verify::verify(library, input)?, lang))
        }
        // what else there is of a session is a paper of its council
        _ => of_session(library, input, given),
    }
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
