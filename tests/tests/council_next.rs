//! What happens next, by law, level, date and stars.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a broken helper fails the test"
)]

use std::collections::BTreeMap;

use ocop::certificate::Holidays;
use ocop::council::{NextProduct, NextStepKind};
use ocop::criteria::Authority;
use ocop::{CriteriaFiles, CriteriaVersion, Library};
use serde_json::{Value, json};

/// The embedded library, and an older law beside it: its own instrument over the same sheets.
fn library(name: &str, instrument: Value) -> Library {
    let embedded = ocop_criteria::VERSIONS
        .iter()
        .find(|v| v.id == "qd-26-2026")
        .unwrap();
    let mut files: CriteriaFiles = BTreeMap::new();
    for file in embedded.files {
        if file.path != "council.json" {
            files.insert(
                file.path.to_owned(),
                file.content.replace("qd-26-2026", name).into(),
            );
        }
    }
    files.insert("instrument.json".to_owned(), instrument.to_string().into());
    let mut library = Library::embedded();
    library.insert(CriteriaVersion::from_files(name.parse().unwrap(), files));
    library
}

fn instrument(name: &str, from: &str, until: &str, authority: Value, forwarding: Value) -> Value {
    json!({
        "criteria": name, "number": name, "title": "t", "issuer": "i", "signed": from,
        "in_force": {"from": from, "until": until, "source": "s"}, "amendments": [], "replaces": [],
        "bands": [
            {"stars": 5, "from_points": 90, "source": "s"}, {"stars": 4, "from_points": 70, "source": "s"},
            {"stars": 3, "from_points": 50, "source": "s"}, {"stars": 2, "from_points": 30, "source": "s"},
            {"stars": 1, "from_points": 0, "source": "s"}],
        "max_points": 100, "recognition": {"from_stars": 3, "source": "s"},
        "authority": authority, "certificate": {"months": 36, "from_stars": 3, "source": "s"},
        "forwarding": forwarding,
    })
}

/// A law under which the district recognises 3 stars until a day, and sends on 70 points.
fn of_2023() -> Library {
    let rule = |stars: Value, by: &str, from: &str, until: Value| json!({"stars": stars, "authority": by, "body": by, "from": from, "until": until, "source": "s"});
    library(
        "qd-148-2023",
        instrument(
            "qd-148-2023",
            "2023-02-24",
            "2026-07-21",
            json!([
                rule(json!([3]), "district", "2023-02-24", json!("2025-07-05")),
                rule(json!([3]), "province", "2025-07-06", Value::Null),
                rule(json!([4]), "province", "2023-02-24", Value::Null),
                rule(json!([5]), "central", "2023-02-24", Value::Null)
            ]),
            json!([
                {"from": "district", "to": "province", "from_points": 70, "until": "2025-07-05", "source": "s"},
                {"from": "province", "to": "central", "from_points": 90, "source": "s"}]),
        ),
    )
}

/// One product that every member scores alike, at so many points, all minimums met where `full`.
fn next(library: &Library, criteria: &str, level: &str, held_on: &str, points: u16) -> NextProduct {
    next_of(library, criteria, level, held_on, points, json!({}))
}

fn next_of(
    library: &Library,
    criteria: &str,
    level: &str,
    held_on: &str,
    points: u16,
    more: Value,
) -> NextProduct {
    scored(
        library,
        (criteria, level, held_on),
        points,
        &[true, false],
        more,
    )
}

