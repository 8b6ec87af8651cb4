//! Around every page: who asks, whether they may, and whether it was they who sent the form.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::header::{ACCEPT, ALLOW, HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use ocop::Lang;
use serde_json::json;
use tokio::time::timeout;

use super::fault::{self, Failed};
use super::form;
use super::link::{own_path, sent_from};
use super::refill::{PAGE, Refused};
use super::seen::{COOKIE, Seen};
use super::words::{Words, cookie};
use crate::api::Limits;
use crate::api::refusal::no_such_address;
use crate::api::state::caller;
use crate::domain::access::{ROUTES, Role, route};
use crate::infra::serve::by_tls;
use crate::service::{Evening, Fault};

/// The most bytes of a form: a session of many sheets, pasted.
const FORM: usize = 16 << 20;

/// The most bytes of a form of somebody who is not signed in.
const SMALL_FORM: usize = 8 << 10;

/// The most bytes of a self-assessment, which takes no login.
const SELF_ASSESSMENT: usize = 1 << 20;

/// What the guard needs of the server.
#[derive(Clone)]
pub(crate) struct Around {
    pub(crate) evening: Option<Evening>,
    pub(crate) limits: Limits,
    /// The fingerprint of a certificate that browsers warn of.
    pub(crate) fingerprint: Option<Arc<str>>,
}

/// Who asks, in which language and from where: all that is known before a form is read.
async fn look(around: &Around, request: Request) -> (Request, Seen, Option<Fault>) {
    let mut seen = before_login(around, &request);
    let token = cookie(request.headers(), COOKIE);
    let actor = match (&around.evening, token.map(str::to_owned)) {
        (Some(evening), Some(token)) => evening.actor(&token).await,
        _ => Ok(None),
    };
    let fault = match actor {
        Ok(actor) => {
            seen.actor = actor;
            None
        }
        Err(fault) => Some(fault),
    };
    (request, seen, fault)
}

fn before_login(around: &Around, request: &Request) -> Seen {
    let Around {
        evening, limits, ..
    } = around;
    let headers = request.headers();
    // a form has no page of its own to come back to
    let here = match *request.method() {
        Method::POST => sent_from(headers),
        _ => request.uri().path(),
    };
    let connected = request.extensions().get::<ConnectInfo<SocketAddr>>();
    Seen {
        w: Words::asked(headers),
        here: here.to_owned(),
        actor: None,
        form: Arc::default(),
        files: Arc::default(),
        from: caller(connected.map(|c| c.0.ip()), headers, limits.proxied),
        councils: evening.is_some(),
        by_tls: by_tls(request.extensions(), headers, limits.proxied),
        fingerprint: around.fingerprint.clone(),
        script: is_script(headers),
    }
}

/// What stands at an address where nothing is: a page for people, the engine's refusal for programs.
pub(crate) async fn nowhere(State(around): State<Around>, request: Request) -> Response {
    if !prefers_html(request.headers()) {
        return no_such_address().await;
    }
    let (_, seen, fault) = look(&around, request).await;
    failure(&seen, &fault.unwrap_or(Fault::NotFound))
}

/// An address that is asked for in another way than there is.
fn wrong_method(seen: &Seen, path: &str) -> Response {
    let there = |post| ROUTES.iter().any(|r| r.path == path && r.post == post);
    let allowed = match (there(false), there(true)) {
        (true, true) => "GET, HEAD, POST",
        (true, false) => "GET, HEAD",
        (false, true) => "POST",
        (false, false) => return failure(seen, &Fault::NotFound),
    };
    let fault = Fault::refused(
        "Địa chỉ này không nhận cách gửi này. Đề nghị mở từ trang trước.",
        "This address is not to be asked for in this way. Please come by the page before.",
    );
    let mut response = failure(seen, &fault);
    *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
    let allowed = HeaderValue::from_static(allowed);
    response.headers_mut().insert(ALLOW, allowed);
    response
}

