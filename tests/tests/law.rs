//! The law, sentence by sentence: how a sheet is scored, in every set that has the rule and in no
//! other. The numbers in the section headings are those of the rules in the project's digest.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "helpers of tests: a wrong report is to stop the run, and no number is large"
)]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use ocop::{AssessOptions, Library};
use ocop_tests::naive::{self, CRITERIA, Leaf, Level, Sheet};
use serde_json::{Map, Value, json};

static LIBRARY: LazyLock<Library> = LazyLock::new(Library::embedded);
static SHEETS: LazyLock<Vec<Sheet>> = LazyLock::new(naive::sheets);

/// Levels by criterion.
type Answers = BTreeMap<String, u64>;

/// The full rating as JSON, or the codes of the problems.
fn rate(sheet: &Sheet, answers: &Value, findings: &[&str]) -> Result<Value, Vec<&'static str>> {
    let dossier = json!({
        "criteria": CRITERIA, "product_set": sheet.number, "answers": answers, "findings": findings,
    });
    let bytes = dossier.to_string();
    match LIBRARY.assess_json(bytes.as_bytes(), &AssessOptions::default()) {
        Ok(assessment) => Ok(serde_json::to_value(assessment.full()).expect("a report is JSON")),
        Err(problems) => Err(problems.iter().map(|p| p.code.as_str()).collect()),
    }
}

/// The rating of a sheet that must be lawful.
fn rated(sheet: &Sheet, answers: &Answers) -> Value {
    let rating = rate(sheet, &json!(answers), &[]);
    rating.unwrap_or_else(|codes| panic_with(sheet, &codes))
}

#[expect(clippy::panic, reason = "a lawful sheet was refused: the test fails")]
fn panic_with(sheet: &Sheet, codes: &[&str]) -> ! {
    panic!("set {}: refused: {codes:?}", sheet.number)
}

fn sheet(number: u64) -> &'static Sheet {
    let of = SHEETS.iter().find(|s| s.number == number);
    of.expect("a set of the decision")
}

/// The levels that stand together on one sheet: all, and of two cases the first.
fn together(leaf: &Leaf) -> impl DoubleEndedIterator<Item = &Level> {
    let levels = leaf.levels.iter();
    levels.filter(|l| l.case.as_deref().is_none_or(|case| case == "a"))
}

/// The highest level of every criterion.
fn top(sheet: &Sheet) -> Answers {
    let highest = |leaf: &Leaf| together(leaf).map(|l| l.number).max();
    sheet
        .leaves
        .iter()
        .map(|leaf| (leaf.criterion.clone(), highest(leaf).expect("a level")))
        .collect()
}

/// The marked level for exactly these stars.
fn marked(leaf: &Leaf, stars: u64) -> Option<&Level> {
    leaf.levels.iter().find(|l| l.minimum_for == Some(stars))
}

/// Criteria that must have points, lest the sheet be stopped or another criterion not be scored.
fn needs_points(sheet: &Sheet, leaf: &Leaf) -> bool {
    sheet
        .dependencies
        .iter()
        .any(|(_, on)| *on == leaf.criterion)
        || sheet.zero_stops.iter().any(|(at, _)| *at == leaf.criterion)
}

/// A full sheet of exactly these points, from the levels that are allowed; none where there is none.
fn sheet_of(sheet: &Sheet, points: u64, allowed: impl Fn(&Leaf, u64) -> bool) -> Option<Answers> {
    // By the points reached with the criteria so far: the answers that reach them.
    let mut reached = BTreeMap::from([(0, Answers::new())]);
    for leaf in &sheet.leaves {
        let mut next = BTreeMap::new();
        let numbers = together(leaf).map(|l| l.number).chain([0]);
        let open = numbers
            .filter(|l| allowed(leaf, *l))
            .filter(|l| leaf.points(*l) > 0 || !needs_points(sheet, leaf));
        for level in open {
            for (so_far, answers) in &reached {
                let total = so_far + leaf.points(level);
                if total <= points && !next.contains_key(&total) {
                    let mut answers = answers.clone();
                    answers.insert(leaf.criterion.clone(), level);
                    next.insert(total, answers);
                }
            }
        }
        reached = next;
    }
    reached.remove(&points)
}

