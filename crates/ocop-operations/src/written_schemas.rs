//! All schemas as files, for builds that do not derive them: written from the types, and read by
//! `schemas`.

use std::fmt::Write as _;

use ocop_text::page::PaperSettings;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

use crate::operations::{
    certificate, check, code, compare, compare_laws, criteria, document, evidence, explain,
    mark_class, next, plan, practice, rate, renewals, resolve, schema, stats, tally, verify,
};
use crate::schemas::schema_of;

type Named = (String, Schema);

fn named<T: JsonSchema>() -> Named {
    (T::schema_id().into_owned(), schema_of::<T>())
}

/// Every type of options, and of what options hold that is read by its schema.
fn types_of_options() -> Vec<Named> {
    vec![
        named::<rate::RateOptions>(),
        named::<check::CheckOptions>(),
        named::<plan::PlanOptions>(),
        named::<explain::ExplainOptions>(),
        named::<evidence::EvidenceOptions>(),
        named::<compare::CompareOptions>(),
        named::<compare_laws::CompareLawsOptions>(),
        named::<tally::TallyOptions>(),
        named::<next::NextOptions>(),
        named::<verify::VerifyOptions>(),
        named::<certificate::CertificateOptions>(),
        named::<renewals::RenewalsOptions>(),
        named::<stats::StatsOptions>(),
        named::<code::CodeOptions>(),
        named::<practice::PracticeOptions>(),
        named::<mark_class::ClassOptions>(),
        named::<criteria::CriteriaOptions>(),
        named::<resolve::ResolveOptions>(),
        named::<document::DocumentOptions>(),
        named::<schema::SchemaOptions>(),
        named::<PaperSettings>(),
    ]
}

/// Every format by its name, and the types of those that operations read with their schema.
fn all_formats() -> Vec<Named> {
    let formats =
        schema::names().filter_map(|name| Some((name.to_owned(), schema::of_format(name)?)));
    let read = [
        named::<mark_class::LearnerSheet>(),
        named::<verify::VerificationInput>(),
    ];
    formats.chain(read).collect()
}

/// The schemas of options as a text, for builds that do not derive them; see [`written_formats`].
#[must_use]
pub fn written_options() -> String {
    written(types_of_options())
}

/// The schemas of formats as a text, for builds that do not derive them and have all operations.
#[must_use]
pub fn written_formats() -> String {
    written(all_formats())
}

/// Schemas as one text. First the definitions, each on a
/// line: its name, a tab, what it is; most stand in several schemas. Then the schemas: a name, a
/// tab, the definitions that it has by their line, a tab, the rest of it.
fn written(named: Vec<Named>) -> String {
    let mut definitions: Vec<String> = Vec::new();
    let mut schemas = String::new();
    for (name, schema) in named {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OPERATIONS;
    use crate::schemas::written;

    #[test]
    fn what_is_written_is_what_is_derived() {
        for (name, derived) in types_of_options().into_iter().chain(all_formats()) {
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
        let written = types_of_options();
        for operation in OPERATIONS {
            let schema = operation.options_schema();
            let found = written.iter().any(|(_, known)| *known == schema);
            assert!(found, "{}", operation.name);
        }
    }
}
