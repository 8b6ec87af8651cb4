//! The tally against a naive second one, and what must change nothing.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    reason = "the second implementation is plain on purpose: what it trips over fails the test"
)]

mod by_hand;
mod follows;
mod naive;
mod random;

use std::collections::BTreeSet;

use ocop::council::{ProductTally, SheetFile, StandingCode};
use ocop::{Library, NoticeCode, Outcome};
use serde_json::Value;

use naive::{Law, Result};
use random::Dice;

/// How many random sessions under each decision, unless `OCOP_SESSIONS` says otherwise: the measure is 50,000.
const SESSIONS: u64 = 1_000;

/// Notices that the naive tally knows.
const TOLD: [&str; 5] = [
    "finding-not-counted",
    "written-opinions",
    "later-round-begun",
    "rule-not-encoded",
    "points-lost-in-source",
];

fn as_naive(product: &ProductTally<'_>) -> Result {
    let word = |v: Value| v.as_str().map(str::to_owned);
    let json = serde_json::to_value(product).unwrap();
    let unmet = |stars: u64, list: &[ocop::CriterionId]| -> Vec<(u64, String)> {
        list.iter().map(|c| (stars, c.to_string())).collect()
    };
    let all = [
        unmet(3, &product.unmet.three),
        unmet(4, &product.unmet.four),
        unmet(5, &product.unmet.five),
    ];
    Result {
        round: product.round.map(u64::from),
        sum: product.sum.into(),
        count: product.count as usize,
        mean: product.mean.map(|m| m.to_string()),
        spread: product.spread.map(|p| p.get().into()),
        outcome: word(json["outcome"].clone()),
        points_stars: product.points_stars.map(|s| s.get().into()),
        stars: product.stars.map(|s| s.get().into()),
        authority: word(json["authority"].clone()),
        unmet: all.into_iter().flatten().collect(),
        contested: product
            .contested
            .iter()
            .map(|c| (c.stars.get().into(), c.criterion.to_string()))
            .collect(),
        reasons: json["reasons"]
            .as_array()
            .unwrap()
            .iter()
            .map(|r| r["code"].as_str().unwrap().to_owned())
            .collect(),
        stars_by_rule: product
            .stars_by_rule
            .map(|by| [by.mean, by.majority, by.unanimous].map(|s| s.get().into())),
        furthest: product
            .reasons
            .iter()
            .filter(|r| r.code == StandingCode::Spread)
            .flat_map(|r| r.members.iter().map(ToString::to_string))
            .collect(),
        notices: json["notices"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|n| n["code"].as_str())
            .filter(|code| TOLD.contains(code))
            .map(str::to_owned)
            .collect(),
        apart: product
            .criteria
            .iter()
            .flat_map(|c| {
                let members = c.apart.iter();
                members.map(|a| (c.criterion.to_string(), a.member.to_string()))
            })
            .collect(),
    }
}

/// What a run over random sessions of a decision met.
fn met(law: &Law, library: &Library, seeds: impl Iterator<Item = u64>) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    for seed in seeds {
        let session = random::session(law, seed);
        let text = session.to_string();
        let tally = library.tally_json(text.as_bytes(), &[]).unwrap();
        assert_eq!(tally.errors, [], "{} {seed}", law.id);
        let printed = serde_json::to_vec(&tally).unwrap();
        let read = library.read_tally(&printed);
        assert_eq!(read.as_ref(), Ok(&tally), "{} {seed}", law.id);
        let right = naive::tally(law, &session);
        let ours: Vec<Result> = tally.products.iter().map(as_naive).collect();
        assert_eq!(ours, right, "{} {seed}", law.id);
        for (product, tallied) in ours.into_iter().zip(&tally.products) {
            assert_eq!(
                tallied.stands,
                product.reasons.is_empty(),
                "{} {seed}",
                law.id
            );
            seen.insert(format!("{:?} stars", product.stars));
            let authority = product.authority.map(|by| format!("by {by}"));
            seen.extend(product.reasons.into_iter().chain(product.outcome));
            seen.extend(product.notices.into_iter().chain(authority));
        }
    }
    seen
}

