//! Any text as a file of a correspondence: refused with its place, or a comparison whose bounds hold.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ocop::{AssessOptions, CompareRequest, Correspondence, CriteriaFiles, Library};

fuzz_target!(|input: (bool, &str)| {
    let (pair, text) = input;
    let found = ocop_criteria::CORRESPONDENCES
        .iter()
        .find(|c| c.folder == "148-to-26")
        .expect("embedded");
    let mut files: CriteriaFiles = found
        .files
        .iter()
        .map(|f| (f.path.to_owned(), f.content.into()))
        .collect();
    let path = if pair { "pair.json" } else { "01.json" };
    files.insert(path.to_owned(), text.to_owned().into());
    let Ok(found) = Correspondence::from_files("148-to-26", files) else {
        return;
    };
    let mut library = Library::embedded();
    let sound = found.verify(&library).is_empty();
    library.insert_correspondence(found);
    let dossier = br#"{"criteria": "qd-148-2023", "product_set": 1, "answers": {"1.1": 3}}"#;
    let old = library
        .assess_json(dossier, &AssessOptions::default())
        .expect("a dossier");
    let to = "qd-26-2026".parse().expect("a version");
    match library.compare(old.sheet(), &to, &CompareRequest::default()) {
        Ok(comparison) => {
            assert!(comparison.worst().points() <= comparison.provisional().points());
            assert!(comparison.provisional().points() <= comparison.best().points());
        }
        Err(_) => assert!(!sound || pair),
    }
});
