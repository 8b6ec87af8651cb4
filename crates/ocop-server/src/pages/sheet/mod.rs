//! The score sheet: criterion by criterion as the law prints it, with what it comes to beside it.

mod base;
mod conflict;
pub(crate) mod rows;
pub(crate) mod summary;

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::{Extension, Json};
use ocop::Text;
use serde_json::json;

use super::head;
use super::seen::{Head, Seen};
use super::words::Words;
use crate::domain::access::Role;
use crate::domain::content::Content;
use crate::service::sheets::{Key, Saved, Sheet};
use crate::service::sitting::Product;
use crate::service::{Evening, Fault, shown};

use base::base;
use conflict::conflict;
use rows::{Choice, Part, cases, findings, parts};
use summary::{short, summary};

#[derive(Template)]
#[template(path = "sheet.html")]
struct Page {
    w: Words,
    head: Head,
    about: About,
    parts: Vec<Part>,
    cases: Vec<Choice>,
    findings: Vec<Choice>,
    comment: String,
    by_points: bool,
    short: String,
    summary: String,
    /// What could not be read of a form, and why.
    problems: Vec<String>,
}

/// What a sheet is of, and how it stands.
struct About {
    base: String,
    session: String,
    council: String,
    product: String,
    producer: String,
    set: String,
    member: String,
    round: i64,
    version: i64,
    saved_at: String,
    typed_by: String,
    submitted: bool,
    unchanged: bool,
    frozen: Option<String>,
    /// Whether there is a sheet of the round before, and none yet of this.
    may_stand_by: bool,
    present: bool,
    others: Vec<(String, String)>,
}

fn about(w: Words, sheet: &Sheet, others: &[Product]) -> About {
    let session = &sheet.session;
    let (product, member) = (&sheet.product, &sheet.member);
    let row = sheet.row.as_ref();
    About {
        base: base(sheet, &product.id),
        session: session.row.id.clone(),
        council: session.council().to_owned(),
        product: product.name.clone(),
        producer: product.producer.clone(),
        set: format!("{}. {}", sheet.set.product_set, sheet.set.name.get(w.lang)),
        member: member.name.clone(),
        round: sheet.round,
        version: sheet.version(),
        saved_at: row.map(|r| shown(&r.saved_at)).unwrap_or_default(),
        typed_by: row.and_then(|r| r.typed_by.clone()).unwrap_or_default(),
        submitted: sheet.is_submitted(),
        unchanged: sheet.is_unchanged(),
        frozen: sheet.frozen.as_ref().map(|t| t.get(w.lang).to_owned()),
        may_stand_by: row.is_none() && sheet.earlier.is_some(),
        present: member.present,
        others: others
            .iter()
            .map(|p| (base(sheet, &p.id), p.name.clone()))
            .collect(),
    }
}

async fn written(
    evening: &Evening,
    seen: &Seen,
    sheet: &Sheet,
    content: &Content,
    by_points: bool,
    problems: Vec<(String, Text)>,
    status: StatusCode,
) -> Result<Response, Fault> {
    let w = seen.w;
    let others = evening.also_scored(sheet).await?;
    // a sheet that stands by the one before shows that one
    let shown = if sheet.is_unchanged() {
        let earlier = sheet.earlier.as_ref();
        earlier
            .map(|e| crate::service::sitting::object(&e.content))
            .unwrap_or_default()
    } else {
        content.clone()
    };
    let rated = evening.evaluate(sheet, &shown);
    let page = Page {
        w,
        head: seen.head(),
        about: about(w, sheet, &others),
        parts: parts(w, &sheet.set, &shown, by_points),
        cases: cases(w, &sheet.set, &shown),
        findings: findings(w, &sheet.set, &shown),
        comment: shown
            .get("comment")
            .and_then(|c| c.as_str())
            .unwrap_or_default()
            .to_owned(),
        by_points,
        short: short(w, &rated),
        summary: summary(w, &sheet.set, &rated),
        problems: problems.iter().map(|p| w.at(p)).collect(),
    };
    Ok(head::page(status, &page))
}

