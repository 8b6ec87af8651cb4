//! Sessions: their list, and one of them as its people see it.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::board::table::cell;
use super::board::to_board;
use super::head;
use super::seen::{Head, Seen};
use super::words::Words;
use crate::domain::access::Role;
use crate::repository::sheets::SheetRow;
use crate::service::prepare::NewSession;
use crate::service::sitting::Product;
use crate::service::{Evening, Fault};

#[derive(Template)]
#[template(path = "sessions.html")]
struct List {
    w: Words,
    head: Head,
    sessions: Vec<[String; 4]>,
    secretary: bool,
}

/// All sessions.
pub(crate) async fn list(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
) -> Result<Response, Fault> {
    let page = List {
        w: seen.w,
        head: seen.head(),
        sessions: evening.sessions().await?,
        secretary: seen.actor()?.role == Role::Secretary,
    };
    Ok(head::page(StatusCode::OK, &page))
}

pub(crate) async fn add(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
) -> Result<Response, Fault> {
    let field = |name: &str| seen.field(name).to_owned();
    let new = NewSession {
        council: field("council"),
        place: field("place"),
        level: field("level"),
        held_on: field("held_on"),
        minimums: field("minimums"),
    };
    let id = evening.add_session(seen.actor()?, &new).await?;
    Ok(to_board(&id))
}

pub(crate) async fn import(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
) -> Result<Response, Fault> {
    let who = seen.actor()?.who();
    let id = evening.import(&who, seen.field("session")).await?;
    Ok(to_board(&id))
}

#[derive(Template)]
#[template(path = "session.html")]
struct Mine {
    w: Words,
    head: Head,
    id: String,
    council: String,
    state: String,
    has_results: bool,
    round: i64,
    member: String,
    chair: bool,
    products: Vec<OwnProduct>,
}

struct OwnProduct {
    id: String,
    name: String,
    producer: String,
    state: &'static str,
    said: String,
    /// Whether one tap stands by the sheet of the round before.
    may_stand_by: bool,
}

/// Whether a member has handed a sheet in before, and has none in this round.
fn may_stand_by(sheets: &[SheetRow], product: &Product, member: &str) -> bool {
    let own = || {
        let of = |s: &&SheetRow| s.product == product.id && s.member == member;
        sheets.iter().filter(of)
    };
    let now = own().any(|s| s.round == product.round);
    let before = own()
        .filter(|s| s.round < product.round)
        .max_by_key(|s| s.round);
    !now && before.is_some_and(|s| s.status == "submitted")
}

/// A session as its people see it: members their sheets, others the board or the result.
pub(crate) async fn session(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let actor = seen.actor()?;
    let Some((_, member)) = &actor.member else {
        let page = if actor.role == Role::Secretary {
            "board"
        } else {
            "result"
        };
        return Ok(Redirect::to(&format!("/sessions/{id}/{page}")).into_response());
    };
    let (session, sheets) = evening.whole(&id).await?;
    let w = seen.w;
    let products = session.products.iter().map(|product| {
        let cell = cell(&evening, w, &session, &sheets, &product.id, member);
        OwnProduct {
            id: product.id.clone(),
            name: product.name.clone(),
            producer: product.producer.clone(),
            state: cell.state,
            said: cell.said,
            may_stand_by: session.is_open()
                && product.round == session.row.round
                && !product.is_recused(member)
                && may_stand_by(&sheets, product, member),
        }
    });
    let page = Mine {
        w,
        head: seen.head(),
        council: session.council().to_owned(),
        state: session.row.state.clone(),
        has_results: session.has_results(),
        round: session.row.round,
        member: member.clone(),
        chair: actor.role == Role::Chair,
        products: products.collect(),
        id,
    };
    Ok(head::page(StatusCode::OK, &page))
}
