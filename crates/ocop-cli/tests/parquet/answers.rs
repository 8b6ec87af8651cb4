//! What a file of answers holds, and what is refused.

use std::fs;
use std::process::Command;
use std::sync::Arc;

use ocop_arrow::arrow_array::cast::AsArray as _;
use ocop_arrow::arrow_array::types::Int64Type;
use ocop_arrow::arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, StringArray, StructArray,
};
use serde_json::{Value, json};

use super::table::{GOOD, dossiers, folder, ocop, read, row_of, rows, said, texts, write};

#[test]
fn each_row_is_what_a_line_gives() {
    let folder = folder("rows");
    // more than a piece, so that threads have something to put back into order
    let dossiers: Vec<String> = dossiers().into_iter().cycle().take(17_000).collect();
    let ids = 0..i64::try_from(dossiers.len()).unwrap();
    write(
        &folder.join("in.parquet"),
        vec![
            ("id", Arc::new(Int64Array::from_iter_values(ids))),
            ("dossier", Arc::new(StringArray::from(dossiers.clone()))),
        ],
    );
    fs::write(folder.join("in.ndjson"), dossiers.join("\n")).unwrap();
    let lines = ocop(&folder, "rate --ndjson --brief in.ndjson");
    assert_eq!(lines.status.code(), Some(3));
    let lines = String::from_utf8(lines.stdout).unwrap();
    let expected: Vec<Value> = lines
        .lines()
        .enumerate()
        .map(|(place, line)| {
            // text that is no JSON is told with its line: in a cell that is the first
            let number = place + 1;
            let line = line.replace(&format!("dòng {number}, "), "dòng 1, ");
            let line = line.replace(&format!("line {number}, "), "line 1, ");
            row_of(&serde_json::from_str(&line).unwrap())
        })
        .collect();
    for jobs in [1, 3] {
        let call = format!("rate in.parquet --out out.parquet --force --jobs {jobs}");
        assert_eq!(said(&folder, &call).0, 3);
        let table = read(&folder.join("out.parquet"));
        let ids = table.iter().flat_map(|batch| {
            let ids = batch.column_by_name("id").unwrap();
            ids.as_primitive::<Int64Type>().values().to_vec()
        });
        assert!(ids.eq(0..17_000));
        let found = rows(&table);
        assert_eq!(found.len(), expected.len());
        for (row, (found, expected)) in found.iter().zip(&expected).enumerate() {
            assert_eq!(
                found, expected,
                "row {row} of {jobs} threads: {}",
                dossiers[row]
            );
        }
    }
}

#[test]
fn refused_rows_are_told_with_the_first_of_them() {
    let folder = folder("refused");
    let dossiers = texts(&[Some(GOOD), Some("{"), None, Some(GOOD)]);
    write(&folder.join("in.parquet"), vec![("dossier", dossiers)]);
    let (status, told) = said(&folder, "rate in.parquet --out out.parquet");
    assert_eq!(
        (status, told.as_str()),
        (
            3,
            "ocop: 2 trong 4 hàng bị từ chối, trước hết là hàng 2; lý do ở cột \"problems\"\n"
        )
    );
    let (status, told) = said(&folder, "--lang en rate in.parquet --out en.parquet");
    assert_eq!(
        (status, told.as_str()),
        (
            3,
            "ocop: 2 of 4 rows are refused, the first of them row 2; the column \"problems\" says why\n"
        )
    );
    let found = rows(&read(&folder.join("out.parquet")));
    let codes: Vec<_> = found
        .iter()
        .map(|r| r["problems"].as_array().unwrap().len())
        .collect();
    assert_eq!(codes, [0, 1, 1, 0]);
    assert_eq!(
        [
            &found[0]["points"],
            &found[1]["points"],
            &found[3]["points"]
        ],
        [&json!(4), &Value::Null, &json!(4)]
    );
    // without a refused row, nothing is said
    write(
        &folder.join("in.parquet"),
        vec![("dossier", texts(&[Some(GOOD)]))],
    );
    assert_eq!(
        said(&folder, "rate in.parquet --out good.parquet"),
        (0, String::new())
    );
}

#[test]
fn columns_are_kept_as_they_are_all_or_those_named() {
    let folder = folder("kept");
    let names = || texts(&[Some("a"), None]);
    let days: ArrayRef = Arc::new(Date32Array::from(vec![Some(20_711), None]));
    let flags: ArrayRef = Arc::new(BooleanArray::from(vec![Some(true), None]));
    let pairs = StructArray::try_from(vec![("name", names()), ("day", Arc::clone(&days))]).unwrap();
    let pairs: ArrayRef = Arc::new(pairs);
    write(
        &folder.join("in.parquet"),
        vec![
            ("name", names()),
            ("hồ sơ", texts(&[Some(GOOD), Some(GOOD)])),
            ("day", Arc::clone(&days)),
            ("flag", flags),
            ("pair", Arc::clone(&pairs)),
        ],
    );
    let call = |out: &str, keep: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ocop"));
        command
            .current_dir(&folder)
            .args(["rate", "in.parquet", "--column", "hồ sơ"]);
        let status = command.args(["--out", out]).args(keep).status().unwrap();
        assert_eq!(status.code(), Some(0));
        read(&folder.join(out)).remove(0)
    };
    let results = ocop_arrow::columns().len();
    let all = call("all.parquet", &[]);
    let schema = all.schema();
    let kept: Vec<_> = schema
        .fields()
        .iter()
        .map(|f| f.name().as_str())
        .take(4)
        .collect();
    assert_eq!(
        (kept.as_slice(), all.num_columns()),
        (["name", "day", "flag", "pair"].as_slice(), results + 4)
    );
    assert_eq!(all.column(1), &days);
    assert_eq!(all.column(3), &pairs);
    let some = call("some.parquet", &["--keep", "pair,name"]);
    let schema = some.schema();
    let kept: Vec<_> = schema
        .fields()
        .iter()
        .map(|f| f.name().as_str())
        .take(2)
        .collect();
    assert_eq!(
        (kept.as_slice(), some.num_columns()),
        (["pair", "name"].as_slice(), results + 2)
    );
    let none = call("none.parquet", &["--keep="]);
    assert_eq!(none.num_columns(), results);
}

#[test]
fn typed_columns_are_dossiers_by_levels_or_points() {
    let folder = folder("typed");
    let sets: ArrayRef = Arc::new(Int64Array::from(vec![1, 1]));
    write(
        &folder.join("in.parquet"),
        vec![
            ("product_set", sets),
            (
                "assessed_on",
                texts(&[Some("2026-09-15"), Some("2026-09-15")]),
            ),
            ("1.1", Arc::new(Float64Array::from(vec![Some(3.0), None]))),
        ],
    );
    assert_eq!(
        said(&folder, "rate in.parquet --typed --out out.parquet").0,
        0
    );
    let found = rows(&read(&folder.join("out.parquet")));
    assert_eq!(
        [&found[0]["points"], &found[1]["points"]],
        [&json!(3), &json!(0)]
    );
    assert_eq!(
        said(
            &folder,
            "rate in.parquet --typed --points --out points.parquet"
        )
        .0,
        0
    );
    assert_eq!(
        said(
            &folder,
            "rate in.parquet --typed --strict --out strict.parquet"
        )
        .0,
        3
    );
}
