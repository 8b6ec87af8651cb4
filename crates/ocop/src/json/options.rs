//! Options of a call: one flat JSON object, read by the type that holds them and by its JSON Schema.
//! The type decides; the schema says what was expected where it refuses.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, schema_for};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    MAX_BYTES, Node, another_format, canonical, from_str, parse, pointer, repeated, shortened,
    text, wrong_type,
};
use crate::problem::{Code, Problem, Problems};
use crate::text::nearest;

/// Reads the options of a call; no bytes at all are no options. All that is wrong is told at once:
/// unknown options with the nearest known one, values of another kind, choices that there are not,
/// options that must be given.
///
/// The type's fields are its options: a field that may be left out has a serde default, and
/// `deny_unknown_fields` keeps the others out. `null` counts as left out.
///
/// ```
/// #[derive(serde::Deserialize, schemars::JsonSchema)]
/// #[serde(default, deny_unknown_fields)]
/// # #[derive(Default)]
/// struct Options {
///     strict: bool,
/// }
/// assert!(ocop::read_options::<Options>(br#"{"strict": true}"#)?.strict);
/// let problems = ocop::read_options::<Options>(br#"{"strct": true}"#).err().unwrap();
/// assert_eq!(problems.iter().next().unwrap().code, ocop::Code::UnknownOption);
/// # Ok::<(), ocop::Problems>(())
/// ```
///
/// # Errors
///
/// Everything that is wrong with them; each path is a JSON Pointer into the options.
pub fn read_options<T: DeserializeOwned + JsonSchema>(bytes: &[u8]) -> Result<T, Problems> {
    read_options_by(bytes, || schema_for!(T))
}

/// Reads the options of a call as [`read_options`] does, with the schema of the type at hand: it is
/// asked for where something is wrong.
///
/// # Errors
///
/// Everything that is wrong with them; each path is a JSON Pointer into the options.
pub fn read_options_by<T: DeserializeOwned>(
    bytes: &[u8],
    schema: impl FnOnce() -> Schema,
) -> Result<T, Problems> {
    let bytes = if bytes.is_empty() { b"{}" } else { bytes };
    // a list would be read as the fields in their order
    let object = bytes.trim_ascii_start().starts_with(b"{");
    if object
        && let Ok(given) = std::str::from_utf8(bytes)
        && let Ok(options) = from_str(given)
    {
        return Ok(options);
    }
    let node = parse(text(bytes, MAX_BYTES)?)?;
    let Node::Object(fields) = &node else {
        return Err(wrong_type("", &node, "một đối tượng {…}", "an object {…}").into());
    };
    let refused = |alone: &str| from_str::<T>(alone).err();
    let schema = schema();
    if let Some(format) = format_of(schema.as_value())
        && let Some(problem) = another_format(&node, format)
    {
        return Err(problem.into());
    }
    let kept = sifted(fields, schema.as_value(), &refused)?;
    from_str(&written(&kept)).map_err(|error| not_read(&error).into())
}

type Field<'a> = (Cow<'a, str>, Node<'a>);

/// Why the type does not read an object, if it does not.
type Refused<'r> = &'r dyn Fn(&str) -> Option<serde_json::Error>;

/// The fields that say something, where nothing is wrong with any.
fn sifted<'a>(
    fields: &[Field<'a>],
    schema: &Value,
    refused: Refused<'_>,
) -> Result<Node<'a>, Problems> {
    let schema = Shape {
        root: schema,
        at: schema,
    };
    let mut problems = Problems::new();
    let mut kept: Vec<&Field<'_>> = Vec::new();
    for field in fields {
        let (name, value) = field;
        if problems.is_full() {
            break;
        }
        let path = pointer("", name);
        if kept.iter().any(|(other, _)| other == name) {
            problems.push(repeated(&path, name));
            continue;
        }
        match schema.property(name) {
            None => problems.push(unknown(&path, name, schema.names())),
            Some(_) if matches!(value, Node::Null) => {}
            Some(expected) => {
                kept.push(field);
                if !reads_alone(field, refused) {
                    expected.refuse(value, &path, &mut problems);
                }
            }
        }
    }
    let given = |name: &str| fields.iter().any(|(n, v)| n == name && *v != Node::Null);
    for name in schema.required().filter(|name| !given(name)) {
        problems.push(missing(name));
    }
    problems.or(Node::Object(kept.into_iter().cloned().collect()))
}

