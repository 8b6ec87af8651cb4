//! A closed round: the tally with every reason, charts, and what the council decides of it.

mod charts;
pub(crate) mod papers;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use ocop::Stars;
use ocop::council::StarsByRule;
use ocop_operations::document;
use serde_json::json;

use super::head::{self, save_as};
use super::seen::{Head, Seen};
use super::words::Words;
use crate::domain::access::Role;
use crate::service::{Evening, Fault};

use charts::charts;
use papers::{Paper, papers};

#[derive(Template)]
#[template(path = "result.html")]
struct Page {
    w: Words,
    head: Head,
    id: String,
    council: String,
    round: i64,
    presides: bool,
    acts: bool,
    secretary: bool,
    observer: bool,
    papers: [Paper; 9],
    /// What is scored again in the round that is open: its results are not here, and no papers.
    reopened: Vec<String>,
    tally: String,
    charts: String,
    products: Vec<(String, String, bool)>,
    /// The stars that each way of testing minimums gives, where the ways decide.
    by_rule: Vec<ByRule>,
    minimums: String,
}

struct ByRule {
    name: String,
    mean: String,
    majority: String,
    unanimous: String,
}

fn options(document: &str, w: Words) -> Result<document::DocumentOptions, Fault> {
    let given = json!({"document": document, "lang": w.tag()});
    serde_json::from_value(given).map_err(|_| Fault::NotFound)
}

/// The result of a closed round, with everything that stands in its way.
pub(crate) async fn page(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let settled = evening.settled(&id).await?;
    let (session, sheets) = (settled.session, settled.sheets);
    let (w, role) = (seen.w, seen.actor()?.role);
    let file = settled.file.to_string();
    let tally = document::document(&evening.library, file.as_bytes(), &options("tally", w)?);
    let tally = tally.map_err(|refusal| Fault::from(refusal.problems))?;
    let report = evening.library.tally_json(file.as_bytes(), &[])?;
    let products = session.products.iter().map(|p| {
        let stands = report.products.iter().any(|t| t.id == p.id && t.stands);
        (p.id.clone(), p.name.clone(), stands)
    });
    let drawn = |stars: Stars| "★".repeat(usize::from(stars.get()));
    let ways = |name: &str, ways: StarsByRule| ByRule {
        name: name.to_owned(),
        mean: drawn(ways.mean),
        majority: drawn(ways.majority),
        unanimous: drawn(ways.unanimous),
    };
    let by_rule = report.products.iter().filter_map(|t| {
        let product = session.product(&t.id)?;
        Some(ways(&product.name, t.stars_by_rule?))
    });
    let acts = role == Role::Secretary && session.arrangement.secretary_acts;
    let page = Page {
        w,
        head: seen.head(),
        council: session.council().to_owned(),
        round: session.row.round,
        presides: session.is_closed() && (role == Role::Chair || acts),
        acts,
        secretary: role == Role::Secretary,
        observer: role == Role::Observer,
        papers: papers(w),
        reopened: settled.reopened,
        tally: ocop_text::html_part(&tally, 2),
        charts: charts(&evening, w, &session, &sheets, &report),
        products: products.collect(),
        by_rule: by_rule.collect(),
        minimums: session.minimums().to_owned(),
        id,
    };
    Ok(head::page(StatusCode::OK, &page))
}

/// The session as `ocop-council/1`, which `ocop council tally` tallies to the same result.
pub(crate) async fn export(
    State(evening): State<Evening>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let (_, file) = evening.closed(&id).await?;
    let mut response = format!("{file:#}\n").into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    );
    save_as(headers, &format!("session-{id}.json"));
    Ok(response)
}

pub(crate) async fn open(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    evening
        .open(seen.actor()?, &id, &seen.fields("product"))
        .await?;
    Ok(Redirect::to(&format!("/sessions/{id}/board")).into_response())
}

pub(crate) async fn close(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let meant = seen.field("meant") == "true";
    evening.close(seen.actor()?, &id, meant).await?;
    Ok(Redirect::to(&format!("/sessions/{id}/result")).into_response())
}

pub(crate) async fn minimums(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let actor = seen.actor()?;
    let rule = seen.field("minimums");
    let closed = evening.set_minimums(actor, &id, rule).await?;
    let page = if closed { "result" } else { "board" };
    Ok(Redirect::to(&format!("/sessions/{id}/{page}")).into_response())
}

pub(crate) async fn findings(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path((id, product)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let (found, reason) = (seen.fields("finding"), seen.field("reason"));
    evening
        .set_findings(seen.actor()?, &id, &product, &found, reason)
        .await?;
    Ok(Redirect::to(&format!("/sessions/{id}/board")).into_response())
}
