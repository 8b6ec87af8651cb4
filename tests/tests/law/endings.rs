//! Rules 8 to 10: what takes the stars away, in exactly the sets that have the rule.

use ocop_tests::naive::{OF_2026, Sheet};
use serde_json::{Value, json};

use super::{Answers, LIBRARY, SHEETS, rate, rated, sheet, together, top};

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
    let criteria = LIBRARY.version(OF_2026.id).expect("embedded");
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
