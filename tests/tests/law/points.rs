//! Rules 3 and 4: the total, and bands with their lower bound included.

use ocop_tests::naive::Leaf;
use serde_json::json;

use super::{Answers, SHEETS, rated, reaches, sheet_of, together, top};

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
