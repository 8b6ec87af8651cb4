//! Any text as an identifier or date: what is read prints as it was written.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ocop::{Case, CriterionId, PartLetter, VersionId};

fuzz_target!(|text: &str| {
    if let Ok(id) = text.parse::<CriterionId>() {
        assert_eq!(id.to_string(), text);
    }
    if let Ok(id) = text.parse::<VersionId>() {
        assert_eq!(id.to_string(), text);
    }
    if let Ok(id) = text.parse::<Case>() {
        assert_eq!(id.to_string(), text);
    }
    if let Ok(id) = text.parse::<PartLetter>() {
        assert_eq!(id.to_string(), text);
    }
    if let Some(date) = ocop::parse_date(text) {
        assert_eq!(date.to_string(), text);
    }
    let slug = ocop::slug(text);
    assert_eq!(ocop::slug(&slug), slug);
});
