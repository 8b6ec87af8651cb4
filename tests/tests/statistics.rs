//! Statistics over random ratings, against a plain second count of what the naive scorer says of the
//! same dossiers.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a plain second count: what it trips over fails the test"
)]

use std::collections::BTreeMap;

use ocop::stats::{Stats, StatsRequest};
use ocop::{AssessOptions, Library};
use ocop_tests::generate::dossier;
use ocop_tests::naive::{Law, Rating, judge, sheets};
use serde_json::{Value, json};

const DOSSIERS: u64 = 300;
const NEAR_POINTS: u64 = 5;

/// A near miss: points or minimums short, the star it is near to, and what is lacking.
type Near = (u64, u64, String);

/// The second count.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counted {
    outcome: BTreeMap<String, u64>,
    stars: BTreeMap<String, u64>,
    set: BTreeMap<String, u64>,
    totals: [u64; 10],
    unmet: BTreeMap<(String, u64), u64>,
    zeros: BTreeMap<String, u64>,
    /// Nearest first; of those as near, the higher star first.
    near: Vec<Near>,
}

impl Counted {
    fn add(&mut self, law: &Law, rating: &Rating<'_>) {
        let count = |of: &mut BTreeMap<String, u64>, name: &str| {
            *of.entry(name.to_owned()).or_default() += 1;
        };
        count(&mut self.outcome, rating.outcome);
        count(
            &mut self.set,
            &format!("{}/{:02}", law.id, rating.product_set),
        );
        for score in &rating.scores {
            if score.state == "scored" && score.points == 0 {
                count(&mut self.zeros, &score.leaf.key);
            }
        }
        let Some(stars) = rating.stars else { return };
        count(&mut self.stars, &stars.to_string());
        self.totals[(rating.points as usize / 10).min(9)] += 1;
        let missed = rating.minimums.iter().filter(|m| !m.met);
        for minimum in missed {
            let leaf = rating
                .scores
                .iter()
                .find(|s| s.leaf.criterion == minimum.criterion);
            let key = leaf.expect("a leaf").leaf.key.clone();
            *self.unmet.entry((key, minimum.stars)).or_default() += 1;
        }
        self.near.extend(near(rating, stars));
        self.near
            .sort_by_key(|(short, next, what)| (*short, 5 - next, what.clone()));
    }
}

/// Some points below the next star with all its minimums met, or one minimum below it with points
/// enough.
fn near(rating: &Rating<'_>, stars: u64) -> Option<Near> {
    let bands = [0, 0, 30, 50, 70, 90];
    let next = stars + 1;
    let bound = *bands.get(next as usize)?;
    let lacking: Vec<&str> = (3..=next).flat_map(|s| rating.unmet(s)).collect();
    match lacking.as_slice() {
        [] if rating.points < bound && bound - rating.points <= NEAR_POINTS => {
            Some((bound - rating.points, next, "points".to_owned()))
        }
        [one] if rating.points >= bound => Some((0, next, (*one).to_owned())),
        _ => None,
    }
}

/// What the report says, in the form of the second count.
fn reported(report: &Value) -> Counted {
    let rows = |name: &str| report[name].as_array().expect("a list").clone();
    let text = |v: &Value| v.as_str().expect("a text").to_owned();
    let number = |v: &Value| v.as_u64().expect("a number");
    let counts = |name: &str| -> BTreeMap<String, u64> {
        let rows = rows(name);
        rows.iter()
            .map(|r| (text(&r["name"]), number(&r["count"])))
            .collect()
    };
    // a set stands with its name
    let set = counts("by_set").into_iter().map(|(name, count)| {
        let number = name.split(' ').next().expect("a first word");
        (number.to_owned(), count)
    });
    let mut totals = [0; 10];
    for (at, bin) in rows("totals").iter().enumerate() {
        assert_eq!(number(&bin["from_points"]), at as u64 * 10);
        totals[at] = number(&bin["count"]);
    }
    let near = rows("near_misses").into_iter().map(|n| {
        let next = number(&n["next"]);
        match n["lacks"].as_str() {
            Some("points") => (number(&n["points"]), next, "points".to_owned()),
            _ => (0, next, text(&n["criterion"])),
        }
    });
    let mut near: Vec<Near> = near.collect();
    // the nearest first, the highest stars before the others; those as near as each other stand in
    // the order of their names, which the second count does not have
    let place = |(short, next, _): &Near| (*short, 5 - next);
    assert!(near.is_sorted_by_key(place), "{near:?}");
    near.sort_by_key(|near| (place(near), near.2.clone()));
    Counted {
        outcome: counts("by_outcome"),
        stars: counts("by_stars"),
        set: set.collect(),
        totals,
        unmet: rows("unmet")
            .iter()
            .map(|r| ((text(&r["key"]), number(&r["stars"])), number(&r["count"])))
            .collect(),
        zeros: rows("zeros")
            .iter()
            .map(|r| (text(&r["key"]), number(&r["count"])))
            .collect(),
        near,
    }
}

#[test]
fn statistics_of_random_ratings_are_those_of_a_second_count() {
    let library = Library::embedded();
    for law in Law::ALL {
        let sheets = &sheets(law);
        let options = StatsRequest::default()
            .near_points(NEAR_POINTS as u16)
            .top(u16::MAX);
        let mut stats = Stats::new(&library, options);
        let (mut counted, mut assessed) = (Counted::default(), 0);
        for seed in 0..DOSSIERS {
            let dossier = dossier(law, sheets, seed);
            let Ok(rating) = judge(sheets, &dossier, None) else {
                continue;
            };
            let bytes = dossier.to_string();
            let assessment = library.assess_json(bytes.as_bytes(), &AssessOptions::default());
            let line = serde_json::to_vec(&assessment.expect("lawful").full());
            let line = line.expect("a report is JSON");
            stats.line(seed + 1, &line).expect("a rating is counted");
            counted.add(law, &rating);
            assessed += 1;
        }
        let report = serde_json::to_value(stats.report()).expect("a report is JSON");
        let found = reported(&report);
        assert_eq!(report["assessed"], assessed, "{}", law.id);
        assert_eq!(
            report["near_count"],
            json!(counted.near.len()),
            "{}",
            law.id
        );
        assert!(
            counted.near.len() >= 10,
            "{}: {}",
            law.id,
            counted.near.len()
        );
        assert_eq!(found, counted, "{}", law.id);
    }
}

/// The longest list is cut; what is left of it are the nearest.
#[test]
fn near_misses_are_cut_at_the_most_that_is_asked_for_and_the_nearest_stay() {
    let library = Library::embedded();
    let law = Law::ALL[2];
    let sheets = &sheets(law);
    let report = |top: u16| {
        let options = StatsRequest::default()
            .near_points(NEAR_POINTS as u16)
            .top(top);
        let mut stats = Stats::new(&library, options);
        for seed in 0..DOSSIERS {
            let bytes = dossier(law, sheets, seed).to_string();
            let options = AssessOptions::default();
            if let Ok(assessment) = library.assess_json(bytes.as_bytes(), &options) {
                stats.rating(&assessment.full());
            }
        }
        stats.report()
    };
    let (all, few) = (report(u16::MAX), report(3));
    assert_eq!(few.near_misses, all.near_misses[..3]);
    assert_eq!(few.near_count, all.near_count);
}
