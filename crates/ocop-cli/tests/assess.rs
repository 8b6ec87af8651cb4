//! Self-assessment by plain lines: what is typed is saved, and nothing is lost.
#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests: what does not hold is to fail"
)]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

/// A folder of this test alone.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("assess-{name}"));
    _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn assess(folder: &Path, args: &[&str], typed: impl AsRef<[u8]>) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ocop"))
        .current_dir(folder)
        .arg("assess")
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // a program that has stopped reads no further
    _ = child.stdin.take().unwrap().write_all(typed.as_ref());
    child.wait_with_output().unwrap()
}

fn saved(folder: &Path, file: &str) -> Value {
    serde_json::from_slice(&fs::read(folder.join(file)).unwrap()).unwrap()
}

#[test]
fn answers_papers_and_corrections_are_saved_and_the_input_may_end_anywhere() {
    let folder = folder("answers");
    let out = assess(
        &folder,
        &["--set", "1"],
        "3\n2; VietGAP; Hữu cơ\nb\n1\nfoo\n9\n2",
    );
    assert!(out.status.success());
    let dossier = saved(&folder, "tu-danh-gia-rau-cu-qua-hat-tuoi.json");
    let papers = json!({"level": 1, "evidence": ["VietGAP", "Hữu cơ"]});
    assert_eq!(
        dossier["answers"],
        json!({"1.1": 3, "1.2": papers, "1.3": 2})
    );
    assert!(
        !folder
            .join("tu-danh-gia-rau-cu-qua-hat-tuoi.json.tmp")
            .exists()
    );
    let text = String::from_utf8(out.stdout).unwrap();
    assert!(text.contains("KẾ HOẠCH NÂNG HẠNG SAO") && text.contains("Không có mức \"foo\""));
}

#[test]
fn what_is_no_utf_8_or_cannot_be_seen_does_not_go_into_a_dossier() {
    let folder = folder("letters");
    let mut typed = b"3\n1; H\xf3a \xbf\xf1n\n".to_vec();
    typed.extend("1; Ho\u{301}a\t \u{1b}đơn\u{202e}; \u{200b};\n".as_bytes());
    let out = assess(&folder, &["--set", "1", "--out", "out.json"], typed);
    assert!(out.status.success());
    let text = String::from_utf8(out.stdout).unwrap();
    assert!(text.contains("không phải UTF-8; gõ lại"), "{text}");
    let papers = json!({"level": 1, "evidence": ["Hóa đơn"]});
    assert_eq!(
        saved(&folder, "out.json")["answers"],
        json!({"1.1": 3, "1.2": papers})
    );
}

#[test]
fn a_saved_file_goes_on_at_the_first_open_criterion_and_keeps_what_it_holds() {
    let folder = folder("resume");
    let before = json!({"criteria": "qd-26-2026", "product_set": 1, "note": "tự đánh giá", "assessed_on": "2026-09-15",
        "answers": {"1.1": {"points": 3, "evidence": [{"document": "Giấy xác nhận", "valid_until": "2027-01-01"}], "note": "đã xem"}}});
    fs::write(folder.join("a.json"), before.to_string()).unwrap();
    let out = assess(
        &folder,
        &["--resume", "a.json", "--lang", "en"],
        "1\ng 1.1\n2; Giấy xác nhận; Hóa đơn\nq\n",
    );
    assert!(out.status.success());
    let dossier = saved(&folder, "a.json");
    assert_eq!(dossier["note"], "tự đánh giá");
    assert_eq!(dossier["answers"]["1.2"], 1);
    let answer = &dossier["answers"]["1.1"];
    assert_eq!(
        (&answer["level"], &answer["note"]),
        (&json!(2), &json!("đã xem"))
    );
    let kept = json!([{"document": "Giấy xác nhận", "valid_until": "2027-01-01"}, "Hóa đơn"]);
    assert_eq!(answer["evidence"], kept);
}

#[test]
fn an_answer_falls_with_the_one_it_depends_on_and_back_steps_over_it() {
    let folder = folder("dependent");
    let out = assess(
        &folder,
        &["--set", "1", "--out", "a.json"],
        "g 5.1\n3\n2\ng 5.1\n1\nb\nq\n",
    );
    assert!(out.status.success());
    assert_eq!(saved(&folder, "a.json")["answers"], json!({"5.1": 1}));
    let text = String::from_utf8(out.stdout).unwrap();
    assert!(text.contains("Bỏ câu trả lời 5.2"));
    assert_eq!(text.matches("20/32] 5.1").count(), 3);
}

#[test]
fn a_whole_assessment_ends_with_a_dossier_that_rates() {
    let folder = folder("whole");
    // set 26: the levels of one case alone are offered once it is chosen
    let typed = "1\n".repeat(17) + &"1\n".repeat(15) + "\n";
    let out = assess(
        &folder,
        &["--set", "26", "--out", "a.json", "--product", "Bản làng"],
        &typed,
    );
    assert!(out.status.success());
    let rated = Command::new(env!("CARGO_BIN_EXE_ocop"))
        .current_dir(&folder)
        .args(["rate", "--strict", "a.json"])
        .output()
        .unwrap();
    let rating: Value = serde_json::from_slice(&rated.stdout).unwrap();
    assert_eq!(
        (&rating["outcome"], &rating["product"]["name"]),
        (&json!("rated"), &json!("Bản làng"))
    );
}

#[test]
fn a_file_that_is_there_or_of_another_set_or_broken_is_not_touched() {
    let folder = folder("refused");
    assess(&folder, &["--set", "1", "--out", "a.json"], "3\n");
    let before = fs::read(folder.join("a.json")).unwrap();
    let status = |args: &[&str]| assess(&folder, args, "1\n1\n").status.code();
    assert_eq!(status(&["--set", "1", "--out", "a.json"]), Some(2));
    assert_eq!(status(&["--resume", "a.json", "--set", "2"]), Some(1));
    assert_eq!(
        status(&["--resume", "a.json", "--set", "qd-148-2023/1"]),
        Some(1)
    );
    assert_eq!(status(&["--resume", "none.json"]), Some(2));
    assert_eq!(status(&["--set", "99"]), Some(1));
    assert_eq!(status(&[]), Some(2));
    assert_eq!(fs::read(folder.join("a.json")).unwrap(), before);
    fs::write(folder.join("b.json"), &before[..before.len() / 2]).unwrap();
    assert_eq!(status(&["--resume", "b.json"]), Some(1));
}

/// Whenever the process ends, the file is whole and holds every answer that was given.
#[test]
fn an_interrupt_loses_nothing() {
    let folder = folder("interrupt");
    let mut child = Command::new(env!("CARGO_BIN_EXE_ocop"))
        .current_dir(&folder)
        .args(["assess", "--set", "1", "--out", "a.json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(b"3\n2\n1\n").unwrap();
    input.flush().unwrap();
    let all = |_: &u32| {
        std::thread::sleep(std::time::Duration::from_millis(20));
        let file = fs::read(folder.join("a.json")).unwrap_or_default();
        file.is_empty() || serde_json::from_slice::<Value>(&file).unwrap()["answers"]["1.3"] != 1
    };
    let waited = (0..500).take_while(all).count();
    assert!(waited < 500);
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(
        saved(&folder, "a.json")["answers"],
        json!({"1.1": 3, "1.2": 2, "1.3": 1})
    );
}
