//! What is known of the older laws besides their sheets: results that were given under them, and
//! what their sources are known to lack.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "helpers of tests: a wrong report is to stop the run"
)]

use std::collections::BTreeMap;

use ocop::{AssessOptions, CriteriaFiles, CriteriaVersion, Library, ProductSetNumber, VersionId};
use serde_json::{Value, json};

const DURIAN: &str = include_str!("../data/results/durian-1048-set-1.json");
const SUMMARY: &str = include_str!("../data/results/summary-2020.csv");

fn rated_in(library: &Library, dossier: &Value) -> Value {
    let bytes = dossier.to_string();
    let assessment = library.assess_json(bytes.as_bytes(), &AssessOptions::default());
    let assessment = assessment.expect("a lawful dossier");
    serde_json::to_value(assessment.full()).expect("a report is JSON")
}

fn rated(dossier: &Value) -> Value {
    rated_in(&Library::embedded(), dossier)
}

fn notices(rating: &Value) -> Vec<&str> {
    let all = rating["notices"].as_array().into_iter().flatten();
    all.filter_map(|n| n["code"].as_str()).collect()
}

fn durian() -> Value {
    serde_json::from_str(DURIAN).expect("the file is JSON")
}

/// A producer's own sheet of 2021, as entered then: every criterion, three parts, 93 points.
#[test]
fn a_sheet_of_2021_comes_to_the_93_points_it_was_given() {
    let (file, known) = (durian(), &durian()["known"]);
    let rating = rated(&file["dossier"]);
    assert_eq!(rating["points"], known["points"]);
    assert_eq!(rating["stars"], known["stars"]);
    for part in rating["parts"].as_array().into_iter().flatten() {
        let letter = part["part"].as_str().unwrap_or_default();
        assert_eq!(part["points"], known["parts"][letter], "{letter}");
    }
}

/// A round of 2020 printed 69.9 as "70" and gave 4 stars. Unrounded it is below 70: 3 stars.
#[test]
fn a_mean_of_69_9_that_was_printed_as_70_is_3_stars() {
    let library = Library::embedded();
    let version = library.version("qd-1048-2019").expect("a version");
    let instrument = version.instrument().expect("its instrument");
    let mut differing = Vec::new();
    for line in SUMMARY.lines().skip(1) {
        let cells: Vec<u32> = line.split(',').filter_map(|c| c.parse().ok()).collect();
        let (row, members, printed) = (cells[0], &cells[1..=10], cells[12]);
        let sum: u32 = members.iter().sum();
        assert_eq!(sum, cells[13], "row {row}");
        let stars = instrument.stars_for_mean(sum, 10);
        if u32::from(stars.get()) != printed {
            differing.push((row, sum, stars.get(), printed));
        }
    }
    assert_eq!(differing, [(4, 699, 3, 4)]);
}

/// 1048's bands are printed as closed whole numbers ("70 đến 89"): 89.5 is below 90.
#[test]
fn a_mean_of_89_5_under_1048_is_below_90() {
    let library = Library::embedded();
    let version = library.version("qd-1048-2019").expect("a version");
    let instrument = version.instrument().expect("its instrument");
    assert_eq!(instrument.stars_for_mean(179, 2).get(), 4);
    assert_eq!(instrument.stars_for_mean(180, 2).get(), 5);
}

/// 781/2020 added minimums to 1048 whose text is not at hand: ratings of its time say so.
#[test]
fn ratings_under_1048_say_from_8_june_2020_on_that_the_minimums_of_781_are_not_encoded() {
    let on = |day: Option<&str>| {
        let mut dossier = durian()["dossier"].clone();
        if let Some(day) = day {
            dossier["assessed_on"] = json!(day);
        }
        rated(&dossier)
    };
    for (day, told) in [
        (Some("2020-06-07"), false),
        (Some("2020-06-08"), true),
        (Some("2022-11-30"), true),
        (None, true),
    ] {
        let rating = on(day);
        assert_eq!(
            notices(&rating).contains(&"rule-not-encoded"),
            told,
            "{day:?}"
        );
    }
    let rating = on(None);
    let message = rating["notices"][0]["message"]["vi"].as_str();
    let message = message.expect("a message");
    for place in ["9.1 (3 sao)", "10 (3 sao)", "8 (4 sao)"] {
        assert!(message.contains(place), "{message}");
    }
    let tourism = json!({"criteria": "qd-1048-2019", "product_set": 26, "answers": {},
        "assessed_on": "2021-05-01"});
    assert!(!notices(&rated(&tourism)).contains(&"rule-not-encoded"));
}

/// Whoever reads a plan or an explanation of such a rating is told it too.
#[test]
fn plans_and_explanations_for_producers_say_that_the_minimums_of_781_are_not_encoded() {
    let library = Library::embedded();
    let mut dossier = durian()["dossier"].clone();
    for (day, told) in [("2020-06-07", false), ("2021-05-05", true)] {
        dossier["assessed_on"] = json!(day);
        let text = dossier.to_string();
        let assessment = library.assess_json(text.as_bytes(), &ocop::AssessOptions::default());
        let assessment = assessment.unwrap();
        let costs = ocop::plan::Costs::embedded().unwrap();
        let request = ocop::plan::PlanRequest::to(ocop::Stars::new(5).unwrap());
        let plan = ocop::plan::plan(assessment.sheet(), &request, &costs).unwrap();
        assert_eq!(plan.report().notices.len(), usize::from(told), "{day}");
        let explained = assessment.explain(&costs).unwrap();
        let page = ocop_text::page::explanation(
            &explained,
            ocop_text::page::Reader::Producer,
            &library,
            ocop::Lang::Vi,
        );
        let page = ocop_text::write(&page, ocop_text::Format::TEXT);
        let page: Vec<&str> = page.split_whitespace().collect();
        assert_eq!(page.join(" ").contains("781/QĐ-TTg"), told, "{day}");
    }
}

