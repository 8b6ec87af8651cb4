//! What is said where no operation was called: the engine's one error, under a status of HTTP.

use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use ocop::{Code, Problem};
use ocop_operations::{JSON, Refusal};

/// A refusal under a status.
pub(crate) fn refuse(status: u16, code: Code, vi: &str, en: &str) -> Response {
    respond(status, &Refusal::wrong_call(Problem::new(code, "", vi, en)))
}

/// A refusal that says when to come back.
pub(crate) fn wait(status: u16, time: Duration, code: Code, vi: &str, en: &str) -> Response {
    let mut response = refuse(status, code, vi, en);
    let seconds = time
        .as_secs()
        .saturating_add(u64::from(time.subsec_nanos() > 0));
    let seconds = HeaderValue::from(seconds.max(1));
    response.headers_mut().insert(header::RETRY_AFTER, seconds);
    response
}

/// Problems under a status.
pub(crate) fn respond(status: u16, refusal: &Refusal) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let json = HeaderValue::from_static(JSON);
    (status, [(header::CONTENT_TYPE, json)], refusal.bytes()).into_response()
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
