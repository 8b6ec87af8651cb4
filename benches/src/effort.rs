//! How long to measure, and what ends a run.

use std::error::Error;

/// Whatever goes wrong ends the run with its message: a measurement that failed is no measurement.
pub type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// How long to measure.
pub struct Effort {
    /// Rounds of what takes a millisecond.
    pub rounds: usize,
    /// Rounds of what takes a second.
    pub long_rounds: usize,
    /// Lines of a short, a middling and a long batch.
    pub lines: [usize; 3],
    /// Processes started one after another.
    pub processes: usize,
}

impl Effort {
    /// A run whose figures count.
    pub const FULL: Self = Self {
        rounds: 400,
        long_rounds: 11,
        lines: [100_000, 300_000, 1_000_000],
        processes: 200,
    };

    /// A run to see that it works.
    pub const QUICK: Self = Self {
        rounds: 40,
        long_rounds: 2,
        lines: [5_000, 15_000, 50_000],
        processes: 50,
    };
}
