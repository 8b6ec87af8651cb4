//! Input and output that case files cannot hold: bytes that are no text, a hundred megabytes on one
//! line, a reader that has gone, a full disk.
#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "helpers of tests: a wrong end of the command is to stop the run"
)]

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::thread;

use serde_json::Value;

const OCOP: &str = env!("CARGO_BIN_EXE_ocop");

/// The most bytes of one dossier.
const LIMIT: usize = 1 << 20;

const GOOD: &str =
    r#"{"criteria": "qd-26-2026", "product_set": 1, "answers": {"1.1": 3, "1.4": 2}}"#;

/// How a command ended.
struct End {
    code: i32,
    out: Vec<u8>,
    err: String,
}

impl End {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.out).unwrap()
    }

    /// The first problem of each line, or the outcome.
    fn lines(&self) -> Vec<(Option<u64>, String)> {
        let lines = self.out.split(|b| *b == b'\n').filter(|l| !l.is_empty());
        let words = lines.map(|line| {
            let line: Value = serde_json::from_slice(line).unwrap();
            let word = line["errors"][0]["code"].as_str();
            let word = word.or_else(|| line["outcome"].as_str()).unwrap();
            (line["line"].as_u64(), word.to_owned())
        });
        words.collect()
    }
}

fn start(args: &[&str]) -> Child {
    Command::new(OCOP)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Feeds a command, and waits for its end. Like a shell's pipe, the input stops where nobody reads.
fn run(args: &[&str], input: impl Read + Send) -> End {
    let mut child = start(args);
    let mut stdin = child.stdin.take().unwrap();
    thread::scope(|scope| {
        let mut input = input;
        scope.spawn(move || _ = std::io::copy(&mut input, &mut stdin));
        let end = child.wait_with_output().unwrap();
        End {
            code: end.status.code().unwrap(),
            out: end.stdout,
            err: String::from_utf8(end.stderr).unwrap(),
        }
    })
}

/// A dossier that is refused for one reason: its code.
fn refused(input: &[u8]) -> String {
    let ends = [
        run(&["rate"], input),
        run(&["check"], input),
        run(&["rate", "--compact"], input),
    ];
    let codes = ends.map(|end| {
        assert_eq!((end.code, end.err.as_str()), (1, ""));
        let report = end.json();
        assert_eq!(report["format"], "ocop-errors/1");
        assert_eq!(report["errors"].as_array().unwrap().len(), 1);
        report["errors"][0]["code"].as_str().unwrap().to_owned()
    });
    assert!(codes.iter().all(|code| *code == codes[0]));
    // the same as text, for people
    for lang in ["vi", "en"] {
        let end = run(&["rate", "--text", "--lang", lang], input);
        assert_eq!((end.code, end.err.as_str()), (1, ""));
        let text = String::from_utf8(end.out).unwrap();
        assert!(text.contains(&codes[0]), "{text}");
    }
    codes[0].clone()
}

/// The most memory that a process has held so far, in kilobytes.
fn peak(child: &Child) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.trim().trim_end_matches(" kB").parse().ok())
        .unwrap_or(0)
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xfeff)
        .chain(text.encode_utf16())
        .flat_map(bytes)
        .collect()
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    assert_eq!(refused(b"\xff"), "not-utf8");
    assert_eq!(
        refused(b"{\"product\": {\"name\": \"Nh\xe3n\"}}"),
        "not-utf8"
    );
    // cut in the middle of a letter
    assert_eq!(refused(&"{\"note\": \"ẫ".as_bytes()[..12]), "not-utf8");
    // a surrogate, an overlong slash, a code point past the last
    for bytes in [
        &b"\"\xed\xa0\x80\""[..],
        b"\"\xc0\xaf\"",
        b"\"\xf4\x90\x80\x80\"",
    ] {
        assert_eq!(refused(bytes), "not-utf8");
    }
    assert_eq!(refused(&utf16(GOOD, u16::to_le_bytes)), "not-utf8");
    assert_eq!(refused(&utf16(GOOD, u16::to_be_bytes)), "not-utf8");
    // UTF-16 without its mark is UTF-8 full of NUL
    assert_eq!(refused(&utf16(GOOD, u16::to_le_bytes)[2..]), "not-json");
}

