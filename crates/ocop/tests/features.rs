//! With any set of features: the decisions that are built in are there, and another says so.

use ocop::{AssessOptions, Library};

/// Each decision, and whether it is built in.
const DECISIONS: [(&str, bool); 3] = [
    ("qd-1048-2019", cfg!(feature = "qd-1048-2019")),
    ("qd-148-2023", cfg!(feature = "qd-148-2023")),
    ("qd-26-2026", cfg!(feature = "qd-26-2026")),
];

#[test]
fn the_decisions_of_the_features_are_there_and_another_is_said_not_to_be_built_in() {
    let library = Library::embedded();
    for (name, built_in) in DECISIONS {
        let dossier = format!(r#"{{"criteria": "{name}", "product_set": 1, "answers": {{}}}}"#);
        let rated = library.assess_json(dossier.as_bytes(), &AssessOptions::default());
        match (rated, built_in) {
            (Ok(assessment), true) => assert_eq!(assessment.full().criteria, name),
            (Err(problems), false) => {
                assert!(
                    problems.to_string().contains("not built into"),
                    "{problems}"
                );
            }
            (rated, _) => assert_eq!(rated.is_ok(), built_in, "{name}"),
        }
    }
}

/// Without English, it is the Vietnamese; either way the law's digest is the same.
#[test]
fn english_is_a_feature_and_no_part_of_the_digest() {
    for version in Library::embedded().versions() {
        let english = cfg!(feature = "english");
        assert_eq!(version.translations_digest().is_some(), english);
        let mut files = version.files().clone();
        files.insert(
            "translations/en.json".into(),
            r#"{"An toàn": "Sound"}"#.into(),
        );
        let mended = ocop::CriteriaVersion::from_files(version.id().clone(), files);
        assert_eq!(mended.digest(), version.digest());
        assert_ne!(mended.translations_digest(), version.translations_digest());
    }
}