/// What is known of a rule that is not encoded names criteria that are there.
#[test]
fn the_keys_of_rules_that_are_not_encoded_stand_in_their_sets() {
    let library = Library::embedded();
    for version in library.versions() {
        let instrument = version.instrument().expect("its instrument");
        let rules = instrument.file().not_encoded.iter();
        for minimum in rules.flat_map(|rule| &rule.minimums) {
            let of = |n: &ProductSetNumber| {
                minimum.product_sets.is_empty() || minimum.product_sets.contains(n)
            };
            let has = |key: &String| {
                version.set_numbers().filter(of).any(|n| {
                    let set = version.set(n).expect("a set");
                    set.criteria().iter().any(|c| c.key == *key)
                })
            };
            for key in &minimum.keys {
                assert!(has(key), "{}: {key}", version.id());
            }
        }
    }
}

/// The highest levels of a set, without the points of some criteria.
fn dossier_of(version: &str, set: &str, lacking: u32) -> (Value, u64) {
    let library = Library::embedded();
    let criteria = library.version(version).expect("a version");
    let set = criteria.product_set(set).expect("a set");
    let mut left = lacking;
    let mut answers = BTreeMap::new();
    for criterion in set.criteria() {
        let highest = criterion.levels.iter().max_by_key(|l| l.points);
        let best = highest.map_or(0, |l| u32::from(l.points.get()));
        let lower = criterion.levels.iter().rev().find(|l| {
            let drop = best.saturating_sub(u32::from(l.points.get()));
            drop > 0 && drop <= left
        });
        let level = lower.or(highest).expect("a level");
        left = left.saturating_sub(best.saturating_sub(level.points.get().into()));
        answers.insert(criterion.id.to_string(), level.number.get());
    }
    assert_eq!(left, 0, "the points could not be left out");
    let dossier = json!({"criteria": version, "product_set": set.number(), "answers": answers});
    let points = rated(&dossier)["points"].as_u64().expect("points");
    (dossier, points)
}

/// Four sheets of 148 and one of 1048 come to less than 100 in their source: a total that is as
/// little below a band says so, and no other.
#[test]
fn a_total_within_the_points_that_the_source_lacks_below_a_band_says_so() {
    for (version, set, short) in [
        ("qd-148-2023", "7", 1),
        ("qd-148-2023", "11", 3),
        ("qd-148-2023", "12", 3),
        ("qd-148-2023", "13", 2),
        ("qd-1048-2019", "19", 2),
    ] {
        for lacking in 0..15 {
            let (dossier, points) = dossier_of(version, set, lacking);
            let told = notices(&rated(&dossier)).contains(&"points-lost-in-source");
            let near = points < 90 && points >= 90 - short;
            assert_eq!(told, near, "{version}/{set} at {points}");
        }
    }
    let (dossier, points) = dossier_of("qd-148-2023", "8", 11);
    assert_eq!(points, 89);
    assert!(!notices(&rated(&dossier)).contains(&"points-lost-in-source"));
}

/// A decision may have minimums for 2 stars; those of today have none, and their ratings no list.
#[test]
fn a_minimum_for_2_stars_holds_a_product_at_1_star() {
    let library = Library::embedded();
    let version = library.version("qd-26-2026").expect("a version");
    let mut files = CriteriaFiles::new();
    for (path, text) in version.files() {
        let text = match path.as_ref() {
            "sets/01.json" => {
                let from = r#"{"level": 1, "points": 2, "minimum_for": 3, "label": "Sản phẩm có công bố chất lượng""#;
                assert!(text.contains(from), "the level is worded otherwise");
                text.replace(from, &from.replace(": 3", ": 2")).into()
            }
            _ => text.clone(),
        };
        files.insert(path.clone(), text);
    }
    let id: VersionId = "qd-26-2026".parse().expect("an identifier");
    let changed = CriteriaVersion::from_files(id, files);
    assert_eq!(
        changed.verify().iter().count(),
        0,
        "a minimum for 2 stars is refused"
    );
    let mut other = Library::embedded();
    other.insert(changed);
    let changed = other;

    let mut dossier = dossier_of("qd-26-2026", "1", 0).0;
    dossier["assessed_on"] = json!("2026-09-01");
    assert_eq!(rated_in(&changed, &dossier)["unmet"]["2"], json!([]));
    dossier["answers"]["9"] = json!(0);
    let rating = rated_in(&changed, &dossier);
    assert_eq!(rating["stars"], 1);
    assert_eq!(rating["unmet"]["2"], json!(["9"]));
    let rating = rated(&dossier);
    assert_eq!(rating["stars"], 2);
    assert_eq!(rating["unmet"].get("2"), None);
}
