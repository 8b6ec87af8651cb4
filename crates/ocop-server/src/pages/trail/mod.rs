//! What was changed, by whom and when: of a session, of a sheet.

mod fields;
mod names;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::head;
use super::seen::{Head, Seen};
use super::words::Words;
use crate::service::sheets::Key;
use crate::service::sitting::Trailed;
use crate::service::{Evening, Fault};

use names::{Entry, Names};

#[derive(Template)]
#[template(path = "trail.html")]
struct TrailPage {
    w: Words,
    head: Head,
    title: String,
    back: String,
    entries: Vec<Entry>,
}

fn told(names: &Names, entries: Vec<Trailed>) -> Vec<Entry> {
    entries.into_iter().map(|e| names.told(e)).collect()
}

/// The history of a sheet.
pub(crate) async fn history(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(key): Path<Key>,
) -> Result<Response, Fault> {
    let actor = seen.actor()?;
    let found = evening
        .history(actor, &key.session, &key.product, &key.member)
        .await?;
    let (session, entries) = found;
    let names = Names::of(&evening, seen.w, &session, &entries);
    let product = session.product(&key.product).map_or("", |p| &p.name);
    let page = TrailPage {
        w: seen.w,
        head: seen.head(),
        title: format!("{}: {product}", seen.w.history()),
        back: format!(
            "/sessions/{}/sheets/{}/{}",
            key.session, key.product, key.member
        ),
        entries: told(&names, entries),
    };
    Ok(head::page(StatusCode::OK, &page))
}

/// What was changed of accounts, and who signed in.
pub(crate) async fn of_accounts(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
) -> Result<Response, Fault> {
    let page = TrailPage {
        w: seen.w,
        head: seen.head(),
        title: format!("{}: {}", seen.w.trail(), seen.w.accounts()),
        back: "/accounts".to_owned(),
        entries: told(&Names::none(seen.w), evening.trail_of_accounts().await?),
    };
    Ok(head::page(StatusCode::OK, &page))
}

/// The trail of a session.
pub(crate) async fn trail(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let (session, entries) = evening.trail(&id).await?;
    let names = Names::of(&evening, seen.w, &session, &entries);
    let page = TrailPage {
        w: seen.w,
        head: seen.head(),
        title: seen.w.trail().to_owned(),
        back: format!("/sessions/{id}/board"),
        entries: told(&names, entries),
    };
    Ok(head::page(StatusCode::OK, &page))
}
