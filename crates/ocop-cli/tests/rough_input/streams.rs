//! Where output goes: a reader that has gone, a full disk, streams that are closed.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::thread;

use super::command::{GOOD, OCOP, many_lines, run, start};

#[test]
fn a_reader_that_has_gone_ends_it_quietly() {
    // an endless batch, of which one line is read: `ocop rate --ndjson | head -1`
    for jobs in ["1", "4"] {
        let mut child = start(&["rate", "--ndjson", "--jobs", jobs]);
        let mut stdin = child.stdin.take().unwrap();
        let writer = thread::spawn(move || while writeln!(stdin, "{GOOD}").is_ok() {});
        let mut first = String::new();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        stdout.read_line(&mut first).unwrap();
        assert!(first.starts_with(r#"{"format":"ocop-rating/1""#));
        drop(stdout);
        let end = child.wait_with_output().unwrap();
        assert_eq!(
            (end.status.code(), end.stderr.as_slice()),
            (Some(0), &b""[..])
        );
        writer.join().unwrap();
    }
    // output that nobody ever reads
    let commands: [&[&str]; 8] = [
        &["rate"],
        &["rate", "--text"],
        &["check"],
        &["criteria", "list"],
        &["criteria", "show", "qd-26-2026/1"],
        &["criteria", "export", "qd-26-2026"],
        &["schema", "dossier"],
        &["completions", "bash"],
    ];
    for args in commands {
        let mut child = start(args);
        drop(child.stdout.take());
        _ = child.stdin.take().unwrap().write_all(GOOD.as_bytes());
        let end = child.wait_with_output().unwrap();
        assert_eq!(
            (end.status.code(), end.stderr.as_slice()),
            (Some(0), &b""[..]),
            "{args:?}"
        );
    }
}

#[test]
fn a_full_disk_is_told_and_is_no_success() {
    let commands: [&[&str]; 10] = [
        &["rate"],
        &["rate", "--text"],
        &["rate", "--ndjson"],
        &["rate", "--ndjson", "--jobs", "1"],
        &["check"],
        &["criteria", "list"],
        &["criteria", "show", "qd-26-2026/1", "--json"],
        &["criteria", "export", "qd-26-2026"],
        &["schema", "dossier"],
        &["completions", "bash"],
    ];
    for args in commands {
        for (lang, words) in [
            ("vi", "không ghi được kết quả"),
            ("en", "could not be written"),
        ] {
            let mut child = Command::new(OCOP)
                .args(["--lang", lang])
                .args(args)
                .stdin(Stdio::piped())
                .stdout(File::options().write(true).open("/dev/full").unwrap())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            _ = child.stdin.take().unwrap().write_all(GOOD.as_bytes());
            let end = child.wait_with_output().unwrap();
            let err = String::from_utf8(end.stderr).unwrap();
            assert_eq!(end.status.code(), Some(4), "{args:?}: {err}");
            assert!(
                err.starts_with("ocop: ") && err.contains(words),
                "{args:?}: {err}"
            );
            assert_eq!(err.lines().count(), 1, "{args:?}: {err}");
        }
    }
    // a dossier that is refused is not refused silently either
    let mut child = Command::new(OCOP)
        .arg("rate")
        .stdin(Stdio::null())
        .stdout(File::options().write(true).open("/dev/full").unwrap())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(4));
}

#[test]
fn progress_is_not_told_to_a_file() {
    let end = run(
        &["rate", "--ndjson", "--brief"],
        many_lines(2000).as_bytes(),
    );
    assert_eq!((end.code, end.err.as_str()), (3, ""));
}

#[test]
fn streams_that_are_closed_or_no_files_cause_no_panic() {
    let shell = |line: &str| {
        let end = Command::new("sh")
            .args(["-c", line, "sh", OCOP])
            .output()
            .unwrap();
        let err = String::from_utf8(end.stderr).unwrap();
        assert!(!err.contains("panicked"), "{line}: {err}");
        (
            end.status.code().unwrap(),
            String::from_utf8(end.stdout).unwrap(),
            err,
        )
    };
    // no input at all is an empty one
    let (code, out, err) = shell("\"$1\" rate <&-");
    assert!(
        code == 1 && out.contains("not-json") && err.is_empty(),
        "{code} {out} {err}"
    );
    // a folder as input, for one and for a batch
    for ndjson in ["", "--ndjson"] {
        let (code, out, err) = shell(&format!("\"$1\" rate {ndjson} < /"));
        assert!(
            code == 2 && out.is_empty() && err.starts_with("ocop: "),
            "{code} {out} {err}"
        );
    }
    // nobody listens to what is wrong
    assert_eq!(shell("\"$1\" rate khong-co.json 2>&-").0, 2);
    assert_eq!(shell("\"$1\" rate khong-co.json 2>/dev/full").0, 2);
    // names and words that are no text
    assert_eq!(shell("\"$1\" rate \"$(printf '\\377.json')\"").0, 2);
    assert_eq!(
        shell("\"$1\" rate --criteria \"$(printf '\\377')\" < /dev/null").0,
        2
    );
    assert_eq!(shell("\"$1\" criteria show \"$(printf '\\377')\"").0, 2);
}
