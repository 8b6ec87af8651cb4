//! Rule 5: star marks.

use ocop_tests::naive::Leaf;
use serde_json::json;

use super::{SHEETS, marked, rated, reaches, sheet_of, top};

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
