//! What every plan keeps to.

use ocop::plan::{Costs, Plan, PlanRequest, PlanStatus, plan};
use ocop::{Answer, Outcome, ScoreSheet, Stars, rate};

use crate::model::{Random, World, random_levels, request, sheet};

fn reaches(sheet: &ScoreSheet, request: &PlanRequest) -> bool {
    let rating = rate(sheet);
    let band = sheet
        .product_set()
        .instrument()
        .band(request.target)
        .unwrap()
        .from_points;
    rating.stars().is_some_and(|s| s >= request.target)
        && rating.points().get() >= band.get() + request.margin.get()
}

/// Runs over random sheets of all sets and targets.
fn each(seed: u64, rounds: usize, mut check: impl FnMut(&ScoreSheet, &PlanRequest, &Plan)) {
    let world = World::new();
    let costs = Costs::embedded().unwrap();
    let mut random = Random::new(seed);
    for round in 0..rounds {
        let (set, shown) = world.set(1 + round % 26);
        let levels = random_levels(&shown, &mut random, round % 4, round % 3 == 0);
        let sheet = sheet(set, &levels);
        let mut request = request(u8::try_from(3 + random.below(3)).unwrap());
        request.margin = ocop::Points::new(i64::try_from(random.below(4)).unwrap()).unwrap();
        request.alternatives = random.below(3);
        let plan = plan(&sheet, &request, &costs).unwrap();
        check(&sheet, &request, &plan);
    }
}

#[test]
fn applying_a_plan_and_rating_it_reaches_the_target() {
    let mut planned = 0;
    each(3, 1500, |sheet, request, plan| {
        let ways = std::iter::once(plan.changes()).chain(plan.alternatives());
        if plan.status() == PlanStatus::Planned {
            planned += 1;
            for steps in ways {
                assert!(reaches(&plan.after(steps), request));
            }
        } else {
            let met = matches!(
                plan.status(),
                PlanStatus::AlreadyMet | PlanStatus::AboveTarget
            );
            assert!(plan.changes().is_empty());
            assert_eq!(reaches(sheet, request), met);
        }
    });
    assert!(planned > 700, "{planned}");
}

#[test]
fn removing_any_one_step_never_reaches_the_target() {
    each(4, 1500, |_, request, plan| {
        for steps in std::iter::once(plan.changes()).chain(plan.alternatives()) {
            for left_out in 0..steps.len() {
                let mut fewer = steps.to_vec();
                fewer.remove(left_out);
                assert!(!reaches(&plan.after(&fewer), request));
            }
        }
    });
}

#[test]
fn no_level_is_lowered_and_no_unanswered_criterion_is_planned_at() {
    each(5, 1500, |sheet, _, plan| {
        for step in std::iter::once(plan.changes())
            .chain(plan.alternatives())
            .flatten()
        {
            let id = plan.criterion(step).unwrap().id;
            assert!(step.to > step.from);
            assert!(sheet.unanswered().all(|c| c.id != id));
        }
    });
}

#[test]
fn the_sheet_of_a_complete_dossier_stays_complete() {
    each(6, 600, |sheet, _, plan| {
        if rate(sheet).outcome() == Outcome::Rated && plan.status() == PlanStatus::Planned {
            assert_eq!(rate(&plan.applied()).outcome(), Outcome::Rated);
        }
    });
}

#[test]
fn kept_criteria_have_a_step_and_excluded_ones_have_none() {
    let world = World::new();
    let costs = Costs::embedded().unwrap();
    each(7, 400, |sheet, request, first| {
        let set = sheet.product_set();
        let Some(step) = first.changes().first() else {
            return;
        };
        let there = first.criterion(step).unwrap();
        let mut without = request.clone();
        without.exclude = vec![there.key.clone()];
        let again = plan(sheet, &without, &costs).unwrap();
        assert!(
            again
                .changes()
                .iter()
                .all(|s| again.criterion(s).unwrap().id != there.id)
        );
        // a criterion that the plan does without can be asked for
        let other = set.criteria().iter().find(|c| {
            sheet
                .level(c.id)
                .is_some_and(|l| usize::from(l.get()) < c.levels.len() && !c.has_cases())
                && c.key != "story-structure"
                && first
                    .changes()
                    .iter()
                    .all(|s| first.criterion(s).unwrap().id != c.id)
        });
        let Some(other) = other else { return };
        let mut with = request.clone();
        with.keep = vec![other.id.to_string()];
        let again = plan(sheet, &with, &costs).unwrap();
        assert!(
            again
                .changes()
                .iter()
                .any(|s| again.criterion(s).unwrap().id == other.id)
        );
        assert!(reaches(&again.applied(), &with));
    });
    drop(world);
}

