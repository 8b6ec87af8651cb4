//! An old dossier under another law: what carries over, the bounds, and filling in the rest.

#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "what the helpers of these tests look for is there, or the test fails"
)]

use ocop::compare::{ComparisonReport, RowState};
use ocop::{
    Answer, AssessOptions, CompareRequest, Comparison, Criterion, CriterionId, Dossier, Library,
    ProductSet, Rating, ScoreSheet, VersionId, rate,
};
use proptest::prelude::*;
use std::sync::{Arc, LazyLock};

static LIBRARY: LazyLock<Library> = LazyLock::new(Library::embedded);

const VERSIONS: [&str; 3] = ["qd-1048-2019", "qd-148-2023", "qd-26-2026"];

fn id(text: &str) -> VersionId {
    text.parse().unwrap()
}

fn set(version: &str, number: &str) -> &'static Arc<ProductSet> {
    LIBRARY
        .version(version)
        .unwrap()
        .product_set(number)
        .unwrap()
}

/// A lawful sheet from any numbers: each picks a level of its criterion, or none.
fn sheet(set: &Arc<ProductSet>, picks: &[u8], case_b: bool) -> ScoreSheet {
    let answers = answers(set, set.criteria(), picks, (case_b, true), false);
    ScoreSheet::new(set, answers, []).unwrap()
}

fn answers(
    set: &ProductSet,
    criteria: &[Criterion],
    picks: &[u8],
    (case_b, told): (bool, bool),
    all: bool,
) -> Vec<(CriterionId, Answer)> {
    let case = set.cases().get(usize::from(case_b)).map(|c| c.case);
    let story: CriterionId = "5.1".parse().unwrap();
    let told = std::cell::Cell::new(told);
    let of = |(c, pick): (&Criterion, &u8)| {
        let levels: Vec<u8> = c
            .levels
            .iter()
            .filter(|l| l.case.is_none() || l.case == case)
            .map(|l| l.number.get())
            .collect();
        let choice = usize::from(*pick) % (levels.len() + if all { 1 } else { 2 });
        let level = match choice {
            0 => 0,
            n => *levels.get(n - 1).or(if all { Some(&0) } else { None })?,
        };
        if c.id == story {
            let points = |l: u8| {
                c.levels
                    .get(usize::from(l).wrapping_sub(1))
                    .map_or(0, |l| l.points.get())
            };
            told.set(points(level) > 0);
        }
        // the story's structure and identity need a story
        let needs = c.id.parent() == story.parent() && c.id != story;
        Some((
            c.id,
            Answer::level(if needs && !told.get() { 0 } else { level }),
        ))
    };
    criteria
        .iter()
        .zip(picks.iter().cycle())
        .filter_map(of)
        .collect()
}

fn compare(before: &ScoreSheet, to: &str) -> Option<Comparison> {
    LIBRARY
        .compare(before, &id(to), &CompareRequest::default())
        .ok()
}

fn standing(rating: &Rating) -> (Option<u8>, u16) {
    (rating.stars().map(|s| s.get()), rating.points().get())
}

fn levels(sheet: &ScoreSheet) -> Vec<Option<u8>> {
    let criteria = sheet.product_set().criteria().iter();
    criteria
        .map(|c| sheet.level(c.id).map(|l| l.get()))
        .collect()
}

