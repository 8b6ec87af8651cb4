//! A batch of dossiers gives a batch of results, row for row.

#![expect(
    clippy::unwrap_used,
    reason = "what the helpers of these tests look for is there, or the test fails"
)]

use std::num::NonZero;
use std::sync::Arc;

use ocop::{Code, Library};
use ocop_arrow::arrow_array::builder::{Date32Builder, Int64Builder, StringBuilder};
use ocop_arrow::arrow_array::cast::AsArray;
use ocop_arrow::arrow_array::types::Int32Type;
use ocop_arrow::arrow_array::{
    ArrayRef, BinaryArray, Float64Array, Int64Array, LargeStringArray, RecordBatch, StringArray,
    StringViewArray, StructArray,
};
use ocop_arrow::{Rater, RaterOptions, columns};

const GOOD: &str = r#"{"criteria":"qd-26-2026","product_set":1,"answers":{"1.1":3,"1.5":2}}"#;

fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    RecordBatch::try_from_iter(columns).unwrap()
}

fn texts(rows: &[Option<&str>]) -> RecordBatch {
    batch(vec![(
        "dossier",
        Arc::new(StringArray::from(rows.to_vec())),
    )])
}

fn rated(batch: &RecordBatch, options: RaterOptions) -> RecordBatch {
    let rater = Rater::new(ocop_operations::library(), &batch.schema(), options).unwrap();
    let mut made = rater.rate(batch).unwrap();
    assert_eq!(made.len(), 1);
    made.remove(0)
}

fn points(batch: &RecordBatch) -> Vec<Option<i32>> {
    let column = batch.column_by_name("points").unwrap();
    column.as_primitive::<Int32Type>().iter().collect()
}

