//! Results that are given back to the program: held against what they rest on, looked at from a day on.
#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests: what does not hold is to fail"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn example(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    root.join(name).to_str().unwrap().to_owned()
}

fn ocop(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ocop"));
    command.args(args).output().unwrap()
}

fn printed(out: &Output) -> String {
    String::from_utf8(out.stdout.clone()).unwrap()
}

/// The file that holds what a call prints.
fn kept(name: &str, args: &[&str]) -> PathBuf {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&file, ocop(args).stdout).unwrap();
    file
}

#[test]
fn a_brief_rating_is_not_said_to_be_of_these_papers() {
    let dossier = example("02-nhan-long-held-at-4.json");
    let verified = |name: &str, args: &[&str]| {
        let rating = kept(name, args);
        let rating = rating.to_str().unwrap();
        let args = [
            "verify",
            rating,
            "--dossier",
            &dossier,
            "--text",
            "--lang",
            "en",
        ];
        let out = ocop(&args);
        (out.status.code(), printed(&out))
    };
    let (code, brief) = verified("brief.json", &["rate", "--brief", &dossier]);
    assert_eq!(code, Some(0));
    assert!(brief.contains("Nothing differs, but"), "{brief}");
    assert!(!brief.contains("It agrees"), "{brief}");
    let (code, full) = verified("full.json", &["rate", &dossier]);
    assert!(code == Some(0) && full.contains("It agrees"), "{full}");
}

#[test]
fn next_steps_are_not_counted_from_a_day_before_the_session() {
    let session = example("council/session.json");
    let tally = kept("tally.json", &["council", "tally", &session]);
    let tally = tally.to_str().unwrap();
    let next = |on: &str| {
        let out = ocop(&[
            "council", "next", tally, "--on", on, "--text", "--lang", "en",
        ]);
        (out.status.code(), printed(&out))
    };
    let (code, told) = next("2026-09-19");
    assert_eq!(code, Some(1));
    assert!(told.contains("(dates-out-of-order)"), "{told}");
    assert_eq!(next("2026-09-20").0, Some(0));
}

#[test]
fn a_result_given_in_place_of_its_input_is_told_as_what_it_is() {
    let session = example("council/session.json");
    let dossier = example("02-nhan-long-held-at-4.json");
    let rating = kept("rating.json", &["rate", &dossier]);
    let rating = rating.to_str().unwrap();
    for (args, needed) in [
        (vec!["rate", rating], "a dossier"),
        (vec!["check", rating], "a dossier"),
        (vec!["plan", rating], "a dossier"),
        (vec!["check", &dossier, "--before", rating], "a dossier"),
        (vec!["plan", &dossier, "--costs", rating], "costs"),
        (vec!["council", "tally", rating], "session"),
        (vec!["council", "minutes", rating], "session"),
        (vec!["council", "next", rating], "tally"),
        (
            vec!["council", "minutes", &session, "--settings", rating],
            "settings",
        ),
    ] {
        let out = ocop(&args);
        let told = printed(&out);
        assert_eq!(out.status.code(), Some(1), "{args:?}");
        assert_eq!(
            told.matches("unknown-format").count(),
            1,
            "{args:?}\n{told}"
        );
        // alone: not drowned in fields that the other format does not have
        assert_eq!(told.matches("unknown-field").count(), 0, "{args:?}\n{told}");
        let said = ocop(&[&args[..], &["--lang", "en"]].concat());
        let said = printed(&said);
        let said: String = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            said.contains("This is a rating;") && said.contains(needed),
            "{said}"
        );
    }
}
