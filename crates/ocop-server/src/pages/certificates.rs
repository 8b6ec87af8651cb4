//! Certificates after the decision, the register of all of them, and its calendar.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use ocop::certificate::CertificateStatus;
use serde_json::{Map, Value};

use super::head::{self, save_as};
use super::link::own_address;
use super::seen::{Head, Seen};
use super::words::Words;
use crate::domain::access::Role;
use crate::domain::said_of;
use crate::service::certificates::Recognised;
use crate::service::{Evening, Fault};

#[derive(Template)]
#[template(path = "certificates.html")]
struct Page {
    w: Words,
    head: Head,
    id: String,
    council: String,
    secretary: bool,
    products: Vec<Row>,
}

struct Row {
    product: String,
    name: String,
    stars: String,
    /// Who recognises it, where that is not the level of this council.
    elsewhere: String,
    there: bool,
    decision: String,
    issued_on: String,
    expires_on: String,
    valid_until: String,
    window: String,
    /// What a reader should know: an end that is not the law's, for one.
    notices: Vec<String>,
}

fn row(w: Words, found: &Recognised) -> Row {
    let none = Map::new();
    let record = found.certificate.as_ref().unwrap_or(&none);
    let day = |field: &str| match said_of(record, field) {
        day if day.is_empty() => day,
        day => w.day(&day),
    };
    let shown = |d: jiff::civil::Date| w.day(&d.to_string());
    let term = found.term.as_ref();
    let window = term.and_then(|t| t.window.as_ref());
    Row {
        product: found.product.clone(),
        name: found.name.clone(),
        stars: "★".repeat(usize::from(found.stars.get())),
        elsewhere: found
            .elsewhere
            .map(|by| w.level_name(by))
            .unwrap_or_default()
            .to_owned(),
        there: found.certificate.is_some(),
        decision: said_of(record, "decision"),
        issued_on: day("issued_on"),
        expires_on: day("expires_on"),
        valid_until: term.map(|t| shown(t.valid_until)).unwrap_or_default(),
        window: window
            .map(|x| format!("{} – {}", shown(x.opens_on), shown(x.hand_in_by)))
            .unwrap_or_default(),
        notices: term.map(|t| told(w, t)).unwrap_or_default(),
    }
}

fn told(w: Words, term: &CertificateStatus) -> Vec<String> {
    let notices = term.notices.iter();
    notices.map(|n| n.message.get(w.lang).to_owned()).collect()
}

/// The recognised products of a session with their certificates.
pub(crate) async fn page(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let (session, found) = evening.recognised(&id).await?;
    let page = Page {
        w: seen.w,
        head: seen.head(),
        council: session.council().to_owned(),
        secretary: seen.actor()?.role == Role::Secretary,
        products: found.iter().map(|f| row(seen.w, f)).collect(),
        id,
    };
    Ok(head::page(StatusCode::OK, &page))
}

fn to_page(id: &str) -> Response {
    Redirect::to(&format!("/sessions/{id}/certificates")).into_response()
}

pub(crate) async fn set(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path((id, product)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let given = ["decision", "issued_on", "expires_on"].map(|f| seen.field(f));
    evening
        .set_certificate(seen.actor()?, &id, &product, given)
        .await?;
    Ok(to_page(&id))
}

pub(crate) async fn remove(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path((id, product)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let reason = seen.field("reason");
    evening
        .remove_certificate(seen.actor()?, &id, &product, reason)
        .await?;
    Ok(to_page(&id))
}

#[derive(Template)]
#[template(path = "register.html")]
struct RegisterPage {
    w: Words,
    head: Head,
    secretary: bool,
    records: Vec<[String; 5]>,
    due: String,
    /// The address of the calendar, just after it was made.
    link: Option<String>,
}

async fn register_page(
    evening: &Evening,
    seen: &Seen,
    link: Option<String>,
) -> Result<Response, Fault> {
    let w = seen.w;
    let records = evening.register().await?;
    let due = if records.is_empty() {
        String::new()
    } else {
        ocop_text::html_part(&evening.due_soon(w.tag()).await?, 2)
    };
    let shown = |record: &Map<String, Value>| {
        [
            said_of(record, "name"),
            said_of(record, "producer"),
            said_of(record, "stars"),
            w.day(&said_of(record, "issued_on")),
            said_of(record, "decision"),
        ]
    };
    let page = RegisterPage {
        w,
        head: seen.head(),
        secretary: seen.actor()?.role == Role::Secretary,
        records: records.iter().map(shown).collect(),
        due,
        link,
    };
    Ok(head::page(StatusCode::OK, &page))
}

/// All certificates, and what falls due of them.
pub(crate) async fn register(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
) -> Result<Response, Fault> {
    register_page(&evening, &seen, None).await
}

/// The register as a table.
pub(crate) async fn export(State(evening): State<Evening>) -> Result<Response, Fault> {
    let table = evening.register_table().await?;
    let mut response = table.into_response();
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, kind);
    save_as(headers, "so-giay-chung-nhan.csv");
    Ok(response)
}

/// Makes a new address for the calendar, and shows it once.
pub(crate) async fn share(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let secret = evening.share_calendar(seen.actor()?).await?;
    let link = own_address(&headers, seen.by_tls, &format!("/calendar/{secret}"));
    register_page(&evening, &seen, Some(link)).await
}

/// The calendar, for whoever has its address.
pub(crate) async fn calendar(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(secret): Path<String>,
) -> Result<Response, Fault> {
    let calendar = evening.calendar(&secret, seen.w.tag()).await?;
    let mut response = calendar.into_response();
    let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    Ok(response)
}