/// `orders`: whether levels are taken off first where no minimum is lost.
fn scored(
    library: &Library,
    (criteria, level, held_on): (&str, &str, &str),
    points: u16,
    orders: &[bool],
    more: Value,
) -> NextProduct {
    let set = library.version(criteria).unwrap().product_set("1").unwrap();
    // from the best sheet down, first where no minimum is lost, then anywhere
    let mut levels: Vec<(ocop::CriterionId, usize)> = set
        .criteria()
        .iter()
        .map(|c| (c.id, c.levels.len()))
        .collect();
    let mut total = 100_u16;
    for keep in orders.iter().copied() {
        for (i, c) in set.criteria().iter().enumerate() {
            // 5.2 stays at 0 only where 5.1 is
            while total > points && levels[i].1 > 0 && c.id.to_string() != "5.1" {
                let at = &c.levels[levels[i].1 - 1];
                let below = if levels[i].1 > 1 {
                    c.levels[levels[i].1 - 2].points.get()
                } else {
                    0
                };
                let step = at.points.get() - below;
                if keep && at.minimum_for.is_some() || total - step < points {
                    break;
                }
                total -= step;
                levels[i].1 -= 1;
            }
        }
    }
    assert_eq!(total, points);
    let answers: BTreeMap<String, usize> = levels
        .iter()
        .map(|(id, level)| (id.to_string(), *level))
        .collect();
    let ids = ["m1", "m2", "m3", "m4", "m5"];
    let members: Vec<Value> = ids
        .iter()
        .map(|id| json!({"id": id, "role": if *id == "m1" { "chair" } else { "member" }}))
        .collect();
    let sheets: Vec<Value> = ids
        .iter()
        .map(|id| json!({"member": id, "answers": answers}))
        .collect();
    let mut product = json!({"id": "p1", "product_set": 1, "sheets": sheets});
    for (key, value) in more.as_object().unwrap() {
        product[key] = value.clone();
    }
    let session = json!({"criteria": criteria, "level": level, "held_on": held_on,
        "members": members, "present": ids, "products": [product]});
    let text = session.to_string();
    let tally = library.tally_json(text.as_bytes(), &[]).unwrap();
    assert_eq!(tally.errors, []);
    let printed = serde_json::to_string(&tally).unwrap();
    let read = library.read_tally(printed.as_bytes()).unwrap();
    assert_eq!(read, tally);
    let next = library
        .next_steps(&read, None, &Holidays::default())
        .unwrap();
    next.products.into_iter().next().unwrap()
}

fn kinds(next: &NextProduct) -> Vec<NextStepKind> {
    next.steps.iter().map(|s| s.step).collect()
}

use NextStepKind::{
    ApproveResult, AssessBy, BackToProvince, Forward, IssueCertificate, NoRecognition, Recognise,
    ReturnResult,
};

#[test]
fn the_province_recognises_four_stars_and_sends_ninety_points_to_the_centre() {
    let library = Library::embedded();
    let at = |points| next(&library, "qd-26-2026", "province", "2026-09-20", points);
    assert_eq!(kinds(&at(100)), [ApproveResult, Forward]);
    let forward = &at(100).steps[1];
    assert_eq!(forward.to, Some(Authority::Central));
    assert_eq!(forward.source.as_deref(), Some("Điều 7.3.e"));
    // proposed before 30 January
    assert_eq!(forward.by_date.unwrap().to_string(), "2027-01-29");
    assert_eq!(forward.parts.len(), 7);
    assert_eq!(kinds(&at(80)), [Recognise, IssueCertificate]);
    assert_eq!(kinds(&at(20)), [NoRecognition]);
}

#[test]
fn ninety_points_held_at_fewer_stars_are_recognised_here_and_may_still_be_sent() {
    let library = Library::embedded();
    let when = ("qd-26-2026", "province", "2026-09-20");
    // levels are taken off from the first criterion on, whatever minimum that loses
    let next = scored(&library, when, 92, &[false], json!({}));
    assert_eq!(next.stars.unwrap().get(), 4);
    assert_eq!(kinds(&next), [Recognise, IssueCertificate, Forward]);
    assert!(!next.steps[2].held_back_by.is_empty());
}

#[test]
fn a_central_result_below_ninety_goes_back_to_the_province() {
    let library = Library::embedded();
    let at = |points| next(&library, "qd-26-2026", "central", "2026-09-20", points);
    assert_eq!(kinds(&at(100)), [Recognise, IssueCertificate]);
    let below = at(80);
    assert_eq!(kinds(&below), [BackToProvince]);
    assert_eq!(below.steps[0].source.as_deref(), Some("Điều 7.4.g"));
    assert_eq!(below.steps[0].to, Some(Authority::Province));
}

#[test]
fn a_re_rating_is_over_45_days_after_the_complete_proposal() {
    let library = Library::embedded();
    let more = json!({"registration": {"kind": "re-rating", "submitted_on": "2026-07-01"},
        "proposed_on": "2026-08-15", "documents": ["product-dossier"], "commune_report": ["local-labour"]});
    let next = next_of(&library, "qd-26-2026", "province", "2026-09-20", 80, more);
    assert_eq!(kinds(&next), [Recognise, IssueCertificate, AssessBy]);
    assert_eq!(next.steps[2].by_date.unwrap().to_string(), "2026-09-29");
    // Art. 6.1.c and 6.2; the dossier is named as one piece, so nothing is said of what is in it
    let states: Vec<(String, String)> = next
        .dossier
        .iter()
        .chain(&next.commune_report)
        .map(|p| {
            let state = serde_json::to_value(p.state).unwrap();
            (p.part.clone(), state.as_str().unwrap().to_owned())
        })
        .collect();
    let states: Vec<(&str, &str)> = states
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    assert_eq!(
        states,
        [
            ("form-01", "not-stated"),
            ("form-02", "not-stated"),
            ("updates", "not-stated"),
            ("commune-proposal", "missing"),
            ("form-03", "missing"),
            ("product-dossier", "at-hand"),
            ("samples", "missing"),
            ("local-materials", "missing"),
            ("local-labour", "at-hand"),
            ("idea-origin", "missing"),
            ("local-identity", "missing"),
        ]
    );
}

