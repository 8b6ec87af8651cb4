//! The audit finds what is wrong, one thing at a time, on a decision of one small sheet; and it
//! finds nothing on the real one, where that is at hand.

use ocop::criteria::files::SetFile;
use serde_json::{Value, json};

use super::{Data, Report, VERSION, audit};
use crate::workspace::root;

const SHEET_ROWS: [&str; 15] = [
    "Các tiêu chí | Thang điểm",
    "Phần A: ¶ SẢN PHẨM (40 Điểm) | 40",
    "1. TỔ CHỨC SẢN XUẤT | 40",
    "1.1. Nguồn gốc (giống, đất) | 30",
    "□ Không rõ | 0",
    "□ Dưới 50 - 75%*** | 10",
    "□ Từ 03 hộ trở lên **** | 30",
    "Ghi chú: Bị loại nếu sử dụng toàn bộ nguyên liệu nhập khẩu hoặc không rõ nguồn gốc |",
    "1.2. Song ngữ ¶ (Việt - Anh) | 4",
    "1.3 Tiện nghi | 6",
    "Lựa chọn một trong hai trường hợp sau: |",
    "a. Trường hợp 1: cộng đồng |",
    "□ Có internet | 6",
    "b. Trường hợp 2: tổ chức |",
    "□ Có internet | 6",
];

/// A decision with one product set. Cells are parted by ` | `, paragraphs in a cell by ` ¶ `.
fn decision(sheet: &[&str]) -> String {
    let annex = [
        "STT | Phân loại sản phẩm | Cơ quan<sup>1</sup>",
        "I | SẢN PHẨM THỰC PHẨM |",
        "1 | Nhóm: Chè |",
        "a | Phân nhóm: Chè tươi | Bộ Y tế; Bộ Công Thương",
    ];
    format!(
        "<p>Điều 3. Bộ tiêu chí</p><p>1. Gồm các phần:</p><p>a) Phần A: về sản phẩm (40 điểm).</p>\
         <p>3. Phân hạng:</p>\
         <p>a) Hạng 5 sao: Tổng điểm đạt từ 90 đến 100 điểm, là x.</p>\
         <p>b) Hạng 4 sao: Tổng điểm đạt từ 70 đến\n dưới 90 điểm, là x.</p>\
         <p>c) Hạng 3 sao: Tổng điểm đạt từ 50 đến dưới 70 điểm, là x.</p>\
         <p>d) Hạng 2 sao: Tổng điểm đạt từ 30 đến dưới 50 điểm, là x.</p>\
         <p>đ) Hạng 1 sao: Tổng điểm đạt dưới 30 điểm, là x.</p>\
         <p>Điều 4. Công tác</p>{}{}\
         <p>1. Bộ sản phẩm: Chè tươi (búp)</p>\
         <p><b>Hồ sơ bị loại khi:</b> Giả mạo hồ sơ; hoặc không có giấy phép sản xuất</p>{}\
         <p>Ghi chú: Dấu sao là yêu cầu tối thiểu (***- 3 sao; **** - 4 sao)</p>",
        table(&annex),
        table(&["STT | Nội dung", "1 | Bộ sản phẩm: Chè tươi, chè búp"]),
        table(&[sheet, &["TỔNG CỘNG | 40"]].concat()),
    )
}

fn table(rows: &[&str]) -> String {
    let rows = rows.iter().map(|row| {
        let cells = row.split('|').map(|cell| {
            let paragraphs = cell
                .split('¶')
                .map(|p| format!("<p><span>{}</span></p>", p.trim()));
            format!("<td>{}</td>", paragraphs.collect::<String>())
        });
        format!("<tr>{}</tr>", cells.collect::<String>())
    });
    format!("<table><tbody>{}</tbody></table>", rows.collect::<String>())
}

