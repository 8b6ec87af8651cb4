//! How often one may try: a bucket of tokens for each address, or for each account.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Those that are remembered at most; beyond it, those that have asked for nothing lately are forgotten.
const REMEMBERED: usize = 10_000;

/// Tokens by whoever asks. Each request takes one; they come back with time, up to a full bucket.
#[derive(Debug)]
pub struct Throttle<K> {
    buckets: Mutex<HashMap<K, Bucket>>,
    /// The time in which one token comes back; with none, nothing is held back.
    each: Duration,
    /// The time in which an empty bucket fills.
    full: Duration,
}

#[derive(Debug, Clone, Copy)]
struct Bucket {
    /// What is in it, as the time in which it came back.
    filled: Duration,
    seen: Instant,
}

impl<K: Hash + Eq> Throttle<K> {
    /// `per_second` tokens come back each second, `burst` are in a full bucket. With 0 a second,
    /// nothing is held back.
    #[must_use]
    pub fn new(per_second: u32, burst: u32) -> Self {
        let each = Duration::from_secs(1).checked_div(per_second);
        Self::one_each(each.unwrap_or_default(), burst)
    }

    /// A token comes back each time that this passes, `burst` are in a full bucket.
    #[must_use]
    pub fn one_each(each: Duration, burst: u32) -> Self {
        Self {
            buckets: Mutex::default(),
            each,
            full: each.saturating_mul(burst.max(1)),
        }
    }

    /// Takes a token, or tells how long to wait for one.
    ///
    /// # Errors
    ///
    /// The time until there is a token again.
    pub fn take(&self, key: K, now: Instant) -> Result<(), Duration> {
        if self.each.is_zero() {
            return Ok(());
        }
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= REMEMBERED && !buckets.contains_key(&key) {
            buckets.retain(|_, bucket| self.filled(bucket, now) < self.full);
        }
        if buckets.len() >= REMEMBERED && !buckets.contains_key(&key) {
            // so many at once are no council: newcomers wait
            return Err(Duration::from_secs(1));
        }
        let bucket = buckets.entry(key).or_insert(Bucket {
            filled: self.full,
            seen: now,
        });
        let filled = self.filled(bucket, now);
        bucket.seen = now;
        match filled.checked_sub(self.each) {
            Some(left) => {
                bucket.filled = left;
                Ok(())
            }
            None => {
                bucket.filled = filled;
                Err(self.each.saturating_sub(filled))
            }
        }
    }

    fn filled(&self, bucket: &Bucket, now: Instant) -> Duration {
        let passed = now.saturating_duration_since(bucket.seen);
        bucket.filled.saturating_add(passed).min(self.full)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::IpAddr;

    #[test]
    fn a_bucket_runs_dry_and_fills_again_for_each_address_alone() {
        let throttle = Throttle::new(2, 3);
        let (one, other): (IpAddr, IpAddr) = ([127, 0, 0, 1].into(), [127, 0, 0, 2].into());
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
    fn a_bucket_may_fill_as_slowly_as_is_asked() {
        let throttle = Throttle::one_each(Duration::from_secs(60), 2);
        let start = Instant::now();
        assert_eq!(throttle.take("a", start), Ok(()));
        assert_eq!(throttle.take("a", start), Ok(()));
        let later = start + Duration::from_secs(59);
        assert_eq!(throttle.take("a", later), Err(Duration::from_secs(1)));
        assert_eq!(throttle.take("a", later + Duration::from_secs(1)), Ok(()));
    }

    #[test]
    fn with_none_a_second_nothing_is_held_back() {
        let throttle = Throttle::new(0, 1);
        for _ in 0..100 {
            assert_eq!(throttle.take(1, Instant::now()), Ok(()));
        }
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