/// The sheet.
pub(crate) async fn page(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(key): Path<Key>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Fault> {
    let actor = seen.actor()?;
    let sheet = evening.sheet(actor, &key).await?;
    // papers are typed as they are, in points
    let by_points = match query.get("by").map(String::as_str) {
        Some("points") => true,
        Some("levels") => false,
        _ => actor.role == Role::Secretary,
    };
    let content = sheet.content();
    let ok = StatusCode::OK;
    written(&evening, &seen, &sheet, &content, by_points, Vec::new(), ok).await
}

/// Saves what was changed; from a form, or from a script that wants to know what it comes to.
pub(crate) async fn save(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(key): Path<Key>,
) -> Result<Response, Fault> {
    let actor = seen.actor()?;
    let version = seen.field("version").parse().unwrap_or(0);
    let w = seen.w;
    let saved = evening.save(actor, &key, version, &seen.form).await?;
    let base = |sheet: &Sheet| base(sheet, &key.product);
    Ok(match saved {
        Saved::Stored(sheet) if seen.script => {
            let content = sheet.content();
            let rated = evening.evaluate(&sheet, &content);
            let reply = json!({
                "version": sheet.version(),
                "saved_at": sheet.row.as_ref().map(|r| shown(&r.saved_at)),
                "short": short(w, &rated),
                "summary": summary(w, &sheet.set, &rated),
            });
            Json(reply).into_response()
        }
        Saved::Stored(sheet) => {
            if seen.field("then") == "submit" {
                match evening.submit(actor, &key).await {
                    Ok(_) => {}
                    // it is stored, and what it lacks is told where it is to be mended
                    Err(Fault::Refused(texts)) => {
                        let problems = texts.into_iter().map(|t| (String::new(), t)).collect();
                        let by_points = seen.field("by") == "points";
                        let content = sheet.content();
                        let status = StatusCode::UNPROCESSABLE_ENTITY;
                        return written(
                            &evening, &seen, &sheet, &content, by_points, problems, status,
                        )
                        .await;
                    }
                    Err(fault) => return Err(fault),
                }
            }
            let by = if seen.field("by") == "points" {
                "?by=points"
            } else {
                ""
            };
            Redirect::to(&format!("{}{by}", base(&sheet))).into_response()
        }
        Saved::Conflict { .. } if seen.script => {
            (StatusCode::CONFLICT, Json(json!({"conflict": true}))).into_response()
        }
        Saved::Conflict { stored, mine } => conflict(&seen, &stored, &mine),
        Saved::Unreadable { problems, .. } if seen.script => {
            let lines: Vec<String> = problems.iter().map(|p| w.at(p)).collect();
            (
                StatusCode::UNPROCESSABLE_ENTITY,
                Json(json!({"refused": lines})),
            )
                .into_response()
        }
        Saved::Unreadable {
            stored,
            mine,
            problems,
        } => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let by_points = seen.field("by") == "points";
            written(&evening, &seen, &stored, &mine, by_points, problems, status).await?
        }
    })
}

pub(crate) async fn retract(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(key): Path<Key>,
) -> Result<Response, Fault> {
    let sheet = evening.retract(seen.actor()?, &key).await?;
    Ok(Redirect::to(&base(&sheet, &key.product)).into_response())
}

pub(crate) async fn unchanged(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(key): Path<Key>,
) -> Result<Response, Fault> {
    let sheet = evening.stand_by(seen.actor()?, &key).await?;
    if seen.field("back") == "list" {
        return Ok(Redirect::to(&format!("/sessions/{}", key.session)).into_response());
    }
    Ok(Redirect::to(&base(&sheet, &key.product)).into_response())
}

pub(crate) async fn again(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(key): Path<Key>,
) -> Result<Response, Fault> {
    let sheet = evening.again(seen.actor()?, &key).await?;
    Ok(Redirect::to(&base(&sheet, &key.product)).into_response())
}
