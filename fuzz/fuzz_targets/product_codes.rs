//! Any text as a product code or the name of a place: what is read prints as it was written, and a
//! code that is proposed has nothing wrong with its places.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ocop::Occasion;
use ocop_places::{ProductCode, check, find_communes, find_provinces};

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
    for problem in check(text, &Occasion::default(), None) {
        assert!(!problem.message.vi.is_empty());
    }
    let within = find_provinces(text);
    let _ = find_communes(text, within);
});
