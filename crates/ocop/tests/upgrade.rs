//! An upgrade held against the dossier of the recognition before: of a product that was recognised, and
//! with nothing that came down.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;

use ocop::check::{CheckRequest, CheckStage};
use ocop::{AssessOptions, Library};
use serde_json::json;

/// A dossier in which every criterion has its highest level, or its lowest, but for one.
fn dossier(kind: &str, highest: bool, other: Option<(&str, u8)>) -> Vec<u8> {
    let library = Library::embedded();
    let set = library
        .version("qd-26-2026")
        .unwrap()
        .product_set("1")
        .unwrap();
    let mut answers: BTreeMap<String, u8> = BTreeMap::new();
    for criterion in set.criteria() {
        let level = if highest {
            criterion.levels.last()
        } else {
            criterion.levels.first()
        };
        answers.insert(criterion.id.to_string(), level.unwrap().number.get());
    }
    answers.extend(other.map(|(id, level)| (id.to_owned(), level)));
    json!({
        "criteria": "qd-26-2026", "product_set": 1, "product": {"name": "Nhãn"},
        "registration": {"kind": kind, "submitted_on": "2026-09-01"},
        "assessed_on": "2026-09-20", "answers": answers,
    })
    .to_string()
    .into_bytes()
}

fn told(before: &[u8], now: &[u8]) -> Vec<String> {
    let library = Library::embedded();
    let options = AssessOptions::default();
    let before = library.assess_json(before, &options).unwrap();
    let now = library.assess_json(now, &options).unwrap();
    let request = CheckRequest::at(CheckStage::Lodged).before(Some(&before));
    let found = now.check(&request).unwrap();
    let codes = found
        .worth_a_look
        .iter()
        .map(|n| n.code.as_str().to_owned());
    codes
        .filter(|c| c == "before-not-recognised" || c == "level-lowered")
        .collect()
}

#[test]
fn an_upgrade_is_of_a_recognised_product_and_lowers_nothing() {
    let high = dossier("first", true, None);
    let low = dossier("first", false, None);
    assert_eq!(
        told(&low, &dossier("upgrade", true, None)),
        ["before-not-recognised"]
    );
    assert_eq!(told(&high, &dossier("upgrade", true, None)), [""; 0]);
    let lowered = dossier("upgrade", true, Some(("1.1", 1)));
    assert_eq!(told(&high, &lowered), ["level-lowered"]);
    // who is rated again may come down
    let again = dossier("re-rating", true, Some(("1.1", 1)));
    assert_eq!(told(&high, &again), [""; 0]);
}
