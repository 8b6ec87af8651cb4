//! What every page has: how it is written out, and the headers it goes under.

use askama::Template;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};

use crate::infra::serve::by_tls;

/// A page under a status. A template that only writes into a string does not fail; were it to, no
/// half page goes out.
pub(crate) fn page(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page was not written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// A page with a form; the status says where what was typed into it is wrong.
pub(crate) fn form(wrong: bool, template: &impl Template) -> Response {
    let status = if wrong {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    page(status, template)
}

/// What pages may do: styles, scripts and requests of this server only, nothing inline, in nobody's
/// frame.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
    img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A paper that carries its style with it, and has no script.
pub(crate) fn paper(mut response: Response) -> Response {
    let policy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-modals";
    response.headers_mut().insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(policy),
    );
    response
}

/// Has a browser keep an answer as a file of this name.
pub(crate) fn save_as(headers: &mut HeaderMap, name: &str) {
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
}

/// Gives a browser a cookie: back by TLS only, where it came by it.
pub(crate) fn set_cookie(headers: &mut HeaderMap, mut cookie: String, by_tls: bool) {
    if by_tls {
        cookie.push_str("; Secure");
    }
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        headers.insert(header::SET_COOKIE, cookie);
    }
}

/// Has a browser remember the language that somebody chose.
pub(crate) fn remember_language(headers: &mut HeaderMap, tag: &str, by_tls: bool) {
    let cookie = format!("lang={tag}; Path=/; Max-Age=31536000; SameSite=Lax");
    set_cookie(headers, cookie, by_tls);
}

/// Whether browsers that came by TLS are told to come by it only, and for how long.
#[derive(Debug, Clone)]
pub(crate) struct Strict {
    header: Option<HeaderValue>,
    proxied: bool,
}

impl Strict {
    pub(crate) fn new(days: u32, proxied: bool) -> Self {
        let seconds = u64::from(days).saturating_mul(86_400);
        let value = HeaderValue::from_str(&format!("max-age={seconds}"));
        let header = value.ok().filter(|_| days > 0);
        Self { header, proxied }
    }

    /// What whoever asks is told, if anything.
    pub(crate) fn of(&self, request: &Request) -> Option<HeaderValue> {
        let header = self.header.as_ref();
        let came_by_tls = || by_tls(request.extensions(), request.headers(), self.proxied);
        header.filter(|_| came_by_tls()).cloned()
    }
}

/// Puts the headers of safety on an answer, unless it has its own, and tells browsers to come by TLS only
/// where that is to be said to whoever asked.
pub(crate) fn put_headers(response: &mut Response, strict: Option<HeaderValue>) {
    let headers = response.headers_mut();
    headers.reserve(6);
    if let Some(strict) = strict {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, strict);
    }
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // the whole address goes to nobody else; forms of our own still say where they come from
        (header::REFERRER_POLICY, "same-origin"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
}
