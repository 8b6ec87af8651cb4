//! `schema`: the JSON Schema of a format.

use ocop::{Code, Library, Problem};
#[cfg(feature = "derived-schemas")]
use ocop_text::page::PaperSettings;
use schemars::{JsonSchema, Schema};
use serde::{Deserialize, Serialize};

#[cfg(feature = "derived-schemas")]
use super::{
    criteria::CriteriaList, mark_class::LearnerSheet, practice::PracticeKey,
    verify::VerificationInput,
};
use crate::operation::{Operation, Output, options, schema_of};
use crate::reply::{Refusal, Reply};
#[cfg(not(feature = "derived-schemas"))]
use crate::schemas::written;

/// Which schema.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SchemaOptions {
    /// The name of the format: `dossier`, `rating`, `criteria` …
    pub name: String,
}

ocop::setters!(SchemaOptions { name: String });

pub(crate) const OPERATION: Operation = Operation {
    name: "schema",
    vi: "JSON Schema của một định dạng.",
    en: "The JSON Schema of a format.",
    input: &[],
    output: Output::Schema,
    schema: schema_of::<SchemaOptions>,
    run,
};

fn run(_: &Library, _: &[u8], bytes: &[u8]) -> Result<Reply, Refusal> {
    let options: SchemaOptions = options(bytes)?;
    let mut reply = Reply::json(&schema(&options.name)?)?;
    reply.media_type = OPERATION.output.media_type().unwrap_or(reply.media_type);
    Ok(reply)
}

/// The formats of this crate that have a schema.
const OWN: [&str; 5] = [
    "criteria-list",
    "paper-settings",
    "practice-key",
    "practice-sheet",
    "verification-input",
];

/// The names of all formats that have a schema.
pub fn names() -> impl Iterator<Item = &'static str> + Clone {
    let names = ocop::schema::NAMES.iter().chain(&ocop_places::SCHEMAS);
    names.chain(&OWN).copied()
}

/// The schema of a format, by its name.
#[cfg(feature = "derived-schemas")]
pub(crate) fn of_format(name: &str) -> Option<Schema> {
    ocop::schema::of(name)
        .or_else(|| ocop_places::schema(name))
        .or_else(|| own(name))
}

/// The schema of a format, by its name.
#[cfg(not(feature = "derived-schemas"))]
pub(crate) fn of_format(name: &str) -> Option<Schema> {
    written::schema(name)
}

#[cfg(feature = "derived-schemas")]
fn own(name: &str) -> Option<Schema> {
    match name {
        "criteria-list" => Some(schema_of::<CriteriaList>()),
        "paper-settings" => Some(schema_of::<PaperSettings>()),
        "practice-key" => Some(schema_of::<PracticeKey>()),
        "practice-sheet" => Some(schema_of::<LearnerSheet>()),
        "verification-input" => Some(schema_of::<VerificationInput>()),
        _ => None,
    }
}

/// The schema of a format.
///
/// # Errors
///
/// There is no format of this name.
pub fn schema(name: &str) -> Result<Schema, Refusal> {
    of_format(name).ok_or_else(|| {
        let (short, list) = (
            name.chars().take(60).collect::<String>(),
            names().collect::<Vec<_>>().join(", "),
        );
        let problem = Problem::new(
            Code::UnknownChoice,
            "/name",
            format!("Gặp \"{short}\", cần một trong: {list}."),
            format!("Found \"{short}\", expected one of: {list}."),
        )
        .with_found(&*short)
        .with_one_of(&list);
        Refusal::wrong_call(problem.with_nearest(ocop::nearest(name, names())))
    })
}
