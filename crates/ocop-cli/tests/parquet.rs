//! `ocop rate in.parquet --out out.parquet`: each row is what a line of `--ndjson` gives, and a file of
//! results is whole or not there.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests: what does not hold is to fail"
)]

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use ocop_arrow::arrow_array::cast::AsArray as _;
use ocop_arrow::arrow_array::types::{Int32Type, Int64Type};
use ocop_arrow::arrow_array::{
    Array as _, ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch,
    StringArray, StructArray,
};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use serde_json::{Map, Value, json};

const GOOD: &str = r#"{"criteria":"qd-26-2026","product_set":1,"answers":{"1.1":3,"1.5":2}}"#;

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("parquet-{name}"));
    _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|e| e.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

fn write(path: &Path, columns: Vec<(&str, ArrayRef)>) {
    let batch = RecordBatch::try_from_iter_with_nullable(
        columns
            .into_iter()
            .map(|(name, values)| (name, values, true)),
    )
    .unwrap();
    let file = File::create(path).unwrap();
    // the same dossiers over and over are to be as many bytes as a register's
    let properties = WriterProperties::builder().set_dictionary_enabled(false);
    let properties = properties.set_compression(Compression::SNAPPY).build();
    let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

fn read(path: &Path) -> Vec<RecordBatch> {
    let table = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
    table.build().unwrap().map(Result::unwrap).collect()
}

/// A call in a folder, with arguments as one text.
fn ocop(folder: &Path, arguments: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ocop"))
        .current_dir(folder)
        .args(arguments.split(' '))
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// How a call ends, and what it says on standard error.
fn said(folder: &Path, arguments: &str) -> (i32, String) {
    let ended = ocop(folder, arguments);
    assert_eq!(ended.stdout, b"", "{arguments}");
    let said = String::from_utf8(ended.stderr).unwrap();
    (ended.status.code().unwrap(), said)
}

/// The dossiers of the examples, each on a line, and what is none.
fn dossiers() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().flatten().collect();
    files.sort_by_key(fs::DirEntry::path);
    let files = files.iter().map(fs::DirEntry::path);
    let examples = files.filter(|path| path.extension().is_some_and(|e| e == "json"));
    let mut dossiers: Vec<String> = examples
        .map(|path| fs::read_to_string(path).unwrap().replace('\n', " "))
        .collect();
    assert!(dossiers.len() > 10);
    let odd = ["{", "[]", "null", "\0", r#"{"product_set":99}"#, GOOD];
    dossiers.extend(odd.map(str::to_owned));
    dossiers
}

/// The items of a list as JSON: texts, or objects of texts and whole numbers.
fn items(list: &ArrayRef) -> Value {
    if let Some(texts) = list.as_string_opt::<i32>() {
        return texts.iter().collect::<Vec<_>>().into();
    }
    let fields = list.as_struct();
    let item = |place: usize| {
        let columns = fields.column_names().into_iter().zip(fields.columns());
        let cells = columns.map(|(name, column)| (name.to_owned(), cell(column, place)));
        Value::Object(cells.collect())
    };
    (0..list.len()).map(item).collect::<Vec<_>>().into()
}

fn cell(column: &ArrayRef, row: usize) -> Value {
    if column.is_null(row) {
        Value::Null
    } else if let Some(texts) = column.as_string_opt::<i32>() {
        texts.value(row).into()
    } else if let Some(numbers) = column.as_primitive_opt::<Int32Type>() {
        numbers.value(row).into()
    } else if let Some(flags) = column.as_boolean_opt() {
        flags.value(row).into()
    } else {
        items(&column.as_list::<i32>().value(row))
    }
}

/// The rows of results as JSON, without the columns that were kept.
fn rows(table: &[RecordBatch]) -> Vec<Value> {
    let names: Vec<_> = ocop_arrow::columns()
        .iter()
        .map(|f| f.name().clone())
        .collect();
    let row = |batch: &RecordBatch, row: usize| {
        let cells = names.iter().map(|name| {
            let column = batch.column_by_name(name).unwrap();
            (name.clone(), cell(column, row))
        });
        Value::Object(cells.collect())
    };
    let batches = table.iter();
    let rows = batches.flat_map(|batch| (0..batch.num_rows()).map(move |r| row(batch, r)));
    rows.collect()
}

/// The row of results that a line of `--ndjson --brief` stands for.
fn row_of(line: &Value) -> Value {
    let of = |value: &Value, names: &[(&str, &str)]| {
        let fields = names.iter().map(|(name, at)| {
            let value = value.pointer(at).cloned().unwrap_or(Value::Null);
            ((*name).to_owned(), value)
        });
        Value::Object(fields.collect::<Map<_, _>>())
    };
    let each = |list: &str, names: &[(&str, &str)]| {
        let all = line[list].as_array().into_iter().flatten();
        Value::Array(all.map(|item| of(item, names)).collect())
    };
    let said = [("message_vi", "/message/vi"), ("message_en", "/message/en")];
    let rest = [("criterion", "/criterion"), ("source", "/source")];
    let unmet = line["unmet"].as_object().into_iter().flatten();
    let unmet = unmet.flat_map(|(stars, all)| {
        let stars: i32 = stars.parse().unwrap();
        let all = all.as_array().unwrap().iter();
        all.map(move |criterion| json!({"stars": stars, "criterion": criterion}))
    });
    let mut row = of(
        line,
        &[
            ("criteria", "/criteria"),
            ("product_set", "/product_set"),
            ("outcome", "/outcome"),
            ("stars", "/stars"),
            ("recognised", "/recognised"),
            ("authority", "/authority"),
            ("points", "/points"),
            ("max_points", "/max_points"),
            ("points_stars", "/points_stars"),
        ],
    );
    let parts = [
        ("part", "/part"),
        ("points", "/points"),
        ("max_points", "/max_points"),
    ];
    row["parts"] = each("parts", &parts);
    row["unmet"] = unmet.collect();
    row["unanswered"] = line.get("unanswered").cloned().unwrap_or_else(|| json!([]));
    let mut reasons = vec![("finding", "/finding"), ("effect", "/effect")];
    reasons.extend(rest);
    row["reasons"] = each("reasons", &reasons);
    let mut notices = vec![("code", "/code")];
    notices.extend(said);
    notices.extend(rest);
    row["notices"] = each("notices", &notices);
    let mut problems = vec![("code", "/code"), ("path", "/path")];
    problems.extend(said);
    problems.extend([("help_vi", "/help/vi"), ("help_en", "/help/en")]);
    row["problems"] = each("errors", &problems);
    row
}

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

fn texts(rows: &[Option<&str>]) -> ArrayRef {
    Arc::new(StringArray::from(rows.to_vec()))
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

#[test]
fn a_wrong_call_is_told_and_writes_nothing() {
    let folder = folder("calls");
    let dossiers = texts(&[Some(GOOD)]);
    let more = vec![
        ("dossiers", dossiers),
        ("points", Arc::new(Int64Array::from(vec![1])) as _),
    ];
    write(&folder.join("in.parquet"), more);
    write(&folder.join("none.parquet"), vec![("dossier", texts(&[]))]);
    fs::write(folder.join("no.parquet"), "{}").unwrap();
    let call = |arguments: &str| {
        let (status, told) = said(&folder, &format!("--lang en {arguments}"));
        assert_eq!(status, 2, "{arguments}: {told}");
        told
    };
    let told = call("rate in.parquet --out out.parquet");
    assert!(
        told.contains("--column: ") && told.contains("Did you mean \"dossiers\"?"),
        "{told}"
    );
    let told = call("rate in.parquet --column points --keep points,id --out out.parquet");
    assert!(
        told.contains("--column: ") && told.matches("--keep: ").count() == 2,
        "{told}"
    );
    assert!(
        call("rate in.parquet --column dossiers --out out.parquet").contains("name of a result")
    );
    assert!(call("rate in.parquet --typed --out out.parquet").contains("--column: "));
    assert!(call("rate in.parquet").contains("add --out"));
    assert!(call("rate --out out.parquet").contains("standard input"));
    assert!(call("rate - --out out.parquet").contains("standard input"));
    assert!(call("rate no.parquet --out out.parquet").contains("no Parquet file"));
    assert!(call("rate absent.parquet --out out.parquet").contains("no such file"));
    assert!(call("rate . --out out.parquet").contains("it is a folder"));
    assert!(call("rate in.parquet --out out.parquet --ndjson").contains("--ndjson"));
    assert!(call("rate in.parquet --force").contains("--out"));
    assert_eq!(names(&folder), ["in.parquet", "no.parquet", "none.parquet"]);
    assert_eq!(
        said(&folder, "rate none.parquet --out out.parquet"),
        (0, String::new())
    );
    assert_eq!(rows(&read(&folder.join("out.parquet"))), [Value::Null; 0]);
}

#[test]
fn results_are_whole_or_not_there() {
    let folder = folder("whole");
    let table = |name: &str, rows: usize| {
        let dossiers: Vec<String> = dossiers().into_iter().cycle().take(rows).collect();
        let dossiers = Arc::new(StringArray::from(dossiers));
        write(&folder.join(name), vec![("dossier", dossiers)]);
        fs::read(folder.join(name)).unwrap()
    };
    // the first piece can be read, the end tells of pages that are not what they were
    let mut damaged = table("damaged.parquet", 17_000);
    let place = damaged.len() / 100 * 97;
    damaged[place..place + 2_000].fill(0xff);
    fs::write(folder.join("damaged.parquet"), damaged).unwrap();
    let whole = table("in.parquet", 2_000);
    let middle = whole.len() / 2;
    fs::write(folder.join("cut.parquet"), &whole[..middle]).unwrap();
    let before = names(&folder);
    for name in ["damaged", "cut"] {
        let (status, told) = said(
            &folder,
            &format!("--lang en rate {name}.parquet --out out.parquet"),
        );
        assert_eq!((status, told.contains("damaged one")), (2, true), "{told}");
        assert_eq!(names(&folder), before);
    }
    let call = "--lang en rate in.parquet --out out.parquet";
    assert_eq!(said(&folder, call).0, 3);
    let made = fs::read(folder.join("out.parquet")).unwrap();
    let (status, told) = said(&folder, call);
    assert_eq!((status, told.contains("add --force")), (2, true), "{told}");
    // a file that fails half-way leaves what was there
    assert_eq!(
        said(&folder, "rate damaged.parquet --out out.parquet --force").0,
        2
    );
    assert_eq!(fs::read(folder.join("out.parquet")).unwrap(), made);
    // the same rows give the same bytes, into the file itself too
    assert_eq!(said(&folder, &format!("{call} --force --jobs 1")).0, 3);
    assert_eq!(fs::read(folder.join("out.parquet")).unwrap(), made);
    assert_eq!(
        said(&folder, "rate in.parquet --out in.parquet --force").0,
        3
    );
    assert_eq!(fs::read(folder.join("in.parquet")).unwrap(), made);
}

#[cfg(unix)]
#[test]
fn a_disk_that_is_full_leaves_nothing() {
    let folder = folder("full");
    let dossiers: Vec<String> = dossiers().into_iter().cycle().take(2_000).collect();
    let dossiers = Arc::new(StringArray::from(dossiers));
    write(&folder.join("in.parquet"), vec![("dossier", dossiers)]);
    let ended = Command::new("sh")
        .current_dir(&folder)
        .args([
            "-c",
            "trap '' XFSZ; ulimit -f 1; \"$1\" --lang en rate in.parquet --out out.parquet",
        ])
        .args(["sh", env!("CARGO_BIN_EXE_ocop")])
        .output()
        .unwrap();
    let told = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(4), "{told}");
    assert!(told.contains("cannot write \"out.parquet\""), "{told}");
    assert_eq!(names(&folder), ["in.parquet"]);
    let piped = ocop(&folder, "rate in.parquet --out -");
    assert_eq!(&piped.stdout[..4], b"PAR1");
}