#[test]
fn a_plan_by_a_date_ends_by_it_or_says_what_takes_longer() {
    let costs = Costs::embedded().unwrap();
    let day: jiff::civil::Date = "2026-09-15".parse().unwrap();
    each(8, 400, |sheet, request, first| {
        let longest = first.changes().iter().map(|s| s.cost.lead_time_days).max();
        let Some(longest) = longest.filter(|d| *d > 0) else {
            return;
        };
        let mut sooner = request.clone();
        sooner.today = Some(day);
        let days = |n: u32| Some(day.checked_add(jiff::Span::new().days(n)).unwrap());
        sooner.by = days(longest);
        assert_eq!(
            plan(sheet, &sooner, &costs).unwrap().changes(),
            first.changes()
        );
        sooner.by = days(longest - 1);
        let again = plan(sheet, &sooner, &costs).unwrap();
        if again.changes().is_empty() {
            assert_eq!(again.status(), PlanStatus::OutOfReach);
        }
        assert!(
            again
                .changes()
                .iter()
                .all(|s| s.cost.lead_time_days < longest)
        );
    });
}

/// Set 26: what a sheet is answered under stays, unless another case is asked for.
#[test]
fn the_case_of_a_sheet_changes_only_when_asked_and_lowers_only_when_allowed() {
    let world = World::new();
    let costs = Costs::embedded().unwrap();
    let (set, _) = world.set(26);
    // case a at its best (8: 3 points), all else one below
    let level = |c: &ocop::criteria::Criterion| {
        if c.has_cases() {
            2
        } else {
            u8::try_from(c.levels.len()).unwrap().saturating_sub(1)
        }
    };
    let sheet = ScoreSheet::new(
        set,
        set.criteria()
            .iter()
            .map(|c| (c.id, Answer::level(level(c)))),
        [],
    )
    .unwrap();
    let case_a = sheet.case().unwrap();
    let plan_a = plan(&sheet, &request(5), &costs).unwrap();
    assert_eq!(plan_a.status(), PlanStatus::Planned);
    assert_eq!(plan_a.applied().case(), Some(case_a));

    let mut asked = request(5);
    asked.case = Some("b".parse().unwrap());
    let plan_b = plan(&sheet, &asked, &costs).unwrap();
    assert_eq!(plan_b.applied().case(), asked.case);
    let cased = |p: &Plan| {
        p.changes()
            .iter()
            .filter(|s| p.criterion(s).unwrap().has_cases())
            .count()
    };
    assert_eq!((cased(&plan_a), cased(&plan_b)), (0, 3));
    assert!(plan_b.changes().iter().all(|s| s.points >= 0));
    assert!(reaches(&plan_b.applied(), &asked));

    asked.allow_lower = true;
    let lowered = plan(&sheet, &asked, &costs).unwrap();
    assert!(reaches(&lowered.applied(), &asked));
    assert!(lowered.changes().len() <= plan_b.changes().len());
}

