//! What holds for every sheet, whatever its answers.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "helpers of tests: a wrong report is to stop the run, and no number is large"
)]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use ocop::{
    AssessOptions, Case, CriterionId, Library, Outcome, PartLetter, RatingReport, VersionId,
};
use ocop_tests::naive::{self, Leaf, Level, OF_2026, Sheet};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::RngSeed;
use serde_json::{Value, json};

static LIBRARY: LazyLock<Library> = LazyLock::new(Library::embedded);
static SHEETS: LazyLock<Vec<Sheet>> = LazyLock::new(|| naive::sheets(&OF_2026));

/// More than any sheet has criteria.
const MOST_CRITERIA: usize = 60;

/// Levels by criterion.
type Answers = BTreeMap<String, u64>;

/// A lawful dossier: its sheet, its answers, the letter of its case and its findings.
#[derive(Debug, Clone)]
struct Lawful {
    sheet: &'static Sheet,
    answers: Answers,
    case: &'static str,
    findings: Vec<String>,
}

impl Lawful {
    fn json(&self) -> Value {
        json!({
            "criteria": OF_2026.id, "product_set": self.sheet.number, "product": {"name": "Nhãn \"lồng\"\n"},
            "answers": self.answers, "findings": self.findings,
        })
    }

    fn leaf(&self, place: &Index) -> &'static Leaf {
        place.get(&self.sheet.leaves)
    }

    /// The same with another answer to one criterion, still lawful.
    fn with(&self, criterion: &str, level: Option<u64>) -> Self {
        let mut other = self.clone();
        match level {
            Some(level) => other.answers.insert(criterion.to_owned(), level),
            None => other.answers.remove(criterion),
        };
        other.mended()
    }

    /// Where something that another criterion depends on is at 0 points, the other is at 0 too.
    fn mended(mut self) -> Self {
        for (of, on) in &self.sheet.dependencies {
            let required = self.answers.get(on).copied();
            let leaf = self.sheet.leaf(on).expect("a criterion of the sheet");
            if required.is_some_and(|level| leaf.points(level) == 0) {
                self.answers
                    .entry(of.clone())
                    .and_modify(|level| *level = 0);
            }
        }
        self
    }
}

/// Level 0 and the levels of the case.
fn open(leaf: &Leaf, case: &str) -> Vec<u64> {
    let of_case = |l: &&Level| l.case.as_deref().is_none_or(|c| c == case);
    let levels = leaf.levels.iter().filter(of_case).map(|l| l.number);
    std::iter::once(0).chain(levels).collect()
}

/// A sheet, each criterion unanswered with so many chances in a hundred, else often at its highest.
fn lawful(unanswered: u32) -> impl Strategy<Value = Lawful> {
    let answer = prop_oneof![
        unanswered => Just(None),
        100 - unanswered => (0..9_usize).prop_map(Some),
    ];
    (
        0..SHEETS.len(),
        prop::sample::select(vec!["a", "b"]),
        prop::collection::vec(answer, MOST_CRITERIA),
    )
        .prop_map(|(set, case, chosen)| {
            let sheet = &SHEETS[set];
            assert!(sheet.leaves.len() <= MOST_CRITERIA);
            let mut answers = Answers::new();
            for (leaf, choice) in sheet.leaves.iter().zip(chosen) {
                let open = open(leaf, case);
                if let Some(choice) = choice {
                    let level = open[choice.min(open.len() - 1)];
                    answers.insert(leaf.criterion.clone(), level);
                }
            }
            let lawful = Lawful {
                sheet,
                answers,
                case,
                findings: vec![],
            };
            lawful.mended()
        })
}

/// Any lawful sheet: full or partial.
fn any_lawful() -> impl Strategy<Value = Lawful> {
    prop_oneof![3 => lawful(0), 1 => lawful(4), 1 => lawful(40)]
}