fn any_sheet() -> impl Strategy<Value = (usize, u8, Vec<u8>, bool)> {
    (
        0_usize..3,
        1_u8..=26,
        prop::collection::vec(any::<u8>(), 40),
        any::<bool>(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_version_compared_with_itself_is_empty((v, n, picks, case) in any_sheet()) {
        let before = sheet(set(VERSIONS[v], &n.to_string()), &picks, case);
        let comparison = compare(&before, VERSIONS[v]).unwrap();
        let report: ComparisonReport<'_> = comparison.report();
        prop_assert!(report.is_empty(), "{:?}", report.counts);
        prop_assert_eq!(report.ratings.old, report.ratings.provisional);
        prop_assert_eq!(levels(&before), levels(comparison.carried()));
    }

    #[test]
    fn comparing_then_filling_in_every_question_gives_what_rate_gives(
        (v, n, picks, case) in any_sheet(), to in 0_usize..3,
        fills in prop::collection::vec(any::<u8>(), 40), fill_case: bool
    ) {
        let before = sheet(set(VERSIONS[v], &n.to_string()), &picks, case);
        let Some(comparison) = compare(&before, VERSIONS[to]) else { return Ok(()) };
        let new = comparison.carried().product_set();
        let open: Vec<Criterion> = comparison.open().cloned().collect();
        let case = comparison.carried().case().map_or(fill_case, |c| c.to_string() == "b");
        // a story that carried over may be none; one that is asked for may come to nothing
        let story = comparison.provisional().scores().find(|s| s.criterion.id.to_string() == "5.1");
        let told = story.is_none_or(|s| s.level.is_none() || s.points.get() > 0);
        let given = answers(new, &open, &fills, (case, told), true);
        let filled = comparison.fill(given.clone()).unwrap();
        // the same sheet, answered from scratch
        let carried = new.criteria().iter().filter_map(|c| Some((c.id, comparison.carried().level(c.id)?)));
        let all: Vec<(CriterionId, Answer)> = carried
            .filter(|(c, _)| filled.level(*c).is_some())
            .map(|(c, l)| (c, Answer::level(l.get())))
            .chain(given)
            .collect();
        let scratch = ScoreSheet::new(new, all, []).unwrap();
        let (filled_rating, scratch) = (rate(&filled), rate(&scratch));
        prop_assert_eq!(filled_rating.full(), scratch.full());
        prop_assert_eq!(filled.unanswered().count(), 0);
        // and every completion lies between the worst and the best
        let rating = rate(&filled);
        prop_assert!(standing(comparison.worst()) <= standing(&rating));
        prop_assert!(standing(&rating) <= standing(comparison.best()));
        prop_assert!(comparison.provisional().points() <= comparison.best().points());
    }

    #[test]
    fn the_worst_and_the_best_are_completions_themselves((v, n, picks, case) in any_sheet(), to in 0_usize..3) {
        let before = sheet(set(VERSIONS[v], &n.to_string()), &picks, case);
        let Some(comparison) = compare(&before, VERSIONS[to]) else { return Ok(()) };
        let worst = comparison.open().map(|c| (c.id, Answer::level(0)));
        let filled = comparison.fill(worst).unwrap();
        prop_assert_eq!(standing(&rate(&filled)), standing(comparison.worst()));
        // the best answers are those of its sheet
        let best = comparison.best();
        let rising = comparison.rows().filter(|r| r.at_least).filter_map(|r| r.to).map(|(c, _)| c.id);
        let asked: Vec<CriterionId> = comparison.open().map(|c| c.id).chain(rising).collect();
        let answers = asked.iter().filter_map(|c| Some((*c, Answer::level(best.sheet().level(*c)?.get()))));
        let filled = comparison.fill(answers).unwrap();
        prop_assert_eq!(standing(&rate(&filled)), standing(best));
    }

    /// The bounds are exact: of all sheets that answer what is open, by trying every one.
    #[test]
    fn the_bounds_are_those_of_every_completion(
        (v, n, picks, case) in any_sheet(), left_out in prop::collection::vec(0_usize..40, 3)
    ) {
        let set = set(VERSIONS[v], &n.to_string());
        let full = answers(set, set.criteria(), &picks, (case, true), true);
        // the story is often among what is open
        let story = set.criteria().iter().position(|c| c.id.to_string() == "5.1");
        let left_out: Vec<usize> = left_out.iter().enumerate().map(|(i, at)| match (i, at % 2, story) {
            (0, 0, Some(story)) => story,
            _ => at % set.criteria().len(),
        }).collect();
        let given = full.into_iter().enumerate().filter(|(i, _)| !left_out.contains(i)).map(|(_, a)| a);
        let Ok(before) = ScoreSheet::new(set, given, []) else { return Ok(()) };
        let comparison = compare(&before, VERSIONS[v]).unwrap();
        let open: Vec<&Criterion> = comparison.open().collect();
        let mut completions: Vec<Vec<(CriterionId, Answer)>> = vec![Vec::new()];
        for criterion in &open {
            completions = completions.iter().flat_map(|so_far| {
                (0..=criterion.levels.len() as u8).map(move |level| {
                    let mut more = so_far.clone();
                    more.push((criterion.id, Answer::level(level)));
                    more
                })
            }).collect();
        }
        let mut reached: Vec<_> = completions
            .into_iter()
            .filter_map(|c| comparison.fill(c).ok())
            .map(|sheet| standing(&rate(&sheet)))
            .collect();
        reached.sort_unstable();
        prop_assert_eq!(reached.first(), Some(&standing(comparison.worst())));
        prop_assert_eq!(reached.last(), Some(&standing(comparison.best())));
    }

    #[test]
    fn nothing_carries_over_that_was_not_answered((v, n, picks, case) in any_sheet(), to in 0_usize..3) {
        let before = sheet(set(VERSIONS[v], &n.to_string()), &picks, case);
        let Some(comparison) = compare(&before, VERSIONS[to]) else { return Ok(()) };
        for row in comparison.rows() {
            let given = row.from.and_then(|(_, level)| level);
            let carried = row.to.and_then(|(_, level)| level);
            match row.state {
                RowState::Unchanged | RowState::Changed => prop_assert!(given.is_some() && carried.is_some()),
                RowState::Question => prop_assert!(given.is_some() && carried.is_none() && row.reason.is_some()),
                RowState::Unanswered | RowState::New => prop_assert!(given.is_none() && carried.is_none()),
                RowState::Gone => prop_assert!(row.to.is_none()),
                RowState::NotApplicable => prop_assert!(carried.is_none()),
            }
        }
    }
}

/// The dossier that a comparison makes is rated as the comparison says.
#[test]
fn the_carried_dossier_is_rated_as_the_comparison_says() {
    for number in 1..=26 {
        let set = set("qd-148-2023", &number.to_string());
        let tops = set.criteria().iter().map(|c| {
            let case = c.levels.last().and_then(|l| l.case);
            let most = c
                .levels
                .iter()
                .filter(|l| l.case == case)
                .max_by_key(|l| l.points)
                .unwrap();
            format!(
                "\"{}\": {{\"level\": {}, \"evidence\": [\"QĐ\"]}}",
                c.id, most.number
            )
        });
        let text = format!(
            r#"{{"criteria": "qd-148-2023", "product_set": {number}, "product": {{"name": "A"}},
                "registration": {{"kind": "first"}}, "answers": {{{}}}}}"#,
            tops.collect::<Vec<_>>().join(", ")
        );
        let old = LIBRARY
            .assess_json(text.as_bytes(), &AssessOptions::default())
            .unwrap();
        let comparison = compare(old.sheet(), "qd-26-2026").unwrap();
        let dossier = comparison.dossier(Dossier::parse(text.as_bytes()).unwrap());
        let bytes = serde_json::to_vec(&dossier).unwrap();
        let new = LIBRARY
            .assess_json(&bytes, &AssessOptions::default())
            .unwrap();
        assert_eq!(
            new.rating().full(),
            comparison.provisional().full(),
            "{number}"
        );
        assert!(String::from_utf8(bytes).unwrap().contains("evidence"));
    }
}

