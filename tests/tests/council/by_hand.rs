//! Words and figures changed by hand: each is noticed when the result is read again, but for those
//! named here, which nothing in the result can tell. Of those the digest of what it rests on tells.

use std::collections::{BTreeMap, BTreeSet};

use ocop::{AssessOptions, Library};
use ocop_tests::leaves;
use serde_json::{Value, json};

use super::naive::Law;
use super::random::{self, Dice};

/// The field that a leaf stands in: of an item of a list, the list's.
fn field(path: &str) -> &str {
    let mut steps = path.rsplit('/');
    steps
        .find(|s| s.parse::<u32>().is_err())
        .unwrap_or_default()
}

/// The first two of each field.
fn some_of_each<'p, T: 'p>(all: impl Iterator<Item = T>, field: impl Fn(&T) -> &'p str) -> Vec<T> {
    let mut counts = BTreeMap::new();
    let few = all.filter(|one| {
        let count = counts.entry(field(one)).or_insert(0);
        *count += 1;
        *count <= 2
    });
    few.collect()
}

/// Another word in place of one; none of words that are free.
fn other_word(path: &str, word: &str) -> Option<Value> {
    let other = match field(path) {
        "outcome" if word == "rated" => "stopped",
        "outcome" => "rated",
        "effect" if word == "stop" => "rejection",
        "effect" => "stop",
        "authority" if path.ends_with("/sources/authority") => "Điều 1",
        "authority" if word == "province" => "central",
        "authority" => "province",
        "state" if word == "scored" => "unanswered",
        "state" => "scored",
        "mode" if word == "meeting" => "written",
        "mode" => "meeting",
        "level" if word == "province" => "central",
        "level" => "province",
        "minimums" if word == "mean" => "unanimous",
        "criteria" if path == "/criteria" => "qd-148-2023",
        "format" => "ocop-rating/2",
        "part" if word == "A" => "B",
        "part" => "A",
        "case" if word == "a" => "b",
        "case" => "a",
        "criterion" | "unanswered" | "3" | "4" | "5" => "9.9",
        "why" if word == "draft" => "refused",
        "why" => "recused",
        "key" | "member" | "members" | "reached" | "missed" | "finding" | "findings" | "code"
        | "source" | "instrument" | "sheet" | "band" | "translations" | "dossier" | "session"
        | "digest" | "by_default" | "criteria" => "zz",
        _ => return None,
    };
    (other != word).then(|| other.into())
}

/// What a tally says alone: texts of the session, and words that no figure rests on.
fn is_free_in_a_tally(tally: &Value, path: &str) -> bool {
    let within = |name: &str| path.split('/').any(|step| step == name);
    let above = |value: &Value, path: &str| {
        let (above, _) = path.rsplit_once('/').unwrap();
        value.pointer(above).unwrap().clone()
    };
    let product = path.split('/').nth(2).unwrap_or_default();
    let product = tally.pointer(&format!("/products/{product}"));
    let refused = product.is_some_and(|p| {
        p["reasons"]
            .as_array()
            .unwrap()
            .iter()
            .any(|r| r["code"] == "refused-input")
    });
    let counts = product.is_none_or(|p| p["count"] != 0);
    within("product") || within("producer") || within("registration") || within("note")
        // what is in force, or whether a seat is filled, depends on who sits and when alone
        || within("institution")
        // notices say what they say; that the composition is told is checked
        || within("notices") || within("errors")
        // who was recused stays on record as it was given where the product was refused
        || refused && (within("recused") || within("set_aside"))
        // with no sheet that counts nothing is asked of the product set
        || !counts && within("parts")
        // a sheet that is set aside as a draft could be anybody's
        || within("set_aside") && (field(path) == "why" || above(tally, path)["why"] == "draft")
        // a finding of no sheet that the council decided names nobody
        || within("case")
        // a rule that the regulation states is the council's own
        || within("regulation") && field(path) == "minimums"
}

#[test]
fn a_word_of_a_tally_changed_by_hand_is_noticed_or_is_free() {
    let ([law, ..], library) = (Law::all(), Library::embedded());
    let mut seen = BTreeSet::new();
    for seed in 0..15 {
        let text = random::session(&law, seed).to_string();
        let tally = library.tally_json(text.as_bytes(), &[]).unwrap();
        let printed = serde_json::to_value(&tally).unwrap();
        let mut places = Vec::new();
        leaves(&printed, "", &mut places);
        places.retain(|place| !is_free_in_a_tally(&printed, place));
        Dice::new(seed).shuffle(&mut places);
        let words = places.iter().filter_map(|place| {
            let word = printed.pointer(place)?.as_str()?;
            Some((place, other_word(place, word)?))
        });
        for (place, other) in some_of_each(words, |(place, _)| field(place)) {
            let mut changed = printed.clone();
            *changed.pointer_mut(place).unwrap() = other.clone();
            let text = changed.to_string();
            let read = library.read_tally(text.as_bytes());
            assert!(read.is_err(), "seed {seed}: {place} changed to {other}");
            seen.insert(field(place).to_owned());
        }
    }
    for word in [
        "outcome",
        "authority",
        "member",
        "criterion",
        "key",
        "criteria",
        "session",
        "by_default",
    ] {
        assert!(seen.contains(word), "no {word} was changed: {seen:?}");
    }
}

