//! What a paper says of itself: its name, and the rows of the table of evidence that it belongs to.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::dossier::Evidence;
use crate::ids::CriterionId;

/// The papers that are listed, by the criterion at which they stand.
pub(super) type Papers<'e> = BTreeMap<CriterionId, Vec<&'e Evidence<'e>>>;

/// The rows that a paper says it belongs to.
pub(super) fn rows_of<'e, 'a>(paper: &'e Evidence<'a>) -> &'e [Cow<'a, str>] {
    match paper {
        Evidence::Name(_) => &[],
        Evidence::Paper(paper) => &paper.proves,
    }
}

pub(super) fn belongs(paper: &Evidence<'_>, row: &str) -> bool {
    rows_of(paper).iter().any(|said| said == row)
}

pub(super) fn name<'e>(evidence: &'e Evidence<'_>) -> &'e str {
    match evidence {
        Evidence::Name(name) => name,
        Evidence::Paper(paper) => &paper.document,
    }
}