#[test]
fn the_place_of_a_wrong_byte_is_told_in_characters() {
    let end = run(
        &["rate"],
        &b"\xef\xbb\xbf{\n \"tr\xc3\xa1i\": \"\xff\"}"[..],
    );
    let problem = &end.json()["errors"][0];
    assert_eq!(
        problem["position"],
        serde_json::json!({"line": 2, "column": 11})
    );
    assert!(
        problem["message"]["vi"]
            .as_str()
            .unwrap()
            .contains("dòng 2, cột 11")
    );
    // the byte-order mark is no column
    let end = run(&["rate"], &b"\xef\xbb\xbf\"\xff"[..]);
    assert_eq!(
        end.json()["errors"][0]["position"],
        serde_json::json!({"line": 1, "column": 2})
    );
    let end = run(&["rate"], &utf16(GOOD, u16::to_le_bytes)[..]);
    let help = &end.json()["errors"][0]["help"];
    assert!(help["vi"].as_str().unwrap().contains("UTF-16"));
}

#[test]
fn nul_is_refused_wherever_it_stands() {
    assert_eq!(refused(b"\0"), "not-json");
    assert_eq!(refused(&[0; 4096]), "not-json");
    assert_eq!(refused(format!("{GOOD}\0").as_bytes()), "not-json");
    assert_eq!(refused(GOOD.replace("qd", "q\0d").as_bytes()), "not-json");
    assert_eq!(
        refused(GOOD.replace(": 3", ":\x003").as_bytes()),
        "not-json"
    );
}

#[test]
fn a_million_brackets_are_refused_without_running_out_of_stack() {
    let cases: [(&str, usize); 4] = [
        ("[", LIMIT),
        ("{\"a\":", 200_000),
        ("[{\"a\":", 150_000),
        ("[[],", 200_000),
    ];
    for (piece, times) in cases {
        assert_eq!(refused(piece.repeat(times).as_bytes()), "too-deep");
    }
    let answers = format!(
        r#"{{"criteria": "qd-26-2026", "product_set": 1, "answers": {{"1.1": {}"#,
        "[".repeat(1_000_000)
    );
    assert_eq!(refused(answers.as_bytes()), "too-deep");
    // past the limit of size nothing is looked at
    assert_eq!(refused("[".repeat(LIMIT + 1).as_bytes()), "too-large");
}

#[test]
fn the_limit_of_size_is_exact() {
    let fits = format!("{GOOD}{}", " ".repeat(LIMIT - GOOD.len()));
    assert_eq!(run(&["rate", "--brief"], fits.as_bytes()).code, 0);
    assert_eq!(refused(format!("{fits} ").as_bytes()), "too-large");
    let lines = format!("{fits}\n{fits}\r\n{fits} \n{fits}");
    let end = run(&["rate", "--ndjson", "--brief"], lines.as_bytes());
    let words: Vec<String> = end.lines().into_iter().map(|(_, word)| word).collect();
    assert_eq!(
        words,
        ["provisional", "provisional", "too-large", "provisional"]
    );
    assert_eq!((end.code, end.lines()[2].0), (3, Some(3)));
}

