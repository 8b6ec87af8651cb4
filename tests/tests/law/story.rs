//! Rule 6: the story.

use serde_json::json;

use super::{SHEETS, rate, rated, sheet, top};

#[test]
fn a_story_at_zero_leaves_its_structure_unscored() {
    for sheet in SHEETS.iter().filter(|s| s.number <= 25) {
        // 5.1 at 0, or at its printed level of 0 points.
        for story in [0, 1] {
            for structure in [None, Some(0), Some(1)] {
                let mut answers = top(sheet);
                answers.insert("5.1".to_owned(), story);
                answers.remove("5.2");
                answers.extend(structure.map(|l| ("5.2".to_owned(), l)));
                let rating = rated(sheet, &answers);
                let scores = rating["scores"].as_array().expect("a list");
                let score = scores
                    .iter()
                    .find(|s| s["criterion"] == "5.2")
                    .expect("5.2");
                assert_eq!(score["state"], "not-applicable", "set {}", sheet.number);
                assert_eq!(score["points"], 0);
                assert_eq!(rating["outcome"], "rated", "not unanswered either");
                assert_eq!(rating["points"], 93);
            }
            let mut answers = top(sheet);
            answers.insert("5.1".to_owned(), story);
            for structure in [2, 3] {
                answers.insert("5.2".to_owned(), structure);
                let refused = rate(sheet, &json!(answers), &[]);
                assert_eq!(refused, Err(vec!["required-criterion-at-zero"]));
            }
        }
    }
}

#[test]
fn with_a_story_its_structure_is_scored() {
    for sheet in SHEETS.iter().filter(|s| s.number <= 25) {
        for story in 2..=5 {
            let mut answers = top(sheet);
            answers.insert("5.1".to_owned(), story);
            assert_eq!(rated(sheet, &answers)["outcome"], "rated");
            answers.remove("5.2");
            let open = rated(sheet, &answers);
            assert_eq!(open["unanswered"], json!(["5.2"]), "set {}", sheet.number);
        }
    }
}

#[test]
fn a_story_without_an_answer_is_not_yet_above_0_points() {
    let sheet = sheet(1);
    let rating = rate(sheet, &json!({"5.2": 3}), &[]).expect("not at 0: not refused");
    assert_eq!(
        (&rating["points"], &rating["outcome"]),
        (&json!(0), &json!("provisional"))
    );
}

#[test]
fn set_26_has_no_story_rule() {
    let sheet = sheet(26);
    let mut answers = top(sheet);
    answers.insert("5.1".to_owned(), 0);
    let rating = rated(sheet, &answers);
    assert_eq!(
        (&rating["points"], &rating["outcome"]),
        (&json!(96), &json!("rated"))
    );
}
