//! Any text as a file of a criteria version: refused with its place, or a set that rates.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ocop::{AssessOptions, CriteriaVersion, Library};

fuzz_target!(|input: (u8, &str)| {
    let (which, text) = input;
    let library = Library::embedded();
    let embedded = library.version("qd-26-2026").expect("embedded");
    let mut files = embedded.files().clone();
    let path = match which % 4 {
        0 => "instrument.json",
        1 => "evidence.json",
        2 => "translations/en.json",
        _ => "sets/01.json",
    };
    files.insert(path.to_owned(), text.to_owned().into());
    let criteria = CriteriaVersion::from_files(embedded.id().clone(), files);
    let problems = criteria.verify();
    let mut library = Library::embedded();
    library.insert(criteria);
    let dossier = br#"{"criteria": "qd-26-2026", "product_set": 1, "answers": {"1.1": 1}}"#;
    let assessed = library.assess_json(dossier, &AssessOptions::default());
    assert!(assessed.is_ok() || !problems.is_empty());
});
