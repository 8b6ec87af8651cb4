//! The engine over HTTP: the table of operations at `/api/v1/`, stateless and without a login.

mod call;
mod openapi;
mod page;
mod query;
mod refusal;

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{any, get};
use ocop::{Code, Library};
use tokio::sync::Semaphore;

use crate::infra::throttle::Throttle;

pub(crate) use refusal::{refuse, wait};

/// What one request may cost.
#[derive(Debug, Clone)]
pub struct Limits {
    /// The bytes of an input. Formats have limits of their own below that.
    pub bytes: usize,
    /// The time for a call, from the first byte of its input to its answer.
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
    throttle: Throttle,
    description: String,
}

/// The routes of the operations, of their description and of the page that tries them.
pub fn router(library: Library, limits: Limits) -> Router {
    let api = Arc::new(Api {
        places: Semaphore::new(limits.at_a_time),
        throttle: Throttle::new(limits.per_second, limits.burst),
        description: openapi::document(&limits).to_string(),
        library,
        limits,
    });
    Router::new()
        .route("/api", get(page::page))
        .route("/api/v1/openapi.json", get(description))
        .route("/api/v1/{operation}", any(call::call))
        .route("/api/{*rest}", any(no_such_address))
        .layer(middleware::from_fn_with_state(Arc::clone(&api), held_back))
        .with_state(api)
}

async fn description(State(api): State<Arc<Api>>) -> Response {
    let json = HeaderValue::from_static(ocop_operations::JSON);
    ([(header::CONTENT_TYPE, json)], api.description.clone()).into_response()
}

/// What stands at an address where nothing is.
pub(crate) async fn no_such_address() -> Response {
    refuse(
        404,
        Code::NoSuchAddress,
        "Địa chỉ này không có gì; xem /api.",
        "There is nothing at this address; see /api.",
    )
}

/// Holds back an address that asks too often.
async fn held_back(State(api): State<Arc<Api>>, request: Request, next: Next) -> Response {
    let connected = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let from = caller(
        connected.map(|c| c.0.ip()),
        request.headers(),
        api.limits.proxied,
    );
    match api.throttle.take(from, Instant::now()) {
        Ok(()) => next.run(request).await,
        Err(time) => wait(
            429,
            time,
            Code::TooManyRequests,
            "Địa chỉ này gửi quá nhiều yêu cầu; đề nghị chờ rồi gửi lại.",
            "This address sends too many requests; please wait, then send again.",
        ),
    }
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
