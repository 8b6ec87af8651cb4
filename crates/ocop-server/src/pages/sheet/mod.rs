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
use serde_json::{Map, Value, json};

use super::head;
use super::seen::{Head, Seen};
use super::words::Words;
use crate::domain::access::Role;
use crate::domain::content::Content;
use crate::service::sheets::{Key, Saved, Sheet, Wrong};
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
    problems: Vec<Wrong>,
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
    // what cannot be read is told before what the engine says of the rest
    let problems = match &rated {
        Err(wrong) if problems.is_empty() => wrong.clone(),
        _ => problems,
    };
    let page = Page {
        w,
        head: seen.head(),
        about: about(w, sheet, &others),
        parts: parts(w, &sheet.set, &shown, by_points, &problems),
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

/// What a script is told of a sheet that the server has.
fn told(evening: &Evening, w: Words, sheet: &Sheet) -> Map<String, Value> {
    let rated = evening.evaluate(sheet, &sheet.content());
    let mut told = Map::new();
    told.insert("version".to_owned(), sheet.version().into());
    let saved_at = sheet.row.as_ref().map(|r| shown(&r.saved_at));
    told.insert("saved_at".to_owned(), saved_at.into());
    told.insert("short".to_owned(), short(w, &rated).into());
    told.insert("summary".to_owned(), summary(w, &sheet.set, &rated).into());
    let wrong = rated.err().unwrap_or_default();
    told.insert("wrong".to_owned(), lines(w, &wrong));
    told
}

/// Each criterion with what is wrong there.
fn lines(w: Words, wrong: &[Wrong]) -> Value {
    wrong.iter().map(|p| json!([p.0, w.at(p)])).collect()
}

/// Saves what was changed, and hands it in where that was asked for; from a form, or from a script that
/// wants to know what it comes to.
pub(crate) async fn save(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(key): Path<Key>,
) -> Result<Response, Fault> {
    let actor = seen.actor()?;
    let version = seen.field("version").parse().unwrap_or(0);
    let w = seen.w;
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    let by_points = seen.field("by") == "points";
    Ok(
        match evening.save(actor, &key, version, &seen.form).await? {
            Saved::Stored(sheet) => {
                let submit = seen.field("then") == "submit";
                let refused = match submit {
                    true => evening.submit(actor, &key).await.err(),
                    false => None,
                };
                // it is stored, and what it lacks is told where it is to be mended
                let refused = match refused {
                    None => Vec::new(),
                    Some(Fault::Refused(texts)) => texts,
                    Some(fault) => return Err(fault),
                };
                let by = if by_points { "?by=points" } else { "" };
                let to = format!("{}{by}", base(&sheet, &key.product));
                match (seen.script, refused.is_empty()) {
                    (true, true) => {
                        let mut told = told(&evening, w, &sheet);
                        if submit {
                            told.insert("to".to_owned(), to.into());
                        }
                        Json(told).into_response()
                    }
                    (true, false) => {
                        let mut told = told(&evening, w, &sheet);
                        let refused = refused.iter().map(|t| t.get(w.lang)).collect();
                        told.insert("refused".to_owned(), refused);
                        (wrong, Json(told)).into_response()
                    }
                    (false, true) => Redirect::to(&to).into_response(),
                    (false, false) => {
                        let problems = refused.into_iter().map(|t| (String::new(), t)).collect();
                        let content = sheet.content();
                        written(
                            &evening, &seen, &sheet, &content, by_points, problems, wrong,
                        )
                        .await?
                    }
                }
            }
            Saved::Conflict { .. } if seen.script => {
                (StatusCode::CONFLICT, Json(json!({"conflict": true}))).into_response()
            }
            Saved::Conflict { stored, mine } => conflict(&seen, &stored, &mine),
            Saved::Unreadable { problems, .. } if seen.script => {
                let refused: Vec<String> = problems.iter().map(|p| w.at(p)).collect();
                let told = json!({"refused": refused, "wrong": lines(w, &problems)});
                (wrong, Json(told)).into_response()
            }
            Saved::Unreadable {
                stored,
                mine,
                problems,
            } => written(&evening, &seen, &stored, &mine, by_points, problems, wrong).await?,
        },
    )
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