#[test]
fn under_the_law_of_2023_the_district_recognises_three_stars_and_sends_seventy_points() {
    let library = of_2023();
    let at = |points, day| next(&library, "qd-148-2023", "district", day, points);
    assert_eq!(kinds(&at(60, "2024-05-06")), [Recognise, IssueCertificate]);
    let sent = at(80, "2024-05-06");
    assert_eq!(kinds(&sent), [ApproveResult, Forward]);
    assert_eq!(sent.steps[1].to, Some(Authority::Province));
}

/// What is the district's to recognise, or nobody's, goes back there, as from the centre.
#[test]
fn under_the_law_of_2023_the_province_sends_back_what_it_does_not_recognise() {
    let library = of_2023();
    let at = |points| next(&library, "qd-148-2023", "province", "2024-05-06", points);
    let three = at(60);
    assert_eq!(kinds(&three), [ApproveResult, ReturnResult]);
    let back = &three.steps[1];
    assert_eq!(
        (back.to, back.recognised_by),
        (Some(Authority::District), Some(Authority::District))
    );
    // of districts there are none since the amendment
    let since = next(&library, "qd-148-2023", "province", "2025-07-10", 20);
    assert_eq!(kinds(&since), [NoRecognition]);
    let one = at(20);
    assert_eq!(kinds(&one), [NoRecognition, ReturnResult]);
    assert_eq!(one.steps[1].to, Some(Authority::District));
    // what is its own, or goes on, does not
    assert_eq!(kinds(&at(75)), [Recognise, IssueCertificate]);
    assert!(!kinds(&at(95)).contains(&ReturnResult));
}

/// Whoever looks for the next step is told what puts the result in doubt.
#[test]
fn a_later_round_that_was_begun_is_told_with_the_next_steps() {
    let library = Library::embedded();
    let sheet = |round: u8, status: &str| json!({"member": "m1", "round": round, "status": status, "answers": {"1.1": 3}});
    let session = json!({"criteria": "qd-26-2026", "level": "province", "held_on": "2026-09-20",
        "members": [{"id": "m1", "role": "chair"}], "present": ["m1"],
        "products": [{"id": "p1", "product_set": 1, "product": {"name": "Nhãn"},
            "sheets": [sheet(1, "submitted"), sheet(2, "draft")]}]});
    let session = session.to_string();
    let tally = library.tally_json(session.as_bytes(), &[]).unwrap();
    let next = library.next_steps(&tally, None, &Holidays::default());
    let notices = next.unwrap().notices;
    let mut begun = notices
        .iter()
        .filter(|n| n.code.as_str() == "later-round-begun");
    assert!(begun.next().unwrap().message.vi.starts_with("Nhãn: Vòng 2"));
}

#[test]
fn since_the_amendment_of_2025_the_district_has_no_part() {
    let library = of_2023();
    let session = json!({"criteria": "qd-148-2023", "level": "district", "held_on": "2025-07-06",
        "members": [{"id": "m1"}], "present": ["m1"], "products": []});
    let text = session.to_string();
    let tally = library.tally_json(text.as_bytes(), &[]).unwrap();
    assert_eq!(
        tally
            .errors
            .iter()
            .map(|p| p.code.as_str())
            .collect::<Vec<_>>(),
        ["level-not-in-law"]
    );
    let province = next(&library, "qd-148-2023", "province", "2025-07-06", 60);
    assert_eq!(kinds(&province), [Recognise, IssueCertificate]);
}

