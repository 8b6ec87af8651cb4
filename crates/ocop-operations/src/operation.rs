//! One row of the table.

use ocop::Library;
use schemars::{JsonSchema, Schema};
use serde::de::DeserializeOwned;

use crate::reply::{JSON, Refusal, Reply};
use crate::schemas;
pub(crate) use crate::schemas::schema_of;

/// What an operation does with its input, the options as bytes.
type Run = fn(&Library, &[u8], &[u8]) -> Result<Reply, Refusal>;

/// One thing that `ocop` does.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Operation {
    /// Its name: `rate`.
    pub name: &'static str,
    /// What it does, in Vietnamese.
    pub vi: &'static str,
    /// What it does, in English.
    pub en: &'static str,
    /// The formats it takes as input, by the names of their schemas; none where it takes no input.
    pub input: &'static [&'static str],
    /// What it gives.
    pub output: Output,
    pub(crate) schema: fn() -> Schema,
    pub(crate) run: Run,
}

/// What an operation gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Output {
    /// JSON of one of these formats, by the names of their schemas.
    Json(&'static [&'static str]),
    /// A JSON Schema.
    Schema,
    /// A document: bytes of the media type that the reply names.
    Document,
}

impl Output {
    /// The media type; none where the reply tells.
    #[must_use]
    pub const fn media_type(self) -> Option<&'static str> {
        match self {
            Self::Json(_) => Some(JSON),
            Self::Schema => Some("application/schema+json"),
            Self::Document => None,
        }
    }
}

impl Operation {
    /// The JSON Schema of its options: an object, in which only what must be given is required.
    #[must_use]
    pub fn options_schema(&self) -> Schema {
        (self.schema)()
    }

    /// Calls it; see [`call`](crate::call).
    ///
    /// # Errors
    ///
    /// A [`Refusal`]: the call is wrong, or the input is refused.
    pub fn call(&self, library: &Library, input: &[u8], options: &[u8]) -> Result<Reply, Refusal> {
        (self.run)(library, input, options)
    }
}

/// Reads the options of a call, or tells that the call is wrong.
pub(crate) fn options<T: DeserializeOwned + JsonSchema>(bytes: &[u8]) -> Result<T, Refusal> {
    schemas::read(bytes).map_err(Refusal::wrong_call)
}
