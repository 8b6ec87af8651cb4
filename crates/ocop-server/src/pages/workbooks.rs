//! Sheets from Excel: given out, and taken in on behalf.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::head::{self, save_as};
use super::seen::{Head, Seen};
use super::words::Words;
use crate::service::workbooks::Returned;
use crate::service::{Evening, Fault};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

#[derive(Template)]
#[template(path = "workbooks.html")]
struct Page {
    w: Words,
    head: Head,
    id: String,
    open: bool,
    members: Vec<(String, String)>,
    /// What came of the files that were sent, where some were.
    collected: Option<Collected>,
}

struct Collected {
    /// Member, product, points, what became of it.
    sheets: Vec<[String; 4]>,
    problems: Vec<String>,
    notices: Vec<String>,
    /// Name and content of each annotated copy.
    copies: Vec<(String, String)>,
}

async fn shown(
    evening: &Evening,
    seen: &Seen,
    id: String,
    collected: Option<Collected>,
) -> Result<Response, Fault> {
    let (session, _) = evening.whole(&id).await?;
    let page = Page {
        w: seen.w,
        head: seen.head(),
        open: session.is_open(),
        members: session
            .members
            .iter()
            .map(|m| (m.id.clone(), m.name.clone()))
            .collect(),
        collected,
        id,
    };
    Ok(head::page(StatusCode::OK, &page))
}

/// Workbooks to give out, and a place to put those that came back.
pub(crate) async fn page(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    shown(&evening, &seen, id, None).await
}

/// A member's workbook.
pub(crate) async fn workbook(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path((id, member)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let bytes = evening.workbook(&id, &member, seen.w.lang).await?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(XLSX));
    save_as(headers, &format!("phieu-{member}.xlsx"));
    Ok(response)
}

/// Takes in what came back.
pub(crate) async fn collect(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let w = seen.w;
    let files: Vec<Returned<'_>> = seen
        .files
        .iter()
        .map(|f| Returned {
            name: &f.name,
            bytes: &f.bytes,
        })
        .collect();
    let found = evening.collect(seen.actor()?, &id, &files, w.lang).await?;
    let (session, _) = evening.whole(&id).await?;
    let texts = |texts: &[ocop::Text]| texts.iter().map(|t| t.get(w.lang).to_owned()).collect();
    let sheets = found.sheets.iter().map(|(taken, fate)| {
        let member = session.member(&taken.member).map(|m| m.name.clone());
        let product = session.product(&taken.product).map(|p| p.name.clone());
        let points = taken.points.map(|p| p.to_string());
        [
            member.unwrap_or_else(|| taken.member.clone()),
            product.unwrap_or_else(|| taken.product.clone()),
            points.unwrap_or_else(|| "–".to_owned()),
            w.fate(*fate, taken.status == "submitted").to_owned(),
        ]
    });
    let collected = Collected {
        sheets: sheets.collect(),
        problems: texts(&found.problems),
        notices: texts(&found.notices),
        copies: found
            .copies
            .iter()
            .map(|(name, bytes)| (name.clone(), STANDARD.encode(bytes)))
            .collect(),
    };
    shown(&evening, &seen, id, Some(collected)).await
}
