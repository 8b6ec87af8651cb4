//! Wrong calls, damaged files, a disk that is full.

use std::fs;
use std::process::Command;
use std::sync::Arc;

use ocop_arrow::arrow_array::{Int64Array, StringArray};
use serde_json::Value;

use super::table::{GOOD, dossiers, folder, names, ocop, read, rows, said, texts, write};

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
    // the same rows give the same bytes
    assert_eq!(said(&folder, &format!("{call} --force --jobs 1")).0, 3);
    assert_eq!(fs::read(folder.join("out.parquet")).unwrap(), made);
    // and no result goes over what it is made from
    let given = fs::read(folder.join("in.parquet")).unwrap();
    assert_eq!(
        said(&folder, "rate in.parquet --out in.parquet --force").0,
        2
    );
    assert_eq!(fs::read(folder.join("in.parquet")).unwrap(), given);
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