/// The name of the format that a type's schema asks for, where it asks for one alone.
fn format_of(schema: &Value) -> Option<&str> {
    let whole = Shape {
        root: schema,
        at: schema,
    };
    match whole.property("format")?.alternatives().as_slice() {
        [one] => one.at.get("const")?.as_str(),
        _ => None,
    }
}

/// The problem of options that only together are wrong.
fn not_read(error: &serde_json::Error) -> Problem {
    super::not_read(
        "Không đọc được tùy chọn",
        "The options cannot be read",
        None,
        error,
    )
}

/// Whether the type reads a field where it is the only one: then nothing is wrong with its value.
fn reads_alone(field: &Field<'_>, refused: Refused<'_>) -> bool {
    let alone = written(&Node::Object(vec![field.clone()]));
    // other fields are told apart
    refused(&alone).is_none_or(|error| error.to_string().starts_with("missing field"))
}

fn written(node: &Node<'_>) -> String {
    let mut out = Vec::new();
    canonical(node, &mut out);
    // JSON is text
    String::from_utf8(out).unwrap_or_default()
}

fn missing(name: &str) -> Problem {
    Problem::new(
        Code::MissingOption,
        pointer("", name),
        format!("Thiếu tùy chọn \"{name}\"."),
        format!("The option \"{name}\" is missing."),
    )
}

fn unknown<'s>(path: &str, name: &str, names: impl Iterator<Item = &'s str> + Clone) -> Problem {
    let short = shortened(name);
    let problem = Problem::new(
        Code::UnknownOption,
        path,
        format!("Không có tùy chọn \"{short}\"."),
        format!("There is no option \"{short}\"."),
    )
    .with_found(&*short);
    let list: Vec<&str> = names.clone().collect();
    match nearest(name, names) {
        Some(name) => problem.with_nearest(Some(name)),
        None if list.is_empty() => problem.with_help(
            "Thao tác này không có tùy chọn nào.",
            "This operation has no options.",
        ),
        None => {
            let list = list.join(", ");
            problem.with_help(
                format!("Các tùy chọn: {list}."),
                format!("The options are: {list}."),
            )
        }
    }
}

/// A part of a JSON Schema, with the whole that its references point into.
#[derive(Clone, Copy)]
struct Shape<'s> {
    root: &'s Value,
    at: &'s Value,
}

