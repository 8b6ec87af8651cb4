//! The front page, joining by a code, signing in and out.

use std::collections::BTreeMap;

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::head::{self, set_cookie};
use super::seen::{COOKIE, Head, Seen};
use super::words::{Words, cookie};
use crate::domain::access::Role;
use crate::service::actor::{LASTS, SignedIn, WAITS};
use crate::service::passwords::Entered;
use crate::service::second_factor::Given;
use crate::service::{Evening, Fault};

#[derive(Template)]
#[template(path = "front.html")]
struct Front {
    w: Words,
    head: Head,
    /// Whether there are councils here, or the engine alone.
    councils: bool,
}

/// Where somebody begins: visitors with what there is, others with what is theirs.
pub(crate) async fn front(Extension(seen): Extension<Seen>) -> Response {
    let Some(actor) = &seen.actor else {
        let page = Front {
            w: seen.w,
            head: seen.head(),
            councils: seen.councils,
        };
        return head::page(StatusCode::OK, &page);
    };
    let to = match (actor.role, &actor.member) {
        (_, Some((session, _))) => format!("/sessions/{session}"),
        (Role::Administrator, _) => "/accounts".to_owned(),
        _ => "/sessions".to_owned(),
    };
    Redirect::to(&to).into_response()
}

#[derive(Template)]
#[template(path = "join.html")]
struct Join {
    w: Words,
    head: Head,
    code: String,
    /// Name and council, where the code is one that works.
    invited: Option<(String, String)>,
    wrong: bool,
    /// Whether a login ran out that was here before.
    ended: bool,
}

/// Asks for the code, or, where the link brought it, whether it is the right person who came.
pub(crate) async fn join_page(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Fault> {
    let code = query.get("code").cloned().unwrap_or_default();
    let invited = if code.is_empty() {
        None
    } else {
        evening.invited(seen.from, &code).await?
    };
    let page = Join {
        w: seen.w,
        head: seen.head(),
        wrong: !code.is_empty() && invited.is_none(),
        ended: query.contains_key("ended"),
        code,
        invited,
    };
    Ok(head::page(StatusCode::OK, &page))
}

/// Joins.
pub(crate) async fn join(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
) -> Result<Response, Fault> {
    let signed_in = evening.join(seen.from, seen.field("code")).await?;
    if let Some(actor) = &seen.actor {
        evening.sign_out(actor).await?;
    }
    Ok(in_at_last(&seen, &signed_in))
}

#[derive(Template)]
#[template(path = "sign-in.html")]
struct SignIn {
    w: Words,
    head: Head,
    /// Whether a login ran out that was here before.
    ended: bool,
}

/// Asks for name and password.
pub(crate) async fn sign_in_page(
    Extension(seen): Extension<Seen>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let page = SignIn {
        w: seen.w,
        head: seen.head(),
        ended: query.contains_key("ended"),
    };
    head::page(StatusCode::OK, &page)
}

/// Signs in, or asks for the second factor.
pub(crate) async fn sign_in(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
) -> Result<Response, Fault> {
    let (login, password) = (seen.field("login"), seen.field("password"));
    let entered = evening.sign_in(seen.from, login, password).await?;
    if let Some(actor) = &seen.actor {
        evening.sign_out(actor).await?;
    }
    Ok(match entered {
        Entered::SignedIn(signed_in) => in_at_last(&seen, &signed_in),
        Entered::Pending(so_far) => {
            with_cookie(&seen, "/sign-in/code", &so_far.token, WAITS.as_secs())
        }
    })
}

#[derive(Template)]
#[template(path = "sign-in-code.html")]
struct SignInCode {
    w: Words,
    head: Head,
    /// The secret of this form: nobody is signed in yet.
    csrf: String,
    wrong: bool,
}

fn ask_for_code(seen: &Seen, csrf: String, wrong: bool) -> Response {
    let page = SignInCode {
        w: seen.w,
        head: seen.head(),
        csrf,
        wrong,
    };
    head::form(wrong, &page)
}

/// Asks for the second factor of somebody whose password was right.
pub(crate) async fn code_page(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let waits = match cookie(&headers, COOKIE) {
        Some(token) => evening.pending(token).await?,
        None => None,
    };
    Ok(match waits {
        Some(waits) => ask_for_code(&seen, waits.csrf, false),
        None => Redirect::to("/sign-in").into_response(),
    })
}

/// Signs in by the second factor.
pub(crate) async fn code(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let token = cookie(&headers, COOKIE).unwrap_or_default();
    let csrf = seen.field("csrf");
    let given = match seen.field("recovery").trim() {
        "" => Given::Code(seen.field("code")),
        recovery => Given::Recovery(recovery),
    };
    Ok(match evening.pass(token, csrf, given).await? {
        Some(signed_in) => in_at_last(&seen, &signed_in),
        None => ask_for_code(&seen, csrf.to_owned(), true),
    })
}

/// Signs out.
pub(crate) async fn sign_out(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
) -> Result<Response, Fault> {
    evening.sign_out(seen.actor()?).await?;
    Ok(with_cookie(&seen, "/", "", 0))
}

fn in_at_last(seen: &Seen, signed_in: &SignedIn) -> Response {
    with_cookie(seen, "/", &signed_in.token, LASTS.as_secs())
}

/// Goes on, with the token in a cookie that no script reads and no other site sends.
fn with_cookie(seen: &Seen, to: &str, token: &str, seconds: i64) -> Response {
    let cookie = format!("{COOKIE}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax");
    let mut response = Redirect::to(to).into_response();
    set_cookie(response.headers_mut(), cookie, seen.by_tls);
    response
}
