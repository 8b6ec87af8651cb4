//! Rules 1 and 2: parts, sections, criteria; only leaves are scored, each at one level at most; nothing
//! ticked is 0 points, which is an answer.

use ocop::AssessOptions;
use ocop_tests::naive::Leaf;
use serde_json::json;

use super::{LIBRARY, SHEETS, rate, rated, sheet, top};

#[test]
fn only_leaves_are_scored() {
    let mut leaves = 0;
    for sheet in SHEETS.iter() {
        let rating = rated(sheet, &top(sheet));
        let scored: Vec<&str> = rating["scores"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|s| s["criterion"].as_str().expect("a text"))
            .collect();
        let expected: Vec<&str> = sheet.leaves.iter().map(|l| l.criterion.as_str()).collect();
        assert_eq!(scored, expected, "set {}", sheet.number);
        leaves += scored.len();
        assert!(sheet.headings.len() >= 5, "set {}", sheet.number);
        for heading in &sheet.headings {
            let refused = rate(sheet, &json!({heading: 1}), &[]);
            assert_eq!(
                refused,
                Err(vec!["unknown-criterion"]),
                "{} {heading}",
                sheet.number
            );
        }
    }
    assert_eq!(leaves, 787);
}

#[test]
fn a_section_is_scored_itself_or_holds_criteria_that_may_hold_a_third_step() {
    for sheet in SHEETS.iter() {
        let third: Vec<&str> = sheet
            .leaves
            .iter()
            .map(|l| l.criterion.as_str())
            .filter(|c| c.matches('.').count() == 2)
            .collect();
        assert_eq!(
            !third.is_empty(),
            matches!(sheet.number, 11 | 13),
            "set {}",
            sheet.number
        );
        let own: Vec<&Leaf> = sheet
            .leaves
            .iter()
            .filter(|l| !l.criterion.contains('.'))
            .collect();
        assert!(!own.is_empty(), "set {}", sheet.number);
        for leaf in own {
            let answers = json!({&leaf.criterion: 0});
            let rating = rate(sheet, &answers, &[]).expect("a section scored itself");
            assert_eq!(rating["points"], 0);
        }
    }
}

#[test]
fn at_most_one_level_of_a_leaf_is_ticked() {
    let sheet = sheet(1);
    let two = rate(sheet, &json!({"1.1": [1, 2]}), &[]);
    assert_eq!(two, Err(vec!["wrong-type"]));
    let twice = br#"{"criteria": "qd-26-2026", "product_set": 1, "answers": {"1.1": 1, "1.1": 2}}"#;
    let problems = LIBRARY.assess_json(twice, &AssessOptions::default()).err();
    let codes: Vec<&str> = problems
        .iter()
        .flat_map(|p| p.iter())
        .map(|p| p.code.as_str())
        .collect();
    assert_eq!(codes, ["repeated-key"]);
}

#[test]
fn nothing_ticked_is_0_points_and_an_answer() {
    for sheet in SHEETS.iter() {
        for leaf in &sheet.leaves {
            let answers = json!({&leaf.criterion: 0});
            let rating = rate(sheet, &answers, &[]).expect("0 is an answer everywhere");
            let scores = rating["scores"].as_array().expect("a list");
            let score = scores.iter().find(|s| s["criterion"] == *leaf.criterion);
            let score = score.expect("every leaf has a score");
            let unanswered = rating["unanswered"].as_array().expect("a list");
            assert_eq!(score["points"], 0);
            assert!(!unanswered.contains(&json!(leaf.criterion)), "{score}");
        }
    }
}

#[test]
fn unanswered_is_not_zero() {
    for sheet in SHEETS.iter() {
        for leaf in &sheet.leaves {
            let mut answers = top(sheet);
            answers.remove(&leaf.criterion);
            let open = rated(sheet, &answers);
            assert_eq!(
                open["outcome"], "provisional",
                "{} {}",
                sheet.number, leaf.criterion
            );
            assert_eq!(open["unanswered"][0], *leaf.criterion);

            answers.insert(leaf.criterion.clone(), 0);
            for (of, on) in &sheet.dependencies {
                if *on == leaf.criterion {
                    answers.remove(of);
                }
            }
            let zero = rated(sheet, &answers);
            let stops = sheet.zero_stops.iter().any(|(at, _)| *at == leaf.criterion);
            assert_eq!(zero["outcome"], if stops { "stopped" } else { "rated" });
            assert_eq!(zero["unanswered"], json!([]));
            assert_eq!(
                zero["points"], open["points"],
                "{} {}",
                sheet.number, leaf.criterion
            );
        }
    }
}
