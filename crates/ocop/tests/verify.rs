//! Verification: each way in which a result can part from what it rests on is told as itself.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "helpers of tests: what does not hold is to fail, and examples are files"
)]

use std::fs;
use std::path::PathBuf;

use ocop::verify::{CheckKind, CheckResult, Verification};
use ocop::{AssessOptions, Code, CriteriaVersion, Library, VersionId};
use serde_json::{Value, json};

const DOSSIER: &str = r#"{"product_set": 1, "assessed_on": "2026-09-15",
    "product": {"name": "Nhãn lồng"}, "answers": {"1.1": 3, "1.4": 2, "8": 1}}"#;

fn rating(dossier: &str) -> Value {
    let library = Library::embedded();
    let assessment = library.assess_json(dossier.as_bytes(), &AssessOptions::default());
    serde_json::to_value(assessment.unwrap().full()).unwrap()
}

fn verified(rating: &Value, dossier: &str) -> Verification {
    let library = Library::embedded();
    let rating = rating.to_string();
    library
        .verify_rating(rating.as_bytes(), dossier.as_bytes())
        .unwrap()
}

fn result(found: &Verification, check: CheckKind) -> CheckResult {
    found
        .checks
        .iter()
        .find(|c| c.check == check)
        .unwrap()
        .result
}

#[test]
fn a_rating_agrees_with_its_dossier_however_the_dossier_is_written() {
    let stated = rating(DOSSIER);
    let spread: Value = serde_json::from_str(DOSSIER).unwrap();
    for text in [DOSSIER.to_owned(), format!("\u{feff}{spread:#}")] {
        let found = verified(&stated, &text);
        assert!(found.agrees, "{found:#?}");
        assert!(found.checks.iter().all(|c| c.result == CheckResult::Agrees));
        assert!(found.differences.is_empty());
    }
}

#[test]
fn a_figure_changed_by_hand_is_told_at_its_place_though_every_digest_agrees() {
    let mut stated = rating(DOSSIER);
    stated["stars"] = json!(4);
    stated["scores"][0]["level"] = json!(2);
    let found = verified(&stated, DOSSIER);
    assert!(!found.agrees);
    assert_eq!(result(&found, CheckKind::Dossier), CheckResult::Agrees);
    assert_eq!(result(&found, CheckKind::Figures), CheckResult::Differs);
    let paths: Vec<_> = found.differences.iter().map(|d| d.path.as_str()).collect();
    assert_eq!(paths, ["/scores/0/level", "/stars"]);
    assert_eq!(found.differences[1].stated, Some(json!(4)));
}

#[test]
fn a_field_added_or_left_out_is_a_difference() {
    let mut stated = rating(DOSSIER);
    stated["approved"] = json!(true);
    stated.as_object_mut().unwrap().remove("unmet");
    // a rating without its unmet minimums is read as no rating at all
    let text = stated.to_string();
    let read = Library::embedded().verify_rating(text.as_bytes(), DOSSIER.as_bytes());
    assert_eq!(
        read.unwrap_err().iter().next().unwrap().code,
        Code::WrongType
    );
    stated["unmet"] = rating(DOSSIER)["unmet"].clone();
    let found = verified(&stated, DOSSIER);
    assert_eq!(found.differences[0].path, "/approved");
    assert_eq!(found.differences[0].found, None);
}

#[test]
fn another_dossier_is_told_by_its_digest_and_by_its_figures() {
    let stated = rating(DOSSIER);
    let found = verified(&stated, &DOSSIER.replace("\"1.1\": 3", "\"1.1\": 2"));
    assert!(!found.agrees);
    assert_eq!(result(&found, CheckKind::Dossier), CheckResult::Differs);
    assert_eq!(result(&found, CheckKind::Figures), CheckResult::Differs);
    // a dossier with another note: the figures follow all the same
    let noted = DOSSIER.replace("\"answers\"", "\"note\": \"x\", \"answers\"");
    let found = verified(&stated, &noted);
    assert!(!found.agrees);
    assert_eq!(result(&found, CheckKind::Figures), CheckResult::Agrees);
}

#[test]
fn a_dossier_that_is_refused_is_told_with_its_problems() {
    let stated = rating(DOSSIER);
    let found = verified(&stated, &DOSSIER.replace("\"1.1\": 3", "\"1.1\": 9"));
    assert!(!found.agrees);
    assert_eq!(result(&found, CheckKind::Figures), CheckResult::NotKnown);
    assert_eq!(found.errors[0].code, Code::UnknownLevel);
    let broken = verified(&stated, "{");
    assert_eq!(result(&broken, CheckKind::Dossier), CheckResult::NotKnown);
    assert!(!broken.agrees);
}

