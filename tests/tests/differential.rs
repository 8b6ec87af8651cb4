//! The engine and the naive scorer, which share no code, come to the same on random dossiers of each
//! of the three decisions.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "helpers of tests: a wrong report is to stop the run"
)]

use std::collections::BTreeMap;
use std::thread;

use ocop::{AssessOptions, Library};
use ocop_tests::generate::dossier;
use ocop_tests::naive::{
    Law, Minimum, OF_2019, OF_2023, OF_2026, Rating, Reason, Score, Sheet, Slip, Wrong, judge,
    sheets,
};
use serde_json::{Value, json};

/// How many dossiers of each decision, unless `OCOP_DOSSIERS` says otherwise: the measure is 100,000.
const DOSSIERS: u64 = 25_000;
const SEED: u64 = 262_026;

fn dossiers() -> u64 {
    let asked = std::env::var("OCOP_DOSSIERS");
    asked.map_or(DOSSIERS, |n| n.parse().expect("a number of dossiers"))
}

/// What the engine says: the full report as JSON, or the places of the problems.
fn engine(library: &Library, dossier: &Value) -> Result<Value, Vec<String>> {
    let bytes = serde_json::to_vec(dossier).expect("a dossier is JSON");
    match library.assess_json(&bytes, &AssessOptions::default()) {
        Ok(assessment) => Ok(serde_json::to_value(assessment.full()).expect("a report is JSON")),
        Err(problems) => Err(problems.iter().map(|p| p.path.clone()).collect()),
    }
}

/// An optional figure; absent and `null` are the same.
fn same<T>(value: Option<&Value>, expected: Option<T>) -> bool
where
    Value: PartialEq<T>,
{
    match (value, expected) {
        (None | Some(Value::Null), None) => true,
        (Some(value), Some(expected)) => *value == expected,
        _ => false,
    }
}

/// Whether a list of the report holds what it should, entry by entry.
fn all_same<T>(list: &Value, expected: &[T], entry: impl Fn(&Value, &T) -> bool) -> bool {
    list.as_array().is_some_and(|list| {
        list.len() == expected.len() && list.iter().zip(expected).all(|(a, b)| entry(a, b))
    })
}

fn same_score(value: &Value, score: &Score<'_>) -> bool {
    value["criterion"] == *score.leaf.criterion
        && value["key"] == *score.leaf.key
        && (same(value.get("level"), score.level) || score.state == "not-applicable")
        && value["points"] == score.points
        && value["max_points"] == score.leaf.max_points
        && value["state"] == *score.state
}

fn same_minimum(value: &Value, minimum: &Minimum<'_>) -> bool {
    value["stars"] == minimum.stars
        && value["criterion"] == *minimum.criterion
        && value["level"] == minimum.level
        && value["points"] == minimum.points
        && value["scored"] == minimum.scored
        && value["met"] == minimum.met
}

fn same_reason(value: &Value, reason: &Reason<'_>) -> bool {
    same(value.get("finding"), reason.finding)
        && value["effect"] == *reason.effect
        && same(value.get("criterion"), reason.criterion)
        && value["source"] == *reason.source
}

