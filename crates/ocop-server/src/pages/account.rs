//! One's own account: its password, and its second factor.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::head;
use super::qr::{in_fours, square};
use super::seen::{Head, Seen};
use super::words::Words;
use crate::service::second_factor::{Enrolment, Standing};
use crate::service::{Evening, Fault};

#[derive(Template)]
#[template(path = "account.html")]
struct Page {
    w: Words,
    head: Head,
    factor: Standing,
}

/// The account of whoever is signed in.
pub(crate) async fn page(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
) -> Result<Response, Fault> {
    let page = Page {
        w: seen.w,
        head: seen.head(),
        factor: evening.second_factor(seen.actor()?).await?,
    };
    Ok(head::page(StatusCode::OK, &page))
}

/// Another password; whoever has it signs in by it.
pub(crate) async fn password(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
) -> Result<Response, Fault> {
    let (present, password) = (seen.field("present"), seen.field("password"));
    evening
        .set_own_password(seen.actor()?, seen.from, present, password)
        .await?;
    Ok(Redirect::to("/sign-in").into_response())
}

#[derive(Template)]
#[template(path = "second-factor.html")]
struct Enrol {
    w: Words,
    head: Head,
    qr: String,
    address: String,
    secret: String,
    wrong: bool,
}

fn enrol(seen: &Seen, enrolment: Enrolment, wrong: bool) -> Response {
    let page = Enrol {
        w: seen.w,
        head: seen.head(),
        qr: square(&enrolment.address),
        secret: in_fours(&enrolment.secret),
        address: enrolment.address,
        wrong,
    };
    head::form(wrong, &page)
}

/// The secret of a second factor, to be put into an app. It is shown once.
pub(crate) async fn begin(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
) -> Result<Response, Fault> {
    let (actor, password) = (seen.actor()?, seen.field("present"));
    let made = evening
        .begin_second_factor(actor, seen.from, password)
        .await?;
    Ok(enrol(&seen, made, false))
}

#[derive(Template)]
#[template(path = "recovery-codes.html")]
struct Codes {
    w: Words,
    head: Head,
    codes: Vec<String>,
}

fn codes(seen: &Seen, made: &[String]) -> Response {
    let page = Codes {
        w: seen.w,
        head: seen.head(),
        codes: made.iter().map(|code| in_fours(code)).collect(),
    };
    head::page(StatusCode::OK, &page)
}

/// The first code of the app turns it on.
pub(crate) async fn confirm(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
) -> Result<Response, Fault> {
    let actor = seen.actor()?;
    let made = evening
        .confirm_second_factor(actor, seen.field("code"))
        .await?;
    match made {
        Some(made) => Ok(codes(&seen, &made)),
        None => Ok(enrol(&seen, evening.enrolment(actor).await?, true)),
    }
}

/// Other codes for the day when the app is gone. They are shown once.
pub(crate) async fn recovery(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
) -> Result<Response, Fault> {
    let (actor, password) = (seen.actor()?, seen.field("present"));
    let made = evening
        .new_recovery_codes(actor, seen.from, password)
        .await?;
    Ok(codes(&seen, &made))
}

/// Turns it off.
pub(crate) async fn end(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
) -> Result<Response, Fault> {
    let (actor, password) = (seen.actor()?, seen.field("present"));
    evening
        .end_second_factor(actor, seen.from, password)
        .await?;
    Ok(Redirect::to("/account").into_response())
}
