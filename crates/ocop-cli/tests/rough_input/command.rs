//! The command as it is run here, and how it ended.

use std::fs;
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::thread;

use serde_json::Value;

pub const OCOP: &str = env!("CARGO_BIN_EXE_ocop");

/// The most bytes of one dossier.
pub const LIMIT: usize = 1 << 20;

pub const GOOD: &str =
    r#"{"criteria": "qd-26-2026", "product_set": 1, "answers": {"1.1": 3, "1.4": 2}}"#;

/// How a command ended.
pub struct End {
    pub code: i32,
    pub out: Vec<u8>,
    pub err: String,
}

impl End {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.out).unwrap()
    }

    /// The first problem of each line, or the outcome.
    pub fn lines(&self) -> Vec<(Option<u64>, String)> {
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

pub fn start(args: &[&str]) -> Child {
    Command::new(OCOP)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Feeds a command, and waits for its end. Like a shell's pipe, the input stops where nobody reads.
pub fn run(args: &[&str], input: impl Read + Send) -> End {
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
pub fn refused(input: &[u8]) -> String {
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
pub fn peak(child: &Child) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.trim().trim_end_matches(" kB").parse().ok())
        .unwrap_or(0)
}

/// Many lines of all kinds, drawn without chance.
pub fn many_lines(count: usize) -> String {
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
