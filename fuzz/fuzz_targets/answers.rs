//! Dossiers of the right shape with any answers: the set and the answers are drawn from the bytes.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use ocop::{AssessOptions, Library};

static LIBRARY: LazyLock<Library> = LazyLock::new(Library::embedded);

fuzz_target!(|bytes: &[u8]| {
    let Some((set, rest)) = bytes.split_first() else { return };
    let criteria = LIBRARY.version("qd-26-2026").expect("embedded");
    let number = i64::from(set % 26) + 1;
    let sheet = criteria.product_set(&number.to_string()).expect("there are 26 sets");
    let mut answers = serde_json::Map::new();
    for (criterion, byte) in sheet.criteria().iter().zip(rest) {
        let low = i64::from(byte & 0x07);
        let answer = match byte >> 4 {
            0..=9 => low.into(),
            10 => serde_json::json!({ "points": low }),
            11 => serde_json::json!({ "points": low, "case": "a" }),
            12 => serde_json::json!({ "level": low, "case": "b" }),
            13 => serde_json::json!({ "level": low, "points": low }),
            _ => continue,
        };
        answers.insert(criterion.id.to_string(), answer);
    }
    let findings: Vec<&str> = rest
        .iter()
        .rev()
        .take(usize::from(set >> 6))
        .filter_map(|b| sheet.findings().get(usize::from(*b)))
        .map(|f| f.finding.as_str())
        .collect();
    let dossier = serde_json::json!({
        "criteria": "qd-26-2026", "product_set": number, "answers": answers, "findings": findings
    });
    let text = dossier.to_string();
    if let Ok(assessment) = LIBRARY.assess_json(text.as_bytes(), &AssessOptions::default()) {
        let rating = assessment.rating();
        assert!(rating.points() <= sheet.max_points());
        assert!(rating.stars() <= rating.points_stars());
        let parts: u16 = rating.parts().map(|(_, points)| points.get()).sum();
        assert_eq!(parts, rating.points().get());
    }
});