/// Whether a level reaches the criterion's minimums for up to these stars.
fn reaches(leaf: &Leaf, level: u64, stars: u64) -> bool {
    (3..=stars)
        .filter_map(|s| marked(leaf, s))
        .all(|minimum| level >= minimum.number)
}

// Rule 1: parts, sections, criteria; only leaves are scored.

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

// Rule 2: at most one level; nothing ticked is 0 points, which is an answer.

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

// Rule 3: the total.

#[test]
fn the_total_is_the_sum_of_the_points() {
    for sheet in SHEETS.iter() {
        let full = rated(sheet, &top(sheet));
        assert_eq!(
            (&full["points"], &full["max_points"]),
            (&json!(100), &json!(100))
        );
        assert_eq!(full["stars"], 5);
        for leaf in &sheet.leaves {
            for level in together(leaf) {
                let mut answers = top(sheet);
                answers.insert(leaf.criterion.clone(), level.number);
                for (of, on) in &sheet.dependencies {
                    if *on == leaf.criterion && level.points == 0 {
                        answers.insert(of.clone(), 0);
                    }
                }
                let expected: u64 = answers
                    .iter()
                    .map(|(criterion, l)| sheet.leaf(criterion).expect("a leaf").points(*l))
                    .sum();
                let rating = rated(sheet, &answers);
                assert_eq!(
                    rating["points"], expected,
                    "set {} {}",
                    sheet.number, leaf.criterion
                );
                let parts = rating["parts"].as_array().expect("a list");
                let of_parts: u64 = parts.iter().filter_map(|p| p["points"].as_u64()).sum();
                assert_eq!(of_parts, expected);
            }
        }
    }
}

// Rule 4: bands, lower bound inclusive.

#[test]
fn five_stars_from_90_four_from_70_three_from_50_two_from_30() {
    let bands = [
        (100, 5),
        (90, 5),
        (89, 4),
        (70, 4),
        (69, 3),
        (50, 3),
        (49, 2),
        (30, 2),
        (29, 1),
    ];
    for sheet in SHEETS.iter() {
        for (points, stars) in bands {
            let answers = sheet_of(sheet, points, |leaf, level| reaches(leaf, level, stars));
            let answers = answers.expect("a sheet of these points that reaches its minimums");
            let rating = rated(sheet, &answers);
            assert_eq!(rating["points"], points);
            assert_eq!(
                rating["points_stars"], stars,
                "set {}, {points} points",
                sheet.number
            );
            assert_eq!(
                rating["stars"], stars,
                "set {}, {points} points",
                sheet.number
            );
        }
        let nothing: Answers = sheet
            .leaves
            .iter()
            .filter(|l| sheet.zero_stops.iter().all(|(at, _)| *at != l.criterion))
            .map(|l| (l.criterion.clone(), 0))
            .collect();
        assert_eq!(rated(sheet, &nothing)["stars"], 1, "set {}", sheet.number);
    }
}

#[test]
fn a_point_under_a_band_is_under_it_whatever_minimums_are_met() {
    let mut tried = 0;
    for sheet in SHEETS.iter() {
        for (points, stars) in [(89, 4), (69, 3), (49, 2), (29, 1)] {
            // Every minimum of the set, 5-star ones too, where so few points allow it.
            let all = |leaf: &Leaf, level: u64| reaches(leaf, level, 5);
            if let Some(answers) = sheet_of(sheet, points, all) {
                let rating = rated(sheet, &answers);
                assert_eq!(rating["unmet"], json!({"3": [], "4": [], "5": []}));
                assert_eq!(
                    rating["stars"], stars,
                    "set {}, {points} points",
                    sheet.number
                );
                tried += 1;
            }
        }
    }
    assert!(tried >= 60, "only {tried} sheets");
}

