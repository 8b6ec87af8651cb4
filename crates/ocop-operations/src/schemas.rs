//! Where the JSON Schemas come from: derived from the types, or, in a build without the feature
//! `derived-schemas`, read from a file into which they were once derived. The code that derives them
//! is a fifth of the engine, and a browser downloads it before it asks for its first schema.

use ocop::Problems;
use schemars::{JsonSchema, Schema};
use serde::de::DeserializeOwned;

/// The JSON Schema of options.
#[cfg(feature = "derived-schemas")]
pub(crate) fn schema_of<T: JsonSchema>() -> Schema {
    schemars::schema_for!(T)
}

/// The JSON Schema of options.
#[cfg(not(feature = "derived-schemas"))]
pub(crate) fn schema_of<T: JsonSchema>() -> Schema {
    written::schema(&T::schema_id()).unwrap_or_default()
}

/// Reads an object by its type and by the schema of it; see [`ocop::read_options`].
pub(crate) fn read<T: DeserializeOwned + JsonSchema>(bytes: &[u8]) -> Result<T, Problems> {
    ocop::read_options_by(bytes, schema_of::<T>)
}

/// The file, read.
#[cfg(any(test, not(feature = "derived-schemas")))]
pub(crate) mod written {
    use schemars::Schema;
    use serde_json::{Map, Value};

    const OPTIONS: &str = include_str!("options.txt");

    /// What a build without the operations that read or give them need not have.
    const FORMATS: &str = if cfg!(feature = "format-schemas") {
        include_str!("schemas.txt")
    } else {
        ""
    };

    /// The schema of this name, or of the type with this path.
    pub(crate) fn schema(name: &str) -> Option<Schema> {
        found(OPTIONS, name).or_else(|| found(FORMATS, name))
    }

    fn found(written: &'static str, name: &str) -> Option<Schema> {
        let (definitions, schemas) = written.split_once("\n\n")?;
        let behind = |line: &'static str| line.strip_prefix(name)?.strip_prefix('\t');
        let (used, rest) = schemas.lines().find_map(behind)?.split_once('\t')?;
        let mut value: Value = serde_json::from_str(rest).ok()?;
        let mut all = Map::new();
        for number in used.split_ascii_whitespace() {
            let (name, definition) = definitions
                .lines()
                .nth(number.parse().ok()?)?
                .split_once('\t')?;
            all.insert(name.to_owned(), serde_json::from_str(definition).ok()?);
        }
        if !all.is_empty() {
            value
                .as_object_mut()?
                .insert("$defs".to_owned(), all.into());
        }
        Schema::try_from(value).ok()
    }
}
