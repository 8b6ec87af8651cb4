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
use crate::schemas;

/// A verification has no options.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(title = "VerifyOptions")]
#[non_exhaustive]
pub struct Options {}

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
    schema: schema_of::<Options>,
    run,
};

fn run(library: &Library, input: &[u8], bytes: &[u8]) -> Result<Reply, Refusal> {
    let _: Options = options(bytes)?;
    Reply::json(&verify(library, input)?)
}

/// Verifies a rating with its dossier, or a tally with its session, in one JSON object. A
/// program that has them apart calls
/// [`Library::verify_rating`] or [`Library::verify_tally`].
///
/// # Errors
///
/// The input is neither, or its rating or tally cannot be read.
pub fn verify(library: &Library, input: &[u8]) -> Result<Verification, Refusal> {
    let text = input.strip_prefix("\u{feff}".as_bytes()).unwrap_or(input);
    // no options are none, but no input is no JSON
    let text = if text.is_empty() { b" " } else { text };
    let given: VerificationInput = schemas::read(text).map_err(of_input)?;
    let bytes = |name, value: &Option<Box<RawValue>>| match value {
        Some(value) => Ok(value.get().as_bytes().to_vec()),
        None => Err(missing(name)),
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

fn missing(name: &str) -> Refusal {
    Problem::new(
        Code::MissingField,
        format!("/{name}"),
        format!("Thiếu \"{name}\"."),
        format!("\"{name}\" is missing."),
    )
    .into()
}

/// The names of the input are fields, not options.
fn of_input(found: Problems) -> Problems {
    let each = found.into_iter().map(|problem| {
        if problem.code != Code::UnknownOption {
            return problem;
        }
        let name = problem.path.trim_start_matches('/').to_owned();
        let field = Problem::new(
            Code::UnknownField,
            problem.path,
            format!("Không có trường \"{name}\"."),
            format!("There is no field \"{name}\"."),
        );
        match problem.suggestion {
            Some(near) => field.with_nearest(Some(&near)),
            None => field.with_help(
                "Các trường: rating, dossier, tally, session, sheets.",
                "The fields are: rating, dossier, tally, session, sheets.",
            ),
        }
    });
    each.collect()
}