#[test]
fn under_the_law_of_2019_the_district_sends_fifty_points_and_recognises_nothing() {
    let name = "qd-1048-2019";
    let rule = |stars: Value, by: &str| json!({"stars": stars, "authority": by, "body": by, "from": "2019-08-21", "source": "s"});
    let library = library(
        name,
        instrument(
            name,
            "2019-08-21",
            "2023-02-23",
            json!([rule(json!([3, 4]), "province"), rule(json!([5]), "central")]),
            json!([{"from": "district", "to": "province", "from_points": 50, "source": "s"},
               {"from": "province", "to": "central", "from_points": 90, "source": "s"}]),
        ),
    );
    let sent = next(&library, name, "district", "2020-05-06", 60);
    assert_eq!(kinds(&sent), [ApproveResult, Forward]);
    assert_eq!(
        kinds(&next(&library, name, "district", "2020-05-06", 20)),
        [NoRecognition]
    );
}

#[test]
fn a_tally_edited_by_hand_is_refused() {
    let library = Library::embedded();
    let session = json!({"criteria": "qd-26-2026", "level": "province", "held_on": "2026-09-20",
        "regulation": {"fewest_members": 1}, "members": [{"id": "m1", "role": "chair"}], "present": ["m1"],
        "products": [{"id": "p1", "product_set": 1, "sheets": [{"member": "m1", "answers": {"1.1": 3}}]}]});
    let text = session.to_string();
    let printed = serde_json::to_value(library.tally_json(text.as_bytes(), &[]).unwrap()).unwrap();
    let edits: [(&str, Value); 9] = [
        ("mean", json!(90)),
        ("spread", json!(19)),
        ("outcome", json!("rejected")),
        (
            "attendance",
            json!({"members": 1, "present": 0, "needed": 1}),
        ),
        ("stars", json!(4)),
        ("sum", json!(90)),
        ("points_stars", json!(5)),
        ("count", json!(2)),
        ("stands", json!(true)),
    ];
    for (field, value) in edits {
        let mut edited = printed.clone();
        edited["products"][0][field] = value;
        let text = edited.to_string();
        let problems = library.read_tally(text.as_bytes()).unwrap_err();
        let codes: Vec<_> = problems.iter().map(|p| p.code.as_str()).collect();
        let refused = codes.iter().all(|code| *code == "tally-contradictory");
        assert!(refused && !codes.is_empty(), "{field}: {codes:?}");
    }
}

/// The fields that a tally of an earlier version did not have, taken out of one of today.
fn as_before(tally: &mut Value) {
    for product in tally["products"].as_array_mut().unwrap() {
        product.as_object_mut().unwrap().remove("attendance");
        for sheet in product["sheets"].as_array_mut().unwrap() {
            sheet.as_object_mut().unwrap().remove("deviation");
        }
        for minimum in product["minimums"].as_array_mut().unwrap() {
            minimum.as_object_mut().unwrap().remove("mean");
        }
        for criterion in product["criteria"].as_array_mut().unwrap() {
            if let Some(apart) = criterion.get_mut("apart") {
                let apart = apart.as_array_mut().unwrap();
                apart.iter_mut().for_each(|a| *a = a["member"].clone());
            }
        }
    }
}

#[test]
fn what_a_tally_of_an_earlier_version_leaves_out_is_worked_out() {
    let library = Library::embedded();
    let sheet = |id: &str, level: u8| json!({"member": id, "answers": {"1.1": level}});
    let session = json!({"criteria": "qd-26-2026", "level": "province", "held_on": "2026-09-20",
        "regulation": {"fewest_members": 1}, "members": [{"id": "m1", "role": "chair"}, {"id": "m2"}, {"id": "m3"}],
        "present": ["m1", "m2", "m3"],
        "products": [{"id": "p1", "product_set": 1, "sheets": [sheet("m1", 3), sheet("m2", 3), sheet("m3", 0)]}]});
    let text = session.to_string();
    let printed = serde_json::to_value(library.tally_json(text.as_bytes(), &[]).unwrap()).unwrap();
    let apart = &printed["products"][0]["criteria"][0]["apart"];
    assert_eq!(apart[0]["member"], "m3");
    let mut before = printed.clone();
    as_before(&mut before);
    let text = before.to_string();
    let read = library.read_tally(text.as_bytes()).unwrap();
    let again = serde_json::to_value(&read).unwrap();
    for figure in ["attendance", "sheets", "minimums", "mean"] {
        assert_eq!(
            again["products"][0][figure], printed["products"][0][figure],
            "{figure}"
        );
    }
    // and what was changed in it is refused for that alone
    before["products"][0]["mean"] = json!(90);
    let text = before.to_string();
    let problems = library.read_tally(text.as_bytes()).unwrap_err();
    let told: Vec<_> = problems
        .iter()
        .map(|p| (p.code.as_str(), p.path.as_str()))
        .collect();
    assert_eq!(told, [("tally-contradictory", "/products/0/mean")]);
}