/// A commune of today may take in ground of several old districts: any market is at least one within
/// it, and a better answer is certain of no less than a lesser one.
#[test]
fn outside_the_old_district_is_not_always_outside_the_commune_of_today() {
    let set = set("qd-148-2023", "1");
    let area: CriterionId = "4.1".parse().unwrap();
    assert_eq!(set.criterion(area).unwrap().key, "distribution-area");
    let carried = |level| {
        let before = ScoreSheet::new(set, [(area, Answer::level(level))], []).unwrap();
        let comparison = compare(&before, "qd-26-2026").unwrap();
        let row = comparison
            .rows()
            .find(|r| r.from.is_some_and(|(c, _)| c.id == area))
            .unwrap();
        (row.to.and_then(|(_, l)| l).map(|l| l.get()), row.at_least)
    };
    assert_eq!(carried(0), (Some(0), false));
    assert_eq!(carried(1), (Some(1), true));
    assert_eq!(carried(2), (Some(1), true));
    assert_eq!(carried(3), (Some(1), true));
    assert_eq!(carried(4), (Some(1), true));
}

#[test]
fn a_registered_trade_mark_implies_an_accepted_application_and_no_more() {
    let set = set("qd-148-2023", "5");
    let criterion = set
        .criteria()
        .iter()
        .find(|c| c.key == "intellectual-property")
        .unwrap();
    let before = ScoreSheet::new(set, [(criterion.id, Answer::level(1))], []).unwrap();
    let comparison = compare(&before, "qd-26-2026").unwrap();
    let row = comparison
        .rows()
        .find(|r| r.state == RowState::Changed)
        .unwrap();
    let (to, level) = row.to.unwrap();
    assert_eq!(
        (to.key.as_str(), level.unwrap().get(), row.at_least),
        ("intellectual-property", 1, false)
    );
}