/// The words of a field of the items in a list of a row.
fn items(batch: &RecordBatch, list: &str, field: &str, row: usize) -> Vec<String> {
    let list = batch
        .column_by_name(list)
        .unwrap()
        .as_list::<i32>()
        .value(row);
    let column = list.as_struct().column_by_name(field).unwrap();
    let words = column.as_string::<i32>().iter();
    words
        .map(|word| word.unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn one_bad_row_touches_no_other() {
    let found = rated(
        &texts(&[
            Some(GOOD),
            Some("{"),
            None,
            Some("{\"product_set\":1}"),
            Some(GOOD),
        ]),
        RaterOptions::default(),
    );
    assert_eq!(points(&found), [Some(4), None, None, None, Some(4)]);
    assert_eq!(items(&found, "problems", "code", 0), [""; 0]);
    assert_eq!(items(&found, "problems", "code", 1), ["not-json"]);
    assert_eq!(items(&found, "problems", "code", 2), ["not-json"]);
    assert!(items(&found, "problems", "code", 3).len() > 1);
    assert_eq!(items(&found, "parts", "part", 4), ["A", "B", "C"]);
    assert_eq!(items(&found, "parts", "part", 1), [""; 0]);
}

#[test]
fn rows_are_those_of_the_operation() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().flatten().collect();
    files.sort_by_key(std::fs::DirEntry::path);
    let dossiers: Vec<String> = files
        .iter()
        .filter(|file| file.path().extension().is_some_and(|e| e == "json"))
        .map(|file| std::fs::read_to_string(file.path()).unwrap())
        .collect();
    assert!(dossiers.len() > 10);
    let rows: Vec<Option<&str>> = dossiers.iter().map(|d| Some(d.as_str())).collect();
    let found = rated(&texts(&rows), RaterOptions::default());
    let library = ocop_operations::library();
    for (row, dossier) in dossiers.iter().enumerate() {
        let reply =
            ocop_operations::call(&library, "rate", dossier.as_bytes(), b"{\"brief\":true}");
        match reply {
            Ok(reply) => {
                let report: serde_json::Value = serde_json::from_slice(&reply.bytes).unwrap();
                assert_eq!(i64::from(points(&found)[row].unwrap()), report["points"]);
                let outcome = found.column_by_name("outcome").unwrap();
                assert_eq!(outcome.as_string::<i32>().value(row), report["outcome"]);
                let unmet: Vec<_> = ["2", "3", "4", "5"]
                    .iter()
                    .filter_map(|stars| report["unmet"][stars].as_array())
                    .flatten()
                    .cloned()
                    .collect();
                assert_eq!(items(&found, "unmet", "criterion", row), unmet);
                assert_eq!(items(&found, "problems", "code", row), [""; 0]);
            }
            Err(refusal) => {
                let told: Vec<_> = refusal.problems.iter().map(|p| p.code.as_str()).collect();
                assert_eq!(items(&found, "problems", "code", row), told);
            }
        }
    }
}

#[test]
fn text_may_be_of_any_of_arrows_types() {
    let columns: [ArrayRef; 4] = [
        Arc::new(LargeStringArray::from(vec![GOOD])),
        Arc::new(StringViewArray::from(vec![GOOD])),
        Arc::new(BinaryArray::from(vec![GOOD.as_bytes()])),
        Arc::new(BinaryArray::from(vec![b"\xff".as_slice()])),
    ];
    for (index, column) in columns.into_iter().enumerate() {
        let found = rated(&batch(vec![("dossier", column)]), RaterOptions::default());
        match index {
            3 => assert_eq!(items(&found, "problems", "code", 0), ["not-utf8"]),
            _ => assert_eq!(points(&found), [Some(4)]),
        }
    }
}

/// Typed columns: three rows, the second of which gives a level that there is not.
fn typed() -> Vec<(&'static str, ArrayRef)> {
    let mut days = Date32Builder::new();
    days.append_value(20_711); // 2026-09-15
    days.append_value(20_711);
    days.append_null();
    let mut criteria = StringBuilder::new();
    criteria.append_null();
    criteria.append_null();
    criteria.append_value("qd-26-2026");
    let mut open = Int64Builder::new();
    open.append_value(2);
    open.append_value(2);
    open.append_null();
    vec![
        ("product_set", Arc::new(Int64Array::from(vec![1, 1, 1]))),
        ("assessed_on", Arc::new(days.finish())),
        ("criteria", Arc::new(criteria.finish())),
        ("1.1", Arc::new(Float64Array::from(vec![3.0, 30.0, 3.0]))),
        ("1.5", Arc::new(open.finish())),
    ]
}

#[test]
fn typed_columns_are_dossiers_too() {
    let options = RaterOptions::default().column(None);
    let found = rated(&batch(typed()), options);
    assert_eq!(points(&found)[0], Some(4));
    assert_eq!(points(&found)[2], Some(3));
    assert_eq!(items(&found, "problems", "path", 1), ["/answers/1.1"]);
}

#[test]
fn typed_columns_may_stand_in_a_struct_and_hold_points() {
    let all = StructArray::try_from(typed()).unwrap();
    let options = RaterOptions::default().points(true);
    let found = rated(&batch(vec![("dossier", Arc::new(all))]), options);
    assert_eq!(items(&found, "problems", "path", 1), ["/points/1.1"]);
}

#[test]
fn a_struct_that_is_null_is_no_dossier_whatever_its_fields_hold() {
    let all = StructArray::try_from(typed()).unwrap();
    let (fields, columns, _) = all.into_parts();
    let nulls = vec![true, true, false].into();
    let all = StructArray::try_new(fields, columns, Some(nulls)).unwrap();
    let found = rated(
        &batch(vec![("dossier", Arc::new(all))]),
        RaterOptions::default(),
    );
    assert_eq!(points(&found), [Some(4), None, None]);
    assert_eq!(items(&found, "problems", "code", 2), ["not-json"]);
}

#[test]
fn kept_columns_come_before_the_results() {
    let mut input = vec![("id", Arc::new(StringArray::from(vec!["a"])) as ArrayRef)];
    input.push(("dossier", Arc::new(StringArray::from(vec![GOOD]))));
    let options = RaterOptions::default().keep(vec!["id".to_owned()]);
    let found = rated(&batch(input), options);
    let names: Vec<_> = found
        .schema()
        .fields()
        .iter()
        .map(|f| f.name().clone())
        .collect();
    let mut expected = vec!["id".to_owned()];
    expected.extend(columns().iter().map(|field| field.name().clone()));
    assert_eq!(names, expected);
}

#[test]
fn a_batch_without_the_column_is_refused_with_the_nearest_name() {
    let input = batch(vec![
        (
            "dossiers",
            Arc::new(StringArray::from(vec![GOOD])) as ArrayRef,
        ),
        ("points", Arc::new(Int64Array::from(vec![1]))),
    ]);
    let refused = |options: RaterOptions| {
        let problems = Rater::new(Library::embedded(), &input.schema(), options).unwrap_err();
        let told = problems.iter().map(|p| (p.code, p.suggestion.clone()));
        told.collect::<Vec<_>>()
    };
    let near = Some("dossiers".to_owned());
    assert_eq!(
        refused(RaterOptions::default()),
        [(Code::UnknownField, near)]
    );
    let column = Some("points".to_owned());
    let keep = vec!["points".to_owned(), "x".to_owned()];
    let all = refused(RaterOptions::default().column(column).keep(keep));
    let codes: Vec<_> = all.into_iter().map(|(code, _)| code).collect();
    assert_eq!(
        codes,
        [Code::WrongType, Code::RepeatedEntry, Code::UnknownField]
    );
    let typed = refused(RaterOptions::default().column(None));
    assert_eq!(typed.len(), 2);
}

#[test]
fn threads_do_not_change_the_order() {
    let rows: Vec<String> = (0..5_000)
        .map(|n| match n % 7 {
            0 => "{".to_owned(),
            n => format!(
                r#"{{"criteria":"qd-26-2026","product_set":{},"answers":{{"1.1":{}}}}}"#,
                n,
                n % 3
            ),
        })
        .collect();
    let input = texts(&rows.iter().map(|r| Some(r.as_str())).collect::<Vec<_>>());
    let rater = Rater::new(
        Library::embedded(),
        &input.schema(),
        RaterOptions::default(),
    )
    .unwrap();
    let flat = |made: Vec<RecordBatch>| made.iter().flat_map(points).collect::<Vec<_>>();
    let one = flat(rater.rate(&input).unwrap());
    assert_eq!(one.len(), rows.len());
    for threads in [1, 2, 3, 8] {
        let many = rater
            .rate_on(&input, NonZero::new(threads).unwrap())
            .unwrap();
        assert_eq!(flat(many), one);
    }
    let none = rater.rate(&input.slice(0, 0)).unwrap();
    assert_eq!((none.len(), none[0].num_rows()), (1, 0));
}
