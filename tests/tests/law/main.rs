//! The law, sentence by sentence: how a sheet is scored, in every set that has the rule and in no
//! other. Each file names the rules it holds by their numbers in the
//! project's digest.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "helpers of tests: a wrong report is to stop the run, and no number is large"
)]

mod authority;
mod cases;
mod endings;
mod points;
mod sheet;
mod stars;
mod story;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use ocop::{AssessOptions, Library};
use ocop_tests::naive::{self, Leaf, Level, OF_2026, Sheet};
use serde_json::{Value, json};

static LIBRARY: LazyLock<Library> = LazyLock::new(Library::embedded);
static SHEETS: LazyLock<Vec<Sheet>> = LazyLock::new(|| naive::sheets(&OF_2026));

/// Levels by criterion.
type Answers = BTreeMap<String, u64>;

/// The full rating as JSON, or the codes of the problems.
fn rate(sheet: &Sheet, answers: &Value, findings: &[&str]) -> Result<Value, Vec<&'static str>> {
    let dossier = json!({
        "criteria": OF_2026.id, "product_set": sheet.number, "answers": answers, "findings": findings,
    });
    let bytes = dossier.to_string();
    match LIBRARY.assess_json(bytes.as_bytes(), &AssessOptions::default()) {
        Ok(assessment) => Ok(serde_json::to_value(assessment.full()).expect("a report is JSON")),
        Err(problems) => Err(problems.iter().map(|p| p.code.as_str()).collect()),
    }
}

/// The rating of a sheet that must be lawful.
fn rated(sheet: &Sheet, answers: &Answers) -> Value {
    let rating = rate(sheet, &json!(answers), &[]);
    rating.unwrap_or_else(|codes| panic_with(sheet, &codes))
}

#[expect(clippy::panic, reason = "a lawful sheet was refused: the test fails")]
fn panic_with(sheet: &Sheet, codes: &[&str]) -> ! {
    panic!("set {}: refused: {codes:?}", sheet.number)
}

fn sheet(number: u64) -> &'static Sheet {
    let of = SHEETS.iter().find(|s| s.number == number);
    of.expect("a set of the decision")
}

/// The levels that stand together on one sheet: all, and of two cases the first.
fn together(leaf: &Leaf) -> impl DoubleEndedIterator<Item = &Level> {
    let levels = leaf.levels.iter();
    levels.filter(|l| l.case.as_deref().is_none_or(|case| case == "a"))
}

/// The highest level of every criterion.
fn top(sheet: &Sheet) -> Answers {
    let highest = |leaf: &Leaf| together(leaf).map(|l| l.number).max();
    sheet
        .leaves
        .iter()
        .map(|leaf| (leaf.criterion.clone(), highest(leaf).expect("a level")))
        .collect()
}

/// The marked level for exactly these stars.
fn marked(leaf: &Leaf, stars: u64) -> Option<&Level> {
    leaf.levels.iter().find(|l| l.minimum_for == Some(stars))
}

/// Criteria that must have points, lest the sheet be stopped or another criterion not be scored.
fn needs_points(sheet: &Sheet, leaf: &Leaf) -> bool {
    sheet
        .dependencies
        .iter()
        .any(|(_, on)| *on == leaf.criterion)
        || sheet.zero_stops.iter().any(|(at, _)| *at == leaf.criterion)
}

/// A full sheet of exactly these points, from the levels that are allowed; none where there is none.
fn sheet_of(sheet: &Sheet, points: u64, allowed: impl Fn(&Leaf, u64) -> bool) -> Option<Answers> {
    // By the points reached with the criteria so far: the answers that reach them.
    let mut reached = BTreeMap::from([(0, Answers::new())]);
    for leaf in &sheet.leaves {
        let mut next = BTreeMap::new();
        let numbers = together(leaf).map(|l| l.number).chain([0]);
        let open = numbers
            .filter(|l| allowed(leaf, *l))
            .filter(|l| leaf.points(*l) > 0 || !needs_points(sheet, leaf));
        for level in open {
            for (so_far, answers) in &reached {
                let total = so_far + leaf.points(level);
                if total <= points && !next.contains_key(&total) {
                    let mut answers = answers.clone();
                    answers.insert(leaf.criterion.clone(), level);
                    next.insert(total, answers);
                }
            }
        }
        reached = next;
    }
    reached.remove(&points)
}

/// Whether a level reaches the criterion's minimums for up to these stars.
fn reaches(leaf: &Leaf, level: u64, stars: u64) -> bool {
    (3..=stars)
        .filter_map(|s| marked(leaf, s))
        .all(|minimum| level >= minimum.number)
}
