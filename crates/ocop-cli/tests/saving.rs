//! Files are written whole or not at all, by every command that writes; a batch answers what it has
//! been given.
#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests: what does not hold is to fail"
)]

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("saving-{name}"));
    _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

/// Runs a script of the shell in a folder, with the program as `$1` and the examples as `$2`; its exit
/// status and what it said on standard error.
fn shell(folder: &Path, script: &str) -> (i32, String) {
    let out = Command::new("sh")
        .current_dir(folder)
        .args(["-c", script, "sh", env!("CARGO_BIN_EXE_ocop")])
        .arg(examples())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8(out.stderr).unwrap();
    (out.status.code().unwrap(), said)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|e| e.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

/// Every command that writes a file, with the name of the file.
const WRITERS: [(&str, &str); 5] = [
    (
        "council tally \"$2/council/session.json\" --force --out a",
        "a",
    ),
    (
        "council tally \"$2/council/session.json\" --text --force --out a",
        "a",
    ),
    (
        "council minutes \"$2/council/session.json\" --force --out a",
        "a",
    ),
    (
        "council minutes \"$2/council/session.json\" --format html --force --out a",
        "a",
    ),
    (
        "practice --set 1 --seed 1 --batch 3 --overwrite --out lop",
        "lop/dap-an.json",
    ),
];

/// A limit on files stands in for a disk that fills up.
const FULL: &str = "trap '' XFSZ; ulimit -f 1; ";

#[test]
fn on_a_full_disk_the_old_file_stays_whole_and_no_stump_is_left() {
    for (at, (command, file)) in WRITERS.into_iter().enumerate() {
        let folder = folder(&format!("full-{at}"));
        let (status, said) = shell(&folder, &format!("{FULL}\"$1\" {command} --lang en"));
        assert_eq!(status, 4, "{command}: {said}");
        assert!(said.contains("cannot write \""), "{command}: {said}");
        assert!(names(&folder).is_empty(), "{command}: {:?}", names(&folder));

        assert_eq!(
            shell(&folder, &format!("\"$1\" {command}")).0,
            0,
            "{command}"
        );
        let (before, beside) = (fs::read(folder.join(file)).unwrap(), names(&folder));
        let (status, said) = shell(&folder, &format!("{FULL}\"$1\" {command}"));
        assert_eq!(status, 4, "{command}: {said}");
        assert!(said.contains("không ghi được \""), "{command}: {said}");
        assert_eq!(fs::read(folder.join(file)).unwrap(), before, "{command}");
        assert_eq!(names(&folder), beside, "{command}");
    }
}

#[test]
fn a_calendar_is_written_whole_or_not_at_all() {
    let folder = folder("calendar");
    let rows = (1..60).map(|n| format!("68-24781-{n}-2026,Trà {n},4,2026-10-05\n"));
    let register = format!("code,name,stars,issued_on\n{}", rows.collect::<String>());
    fs::write(folder.join("so.csv"), register).unwrap();
    let write =
        "\"$1\" certificate renewals so.csv --on 2029-10-01 --within 30 --force --ics a.ics";
    let (status, said) = shell(&folder, &format!("{FULL}{write}"));
    assert_eq!(
        (status, names(&folder).as_slice()),
        (4, &["so.csv".to_owned()][..]),
        "{said}"
    );
    assert_eq!(shell(&folder, write).0, 0);
    let before = fs::read(folder.join("a.ics")).unwrap();
    assert_eq!(shell(&folder, &format!("{FULL}{write}")).0, 4);
    assert_eq!(fs::read(folder.join("a.ics")).unwrap(), before);
}

#[test]
fn a_process_that_is_killed_leaves_the_old_file_and_nothing_else() {
    let folder = folder("killed");
    let write = "council tally \"$2/council/session.json\" --force --out a";
    assert_eq!(shell(&folder, &format!("\"$1\" {write}")).0, 0);
    let before = fs::read(folder.join("a")).unwrap();
    // without the trap the limit kills the process in the middle of its writing
    let (status, _) = shell(&folder, &format!("ulimit -f 1; \"$1\" {write}; exit 9"));
    assert_eq!(status, 9);
    assert_eq!(fs::read(folder.join("a")).unwrap(), before);
    if cfg!(target_os = "linux") {
        assert_eq!(names(&folder), ["a"]);
    }
}

#[test]
fn a_link_a_mode_a_device_and_a_read_only_file_stay_what_they_are() {
    let folder = folder("links");
    let write = "\"$1\" council tally \"$2/council/session.json\" --lang en --force --out";
    let script = format!(
        "echo x > real; chmod 640 real; ln -s real link; {write} link || exit 7; \
         test -L link || exit 8; grep -q ocop-tally real || exit 9; \
         test \"$(stat -c %a real)\" = 640 || exit 10; \
         {write} /dev/null || exit 11; test -c /dev/null || exit 12; \
         chmod 440 real; {write} link"
    );
    let (status, said) = shell(&folder, &script);
    assert_eq!(status, 4, "{said}");
    assert!(
        said.contains("cannot write \"link\": permission denied"),
        "{said}"
    );
    let (status, said) = shell(&folder, &format!("{write} /dev/full"));
    assert_eq!(status, 4, "{said}");
    assert_eq!(names(&folder), ["link", "real"]);
}

#[test]
fn no_result_is_written_over_what_it_was_made_from() {
    let folder = folder("onto-input");
    let made = "cp \"$2/council/session.json\" phien.json; cp phien.json truoc.json; \
        printf 'code,name,stars,issued_on\\n33-12025-1-2026,A,4,2026-10-05\\nx,,,\\n' > so.csv; \
        cp so.csv so-truoc.csv; ln -s phien.json link.json; ";
    for command in [
        "council tally phien.json --out phien.json",
        "council tally ./phien.json --out link.json",
        "council minutes phien.json --format md --out ./phien.json",
        "certificate register so.csv --out so.csv",
        "certificate renewals so.csv --on 2029-03-01 --ics so.csv",
        "stats so.csv --out so.csv",
    ] {
        let script = format!(
            "{made}\"$1\" {command} --force --lang en; was=$?; \
             cmp phien.json truoc.json && cmp so.csv so-truoc.csv || exit 9; rm -f link.json; exit $was"
        );
        let (status, said) = shell(&folder, &script);
        assert_eq!(status, 2, "{command}: {said}");
        assert!(
            said.contains("is the input; choose another name"),
            "{command}: {said}"
        );
    }
}

/// Every kind of printing: JSON, text, a batch, a table, help, completions.
const PRINTERS: [&str; 12] = [
    "rate \"$2/02-nhan-long-held-at-4.json\"",
    "rate --text \"$2/02-nhan-long-held-at-4.json\"",
    "rate --ndjson lo.ndjson",
    "rate --ndjson --csv lo.ndjson",
    "check \"$2/02-nhan-long-held-at-4.json\"",
    "criteria list",
    "criteria export qd-26-2026",
    "council tally \"$2/council/session.json\"",
    "schema dossier",
    "completions bash",
    "--help",
    "--version",
];

#[test]
fn what_prints_to_a_closed_or_full_output_says_so() {
    let folder = folder("closed");
    for command in PRINTERS {
        let ready = "tr -d '\\n' < \"$2/02-nhan-long-held-at-4.json\" > lo.ndjson; ";
        for (output, why) in [
            (">&-", "standard output is closed"),
            ("1<lo.ndjson", "standard output is closed"),
            (">/dev/full", "no space left on the disk"),
        ] {
            let script = format!("{ready}\"$1\" {command} --lang en {output}");
            let (status, said) = shell(&folder, &script);
            assert_eq!(status, 4, "{command} {output}: {said}");
            let told = format!("ocop: the output could not be written: {why}\n");
            assert_eq!(said, told, "{command} {output}");
        }
        // nobody wants it, which is no fault, however it is opened
        for output in [">/dev/null", "1<>/dev/null"] {
            let (status, said) = shell(&folder, &format!("{ready}\"$1\" {command} {output}"));
            assert_eq!((status, said.as_str()), (0, ""), "{command} {output}");
        }
    }
    // what goes to a file needs no standard output
    let write = "\"$1\" council tally \"$2/council/session.json\" --out a >&-";
    assert_eq!(shell(&folder, write), (0, String::new()));
}

#[test]
fn a_batch_answers_while_its_input_pauses() {
    for jobs in ["1", "2"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_ocop"))
            .args(["rate", "--ndjson", "--brief", "--jobs", jobs])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let dossier = r#"{"criteria": "qd-26-2026", "product_set": 1, "answers": {}}"#;
        // the beginning of another line must not hold back those before it
        for (given, answers) in [
            (format!("{dossier}\n"), 1),
            (format!("{dossier}\n[]\n{{\"prod"), 2),
            ("uct_set\": 1}\n".to_owned(), 1),
        ] {
            input.write_all(given.as_bytes()).unwrap();
            input.flush().unwrap();
            for _ in 0..answers {
                let mut line = String::new();
                assert!(output.read_line(&mut line).unwrap() > 0);
                assert!(line.ends_with("}\n"), "{line}");
            }
        }
        drop(input);
        child.wait().unwrap();
    }
}
