//! The embedded criteria pass every check, and hold what the decision holds.

#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "helpers of tests: broken data is to stop the run"
)]

use ocop::Library;

#[test]
fn every_embedded_version_passes_its_checks() {
    for criteria in Library::embedded().versions() {
        let problems = criteria.verify();
        assert!(problems.is_empty(), "{}:\n{problems}", criteria.id());
    }
}

/// Sets, scored criteria, levels, star marks (on levels and on criteria).
fn counts(version: &str) -> (usize, usize, usize, usize) {
    let library = Library::embedded();
    let criteria = library.version(version).unwrap();
    let sets: Vec<_> = criteria
        .set_numbers()
        .map(|n| criteria.set(n).unwrap())
        .collect();
    assert!(sets.iter().all(|s| s.max_points().get() == 100));
    let scored: Vec<_> = sets.iter().flat_map(|s| s.criteria()).collect();
    let levels: Vec<_> = scored.iter().flat_map(|c| &c.levels).collect();
    let marks = levels.iter().filter(|l| l.minimum_for.is_some()).count();
    let on_criteria = scored.iter().filter(|c| c.minimum_for.is_some()).count();
    (sets.len(), scored.len(), levels.len(), marks + on_criteria)
}

#[test]
fn decision_26_2026_has_26_sets_787_criteria_2557_levels_and_575_star_marks() {
    assert_eq!(counts("qd-26-2026"), (26, 787, 2557, 575));
}

#[test]
fn decision_148_2023_has_26_sets_795_criteria_2632_levels_and_569_star_marks() {
    assert_eq!(counts("qd-148-2023"), (26, 795, 2632, 569));
}

#[test]
fn decision_1048_2019_has_26_sets_782_criteria_2806_levels_and_no_star_marks() {
    assert_eq!(counts("qd-1048-2019"), (26, 782, 2806, 0));
}

#[test]
fn the_embedded_digest_is_the_digest_of_the_files() {
    for embedded in ocop_criteria::VERSIONS {
        let files = embedded
            .files
            .iter()
            .map(|f| (f.path.to_owned(), f.content.into()))
            .collect();
        let criteria = ocop::CriteriaVersion::from_files(embedded.id.parse().unwrap(), files);
        assert_eq!(
            criteria.digest(),
            embedded.digest,
            "run: cargo xtask generate"
        );
    }
}