// Rule 5: star marks.

#[test]
fn a_marked_level_is_the_least_that_must_be_reached() {
    let mut marks = 0;
    for sheet in SHEETS.iter() {
        for leaf in &sheet.leaves {
            for level in leaf.levels.iter().filter(|l| l.minimum_for.is_some()) {
                marks += 1;
                let stars = level.minimum_for.expect("marked").to_string();
                let missed = |at: u64| {
                    let mut answers = top(sheet);
                    answers.insert(leaf.criterion.clone(), at);
                    for (of, on) in &sheet.dependencies {
                        if *on == leaf.criterion && leaf.points(at) == 0 {
                            answers.insert(of.clone(), 0);
                        }
                    }
                    let rating = rated(sheet, &answers);
                    let list = rating["unmet"][&stars].as_array().expect("a list").clone();
                    list.contains(&json!(leaf.criterion))
                };
                assert!(
                    !missed(level.number),
                    "set {} {}",
                    sheet.number,
                    leaf.criterion
                );
                for below in 0..level.number {
                    assert!(missed(below), "set {} {}", sheet.number, leaf.criterion);
                }
            }
        }
    }
    assert_eq!(marks, 575);
}

#[test]
fn five_stars_need_every_3_4_and_5_star_minimum_of_the_set() {
    for sheet in SHEETS.iter() {
        let at_minimums = |leaf: &Leaf, level: u64| reaches(leaf, level, 5);
        let answers = sheet_of(sheet, 90, at_minimums).expect("a sheet of 90 points");
        assert_eq!(rated(sheet, &answers)["stars"], 5, "set {}", sheet.number);
        for leaf in &sheet.leaves {
            for stars in 3..=5 {
                let Some(minimum) = marked(leaf, stars) else {
                    continue;
                };
                // All the rest at its best: what is missed is this minimum and those above it.
                let mut answers = top(sheet);
                answers.insert(leaf.criterion.clone(), minimum.number - 1);
                for (of, on) in &sheet.dependencies {
                    if *on == leaf.criterion && leaf.points(minimum.number - 1) == 0 {
                        answers.insert(of.clone(), 0);
                    }
                }
                let lowest = (3..=5)
                    .find(|s| marked(leaf, *s).is_some_and(|m| m.number >= minimum.number))
                    .expect("the minimum itself");
                let rating = rated(sheet, &answers);
                let by_points = rating["points_stars"].as_u64().expect("stars by points");
                assert_eq!(
                    rating["stars"],
                    by_points.min(lowest - 1),
                    "set {} {} for {stars} stars",
                    sheet.number,
                    leaf.criterion
                );
            }
        }
    }
}

#[test]
fn a_sheet_of_50_points_that_misses_a_3_star_minimum_gets_2() {
    for sheet in SHEETS.iter() {
        let mut tried = 0;
        for missed in sheet.leaves.iter().filter(|l| marked(l, 3).is_some()) {
            for (points, by_points) in [(50, 3), (70, 4), (90, 5)] {
                let answers = sheet_of(sheet, points, |leaf, level| {
                    if leaf.criterion == missed.criterion {
                        level < marked(leaf, 3).expect("marked").number
                    } else {
                        reaches(leaf, level, by_points)
                    }
                });
                let rating = rated(sheet, &answers.expect("a sheet of these points"));
                assert_eq!(rating["points_stars"], by_points);
                assert_eq!(
                    rating["stars"], 2,
                    "set {} {}",
                    sheet.number, missed.criterion
                );
                assert_eq!(
                    (&rating["recognised"], &rating["authority"]),
                    (&json!(false), &json!(null))
                );
                tried += 1;
            }
        }
        assert!(tried >= 3, "set {} has 3-star minimums", sheet.number);
    }
}

