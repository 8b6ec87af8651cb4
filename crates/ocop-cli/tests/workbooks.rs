//! A council with workbooks, from two lists to a result, as a secretary goes about it.
#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests: what does not hold is to fail"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const MEMBERS: &str = "TT;Họ và tên;Vai trò;Đơn vị;Có mặt;Màu mắt\n\
1;Nguyễn Văn An;Chủ tịch;UBND tỉnh;x;nâu\n\
2;Trần Thị Bình;ủy viên;Sở Công Thương;x;\n\
3;=HYPERLINK(1);Thư ký;;vắng;\n";
const PRODUCTS: &str = "Bộ,Tên sản phẩm,Mã sản phẩm,Chủ thể,Hình thức,Ngày nộp,Không chấm\n\
1,Sầu riêng,,HTX A,Lần đầu,03/08/2026,Trần Thị Bình\n\
dich-vu-du-lich-cong-dong-du-lich-sinh-thai-va-diem-du-lich,Du lịch,,,,,\n";

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("workbooks-{name}"));
    _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn council(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ocop"));
    command
        .current_dir(folder)
        .arg("council")
        .args(args)
        .output()
        .unwrap()
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn lists(name: &str) -> PathBuf {
    let folder = folder(name);
    fs::write(folder.join("members.csv"), MEMBERS).unwrap();
    fs::write(folder.join("products.csv"), PRODUCTS).unwrap();
    folder
}

const NEW: [&str; 9] = [
    "new",
    "--members",
    "members.csv",
    "--products",
    "products.csv",
    "--on",
    "20/09/2026",
    "--out",
    "phien.json",
];

#[test]
fn a_wrong_day_of_the_session_is_told_with_what_is_wrong_in_the_lists() {
    let folder = lists("wrong_day");
    fs::write(
        folder.join("members.csv"),
        "Họ và tên,Chức danh\nHà,Trưởng ban hội\n",
    )
    .unwrap();
    let mut call = NEW;
    call[6] = "31/02/2026";
    let out = council(&folder, &call);
    assert_eq!(out.status.code(), Some(1));
    let told = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(told.contains("31/02/2026") && told.contains("B2"), "{told}");
    assert!(!folder.join("phien.json").exists());
}

#[test]
fn from_two_lists_to_workbooks_and_back() {
    let folder = lists("whole");
    let out = council(&folder, &NEW);
    assert_eq!(
        out.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&out.stdout)
    );
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(told.contains("F1") && told.contains("Màu mắt"), "{told}");
    let session = json(&folder.join("phien.json"));
    assert_eq!(session["present"], serde_json::json!(["m1", "m2"]));
    assert_eq!(session["members"][2]["name"], "=HYPERLINK(1)");
    assert_eq!(session["products"][0]["recused"][0]["member"], "m2");
    assert_eq!(
        session["products"][0]["registration"]["submitted_on"],
        "2026-08-03"
    );

    assert_eq!(
        council(&folder, &["sheets", "phien.json", "--out", "phieu"])
            .status
            .code(),
        Some(0)
    );
    let books: Vec<_> = fs::read_dir(folder.join("phieu")).unwrap().collect();
    assert_eq!(books.len(), 3);
    // nothing is overwritten unless it is asked for
    assert_eq!(
        council(&folder, &["sheets", "phien.json", "--out", "phieu"])
            .status
            .code(),
        Some(2)
    );
    assert_eq!(
        council(
            &folder,
            &["sheets", "phien.json", "--out", "phieu", "--force"]
        )
        .status
        .code(),
        Some(0)
    );

    fs::write(folder.join("phieu/hinh.xlsx"), b"\x89PNG").unwrap();
    let out = council(
        &folder,
        &["collect", "phien.json", "phieu", "--out", "thu.json"],
    );
    assert_eq!(out.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(report["blank"].as_array().unwrap().len(), 5);
    assert_eq!(report["errors"][0]["code"], "workbook-format");
    assert_eq!(report["errors"][0]["file"], "phieu/hinh.xlsx");
    assert_eq!(
        json(&folder.join("thu.json"))["products"],
        session["products"]
    );

    assert_eq!(
        council(&folder, &["tables", "phien.json", "--out", "bang.xlsx"])
            .status
            .code(),
        Some(0)
    );
    let out = council(
        &folder,
        &["collect", "phien.json", "bang.xlsx", "--out", "thu-2.json"],
    );
    assert_eq!(
        out.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&out.stdout)
    );
    assert_eq!(
        council(&folder, &["results", "thu.json", "--out", "ket-qua.xlsx"])
            .status
            .code(),
        Some(0)
    );
    assert!(
        fs::read(folder.join("ket-qua.xlsx"))
            .unwrap()
            .starts_with(b"PK")
    );
}