#[test]
fn another_version_of_the_program_is_told_and_decides_nothing() {
    let mut stated = rating(DOSSIER);
    stated["digests"]["program"] = json!("0.0.1");
    let found = verified(&stated, DOSSIER);
    assert!(found.agrees);
    assert_eq!(result(&found, CheckKind::Program), CheckResult::Differs);
}

#[test]
fn a_brief_rating_states_no_digests_and_is_held_against_its_figures() {
    let library = Library::embedded();
    let options = AssessOptions::default();
    let assessment = library.assess_json(DOSSIER.as_bytes(), &options).unwrap();
    let stated = serde_json::to_value(assessment.brief()).unwrap();
    let found = verified(&stated, DOSSIER);
    assert!(found.agrees);
    assert_eq!(result(&found, CheckKind::Dossier), CheckResult::NotStated);
    assert_eq!(result(&found, CheckKind::Figures), CheckResult::Agrees);
}

#[test]
fn a_rating_under_a_version_that_was_asked_for_is_made_again_under_it() {
    let library = Library::embedded();
    let options = AssessOptions::default().criteria("qd-148-2023".parse::<VersionId>().unwrap());
    let assessment = library.assess_json(DOSSIER.as_bytes(), &options).unwrap();
    let stated = serde_json::to_value(assessment.full()).unwrap();
    assert!(verified(&stated, DOSSIER).agrees);
}

#[test]
fn changed_criteria_are_told_and_found_again_by_their_digest() {
    let stated = rating(DOSSIER);
    let embedded = Library::embedded();
    let original = embedded.version("qd-26-2026").unwrap();
    let mut files = original.files().clone();
    let set = files.get_mut("sets/01.json").unwrap();
    *set = set.replacen("\"points\": 3", "\"points\":  3", 1).into();
    let mut library = Library::embedded();
    library.insert(CriteriaVersion::from_files(original.id().clone(), files));
    let text = stated.to_string();
    let found = library
        .verify_rating(text.as_bytes(), DOSSIER.as_bytes())
        .unwrap();
    assert!(!found.agrees);
    assert_eq!(result(&found, CheckKind::Criteria), CheckResult::Differs);
    assert_eq!(result(&found, CheckKind::Figures), CheckResult::Agrees);
    let digest = stated["digests"]["criteria"].as_str().unwrap();
    assert!(library.by_digest(digest).is_none());
    assert_eq!(embedded.by_digest(digest).unwrap().id(), original.id());
}

#[test]
fn a_word_of_english_changes_the_translations_digest_and_not_the_laws() {
    let embedded = Library::embedded();
    let original = embedded.version("qd-26-2026").unwrap();
    let mut files = original.files().clone();
    let english = files.get_mut("translations/en.json").unwrap();
    *english = english.replacen("fruit", "fruits", 1).into();
    let changed = CriteriaVersion::from_files(original.id().clone(), files);
    assert_eq!(changed.digest(), original.digest());
    assert_ne!(
        changed.translations_digest(),
        original.translations_digest()
    );
}

#[test]
fn what_is_no_rating_is_refused_and_a_repeated_key_is_never_chosen_from() {
    let library = Library::embedded();
    let code = |rating: &str| {
        let refused = library.verify_rating(rating.as_bytes(), DOSSIER.as_bytes());
        refused.unwrap_err().iter().next().unwrap().code
    };
    assert_eq!(code("{\"format\": \"ocop-tally/1\"}"), Code::UnknownFormat);
    assert_eq!(code("{"), Code::NotJson);
    let twice = rating(DOSSIER)
        .to_string()
        .replacen('{', "{\"stars\":5,", 1);
    assert_eq!(code(&twice), Code::RepeatedKey);
}

