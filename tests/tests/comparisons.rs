//! Dossiers of 148/2023 under 26/2026, against a plain second reading of the correspondence: what
//! carries over is rated by the naive scorer, with what is open at nothing and at its best.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a plain second reading: what it trips over fails the test"
)]

use std::collections::BTreeMap;
use std::path::Path;

use ocop::{AssessOptions, CompareRequest, Library};
use ocop_tests::generate::dossier;
use ocop_tests::naive::{OF_2023, OF_2026, Rating, Sheet, judge, sheets};
use serde_json::{Map, Value, json};

const DOSSIERS: u64 = 600;

/// By the key of a criterion and the old level: the new level, and whether it is the least.
type Carries = BTreeMap<(String, u64), (u64, bool)>;

fn carries(set: u64) -> Carries {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../criteria/correspondence/148-to-26");
    let text = std::fs::read_to_string(folder.join(format!("{set:02}.json")));
    let file: Value = serde_json::from_str(&text.expect("the file of the set")).expect("JSON");
    let mut carries = Carries::new();
    for criterion in file["criteria"].as_array().expect("a list") {
        let key = criterion["key"].as_str().expect("a key");
        for level in criterion["levels"].as_array().expect("a list") {
            if let (Some(from), Some(to)) = (level["from"].as_u64(), level["to"].as_u64()) {
                let at_least = level["at_least"] == true;
                carries.insert((key.to_owned(), from), (to, at_least));
            }
        }
    }
    carries
}

/// The answers that carry over to the newer sheet, and the criteria that may be higher than so.
fn carried(
    old: &Rating<'_>,
    ticked: impl Fn(&str) -> Option<u64>,
    new: &Sheet,
) -> (BTreeMap<String, u64>, Vec<String>) {
    let carries = carries(new.number);
    let (mut answers, mut may_rise) = (BTreeMap::new(), vec![]);
    for leaf in &new.leaves {
        let before = old.scores.iter().find(|s| s.leaf.key == leaf.key);
        let level = before.and_then(|score| ticked(&score.leaf.criterion));
        let Some(level) = level else { continue };
        if let Some((to, at_least)) = carries.get(&(leaf.key.clone(), level)) {
            answers.insert(leaf.criterion.clone(), *to);
            if *at_least {
                may_rise.push(leaf.criterion.clone());
            }
        }
    }
    (answers, may_rise)
}

/// Points count for what depends on another criterion only where that one has some.
fn lapsed(new: &Sheet, mut answers: BTreeMap<String, u64>) -> BTreeMap<String, u64> {
    for (of, on) in &new.dependencies {
        let none = answers
            .get(on)
            .map(|l| new.leaf(on).expect("a leaf").points(*l))
            == Some(0);
        let points = |l: u64| new.leaf(of).expect("a leaf").points(l);
        if none && answers.get(of).is_some_and(|l| points(*l) > 0) {
            answers.remove(of);
        }
    }
    answers
}

/// The open criteria at none of their levels.
fn at_worst(new: &Sheet, answers: &BTreeMap<String, u64>) -> BTreeMap<String, u64> {
    let level = |criterion: &String| answers.get(criterion).copied().unwrap_or(0);
    let all = new
        .leaves
        .iter()
        .map(|l| (l.criterion.clone(), level(&l.criterion)));
    lapsed(new, all.collect())
}

/// The open criteria, and those that may rise, at their highest level.
fn at_best(
    new: &Sheet,
    answers: &BTreeMap<String, u64>,
    may_rise: &[String],
) -> BTreeMap<String, u64> {
    let mut best = answers.clone();
    for leaf in &new.leaves {
        if !best.contains_key(&leaf.criterion) || may_rise.contains(&leaf.criterion) {
            best.insert(leaf.criterion.clone(), leaf.levels.len() as u64);
        }
    }
    lapsed(new, best)
}

fn rated<'s>(
    new: &'s [Sheet],
    set: u64,
    answers: BTreeMap<String, u64>,
    findings: &[&str],
) -> Rating<'s> {
    let answers: Map<String, Value> = answers.into_iter().map(|(k, v)| (k, v.into())).collect();
    let dossier = json!({
        "criteria": OF_2026.id, "product_set": set, "answers": answers, "findings": findings,
    });
    judge(new, &dossier, None).expect("what carries over is lawful")
}

/// The figures that the two are held against each other by.
fn figures(rating: &Value) -> Value {
    let fields = [
        "outcome",
        "points",
        "points_stars",
        "stars",
        "unmet",
        "unanswered",
    ];
    let pairs = fields.map(|f| (f.to_owned(), rating[f].clone()));
    pairs.into_iter().collect::<Map<_, _>>().into()
}

fn naive_figures(rating: &Rating<'_>) -> Value {
    json!({
        "outcome": rating.outcome, "points": rating.points, "points_stars": rating.points_stars,
        "stars": rating.stars, "unanswered": rating.unanswered,
        "unmet": {"3": rating.unmet(3), "4": rating.unmet(4), "5": rating.unmet(5)},
    })
}

#[test]
fn what_carries_over_from_148_to_26_is_rated_as_a_second_reading_says() {
    let library = Library::embedded();
    let (old, new) = (sheets(&OF_2023), sheets(&OF_2026));
    let to = OF_2026.id.parse().expect("an identifier");
    let mut compared = 0;
    for seed in 0..DOSSIERS {
        let dossier = dossier(&OF_2023, &old, seed);
        let Ok(before) = judge(&old, &dossier, None) else {
            continue;
        };
        // the sheet with cases has a way of its own
        if before.product_set == 26 {
            continue;
        }
        let bytes = dossier.to_string();
        let assessment = library.assess_json(bytes.as_bytes(), &AssessOptions::default());
        let assessment = assessment.expect("lawful");
        let comparison = library.compare(assessment.sheet(), &to, &CompareRequest::default());
        let comparison = comparison.expect("sets correspond");

        let set = before.product_set;
        let sheet = new.iter().find(|s| s.number == set).expect("a sheet");
        let known = |name: &&str| sheet.findings.iter().any(|f| f.finding == **name);
        let findings = before
            .reasons
            .iter()
            .filter_map(|r| r.finding)
            .filter(known);
        let findings: Vec<&str> = findings.collect();
        let ticked = |criterion: &str| {
            let level = assessment.sheet().level(criterion.parse().ok()?);
            level.map(|l| u64::from(l.get()))
        };
        let (answers, may_rise) = carried(&before, ticked, sheet);
        let answers = lapsed(sheet, answers);
        for (which, found, answers) in [
            ("provisional", comparison.provisional(), answers.clone()),
            ("worst", comparison.worst(), at_worst(sheet, &answers)),
            (
                "best",
                comparison.best(),
                at_best(sheet, &answers, &may_rise),
            ),
        ] {
            let found = serde_json::to_value(found.brief()).expect("a report is JSON");
            let expected = naive_figures(&rated(&new, set, answers, &findings));
            assert_eq!(figures(&found), expected, "seed {seed}, set {set}: {which}");
        }
        compared += 1;
    }
    assert!(compared >= DOSSIERS / 2, "only {compared} compared");
}
