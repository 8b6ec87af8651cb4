//! Calls by name: outputs, refusals, and the two kinds of them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use ocop::{Code, Lang};
use ocop_operations::{OPERATIONS, Refusal, RefusalKind, call, library};

const DOSSIER: &[u8] =
    br#"{"criteria": "qd-26-2026", "product_set": 1, "assessed_on": "2026-09-15",
    "answers": {"1.1": 3, "1.4": 2}}"#;

fn wrong(name: &str, options: &str) -> Refusal {
    let refusal = call(&library(), name, DOSSIER, options.as_bytes()).unwrap_err();
    assert_eq!(refusal.kind, RefusalKind::WrongCall, "{refusal}");
    refusal
}

/// Code, path and English message of each problem.
fn told(refusal: &Refusal) -> Vec<(Code, &str, String)> {
    let problems = refusal.problems.iter();
    problems
        .map(|p| (p.code, p.path.as_str(), p.line(Lang::En)))
        .collect()
}

#[test]
fn a_library_can_be_shared_between_threads() {
    const fn shared<T: Send + Sync + 'static>() {}
    shared::<ocop::Library>();
    shared::<ocop_operations::Operation>();
    shared::<ocop_operations::Reply>();
    shared::<Refusal>();
}

#[test]
fn names_are_kebab_case_and_stand_once() {
    let mut names: Vec<_> = OPERATIONS.iter().map(|o| o.name).collect();
    let kebab = |name: &&str| name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    assert!(names.iter().all(kebab));
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), OPERATIONS.len());
}

#[test]
fn an_unknown_operation_is_told_with_the_nearest_name() {
    let refusal = wrong("rat", "");
    assert_eq!(told(&refusal)[0].0, Code::UnknownOperation);
    assert!(told(&refusal)[0].2.ends_with("Did you mean \"rate\"?"));
    let far = wrong("số sao", "");
    assert!(told(&far)[0].2.contains("rate, check, plan"));
}

#[test]
fn everything_wrong_with_options_is_told_at_once() {
    let refusal = wrong(
        "plan",
        r#"{"tarjet": 4, "margin": "2", "minimise": ["efort"], "by": "2026-02-30",
            "alternatives": 90, "allow_lower": 1, "keep": "1.5", "case": 7, "target": 9, "by": null}"#,
    );
    let told = told(&refusal);
    let codes: Vec<_> = told.iter().map(|t| (t.1, t.0.as_str())).collect();
    assert_eq!(
        codes,
        [
            ("/tarjet", "unknown-option"),
            ("/margin", "wrong-type"),
            ("/minimise/0", "unknown-choice"),
            ("/by", "invalid-date"),
            ("/alternatives", "out-of-range"),
            ("/allow_lower", "wrong-type"),
            ("/keep", "wrong-type"),
            ("/case", "wrong-type"),
            ("/target", "out-of-range"),
            ("/by", "repeated-key"),
        ],
        "{told:#?}"
    );
    assert!(
        told[0].2.contains("Did you mean \"target\"?"),
        "{}",
        told[0].2
    );
    assert!(
        told[1].2.contains("Leave out the quotes: 2."),
        "{}",
        told[1].2
    );
    assert!(
        told[2].2.contains("Did you mean \"effort\"?"),
        "{}",
        told[2].2
    );
    assert!(
        told[8].2.contains("Found 9, expected 1 to 5."),
        "{}",
        told[8].2
    );
    let json = String::from_utf8(refusal.bytes()).unwrap();
    assert!(json.starts_with("{\"format\":\"ocop-errors/1\",\"errors\":["));
}

#[test]
fn options_that_are_no_object_and_missing_ones_are_wrong_calls() {
    assert_eq!(told(&wrong("rate", "[]"))[0].0, Code::WrongType);
    assert_eq!(told(&wrong("rate", "{"))[0].0, Code::NotJson);
    assert_eq!(told(&wrong("schema", ""))[0].0, Code::MissingOption);
    assert_eq!(told(&wrong("schema", "{\"name\": null}"))[0].1, "/name");
    let near = wrong("schema", "{\"name\": \"ratng\"}");
    assert!(told(&near)[0].2.contains("Did you mean \"rating\"?"));
    let version = wrong("rate", "{\"criteria\": \"qd-26-2027\"}");
    assert_eq!(
        (told(&version)[0].0, told(&version)[0].1),
        (Code::UnknownCriteria, "/criteria")
    );
}

#[test]
fn null_is_an_option_left_out() {
    let library = library();
    let plain = call(&library, "rate", DOSSIER, b"").unwrap();
    let null = call(
        &library,
        "rate",
        DOSSIER,
        br#"{"criteria": null, "brief": null}"#,
    )
    .unwrap();
    assert_eq!(plain, null);
}

#[test]
fn an_input_that_is_refused_is_no_wrong_call() {
    let refusal = call(&library(), "rate", b"{", b"").unwrap_err();
    assert_eq!(refusal.kind, RefusalKind::Refused);
    assert_eq!(told(&refusal)[0].0, Code::NotJson);
}
