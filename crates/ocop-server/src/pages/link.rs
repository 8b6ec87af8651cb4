//! Addresses of this server as others are to follow them.

use axum::http::HeaderMap;
use axum::http::header::HOST;

/// A path as a whole address: by the name that whoever asks has reached the server under.
pub(crate) fn own_address(headers: &HeaderMap, by_tls: bool, path: &str) -> String {
    let host = headers.get(HOST).and_then(|h| h.to_str().ok());
    let scheme = if by_tls { "https" } else { "http" };
    format!("{scheme}://{}{path}", host.unwrap_or("localhost"))
}
