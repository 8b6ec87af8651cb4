//! How often one address may ask: a bucket of tokens for each.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The addresses that are remembered at most; beyond it, those that have asked for nothing lately are
/// forgotten.
const REMEMBERED: usize = 10_000;

/// Tokens by address. Each request takes one; so many come back every second, up to a full bucket.
#[derive(Debug)]
pub struct Throttle {
    buckets: Mutex<HashMap<IpAddr, Bucket>>,
    /// Thousandths of a token that come back in a millisecond are tokens a second.
    per_second: u64,
    full: u64,
}

#[derive(Debug, Clone, Copy)]
struct Bucket {
    thousandths: u64,
    seen: Instant,
}

impl Throttle {
    /// `per_second` tokens come back each second, `burst` are in a full bucket. With 0 a second,
    /// nothing is held back.
    #[must_use]
    pub fn new(per_second: u32, burst: u32) -> Self {
        Self {
            buckets: Mutex::default(),
            per_second: per_second.into(),
            full: u64::from(burst.max(1)).saturating_mul(1000),
        }
    }

    /// Takes a token, or tells how long to wait for one.
    ///
    /// # Errors
    ///
    /// The time until there is a token again.
    pub fn take(&self, address: IpAddr, now: Instant) -> Result<(), Duration> {
        if self.per_second == 0 {
            return Ok(());
        }
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= REMEMBERED && !buckets.contains_key(&address) {
            buckets.retain(|_, bucket| self.filled(bucket, now) < self.full);
        }
        if buckets.len() >= REMEMBERED && !buckets.contains_key(&address) {
            // so many at once are no council: newcomers wait
            return Err(Duration::from_secs(1));
        }
        let bucket = buckets.entry(address).or_insert(Bucket {
            thousandths: self.full,
            seen: now,
        });
        let filled = self.filled(bucket, now);
        bucket.seen = now;
        match filled.checked_sub(1000) {
            Some(left) => {
                bucket.thousandths = left;
                Ok(())
            }
            None => {
                bucket.thousandths = filled;
                let missing = 1000_u64.saturating_sub(filled);
                Err(Duration::from_millis(missing.div_ceil(self.per_second)))
            }
        }
    }

    fn filled(&self, bucket: &Bucket, now: Instant) -> u64 {
        let passed = now.saturating_duration_since(bucket.seen).as_millis();
        let passed = u64::try_from(passed).unwrap_or(u64::MAX);
        let back = passed.saturating_mul(self.per_second);
        bucket.thousandths.saturating_add(back).min(self.full)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_runs_dry_and_fills_again_for_each_address_alone() {
        let throttle = Throttle::new(2, 3);
        let (one, other) = ([127, 0, 0, 1].into(), [127, 0, 0, 2].into());
        let start = Instant::now();
        for _ in 0..3 {
            assert_eq!(throttle.take(one, start), Ok(()));
        }
        assert_eq!(throttle.take(one, start), Err(Duration::from_millis(500)));
        assert_eq!(throttle.take(other, start), Ok(()));
        let later = start + Duration::from_millis(500);
        assert_eq!(throttle.take(one, later), Ok(()));
        assert!(throttle.take(one, later).is_err());
    }

    #[test]
    fn addresses_that_are_forgotten_had_full_buckets() {
        let throttle = Throttle::new(1, 1);
        let start = Instant::now();
        for n in 0..u32::try_from(REMEMBERED).unwrap() {
            assert_eq!(throttle.take(IpAddr::from(n.to_be_bytes()), start), Ok(()));
        }
        let new: IpAddr = [200, 0, 0, 1].into();
        assert!(throttle.take(new, start).is_err(), "all are in use");
        assert_eq!(throttle.take(new, start + Duration::from_secs(1)), Ok(()));
    }
}
