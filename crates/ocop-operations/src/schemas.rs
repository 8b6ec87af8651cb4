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

/// The schema of a format, by its name.
#[cfg(feature = "derived-schemas")]
pub(crate) fn of_format(name: &str) -> Option<Schema> {
    ocop::schema::of(name)
        .or_else(|| ocop_places::schema(name))
        .or_else(|| crate::operations::schema::own(name))
}

/// The schema of a format, by its name.
#[cfg(not(feature = "derived-schemas"))]
pub(crate) fn of_format(name: &str) -> Option<Schema> {
    written::schema(name)
}

#[cfg(feature = "derived-schemas")]
pub use derived::all;

/// The file, written.
#[cfg(feature = "derived-schemas")]
mod derived {
    use std::fmt::Write as _;

    use ocop_text::page::PaperSettings;
    use schemars::{JsonSchema, Schema};
    use serde_json::Value;

    use super::{of_format, schema_of};
    use crate::operations::{
        certificate, check, code, compare, compare_laws, criteria, document, evidence, explain,
        next, plan, practice, rate, renewals, resolve, schema, stats, tally, verify,
    };

    type Named = (String, Schema);

    fn named<T: JsonSchema>() -> Named {
        (T::schema_id().into_owned(), schema_of::<T>())
    }

    /// Every type that is read with its schema.
    pub(super) fn read_with_a_schema() -> Vec<Named> {
        vec![
            named::<rate::Options>(),
            named::<check::Options>(),
            named::<plan::Options>(),
            named::<explain::Options>(),
            named::<evidence::Options>(),
            named::<compare::Options>(),
            named::<compare_laws::Options>(),
            named::<tally::Options>(),
            named::<next::Options>(),
            named::<verify::Options>(),
            named::<certificate::Options>(),
            named::<renewals::Options>(),
            named::<stats::Options>(),
            named::<code::Options>(),
            named::<practice::Options>(),
            named::<criteria::Options>(),
            named::<resolve::Options>(),
            named::<document::Options>(),
            named::<schema::Options>(),
            named::<PaperSettings>(),
            named::<verify::VerificationInput>(),
        ]
    }

    /// All schemas as one text, for builds that do not derive them. First the definitions, each on a
    /// line: its name, a tab, what it is; most stand in several schemas. Then the schemas: a name, a
    /// tab, the definitions that it has by their line, a tab, the rest of it.
    #[must_use]
    pub fn all() -> String {
        let formats = schema::names().filter_map(|name| Some((name.to_owned(), of_format(name)?)));
        let mut definitions: Vec<String> = Vec::new();
        let mut schemas = String::new();
        for (name, schema) in formats.chain(read_with_a_schema()) {
            let mut value = schema.to_value();
            let taken = value.as_object_mut().and_then(|o| o.remove("$defs"));
            let mut lines = Vec::new();
            for (name, definition) in taken
                .as_ref()
                .and_then(Value::as_object)
                .into_iter()
                .flatten()
            {
                let line = format!("{name}\t{definition}");
                let at = definitions.iter().position(|d| *d == line);
                lines.push(at.unwrap_or(definitions.len()).to_string());
                if at.is_none() {
                    definitions.push(line);
                }
            }
            // `write!` to a text does not fail
            let _ = writeln!(schemas, "{name}\t{}\t{value}", lines.join(" "));
        }
        format!("{}\n\n{schemas}", definitions.join("\n"))
    }
}

/// The file, read.
#[cfg(any(test, not(feature = "derived-schemas")))]
mod written {
    use schemars::Schema;
    use serde_json::{Map, Value};

    const WRITTEN: &str = include_str!("schemas.txt");

    /// The schema of this name, or of the type with this path.
    pub(super) fn schema(name: &str) -> Option<Schema> {
        let (definitions, schemas) = WRITTEN.split_once("\n\n")?;
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

#[cfg(all(test, feature = "derived-schemas"))]
mod tests {
    use super::*;
    use crate::OPERATIONS;
    use crate::operations::schema::names;

    #[test]
    fn what_is_written_is_what_is_derived() {
        let formats = names().map(|name| (name.to_owned(), of_format(name).unwrap()));
        for (name, derived) in formats.chain(derived::read_with_a_schema()) {
            let read = written::schema(&name).unwrap_or_default();
            let text = |schema| serde_json::to_string(schema).unwrap();
            assert_eq!(
                text(&read),
                text(&derived),
                "{name}: run `cargo xtask generate`"
            );
        }
        assert_eq!(written::schema("nothing"), None);
    }

    #[test]
    fn the_options_of_every_operation_are_written() {
        let written = derived::read_with_a_schema();
        for operation in OPERATIONS {
            let schema = operation.options_schema();
            let found = written.iter().any(|(_, known)| *known == schema);
            assert!(found, "{}", operation.name);
        }
    }
}
