//! Rounds, and what they come to: the tally, its papers, and what the council decides.

use std::collections::BTreeMap;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use ocop_operations::document;
use serde_json::{Value, json};

use super::head::{self, save_as};
use super::seen::{Head, Seen};
use super::words::Words;
use crate::domain::access::Role;
use crate::service::{Evening, Fault};

#[derive(Template)]
#[template(path = "result.html")]
struct Page {
    w: Words,
    head: Head,
    id: String,
    council: String,
    round: i64,
    chair: bool,
    secretary: bool,
    tally: String,
    products: Vec<(String, String, bool)>,
    minimums: String,
}

fn options(document: &str, w: Words) -> Result<document::Options, Fault> {
    let given = json!({"document": document, "lang": w.tag()});
    serde_json::from_value(given).map_err(|_| Fault::NotFound)
}

/// The result of a closed round, with everything that stands in its way.
pub(crate) async fn page(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let (session, file) = evening.closed(&id).await?;
    let (w, role) = (seen.w, seen.actor()?.role);
    let file = file.to_string();
    let tally = document::document(&evening.library, file.as_bytes(), &options("tally", w)?);
    let tally = tally.map_err(|refusal| Fault::from(refusal.problems))?;
    let report = evening.library.tally_json(file.as_bytes(), &[])?;
    let products = session.products.iter().map(|p| {
        let stands = report.products.iter().any(|t| t.id == p.id && t.stands);
        (p.id.clone(), p.name.clone(), stands)
    });
    let page = Page {
        w,
        head: seen.head(),
        council: session.council().to_owned(),
        round: session.row.round,
        chair: role == Role::Chair,
        secretary: role == Role::Secretary,
        tally: reachable(&ocop_text::html_body(&tally)),
        products: products.collect(),
        minimums: session.minimums().to_owned(),
        id,
    };
    Ok(head::page(StatusCode::OK, &page))
}

/// A wide table of a paper is scrolled on a telephone: here by keyboard too. What people wrote is
/// escaped, and cannot look like the tag.
fn reachable(html: &str) -> String {
    let scroll = "<div class=\"scroll\">";
    html.replace(scroll, "<div class=\"scroll\" tabindex=\"0\">")
}

/// A paper of a closed round: the minutes, the tally, what happens next.
pub(crate) async fn paper(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path((id, paper)): Path<(String, String)>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Fault> {
    let (_, file) = evening.closed(&id).await?;
    let mut input = file.to_string().into_bytes();
    if !["minutes", "tally", "next"].contains(&paper.as_str()) {
        return Err(Fault::NotFound);
    }
    let call = |name: &str, input: &[u8], options: &Value| {
        let options = options.to_string();
        ocop_operations::call(&evening.library, name, input, options.as_bytes())
            .map_err(|refusal| Fault::from(refusal.problems))
    };
    if paper == "next" {
        input = call("tally", &input, &json!({}))?.bytes;
    }
    let format = query.get("format").map_or("html", String::as_str);
    let lang = query.get("lang").map_or(seen.w.tag(), String::as_str);
    let options = json!({"document": paper, "format": format, "lang": lang});
    let reply = call("document", &input, &options)?;
    let mut response = reply.bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(reply.media_type),
    );
    if format == "html" {
        return Ok(head::paper(response));
    }
    save_as(headers, &format!("{paper}-{id}.{}", extension(format)));
    Ok(response)
}

fn extension(format: &str) -> &str {
    match format {
        "text" => "txt",
        other => other,
    }
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
    evening
        .set_minimums(seen.actor()?, &id, seen.field("minimums"))
        .await?;
    Ok(Redirect::to(&format!("/sessions/{id}")).into_response())
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
