//! Dossiers as they stand in a batch: JSON text, or typed columns.

use std::io::Write as _;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use ocop::jiff::{ToSpan, civil};
use ocop::{Code, CriterionId, Problem, Problems, nearest};

use crate::options::{RaterOptions, no_column};

/// What typed columns may be called, besides criteria.
const NAMES: [&str; 7] = [
    "criteria",
    "product_set",
    "kind",
    "submitted_on",
    "assessed_on",
    "case",
    "findings",
];

/// The dossiers of a batch.
pub enum Dossiers<'b> {
    Text(&'b ArrayRef),
    /// Typed columns, and the struct that they are of, where there is one.
    Typed {
        columns: Vec<(&'b str, &'b ArrayRef)>,
        within: Option<&'b ArrayRef>,
        points: bool,
    },
}

impl<'b> Dossiers<'b> {
    /// Whether dossiers can be read from batches of this schema.
    pub fn check(schema: &Schema, options: &RaterOptions) -> Result<(), Problems> {
        let Some(name) = &options.column else {
            let fields = schema.fields().iter();
            let typed = fields.filter(|field| !options.keep.contains(field.name()));
            return check_typed(typed.map(AsRef::as_ref));
        };
        let Ok(field) = schema.field_with_name(name) else {
            return Err(no_column("/column", name, schema).into());
        };
        match field.data_type() {
            DataType::Struct(fields) => check_typed(fields.iter().map(AsRef::as_ref)),
            kind if is_text(kind) => Ok(()),
            kind => Err(Problem::new(
                Code::WrongType,
                "/column",
                format!("Cột \"{name}\" kiểu {kind}, cần văn bản JSON hoặc struct."),
                format!("The column \"{name}\" is of type {kind}, expected JSON text or a struct."),
            )
            .into()),
        }
    }

    /// The dossiers of a batch whose schema was checked.
    pub fn of(batch: &'b RecordBatch, options: &RaterOptions) -> Result<Self, ArrowError> {
        let Some(name) = &options.column else {
            let schema = batch.schema_ref();
            let fields = schema.fields().iter().zip(batch.columns());
            let typed = fields.filter(|(field, _)| !options.keep.contains(field.name()));
            let typed = typed.map(|(field, column)| (field.name().as_str(), column));
            return Ok(Self::Typed {
                columns: typed.collect(),
                within: None,
                points: options.points,
            });
        };
        let column = batch.column_by_name(name);
        let column =
            column.ok_or_else(|| ArrowError::SchemaError(format!("no column {name:?}")))?;
        Ok(match column.as_struct_opt() {
            None => Self::Text(column),
            Some(all) => {
                let names = all.fields().iter().map(|field| field.name().as_str());
                Self::Typed {
                    columns: names.zip(all.columns()).collect(),
                    within: Some(column),
                    points: options.points,
                }
            }
        })
    }

    /// The JSON of a row: its own bytes where it is text, else written into the buffer.
    pub fn row<'t>(&'t self, row: usize, buffer: &'t mut Vec<u8>) -> &'t [u8] {
        match self {
            Self::Text(column) if column.is_null(row) => &[],
            Self::Text(column) => text(column, row),
            Self::Typed {
                within: Some(all), ..
            } if all.is_null(row) => &[],
            Self::Typed {
                columns, points, ..
            } => {
                buffer.clear();
                write(columns, *points, row, buffer);
                buffer
            }
        }
    }
}

const fn is_text(kind: &DataType) -> bool {
    use DataType::{Binary, BinaryView, LargeBinary, LargeUtf8, Utf8, Utf8View};
    matches!(
        kind,
        Utf8 | LargeUtf8 | Utf8View | Binary | LargeBinary | BinaryView
    )
}

fn text(column: &ArrayRef, row: usize) -> &[u8] {
    match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).as_bytes(),
        DataType::LargeUtf8 => column.as_string::<i64>().value(row).as_bytes(),
        DataType::Utf8View => column.as_string_view().value(row).as_bytes(),
        DataType::Binary => column.as_binary::<i32>().value(row),
        DataType::LargeBinary => column.as_binary::<i64>().value(row),
        DataType::BinaryView => column.as_binary_view().value(row),
        _ => &[],
    }
}

fn is_criterion(name: &str) -> bool {
    name.parse::<CriterionId>().is_ok()
}

