//! What calls share, what one may cost, and who asks.

use std::net::IpAddr;
use std::time::Duration;

use axum::http::HeaderMap;
use ocop::Library;
use tokio::sync::Semaphore;

use crate::infra::throttle::Throttle;

/// What one request may cost.
#[derive(Debug, Clone)]
pub struct Limits {
    /// The bytes of an input. Formats have limits of their own below that.
    pub bytes: usize,
    /// The time for a call, from the first byte of its input to its answer; and for a form of a page to
    /// come in.
    pub time: Duration,
    /// The calls that are worked on at a time; others wait.
    pub at_a_time: usize,
    /// Requests a second from one address; 0 for no limit.
    pub per_second: u32,
    /// Requests at once from one address that has asked for nothing lately.
    pub burst: u32,
    /// Whether a proxy in front tells the address of whoever asks (`X-Forwarded-For`).
    pub proxied: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 16 << 20,
            time: Duration::from_secs(30),
            at_a_time: 64,
            per_second: 200,
            burst: 1000,
            proxied: false,
        }
    }
}

/// What the calls share.
#[derive(Debug)]
pub(crate) struct Api {
    pub(crate) library: Library,
    pub(crate) limits: Limits,
    pub(crate) places: Semaphore,
    pub(super) throttle: Throttle<IpAddr>,
    pub(super) description: String,
}

/// Who asks: the other end of the connection, or whom a proxy of ours names last.
pub(crate) fn caller(connected: Option<IpAddr>, headers: &HeaderMap, proxied: bool) -> IpAddr {
    let named = || {
        let last = headers.get_all("x-forwarded-for").iter().next_back()?;
        last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
    };
    let named = if proxied { named() } else { None };
    named.or(connected).unwrap_or(IpAddr::from([127, 0, 0, 1]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn only_a_proxy_of_ours_is_believed_and_only_its_own_word() {
        let mut headers = HeaderMap::new();
        headers.insert(
            "x-forwarded-for",
            HeaderValue::from_static("1.1.1.1, 2.2.2.2"),
        );
        let here: IpAddr = [9, 9, 9, 9].into();
        assert_eq!(caller(Some(here), &headers, false), here);
        assert_eq!(
            caller(Some(here), &headers, true),
            IpAddr::from([2, 2, 2, 2])
        );
    }
}