#[test]
fn minimums_below_50_points_take_nothing_away() {
    for sheet in SHEETS.iter() {
        for (points, stars) in [(49, 2), (30, 2), (29, 1)] {
            let answers = sheet_of(sheet, points, |leaf, level| {
                marked(leaf, 3).is_none_or(|minimum| level < minimum.number)
            });
            let rating = rated(sheet, &answers.expect("a sheet of these points"));
            assert_ne!(rating["unmet"]["3"], json!([]));
            assert_eq!(
                rating["stars"], stars,
                "set {}, {points} points",
                sheet.number
            );
        }
    }
}

// Rule 6: the story.

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

// Rule 7: the two cases of set 26.

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

// Rules 8 to 10: what takes the stars away, in exactly the sets that have the rule.

/// Where a finding holds: each set with the criterion it stands at.
fn where_it_holds(finding: &str, outcome: &str, effect: &str) -> Vec<(u64, Option<String>)> {
    let mut sets = vec![];
    for sheet in SHEETS.iter() {
        match rate(sheet, &json!(top(sheet)), &[finding]) {
            Ok(rating) => {
                assert_eq!(rating["outcome"], outcome, "set {}", sheet.number);
                for none in ["stars", "points_stars", "authority"] {
                    assert_eq!(rating[none], Value::Null, "set {}: {none}", sheet.number);
                }
                assert_eq!(rating["recognised"], false, "set {}", sheet.number);
                let reasons = rating["reasons"].as_array().expect("a list");
                assert_eq!(reasons.len(), 1);
                assert_eq!(reasons[0]["finding"], finding);
                assert_eq!(reasons[0]["effect"], effect);
                let source = reasons[0]["source"].as_str().expect("a source");
                assert!(
                    source.contains(&format!("phiếu {},", sheet.number)),
                    "{source}"
                );
                let at = reasons[0].get("criterion").and_then(Value::as_str);
                sets.push((sheet.number, at.map(str::to_owned)));
            }
            Err(codes) => assert_eq!(codes, ["finding-not-in-set"], "set {}", sheet.number),
        }
    }
    sets
}

fn rejects(finding: &str) -> Vec<(u64, Option<String>)> {
    where_it_holds(finding, "rejected", "rejection")
}

fn stops(finding: &str) -> Vec<(u64, Option<String>)> {
    where_it_holds(finding, "stopped", "stop")
}

fn makes_ineligible(finding: &str) -> Vec<(u64, Option<String>)> {
    where_it_holds(finding, "ineligible", "eligibility")
}

fn at(criterion: &str, sets: impl IntoIterator<Item = u64>) -> Vec<(u64, Option<String>)> {
    sets.into_iter()
        .map(|set| (set, Some(criterion.to_owned())))
        .collect()
}

fn at_the_head(sets: impl IntoIterator<Item = u64>) -> Vec<(u64, Option<String>)> {
    sets.into_iter().map(|set| (set, None)).collect()
}

#[test]
fn unsafe_foreign_matter_at_6_1_or_6_1_1_stops_sets_1_to_13_15_and_17() {
    let mut expected = at("6.1", (1..=13).chain([15, 17]));
    for (set, criterion) in &mut expected {
        if matches!(set, 11 | 13) {
            *criterion = Some("6.1.1".to_owned());
        }
    }
    assert_eq!(stops("unsafe-foreign-matter"), expected);
}