impl<'s> Shape<'s> {
    fn names(self) -> impl Iterator<Item = &'s str> + Clone {
        let fields = self.at.get("properties").and_then(Value::as_object);
        fields
            .into_iter()
            .flat_map(|f| f.keys().map(String::as_str))
    }

    fn required(self) -> impl Iterator<Item = &'s str> {
        let list = self.at.get("required").and_then(Value::as_array);
        list.into_iter().flatten().filter_map(Value::as_str)
    }

    fn property(self, name: &str) -> Option<Self> {
        let at = self.at.get("properties")?.get(name)?;
        Some(Self { at, ..self }.resolved())
    }

    /// What a reference points to.
    fn resolved(self) -> Self {
        let name = self.at.get("$ref").and_then(Value::as_str);
        let target = name
            .and_then(|name| name.strip_prefix("#"))
            .and_then(|path| self.root.pointer(path));
        target.map_or(self, |at| Self { at, ..self })
    }

    /// The alternatives that it allows, `null` aside.
    fn alternatives(self) -> Vec<Self> {
        let list = ["anyOf", "oneOf"]
            .iter()
            .find_map(|key| self.at.get(key)?.as_array());
        let Some(list) = list else { return vec![self] };
        let each = list.iter().map(|at| Self { at, ..self }.resolved());
        each.filter(|shape| !shape.is("null"))
            .flat_map(Self::alternatives)
            .collect()
    }

    fn is(self, kind: &str) -> bool {
        match self.at.get("type") {
            Some(Value::String(one)) => one == kind,
            Some(Value::Array(several)) => several.iter().any(|one| one == kind),
            _ => false,
        }
    }

    /// The words that it allows, where it allows only some.
    fn words(self) -> Vec<&'s str> {
        let one = self.at.get("const").and_then(Value::as_str);
        let several = self.at.get("enum").and_then(Value::as_array);
        let several = several.into_iter().flatten().filter_map(Value::as_str);
        one.into_iter().chain(several).collect()
    }

    /// Tells what is wrong with a value that the type does not read.
    fn refuse(self, value: &Node<'_>, path: &str, problems: &mut Problems) {
        let shapes = self.alternatives();
        let words: Vec<&str> = shapes.iter().flat_map(|s| s.words()).collect();
        if let (false, Node::Text(found)) = (words.is_empty(), value) {
            problems.push(no_choice(path, found, &words));
            return;
        }
        if let (Some(list), Node::List(items)) = (shapes.iter().find(|s| s.is("array")), value) {
            let of = Self {
                at: list.at.get("items").unwrap_or(&Value::Null),
                ..*list
            };
            for (i, item) in items.iter().enumerate() {
                if !of.resolved().could_be(item) {
                    of.resolved().refuse(item, &pointer(path, i), problems);
                }
            }
            if !problems.is_empty() {
                return;
            }
        }
        let whole = shapes.iter().find(|s| s.is("integer"));
        if let (Some(whole), Node::Int(number)) = (whole, value) {
            problems.push(whole.out_of_range(path, *number));
            return;
        }
        let wanted: Vec<(String, String)> = shapes.iter().map(|s| s.wanted()).collect();
        let joined = |pick: fn(&(String, String)) -> &str, or: &str| {
            let mut unlike: Vec<&str> = Vec::new();
            for one in &wanted {
                if !unlike.contains(&pick(one)) {
                    unlike.push(pick(one));
                }
            }
            unlike.join(or)
        };
        let (want_vi, want_en) = (joined(|w| &w.0, " hoặc "), joined(|w| &w.1, " or "));
        let mut problem = wrong_type(path, value, &want_vi, &want_en);
        if shapes.iter().any(|s| s.is_day()) {
            problem.code = Code::InvalidDate;
        }
        if whole.is_some() {
            problem = super::whole_help(problem, value);
        }
        problems.push(problem);
    }

    /// Whether a value may be one of these; only the type knows for certain.
    fn could_be(self, value: &Node<'_>) -> bool {
        self.alternatives().into_iter().any(|shape| {
            let words = shape.words();
            match value {
                Node::Text(text) if !words.is_empty() => words.contains(&text.as_ref()),
                Node::Text(text) if shape.is_day() => super::date(text).is_some(),
                Node::Text(_) => shape.is("string"),
                Node::Int(_) => shape.is("integer"),
                Node::Bool(_) => shape.is("boolean"),
                Node::List(_) => shape.is("array"),
                Node::Object(_) => shape.is("object"),
                Node::Null | Node::Number(_) => false,
            }
        })
    }

    fn is_day(self) -> bool {
        self.at.get("format").and_then(Value::as_str) == Some("date")
    }

    fn out_of_range(self, path: &str, found: i64) -> Problem {
        let bound = |name| self.at.get(name).and_then(Value::as_i64);
        let least = bound("minimum").unwrap_or_default();
        let (vi, en) = match bound("maximum") {
            Some(greatest) => (
                format!("{least} đến {greatest}"),
                format!("{least} to {greatest}"),
            ),
            None => (format!("từ {least} trở lên"), format!("{least} or more")),
        };
        Problem::new(
            Code::OutOfRange,
            path,
            format!("Gặp {found}, cần {vi}."),
            format!("Found {found}, expected {en}."),
        )
        .with_found(found.to_string())
        .with_expected(vi, en)
    }

    /// What it wants, in both languages.
    fn wanted(self) -> (String, String) {
        let words = self.words();
        if !words.is_empty() {
            let list = words
                .iter()
                .map(|w| format!("\"{w}\""))
                .collect::<Vec<_>>()
                .join(", ");
            return (list.clone(), list);
        }
        let (vi, en) = match () {
            () if self.is_day() => (
                "một ngày có thật dạng NĂM-THÁNG-NGÀY, ví dụ 2026-08-03",
                "a real date as YYYY-MM-DD, such as 2026-08-03",
            ),
            () if self.is("integer") => ("một số nguyên", "a whole number"),
            () if self.is("boolean") => ("true hoặc false", "true or false"),
            () if self.is("array") => ("một danh sách […]", "a list […]"),
            () if self.is("object") => ("một đối tượng {…}", "an object {…}"),
            () => ("một chuỗi trong dấu ngoặc kép", "text in double quotes"),
        };
        (vi.to_owned(), en.to_owned())
    }
}

fn no_choice(path: &str, found: &str, words: &[&str]) -> Problem {
    let (short, list) = (shortened(found), words.join(", "));
    Problem::new(
        Code::UnknownChoice,
        path,
        format!("Gặp \"{short}\", cần một trong: {list}."),
        format!("Found \"{short}\", expected one of: {list}."),
    )
    .with_found(&*short)
    .with_one_of(&list)
    .with_nearest(nearest(found, words.iter().copied()))
}
