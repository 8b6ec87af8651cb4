//! A draft counts for nothing: what is wrong with it is told, and stands in no result's way.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;

use ocop::Library;
use ocop::certificate::Holidays;
use serde_json::{Value, json};

fn session(sheets: &[Value]) -> Vec<u8> {
    let members: Vec<Value> = (1..=6)
        .map(|n| json!({"id": format!("m{n}"), "role": if n == 1 { "chair" } else { "member" }}))
        .collect();
    json!({
        "format": "ocop-council/1", "criteria": "qd-26-2026", "level": "province",
        "held_on": "2026-09-20", "members": members,
        "present": ["m1", "m2", "m3", "m4", "m5"],
        "products": [{"id": "p1", "product_set": 1, "sheets": sheets}],
    })
    .to_string()
    .into_bytes()
}

/// Sheets of those who are there, with the highest level of everything.
fn sheets(round: u8) -> Vec<Value> {
    let library = Library::embedded();
    let set = library
        .version("qd-26-2026")
        .unwrap()
        .product_set("1")
        .unwrap();
    let answers: BTreeMap<String, u8> = set
        .criteria()
        .iter()
        .map(|c| (c.id.to_string(), c.levels.last().unwrap().number.get()))
        .collect();
    (1..=5)
        .map(|n| json!({"member": format!("m{n}"), "round": round, "answers": answers}))
        .collect()
}

#[test]
fn a_draft_with_impossible_points_is_told_and_stands_in_no_results_way() {
    let library = Library::embedded();
    let wrong = |member: &str, status: &str| json!({"member": member, "round": 1, "status": status, "points": {"1.1": 9}});
    // of somebody who is away; of a round that is over
    for (wrong, round, stands) in [
        (wrong("m6", "draft"), 1, true),
        (wrong("m2", "draft"), 2, true),
        (wrong("m2", "submitted"), 2, false),
    ] {
        let mut all = sheets(round);
        all.push(wrong);
        let session = session(&all);
        let tally = library.tally_json(&session, &[]).unwrap();
        assert_eq!(
            tally.products[0].stands, stands,
            "{:?}",
            tally.products[0].reasons
        );
        let errors: Vec<&str> = tally.errors.iter().map(|p| p.path.as_str()).collect();
        let at = "/products/0/sheets/5/points/1.1";
        assert_eq!(errors, if stands { vec![] } else { vec![at] });
        let mut told = tally.notices.iter().map(|n| n.message.vi.as_str());
        assert_eq!(told.any(|vi| vi.contains("vòng 1 (points/1.1)")), stands);
        // and the result can be read again
        let text = serde_json::to_vec(&tally).unwrap();
        let again = library.read_tally(&text).unwrap();
        library
            .next_steps(&again, None, &Holidays::default())
            .unwrap();
    }
}
