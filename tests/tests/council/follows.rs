//! Figures that are changed by hand are noticed.

use std::collections::BTreeSet;

use ocop::Library;
use serde_json::Value;

use super::naive::Law;
use super::random::{self, Dice};

/// Every number, word and flag of a printed tally that follows from others, by its pointer.
fn leaves(value: &Value, path: &str, out: &mut Vec<String>) {
    // what others cannot tell: texts, and figures that stand alone
    const FREE: [&str; 13] = [
        "message",
        "note",
        "comment",
        "product",
        "producer",
        "registration",
        "least",
        "greatest",
        "digests",
        "set_aside",
        "recused",
        "regulation",
        "round",
    ];
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                if !FREE.contains(&key.as_str()) {
                    leaves(value, &format!("{path}/{key}"), out);
                }
            }
        }
        Value::Array(list) => {
            for (i, value) in list.iter().enumerate() {
                leaves(value, &format!("{path}/{i}"), out);
            }
        }
        Value::Number(_) | Value::Bool(_) | Value::Null => out.push(path.to_owned()),
        Value::String(_) => {}
    }
}

/// Whether the value at a place could be the other one, and all else stay as it is. The digest of the
/// session tells of these.
fn follows_from_nothing(tally: &Value, place: &str) -> bool {
    let (above, field) = place.rsplit_once('/').unwrap();
    let above = tally.pointer(above).unwrap();
    match field {
        // that a member stood by a sheet shows in the sheet of the round before; that one did not
        // shows nowhere
        "unchanged" => above[field] == true,
        // the sheet of a product is read where sheets were counted on it
        "product_set" => above["count"] == 0,
        // a finding that all sheets have counts, whether the council named it or not
        "by_council" => {
            let product = place.split("/findings/").next().unwrap();
            let count = tally.pointer(product).unwrap()["count"].as_u64().unwrap();
            above["members"].as_array().unwrap().len() as u64 == count
        }
        _ => false,
    }
}

#[test]
fn a_round_that_no_session_can_have_is_noticed() {
    let ([law, ..], library) = (Law::all(), Library::embedded());
    let text = random::session(&law, 1).to_string();
    let tally = library.tally_json(text.as_bytes(), &[]).unwrap();
    let printed = serde_json::to_value(&tally).unwrap();
    for round in [0, 100] {
        let mut changed = printed.clone();
        changed["products"][0]["round"] = round.into();
        let text = changed.to_string();
        let problems = library.read_tally(text.as_bytes()).err().unwrap();
        assert!(
            problems.iter().any(|p| p.path == "/products/0/round"),
            "{round}"
        );
    }
}

#[test]
fn a_figure_changed_by_hand_is_noticed_wherever_it_stands() {
    let ([law, ..], library) = (Law::all(), Library::embedded());
    let mut seen = BTreeSet::new();
    for seed in 0..100 {
        let text = random::session(&law, seed).to_string();
        let tally = library.tally_json(text.as_bytes(), &[]).unwrap();
        let printed = serde_json::to_value(&tally).unwrap();
        let mut places = Vec::new();
        leaves(&printed, "", &mut places);
        let dice = &mut Dice::new(seed);
        dice.shuffle(&mut places);
        places.retain(|place| !follows_from_nothing(&printed, place));
        for place in places.iter().take(30) {
            let mut changed = printed.clone();
            let leaf = changed.pointer_mut(place).unwrap();
            *leaf =
                match &*leaf {
                    Value::Bool(flag) => (!flag).into(),
                    Value::Number(n) => match n.as_u64() {
                        Some(n) if place.ends_with("tars") || place.contains("by_rule") => {
                            if n == 5 { 4.into() } else { (n + 1).into() }
                        }
                        Some(n) => (n + 1).into(),
                        None => 1.into(),
                    },
                    _ => 3.into(),
                };
            let text = changed.to_string();
            let read = library.read_tally(text.as_bytes());
            assert!(
                read.is_err(),
                "seed {seed}: {place} changed to {}",
                changed.pointer(place).unwrap()
            );
            seen.insert(place.rsplit('/').next().unwrap().to_owned());
        }
    }
    for figure in [
        "sum",
        "count",
        "mean",
        "spread",
        "stars",
        "points_stars",
        "present",
        "met",
        "reached",
        "recognised",
    ] {
        assert!(seen.contains(figure), "no {figure} was changed: {seen:?}");
    }
}

#[test]
fn a_rating_reads_back_and_a_figure_changed_in_it_is_noticed() {
    let ([law, ..], library) = (Law::all(), Library::embedded());
    for seed in 0..300 {
        let session = random::session(&law, seed);
        let product = &session["products"][0];
        let Some(sheet) = product["sheets"].get(0) else {
            continue;
        };
        let mut dossier = serde_json::json!({
            "criteria": "qd-26-2026", "product_set": product["product_set"],
        });
        for field in ["answers", "points", "case", "findings"] {
            if !sheet[field].is_null() {
                dossier[field] = sheet[field].clone();
            }
        }
        let options = ocop::AssessOptions::default();
        let assessed = library.assess_json(dossier.to_string().as_bytes(), &options);
        let printed = serde_json::to_value(assessed.unwrap().full()).unwrap();
        let text = printed.to_string();
        let read = library.read_rating(text.as_bytes());
        assert!(read.is_ok(), "seed {seed}: {read:?}");
        for (place, other) in [
            ("/points", 101),
            ("/points", 7),
            ("/points_stars", 2),
            ("/stars", 5),
            ("/stars", 3),
            ("/recognised", 2),
            ("/authority", 1),
            ("/max_points", 99),
            ("/parts/0/points", 1),
            ("/scores/3/points", 2),
            ("/minimums/0/scored", 9),
        ] {
            let mut changed = printed.clone();
            let leaf = changed.pointer_mut(place).unwrap();
            let new: Value = match (&*leaf, other) {
                (Value::Bool(flag), _) => (!flag).into(),
                (Value::String(_), _) | (Value::Null, 1) => "district".into(),
                _ => other.into(),
            };
            if *leaf == new {
                continue;
            }
            *leaf = new;
            let text = changed.to_string();
            assert!(
                library.read_rating(text.as_bytes()).is_err(),
                "seed {seed}: {place}"
            );
        }
    }
}