/// With findings of the set.
fn with_findings() -> impl Strategy<Value = Lawful> {
    (any_lawful(), prop::collection::vec(any::<Index>(), 0..3)).prop_map(|(mut lawful, places)| {
        for place in places {
            if !lawful.sheet.findings.is_empty() {
                let finding = &place.get(&lawful.sheet.findings).finding;
                if !lawful.findings.contains(finding) {
                    lawful.findings.push(finding.clone());
                }
            }
        }
        lawful
    })
}

/// The bytes of the full report.
fn bytes(dossier: &str) -> Vec<u8> {
    let assessment = LIBRARY.assess_json(dossier.as_bytes(), &AssessOptions::default());
    let assessment = assessment.expect("a lawful dossier");
    serde_json::to_vec(&assessment.full()).expect("a report is JSON")
}

/// The full report as JSON.
fn rate(lawful: &Lawful) -> Vec<u8> {
    bytes(&lawful.json().to_string())
}

/// Reads a report back.
fn read(report: &[u8]) -> RatingReport<'_> {
    serde_json::from_slice(report).expect("a report is read back")
}

/// Stars as a number; 0 where there are none.
fn stars(report: &RatingReport<'_>) -> u8 {
    report.stars.map_or(0, |s| s.get())
}

/// The lower, the worse.
fn rank(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Rejected => 0,
        Outcome::Ineligible => 1,
        Outcome::Stopped => 2,
        Outcome::Provisional | Outcome::Rated => 3,
    }
}

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 512,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(262_026),
        ..ProptestConfig::default()
    }
}

/// JSON text with the members of every object in an order drawn from the numbers.
fn shuffled(value: &Value, order: &mut impl Iterator<Item = usize>) -> String {
    match value {
        Value::Object(fields) => {
            let mut left: Vec<_> = fields.iter().collect();
            let mut members = vec![];
            while !left.is_empty() {
                let at = order.next().unwrap_or(0) % left.len();
                let (name, value) = left.remove(at);
                members.push(format!("{}: {}", json!(name), shuffled(value, order)));
            }
            format!("{{{}}}", members.join(",\n"))
        }
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| shuffled(item, order)).collect();
            format!("[{}]", items.join(" , "))
        }
        other => other.to_string(),
    }
}