#[test]
fn problems_without_end_are_told_up_to_a_limit() {
    let many = |what: &str| what.repeat(LIMIT / what.len() / 2);
    for input in [
        format!(r#"{{"product_set": 1, {}"note": ""}}"#, many(r#""x":1,"#)),
        format!(
            r#"{{"criteria": "qd-26-2026", "product_set": 1, "answers": {{{}"1.1": 1}}}}"#,
            many(r#""x":1,"#)
        ),
        format!(
            r#"{{"criteria": "qd-26-2026", "product_set": 1, "answers": {{}}, "findings": [{}""]}}"#,
            many("\"\",")
        ),
        format!(
            r#"{{"criteria": "qd-26-2026", "product_set": 1, "answers": {{"1.1": {{"level": 1, "evidence": [{}0]}}}}}}"#,
            many("0,")
        ),
    ] {
        let end = run(&["rate", "--compact"], input.as_bytes());
        let errors = end.json()["errors"].as_array().unwrap().clone();
        assert_eq!((end.code, errors.len()), (1, 1001));
        assert_eq!(errors[1000]["code"], "too-many-problems");
        assert!(end.out.len() < LIMIT, "{} bytes", end.out.len());
    }
}

/// Feeds a hundred megabytes without a line end, and tells the most memory that was held.
fn hundred_megabytes_on_one_line(args: &[&str]) -> (u64, End) {
    let mut child = start(args);
    let mut stdin = child.stdin.take().unwrap();
    let piece = vec![b'['; LIMIT];
    let mut most = 0;
    for _ in 0..100 {
        // a command that has read enough ends before all is written
        if stdin.write_all(&piece).is_err() {
            break;
        }
        most = most.max(peak(&child));
    }
    _ = stdin.write_all(b"\n{}\n");
    drop(stdin);
    let end = child.wait_with_output().unwrap();
    let end = End {
        code: end.status.code().unwrap(),
        out: end.stdout,
        err: String::from_utf8(end.stderr).unwrap(),
    };
    (most, end)
}

#[test]
fn a_hundred_megabytes_on_one_line_are_refused_without_being_held() {
    let (most, end) = hundred_megabytes_on_one_line(&["rate"]);
    assert_eq!((end.code, end.err.as_str()), (1, ""));
    assert_eq!(end.json()["errors"][0]["code"], "too-large");
    assert!((1..50_000).contains(&most), "{most} kB");
    for jobs in ["1", "4"] {
        let (most, end) = hundred_megabytes_on_one_line(&["rate", "--ndjson", "--jobs", jobs]);
        assert_eq!((end.code, end.err.as_str()), (3, ""));
        let lines = [
            (Some(1), "too-large".to_owned()),
            (Some(2), "missing-field".to_owned()),
        ];
        assert_eq!(end.lines(), lines);
        assert!((1..50_000).contains(&most), "{most} kB");
    }
}

#[test]
fn a_bad_line_never_affects_its_neighbours() {
    let long = vec![b' '; LIMIT + 3];
    let deep = b"[".repeat(100_000);
    let rough: [&[u8]; 14] = [
        b"\xff\xfe",
        b"\0",
        b"{\"product_set\": ",
        b"\"",
        b"\\",
        b"\"\\u000a\"",
        b"\xef\xbb\xbf",
        b"{}",
        b"null",
        b"\xe1\xba",
        b"{\"a\":1}{\"a\":1}",
        b"\r",
        &long,
        &deep,
    ];
    let alone = run(&["rate", "--ndjson"], GOOD.as_bytes()).out;
    let mut input = Vec::new();
    for line in rough {
        input.extend_from_slice(GOOD.as_bytes());
        input.push(b'\n');
        input.extend_from_slice(line);
        input.push(b'\n');
    }
    input.extend_from_slice(GOOD.as_bytes());
    for jobs in ["1", "2", "7"] {
        let end = run(&["rate", "--ndjson", "--jobs", jobs], &*input);
        assert_eq!((end.code, end.err.as_str()), (3, ""));
        let good = end
            .out
            .split_inclusive(|b| *b == b'\n')
            .filter(|l| **l == *alone);
        assert_eq!(good.count(), rough.len() + 1);
        // every rough line but the blank one is refused, as the line that it is
        let refused: Vec<u64> = end
            .lines()
            .into_iter()
            .filter_map(|(line, _)| line)
            .collect();
        let expected = (0..rough.len() as u64)
            .filter(|i| *i != 11)
            .map(|i| 2 * i + 2);
        assert_eq!(refused, expected.collect::<Vec<_>>());
    }
}

/// Many lines of all kinds, drawn without chance.
fn many_lines(count: usize) -> String {
    let line = |i: usize| match i % 7 {
        0 => String::new(),
        1 => "{\"criteria\": \"qd-26-2026\", \"product_set\": 99, \"answers\": {}}".to_owned(),
        2 => format!("cut {i}"),
        _ => format!(
            r#"{{"criteria": "qd-26-2026", "product_set": {}, "product": {{"name": "sản phẩm {i}"}}, "answers": {{"1.1": {}, "1.2": {}}}}}"#,
            i % 26 + 1,
            i % 5,
            i % 3
        ),
    };
    (0..count).map(|i| line(i) + "\n").collect()
}

#[test]
fn one_thread_and_many_give_the_same_bytes() {
    let input = many_lines(4000);
    let one = run(&["rate", "--ndjson", "--jobs", "1"], input.as_bytes());
    assert_eq!((one.code, one.err.as_str()), (3, ""));
    for jobs in ["2", "4", "64"] {
        let many = run(&["rate", "--ndjson", "--jobs", jobs], input.as_bytes());
        assert_eq!((many.code, many.err.as_str()), (3, ""));
        assert!(many.out == one.out, "--jobs {jobs}");
    }
    // lines that were not blank, each once
    let lines = one.out.iter().filter(|b| **b == b'\n').count();
    assert_eq!(lines, input.lines().filter(|l| !l.is_empty()).count());
}

#[test]
fn a_long_batch_does_not_take_more_memory_than_a_short_one() {
    let mut child = start(&["rate", "--ndjson", "--brief", "--jobs", "4"]);
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let reader = thread::spawn(move || std::io::copy(&mut stdout, &mut std::io::sink()).unwrap());
    let lines = many_lines(2000);
    let mut after = Vec::new();
    for _ in 0..20 {
        stdin.write_all(lines.as_bytes()).unwrap();
        after.push(peak(&child));
    }
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(3));
    assert!(reader.join().unwrap() > 1_000_000);
    assert!(
        after[19] < after[4] + 8_000 && after[19] < 100_000,
        "{after:?} kB"
    );
}

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
