//! Every file in `examples/` comes to what was worked out by hand from its score sheet.
//!
//! The figures below are not copied from output: `examples/README.md` gives the sums. A file
//! without a row fails, and so does a row without a file.
#![expect(
    clippy::expect_used,
    reason = "helpers of tests: an example that cannot be read is to stop the run"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ocop::{AssessOptions, Library, Outcome, RatingReport, Stars};

/// What an example is to come to.
struct Row {
    file: &'static str,
    points: u16,
    /// Stars after the minimums, and by points alone; none where none are given.
    stars: Option<(u8, u8)>,
    outcome: Outcome,
    /// The criteria whose minimum for 3, 4 and 5 stars is not met.
    unmet: [&'static str; 3],
}

const fn rated(
    file: &'static str,
    points: u16,
    stars: u8,
    points_stars: u8,
    unmet: [&'static str; 3],
) -> Row {
    Row {
        file,
        points,
        stars: Some((stars, points_stars)),
        outcome: Outcome::Rated,
        unmet,
    }
}

const fn without_stars(
    file: &'static str,
    points: u16,
    outcome: Outcome,
    unmet: [&'static str; 3],
) -> Row {
    Row {
        file,
        points,
        stars: None,
        outcome,
        unmet,
    }
}

#[rustfmt::skip]
const ROWS: &[Row] = &[
    // A 38 + B 23 + C 34
    rated("01-che-dinh-5-stars", 95, 5, 5, ["", "", ""]),
    // A 36 + B 23 + C 33; 1.5 at level 3 of 4
    rated("02-nhan-long-held-at-4", 92, 4, 5, ["", "", "1.5"]),
    // A 30 + B 16 + C 28; 3.5 at level 0
    rated("03-nuoc-mam-held-at-2", 74, 2, 4, ["3.5", "3.5", "1.4 4.1 6.3"]),
    // A 36 + B 23 + C 31
    rated("04-ca-phe-90-points", 90, 5, 5, ["", "", ""]),
    // A 38 + B 20 + C 31
    rated("05-du-lich-cong-dong-89-points", 89, 4, 4, ["", "", ""]),
    // A 31 + B 17 + C 22
    rated("06-may-tre-dan-70-points", 70, 4, 4, ["", "", "1.4 4.1 6.1 6.2"]),
    // A 30 + B 16 + C 23
    rated("07-banh-trang-69-points", 69, 3, 3, ["", "", "1.5 4.1 6.4 6.5 7"]),
    // A 21 + B 11 + C 18
    rated("08-ruou-ngo-50-points", 50, 3, 3, ["", "1.4 2.1 2.3 3.4 3.5 4.1 5.1 9", "1.4 4.1 7"]),
    // A 22 + B 8 + C 19
    rated("09-hoa-cuc-49-points", 49, 2, 2, ["", "1.4 2.1 2.2 3.4 3.5 4.1 5.1 6.1 7", "1.4 4.1 6.2 7"]),
    // A 14 + B 5 + C 11
    rated("10-kho-ca-30-points", 30, 2, 2,
        ["", "1.5 1.6 2.1 2.3 3.4 3.5 4.1 5.1 6.1 6.3 6.4 6.5 7 9", "1.5 4.1 6.3 6.4 6.5 7"]),
    // A 15 + B 5 + C 9; sheet 10 marks no 4-star minimum at 3.5
    rated("11-cham-cheo-29-points", 29, 1, 1,
        ["", "1.5 1.6 2.1 2.3 3.4 4.1 5.1 6.1 6.3 6.4 6.5 7 9", "1.5 4.1 6.3 6.4 6.5 7"]),
    // A 21 + B 7 up to the stop at 6.1
    without_stars("12-mit-say-stopped", 28, Outcome::Stopped,
        ["5.3 8 9", "1.5 2.1 2.3 3.5 5.1 6.1 6.3 6.4 6.5 7 9", "1.5 4.1 6.3 6.4 6.5 7"]),
    // A 24 + B 11 + 6 up to the stop at 6.3
    without_stars("13-nuoc-uong-stopped-by-zero", 41, Outcome::Stopped,
        ["8", "1.4 2.1 2.3 3.5 5.1 7", "1.4 4.1 7 9"]),
    // A 32 + B 18 + C 21
    without_stars("14-vien-nang-rejected", 71, Outcome::Rejected, ["6", "2.1 6", "1.5 4.1 11"]),
    // A 22 + B 11 + C 19
    without_stars("15-mat-ong-ineligible", 52, Outcome::Ineligible,
        ["", "1.5 2.1 2.3 3.4 3.5 4.1 5.1 10", "1.3 1.5 4.1 6.3 6.4 8"]),
    // A 23 + B 14, part C unanswered
    Row {
        outcome: Outcome::Provisional,
        ..rated("16-tho-cam-provisional", 37, 2, 2, ["7", "1.4 2.2 3.4 3.5 4.1 5.1", "1.4 4.1 6.1 6.2"])
    },
];

/// The examples that are refused, with every problem: its code and its place.
const REFUSED: &[(&str, &[(&str, &str)])] = &[(
    "17-gao-nep-invalid",
    &[
        ("unknown-field", "/producer/adress"),
        ("unknown-choice", "/registration/kind"),
        ("invalid-date", "/assessed_on"),
        ("unknown-level", "/answers/1.1"),
        ("no-level-with-points", "/answers/4.3/points"),
        ("required-criterion-at-zero", "/answers/5.2"),
        ("unknown-criterion", "/answers/6"),
        ("finding-not-in-set", "/findings/0"),
    ],
)];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

fn example(name: &str) -> Vec<u8> {
    let path = folder().join(format!("{name}.json"));
    fs::read(&path).expect(name)
}

fn list<T: ToString>(ids: &[T]) -> String {
    ids.iter().map(T::to_string).collect::<Vec<_>>().join(" ")
}

/// Stars after the minimums and by points alone, as the report gives them.
fn stars(report: &RatingReport<'_>) -> Option<(u8, u8)> {
    report
        .stars
        .zip(report.points_stars)
        .map(|(stars, by_points): (Stars, Stars)| (stars.get(), by_points.get()))
}

#[test]
fn every_example_has_a_row_and_every_row_an_example() {
    let files: BTreeSet<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    let rows: BTreeSet<String> = ROWS
        .iter()
        .map(|row| row.file.to_owned())
        .chain(REFUSED.iter().map(|(file, _)| (*file).to_owned()))
        .collect();
    assert_eq!(files, rows);
}

#[test]
fn every_example_comes_to_what_its_sheet_says() {
    let library = Library::embedded();
    for row in ROWS {
        let bytes = example(row.file);
        let assessment = library
            .assess_json(&bytes, &AssessOptions::default())
            .unwrap_or_else(|problems| panic!("{}:\n{problems}", row.file));
        let report = assessment.full();
        let unmet = [
            list(&report.unmet.three),
            list(&report.unmet.four),
            list(&report.unmet.five),
        ];
        assert_eq!(report.points.get(), row.points, "{}", row.file);
        assert_eq!(stars(&report), row.stars, "{}", row.file);
        assert_eq!(report.outcome, row.outcome, "{}", row.file);
        assert_eq!(unmet, row.unmet, "{}", row.file);
        assert_eq!(report.criteria, "qd-26-2026", "{}", row.file);
    }
}

#[test]
fn products_from_3_stars_are_recognised_and_those_of_5_by_the_centre() {
    let library = Library::embedded();
    for row in ROWS {
        let bytes = example(row.file);
        let assessment = library
            .assess_json(&bytes, &AssessOptions::default())
            .unwrap_or_else(|problems| panic!("{}:\n{problems}", row.file));
        let report = assessment.brief();
        let authority = report.authority.map(|a| {
            serde_json::to_value(a)
                .unwrap()
                .as_str()
                .unwrap()
                .to_owned()
        });
        let expected = match row.stars {
            Some((5, _)) => Some("central"),
            Some((3 | 4, _)) => Some("province"),
            _ => None,
        };
        assert_eq!(authority.as_deref(), expected, "{}", row.file);
        assert_eq!(report.recognised, expected.is_some(), "{}", row.file);
    }
}

#[test]
fn every_problem_of_a_refused_example_is_told_at_once() {
    let library = Library::embedded();
    for (file, expected) in REFUSED {
        let bytes = example(file);
        let Err(problems) = library.assess_json(&bytes, &AssessOptions::default()) else {
            panic!("{file} is accepted");
        };
        let mut found: Vec<(&str, &str)> = problems
            .iter()
            .map(|p| (p.code.as_str(), p.path.as_str()))
            .collect();
        let mut expected = expected.to_vec();
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found, expected, "{file}");
        let codes: BTreeSet<&str> = found.iter().map(|(code, _)| *code).collect();
        assert_eq!(
            codes.len(),
            found.len(),
            "{file}: each problem shows its own code"
        );
    }
}
