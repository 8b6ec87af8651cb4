//! The audit of the older decisions finds what is wrong, one thing at a time, on small sheets; and
//! it finds nothing on the real sources, where they are at hand.

use ocop::criteria::files::SetFile;
use serde_json::{Value, json};

use super::super::Data;
use super::{Older, Sheets, audit, by_name, run, transcribed, typed, typed_sheets};
use crate::workspace::root;

/// A sheet as it is typed in for Decision 148.
const TYPED: &str = "title,description,level,stars,score
\"Phần A
SẢN PHẨM (40 Điểm)\",,0,,40
1. TỔ CHỨC,,1,,36
a) Nguồn gốc,Ghi chú: Bị loại nếu sử dụng toàn bộ nguyên liệu nhập khẩu hoặc không rõ nguồn gốc,2,,30
□ Dưới 50%,,3,,10
□ Từ 50%***,,3,3,30
b) Sở hữu****,,2,4,6
□ Có,,3,,l
2. ĐỘC ĐÁO,,1,,4
a),,2,,
□ Có,,3,,4
";

fn typed_set() -> Value {
    let erratum = |place: Value, field: &str, pair: (&str, &str)| {
        let mut erratum = json!({
            "field": field, "printed": pair.0, "encoded": pair.1, "status": "corrected",
            "reason": "x", "confirmed": false
        });
        let all = place.as_object().unwrap().clone();
        erratum.as_object_mut().unwrap().extend(all);
        erratum
    };
    json!({
        "criteria": "qd-148-2023", "product_set": 1, "slug": "rau", "name": "Rau",
        "classification": {"sector": "x", "group": "x", "source": "x"}, "ministries": [],
        "source": "x",
        "parts": [{"part": "A", "name": "Sản phẩm", "max_points": 40, "sections": [
            {"section": "1", "name": "Tổ chức", "max_points": 36, "criteria": [
                {"criterion": "1.1", "printed": "a", "key": "k", "name": "Nguồn gốc",
                 "max_points": 30, "levels": [
                    {"level": 1, "points": 10, "label": "< 50%"},
                    {"level": 2, "points": 30, "minimum_for": 3, "label": "≥ 50%"}]},
                {"criterion": "1.2", "printed": "b", "key": "k", "name": "Sở hữu",
                 "max_points": 6, "minimum_for": 4, "levels": [
                    {"level": 1, "points": 6, "label": "Có"}]},
            ]},
            {"section": "2", "name": "Độc đáo", "max_points": 4, "criteria": [
                {"criterion": "2", "key": "k", "name": "Độc đáo", "max_points": 4,
                 "levels": [{"level": 1, "points": 4, "label": "Có"}]}]},
        ]}],
        "rules": [{"rule": "finding", "finding": "materials-wholly-imported-or-unknown",
            "effect": "rejection", "criterion": "1.1", "label": "x", "source": "x"}],
        "errata": [
            erratum(json!({"criterion": "1.2", "level": 1}), "points", ("l", "6")),
            erratum(json!({"criterion": "2"}), "structure", ("a)", "2")),
            erratum(json!({"criterion": "2"}), "max_points", ("", "4")),
        ],
    })
}

fn findings(set: Value, sources: &[Sheets]) -> Vec<String> {
    audit(&[serde_json::from_value::<SetFile>(set).unwrap()], sources).findings
}

/// The findings of the typed sheet with a line of it changed.
fn with_line(from: &str, to: &str) -> Vec<String> {
    assert!(TYPED.contains(from), "{from}");
    let sheet = typed::read(&TYPED.replacen(from, to, 1)).unwrap();
    findings(typed_set(), &[Sheets::from([(1, sheet)])])
}

/// The findings with the data changed.
fn with_data(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut set = typed_set();
    change(&mut set);
    findings(set, &[Sheets::from([(1, typed::read(TYPED).unwrap())])])
}

#[test]
fn a_typed_sheet_that_agrees_but_for_its_errata_has_no_findings() {
    assert_eq!(with_data(|_| ()), Vec::<String>::new());
}

