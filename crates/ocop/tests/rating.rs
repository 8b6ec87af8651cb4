//! What a rating and a sheet tell about themselves, and a rule that no decision uses yet: a star
//! mark that stands in one case.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests: what is not there is to stop the run"
)]

use jiff::civil::date;
use ocop::{
    Answer, AssessOptions, Case, CriteriaVersion, Library, Outcome, ScoreSheet, Stars, State, rate,
};

fn library() -> Library {
    Library::embedded()
}

fn stars(n: i64) -> Stars {
    Stars::new(n).unwrap()
}

/// Set 26 with a 3-star mark on the first level of case a of criterion 8 and on the last level of
/// case b.
fn marked_in_cases() -> Library {
    let embedded = library();
    let version = embedded.version("qd-26-2026").unwrap();
    let mut files = version.files().clone();
    let file = files.get_mut("sets/26.json").unwrap();
    let mut set: serde_json::Value = serde_json::from_str(file).unwrap();
    let criterion = set["parts"][2]["sections"]
        .as_array_mut()
        .unwrap()
        .iter_mut()
        .find(|s| s["section"] == "8")
        .unwrap();
    let levels = &mut criterion["criteria"][0]["levels"];
    levels[0]["minimum_for"] = 3.into();
    levels[3]["minimum_for"] = 3.into();
    *file = set.to_string().into();
    let mut library = Library::embedded();
    library.insert(CriteriaVersion::from_files(version.id().clone(), files));
    library
}

