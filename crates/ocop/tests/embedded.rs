//! The embedded criteria pass every check, and hold what the decision holds.

use ocop::Library;

#[test]
fn every_embedded_version_passes_its_checks() {
    for criteria in Library::embedded().versions() {
        let problems = criteria.verify();
        assert!(problems.is_empty(), "{}:\n{problems}", criteria.id());
    }
}

#[test]
fn decision_26_2026_has_26_sets_787_criteria_2557_levels_and_575_star_marks() {
    let library = Library::embedded();
    let criteria = library.version("qd-26-2026").unwrap();
    let sets: Vec<_> = criteria
        .set_numbers()
        .map(|n| criteria.set(n).unwrap())
        .collect();
    let scored: Vec<_> = sets.iter().flat_map(|s| s.criteria()).collect();
    let levels: Vec<_> = scored.iter().flat_map(|c| &c.levels).collect();
    let marks = levels.iter().filter(|l| l.minimum_for.is_some()).count();
    assert_eq!(
        (sets.len(), scored.len(), levels.len(), marks),
        (26, 787, 2557, 575)
    );
    assert!(sets.iter().all(|s| s.max_points().get() == 100));
}

#[test]
fn the_embedded_digest_is_the_digest_of_the_files() {
    for embedded in ocop_criteria::VERSIONS {
        let files = embedded
            .files
            .iter()
            .map(|f| (f.path.to_owned(), f.content.into()))
            .collect();
        let criteria = ocop::Criteria::from_files(embedded.id.parse().unwrap(), files);
        assert_eq!(
            criteria.digest(),
            embedded.digest,
            "run: cargo xtask generate"
        );
    }
}
