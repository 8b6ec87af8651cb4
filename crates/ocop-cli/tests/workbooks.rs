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