#[test]
fn a_tally_agrees_with_its_session_and_a_changed_one_does_not() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples/council");
    let library = Library::embedded();
    let mut seen = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "json") {
            continue;
        }
        let session = fs::read(&path).unwrap();
        let Ok(tally) = library.tally_json(&session, &[]) else {
            continue;
        };
        seen += 1;
        let mut tally = serde_json::to_value(&tally).unwrap();
        let verify = |tally: &Value| {
            let text = tally.to_string();
            library
                .verify_tally(text.as_bytes(), &session, &[])
                .unwrap()
        };
        let found = verify(&tally);
        assert!(found.agrees, "{}: {found:#?}", path.display());
        assert_eq!(result(&found, CheckKind::Session), CheckResult::Agrees);
        tally["products"][0]["sum"] = json!(1);
        let found = verify(&tally);
        assert!(!found.agrees);
        assert_eq!(found.differences[0].path, "/products/0/sum");
    }
    assert!(seen > 0);
}

#[test]
fn the_canonical_form_is_that_of_an_independent_implementation() {
    // fields that say nothing are left out before; what is left is RFC 8785
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "json") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let Ok(dossier) = ocop::Dossier::parse(text.as_bytes()) else {
            continue;
        };
        let value: Value = serde_json::from_str(&text).unwrap();
        let form = serde_json_canonicalizer::to_vec(&value).unwrap();
        let hash = <sha2::Sha256 as sha2::Digest>::digest(&form);
        let hex: String = hash.iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(
            dossier.digest(),
            format!("sha256:{hex}"),
            "{}",
            path.display()
        );
    }
}

/// The example session's tally, changed by hand.
fn tally_with(change: impl Fn(&mut Value)) -> Vec<u8> {
    let path =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples/council/session.json");
    let session = fs::read(path).unwrap();
    let library = Library::embedded();
    let tally = library.tally_json(&session, &[]).unwrap();
    let mut tally = serde_json::to_value(tally).unwrap();
    change(&mut tally);
    tally.to_string().into_bytes()
}

#[test]
fn a_field_or_part_that_there_is_not_is_told_wherever_a_result_is_read_again() {
    let library = Library::embedded();
    let told = |bytes: &[u8]| -> Vec<(Code, String, Option<String>)> {
        let problems = library.read_tally(bytes).err().into_iter().flatten();
        problems.map(|p| (p.code, p.path, p.suggestion)).collect()
    };
    assert!(told(&tally_with(|_| ())).is_empty());
    for (place, field, meant) in [
        ("", "notee", "note"),
        ("/products/1", "documets", "documents"),
        ("/products/0/attendance", "presnt", "present"),
        ("/products/0/sheets/0", "coment", "comment"),
        ("/members/0", "nam", "name"),
    ] {
        let bytes = tally_with(|t| t.pointer_mut(place).unwrap()[field] = json!("x"));
        let path = format!("{place}/{field}");
        let expected = [(Code::UnknownField, path, Some(meant.to_owned()))];
        assert_eq!(told(&bytes), expected);
        // the same where results are counted
        let mut stats = ocop::stats::Stats::new(&library, ocop::stats::StatsRequest::default());
        assert!(stats.line(1, &bytes).is_err());
    }
    for (field, name, meant) in [
        ("documents", "commune-propsal", Some("commune-proposal")),
        ("commune_report", "nothing of the kind", None),
    ] {
        let bytes = tally_with(|t| t["products"][1][field] = json!([name]));
        let path = format!("/products/1/{field}/0");
        let expected = [(Code::UnknownChoice, path, meant.map(str::to_owned))];
        assert_eq!(told(&bytes), expected);
    }
    let mut stated = rating(DOSSIER);
    stated["prodcer"] = json!({"name": "x"});
    let stated = stated.to_string();
    let problems = library.read_rating(stated.as_bytes());
    let problems = problems.unwrap_err();
    let problem = problems.iter().next().unwrap();
    assert_eq!(
        (problem.code, problem.suggestion.as_deref()),
        (Code::UnknownField, Some("producer"))
    );
}

#[test]
fn what_comes_next_says_that_a_kind_of_producer_is_not_known() {
    let library = Library::embedded();
    let notices = |kind: &str| -> Vec<String> {
        let bytes = tally_with(|t| t["products"][0]["producer"]["kind"] = json!(kind));
        let tally = library.read_tally(&bytes).unwrap();
        let next = library.next_steps(&tally, None, &Default::default());
        let notices = next.unwrap().notices.into_iter();
        notices.map(|n| n.code.as_str().to_owned()).collect()
    };
    for known in ["cooperative", "Hợp tác xã", "Hợp tác xã nông nghiệp"] {
        assert!(!notices(known).iter().any(|n| n.starts_with("participant")));
    }
    assert!(notices("cooperativ").contains(&"participant-unknown".to_owned()));
}