fn check_typed<'f>(fields: impl Iterator<Item = &'f Field>) -> Result<(), Problems> {
    let mut problems = Problems::new();
    for field in fields {
        let (name, kind) = (field.name(), field.data_type());
        let path = format!("/column/{name}");
        let fits = match name.as_str() {
            "product_set" => kind.is_integer() || is_text(kind),
            "submitted_on" | "assessed_on" => *kind == DataType::Date32 || is_text(kind),
            "findings" => match kind {
                DataType::List(item) | DataType::LargeList(item) => is_text(item.data_type()),
                _ => false,
            },
            name if NAMES.contains(&name) => is_text(kind),
            name if is_criterion(name) => {
                kind.is_integer() || matches!(kind, DataType::Float32 | DataType::Float64)
            }
            _ => {
                let problem = Problem::new(
                    Code::UnknownField,
                    path,
                    format!("Cột \"{name}\" không thuộc hồ sơ; nếu cần giữ lại, ghi vào \"keep\"."),
                    format!(
                        "The column \"{name}\" is no part of a dossier; name it in \"keep\" where it is to be handed on."
                    ),
                );
                problems.push(problem.with_nearest(nearest(name, NAMES)));
                continue;
            }
        };
        if !fits {
            problems.push(Problem::new(
                Code::WrongType,
                path,
                format!("Cột \"{name}\" kiểu {kind} không đọc được."),
                format!("The column \"{name}\" is of type {kind}, which cannot be read."),
            ));
        }
    }
    problems.or(())
}

/// Writes a row of typed columns as a dossier. Null cells are left out.
fn write(columns: &[(&str, &ArrayRef)], points: bool, row: usize, out: &mut Vec<u8>) {
    let there = || columns.iter().filter(|(_, column)| column.is_valid(row));
    out.push(b'{');
    let mut first = true;
    let registration = ["kind", "submitted_on"];
    for (name, column) in there() {
        if !is_criterion(name) && !registration.contains(name) {
            field(&mut first, name, out);
            cell(column, row, out);
        }
    }
    let mut within = there()
        .filter(|(name, _)| registration.contains(name))
        .peekable();
    if within.peek().is_some() {
        field(&mut first, "registration", out);
        out.push(b'{');
        let mut inside = true;
        for (name, column) in within {
            field(&mut inside, name, out);
            cell(column, row, out);
        }
        out.push(b'}');
    }
    field(&mut first, if points { "points" } else { "answers" }, out);
    out.push(b'{');
    let mut inside = true;
    for (name, column) in there().filter(|(name, _)| is_criterion(name)) {
        field(&mut inside, name, out);
        cell(column, row, out);
    }
    out.extend_from_slice(b"}}");
}

fn field(first: &mut bool, name: &str, out: &mut Vec<u8>) {
    if !std::mem::take(first) {
        out.push(b',');
    }
    string(name, out);
    out.push(b':');
}

fn string(text: &str, out: &mut Vec<u8>) {
    // into memory this does not fail
    let _ = serde_json::to_writer(out, text);
}

/// Writes a cell as JSON.
fn cell(column: &ArrayRef, row: usize, out: &mut Vec<u8>) {
    macro_rules! whole {
        ($kind:ty) => {{
            let _ = write!(out, "{}", column.as_primitive::<$kind>().value(row));
        }};
    }
    match column.data_type() {
        DataType::Int8 => whole!(Int8Type),
        DataType::Int16 => whole!(Int16Type),
        DataType::Int32 => whole!(Int32Type),
        DataType::Int64 => whole!(Int64Type),
        DataType::UInt8 => whole!(UInt8Type),
        DataType::UInt16 => whole!(UInt16Type),
        DataType::UInt32 => whole!(UInt32Type),
        DataType::UInt64 => whole!(UInt64Type),
        DataType::Float32 => float(column.as_primitive::<Float32Type>().value(row).into(), out),
        DataType::Float64 => float(column.as_primitive::<Float64Type>().value(row), out),
        DataType::Date32 => date(column.as_primitive::<Date32Type>().value(row), out),
        DataType::List(_) => list(&column.as_list::<i32>().value(row), out),
        DataType::LargeList(_) => list(&column.as_list::<i64>().value(row), out),
        _ => string(&String::from_utf8_lossy(text(column, row)), out),
    }
}

/// Writes a list of texts.
fn list(items: &ArrayRef, out: &mut Vec<u8>) {
    out.push(b'[');
    for item in 0..items.len() {
        if item > 0 {
            out.push(b',');
        }
        if items.is_valid(item) {
            string(&String::from_utf8_lossy(text(items, item)), out);
        } else {
            out.extend_from_slice(b"null");
        }
    }
    out.push(b']');
}

/// A number as other tools keep whole numbers where some are missing: 3.0 is 3.
fn float(number: f64, out: &mut Vec<u8>) {
    let _ = if number.is_finite() {
        write!(out, "{number}")
    } else {
        write!(out, "\"{number}\"")
    };
}

fn date(days: i32, out: &mut Vec<u8>) {
    let epoch = civil::date(1970, 1, 1);
    let day = epoch.checked_add(i64::from(days).days());
    let _ = match day {
        Ok(day) => write!(out, "\"{day}\""),
        Err(_) => write!(out, "\"{days}\""),
    };
}