#[test]
fn a_leaf_of_a_rating_changed_by_hand_is_noticed_or_is_free() {
    let ([law, ..], library) = (Law::all(), Library::embedded());
    let mut seen = BTreeSet::new();
    for seed in 0..15 {
        let session = random::session(&law, seed);
        let product = &session["products"][0];
        let Some(sheet) = product["sheets"].get(0) else {
            continue;
        };
        let mut dossier = json!({"criteria": "qd-26-2026", "product_set": product["product_set"]});
        for field in ["answers", "points", "case", "findings"] {
            if !sheet[field].is_null() {
                dossier[field] = sheet[field].clone();
            }
        }
        let options = AssessOptions::default();
        let Ok(assessed) = library.assess_json(dossier.to_string().as_bytes(), &options) else {
            continue;
        };
        let printed = serde_json::to_value(assessed.full()).unwrap();
        let mut places = Vec::new();
        leaves(&printed, "", &mut places);
        // which level was given where several have the same points, only the dossier tells; so do
        // what was said of the answers, and which version of the program it was
        let free = ["notices", "program", "level"];
        places.retain(|place| {
            !place.split('/').any(|step| free.contains(&step)) || place.starts_with("/minimums")
        });
        Dice::new(seed).shuffle(&mut places);
        for place in some_of_each(places.iter(), |place| field(place)) {
            let mut changed = printed.clone();
            let leaf = changed.pointer_mut(place).unwrap();
            let other: Value = match &*leaf {
                Value::Bool(flag) => (!flag).into(),
                Value::Number(n) if n.as_u64() == Some(5) => 4.into(),
                Value::Number(n) => (n.as_u64().unwrap() + 1).into(),
                Value::Null if place.ends_with("authority") => "province".into(),
                Value::Null => 3.into(),
                Value::String(word) => match other_word(place, word) {
                    Some(other) => other,
                    None => continue,
                },
                _ => continue,
            };
            *leaf = other.clone();
            let text = changed.to_string();
            let read = library.read_rating(text.as_bytes());
            assert!(read.is_err(), "seed {seed}: {place} changed to {other}");
            seen.insert(field(place).to_owned());
        }
    }
    for figure in [
        "points", "stars", "state", "scored", "met", "source", "criteria", "dossier",
    ] {
        assert!(seen.contains(figure), "no {figure} was changed: {seen:?}");
    }
}

#[test]
fn a_result_that_rests_on_other_files_is_read_and_says_so() {
    let library = Library::embedded();
    let session = r#"{"criteria": "qd-26-2026", "level": "province", "held_on": "2026-09-20",
        "members": [{"id": "m1"}], "present": ["m1"],
        "products": [{"id": "p1", "product_set": 1, "sheets": [{"member": "m1", "answers": {"1.1": 3}}]}]}"#;
    let tally = library.tally_json(session.as_bytes(), &[]).unwrap();
    let other = format!("sha256:{}", "0".repeat(64));
    let mut changed = serde_json::to_value(&tally).unwrap();
    changed["digests"]["criteria"] = other.as_str().into();
    let text = changed.to_string();
    let read = library.read_tally(text.as_bytes()).unwrap();
    let next = library
        .next_steps(&read, None, &Default::default())
        .unwrap();
    let codes: Vec<_> = next.notices.iter().map(|n| n.code.as_str()).collect();
    assert_eq!(codes, ["criteria-files-differ"]);
    let own = library
        .next_steps(&tally, None, &Default::default())
        .unwrap();
    assert!(own.notices.is_empty());

    let dossier = br#"{"criteria": "qd-26-2026", "product_set": 1, "answers": {"1.1": 3}}"#;
    let rating = library
        .assess_json(dossier, &AssessOptions::default())
        .unwrap();
    let mut rating = serde_json::to_value(rating.full()).unwrap();
    rating["digests"]["criteria"] = other.as_str().into();
    let mut stats = ocop::stats::Stats::new(&library, Default::default());
    stats.line(1, rating.to_string().as_bytes()).unwrap();
    stats.line(2, text.as_bytes()).unwrap();
    let report = stats.report();
    assert_eq!(report.notices.len(), 1);
    assert!(
        report.notices[0].message.en.ends_with(": 2."),
        "{:?}",
        report.notices
    );
}