#[test]
fn a_finding_carries_over_with_the_effect_that_the_newer_law_gives_it() {
    let set = set("qd-148-2023", "1");
    let before = ScoreSheet::new(set, [], ["required-certificate-missing"]).unwrap();
    let comparison = compare(&before, "qd-26-2026").unwrap();
    let report = comparison.report();
    assert_eq!(
        report.findings.carried[0].finding,
        "required-certificate-missing"
    );
    assert_eq!(format!("{:?}", report.ratings.old.outcome), "Stopped");
    for rating in [
        &report.ratings.provisional,
        &report.ratings.worst,
        &report.ratings.best,
    ] {
        assert_eq!(format!("{:?}", rating.outcome), "Rejected");
    }
}

#[test]
fn sets_of_1048_meet_those_of_later_laws_by_meaning() {
    let meets = |old: &str, to: &str| {
        let before = ScoreSheet::new(set("qd-1048-2019", old), [], []).unwrap();
        LIBRARY
            .compare(&before, &id(to), &CompareRequest::default())
            .map(|c| c.carried().product_set().number().get())
            .map_err(|p| p.iter().next().unwrap().code.as_str())
    };
    for to in ["qd-148-2023", "qd-26-2026"] {
        assert_eq!(meets("1", to), Ok(1));
        // processed fish joined processed meat
        assert_eq!(meets("9", to), Ok(8));
        assert_eq!(meets("26", to), Ok(26));
        assert_eq!(meets("13", to), Err("several-counterparts"));
        assert_eq!(meets("21", to), Err("no-counterpart"));
    }
    let before = ScoreSheet::new(set("qd-1048-2019", "13"), [], []).unwrap();
    let options = CompareRequest::default().product_set("12".to_owned());
    let comparison = LIBRARY
        .compare(&before, &id("qd-26-2026"), &options)
        .unwrap();
    assert_eq!(comparison.carried().product_set().number().get(), 12);
}

/// The bounds are lawful sheets: nothing has points without what it depends on.
#[test]
fn the_bounds_give_no_points_without_the_criterion_depended_on() {
    let set = set("qd-26-2026", "1");
    let id = |text: &str| text.parse::<CriterionId>().unwrap();
    let bounds = |answers: &[(&str, u8)]| {
        let answers = answers.iter().map(|(c, l)| (id(c), Answer::level(*l)));
        let before = ScoreSheet::new(set, answers, []).unwrap();
        let comparison = compare(&before, "qd-26-2026").unwrap();
        let level = |rating: &Rating| rating.sheet().level(id("5.2")).map(|l| l.get());
        (level(comparison.worst()), level(comparison.best()))
    };
    assert_eq!(bounds(&[("5.1", 0)]), (Some(0), None));
    assert_eq!(bounds(&[("5.2", 3)]), (None, Some(3)));
    assert_eq!(bounds(&[("5.1", 2)]), (Some(0), Some(3)));
}

/// The best sheet of 148 in drinking water: what stands between it and 3 stars is one question.
#[test]
fn what_decides_a_rank_is_told_by_rank() {
    let old = set("qd-148-2023", "16");
    let top = |c: &Criterion| (c.id, Answer::level(u8::try_from(c.levels.len()).unwrap()));
    let best = ScoreSheet::new(old, old.criteria().iter().map(top), []).unwrap();
    let comparison = compare(&best, "qd-26-2026").unwrap();
    let report = comparison.report();
    let [three, _, five] = report.deciding.as_slice() else {
        unreachable!("three ranks stand above 2 stars");
    };
    assert_eq!(three.stars.get(), 3);
    assert_eq!(three.criteria, ["4.1".parse().unwrap()]);
    assert_eq!(three.points.get(), 0);
    assert_eq!(
        five.points.get(),
        90 - comparison.provisional().points().get()
    );
}
