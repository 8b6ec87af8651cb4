//! Correspondences pass their checks, and each kind of bad one is refused with its place.

#![expect(
    clippy::unwrap_used,
    reason = "what the helpers of these tests look for is there, or the test fails"
)]

use std::borrow::Cow;

use ocop::compare::InstrumentSubject;
use ocop::{
    AssessOptions, CompareRequest, Correspondence, CriteriaFiles, CriteriaVersion, Library,
    VersionId,
};

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

fn files(folder: &str) -> CriteriaFiles {
    let found = ocop_criteria::CORRESPONDENCES
        .iter()
        .find(|c| c.folder == folder)
        .unwrap();
    found
        .files
        .iter()
        .map(|f| (f.path.to_owned(), f.content.into()))
        .collect()
}

/// A file with one text in place of another, which must be there.
fn with(path: &str, old: &str, new: &str) -> CriteriaFiles {
    let mut files = files("148-to-26");
    let text = files.get(path).unwrap();
    assert!(text.contains(old), "{path} has no {old}");
    let text = text.replacen(old, new, 1);
    files.insert(path.to_owned(), Cow::Owned(text));
    files
}

/// Each kind of bad file, with the code and place of what is wrong.
#[test]
fn a_bad_correspondence_is_refused_with_its_file_and_place() {
    const ORIGIN: &str = r#"{"from": 1, "question": "zero-share"},"#;
    let table = [
        // a level that is not there, older and newer
        (
            "01.json",
            ORIGIN,
            r#"{"from": 9, "question": "zero-share"},"#,
            "data-reference",
            "/criteria/0/levels/1/from",
        ),
        (
            "01.json",
            ORIGIN,
            r#"{"from": 1, "to": 8, "reason": "included"},"#,
            "data-reference",
            "/criteria/0/levels/1/to",
        ),
        // a level lost
        ("01.json", ORIGIN, "", "data-lost", "/criteria/0/levels"),
        (
            "01.json",
            ORIGIN,
            r#"{"from": 1},"#,
            "data-lost",
            "/criteria/0/levels/1",
        ),
        // a level mapped two ways
        (
            "01.json",
            ORIGIN,
            r#"{"from": 2, "to": 2},"#,
            "data-mapped-twice",
            "/criteria/0/levels/2/from",
        ),
        (
            "01.json",
            ORIGIN,
            r#"{"from": 1, "to": 1, "question": "zero-share"},"#,
            "data-mapped-twice",
            "/criteria/0/levels/1",
        ),
        // a reason that is not there, or that other words would need
        (
            "01.json",
            ORIGIN,
            r#"{"from": 1, "question": "zero-shore"},"#,
            "data-reference",
            "/criteria/0/levels/1/question",
        ),
        (
            "01.json",
            ORIGIN,
            r#"{"from": 1, "to": 1},"#,
            "data-correspondence",
            "/criteria/0/levels/1",
        ),
        // a better level to a lesser one
        (
            "01.json",
            r#"{"from": 3, "to": 3}"#,
            r#"{"from": 3, "to": 1, "reason": "included"}"#,
            "data-correspondence",
            "/criteria/1/levels",
        ),
        // another level than the one with the same words
        (
            "01.json",
            r#"{"from": 2, "to": 2},"#,
            r#"{"from": 2, "to": 3, "reason": "included"},"#,
            "data-correspondence",
            "/criteria/1/levels/2/to",
        ),
        // at least the highest
        (
            "01.json",
            r#"{"from": 3, "to": 3}"#,
            r#"{"from": 3, "to": 3, "at_least": true, "reason": "included"}"#,
            "data-correspondence",
            "/criteria/1/levels/3/at_least",
        ),
        // an inversion that is said where there is none, and one that is not said
        (
            "01.json",
            r#""key": "value-added","#,
            r#""key": "value-added", "inverted": "included","#,
            "data-correspondence",
            "/criteria/1/inverted",
        ),
        (
            "01.json",
            r#""inverted": "cooperative-law","#,
            "",
            "data-correspondence",
            "/criteria/9/levels",
        ),
        // criteria: unknown, lost, twice
        (
            "01.json",
            r#""key": "product-origin""#,
            r#""key": "product-orgin""#,
            "data-reference",
            "/criteria/0/key",
        ),
        (
            "01.json",
            r#""key": "product-origin""#,
            r#""key": "product-orgin""#,
            "data-lost",
            "/criteria",
        ),
        (
            "01.json",
            r#""gone": ["#,
            r#""gone": ["product-origin", "#,
            "data-mapped-twice",
            "/gone/0",
        ),
        (
            "01.json",
            r#""new": ["#,
            r#""new": ["accounting", "#,
            "data-mapped-twice",
            "/new/0",
        ),
        (
            "01.json",
            r#""new": ["#,
            r#""new": ["no-such-thing", "#,
            "data-reference",
            "/new/0",
        ),
        // another set or version, another file name
        (
            "01.json",
            r#""product_set": 1},"#,
            r#""product_set": 2},"#,
            "data-place",
            "/from/product_set",
        ),
        (
            "01.json",
            "qd-26-2026",
            "qd-27-2026",
            "data-reference",
            "/to",
        ),
        // one case to another
        (
            "26.json",
            r#"{"from": 4, "question": "registered-and-qualified"}"#,
            r#"{"from": 4, "to": 1, "reason": "included"}"#,
            "data-correspondence",
            "/criteria/22/levels/4/to",
        ),
        // the shape itself
        ("01.json", r#""gone""#, r#""goen""#, "data-syntax", ""),
        // sets: lost, twice, not there, without a reason
        (
            "pair.json",
            r#"{"from": 2, "to": [2]},"#,
            "",
            "data-lost",
            "/sets",
        ),
        (
            "pair.json",
            r#"{"from": 2, "to": [2]},"#,
            r#"{"from": 2, "to": [2]}, {"from": 2, "to": [3]},"#,
            "data-mapped-twice",
            "/sets/2/from",
        ),
        (
            "pair.json",
            r#"{"from": 2, "to": [2]},"#,
            r#"{"from": 2, "to": [77]},"#,
            "data-reference",
            "/sets/1/to/0",
        ),
        (
            "pair.json",
            r#"{"from": 2, "to": [2]},"#,
            r#"{"from": 2, "to": []},"#,
            "data-correspondence",
            "/sets/1",
        ),
        (
            "pair.json",
            r#""reason": "all-is-all""#,
            r#""reason": "unheard-of""#,
            "data-reference",
            "/reasons",
        ),
    ];
    let library = Library::embedded();
    for (path, old, new, code, place) in table {
        let found = Correspondence::from_files("148-to-26", with(path, old, new)).unwrap();
        let problems = found.verify(&library);
        let file = format!("correspondence/148-to-26/{path}");
        let told = problems.iter().any(|p| {
            p.code.as_str() == code && p.path == place && p.file.as_deref() == Some(&file)
        });
        assert!(
            told,
            "{path}: {new}\nwanted {code} at {place}, found:\n{problems}"
        );
    }
}

#[test]
fn a_bad_correspondence_is_refused_when_it_is_used() {
    let mut library = Library::embedded();
    let bad = with(
        "01.json",
        r#"{"from": 3, "to": 3}"#,
        r#"{"from": 3, "to": 9}"#,
    );
    library.insert_correspondence(Correspondence::from_files("148-to-26", bad).unwrap());
    let old = br#"{"criteria": "qd-148-2023", "product_set": 1, "answers": {"1.1": 3}}"#;
    let assessment = library.assess_json(old, &AssessOptions::default()).unwrap();
    let to: VersionId = "qd-26-2026".parse().unwrap();
    let refused = library
        .compare(assessment.sheet(), &to, &CompareRequest::default())
        .unwrap_err();
    assert_eq!(
        refused
            .iter()
            .map(|p| (p.file.as_deref().unwrap(), p.path.as_str()))
            .next(),
        Some((
            "correspondence/148-to-26/01.json",
            "/criteria/1/levels/3/to"
        ))
    );
    // other product sets are not read
    let other = br#"{"criteria": "qd-148-2023", "product_set": 2, "answers": {"1.1": 3}}"#;
    let assessment = library
        .assess_json(other, &AssessOptions::default())
        .unwrap();
    assert!(
        library
            .compare(assessment.sheet(), &to, &CompareRequest::default())
            .is_ok()
    );
}

#[test]
fn a_pair_that_is_missing_or_unreadable_is_refused() {
    let code = |files: CriteriaFiles| {
        let problems = Correspondence::from_files("x", files).unwrap_err();
        problems.iter().next().unwrap().code.as_str()
    };
    assert_eq!(code(CriteriaFiles::new()), "data-missing");
    assert_eq!(
        code(with("pair.json", r#""sets""#, r#""stes""#)),
        "data-syntax"
    );
}

/// Files of a version whose product sets cannot be read.
fn broken(version: &str) -> CriteriaVersion {
    let found = ocop_criteria::VERSIONS
        .iter()
        .find(|v| v.id == version)
        .unwrap();
    let files = found.files.iter().map(|f| {
        let content = if f.path.starts_with("sets/") || f.path.starts_with("translations/") {
            "{"
        } else {
            f.content
        };
        (f.path.to_owned(), content.into())
    });
    CriteriaVersion::from_files(version.parse().unwrap(), files.collect())
}

#[test]
fn rating_under_one_version_parses_no_product_set_of_the_others() {
    let mut library = Library::embedded();
    for version in ["qd-1048-2019", "qd-148-2023"] {
        library.insert(broken(version));
        assert!(library.version(version).unwrap().product_set("1").is_err());
    }
    library.insert_correspondence(
        Correspondence::from_files("148-to-26", with("01.json", r#""gone""#, r#""goen""#)).unwrap(),
    );
    for dossier in [
        r#"{"criteria": "qd-26-2026", "product_set": 1, "answers": {"1.1": 3}}"#,
        r#"{"assessed_on": "2026-09-15", "product_set": "rau-cu-qua-hat-tuoi", "answers": {"1.1": 3}}"#,
    ] {
        let found = library
            .assess_json(dossier.as_bytes(), &AssessOptions::default())
            .unwrap();
        assert_eq!(found.rating().points().get(), 3);
        let _ = (found.full(), found.brief());
    }
}

#[test]
fn a_law_compared_with_itself_is_empty() {
    let library = Library::embedded();
    for criteria in library.versions() {
        let laws = library
            .compare_laws(criteria.id(), criteria.id(), None)
            .unwrap();
        assert_eq!(laws.sets.len(), 26);
        assert!(laws.is_empty(), "{}", criteria.id());
    }
}

/// Every criterion of both sheets is told exactly once, whichever laws are compared.
#[test]
fn every_criterion_of_both_laws_is_told_once() {
    let library = Library::embedded();
    for (old, new) in [
        ("qd-148-2023", "qd-26-2026"),
        ("qd-1048-2019", "qd-148-2023"),
        ("qd-1048-2019", "qd-26-2026"),
        ("qd-26-2026", "qd-148-2023"),
    ] {
        let laws = library
            .compare_laws(&old.parse().unwrap(), &new.parse().unwrap(), None)
            .unwrap();
        for set in &laws.sets {
            let both = set.changed.len() + set.unchanged.len();
            let count = |version: &str, number| {
                library
                    .version(version)
                    .unwrap()
                    .set(number)
                    .unwrap()
                    .criteria()
                    .len()
            };
            assert_eq!(
                both + set.gone.len(),
                count(old, set.from.product_set),
                "{old} {new}"
            );
            assert_eq!(
                both + set.new.len(),
                count(new, set.to.product_set),
                "{old} {new}"
            );
        }
    }
}

#[test]
fn what_is_new_in_2026_for_fresh_vegetables() {
    let library = Library::embedded();
    let (old, new) = (
        "qd-148-2023".parse().unwrap(),
        "qd-26-2026".parse().unwrap(),
    );
    let laws = library
        .compare_laws(&old, &new, Some("rau-cu-qua-hat-tuoi"))
        .unwrap();
    let [set] = laws.sets.as_slice() else {
        panic!("one set")
    };
    let keys = |list: &[ocop::compare::CriterionFacts]| {
        list.iter().map(|c| c.key.clone()).collect::<Vec<_>>()
    };
    assert_eq!(keys(&set.new), ["area-certification", "bilingual-label"]);
    assert_eq!(keys(&set.gone), ["accounting", "periodic-testing"]);
    // 2026 counts the workers of the commune
    let labour = set
        .changed
        .iter()
        .find(|c| c.key == "local-labour")
        .unwrap();
    assert!(labour.levels.iter().filter(|l| l.from.is_none()).count() == 3);
    assert!(
        set.rules_added
            .iter()
            .any(|r| r.finding.as_deref() == Some("forged-dossier"))
    );
}

#[test]
fn between_1048_and_148_authority_and_star_minimums_change() {
    let library = Library::embedded();
    let (old, new) = (
        "qd-1048-2019".parse().unwrap(),
        "qd-148-2023".parse().unwrap(),
    );
    let laws = library.compare_laws(&old, &new, None).unwrap();
    let subjects: Vec<InstrumentSubject> = laws.instrument.iter().map(|c| c.subject).collect();
    assert!(
        subjects.contains(&InstrumentSubject::StarMinimums),
        "{subjects:?}"
    );
    let gone: Vec<u8> = laws
        .gone_sets
        .iter()
        .map(|s| s.set.product_set.get())
        .collect();
    assert_eq!(gone, [21]);
    let new: Vec<u8> = laws
        .new_sets
        .iter()
        .map(|s| s.set.product_set.get())
        .collect();
    assert_eq!(new, [23, 24, 25]);
}

/// Sets with the same name correspond, whatever their numbers.
#[test]
fn sets_of_the_same_name_correspond() {
    let library = Library::embedded();
    for found in library.correspondences() {
        let (old, new) = (
            library.get(found.from()).unwrap(),
            library.get(found.to()).unwrap(),
        );
        for pair in found.pair().unwrap().sets {
            let name = old.set(pair.from).unwrap().slug();
            if let Ok(same) = new.product_set(name) {
                assert_eq!(pair.to, [same.number()], "{} {name}", found.folder());
            }
        }
    }
}
