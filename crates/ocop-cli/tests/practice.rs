//! Practice: a class has its folder, and a trainee's sheet is compared with the key.
#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests: what does not hold is to fail"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("practice-{name}"));
    _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn practice(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ocop"));
    command
        .current_dir(folder)
        .arg("practice")
        .args(args)
        .output()
        .unwrap()
}

fn json(out: &Output) -> Value {
    serde_json::from_slice(&out.stdout).unwrap()
}

#[test]
fn a_batch_holds_a_dossier_and_a_sheet_for_each_and_one_key_and_overwrites_nothing() {
    let folder = folder("batch");
    let args = ["--set", "1", "--seed", "7", "--batch", "3", "--out", "lop"];
    assert!(practice(&folder, &args).status.success());
    let mut names: Vec<String> = fs::read_dir(folder.join("lop"))
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names.join(" "),
        "dap-an.json dap-an.txt ho-so-7.md ho-so-8.md ho-so-9.md phieu-7.json phieu-8.json phieu-9.json"
    );
    let read = |name: &str| fs::read_to_string(folder.join("lop").join(name)).unwrap();
    fs::write(folder.join("lop/phieu-8.json"), "đã điền").unwrap();
    assert_eq!(practice(&folder, &args).status.code(), Some(2));
    assert_eq!(read("phieu-8.json"), "đã điền");
    let before = read("ho-so-8.md");
    let again: Vec<&str> = args.iter().copied().chain(["--overwrite"]).collect();
    assert!(practice(&folder, &again).status.success());
    assert_ne!(read("phieu-8.json"), "đã điền");
    assert_eq!(read("ho-so-8.md"), before);
    // the key of a class is the key of each of its dossiers
    let keys: Value = serde_json::from_str(&read("dap-an.json")).unwrap();
    let eighth = json(&practice(
        &folder,
        &["--set", "1", "--seed", "8", "--key", "--json"],
    ));
    assert_eq!(
        keys.as_array().unwrap().iter().find(|k| k["seed"] == 8),
        Some(&eighth)
    );
}

#[test]
fn the_key_itself_has_no_differences_and_an_error_is_told_with_the_rule_and_the_stars() {
    let folder = folder("check");
    let key = json(&practice(
        &folder,
        &["--set", "1", "--seed", "7", "--key", "--json"],
    ));
    let mut sheet = key["dossier"].clone();
    let check = |sheet: &Value| {
        fs::write(folder.join("a.json"), sheet.to_string()).unwrap();
        json(&practice(
            &folder,
            &["--set", "1", "--seed", "7", "--check", "a.json", "--json"],
        ))
    };
    let same = check(&sheet);
    assert_eq!(
        (&same["same"], &same["differences"]),
        (&json!(32), &json!([]))
    );
    assert_eq!(
        (&same["stars"], &same["points"]),
        (&key["stars"], &key["points"])
    );
    let right = sheet["answers"]["3.5"].as_i64().unwrap();
    sheet["answers"]["3.5"] = json!(if right == 3 { 0 } else { 3 });
    let other = check(&sheet);
    let difference = &other["differences"][0];
    assert_eq!(
        (&difference["criterion"], &difference["key_level"]),
        (&json!("3.5"), &json!(right))
    );
    let label = difference["key_label"]["vi"].as_str();
    assert_eq!(label.is_some_and(|l| !l.is_empty()), right > 0);
    assert_ne!(other["points"], key["points"]);
    // an empty sheet differs everywhere but where nothing is to be answered
    let blank = json!({"criteria": "qd-26-2026", "product_set": 1, "answers": {}});
    assert_eq!(check(&blank)["points"], 0);
}

#[test]
fn a_sheet_of_another_set_and_unknown_sets_are_refused() {
    let folder = folder("refused");
    fs::write(
        folder.join("a.json"),
        r#"{"criteria": "qd-26-2026", "product_set": 2, "answers": {}}"#,
    )
    .unwrap();
    let out = practice(&folder, &["--set", "1", "--seed", "7", "--check", "a.json"]);
    assert_eq!(out.status.code(), Some(1));
    assert!(
        String::from_utf8(out.stdout)
            .unwrap()
            .contains("answers-of-another-set")
    );
    assert_eq!(
        practice(&folder, &["--set", "99", "--seed", "7"])
            .status
            .code(),
        Some(1)
    );
    assert_eq!(
        practice(&folder, &["--set", "1", "--seed", "-1"])
            .status
            .code(),
        Some(2)
    );
    assert_eq!(
        practice(
            &folder,
            &["--set", "1", "--seed", "1", "--batch", "0", "--out", "x"]
        )
        .status
        .code(),
        Some(2)
    );
    assert_eq!(
        practice(&folder, &["--set", "1", "--seed", "1", "--batch", "2"])
            .status
            .code(),
        Some(2)
    );
}