/// A pipe that nobody writes into would be waited for without an end.
#[cfg(unix)]
#[test]
fn a_pipe_in_a_folder_is_told_and_not_waited_for() {
    let folder = lists("pipe");
    assert_eq!(council(&folder, &NEW).status.code(), Some(0));
    let pipe = |place: &str| {
        fs::create_dir_all(folder.join(place).parent().unwrap()).unwrap();
        let made = Command::new("mkfifo").arg(folder.join(place)).status();
        assert!(made.unwrap().success());
    };
    pipe("phieu/m1.xlsx");
    let out = council(
        &folder,
        &["collect", "phien.json", "phieu", "--out", "thu.json"],
    );
    assert_eq!(out.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(report["errors"][0]["code"], "file-not-read");
    // sheets of their own beside a session
    fs::create_dir_all(folder.join("phien")).unwrap();
    fs::copy(folder.join("phien.json"), folder.join("phien/session.json")).unwrap();
    pipe("phien/sheets/m1.json");
    let out = council(&folder, &["tally", "phien"]);
    let text = String::from_utf8_lossy(&out.stdout);
    assert!(
        text.contains("file-not-read") && text.contains("m1.json"),
        "{text}"
    );
}

#[test]
fn what_is_wrong_with_lists_is_told_at_once_with_file_and_cell() {
    let folder = lists("lists");
    fs::write(
        folder.join("members.csv"),
        MEMBERS.replace("Thư ký", "Thủ quỹ"),
    )
    .unwrap();
    let wrong = PRODUCTS
        .replace("03/08/2026", "31/02/2026")
        .replace("1,Sầu", "99,Sầu");
    fs::write(folder.join("products.csv"), wrong).unwrap();
    let out = council(&folder, &NEW);
    assert_eq!(out.status.code(), Some(1));
    let told = String::from_utf8_lossy(&out.stdout).into_owned();
    for place in ["members.csv: C4", "products.csv: F2", "products.csv: A2"] {
        assert!(told.contains(place), "{place}: {told}");
    }
    assert!(!folder.join("phien.json").exists());
    fs::write(folder.join("members.csv"), "một\nhai\n").unwrap();
    let told = council(&folder, &NEW);
    assert!(String::from_utf8_lossy(&told.stdout).contains("register-columns"));
}

#[test]
fn tables_go_out_and_come_back_as_csv_and_results_are_written_as_csv() {
    let folder = lists("csv");
    assert_eq!(council(&folder, &NEW).status.code(), Some(0));
    let out = ["tables", "phien.json", "--format", "csv", "--out", "bang"];
    assert_eq!(council(&folder, &out).status.code(), Some(0));
    let mut files: Vec<_> = fs::read_dir(folder.join("bang"))
        .unwrap()
        .map(|f| f.unwrap().path())
        .collect();
    files.sort();
    assert_eq!(files.len(), 2);
    let table = fs::read_to_string(&files[0]).unwrap();
    assert!(table.starts_with("\u{feff}p1,"), "{table}");
    // one member gives the first criterion three points and hands the sheet in
    let filled: Vec<String> = table
        .lines()
        .map(|line| match line {
            line if line.starts_with("1.1,") => line.trim_end_matches(',').to_owned() + ",3,",
            line if line.starts_with("NỘP,") => line.trim_end_matches(',').to_owned() + ",,x,",
            line => line.to_owned(),
        })
        .collect();
    fs::write(&files[0], filled.join("\r\n")).unwrap();
    let out = council(
        &folder,
        &[
            "collect",
            "phien.json",
            "bang",
            "--out",
            "thu.json",
            "--text",
        ],
    );
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    assert_eq!(out.status.code(), Some(0), "{text}");
    let sheets = json(&folder.join("thu.json"))["products"][0]["sheets"].clone();
    assert_eq!(sheets[0]["member"], "m1");
    assert_eq!(sheets[0]["points"]["1.1"], 3);
    let out = council(&folder, &["results", "thu.json", "--out", "ket-qua.csv"]);
    assert!(out.stdout.is_empty());
    let results = fs::read_to_string(folder.join("ket-qua.csv")).unwrap();
    assert_eq!(results.lines().count(), 3, "{results}");
    assert!(
        results.contains("Sầu riêng") && results.contains("HTX A"),
        "{results}"
    );
}

#[test]
fn a_register_is_written_in_the_form_that_its_name_asks_for_and_statistics_too() {
    let folder = folder("register");
    fs::write(folder.join("so.csv"), "Mã sản phẩm;Tên sản phẩm;Số sao;Ngày cấp\n33-12025-1-2026;Gạo;4;05/10/2026\n33-12025-2-2026;Mật;bốn;05/10/2026\n").unwrap();
    let ocop = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ocop"));
        command.current_dir(&folder).args(args).output().unwrap()
    };
    let out = ocop(&["certificate", "register", "so.csv", "--out", "so.xlsx"]);
    assert_eq!(out.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&out.stderr).contains("so.csv:3"));
    let out = ocop(&["certificate", "register", "so.xlsx", "--out", "so.ndjson"]);
    assert_eq!(out.status.code(), Some(0));
    let lines = fs::read_to_string(folder.join("so.ndjson")).unwrap();
    assert_eq!(
        lines,
        "{\"code\":\"33-12025-1-2026\",\"name\":\"Gạo\",\"stars\":4,\"issued_on\":\"2026-10-05\"}\n"
    );
    assert_eq!(
        ocop(&["certificate", "register", "so.xlsx", "--out", "so.doc"])
            .status
            .code(),
        Some(2)
    );
    for (args, out) in [
        (&["stats", "so.xlsx"][..], "a.xlsx"),
        (&["stats", "so.xlsx"], "a.csv"),
        (&["stats", "so.xlsx"], "a.docx"),
        (
            &["certificate", "renewals", "so.xlsx", "--on", "2029-03-01"],
            "b.xlsx",
        ),
    ] {
        let args: Vec<&str> = args.iter().copied().chain(["--out", out]).collect();
        let done = ocop(&args);
        assert_eq!(
            done.status.code(),
            Some(0),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
        assert!(fs::metadata(folder.join(out)).unwrap().len() > 100);
        assert_eq!(ocop(&args).status.code(), Some(2), "what is there is kept");
    }
}

