//! Interleaved rounds: each contestant runs once a round, so that what disturbs the machine
//! disturbs all alike, and ratios are taken within a round.

use std::time::Instant;

use crate::effort::Result;
use crate::table::Ratio;

/// One measured quantity, by round.
#[derive(Debug, Default, Clone)]
pub struct Samples(Vec<f64>);

impl Samples {
    pub fn push(&mut self, sample: f64) {
        self.0.push(sample);
    }

    pub fn median(&self) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
    }

    pub fn least(&self) -> f64 {
        self.0.iter().copied().fold(f64::INFINITY, f64::min)
    }

    pub fn greatest(&self) -> f64 {
        self.0.iter().copied().fold(0.0, f64::max)
    }

    /// The quantity of one of several passes that were made in a turn.
    pub fn divided(self, passes: usize) -> Self {
        Self(self.0.into_iter().map(|s| s / count(passes)).collect())
    }

    /// The ratio to another quantity: of the best rounds, and the median of those within a round.
    pub fn ratio_to(&self, other: &Self) -> Ratio {
        let pairs = self.0.iter().zip(&other.0);
        Ratio {
            best: self.least() / other.least(),
            median: Self(pairs.map(|(a, b)| a / b).collect()).median(),
        }
    }
}

/// What is measured: one pass over all its items.
pub type Pass<'c> = &'c mut dyn FnMut() -> Result<()>;

/// The nanoseconds per item of each contestant, after a tenth of the rounds as warming up.
pub fn interleaved<const N: usize>(
    rounds: usize,
    items: usize,
    mut contestants: [Pass<'_>; N],
) -> Result<[Samples; N]> {
    let mut samples = [const { Samples(Vec::new()) }; N];
    let warm_up = rounds.div_ceil(10);
    for round in 0..rounds.saturating_add(warm_up) {
        for (pass, samples) in contestants.iter_mut().zip(&mut samples) {
            let start = Instant::now();
            pass()?;
            let time = start.elapsed();
            if round >= warm_up {
                samples.push(nanoseconds(time) / count(items));
            }
        }
    }
    Ok(samples)
}

/// A duration in nanoseconds.
pub fn nanoseconds(time: std::time::Duration) -> f64 {
    time.as_secs_f64() * 1e9
}

/// A count as a figure to divide by.
#[expect(clippy::cast_precision_loss, reason = "counts here are far below 2^52")]
pub const fn count(items: usize) -> f64 {
    items as f64
}
