//! Rule 7: the two cases of set 26.

use ocop::AssessOptions;
use ocop_tests::naive::OF_2026;
use serde_json::{Map, Value, json};

use super::{LIBRARY, SHEETS, rate, sheet, top};

#[test]
fn one_case_holds_for_the_whole_sheet_of_set_26() {
    let sheet = sheet(26);
    // Levels 1 and 2 are case a, 3 and 4 case b.
    for of_8 in 0..=4_u64 {
        for of_9 in 0..=4_u64 {
            for of_15 in 0..=4_u64 {
                let mut answers = top(sheet);
                let chosen = [of_8, of_9, of_15];
                for (criterion, level) in ["8", "9", "15"].iter().zip(chosen) {
                    answers.insert((*criterion).to_owned(), level);
                }
                let a = chosen.iter().any(|l| matches!(l, 1 | 2));
                let b = chosen.iter().any(|l| matches!(l, 3 | 4));
                match rate(sheet, &json!(answers), &[]) {
                    Ok(_) => assert!(!(a && b), "{chosen:?}"),
                    Err(codes) => {
                        assert!(a && b, "{chosen:?}: {codes:?}");
                        assert!(codes.iter().all(|c| *c == "mixed-cases"), "{codes:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn levels_come_in_case_a_by_the_community_and_case_b_by_an_organisation_or_individual() {
    for sheet in SHEETS.iter() {
        let cased: Vec<&str> = sheet
            .leaves
            .iter()
            .filter(|l| l.levels.iter().any(|level| level.case.is_some()))
            .map(|l| l.criterion.as_str())
            .collect();
        let expected: &[&str] = if sheet.number == 26 {
            &["8", "9", "15"]
        } else {
            &[]
        };
        assert_eq!(cased, expected, "set {}", sheet.number);
        let stated = rate(sheet, &json!({"1.1": {"level": 1, "case": "a"}}), &[]);
        assert_eq!(stated, Err(vec!["unknown-case"]), "set {}", sheet.number);
    }
    let sheet = sheet(26);
    for case in ["a", "b"] {
        let answers: Map<String, Value> = [("8", 3), ("9", 2), ("15", 3)]
            .map(|(at, points)| (at.to_owned(), json!({"points": points, "case": case})))
            .into_iter()
            .collect();
        let rating = rate(sheet, &answers.into(), &[]).expect("one case");
        assert_eq!(rating["points"], 8);
    }
    let open = rate(sheet, &json!({"8": {"points": 3}}), &[]);
    assert_eq!(open, Err(vec!["several-levels-with-points"]));
}

/// The case that a sheet says once holds for its answers in points, too.
#[test]
fn a_case_said_once_for_the_sheet_holds_for_an_answer_by_points() {
    let rated = |case: &str| {
        let dossier = json!({
            "criteria": OF_2026.id, "product_set": 26, "case": case,
            "answers": {"8": {"points": 3}, "9": {"points": 2}},
        });
        let options = AssessOptions::default();
        let assessment = LIBRARY.assess_json(dossier.to_string().as_bytes(), &options);
        serde_json::to_value(assessment.expect("one case").full()).expect("a report is JSON")
    };
    for (case, levels) in [("a", [2, 2]), ("b", [4, 4])] {
        let scores = rated(case)["scores"].clone();
        let level = |criterion: &str| {
            let list = scores.as_array().expect("a list");
            let score = list.iter().find(|s| s["criterion"] == criterion);
            score.expect("a score")["level"].clone()
        };
        assert_eq!([level("8"), level("9")], levels.map(Value::from), "{case}");
    }
}