#[test]
fn explanations_plans_evidence_and_practice_are_written_as_papers() {
    let folder = folder("papers");
    let dossier =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/02-nhan-long-held-at-4.json");
    let dossier = dossier.to_str().unwrap();
    let ocop = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ocop"));
        command.current_dir(&folder).args(args).output().unwrap()
    };
    for (args, out) in [
        (
            &["explain", "--format", "docx", dossier][..],
            "giai-thich.docx",
        ),
        (&["plan", dossier], "ke-hoach.docx"),
        (
            &["evidence", "--set", "1", "--format", "docx"],
            "minh-chung.docx",
        ),
        (
            &["practice", "--set", "1", "--seed", "7", "--format", "docx"],
            "thuc-hanh.docx",
        ),
        (
            &[
                "practice", "--set", "1", "--seed", "7", "--key", "--format", "docx",
            ],
            "dap-an.docx",
        ),
    ] {
        let args: Vec<&str> = args.iter().copied().chain(["--out", out]).collect();
        let done = ocop(&args);
        assert_eq!(
            done.status.code(),
            Some(0),
            "{out}: {}",
            String::from_utf8_lossy(&done.stderr)
        );
        assert!(
            fs::read(folder.join(out)).unwrap().starts_with(b"PK"),
            "{out}"
        );
    }
    let done = ocop(&[
        "practice", "--set", "1", "--seed", "7", "--batch", "3", "--format", "html", "--out", "lop",
    ]);
    assert_eq!(
        done.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    let papers = fs::read_to_string(folder.join("lop/ho-so-ca-lop.html")).unwrap();
    for seed in 7..10 {
        assert!(
            papers.contains(&format!("Phiếu trả lời, hồ sơ thực hành số {seed}")),
            "{seed}"
        );
    }
    assert!(folder.join("lop/dap-an.html").is_file());
    // a file without anything to be written into it
    assert_eq!(
        ocop(&["practice", "--set", "1", "--seed", "7", "--out", "x"])
            .status
            .code(),
        Some(2)
    );
}

