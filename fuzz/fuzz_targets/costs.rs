//! Any bytes as a table of costs: refused with its place, or plans under it that reach their target.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use ocop::plan::{Costs, PlanRequest};
use ocop::{AssessOptions, Library, Stars};

static LIBRARY: LazyLock<Library> = LazyLock::new(Library::embedded);

fuzz_target!(|bytes: &[u8]| {
    let Ok(costs) = Costs::parse(bytes) else { return };
    let dossier = br#"{"criteria": "qd-26-2026", "product_set": 1, "answers": {"1.1": 3, "5.1": 2}}"#;
    let assessment = LIBRARY.assess_json(dossier, &AssessOptions::default()).expect("a dossier");
    let set = assessment.sheet().product_set();
    let fits = costs.check(set).is_ok();
    let request = PlanRequest::to(Stars::MAX);
    let planned = ocop::plan::plan(assessment.sheet(), &request, &costs);
    if !fits {
        assert!(planned.is_err());
    }
});
