//! The commands of the guides are run, one after the other, as a reader would run them: in a folder
//! with the files that the guides name. Each ends as the guide leads one to expect.
#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests: what does not hold is to fail"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The commands of `ocop` in the blocks of a guide, each on one line.
fn commands(guide: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join("docs").join(guide)).unwrap();
    let (mut inside, mut found) = (false, Vec::new());
    for line in text.replace("\\\n  ", "").lines() {
        let line = line.trim();
        if line.starts_with("```") {
            inside = !inside;
        } else if inside && line.starts_with("ocop ") {
            // what stands far behind a command is said of it
            let command = line.split("   ").next().unwrap();
            found.push(command.trim().to_owned());
        }
    }
    assert!(!found.is_empty(), "{guide} has no commands");
    found
}

/// A folder with what the guides name.
fn folder(guide: &str) -> PathBuf {
    let name = format!("guide-{}", guide.trim_end_matches(".md"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let of_root = |path: &str| fs::read_to_string(root().join(path)).unwrap();
    let dossier = of_root("examples/02-nhan-long-held-at-4.json");
    for name in ["ho-so.json", "dossier.json"] {
        write(name, &dossier);
    }
    let one_line = |text: &str| serde_json::from_str::<Value>(text).unwrap().to_string();
    write("lo.ndjson", &format!("{0}\n{0}\n", one_line(&dossier)));
    let older =
        json!({"criteria": "qd-148-2023", "product_set": 1, "answers": {"1.1": 1, "1.2": 2}});
    write("ho-so-cu.json", &older.to_string());
    write("our-costs.json", &of_root("criteria/costs/default.json"));
    write(
        "so.csv",
        "Mã sản phẩm;Tên sản phẩm;Chủ thể;Hạng sao;Ngày cấp;Ngày nộp hồ sơ;Ngày thu hồi\n\
         33-12025-1-2026;Nhãn lồng;HTX mẫu;4 sao;05/10/2026;;\n",
    );
    write(
        "ngay-nghi.txt",
        "# 2026\n02/09/2026 Quốc khánh\n+22/08/2026 làm bù\n",
    );
    write(
        "cau-hinh.json",
        r#"{"place": "Hưng Yên", "minutes_signed_by": ["secretary", "chair"]}"#,
    );
    write(
        "thanh-vien.csv",
        "Họ và tên,Vai trò,Đơn vị,Có mặt\nA,chủ tịch,UBND tỉnh,x\nB,thư ký,Sở Công Thương,x\nC,thành viên,Sở Y tế,x\nD,thành viên,Sở Khoa học và Công nghệ,x\nE,thành viên,Sở Văn hóa Thể thao và Du lịch,x\n",
    );
    write(
        "san-pham.csv",
        "Bộ,Tên sản phẩm,Chủ thể\n1,Nhãn lồng,HTX A\n",
    );
    session(&folder, &write, &of_root("examples/council/session.json"));
    next_decision(&folder);
    folder
}

/// The session of the examples: in one file, and with a file a sheet.
fn session(folder: &Path, write: &impl Fn(&str, &str), text: &str) {
    let mut session: Value = serde_json::from_str(text).unwrap();
    let products = session["products"].as_array_mut().unwrap();
    for product in products {
        let id = product["id"].as_str().unwrap().to_owned();
        let sheets = product["sheets"].as_array().unwrap().clone();
        product.as_object_mut().unwrap().remove("sheets");
        for mut sheet in sheets {
            let name = format!("{id}-{}-{}.json", sheet["member"], sheet["round"]).replace('"', "");
            sheet["product"] = id.clone().into();
            write(&format!("thu-muc/sheets/{name}"), &sheet.to_string());
        }
    }
    write("thu-muc/session.json", &session.to_string());
    assert!(folder.join("thu-muc/sheets").is_dir());
    write("phien.json", text);
}

/// The walk of `adding-a-decision.md`: a decision to come, in a folder beside that of today.
fn next_decision(folder: &Path) {
    let today = root().join("criteria/qd-26-2026");
    let next = folder.join("next/qd-99-2028");
    std::os::unix::fs::symlink(root().join("criteria"), folder.join("criteria")).unwrap();
    for inside in ["", "sets", "translations"] {
        fs::create_dir_all(next.join(inside)).unwrap();
        for file in fs::read_dir(today.join(inside)).unwrap() {
            let path = file.unwrap().path();
            if path.is_file() {
                let text = fs::read_to_string(&path).unwrap();
                let text =
                    text.replace(r#""criteria": "qd-26-2026""#, r#""criteria": "qd-99-2028""#);
                fs::write(next.join(inside).join(path.file_name().unwrap()), text).unwrap();
            }
        }
    }
    let path = next.join("instrument.json");
    let mut file: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    file["number"] = "99/2028/QĐ-TTg".into();
    file["signed"] = "2028-01-10".into();
    file["in_force"]["from"] = "2028-03-01".into();
    file["replaces"] =
        json!([{"criteria": "qd-26-2026", "last_day": "2028-04-30", "source": "Điều 11.2"}]);
    file["transition"] = json!([{"submitted_before": "2028-03-01", "kinds": ["first", "upgrade", "re-rating"],
        "finished_by": "2028-04-30", "applies": "qd-26-2026", "source": "Điều 12.2"}]);
    file["bands"][0]["from_points"] = 92.into();
    for rule in file["authority"].as_array_mut().unwrap() {
        rule["from"] = "2028-03-01".into();
    }
    fs::write(path, file.to_string()).unwrap();
}

/// Runs the commands of a guide in order.
fn walk(guide: &str) {
    let here = folder(guide);
    let bin = Path::new(env!("CARGO_BIN_EXE_ocop")).parent().unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let mut failed = Vec::new();
    for command in commands(guide) {
        // lists and registers may be tables of any kind
        let command = command
            .replace("thanh-vien.xlsx", "thanh-vien.csv")
            .replace("san-pham.xlsx", "san-pham.csv")
            .replace("so-cu.xlsx", "so.csv");
        if command.contains("council new") {
            fs::remove_file(here.join("phien.json")).unwrap();
        }
        if command.contains("phieu-gui-lai") {
            fs::rename(here.join("phieu"), here.join("phieu-gui-lai")).unwrap();
        }
        if command.contains("--sheets phieu/") {
            // sheets in a folder of their own: those of the session go there
            fs::copy(here.join("thu-muc/session.json"), here.join("phien.json")).unwrap();
            fs::rename(here.join("thu-muc/sheets"), here.join("phieu")).unwrap();
        }
        let run = || {
            Command::new("sh")
                .args(["-c", &command])
                .current_dir(&here)
                .env("PATH", &path)
                .stdin(Stdio::null())
                .output()
                .unwrap()
        };
        let end = run();
        if command.contains("--sheets phieu/") {
            fs::rename(here.join("phieu"), here.join("thu-muc/sheets")).unwrap();
            let whole = root().join("examples/council/session.json");
            fs::copy(whole, here.join("phien.json")).unwrap();
        }
        if !end.status.success() {
            failed.push(format!(
                "{command}\n  ended with {:?}\n{}{}",
                end.status.code(),
                String::from_utf8_lossy(&end.stdout),
                String::from_utf8_lossy(&end.stderr)
            ));
        }
    }
    assert!(failed.is_empty(), "{guide}:\n{}", failed.join("\n"));
}

#[test]
fn a_secretary_walks_through_the_guide_for_councils() {
    walk("councils.md");
}

#[test]
fn a_secretary_walks_through_the_guide_for_workbooks() {
    walk("bang-tinh.md");
}

#[test]
fn a_producer_and_a_trainer_walk_through_the_guide_for_self_assessment() {
    walk("tu-danh-gia.md");
}

#[test]
fn an_officer_walks_through_the_guide_for_registers() {
    walk("so-giay-chung-nhan.md");
}

#[test]
fn whoever_plans_or_compares_walks_through_those_guides() {
    walk("planning.md");
    walk("comparing-decisions.md");
}

#[test]
fn the_next_decision_is_a_folder_as_the_guide_says() {
    walk("adding-a-decision.md");
    let here = folder("adding-a-decision.md");
    let ocop = |args: &[&str]| {
        let end = Command::new(env!("CARGO_BIN_EXE_ocop"))
            .current_dir(&here)
            .args(args)
            .output()
            .unwrap();
        String::from_utf8(end.stdout).unwrap()
    };
    assert!(ocop(&["criteria", "verify", "next/qd-99-2028"]).contains("Không có vấn đề."));
    let text = fs::read_to_string(root().join("examples/04-ca-phe-90-points.json")).unwrap();
    let mut dossier: Value = serde_json::from_str(&text).unwrap();
    dossier["assessed_on"] = "2028-06-01".into();
    dossier.as_object_mut().unwrap().remove("criteria");
    dossier.as_object_mut().unwrap().remove("registration");
    fs::write(here.join("d.json"), dossier.to_string()).unwrap();
    let stars = |args: &[&str]| {
        let rating: Value = serde_json::from_str(&ocop(args)).unwrap();
        rating["stars"].clone()
    };
    assert_eq!(stars(&["rate", "d.json"]), 5);
    assert_eq!(stars(&["rate", "d.json", "--criteria-dir", "next"]), 4);
}