#[test]
fn a_sheet_by_itself_is_a_workbook_that_every_command_takes_for_a_dossier() {
    let folder = lists("alone");
    let ocop = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ocop"));
        command.current_dir(&folder).args(args).output().unwrap()
    };
    for set in ["1", "qd-148-2023/26", "qd-1048-2019/16"] {
        let out = ocop(&[
            "sheet", "--set", set, "--format", "xlsx", "--out", "a.xlsx", "--force",
        ]);
        assert_eq!(
            out.status.code(),
            Some(0),
            "{}",
            String::from_utf8_lossy(&out.stderr)
        );
        let out = ocop(&["rate", "a.xlsx"]);
        let rating: Value = serde_json::from_slice(&out.stdout).unwrap();
        assert_eq!(
            (out.status.code(), &rating["outcome"]),
            (Some(0), &Value::from("provisional"))
        );
    }
    // nothing is scored in it: each command says what it says of such a dossier
    let dossier = format!(
        "{{\"criteria\": \"{}\", \"product_set\": 16, \"answers\": {{}}}}",
        "qd-1048-2019"
    );
    fs::write(folder.join("a.json"), dossier).unwrap();
    for args in [
        &["check"][..],
        &["explain"],
        &["plan"],
        &["evidence"],
        &["rate", "--strict"],
        &["form", "02"],
        &["compare", "--to", "qd-26-2026"],
    ] {
        let of = |file| {
            let args: Vec<&str> = args.iter().copied().chain([file]).collect();
            ocop(&args)
        };
        let (book, json) = (of("a.xlsx"), of("a.json"));
        assert_eq!(
            book.status.code(),
            json.status.code(),
            "{args:?}: {}",
            String::from_utf8_lossy(&book.stdout)
        );
        if book.status.code() == Some(0) {
            assert_eq!(book.stdout, json.stdout, "{args:?}");
        }
    }
    // a member's workbook is no dossier, and this one belongs to no session
    assert_eq!(council(&folder, &NEW).status.code(), Some(0));
    assert_eq!(
        council(&folder, &["sheets", "phien.json", "--out", "phieu"])
            .status
            .code(),
        Some(0)
    );
    let member = fs::read_dir(folder.join("phieu"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let out = ocop(&["rate", "--text", "--lang", "en", member.to_str().unwrap()]);
    let told = String::from_utf8_lossy(&out.stdout).into_owned();
    assert_eq!(out.status.code(), Some(1));
    assert!(told.contains("belongs to a session"), "{told}");
    let out = council(
        &folder,
        &["collect", "phien.json", "a.xlsx", "--out", "thu.json"],
    );
    let report: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(out.status.code(), Some(1));
    assert_eq!(report["errors"][0]["code"], "other-session");
}

#[test]
fn a_register_in_another_form_tells_what_contradicts_and_keeps_it() {
    let folder = folder("contradictions");
    let rows = "code,stars,issued_on\n33-12025-1-2026,3,2026-10-05\n33-12025-1-2026,4,2026-10-05\n";
    fs::write(folder.join("so.csv"), rows).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_ocop"));
    command.current_dir(&folder);
    command.args(["certificate", "register", "so.csv", "--out", "so.ndjson"]);
    let out = command.output().unwrap();
    let told = String::from_utf8_lossy(&out.stderr);
    assert_eq!(out.status.code(), Some(3));
    assert!(told.contains("so.csv:3: /stars"), "{told}");
    let kept = fs::read_to_string(folder.join("so.ndjson")).unwrap();
    assert_eq!(kept.lines().count(), 2);
}
