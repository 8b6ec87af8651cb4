//! Tables as files of Parquet, written and read back, and the command on them.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use ocop_arrow::arrow_array::cast::AsArray as _;
use ocop_arrow::arrow_array::types::Int32Type;
use ocop_arrow::arrow_array::{Array as _, ArrayRef, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use serde_json::{Map, Value, json};

pub const GOOD: &str = r#"{"criteria":"qd-26-2026","product_set":1,"answers":{"1.1":3,"1.5":2}}"#;

pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("parquet-{name}"));
    _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

pub fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|e| e.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

pub fn write(path: &Path, columns: Vec<(&str, ArrayRef)>) {
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

pub fn read(path: &Path) -> Vec<RecordBatch> {
    let table = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
    table.build().unwrap().map(Result::unwrap).collect()
}

/// A call in a folder, with arguments as one text.
pub fn ocop(folder: &Path, arguments: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ocop"))
        .current_dir(folder)
        .args(arguments.split(' '))
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// How a call ends, and what it says on standard error.
pub fn said(folder: &Path, arguments: &str) -> (i32, String) {
    let ended = ocop(folder, arguments);
    assert_eq!(ended.stdout, b"", "{arguments}");
    let said = String::from_utf8(ended.stderr).unwrap();
    (ended.status.code().unwrap(), said)
}

/// The dossiers of the examples, each on a line, and what is none.
pub fn dossiers() -> Vec<String> {
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
pub fn items(list: &ArrayRef) -> Value {
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

pub fn cell(column: &ArrayRef, row: usize) -> Value {
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
pub fn rows(table: &[RecordBatch]) -> Vec<Value> {
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
pub fn row_of(line: &Value) -> Value {
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

pub fn texts(rows: &[Option<&str>]) -> ArrayRef {
    Arc::new(StringArray::from(rows.to_vec()))
}