#[test]
fn each_figure_name_mark_and_rule_of_a_typed_sheet_is_compared() {
    for (from, to, finding) in [
        (
            "Dưới 50%,,3,,10",
            "Dưới 50%,,3,,9",
            "level 1: printed \"9\", encoded \"10\" (points)",
        ),
        (
            "Dưới 50%",
            "Dưới 60%",
            "level 1: printed \"60%\", encoded \"< 50%\" (number in the wording)",
        ),
        (
            "Từ 50%***,,3,3",
            "Từ 50%****,,3,4",
            "printed \"****\", encoded \"3\" (star mark)",
        ),
        (
            "Sở hữu****,,2,4",
            "Sở hữu,,2,",
            "criterion 1.2: printed nothing, encoded \"4\" (star mark)",
        ),
        (
            "b) Sở hữu",
            "c) Sở hữu",
            "criterion 1.2: printed \"c)\", encoded \"b)\" (structure)",
        ),
        (
            "Nguồn gốc,",
            "Xuất xứ,",
            "criterion 1.1: printed \"Xuất xứ\", encoded \"Nguồn gốc\" (wording)",
        ),
        (
            "gốc,2,,30",
            "gốc,2,,31",
            "criterion 1.1: printed \"31\", encoded \"30\" (maximum)",
        ),
        (
            "(40 Điểm)",
            "(35 Điểm)",
            "part A: printed \"35\", encoded \"40\" (maximum)",
        ),
        (
            "2. ĐỘC",
            "3. ĐỘC",
            "criterion 2: printed \"3\", encoded \"2\" (structure)",
        ),
        (
            "□ Dưới 50%,,3,,10\n",
            "",
            "criterion 1.1: printed \"30\", encoded \"10, 30\" (levels)",
        ),
        (
            "b) Sở hữu****,,2,4,6\n□ Có,,3,,l\n",
            "",
            "criterion 1.2: printed nothing, encoded \"Sở hữu\" (structure)",
        ),
        (
            "Ghi chú: Bị loại nếu sử dụng",
            "Ghi chú: Đã dùng",
            "encoded \"rejection for materials-wholly-imported-or-unknown at 1.1\" (rule)",
        ),
        (
            "Ghi chú: Bị loại nếu sử dụng",
            "Ghi chú: Bị loại nếu mất tem",
            "criterion 1.1: printed \"Ghi chú: Bị loại nếu mất tem",
        ),
        (
            "Từ 50%***,,3,3",
            "Từ 50%***,,3,4",
            "(row that could not be read)",
        ),
        ("a),,2,,", "a),,4,,", "(row that could not be read)"),
    ] {
        let found = with_line(from, to);
        assert!(
            found.iter().any(|f| f.contains(finding)),
            "{from}: {found:#?}"
        );
    }
}

#[test]
fn what_the_data_alone_have_is_found() {
    let sections = |set: &mut Value| set["parts"][0]["sections"].take();
    let found = with_data(|set| {
        let mut list = sections(set);
        list.as_array_mut().unwrap().remove(1);
        set["parts"][0]["sections"] = list;
    });
    assert!(
        found.contains(&"set 1: printed \"ĐỘC ĐÁO\", encoded nothing (structure)".to_owned()),
        "{found:#?}"
    );
    assert_eq!(
        with_data(|set| set["rules"] = json!([])),
        [
            "set 1: printed \"rejection for materials-wholly-imported-or-unknown at 1.1\", encoded nothing (rule)"
        ]
    );
    assert_eq!(
        with_data(|set| set["parts"][0]["max_points"] = json!(41))
            .last()
            .unwrap(),
        "set 1 part A: printed \"41\", encoded \"40\" (sum)"
    );
}

#[test]
fn an_erratum_must_cover_to_the_figure_and_still_be_true() {
    let errata = |set: &mut Value, at: usize| set["errata"].as_array_mut().unwrap().remove(at);
    assert_eq!(
        with_data(|set| _ = errata(set, 0)),
        ["set 1 criterion 1.2 level 1: printed \"l\", encoded \"6\" (points)"]
    );
    assert_eq!(
        with_data(|set| set["errata"][0]["printed"] = json!("1")).len(),
        2,
        "the difference is not covered, and the erratum is stale"
    );
    assert_eq!(
        with_line("□ Có,,3,,l", "□ Có,,3,,6"),
        ["stale erratum of set 1 criterion 1.2 level 1, points \"l\" to \"6\""]
    );
}

/// A sheet of Decision 1048 in both transcriptions: A with points 1 and 3, B with 1 and 2.
fn transcriptions(a_points: [i64; 2], b_points: [i64; 2]) -> [String; 2] {
    let levels = |points: [i64; 2]| {
        let [low, high] = points;
        json!([{"points": low, "text": "Kém", "level": 1}, {"points": high, "text": "Tốt", "level": 2}])
    };
    let a = json!({"title": "1.1. Mùi", "note": "", "levels": levels(a_points), "children": []});
    let b = json!({"title": "1.1. Mùi ", "number": 1, "levels": levels(b_points)});
    [
        json!([{"product_set": "Rau", "sections": [
            // twice over, as some sheets are
            {"part": "A", "title": "1.CẢM QUAN", "criteria": [a, a]}]}])
        .to_string(),
        json!([{"number": 1, "product_set": "Rau", "parts": [
            {"title": "Phần A: SẢN PHẨM (3 Điểm)", "sections": [
                {"number": 1, "title": "1. CẢM QUAN", "criteria": [b]}]}]}])
        .to_string(),
    ]
}