/// Lets through who may, and says to others why not.
pub(crate) async fn guard(State(around): State<Around>, request: Request, next: Next) -> Response {
    let Around {
        evening, limits, ..
    } = &around;
    let headers = request.headers().clone();
    let path = request.uri().path().to_owned();
    let (mut request, mut seen, fault) = look(&around, request).await;
    if let Some(fault) = fault {
        return failure(&seen, &fault);
    }
    if path.contains("%00") {
        return failure(&seen, &Fault::NotFound);
    }
    let matched = request.extensions().get::<MatchedPath>().cloned();
    let matched = matched.as_ref().map_or("", MatchedPath::as_str);
    let Some(row) = route(request.method(), matched) else {
        return wrong_method(&seen, matched);
    };
    let role = seen.actor.as_ref().map_or(Role::Visitor, |a| a.role);
    if !row.roles.contains(&role) {
        let token = cookie(&headers, COOKIE);
        let door = match (evening, token, &seen.actor) {
            (Some(evening), Some(token), None) => evening.had_account(token).await,
            _ => Ok(None),
        };
        // whose login is not known any more comes in by the door of those who may
        let scores = [Role::Member, Role::Chair].iter();
        let by_code = || scores.clone().any(|r| row.roles.contains(r));
        return match door {
            Err(fault) => failure(&seen, &fault),
            Ok(known) => {
                let (account, waits) = known.unwrap_or_else(|| (!by_code(), false));
                let door = match account {
                    true => "/sign-in",
                    false => "/join",
                };
                let ended = !waits && token.is_some_and(|t| !t.is_empty());
                turned_away(&seen, request.method(), door, ended)
            }
        };
    }
    if !in_own_session(&seen, &path) {
        return failure(&seen, &Fault::NotFound);
    }
    if row.post {
        if !same_origin(&headers) {
            return failure(&seen, &Fault::Forbidden);
        }
        let most = match &seen.actor {
            Some(_) => FORM,
            None if matched.starts_with("/self-assessment") => SELF_ASSESSMENT,
            None => SMALL_FORM,
        };
        let body = std::mem::replace(request.body_mut(), Body::empty());
        let bytes = match timeout(limits.time, to_bytes(body, most)).await {
            Ok(Ok(bytes)) => bytes,
            Ok(Err(_)) => return failure(&seen, &too_large(most)),
            Err(_) => return too_slow(&seen),
        };
        let Some((fields, files)) = form::read(&headers, bytes).await else {
            return failure(&seen, &broken_form());
        };
        // no text that anybody types, and none that PostgreSQL keeps
        if fields.iter().any(|(_, value)| value.contains('\0')) {
            return failure(&seen, &broken_form());
        }
        seen.form = Arc::new(fields);
        seen.files = Arc::new(files);
        if let Some(actor) = &seen.actor
            && seen.field("csrf") != actor.csrf
        {
            return failure(&seen, &stale_form());
        }
    }
    request.extensions_mut().insert(seen.clone());
    let response = next.run(request).await;
    match response.extensions().get::<Failed>() {
        Some(failed) => refused(&seen, row.post, &failed.0),
        None => response,
    }
}

fn too_large(most: usize) -> Fault {
    Fault::refused(
        format!("Biểu mẫu lớn hơn {most} byte, hoặc bị ngắt giữa chừng."),
        format!("The form is larger than {most} bytes, or broke off."),
    )
}

/// A form that comes in drops holds up a connection that others need.
fn too_slow(seen: &Seen) -> Response {
    let fault = Fault::refused(
        "Biểu mẫu gửi quá chậm, chưa có gì được ghi. Đề nghị gửi lại.",
        "The form came too slowly, and nothing was stored. Please send it again.",
    );
    let mut response = failure(seen, &fault);
    *response.status_mut() = StatusCode::REQUEST_TIMEOUT;
    response
}

fn broken_form() -> Fault {
    Fault::refused(
        "Biểu mẫu không đọc được. Đề nghị tải lại trang rồi gửi lại.",
        "The form cannot be read. Please reload the page and send it again.",
    )
}

fn stale_form() -> Fault {
    Fault::refused(
        "Trang này mở từ lần đăng nhập trước. Đề nghị tải lại trang rồi làm lại.",
        "This page is of an earlier login. Please reload it and try again.",
    )
}

/// Members are in one session, and nowhere else.
fn in_own_session(seen: &Seen, path: &str) -> bool {
    let Some((own, _)) = seen.actor.as_ref().and_then(|a| a.member.as_ref()) else {
        return true;
    };
    let asked = path.strip_prefix("/sessions/");
    asked.is_none_or(|rest| rest.split('/').next() == Some(own))
}

/// Whether a form comes from a page of this server, as far as the browser says where it comes from.
fn same_origin(headers: &HeaderMap) -> bool {
    if headers
        .get("sec-fetch-site")
        .is_some_and(|s| s == "cross-site")
    {
        return false;
    }
    let Some(origin) = headers.get(ORIGIN) else {
        return true;
    };
    let host = headers.get(HOST).and_then(|h| h.to_str().ok());
    let of = origin.to_str().ok().and_then(|o| o.split_once("://"));
    of.is_some_and(|(_, of)| Some(of) == host)
}