/// Parsing and printing are each other's inverse, as text and as JSON.
fn identifier<T>(text: &str) -> Result<bool, TestCaseError>
where
    T: std::str::FromStr + std::fmt::Display + PartialEq + std::fmt::Debug,
    T: serde::Serialize + serde::de::DeserializeOwned,
{
    let Ok(parsed) = text.parse::<T>() else {
        let as_json = serde_json::from_value::<T>(json!(text));
        prop_assert!(as_json.is_err(), "{text:?} is read from JSON only");
        return Ok(false);
    };
    prop_assert_eq!(parsed.to_string(), text);
    prop_assert_eq!(parsed.to_string().parse::<T>().ok(), Some(parsed));
    let parsed = serde_json::from_value::<T>(json!(text));
    let printed = serde_json::to_value(parsed.expect("read from text, so from JSON"));
    prop_assert_eq!(printed.expect("an identifier is JSON"), json!(text));
    Ok(true)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_higher_level_never_lowers_points_or_stars(
        lawful in any_lawful(), place: Index
    ) {
        let mut higher = vec![];
        for leaf in &lawful.sheet.leaves {
            if let Some(level) = lawful.answers.get(&leaf.criterion) {
                let above = open(leaf, lawful.case).into_iter().filter(|l| l > level);
                higher.extend(above.map(|l| (&leaf.criterion, l)));
            }
        }
        if !higher.is_empty() {
            let (criterion, level) = place.get(&higher);
            let raised = lawful.with(criterion, Some(*level));
            let (before, after) = (rate(&lawful), rate(&raised));
            let (before, after) = (read(&before), read(&after));
            prop_assert!(after.points >= before.points);
            prop_assert!(after.points_stars >= before.points_stars);
            prop_assert!(stars(&after) >= stars(&before));
            prop_assert!(after.recognised || !before.recognised);
        }
    }

    #[test]
    fn a_higher_level_of_every_criterion_never_lowers_points_or_stars(
        lawful in lawful(0), other in prop::collection::vec(any::<Index>(), MOST_CRITERIA),
    ) {
        let mut raised = lawful.clone();
        for (leaf, place) in lawful.sheet.leaves.iter().zip(other) {
            let drawn = *place.get(&open(leaf, lawful.case));
            raised.answers.entry(leaf.criterion.clone()).and_modify(|l| *l = drawn.max(*l));
        }
        let (before, after) = (rate(&lawful), rate(&raised.mended()));
        let (before, after) = (read(&before), read(&after));
        prop_assert!(after.points >= before.points && stars(&after) >= stars(&before));
    }

    #[test]
    fn stars_never_exceed_what_points_allow(lawful in with_findings()) {
        let report = rate(&lawful);
        let report = read(&report);
        let allowed = match report.points.get() {
            90.. => 5,
            70.. => 4,
            50.. => 3,
            30.. => 2,
            _ => 1,
        };
        prop_assert!(stars(&report) <= allowed);
        prop_assert_eq!(report.stars.is_some(), report.points_stars.is_some());
        prop_assert!(report.points_stars.is_none_or(|s| s.get() == allowed));
        prop_assert!(report.points <= report.max_points);
        prop_assert_eq!(report.recognised, stars(&report) >= 3);
        prop_assert_eq!(report.authority.is_some(), report.recognised);
    }

    #[test]
    fn minimums_are_cumulative(lawful in any_lawful()) {
        let report = rate(&lawful);
        let report = read(&report);
        let unmet = [&report.unmet.three, &report.unmet.four, &report.unmet.five];
        let missed = (3..=5_u8).zip(unmet).find(|(_, list)| !list.is_empty());
        let lowest_missed = missed.map_or(6, |(stars, _)| stars);
        if let Some(by_points) = report.points_stars {
            prop_assert_eq!(stars(&report), by_points.get().min(lowest_missed - 1));
        }
        let minimums = report.minimums.expect("the full report");
        for (stars, list) in (3..=5).zip(unmet) {
            let of_stars = minimums.iter().filter(|m| m.stars.get() == stars && !m.met);
            let criteria: Vec<CriterionId> = of_stars.map(|m| m.criterion).collect();
            prop_assert_eq!(&criteria, list);
        }
    }

    #[test]
    fn an_unanswered_criterion_makes_a_rating_provisional_and_a_0_does_not(
        lawful in lawful(0), place: Index,
    ) {
        let leaf = lawful.leaf(&place);
        let zero = lawful.with(&leaf.criterion, Some(0));
        let at_zero = rate(&zero);
        let at_zero = read(&at_zero);
        prop_assert_ne!(at_zero.outcome, Outcome::Provisional);
        prop_assert!(at_zero.unanswered.is_empty());

        let open = zero.with(&leaf.criterion, None);
        let required = lawful.sheet.requires(&leaf.criterion);
        let applies = required.is_none_or(|on| {
            let points = |level: &u64| lawful.sheet.leaf(on).map(|l| l.points(*level));
            open.answers.get(on).and_then(points) != Some(0)
        });
        let open = rate(&open);
        let open = read(&open);
        let unanswered: Vec<String> = open.unanswered.iter().map(ToString::to_string).collect();
        if applies {
            prop_assert_eq!(unanswered, [leaf.criterion.as_str()]);
            // What stops the sheet elsewhere stops it still; a 0 that stopped it does so no more.
            let elsewhere = open.outcome == Outcome::Stopped && at_zero.outcome == Outcome::Stopped;
            prop_assert!(open.outcome == Outcome::Provisional || elsewhere);
        } else {
            prop_assert!(unanswered.is_empty());
            prop_assert_eq!(open.outcome, at_zero.outcome);
        }
        prop_assert_eq!(open.points, at_zero.points);
    }

    #[test]
    fn the_order_of_answers_and_fields_never_matters(
        lawful in with_findings(), order in prop::collection::vec(0..MOST_CRITERIA, 200),
    ) {
        let dossier = lawful.json();
        let other = shuffled(&dossier, &mut order.into_iter());
        prop_assert_eq!(bytes(&dossier.to_string()), bytes(&other));
    }

    #[test]
    fn a_finding_never_raises_the_outcome(lawful in with_findings(), place: Index) {
        prop_assume!(!lawful.sheet.findings.is_empty());
        let finding = place.get(&lawful.sheet.findings).finding.clone();
        prop_assume!(!lawful.findings.contains(&finding));
        let mut found = lawful.clone();
        found.findings.push(finding);
        let (before, after) = (rate(&lawful), rate(&found));
        let (before, after) = (read(&before), read(&after));
        prop_assert!(rank(after.outcome) <= rank(before.outcome));
        prop_assert_eq!((after.stars, after.points_stars, after.authority), (None, None, None));
        prop_assert!(!after.recognised);
        prop_assert_eq!(after.points, before.points);
        prop_assert_eq!(after.reasons.len(), before.reasons.len() + 1);
    }

    #[test]
    fn a_rating_is_read_back_equal_from_its_json(lawful in with_findings()) {
        let dossier = lawful.json().to_string();
        let assessment = LIBRARY.assess_json(dossier.as_bytes(), &AssessOptions::default());
        let assessment = assessment.expect("a lawful dossier");
        for report in [assessment.full(), assessment.brief()] {
            let text = serde_json::to_string(&report).expect("a report is JSON");
            let read: RatingReport<'_> = serde_json::from_str(&text).expect("a report is read back");
            prop_assert_eq!(&read, &report);
            prop_assert_eq!(serde_json::to_string(&read).expect("JSON again"), text);
        }
    }

    #[test]
    fn the_same_input_gives_the_same_bytes(lawful in with_findings()) {
        let dossier = lawful.json().to_string();
        let first = bytes(&dossier);
        prop_assert_eq!(&first, &bytes(&dossier));
        let in_a_thread = std::thread::scope(|s| s.spawn(|| bytes(&dossier)).join());
        prop_assert_eq!(first, in_a_thread.expect("no panic"));
    }

    #[test]
    fn criterion_identifiers_parse_print_and_parse(
        text in r"[1-9][0-9]?(\.[1-9][0-9]?){0,2}", other in r"[0-9]{0,3}(\.?[0-9.]{0,3}){0,3}",
    ) {
        prop_assert!(identifier::<CriterionId>(&text)?);
        identifier::<CriterionId>(&other)?;
    }

    #[test]
    fn version_part_and_case_identifiers_parse_print_and_parse(
        version in "qd-[0-9]{1,6}-[0-9]{4}", part in "[A-Z]", case in "[a-z]", other in "\\PC{0,12}",
    ) {
        prop_assert!(identifier::<VersionId>(&version)?);
        prop_assert!(identifier::<PartLetter>(&part)?);
        prop_assert!(identifier::<Case>(&case)?);
        identifier::<VersionId>(&other)?;
        identifier::<PartLetter>(&other)?;
        identifier::<Case>(&other)?;
        identifier::<CriterionId>(&other)?;
    }
}

/// From a library of its own, and a second time from it.
#[test]
fn another_library_gives_the_same_bytes() {
    let dossier = json!({"criteria": OF_2026.id, "product_set": 26, "answers": {"8": 3, "1.1": 0}});
    let dossier = dossier.to_string();
    let library = Library::embedded();
    for _ in 0..2 {
        let assessment = library.assess_json(dossier.as_bytes(), &AssessOptions::default());
        let assessment = assessment.expect("a lawful dossier");
        let report = serde_json::to_vec(&assessment.full());
        assert_eq!(report.expect("a report is JSON"), bytes(&dossier));
    }
}
