//! What loading all the law costs.

#![cfg(not(debug_assertions))]
#![expect(
    clippy::disallowed_methods,
    reason = "a measurement of the core, not a part of it, needs a clock"
)]

use std::time::{Duration, Instant};

use ocop::Library;

/// One thread, no waiting: the least of several runs is the processor time it takes.
#[test]
fn loading_all_78_product_sets_takes_less_than_50_milliseconds() {
    let load = || {
        let start = Instant::now();
        let library = Library::embedded();
        let sets: usize = library
            .versions()
            .map(|c| c.set_numbers().filter(|n| c.set(*n).is_ok()).count())
            .sum();
        assert_eq!(sets, 78);
        start.elapsed()
    };
    let least = (0..10).map(|_| load()).min().unwrap_or(Duration::MAX);
    println!("{least:?}");
    assert!(least < Duration::from_millis(50), "{least:?}");
}