/// Whether a page is wanted rather than JSON: browsers name it first, programs do not name it at all.
fn prefers_html(headers: &HeaderMap) -> bool {
    let accept = headers.get(ACCEPT).and_then(|a| a.to_str().ok());
    let weight = |kind: &str| {
        let mut ranges = accept.unwrap_or_default().split(',').map(str::trim);
        let range = ranges.find(|r| r.split(';').next().map(str::trim) == Some(kind))?;
        let q = range.split(';').find_map(|p| p.trim().strip_prefix("q="));
        // thousandths: "0.8" as 800
        let q = q.unwrap_or("1").trim();
        let (whole, part) = q.split_once('.').unwrap_or((q, ""));
        let part: String = part.chars().chain("000".chars()).take(3).collect();
        format!("{whole}{part}").parse::<u32>().ok()
    };
    let html = weight("text/html").unwrap_or(0);
    html > 0 && html >= weight("application/json").unwrap_or(0)
}

fn is_script(headers: &HeaderMap) -> bool {
    let accept = headers.get(ACCEPT).and_then(|a| a.to_str().ok());
    accept.is_some_and(|a| a.starts_with("application/json"))
}

/// Sends whoever is not signed in to their door, with a word where a login ran out; refuses others.
fn turned_away(seen: &Seen, method: &Method, door: &str, ended: bool) -> Response {
    match &seen.actor {
        None if !seen.script && matches!(*method, Method::GET | Method::HEAD) => {
            let said = if ended { "?ended=1" } else { "" };
            Redirect::to(&format!("{door}{said}")).into_response()
        }
        None => {
            let mut response = failure(seen, &fault::signed_out());
            *response.status_mut() = StatusCode::UNAUTHORIZED;
            response
        }
        Some(_) => failure(seen, &Fault::Forbidden),
    }
}

/// What went wrong with what was asked; of a form, with what is needed to show it again.
fn refused(seen: &Seen, post: bool, fault: &Fault) -> Response {
    let mut response = failure(seen, fault);
    let gone = matches!(fault, Fault::NotFound | Fault::Forbidden);
    if post && !gone && !seen.script {
        let texts = fault.texts();
        let page = match own_path(seen.field(PAGE)) {
            "/" => seen.here.clone(),
            page => page.to_owned(),
        };
        response.extensions_mut().insert(Refused {
            w: seen.w,
            page,
            fields: Arc::clone(&seen.form),
            lines: texts
                .iter()
                .map(|t| t.get(seen.w.lang).to_owned())
                .collect(),
        });
    }
    response
}

/// What went wrong, as a page, or as JSON for a script.
pub(crate) fn failure(seen: &Seen, fault: &Fault) -> Response {
    if let Fault::Store(error) = fault {
        tracing::error!(%error, "the database was not to be used");
    }
    let status = fault::status(fault);
    let texts = fault.texts();
    if seen.script {
        let lines: Vec<&str> = texts.iter().map(|t| t.get(seen.w.lang)).collect();
        return (status, axum::Json(json!({"refused": lines}))).into_response();
    }
    let lines = texts.into_iter().map(|t| match seen.w.lang {
        Lang::Vi => t.vi,
        Lang::En => t.en,
    });
    fault::page(seen, status, lines.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn who_names_a_page_first_gets_one() {
        for (accept, page) in [
            (
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                true,
            ),
            ("text/html;q=0.8, application/json", false),
            ("application/json", false),
            ("*/*", false),
            ("text/html;q=0", false),
            ("text/html;q=x", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT, HeaderValue::from_static(accept));
            assert_eq!(prefers_html(&headers), page, "{accept}");
        }
        assert!(!prefers_html(&HeaderMap::new()));
    }

    #[test]
    fn a_form_from_another_site_is_told_from_one_of_ours() {
        let headers = |pairs: &[(&'static str, &'static str)]| {
            let mut out = HeaderMap::new();
            for (name, value) in pairs {
                out.insert(*name, HeaderValue::from_static(value));
            }
            out
        };
        for (given, ours) in [
            (&[("host", "a:1"), ("origin", "http://a:1")][..], true),
            (&[("host", "a:1")][..], true),
            (&[("host", "a:1"), ("origin", "http://b:1")][..], false),
            (&[("host", "a:1"), ("origin", "http://a:2")][..], false),
            (&[("host", "a:1"), ("origin", "null")][..], false),
            (
                &[("host", "a:1"), ("sec-fetch-site", "cross-site")][..],
                false,
            ),
        ] {
            assert_eq!(same_origin(&headers(given)), ours, "{given:?}");
        }
    }
}
