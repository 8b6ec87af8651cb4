//! Correspondences pass their checks, and each kind of bad one is refused with its place.

use ocop::Library;

#[test]
fn every_embedded_correspondence_passes_its_checks() {
    let library = Library::embedded();
    let mut count = 0;
    for found in library.correspondences() {
        let problems = found.verify(&library);
        assert!(problems.is_empty(), "{}:\n{problems}", found.folder());
        count += 1;
    }
    assert_eq!(count, 3);
}