/// Runs over random sessions of a decision; each of these kinds was met.
fn tallies_agree(law: &Law, needed: &[&str]) {
    let library = Library::embedded();
    let asked = std::env::var("OCOP_SESSIONS");
    let sessions = asked.map_or(SESSIONS, |n| n.parse().unwrap());
    let threads = 2;
    let seen: BTreeSet<String> = std::thread::scope(|scope| {
        let library = &library;
        let run = |thread| (thread..sessions).step_by(threads);
        let workers = [0, 1].map(|thread| scope.spawn(move || met(law, library, run(thread))));
        workers
            .into_iter()
            .flat_map(|w| w.join().unwrap())
            .collect()
    });
    // a test that never meets a case says nothing of it
    let always = [
        "quorum",
        "chair-absent",
        "too-few-members",
        "no-sheet",
        "absent-sheet",
        "missing-sheet",
        "unfinished-sheet",
        "recused-sheet",
        "spread",
        "findings-disagree",
        "written-opinions",
        "later-round-begun",
        "rated",
        "provisional",
        "stopped",
        "rejected",
        "by province",
        "by central",
        "Some(1) stars",
        "Some(2) stars",
        "Some(3) stars",
        "Some(4) stars",
        "Some(5) stars",
    ];
    for case in always.iter().chain(needed) {
        assert!(
            seen.contains(*case),
            "{}: no session with {case}: {seen:?}",
            law.id
        );
    }
}

#[test]
fn random_sessions_under_26_of_2026_tally_as_the_naive_one_says() {
    let [law, ..] = Law::all();
    let needed = ["ineligible", "cases-disagree", "minimum-rule-decides"];
    tallies_agree(&law, &needed);
}

#[test]
fn random_sessions_under_148_of_2023_tally_as_the_naive_one_says() {
    let [_, law, _] = Law::all();
    let needed = [
        "ineligible",
        "cases-disagree",
        "minimum-rule-decides",
        "by district",
        "points-lost-in-source",
    ];
    tallies_agree(&law, &needed);
}

#[test]
fn random_sessions_under_1048_of_2019_tally_as_the_naive_one_says() {
    let [.., law] = Law::all();
    tallies_agree(&law, &["rule-not-encoded"]);
}