#[test]
fn a_mark_in_one_case_says_nothing_of_a_sheet_under_another() {
    let library = marked_in_cases();
    let unmet = |answers: &str| {
        let dossier =
            format!(r#"{{"criteria":"qd-26-2026","product_set":26,"answers":{answers}}}"#);
        let assessment = library
            .assess_json(dossier.as_bytes(), &AssessOptions::default())
            .unwrap();
        let of_8 = |m: &ocop::StarMinimum<'_>| m.criterion.id.to_string() == "8" && !m.met;
        assessment.rating().minimums().filter(of_8).count()
    };
    // under case a only its own mark counts, and it is met
    assert_eq!(unmet(r#"{"8": 1, "9": 1}"#), 0);
    // under case b only its own mark counts, and level 3 is short of it
    assert_eq!(unmet(r#"{"8": 3, "9": 3}"#), 1);
    assert_eq!(unmet(r#"{"8": 4, "9": 3}"#), 0);
    // the case may be told by another criterion
    assert_eq!(unmet(r#"{"8": 0, "9": 1}"#), 1);
    // while no answer tells the case, both marks are open
    assert_eq!(unmet(r#"{"6": 1}"#), 2);
}

#[test]
fn a_sheet_tells_its_levels_its_case_and_its_day() {
    let library = library();
    let dossier =
        br#"{"product_set": 26, "assessed_on": "2026-09-15", "answers": {"8": 3, "6": 0}}"#;
    let assessment = library
        .assess_json(dossier, &AssessOptions::default())
        .unwrap();
    let sheet = assessment.sheet();
    let level = |id: &str| sheet.level(id.parse().unwrap()).map(ocop::LevelNumber::get);
    assert_eq!(
        (level("8"), level("6"), level("7"), level("99")),
        (Some(3), Some(0), None, None)
    );
    assert_eq!(sheet.case(), Some("b".parse::<Case>().unwrap()));
    assert_eq!(sheet.assessed_on(), Some(date(2026, 9, 15)));
}

#[test]
fn an_answer_by_points_and_case_is_the_level_of_that_case() {
    let library = library();
    let set = library
        .version("qd-26-2026")
        .unwrap()
        .product_set("26")
        .unwrap();
    let case = "b".parse().unwrap();
    let answers = [("8".parse().unwrap(), Answer::points(3, Some(case)))];
    let sheet = ScoreSheet::new(set, answers, []).unwrap();
    assert_eq!(sheet.level("8".parse().unwrap()).unwrap().get(), 4);
    let ambiguous = [("8".parse().unwrap(), Answer::points(3, None))];
    assert!(ScoreSheet::new(set, ambiguous, []).is_err());
}

#[test]
fn a_rating_tells_what_is_unmet_and_unanswered() {
    let library = library();
    let set = library
        .version("qd-26-2026")
        .unwrap()
        .product_set("1")
        .unwrap();
    let best = || {
        set.criteria()
            .iter()
            .map(|c| (c.id, Answer::level(u8::try_from(c.levels.len()).unwrap())))
    };
    let full = ScoreSheet::new(set, best(), []).unwrap();
    let rating = rate(&full);
    assert!(!rating.has_unanswered());
    assert!(
        [3, 4, 5]
            .into_iter()
            .all(|n| rating.unmet(stars(n)).next().is_none())
    );

    let without = |id: &str| {
        let id: ocop::CriterionId = id.parse().unwrap();
        ScoreSheet::new(set, best().filter(move |(c, _)| *c != id), []).unwrap()
    };
    let sheet = without("1.5");
    let rating = rate(&sheet);
    assert!(rating.has_unanswered());
    assert_eq!(rating.outcome(), Outcome::Provisional);
    let unmet = |n| {
        rating
            .unmet(stars(n))
            .map(|id| id.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (unmet(3), unmet(4), unmet(5)),
        (vec![], vec!["1.5".to_owned()], vec!["1.5".to_owned()])
    );
}

#[test]
fn each_criterion_tells_how_it_came_to_its_points() {
    let library = library();
    let state = |answers: &str, id: &str| {
        let dossier = format!(r#"{{"criteria":"qd-26-2026","product_set":1,"answers":{answers}}}"#);
        let assessment = library
            .assess_json(dossier.as_bytes(), &AssessOptions::default())
            .unwrap();
        let rating = assessment.rating();
        let score = rating
            .scores()
            .find(|s| s.criterion.id.to_string() == id)
            .unwrap();
        (score.state, score.points.get())
    };
    assert_eq!(state(r#"{"5.1": 2, "5.2": 3}"#, "5.2"), (State::Scored, 2));
    assert_eq!(state(r#"{"5.1": 2}"#, "5.2"), (State::Unanswered, 0));
    assert_eq!(state(r#"{"5.1": 0}"#, "5.2"), (State::NotApplicable, 0));
    assert_eq!(
        state(r#"{"5.1": 1, "5.2": 1}"#, "5.2"),
        (State::NotApplicable, 0)
    );
    assert_eq!(state(r#"{"5.2": 3}"#, "5.2"), (State::NotApplicable, 0));
    assert_eq!(state("{}", "5.2"), (State::Unanswered, 0));
    assert_eq!(state(r#"{"1.1": 0}"#, "1.1"), (State::Scored, 0));
}

#[test]
fn the_most_that_a_sheet_can_come_to() {
    let library = library();
    let most = |set: u8, answers: &str| {
        let dossier =
            format!(r#"{{"criteria":"qd-26-2026","product_set":{set},"answers":{answers}}}"#);
        let assessment = library
            .assess_json(dossier.as_bytes(), &AssessOptions::default())
            .unwrap();
        assessment.sheet().most_points().get()
    };
    assert_eq!(most(1, "{}"), 100);
    // 5.1 is worth 5; without it, 5.2 counts for nothing and takes 2 more
    assert_eq!(most(1, r#"{"5.1": 0}"#), 93);
    assert_eq!(most(1, r#"{"5.1": 0, "5.2": 0}"#), 93);
    assert_eq!(most(1, r#"{"5.1": 2}"#), 96);
    // in set 26, one case at a time: both are worth as much
    assert_eq!(most(26, "{}"), 100);
    assert_eq!(most(26, r#"{"8": 3}"#), 98);
}

#[test]
fn strict_asks_for_nothing_more_once_the_assessment_has_ended() {
    let library = library();
    let options = AssessOptions::default().strict(true);
    let missing = |set: u8, answers: &str, findings: &str| {
        let dossier = format!(
            r#"{{"criteria":"qd-26-2026","product_set":{set},"answers":{answers},"findings":{findings}}}"#
        );
        let assessed = library.assess_json(dossier.as_bytes(), &options);
        assessed.map_or_else(|problems| problems.len(), |_| 0)
    };
    // one criterion at 0 that stops the assessment, and no finding
    assert_eq!(missing(16, r#"{"6.2": 0}"#, "[]"), 0);
    // a finding that rejects the dossier, and no criterion that stops
    assert_eq!(missing(1, "{}", r#"["required-certificate-missing"]"#), 0);
    // neither: all that is unanswered is asked for
    let set = library.version("qd-26-2026").unwrap();
    let all = set.product_set("1").unwrap().criteria().len();
    assert_eq!(missing(1, "{}", "[]"), all);
    assert_eq!(missing(1, r#"{"1.1": 3}"#, "[]"), all - 1);
    // what depends on a criterion at 0 points is not asked for
    assert_eq!(missing(1, r#"{"5.1": 0}"#, "[]"), all - 2);
}

#[test]
fn a_criterion_answered_twice_is_told_wherever_it_stands() {
    let library = library();
    let problems = |answers: &str| {
        let dossier = format!(r#"{{"criteria":"qd-26-2026","product_set":1,"answers":{answers}}}"#);
        let assessed = library.assess_json(dossier.as_bytes(), &AssessOptions::default());
        assessed
            .map(|_| ())
            .unwrap_err()
            .into_iter()
            .map(|p| (p.code.as_str(), p.path))
            .collect::<Vec<_>>()
    };
    let repeated = || ("repeated-key", "/answers/1.2".to_owned());
    // the second comes where it would stand in order
    assert_eq!(problems(r#"{"1.2": 1, "1.1": 1, "1.2": 2}"#), [repeated()]);
    assert_eq!(problems(r#"{"1.2": 1, "1.2": 1}"#), [repeated()]);
    // the first was refused, and is no less an answer
    let unknown = || ("unknown-level", "/answers/1.2".to_owned());
    assert_eq!(
        problems(r#"{"1.2": 77, "1.1": 1, "1.2": 2}"#),
        [unknown(), repeated()]
    );
    assert_eq!(
        problems(r#"{"1.2": 77, "1.2": 2}"#),
        [unknown(), repeated()]
    );
}
