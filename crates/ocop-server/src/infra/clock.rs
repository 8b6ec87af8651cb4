//! The time, handed in so that tests are exact.

use std::sync::{Mutex, PoisonError};

use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

/// What tells the time.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub struct SetClock(Mutex<Timestamp>);

impl SetClock {
    /// A clock that shows this time.
    #[must_use]
    pub const fn new(now: Timestamp) -> Self {
        Self(Mutex::new(now))
    }

    /// Moves it, back or forth.
    pub fn advance(&self, seconds: i64) {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let moved = now.checked_add(SignedDuration::from_secs(seconds));
        *now = moved.unwrap_or(*now);
    }
}

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The local time of councils. Vietnam has one zone, seven hours ahead, without summer time; the
/// machine's own zone is not asked, since it may be set to anything.
#[must_use]
pub fn local(time: Timestamp) -> DateTime {
    time.to_zoned(TimeZone::fixed(Offset::constant(7)))
        .datetime()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_local_time_is_seven_hours_ahead() {
        let evening: Timestamp = "2026-09-20T17:30:00Z".parse().unwrap();
        assert_eq!(local(evening).to_string(), "2026-09-21T00:30:00");
    }
}