/// The same reasons; those of one effect stand in any order, the strongest effect first.
fn same_reasons(list: &Value, reasons: &[Reason<'_>]) -> bool {
    let Some(list) = list.as_array() else {
        return false;
    };
    let effects = ["rejection", "eligibility", "stop"];
    let rank = |v: &Value| effects.iter().position(|e| v["effect"] == **e);
    list.len() == reasons.len()
        && list.is_sorted_by_key(rank)
        && reasons
            .iter()
            .all(|r| list.iter().any(|v| same_reason(v, r)))
}

/// The fields in which a report differs from the naive rating.
fn differing_fields(rating: &Rating<'_>, dossier: &Value, report: &Value) -> Vec<&'static str> {
    let same_id = |value: &Value, id: &&str| *value == **id;
    let same_part = |value: &Value, part: &(&str, u64, u64)| {
        *value == json!({"part": part.0, "points": part.1, "max_points": part.2})
    };
    let unmet =
        |stars: &str, number| all_same(&report["unmet"][stars], &rating.unmet(number), same_id);
    let fields = [
        ("format", report["format"] == *"ocop-rating/1"),
        ("criteria", report["criteria"] == *rating.criteria),
        ("product_set", report["product_set"] == rating.product_set),
        ("product", report.get("product") == dossier.get("product")),
        ("outcome", report["outcome"] == *rating.outcome),
        ("stars", same(report.get("stars"), rating.stars)),
        ("recognised", report["recognised"] == rating.recognised),
        ("authority", same(report.get("authority"), rating.authority)),
        ("points", report["points"] == rating.points),
        ("max_points", report["max_points"] == rating.max_points),
        (
            "points_stars",
            same(report.get("points_stars"), rating.points_stars),
        ),
        (
            "parts",
            all_same(&report["parts"], &rating.parts, same_part),
        ),
        (
            "scores",
            all_same(&report["scores"], &rating.scores, same_score),
        ),
        (
            "minimums",
            all_same(&report["minimums"], &rating.minimums, same_minimum),
        ),
        ("unmet", unmet("3", 3) && unmet("4", 4) && unmet("5", 5)),
        (
            "unanswered",
            all_same(&report["unanswered"], &rating.unanswered, same_id),
        ),
        ("reasons", same_reasons(&report["reasons"], &rating.reasons)),
    ];
    let differing = fields.into_iter().filter(|(_, same)| !same);
    differing.map(|(name, _)| name).collect()
}

/// What the naive scorer finds wrong with one answer, finding or field and the engine does not tell,
/// though all problems of a dossier are to be told at once.
fn untold<'w>(wrongs: &'w [Wrong], places: &[String]) -> Option<&'w Wrong> {
    let inside = |place: &String, of: &str| {
        let rest = place.strip_prefix(of);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    wrongs
        .iter()
        .find(|wrong| !places.iter().any(|place| inside(place, &wrong.place)))
}

/// How the two differ on a dossier, if they do.
fn difference(
    naive: &Result<Rating<'_>, Vec<Wrong>>,
    engine: &Result<Value, Vec<String>>,
    dossier: &Value,
) -> Option<String> {
    match (naive, engine) {
        (Ok(rating), Ok(report)) => {
            let fields = differing_fields(rating, dossier, report);
            (!fields.is_empty())
                .then(|| format!("differ in {fields:?}\nnaive: {rating:?}\nengine: {report}"))
        }
        (Err(wrongs), Err(places)) => untold(wrongs, places)
            .map(|wrong| format!("naive refuses {wrong:?}, the engine only {places:?}")),
        (Ok(_), Err(places)) => Some(format!("only the engine refuses, at {places:?}")),
        (Err(wrongs), Ok(_)) => Some(format!("only naive refuses: {wrongs:?}")),
    }
}

/// What a run met with, so that it can be seen to have tried everything.
fn kinds(naive: &Result<Rating<'_>, Vec<Wrong>>) -> Vec<String> {
    match naive {
        Ok(rating) => vec![match rating.stars {
            Some(stars) => format!("{} {stars} stars", rating.outcome),
            None => rating.outcome.to_owned(),
        }],
        Err(wrongs) => wrongs.iter().map(|w| w.why.to_owned()).collect(),
    }
}

/// The sheets of every decision: days may say that another one applies than was meant.
fn all_sheets() -> Vec<Sheet> {
    Law::ALL.into_iter().flat_map(sheets).collect()
}

/// Runs over dossiers of one decision: where the two differ, three cases at most, and what was met.
fn run(law: &'static Law, from: u64, to: u64) -> (Vec<String>, BTreeMap<String, u64>) {
    let (own, all) = (&sheets(law), &all_sheets());
    let library = &Library::embedded();
    let mut differences = vec![];
    let mut met = BTreeMap::<String, u64>::new();
    for seed in SEED + from..SEED + to {
        let dossier = dossier(law, own, seed);
        let naive = judge(all, &dossier, None);
        let engine = engine(library, &dossier);
        if let Some(told) = difference(&naive, &engine, &dossier) {
            differences.push(format!("seed {seed}: {told}\ndossier: {dossier}"));
            if differences.len() == 3 {
                break;
            }
        }
        for kind in kinds(&naive) {
            let count = met.entry(kind).or_default();
            *count += 1;
        }
    }
    (differences, met)
}

/// The two agree on dossiers of a decision, and each of these kinds was among them.
fn agree(law: &'static Law, needed: &[&str]) {
    let (half, all) = (dossiers() / 2, dossiers());
    let ((first, mut met), (second, other_met)) = thread::scope(|scope| {
        let other = scope.spawn(|| run(law, half, all));
        (run(law, 0, half), other.join().expect("no panic"))
    });
    let differences = [first, second].concat();
    assert!(differences.is_empty(), "{}", differences.join("\n\n"));

    for (kind, count) in other_met {
        let sum = met.entry(kind).or_default();
        *sum += count;
    }
    println!("{}: {met:#?}", law.id);
    let always = [
        "rated 1 stars",
        "rated 2 stars",
        "rated 3 stars",
        "rated 4 stars",
        "rated 5 stars",
        "provisional 1 stars",
        "provisional 2 stars",
        "provisional 3 stars",
        "provisional 4 stars",
        "provisional 5 stars",
        "stopped",
        "rejected",
        "no such level",
        "no such case",
        "no level has these points",
        "a positive answer without what it requires",
        "level and points do not agree",
        "no scored criterion",
        "no finding of this set",
        "in answers and in points",
        "not in force on that day",
    ];
    for needed in always.iter().chain(needed) {
        let count = met.get(*needed).copied().unwrap_or(0);
        assert!(
            count >= 5,
            "{}: only {count} dossiers of {all} are: {needed}",
            law.id
        );
    }
}

#[test]
fn engine_and_naive_scorer_agree_on_dossiers_of_26_of_2026() {
    let needed = [
        "ineligible",
        "mixed cases",
        "no case",
        "level and case do not agree",
        "several levels have these points",
        "lodged after it was assessed",
    ];
    agree(&OF_2026, &needed);
}

#[test]
fn engine_and_naive_scorer_agree_on_dossiers_of_148_of_2023() {
    let needed = [
        "ineligible",
        "mixed cases",
        "no case",
        "level and case do not agree",
        "several levels have these points",
        "lodged after it was assessed",
    ];
    agree(&OF_2023, &needed);
}

#[test]
fn engine_and_naive_scorer_agree_on_dossiers_of_1048_of_2019() {
    agree(&OF_2019, &[]);
}

/// The comparison can fail: a naive scorer with any one mistake differs within the run.
#[test]
fn a_naive_scorer_with_one_mistake_disagrees() {
    let library = &Library::embedded();
    let (laws, all) = (Law::ALL.map(|law| (law, sheets(law))), all_sheets());
    let mut unnoticed = Slip::ALL.to_vec();
    for seed in SEED..SEED + DOSSIERS {
        for (law, sheets) in &laws {
            let dossier = dossier(law, sheets, seed);
            let engine = engine(library, &dossier);
            unnoticed.retain(|slip| {
                let naive = judge(&all, &dossier, Some(*slip));
                difference(&naive, &engine, &dossier).is_none()
            });
        }
        if unnoticed.is_empty() {
            println!(
                "all mistakes are noticed after {} dossiers of each",
                seed - SEED + 1
            );
            return;
        }
    }
    assert!(
        unnoticed.is_empty(),
        "not noticed in {DOSSIERS} dossiers of each: {unnoticed:?}"
    );
}
