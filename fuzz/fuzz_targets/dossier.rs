//! Any bytes as a dossier: refused with at least one problem, or rated; never a panic, and what is
//! printed reads back.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use ocop::{AssessOptions, Library, RatingReport};

static LIBRARY: LazyLock<Library> = LazyLock::new(Library::embedded);

fuzz_target!(|bytes: &[u8]| {
    match LIBRARY.assess(bytes, &AssessOptions::default()) {
        Ok(assessment) => {
            let json = serde_json::to_string(&assessment.full()).expect("a report is JSON");
            let again: RatingReport<'_> = serde_json::from_str(&json).expect("a report reads back");
            assert_eq!(again, assessment.full());
            assert!(again.points <= again.max_points);
            ocop::Dossier::parse(bytes).expect("what can be rated is a dossier");
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            serde_json::to_string(&problems.report(None)).expect("problems are JSON");
        }
    }
});
