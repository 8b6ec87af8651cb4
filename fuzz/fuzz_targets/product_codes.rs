//! Any text as a product code or the name of a place: what is read prints as it was written, and a
//! code that is proposed has nothing wrong with its places.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ocop_places::{ProductCode, Use, check, find_communes, find_provinces};

fuzz_target!(|text: &str| {
    match text.parse::<ProductCode>() {
        Ok(code) => assert_eq!(code.to_string(), text),
        Err(error) => {
            if let Some(nearest) = error.nearest {
                let again: ProductCode = nearest.to_string().parse().expect("a code");
                assert_eq!(again, nearest);
            }
        }
    }
    for problem in check(text, &Use::default()) {
        assert!(!problem.message.vi.is_empty());
    }
    let provinces = find_provinces(text).map(|(_, found)| found);
    let within = provinces.into_iter().flatten().flat_map(|p| p.communes());
    let _ = find_communes(text, within);
});
