//! Any bytes as a dossier: refused with at least one problem, or rated; never a panic, and what is
//! printed reads back. The same dossier with a letter escaped, which is read the long way, is rated
//! the same.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use ocop::{AssessOptions, Library, RatingReport};

static LIBRARY: LazyLock<Library> = LazyLock::new(Library::embedded);

fuzz_target!(|bytes: &[u8]| {
    let escaped = String::from_utf8_lossy(bytes).replace("\"answers\"", "\"\\u0061nswers\"");
    let long_way = LIBRARY.assess_json(escaped.as_bytes(), &AssessOptions::default());
    match LIBRARY.assess_json(bytes, &AssessOptions::default()) {
        Ok(assessment) => {
            let json = serde_json::to_string(&assessment.full()).expect("a report is JSON");
            let again: RatingReport<'_> = serde_json::from_str(&json).expect("a report reads back");
            assert_eq!(again, assessment.full());
            assert!(again.points <= again.max_points);
            let long_way = long_way.expect("a dossier that is written another way");
            assert_eq!(again, long_way.full());
            ocop::Dossier::parse(bytes).expect("what can be rated is a dossier");
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            if std::str::from_utf8(bytes).is_ok() {
                long_way.expect_err("a dossier that is no better written another way");
            }
            serde_json::to_string(&problems.report(None)).expect("problems are JSON");
        }
    }
});