/// The product set of that decision.
fn product_set() -> Value {
    let finding = |name: &str, place: &str| {
        let source = format!("Phụ lục II, phiếu 1, {place}");
        json!({"rule": "finding", "finding": name, "effect": "rejection", "label": "x", "source": source})
    };
    let mut imported = finding("materials-wholly-imported-or-unknown", "tại 1.1");
    imported["criterion"] = json!("1.1");
    json!({
        "criteria": "qd-26-2026", "product_set": 1, "slug": "che-tuoi-che-bup", "aliases": ["che-tuoi"],
        "name": "Chè tươi, chè búp", "ministries": ["Bộ Y tế", "Bộ Công Thương"],
        "classification": {
            "sector": "Thực phẩm", "group": "Chè", "subgroup": "Chè tươi", "source": "Phụ lục I, I.1.a"
        },
        "source": "Phụ lục II, phiếu 1, phiếu đánh giá",
        "parts": [{"part": "A", "name": "Sản phẩm", "max_points": 40, "sections": [{
            "section": "1", "name": "Tổ chức sản xuất", "max_points": 40, "criteria": [
                {"criterion": "1.1", "key": "k", "name": "Nguồn gốc", "max_points": 30, "levels": [
                    {"level": 1, "points": 0, "label": "Không rõ"},
                    {"level": 2, "points": 10, "minimum_for": 3, "label": "50% đến 75%"},
                    {"level": 3, "points": 30, "minimum_for": 4, "label": "≥ 3 hộ"},
                ]},
                {"criterion": "1.2", "key": "k", "name": "Song ngữ", "max_points": 4, "notes": ["x"],
                 "levels": [{"level": 1, "points": 4, "implied": true, "label": "Có"}]},
                {"criterion": "1.3", "key": "k", "name": "Tiện nghi", "max_points": 6, "levels": [
                    {"level": 1, "points": 6, "case": "a", "label": "Có"},
                    {"level": 2, "points": 6, "case": "b", "label": "Có"},
                ]},
            ],
        }]}],
        "rules": [
            finding("forged-dossier", "đầu phiếu"),
            finding("licence-missing", "đầu phiếu"),
            imported,
            {"rule": "cases", "criteria": ["1.3"], "source": "Phụ lục II, phiếu 1, tại 1.3",
             "cases": [{"case": "a", "label": "x"}, {"case": "b", "label": "x"}]},
        ],
        "errata": [erratum("1.2", 1, "box", ("", "□"), "corrected")],
    })
}

fn erratum(criterion: &str, level: u8, field: &str, pair: (&str, &str), status: &str) -> Value {
    json!({
        "criterion": criterion, "level": level, "field": field, "printed": pair.0,
        "encoded": pair.1, "status": status, "reason": "x", "confirmed": false
    })
}

fn data(sets: Vec<SetFile>) -> Data {
    Data {
        sets,
        ..Data::load(&root().join(VERSION)).unwrap()
    }
}

fn report(rows: &[&str], set: Value) -> Report {
    audit(
        &decision(rows),
        &data(vec![serde_json::from_value(set).unwrap()]),
    )
}

/// What the audit finds where something in the data is changed.
fn with_data(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut set = product_set();
    change(&mut set);
    report(&SHEET_ROWS, set).findings
}

/// What the audit finds where a row is printed otherwise.
fn with_row(row: &str, printed: &str, errata: &[Value]) -> Vec<String> {
    let rows = SHEET_ROWS.map(|r| if r == row { printed } else { r });
    assert_ne!(rows, SHEET_ROWS, "{row}");
    let mut set = product_set();
    set["errata"]
        .as_array_mut()
        .unwrap()
        .extend(errata.iter().cloned());
    report(&rows, set).findings
}

fn criterion(set: &mut Value, at: usize) -> &mut Value {
    &mut set["parts"][0]["sections"][0]["criteria"][at]
}

#[test]
fn data_that_agree_pass_and_the_transcript_is_counted() {
    let report = report(&SHEET_ROWS, product_set());
    assert_eq!(
        report.to_string(),
        "1 sheets, 3 criteria, 6 levels, 2 star marks; 1 differences, 1 covered by errata"
    );
}

