//! What is counted: requests, by what came of them, and the time they took. Nothing of persons.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

/// Counts since the start, in the text format of Prometheus.
#[derive(Debug, Default)]
pub struct Metrics {
    answered: [AtomicU64; CLASSES.len()],
    within: [AtomicU64; BOUNDS.len()],
    microseconds: AtomicU64,
    in_work: AtomicU64,
}

const CLASSES: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];

/// Bounds in milliseconds.
const BOUNDS: [u64; 8] = [1, 5, 10, 50, 100, 500, 1000, 10_000];

impl Metrics {
    /// A request has come in.
    pub fn begin(&self) {
        self.in_work.fetch_add(1, Relaxed);
    }

    /// It has been answered, or given up.
    pub fn end(&self, status: u16, took: Duration) {
        self.in_work.fetch_sub(1, Relaxed);
        let class = usize::from(status / 100).saturating_sub(1);
        if let Some(count) = self.answered.get(class) {
            count.fetch_add(1, Relaxed);
        }
        let took = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.microseconds.fetch_add(took, Relaxed);
        for (bound, count) in BOUNDS.iter().zip(&self.within) {
            if took <= bound.saturating_mul(1000) {
                count.fetch_add(1, Relaxed);
            }
        }
    }

    /// The counts as text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::from(
            "# HELP ocop_http_requests_total Requests answered, by class of status.\n\
             # TYPE ocop_http_requests_total counter\n",
        );
        let mut all = 0_u64;
        for (class, count) in CLASSES.iter().zip(&self.answered) {
            let count = count.load(Relaxed);
            all = all.saturating_add(count);
            let _ = writeln!(out, "ocop_http_requests_total{{class=\"{class}\"}} {count}");
        }
        out.push_str(
            "# HELP ocop_http_request_seconds Time from request to answer.\n\
             # TYPE ocop_http_request_seconds histogram\n",
        );
        for (bound, count) in BOUNDS.iter().zip(&self.within) {
            let (seconds, rest, count) = (bound / 1000, bound % 1000, count.load(Relaxed));
            let bucket = "ocop_http_request_seconds_bucket";
            let _ = writeln!(out, "{bucket}{{le=\"{seconds}.{rest:03}\"}} {count}");
        }
        let micros = self.microseconds.load(Relaxed);
        let _ = write!(
            out,
            "ocop_http_request_seconds_bucket{{le=\"+Inf\"}} {all}\n\
             ocop_http_request_seconds_sum {}.{:06}\n\
             ocop_http_request_seconds_count {all}\n\
             # HELP ocop_http_requests_in_work Requests being worked on.\n\
             # TYPE ocop_http_requests_in_work gauge\n\
             ocop_http_requests_in_work {}\n",
            micros / 1_000_000,
            micros % 1_000_000,
            self.in_work.load(Relaxed)
        );
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_by_class_and_cumulative_by_time() {
        let metrics = Metrics::default();
        for (status, ms) in [(200, 1), (200, 7), (422, 2), (503, 20_000)] {
            metrics.begin();
            metrics.end(status, Duration::from_millis(ms));
        }
        metrics.begin();
        let text = metrics.text();
        for line in [
            "ocop_http_requests_total{class=\"2xx\"} 2",
            "ocop_http_requests_total{class=\"5xx\"} 1",
            "ocop_http_request_seconds_bucket{le=\"0.005\"} 2",
            "ocop_http_request_seconds_bucket{le=\"10.000\"} 3",
            "ocop_http_request_seconds_bucket{le=\"+Inf\"} 4",
            "ocop_http_request_seconds_sum 20.010000",
            "ocop_http_requests_in_work 1",
        ] {
            assert!(text.lines().any(|l| l == line), "{line}\n{text}");
        }
    }
}