fn printed(library: &Library, session: &Value, files: &[SheetFile<'_>]) -> String {
    let text = session.to_string();
    let tally = library.tally_json(text.as_bytes(), files).unwrap();
    let mut printed = serde_json::to_value(&tally).unwrap();
    // the digests tell the files apart: that is what they are for
    printed.as_object_mut().unwrap().remove("digests");
    printed.to_string()
}

#[test]
fn the_order_of_members_and_sheets_changes_nothing() {
    let ([law, ..], library) = (Law::all(), Library::embedded());
    for seed in 0..500 {
        let session = random::session(&law, seed);
        let right = printed(&library, &session, &[]);
        let mut other = session.clone();
        let dice = &mut Dice::new(seed);
        for list in ["/members", "/present", "/products/0/sheets"] {
            // nobody is present where opinions are given in writing
            if let Some(list) = other.pointer_mut(list) {
                dice.shuffle(list.as_array_mut().unwrap());
            }
        }
        assert_eq!(printed(&library, &other, &[]), right, "seed {seed}");
    }
}

#[test]
fn sheets_in_files_of_their_own_change_nothing() {
    let ([law, ..], library) = (Law::all(), Library::embedded());
    for seed in 0..500 {
        let session = random::session(&law, seed);
        let right = printed(&library, &session, &[]);
        let mut head = session.clone();
        let sheets = head["products"][0]["sheets"].as_array_mut().unwrap();
        let dice = &mut Dice::new(seed);
        let mut apart: Vec<Value> = Vec::new();
        while sheets.len() > seed as usize % 3 {
            apart.push(sheets.remove(dice.below(sheets.len())));
        }
        let texts: Vec<String> = apart
            .into_iter()
            .map(|mut sheet| {
                sheet["product"] = "p1".into();
                sheet["format"] = "ocop-council-sheet/1".into();
                sheet.to_string()
            })
            .collect();
        let names: Vec<String> = (0..texts.len()).map(|i| format!("{i}.json")).collect();
        let files: Vec<SheetFile<'_>> = names
            .iter()
            .zip(&texts)
            .map(|(name, text)| SheetFile::new(name).bytes(Some(text.as_bytes())))
            .collect();
        assert_eq!(printed(&library, &head, &files), right, "seed {seed}");
    }
}

/// Every answer of a set at its highest level, but for some points taken off one criterion.
fn sheet(member: &str, set: &naive::Set, off: &[(&str, u64)]) -> Value {
    let mut answers = serde_json::Map::new();
    for (id, levels) in &set.criteria {
        let level = off
            .iter()
            .find(|(c, _)| c == id)
            .map_or(levels.len() as u64, |(_, l)| *l);
        answers.insert(id.clone(), level.into());
    }
    serde_json::json!({"member": member, "answers": answers})
}

#[test]
fn a_mean_just_under_ninety_is_four_stars_and_ninety_is_five() {
    let ([law, ..], library) = (Law::all(), Library::embedded());
    let set = &law.sets[0];
    // find levels that make 89 and 90 of 100 without missing a minimum
    let total = |off: &[(&str, u64)]| -> u64 {
        let by = |id: &String, levels: &Vec<Value>| {
            let level = off
                .iter()
                .find(|(c, _)| c == id)
                .map_or(levels.len() as u64, |(_, l)| *l);
            if level == 0 {
                0
            } else {
                levels[level as usize - 1]["points"].as_u64().unwrap()
            }
        };
        set.criteria.iter().map(|(id, levels)| by(id, levels)).sum()
    };
    let mut off: Vec<(&str, u64)> = Vec::new();
    let mut ninety = None;
    for (id, levels) in &set.criteria {
        if levels.iter().any(|l| l["minimum_for"] == 5) {
            continue;
        }
        let least = levels
            .iter()
            .rposition(|l| l["minimum_for"].is_u64())
            .map_or(1, |i| i + 1);
        for level in (least..levels.len()).rev() {
            off.retain(|(c, _)| c != id);
            off.push((id, level as u64));
            match total(&off) {
                90 => ninety = Some(off.clone()),
                89 => break,
                _ => {}
            }
        }
        if total(&off) <= 89 {
            break;
        }
    }
    let ninety = ninety.expect("levels that make 90");
    assert_eq!(total(&off), 89);
    let rate = |nineties: usize| {
        let n = 13;
        let ids: Vec<String> = (1..=n).map(|i| format!("m{i}")).collect();
        let members: Vec<Value> = ids
            .iter()
            .map(|id| serde_json::json!({"id": id, "role": if id == "m1" { "chair" } else { "member" }}))
            .collect();
        let sheets: Vec<Value> = ids
            .iter()
            .enumerate()
            .map(|(i, id)| sheet(id, set, if i < nineties { &ninety } else { &off }))
            .collect();
        let session = serde_json::json!({
            "criteria": "qd-26-2026", "level": "province", "held_on": "2026-09-20",
            "members": members, "present": ids,
            "products": [{"id": "p1", "product_set": 1, "sheets": sheets}],
        });
        let text = session.to_string();
        let tally = library.tally_json(text.as_bytes(), &[]).unwrap();
        let product = &tally.products[0];
        assert!(product.stands, "{:?}", product.reasons);
        (
            product.sum,
            product.stars.unwrap().get(),
            product.mean.unwrap().to_string(),
        )
    };
    assert_eq!(rate(13), (90 * 13, 5, "90".to_owned()));
    assert_eq!(rate(12), (90 * 13 - 1, 4, "89.92".to_owned()));
}

/// A council of five whose members all found something, under a regulation by which that is only reported.
fn all_found(open: bool) -> Value {
    let ([law, ..], all) = (Law::all(), 1..=5);
    let members: Vec<Value> = all
        .clone()
        .map(|i| serde_json::json!({"id": format!("m{i}"), "role": if i == 1 { "chair" } else { "member" }}))
        .collect();
    let sheets: Vec<Value> = all
        .map(|i| {
            let mut sheet = sheet(&format!("m{i}"), &law.sets[0], &[]);
            sheet["findings"] = serde_json::json!(["unsafe-foreign-matter"]);
            if open {
                sheet["answers"].as_object_mut().unwrap().remove("10");
            }
            sheet
        })
        .collect();
    let present: Vec<&Value> = members.iter().map(|m| &m["id"]).collect();
    serde_json::json!({
        "criteria": "qd-26-2026", "level": "province", "held_on": "2026-09-20",
        "regulation": {"findings": "collective", "minimums": "mean"},
        "members": members, "present": present,
        "products": [{
            "id": "p1", "product_set": 1, "product": {"code": "33-99999-1-2026"},
            "registration": {"kind": "re-rating"}, "proposed_on": "2026-07-24", "sheets": sheets,
        }],
    })
}

/// Where a finding does not count, the points do: a sheet that has one is unfinished like any other.
#[test]
fn a_finding_that_is_only_reported_finishes_no_sheet_and_is_told() {
    let library = Library::embedded();
    for (open, outcome) in [(false, Outcome::Rated), (true, Outcome::Provisional)] {
        let text = all_found(open).to_string();
        let tally = library.tally_json(text.as_bytes(), &[]).unwrap();
        let product = &tally.products[0];
        assert_eq!((product.outcome, product.stands), (Some(outcome), !open));
        assert_eq!(product.has(StandingCode::UnfinishedSheet), open);
        let told = |code| product.notices.iter().any(|n| n.code == code);
        assert!(told(NoticeCode::FindingNotCounted));
    }
}

#[test]
fn next_tells_what_all_found_and_a_last_day_that_is_over() {
    // the codes of products are checked as in a rating
    let library = ocop_operations::library();
    let text = all_found(false).to_string();
    let tally = library.tally_json(text.as_bytes(), &[]).unwrap();
    let of_code = |n: &&ocop::Notice| n.code == NoticeCode::ProductCodePlace;
    let of_code = tally.notices.iter().find(of_code).unwrap();
    assert!(of_code.message.vi.starts_with("p1: "), "{of_code:?}");
    let tally = serde_json::to_vec(&tally).unwrap();
    for (on, overdue) in [("2026-09-20", true), ("2026-12-01", true)] {
        let options = serde_json::json!({ "on": on }).to_string();
        let reply = ocop_operations::call(&library, "next", &tally, options.as_bytes());
        let reply = reply.unwrap();
        let next: Value = serde_json::from_slice(&reply.bytes).unwrap();
        assert_eq!(next["notices"][0]["code"], "finding-not-counted");
        let mut steps = next["products"][0]["steps"].as_array().unwrap().iter();
        let assess = steps.find(|s| s["step"] == "assess-by").unwrap();
        assert_eq!(
            (&assess["by_date"], &assess["overdue"]),
            (&"2026-09-07".into(), &overdue.into())
        );
    }
}

#[test]
fn a_result_that_does_not_stand_says_every_reason_at_once() {
    let ([law, ..], library) = (Law::all(), Library::embedded());
    let set = &law.sets[0];
    let mut sheets = vec![
        sheet("m2", set, &[]),
        sheet(
            "m3",
            set,
            &[
                ("1.1", 0),
                ("1.2", 0),
                ("1.3", 0),
                ("1.4", 0),
                ("2.1", 0),
                ("3.1", 0),
            ],
        ),
    ];
    sheets.push(sheet("m4", set, &[]));
    sheets[0]["findings"] = serde_json::json!(["forged-dossier"]);
    let mut draft = sheet("m5", set, &[]);
    draft["status"] = "draft".into();
    sheets.push(draft);
    let members: Vec<Value> = (1..=9)
        .map(|i| serde_json::json!({"id": format!("m{i}"), "role": if i == 1 { "chair" } else { "member" }}))
        .collect();
    let session = serde_json::json!({
        "criteria": "qd-26-2026", "level": "province", "held_on": "2026-09-20",
        "regulation": {"fewest_members": 11},
        "members": members, "present": ["m2", "m3", "m4", "m5", "m6"],
        "products": [{"id": "p1", "product_set": 1, "recused": [{"member": "m4"}], "sheets": sheets}],
    });
    let text = session.to_string();
    let tally = library.tally_json(text.as_bytes(), &[]).unwrap();
    let codes: Vec<StandingCode> = tally.products[0].reasons.iter().map(|r| r.code).collect();
    use StandingCode as C;
    let all = [
        C::Quorum,
        C::Quorum,
        C::ChairAbsent,
        C::TooFewMembers,
        C::MissingSheet,
        C::UnfinishedSheet,
        C::RecusedSheet,
        C::Spread,
        C::FindingsDisagree,
    ];
    assert_eq!(codes, all);
}

#[test]
fn next_has_a_step_for_every_outcome_at_every_level_of_every_law() {
    use ocop::criteria::Authority;
    use ocop::{Outcome, Stars};
    let library = Library::embedded();
    let session = r#"{"criteria": "qd-26-2026", "level": "province", "held_on": "2026-09-20",
        "members": [{"id": "m1"}], "present": [], "products": [{"id": "p1", "product_set": 1}]}"#;
    let mut tally = library.tally_json(session.as_bytes(), &[]).unwrap();
    for (law, day) in [
        ("qd-1048-2019", "2020-01-15"),
        ("qd-148-2023", "2024-01-15"),
        ("qd-148-2023", "2025-08-15"),
        ("qd-26-2026", "2026-09-20"),
    ] {
        tally.criteria = law.into();
        tally.held_on = Some(day.parse().unwrap());
        for level in [Authority::District, Authority::Province, Authority::Central] {
            tally.level = Some(level);
            let mut ways: Vec<(Outcome, Option<i64>, u32)> =
                [Outcome::Rejected, Outcome::Ineligible, Outcome::Stopped]
                    .map(|o| (o, None, 0))
                    .into();
            for stars in 1..=5 {
                let points = [0, 10, 40, 60, 80, 95][stars as usize];
                ways.push((Outcome::Rated, Some(stars), points));
                // held back by a minimum, with points for more
                ways.push((Outcome::Rated, Some(stars), 95));
            }
            for (outcome, stars, sum) in ways {
                let product = &mut tally.products[0];
                product.stands = true;
                product.reasons.clear();
                (product.outcome, product.sum, product.count) = (Some(outcome), sum, 1);
                product.stars = stars.map(|s| Stars::new(s).unwrap());
                product.points_stars = product.stars;
                let next = library
                    .next_steps(&tally, None, &Default::default())
                    .unwrap();
                let steps = &next.products[0].steps;
                assert!(
                    !steps.is_empty(),
                    "{law} {day} {level:?} {outcome:?} {stars:?}"
                );
                if level == Authority::Central && matches!(stars, Some(3 | 4)) {
                    let to = steps.iter().find_map(|s| s.to);
                    assert!(to.is_some(), "{law} {day}: whom it goes to, {steps:?}");
                }
            }
        }
    }
}