/// Set 16: a criterion at 0 stops the assessment, and a level mends that; a finding is not mended.
#[test]
fn a_stop_by_points_is_cleared_by_a_step_and_a_finding_is_not() {
    let world = World::new();
    let costs = Costs::embedded().unwrap();
    let (set, _) = world.set(16);
    let level = |c: &ocop::criteria::Criterion| {
        if c.key == "foreign-matter" {
            0
        } else {
            u8::try_from(c.levels.len()).unwrap()
        }
    };
    let answers = || {
        set.criteria()
            .iter()
            .map(|c| (c.id, Answer::level(level(c))))
    };
    let sheet = ScoreSheet::new(set, answers(), []).unwrap();
    assert_eq!(rate(&sheet).outcome(), Outcome::Stopped);
    let found = plan(&sheet, &request(5), &costs).unwrap();
    assert_eq!(
        (found.status(), found.changes().len()),
        (PlanStatus::Planned, 1)
    );
    assert!(found.changes()[0].clears_stop);

    let sheet = ScoreSheet::new(set, answers(), ["forged-dossier"]).unwrap();
    let denied = plan(&sheet, &request(3), &costs).unwrap();
    assert_eq!(denied.status(), PlanStatus::NoStars);
    let report = denied.report();
    assert_eq!(
        report.blocked_by[0].finding.as_deref(),
        Some("forged-dossier")
    );
    assert!(!report.reachable && report.best_in_reach.is_none() && report.changes.is_empty());
}

#[test]
fn a_dependent_criterion_rises_only_with_the_one_it_depends_on() {
    let world = World::new();
    let costs = Costs::embedded().unwrap();
    let (set, _) = world.set(1);
    let id = |s: &str| -> ocop::CriterionId { s.parse().unwrap() };
    // no story: 5.2 has not to be answered
    let answers = set
        .criteria()
        .iter()
        .filter(|c| c.id != id("5.2"))
        .map(|c| {
            let best = u8::try_from(c.levels.len()).unwrap();
            (
                c.id,
                Answer::level(if c.id == id("5.1") { 0 } else { best }),
            )
        });
    let sheet = ScoreSheet::new(set, answers, []).unwrap();
    let mut asked = request(5);
    asked.margin = ocop::Points::new(9).unwrap();
    let found = plan(&sheet, &asked, &costs).unwrap();
    let ids: Vec<_> = found
        .changes()
        .iter()
        .map(|s| found.criterion(s).unwrap().id)
        .collect();
    assert_eq!(ids, [id("5.1"), id("5.2")]);
    asked.exclude = vec!["product-story".to_owned()];
    asked.keep = vec!["5.2".to_owned()];
    let blocked = plan(&sheet, &asked, &costs).unwrap();
    assert_eq!(blocked.status(), PlanStatus::OutOfReach);
}

#[test]
fn unanswered_criteria_are_asked_for_and_not_assumed() {
    let world = World::new();
    let costs = Costs::embedded().unwrap();
    let (set, _) = world.set(1);
    // 3.5 holds a minimum for 3 stars
    let answers = set
        .criteria()
        .iter()
        .filter(|c| c.key != "intellectual-property");
    let answers = answers.map(|c| (c.id, Answer::level(u8::try_from(c.levels.len()).unwrap())));
    let sheet = ScoreSheet::new(set, answers, []).unwrap();
    let asked = plan(&sheet, &request(4), &costs).unwrap();
    assert_eq!(asked.status(), PlanStatus::NeedsAnswers);
    let report = asked.report();
    assert_eq!(report.questions.len(), 1);
    assert_eq!(report.questions[0].minimum_for, Stars::new(3).ok());
    assert_eq!(report.blocked_by[0].criterion.unwrap().to_string(), "3.5");
    assert_eq!(report.best_in_reach.unwrap().stars, Stars::new(2).ok());
}

/// The proof: for each objective, one less misses the target.
#[test]
fn why_nothing_smaller_works_is_told_for_each_objective() {
    each(9, 400, |_, request, plan| {
        if plan.changes().is_empty() {
            return;
        }
        let report = plan.report();
        assert_eq!(report.why[0].at_most + 1, report.cost.changes);
        for bound in &report.why {
            match bound.most_points {
                Some(_) => assert!(bound.points_short.unwrap() > 0),
                None => assert!(!bound.must_change.is_empty()),
            }
        }
        let gained: i32 = report.changes.iter().map(|c| c.points).sum();
        let (before, after) = (report.before.points.get(), report.after.points.get());
        assert_eq!(i32::from(before) + gained, i32::from(after));
        assert_eq!(report.after.stars.map(|s| s >= request.target), Some(true));
    });
}