#[test]
fn zero_at_6_1_to_6_4_stops_set_16() {
    let at_zero = ["6.1", "6.2", "6.3", "6.4"];
    for sheet in SHEETS.iter() {
        for leaf in &sheet.leaves {
            let stops = sheet.number == 16 && at_zero.contains(&leaf.criterion.as_str());
            let zeros = together(leaf).filter(|l| l.points == 0).map(|l| l.number);
            for level in zeros.chain([0]) {
                let mut answers = top(sheet);
                answers.insert(leaf.criterion.clone(), level);
                for (of, on) in &sheet.dependencies {
                    if *on == leaf.criterion {
                        answers.insert(of.clone(), 0);
                    }
                }
                let rating = rated(sheet, &answers);
                let outcome = if stops { "stopped" } else { "rated" };
                assert_eq!(
                    rating["outcome"], outcome,
                    "set {} {}",
                    sheet.number, leaf.criterion
                );
                assert_eq!(rating["stars"].is_null(), stops);
                if stops {
                    assert_eq!(rating["reasons"][0]["criterion"], *leaf.criterion);
                    assert_eq!(rating["reasons"][0]["effect"], "stop");
                }
            }
        }
    }
    let sheet = sheet(16);
    let mut answers = top(sheet);
    for criterion in at_zero {
        answers.insert(criterion.to_owned(), 1);
    }
    let reasons = rated(sheet, &answers)["reasons"].clone();
    assert_eq!(reasons.as_array().map(Vec::len), Some(4));
}

#[test]
fn no_product_declaration_at_6_stops_sets_19_and_20() {
    assert_eq!(stops("product-declaration-missing"), at("6", [19, 20]));
}

#[test]
fn a_forged_dossier_is_rejected_in_sets_1_to_25() {
    assert_eq!(rejects("forged-dossier"), at_the_head(1..=25));
}

#[test]
fn a_registration_dossier_not_met_is_rejected_in_sets_1_to_25() {
    assert_eq!(rejects("registration-dossier-not-met"), at_the_head(1..=25));
}

#[test]
fn a_required_certificate_or_condition_missing_is_rejected_in_sets_1_to_20() {
    assert_eq!(rejects("required-certificate-missing"), at_the_head(1..=20));
}

#[test]
fn a_licence_missing_is_rejected_in_sets_15_and_17() {
    assert_eq!(rejects("licence-missing"), at_the_head([15, 17]));
}

#[test]
fn a_declaration_missing_is_rejected_in_sets_18_to_20() {
    assert_eq!(rejects("declaration-missing"), at_the_head([18, 19, 20]));
}

#[test]
fn materials_wholly_imported_or_of_unknown_origin_at_1_1_are_rejected_in_sets_7_to_15_and_18_to_20()
{
    let sets = (7..=15).chain(18..=20);
    assert_eq!(
        rejects("materials-wholly-imported-or-unknown"),
        at("1.1", sets)
    );
}

#[test]
fn identical_to_another_producers_product_at_2_1_is_rejected_in_sets_5_to_14() {
    assert_eq!(rejects("copy-of-another-product"), at("2.1", 5..=14));
}

/// Printed beside the last level of 6.2: a product that infringes intellectual property is removed.
#[test]
fn infringed_intellectual_property_at_6_2_is_rejected_in_sets_21_and_22() {
    assert_eq!(
        rejects("intellectual-property-infringed"),
        at("6.2", [21, 22])
    );
}

#[test]
fn all_of_the_product_must_come_from_the_province_at_1_1_in_sets_1_to_4_and_23_to_25() {
    let sets = (1..=4).chain(23..=25);
    assert_eq!(
        makes_ineligible("not-wholly-from-province"),
        at("1.1", sets)
    );
}

#[test]
fn a_staple_with_nothing_distinctive_at_2_1_is_not_assessed_in_sets_1_to_4() {
    assert_eq!(makes_ineligible("commonplace-staple"), at("2.1", 1..=4));
}

