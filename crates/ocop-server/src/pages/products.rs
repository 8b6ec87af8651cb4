//! The products before a council, and who does not score them.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::board::{sets, to_board};
use super::head;
use super::seen::{Head, Seen};
use super::words::Words;
use crate::domain::fields::text;
use crate::service::{Evening, Fault};

pub(crate) async fn add(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let of = ["name", "producer", "code", "set"].map(|name| seen.field(name));
    evening.add_product(seen.actor()?, &id, of).await?;
    Ok(to_board(&id))
}

pub(crate) async fn recusals(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path((id, product)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let withdrawn = seen.field("withdrawn") == "true";
    let reason = (!withdrawn).then(|| seen.field("reason"));
    let member = seen.field("member");
    evening
        .set_recusal(seen.actor()?, &id, &product, member, reason)
        .await?;
    Ok(to_board(&id))
}

#[derive(Template)]
#[template(path = "product.html")]
struct Page {
    w: Words,
    head: Head,
    id: String,
    product: String,
    name: String,
    producer: String,
    code: String,
    kind: String,
    set: String,
    sets: Vec<(String, String)>,
}

/// A product, to be put right.
pub(crate) async fn page(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path((id, product)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let (session, _) = evening.whole(&id).await?;
    let product = session.product(&product).ok_or(Fault::NotFound)?;
    let body = |path: &[&str]| text(&product.body, path).to_owned();
    let page = Page {
        w: seen.w,
        head: seen.head(),
        sets: sets(&evening, &session, seen.w)?,
        product: product.id.clone(),
        name: product.name.clone(),
        producer: product.producer.clone(),
        code: body(&["product", "code"]),
        kind: body(&["registration", "kind"]),
        set: evening.sheet_of(&session, product)?.product_set.to_string(),
        id,
    };
    Ok(head::page(StatusCode::OK, &page))
}

pub(crate) async fn change(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path((id, product)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let of = ["name", "producer", "code", "set", "kind", "reason"].map(|name| seen.field(name));
    evening
        .change_product(seen.actor()?, &id, &product, of)
        .await?;
    Ok(to_board(&id))
}

pub(crate) async fn remove(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path((id, product)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let reason = seen.field("reason");
    evening
        .remove_product(seen.actor()?, &id, &product, reason)
        .await?;
    Ok(to_board(&id))
}