#[test]
fn a_changed_point_is_reported() {
    assert_eq!(
        with_data(|set| criterion(set, 0)["levels"][1]["points"] = json!(11)),
        [r#"set 1 criterion 1.1 level 2: printed "10", encoded "11" (points)"#]
    );
}

#[test]
fn a_lost_mark_is_reported() {
    assert_eq!(
        with_data(|set| _ = criterion(set, 0)["levels"][2]
            .as_object_mut()
            .unwrap()
            .remove("minimum_for")),
        [r#"set 1 criterion 1.1 level 3: printed "****", encoded nothing (star mark)"#]
    );
    assert_eq!(
        with_row(SHEET_ROWS[5], "□ Dưới 50 - 75% | 10", &[]),
        [r#"set 1 criterion 1.1 level 2: printed nothing, encoded "3" (star mark)"#]
    );
}

#[test]
fn a_missing_level_is_reported() {
    assert_eq!(
        with_data(|set| _ = criterion(set, 0)["levels"].as_array_mut().unwrap().pop()),
        [r#"set 1 criterion 1.1: printed "3", encoded "2" (levels)"#]
    );
    assert_eq!(
        with_data(|set| criterion(set, 1)["levels"] = json!([]))[0],
        r#"set 1 criterion 1.2: printed "1", encoded "0" (levels)"#
    );
}

#[test]
fn a_missing_criterion_part_or_sheet_is_reported() {
    let findings = with_data(|set| {
        _ = set["parts"][0]["sections"][0]["criteria"]
            .as_array_mut()
            .unwrap()
            .remove(0)
    });
    assert!(findings.contains(
        &r#"set 1 criterion 1.1: printed "Nguồn gốc (giống, đất)", encoded nothing (structure)"#.to_owned()
    ));
    let findings = with_data(|set| set["parts"] = json!([]));
    assert!(
        findings.contains(
            &r#"set 1 part A: printed "SẢN PHẨM", encoded nothing (structure)"#.to_owned()
        )
    );
    let findings = audit(&decision(&SHEET_ROWS), &data(Vec::new())).findings;
    assert!(
        findings
            .contains(&r#"set 1: printed "Chè tươi (búp)", encoded nothing (sheet)"#.to_owned())
    );
}

#[test]
fn an_empty_transcript_agrees_with_nothing() {
    let set = serde_json::from_value(product_set()).unwrap();
    let findings = audit("", &data(vec![set])).findings;
    assert!(
        findings
            .contains(&r#"set 1: printed nothing, encoded "Chè tươi, chè búp" (sheet)"#.to_owned())
    );
    assert_eq!(findings.iter().filter(|f| f.ends_with("(band)")).count(), 5);
}

#[test]
fn a_difference_is_reported_until_an_erratum_records_it_with_both_figures() {
    let (row, printed) = ("□ Không rõ | 0", "□ Không rõ | 10");
    let difference = r#"set 1 criterion 1.1 level 1: printed "10", encoded "0" (points)"#;
    assert_eq!(with_row(row, printed, &[]), [difference]);
    let right = erratum("1.1", 1, "points", ("10", "0"), "corrected");
    assert!(with_row(row, printed, &[right]).is_empty());
    for wrong in [
        erratum("1.1", 2, "points", ("10", "0"), "corrected"),
        erratum("1.3", 1, "points", ("10", "0"), "corrected"),
        erratum("1.1", 1, "max_points", ("10", "0"), "corrected"),
        erratum("1.1", 1, "points", ("11", "0"), "corrected"),
        erratum("1.1", 1, "points", ("10", "1"), "corrected"),
    ] {
        let findings = with_row(row, printed, &[wrong]);
        assert_eq!(findings.len(), 2, "{findings:?}");
        assert_eq!(findings[0], difference);
        assert!(findings[1].starts_with("stale erratum of set 1 criterion 1."));
    }
}

#[test]
fn a_stale_erratum_is_reported_but_a_doubtful_one_need_not_differ() {
    let with =
        |erratum: Value| with_data(|set| set["errata"].as_array_mut().unwrap().push(erratum));
    assert_eq!(
        with(erratum("1.1", 2, "points", ("10", "10"), "corrected")),
        [
            r#"stale erratum of set 1 criterion 1.1 level 2, points "10" to "10": set 1 criterion 1.1 level 2: printed "10", encoded "10" (points)"#
        ]
    );
    assert!(with(erratum("1.1", 2, "points", ("10", "10"), "doubtful")).is_empty());
    assert!(with(erratum("1.1", 2, "minimum_for", ("***", "3"), "doubtful")).is_empty());
    assert_eq!(
        with(erratum("1.1", 2, "points", ("9", "10"), "doubtful")).len(),
        1
    );
    assert_eq!(
        with(erratum("1.9", 2, "points", ("1", "2"), "corrected")),
        [
            r#"stale erratum of set 1 criterion 1.9 level 2, points "1" to "2": nothing of the kind is there"#
        ]
    );
}

#[test]
fn boxes_cases_names_and_maxima_are_compared() {
    for (row, printed, finding) in [
        (
            "□ Không rõ | 0",
            "o Không rõ | 0",
            r#"1.1 level 1: printed "o", encoded "□" (box)"#,
        ),
        (
            "□ Không rõ | 0",
            "□ Không rõ |",
            r#"1.1 level 1: printed nothing, encoded "0" (points)"#,
        ),
        (
            "b. Trường hợp 2: tổ chức |",
            "c. Trường hợp 2: tổ chức |",
            r#"1.3 level 2: printed "c", encoded "b" (case)"#,
        ),
        (
            "1.3 Tiện nghi | 6",
            "1.3 Tiện ích | 6",
            r#"1.3: printed "Tiện ích", encoded "Tiện nghi" (wording)"#,
        ),
        (
            "1.3 Tiện nghi | 6",
            "1.3 Tiện nghi | 5 ¶ 6",
            r#"1.3: printed "5 / 6", encoded "6" (maximum)"#,
        ),
    ] {
        let findings = with_row(row, printed, &[]);
        assert!(
            findings.contains(&format!("set 1 criterion {finding}")),
            "{findings:?}"
        );
    }
    assert_eq!(
        with_row(SHEET_ROWS[1], "Phần A: ¶ SẢN PHẨM (35 Điểm) | 40", &[]),
        [r#"set 1 part A: printed "35", encoded "40" (maximum)"#]
    );
    assert_eq!(
        with_row(SHEET_ROWS[6], "□ Từ 03 hộ trở lên* *** | 30", &[]),
        [r#"set 1 criterion 1.1 level 3: printed "* ***", encoded "4" (star mark)"#]
    );
}

#[test]
fn levels_under_a_heading_that_holds_criteria_are_reported() {
    let (before, after) = SHEET_ROWS.split_at(3);
    let rows = [before, &["□ Không rõ | 0"], after].concat();
    assert_eq!(
        report(&rows, product_set()).findings,
        [r#"set 1 criterion 1: printed "Không rõ", encoded nothing (levels of a heading)"#]
    );
}

#[test]
fn numbers_of_a_level_are_in_its_label() {
    let label = |text: &str| with_data(|set| criterion(set, 0)["levels"][1]["label"] = json!(text));
    assert_eq!(
        label("50% đến 57%"),
        [
            r#"set 1 criterion 1.1 level 2: printed "75%", encoded "50% đến 57%" (number in the wording)"#,
            r#"set 1 criterion 1.1 level 2: printed "Dưới 50 - 75%", encoded "57%" (number in the wording)"#,
        ]
    );
    let three = with_data(|set| criterion(set, 0)["levels"][2]["label"] = json!("Ba hộ trở lên"));
    assert!(three.is_empty());
}

#[test]
fn notes_are_rules_of_the_data_and_guidance_is_kept() {
    let rule = "rejection for materials-wholly-imported-or-unknown at 1.1";
    assert_eq!(
        with_row(SHEET_ROWS[7], "|", &[])[1],
        format!("set 1: printed nothing, encoded \"{rule}\" (rule)")
    );
    assert_eq!(
        with_data(|set| _ = set["rules"].as_array_mut().unwrap().remove(2)),
        [format!("set 1: printed \"{rule}\", encoded nothing (rule)")]
    );
    assert!(with_row(SHEET_ROWS[7], "Ghi chú: Bị loại nếu mất tem |", &[])
        .contains(&r#"set 1 criterion 1.1: printed "Ghi chú: Bị loại nếu mất tem", encoded nothing (rule)"#.to_owned()));
    assert_eq!(
        with_data(|set| _ = criterion(set, 1).as_object_mut().unwrap().remove("notes")),
        [r#"set 1 criterion 1.2: printed "(Việt - Anh)", encoded nothing (notes on how to judge)"#]
    );
}

#[test]
fn classification_ministries_and_bands_are_compared() {
    assert_eq!(
        with_data(|set| set["ministries"] = json!(["Bộ Y tế"])),
        [r#"set 1: printed "Bộ Y tế; Bộ Công Thương", encoded "Bộ Y tế" (ministries)"#]
    );
    assert_eq!(
        with_data(|set| set["classification"]["group"] = json!("Cà phê")),
        [r#"set 1: printed "Chè", encoded "Cà phê" (classification)"#]
    );
    assert_eq!(
        with_data(|set| set["aliases"] = json!([])),
        [r#"set 1: printed "Chè tươi (búp)", encoded "Chè tươi, chè búp" (name)"#]
    );
    let mut data = data(vec![serde_json::from_value(product_set()).unwrap()]);
    data.instrument.bands[1].from_points = ocop::Points::new(71).unwrap();
    let findings = audit(&decision(&SHEET_ROWS), &data).findings;
    assert_eq!(
        findings[0],
        r#"decision: printed "4 sao: từ 70 đến dưới 90 điểm, Điều 3.3.b", encoded "4 sao: từ 71 đến dưới 90 điểm, Điều 3.3.b" (band)"#
    );
    assert_eq!(findings.len(), 2);
}

/// The transcript of decision 26/2026, where it is beside the repository.
fn transcript() -> Option<String> {
    let path = root().join("../shared/legal/qd-26-2026/decision.html");
    let html = std::fs::read_to_string(path).ok();
    if html.is_none() {
        crate::workspace::skipped();
    }
    html
}

#[test]
fn the_data_agree_with_decision_26_2026() {
    let Some(html) = transcript() else { return };
    let report = audit(&html, &Data::load(&root().join(VERSION)).unwrap());
    assert!(report.findings.is_empty(), "{report}");
    let counts = (report.sheets, report.criteria, report.levels, report.marks);
    assert_eq!(counts, (26, 787, 2557, 575));
}

#[test]
fn every_level_of_decision_26_2026_is_compared() {
    let Some(html) = transcript() else { return };
    let mut data = Data::load(&root().join(VERSION)).unwrap();
    let sections = data
        .sets
        .iter_mut()
        .flat_map(|set| &mut set.parts)
        .flat_map(|p| &mut p.sections);
    for level in sections
        .flat_map(|s| &mut s.criteria)
        .flat_map(|c| &mut c.levels)
    {
        level.points = level.points.plus(ocop::Points::new(50).unwrap());
        level.minimum_for = match level.minimum_for {
            Some(_) => None,
            None => Some(ocop::Stars::MIN),
        };
    }
    let findings = audit(&html, &data).findings;
    let of = |what: &str| {
        let levels = findings
            .iter()
            .filter(|f| f.starts_with("set ") && f.contains(" level "));
        levels.filter(|f| f.ends_with(what)).count()
    };
    assert_eq!((of("(points)"), of("(star mark)")), (2557, 2557));
}