#[test]
fn the_sheets_have_no_other_findings() {
    let tested = [
        "unsafe-foreign-matter",
        "product-declaration-missing",
        "forged-dossier",
        "registration-dossier-not-met",
        "required-certificate-missing",
        "licence-missing",
        "declaration-missing",
        "materials-wholly-imported-or-unknown",
        "copy-of-another-product",
        "intellectual-property-infringed",
        "not-wholly-from-province",
        "commonplace-staple",
    ];
    let criteria = LIBRARY.version(CRITERIA).expect("embedded");
    for number in criteria.set_numbers() {
        for rule in criteria.set(number).expect("a set").findings() {
            assert!(
                tested.contains(&rule.finding.as_str()),
                "set {number}: {}",
                rule.finding
            );
        }
    }
    assert_eq!(sheet(26).findings.len(), 0);
    let unknown = rate(sheet(1), &json!({}), &["late-dossier"]);
    assert_eq!(unknown, Err(vec!["unknown-finding"]));
}

#[test]
fn rejection_beats_ineligibility_beats_stop() {
    let outcome = |sheet: &Sheet, answers: &Answers, findings: &[&str]| {
        let rating = rate(sheet, &json!(answers), findings).expect("lawful");
        let reasons = rating["reasons"].as_array().expect("a list");
        let effects: Vec<_> = reasons
            .iter()
            .filter_map(|r| r["effect"].as_str())
            .collect();
        let effects: Vec<_> = effects.into_iter().map(str::to_owned).collect();
        (
            rating["outcome"].as_str().expect("a word").to_owned(),
            effects,
        )
    };
    let told = |outcome: &str, effects: &[&str]| {
        (
            outcome.to_owned(),
            effects.iter().map(|e| (*e).to_owned()).collect::<Vec<_>>(),
        )
    };
    let (reject, exclude, stop) = (
        "forged-dossier",
        "not-wholly-from-province",
        "unsafe-foreign-matter",
    );
    for sheet in SHEETS.iter().filter(|s| s.number <= 4) {
        let answers = &top(sheet);
        for findings in [[reject, exclude, stop], [stop, exclude, reject]] {
            let expected = told("rejected", &["rejection", "eligibility", "stop"]);
            assert_eq!(outcome(sheet, answers, &findings), expected);
        }
        let expected = told("ineligible", &["eligibility", "stop"]);
        assert_eq!(outcome(sheet, answers, &[stop, exclude]), expected);
        let expected = told("rejected", &["rejection", "stop"]);
        assert_eq!(outcome(sheet, answers, &[stop, reject]), expected);
        assert_eq!(outcome(sheet, answers, &[stop]), told("stopped", &["stop"]));
    }
    let sheet = sheet(16);
    let mut answers = top(sheet);
    answers.insert("6.2".to_owned(), 0);
    assert_eq!(
        outcome(sheet, &answers, &[reject]),
        told("rejected", &["rejection", "stop"])
    );
}

/// Whatever is unanswered: a sheet that stops is stopped, not provisional.
#[test]
fn a_stopped_rejected_or_ineligible_sheet_has_no_stars_even_unfinished() {
    for sheet in SHEETS.iter() {
        for finding in &sheet.findings {
            let rating = rate(sheet, &json!({}), &[&finding.finding]).expect("lawful");
            assert_ne!(rating["outcome"], "provisional");
            assert_eq!(rating["stars"], Value::Null);
        }
    }
    let rating = rate(sheet(16), &json!({"6.1": 0}), &[]).expect("lawful");
    assert_eq!(rating["outcome"], "stopped");
}

// Article 4: authority.

#[test]
fn three_and_four_stars_are_the_provinces_five_the_centres_one_and_two_nobodys() {
    for sheet in SHEETS.iter() {
        let by_stars = [
            (29, 1, Value::Null),
            (30, 2, Value::Null),
            (50, 3, json!("province")),
            (70, 4, json!("province")),
            (90, 5, json!("central")),
        ];
        for (points, stars, authority) in by_stars {
            let answers = sheet_of(sheet, points, |leaf, level| reaches(leaf, level, stars));
            let rating = rated(sheet, &answers.expect("a sheet of these points"));
            assert_eq!(rating["stars"], stars);
            assert_eq!(rating["authority"], authority, "set {}", sheet.number);
            assert_eq!(rating["recognised"], stars >= 3);
        }
    }
}
