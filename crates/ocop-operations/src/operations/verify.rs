//! `verify`: a result held against what it says it rests on.

use std::collections::BTreeMap;

use ocop::council::SheetFile;
use ocop::verify::Verification;
use ocop::{Code, Library, Problem, Problems};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::operation::{Operation, Output, options, schema_of};
use crate::reply::{Refusal, Reply};

/// A verification has no options.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(title = "VerifyOptions")]
#[non_exhaustive]
pub struct Options {}

/// A result and what it rests on: a rating and its dossier, or a tally and its session.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct VerificationInput<'a> {
    /// The rating (`ocop-rating/1`).
    #[serde(borrow)]
    #[schemars(with = "Option<ocop::RatingReport<'static>>")]
    rating: Option<&'a RawValue>,
    /// Its dossier (`ocop-dossier/1`).
    #[serde(borrow)]
    #[schemars(with = "Option<ocop::Dossier<'static>>")]
    dossier: Option<&'a RawValue>,
    /// The tally (`ocop-tally/1`).
    #[serde(borrow)]
    #[schemars(with = "Option<ocop::council::TallyReport<'static>>")]
    tally: Option<&'a RawValue>,
    /// Its session (`ocop-council/1`).
    #[serde(borrow)]
    #[schemars(with = "Option<ocop::council::Session<'static>>")]
    session: Option<&'a RawValue>,
    /// Members' sheets that were files of their own, by their names.
    #[serde(borrow)]
    #[schemars(with = "BTreeMap<String, ocop::council::Sheet<'static>>")]
    sheets: BTreeMap<String, &'a RawValue>,
}

pub(crate) const OPERATION: Operation = Operation {
    name: "verify",
    vi: "Đối chiếu kết quả với hồ sơ, phiên họp và bộ tiêu chí mà nó dựa vào.",
    en: "Holds a result against the dossier or session, and the criteria, that it rests on.",
    input: &["verification-input"],
    output: Output::Json(&["verification"]),
    schema: schema_of::<Options>,
    run,
};

fn run(library: &Library, input: &[u8], bytes: &[u8]) -> Result<Reply, Refusal> {
    let _: Options = options(bytes)?;
    Reply::json(&verify(library, input)?)
}

/// Verifies a rating with its dossier, or a tally with its session, in one JSON object. Paths of
/// problems point into the rating or tally. A program that has them apart calls
/// [`Library::verify_rating`] or [`Library::verify_tally`].
///
/// # Errors
///
/// The input is neither, or its rating or tally cannot be read.
pub fn verify(library: &Library, input: &[u8]) -> Result<Verification, Refusal> {
    let text = input.strip_prefix("\u{feff}".as_bytes()).unwrap_or(input);
    let given: VerificationInput<'_> =
        serde_json::from_slice(text).map_err(|error| neither(input, &error))?;
    let bytes = |raw: &'static str, value: Option<&RawValue>| match value {
        Some(value) => Ok(value.get().as_bytes().to_vec()),
        None => Err(missing(raw)),
    };
    match (given.rating, given.tally) {
        (Some(rating), None) => {
            let dossier = bytes("dossier", given.dossier)?;
            Ok(library.verify_rating(rating.get().as_bytes(), &dossier)?)
        }
        (None, Some(tally)) => {
            let session = bytes("session", given.session)?;
            let sheets: Vec<SheetFile<'_>> = given
                .sheets
                .iter()
                .map(|(name, sheet)| SheetFile {
                    name,
                    bytes: Some(sheet.get().as_bytes()),
                })
                .collect();
            Ok(library.verify_tally(tally.get().as_bytes(), &session, &sheets)?)
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

fn missing(name: &str) -> Refusal {
    Problem::new(
        Code::MissingField,
        format!("/{name}"),
        format!("Thiếu \"{name}\"."),
        format!("\"{name}\" is missing."),
    )
    .into()
}

/// Why an input is no result with what it rests on.
fn neither(input: &[u8], error: &serde_json::Error) -> Problems {
    let unreadable = |p: &Problem| [Code::NotJson, Code::NotUtf8, Code::TooDeep].contains(&p.code);
    // whatever is wrong with the text itself is told as for every other input
    if let Err(problems) = ocop::read_options::<Options>(input)
        && problems.iter().any(unreadable)
    {
        return problems;
    }
    let what = error.to_string();
    Problem::new(
        Code::WrongType,
        "",
        format!("Cần một đối tượng có \"rating\" và \"dossier\", hoặc \"tally\" và \"session\": {what}."),
        format!("Expected an object with \"rating\" and \"dossier\", or \"tally\" and \"session\": {what}."),
    )
    .into()
}
