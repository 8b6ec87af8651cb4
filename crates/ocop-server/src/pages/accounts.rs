//! The administrator's page: accounts.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::head;
use super::seen::{Head, Seen};
use super::words::Words;
use crate::repository::accounts::Account;
use crate::service::{Evening, Fault};

#[derive(Template)]
#[template(path = "accounts.html")]
struct Page {
    w: Words,
    head: Head,
    /// Each with whether it is asked for a second factor.
    accounts: Vec<(Account, bool)>,
}

/// All accounts, and a form for another.
pub(crate) async fn page(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
) -> Result<Response, Fault> {
    let page = Page {
        w: seen.w,
        head: seen.head(),
        accounts: evening.accounts().await?,
    };
    Ok(head::page(StatusCode::OK, &page))
}

pub(crate) async fn add(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
) -> Result<Response, Fault> {
    let (name, login) = (seen.field("name"), seen.field("login"));
    let (role, password) = (seen.field("role"), seen.field("password"));
    let who = seen.actor()?.who();
    evening
        .add_account(&who, name, login, role, password)
        .await?;
    Ok(Redirect::to("/accounts").into_response())
}

pub(crate) async fn password(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(account): Path<String>,
) -> Result<Response, Fault> {
    let password = seen.field("password");
    evening
        .set_password(seen.actor()?, &account, password)
        .await?;
    Ok(Redirect::to("/accounts").into_response())
}

pub(crate) async fn disabled(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(account): Path<String>,
) -> Result<Response, Fault> {
    let disabled = seen.field("disabled") == "true";
    evening
        .set_disabled(seen.actor()?, &account, disabled)
        .await?;
    Ok(Redirect::to("/accounts").into_response())
}

pub(crate) async fn reset_second_factor(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(account): Path<String>,
) -> Result<Response, Fault> {
    evening.reset_second_factor(seen.actor()?, &account).await?;
    Ok(Redirect::to("/accounts").into_response())
}