fn transcribed_findings(errata: Value, sources: [String; 2]) -> Vec<String> {
    let mut set = typed_set();
    set["parts"] = json!([{"part": "A", "name": "x", "max_points": 3, "sections": [
        {"section": "1", "name": "Cảm quan", "max_points": 3, "criteria": [
            {"criterion": "1.1", "key": "k", "name": "Mùi", "max_points": 3, "levels": [
                {"level": 1, "points": 1, "label": "Kém"}, {"level": 2, "points": 3, "label": "Tốt"}]}]}]}]);
    set["rules"] = json!([]);
    set["errata"] = errata;
    let sets = [serde_json::from_value::<SetFile>(set).unwrap()];
    let [a, b] = sources;
    let a = by_name(transcribed::a::read(&a).unwrap(), &sets).unwrap();
    audit(&sets, &[a, transcribed::b::read(&b).unwrap()]).findings
}

#[test]
fn two_transcriptions_are_compared_with_the_data_and_so_with_each_other() {
    let agree = transcriptions([1, 3], [1, 3]);
    assert_eq!(transcribed_findings(json!([]), agree), Vec::<String>::new());
    let differ = || transcriptions([1, 3], [1, 2]);
    assert_eq!(
        transcribed_findings(json!([]), differ()),
        ["set 1 criterion 1.1 level 2: printed \"2\", encoded \"3\" (points)"]
    );
    let erratum = json!([{"criterion": "1.1", "level": 2, "field": "points", "printed": "2",
        "encoded": "3", "other": "3", "status": "corrected", "reason": "x", "confirmed": false}]);
    assert_eq!(
        transcribed_findings(erratum.clone(), differ()),
        Vec::<String>::new()
    );
    assert_eq!(
        transcribed_findings(erratum, transcriptions([1, 3], [1, 3])),
        ["stale erratum of set 1 criterion 1.1 level 2, points \"2\" to \"3\""]
    );
}

#[test]
fn a_sheet_that_one_source_lacks_or_names_otherwise_is_told() {
    let [a, b] = transcriptions([1, 3], [1, 3]);
    let found = transcribed_findings(json!([]), [a.clone(), "[]".to_owned()]);
    assert_eq!(
        found,
        ["set 1: printed nothing, encoded \"Rau\" (structure)"]
    );
    let sets = [serde_json::from_value::<SetFile>(typed_set()).unwrap()];
    let other = transcribed::a::read(&a.replace("Rau", "Hoa")).unwrap();
    assert_eq!(
        by_name(other, &sets).unwrap_err(),
        "no product set is named \"Hoa\""
    );
    assert!(transcribed::b::read(&b.replace("\"points\":1", "\"points\":\"1\"")).is_err());
}

/// What stands beside the repository, where it does.
fn shared(path: &str) -> Option<std::path::PathBuf> {
    let path = root().join("../shared/legal").join(path);
    let found = path.exists().then_some(path);
    if found.is_none() {
        crate::workspace::skipped();
    }
    found
}

#[test]
fn the_data_agree_with_the_sheets_of_decision_148_2023() {
    let Some(folder) = shared("qd-148-2023") else {
        return;
    };
    let report = run(&Older::Typed(folder)).unwrap();
    assert!(report.findings.is_empty(), "{report}");
    let counts = (report.sheets, report.criteria, report.levels, report.marks);
    assert_eq!(counts, (26, 795, 2632, 569));
}

#[test]
fn every_level_of_decision_148_2023_is_compared() {
    let Some(folder) = shared("qd-148-2023") else {
        return;
    };
    let mut data = Data::load(&root().join("criteria/qd-148-2023")).unwrap();
    let sheets = typed_sheets(&folder, &data.sets).unwrap();
    let parts = data.sets.iter_mut().flat_map(|set| &mut set.parts);
    let criteria = parts
        .flat_map(|p| &mut p.sections)
        .flat_map(|s| &mut s.criteria);
    for level in criteria.flat_map(|c| &mut c.levels) {
        level.points = level.points.plus(ocop::Points::new(50).unwrap());
        level.minimum_for = match level.minimum_for {
            Some(_) => None,
            None => Some(ocop::Stars::MIN),
        };
    }
    let findings = audit(&data.sets, &[sheets]).findings;
    let of = |what: &str| {
        let levels = findings
            .iter()
            .filter(|f| f.starts_with("set ") && f.contains(" level "));
        levels.filter(|f| f.ends_with(what)).count()
    };
    assert_eq!((of("(points)"), of("(star mark)")), (2632, 2632));
}

#[test]
fn the_data_agree_with_both_transcriptions_of_decision_1048_2019() {
    let (Some(a), Some(b)) = (
        shared("qd-1048-2019/source-a.json"),
        shared("qd-1048-2019/source-b.json"),
    ) else {
        return;
    };
    let report = run(&Older::Transcribed(a, b)).unwrap();
    assert!(report.findings.is_empty(), "{report}");
    assert_eq!(
        (report.sheets, report.criteria, report.levels),
        (51, 1523, 5479)
    );
}