/// A trainer who handed out thirty dossiers wants to know whose sheet did not come back.
#[test]
fn a_class_of_which_the_size_is_said_tells_whose_sheet_is_missing() {
    let folder = folder("missing");
    let given = ["--set", "1", "--seed", "7"];
    let handed = [&given[..], &["--batch", "5", "--out", "lop"]].concat();
    assert_eq!(practice(&folder, &handed).status.code(), Some(0));
    for gone in [8, 10] {
        fs::remove_file(folder.join(format!("lop/phieu-{gone}.json"))).unwrap();
    }
    let of = |code: &str, place: &str, learners: &[&str]| {
        let class = [&given[..], &["--json", "--class", place], learners].concat();
        let class = json(&practice(&folder, &class));
        let notices = class["notices"].as_array().unwrap().clone();
        let of_code = notices.iter().filter(|n| n["code"] == code);
        let of_code = of_code.map(|n| n["message"]["en"].as_str().unwrap().to_owned());
        of_code.collect::<Vec<_>>()
    };
    let told = |place: &str, learners: &[&str]| of("sheet-missing", place, learners);
    let beyond = |place: &str, learners: &[&str]| of("sheet-beyond-class", place, learners);
    let of_two = ["There is no sheet of dossier 8, 10."];
    assert_eq!(told("lop", &["--learners", "5"]), of_two);
    let of_three = ["There is no sheet of dossier 8, 10, 12."];
    assert_eq!(told("lop", &["--learners", "6"]), of_three);
    assert!(told("lop", &[]).is_empty());
    assert!(told("lop", &["--learners", "1"]).is_empty());
    // where all scored one dossier, nobody knows whose: a refused line is a sheet all the same
    let sheet = r#"{"criteria": "qd-26-2026", "product_set": 1, "answers": {"1.1": 1}}"#;
    fs::write(folder.join("mot.ndjson"), format!("{sheet}\n{{\n{sheet}\n")).unwrap();
    let of_one = ["There are 4 learners and 3 sheets."];
    assert_eq!(told("mot.ndjson", &["--learners", "4"]), of_one);
    assert!(told("mot.ndjson", &["--learners", "3"]).is_empty());
    // a sheet more than there are learners is somebody's second, or of another class
    let of_others = ["There are sheets of dossier 9, 11, which no learner had: they count."];
    assert_eq!(beyond("lop", &["--learners", "2"]), of_others);
    let too_many = ["There are 2 learners and 3 sheets."];
    assert_eq!(beyond("mot.ndjson", &["--learners", "2"]), too_many);
    for enough in [&["--learners", "5"][..], &[]] {
        assert!(beyond("lop", enough).is_empty() && beyond("mot.ndjson", enough).is_empty());
    }
}

#[test]
fn sheets_of_one_learner_and_sheets_that_are_the_same_are_told() {
    let folder = folder("alike");
    let sheet =
        |level: u8| json!({"criteria": "qd-26-2026", "product_set": 1, "answers": {"1.1": level}});
    let line =
        |learner: &str, level| json!({"learner": learner, "sheet": sheet(level)}).to_string();
    let lines = [
        line("An", 1),
        line("An", 2),
        line("Chi", 1),
        line("Dung", 3),
    ];
    let alike = |name: &str, lines: &[String]| {
        fs::write(folder.join(name), lines.join("\n")).unwrap();
        let out = practice(
            &folder,
            &["--set", "1", "--seed", "7", "--json", "--class", name],
        );
        let class = json(&out);
        let notices = class["notices"].as_array().unwrap().clone();
        let told = notices.iter().filter(|n| n["code"] == "sheets-alike");
        let told = told.map(|n| n["message"]["en"].as_str().unwrap().to_owned());
        (
            told.collect::<Vec<_>>(),
            class["learners"].as_array().unwrap().len(),
        )
    };
    let (told, learners) = alike("lop.ndjson", &lines);
    assert_eq!(learners, 4);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("An: more than one sheet") && told[1].starts_with("An, Chi: "));
    // a file that a program named as a copy is of the same learner; a name after the number is another's
    fs::create_dir_all(folder.join("tep")).unwrap();
    for (name, level) in [
        ("phieu-7.json", 1),
        ("phieu-7 (1).json", 2),
        ("phieu-007 - Copy.json", 3),
        ("phieu-7-an.json", 0),
    ] {
        fs::write(folder.join("tep").join(name), sheet(level).to_string()).unwrap();
    }
    let out = practice(
        &folder,
        &["--set", "1", "--seed", "7", "--json", "--class", "tep"],
    );
    let notices = json(&out)["notices"].as_array().unwrap().clone();
    let copies = notices.iter().filter(|n| n["code"] == "sheets-alike");
    assert_eq!(copies.count(), 2, "{notices:?}");
    let [.., apart] = lines;
    assert!(alike("rieng.ndjson", &[apart]).0.is_empty());
}
