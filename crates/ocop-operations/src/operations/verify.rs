//! `verify`: a result held against what it says it rests on.

use std::collections::BTreeMap;

use ocop::council::SheetFile;
use ocop::verify::Verification;
use ocop::{Code, Library, Problem};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::input;
use crate::operation::{Operation, Output, options, schema_of};
use crate::reply::{Refusal, Reply};

/// A verification has no options.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct VerifyOptions {}

/// A result and what it rests on: a rating and its dossier, or a tally and its session.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct VerificationInput {
    /// The rating (`ocop-rating/1`).
    #[schemars(with = "Option<ocop::RatingReport<'static>>")]
    rating: Option<Box<RawValue>>,
    /// Its dossier (`ocop-dossier/1`).
    #[schemars(with = "Option<ocop::Dossier<'static>>")]
    dossier: Option<Box<RawValue>>,
    /// The tally (`ocop-tally/1`).
    #[schemars(with = "Option<ocop::council::TallyReport<'static>>")]
    tally: Option<Box<RawValue>>,
    /// Its session (`ocop-council/1`).
    #[schemars(with = "Option<ocop::council::Session<'static>>")]
    session: Option<Box<RawValue>>,
    /// Members' sheets that were files of their own, by their names.
    #[schemars(with = "BTreeMap<String, ocop::council::Sheet<'static>>")]
    sheets: BTreeMap<String, Box<RawValue>>,
}

pub(crate) const OPERATION: Operation = Operation {
    name: "verify",
    vi: "Đối chiếu kết quả với hồ sơ, phiên họp và bộ tiêu chí mà nó dựa vào.",
    en: "Holds a result against the dossier or session, and the criteria, that it rests on.",
    input: &["verification-input"],
    output: Output::Json(&["verification"]),
    schema: schema_of::<VerifyOptions>,
    run,
};

fn run(library: &Library, input: &[u8], bytes: &[u8]) -> Result<Reply, Refusal> {
    let _: VerifyOptions = options(bytes)?;
    Reply::json(&verify(library, input)?)
}

/// Verifies a rating with its dossier, or a tally with its session, in one JSON object. A
/// program that has them apart calls
/// [`Library::verify_rating`] or [`Library::verify_tally`].
///
/// # Errors
///
/// The input is neither, or its rating or tally cannot be read.
pub fn verify(library: &Library, given: &[u8]) -> Result<Verification, Refusal> {
    let given: VerificationInput = input::read(given)?;
    let bytes = |name, value: &Option<Box<RawValue>>| match value {
        Some(value) => Ok(value.get().as_bytes().to_vec()),
        None => Err(Refusal::from(input::missing(name))),
    };
    match (&given.rating, &given.tally) {
        (Some(rating), None) => {
            let dossier = bytes("dossier", &given.dossier)?;
            let verified = library.verify_rating(rating.get().as_bytes(), &dossier);
            verified.map_err(|found| Refusal::refused(found).below("/rating"))
        }
        (None, Some(tally)) => {
            let session = bytes("session", &given.session)?;
            let sheets: Vec<SheetFile<'_>> = given
                .sheets
                .iter()
                .map(|(name, sheet)| SheetFile::new(name).bytes(Some(sheet.get().as_bytes())))
                .collect();
            let verified = library.verify_tally(tally.get().as_bytes(), &session, &sheets);
            verified.map_err(|found| Refusal::refused(found).below("/tally"))
        }
        _ => Err(Problem::new(
            Code::MissingField,
            "",
            "Cần \"rating\" và \"dossier\", hoặc \"tally\" và \"session\".",
            "Expected \"rating\" and \"dossier\", or \"tally\" and \"session\".",
        )
        .into()),
    }
}
