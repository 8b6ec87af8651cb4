//! What somebody gets who comes to a server with TLS without it: the way to the same page with it.

use std::net::SocketAddr;

use axum::Router;
use axum::extract::Request;
use axum::http::header::HOST;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};

/// Leads to the same address with TLS: on the port that was asked, or on that of another listener.
/// What was sent without TLS is not taken.
pub(super) fn to_tls(other: Option<SocketAddr>) -> Router {
    let port = other.map(|at| at.port());
    Router::new().fallback(async move |request: Request| answer(&request, port))
}

fn answer(request: &Request, port: Option<u16>) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let path = request.uri().path_and_query().map_or("/", |p| p.as_str());
    match (reads, host(request.headers(), port)) {
        (true, Some(host)) => Redirect::temporary(&format!("https://{host}{path}")).into_response(),
        _ => {
            let said = "Máy chủ này chỉ nhận https:// / This server takes https:// only\n";
            (StatusCode::BAD_REQUEST, said).into_response()
        }
    }
}

/// The host that was asked for, with the port of TLS.
fn host(headers: &HeaderMap, port: Option<u16>) -> Option<String> {
    let asked = headers.get(HOST)?.to_str().ok()?;
    let plain = |b: u8| b.is_ascii_alphanumeric() || b".-_:[]".contains(&b);
    if asked.is_empty() || !asked.bytes().all(plain) {
        return None;
    }
    let Some(port) = port else {
        return Some(asked.to_owned());
    };
    // an address of IPv6 has colons inside its brackets
    let name = match asked.rsplit_once(':') {
        Some((name, digits)) if digits.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => asked,
    };
    Some(match port {
        443 => name.to_owned(),
        port => format!("{name}:{port}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn the_way_to_tls_has_the_host_that_was_asked_for() {
        for (asked, port, to) in [
            ("hall:8080", None, Some("hall:8080")),
            ("hall", None, Some("hall")),
            ("hall", Some(8443), Some("hall:8443")),
            ("hall:80", Some(443), Some("hall")),
            ("[::1]:80", Some(8443), Some("[::1]:8443")),
            ("[::1]", Some(8443), Some("[::1]:8443")),
            ("evil/..@x", None, None),
            ("", None, None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, HeaderValue::from_static(asked));
            assert_eq!(host(&headers, port).as_deref(), to, "{asked} {port:?}");
        }
        assert_eq!(host(&HeaderMap::new(), None), None);
    }
}
