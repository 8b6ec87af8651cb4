//! Sessions: their list, one of them as its people see it, the secretary's board.

use std::collections::BTreeMap;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use qrcode::QrCode;
use qrcode::render::svg;

use super::head;
use super::seen::{Head, Seen};
use super::sheet::TrailPage;
use super::words::Words;
use crate::domain::access::Role;
use crate::domain::content;
use crate::repository::sheets::SheetRow;
use crate::service::prepare::NewSession;
use crate::service::rounds::missing;
use crate::service::sitting::{Session, object};
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

fn to_board(id: &str) -> Response {
    Redirect::to(&format!("/sessions/{id}/board")).into_response()
}

#[derive(Template)]
#[template(path = "session.html")]
struct Mine {
    w: Words,
    head: Head,
    id: String,
    council: String,
    state: String,
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
        }
    });
    let page = Mine {
        w,
        head: seen.head(),
        council: session.council().to_owned(),
        state: session.row.state.clone(),
        round: session.row.round,
        member: member.clone(),
        chair: actor.role == Role::Chair,
        products: products.collect(),
        id,
    };
    Ok(head::page(StatusCode::OK, &page))
}

#[derive(Template)]
#[template(path = "board.html")]
struct Board {
    w: Words,
    head: Head,
    id: String,
    council: String,
    held_on: String,
    state: String,
    round: i64,
    secretary: bool,
    chair: bool,
    table: String,
    members: Vec<BoardMember>,
    products: Vec<BoardProduct>,
    missing: Vec<String>,
    sets: Vec<(String, String)>,
}

struct BoardMember {
    id: String,
    name: String,
    role: String,
    present: bool,
}

struct BoardProduct {
    id: String,
    name: String,
    recused: Vec<(String, String, String)>,
    findings: Vec<(String, String, bool)>,
}

#[derive(Template)]
#[template(path = "board-table.html")]
struct Table<'t> {
    w: Words,
    id: &'t str,
    secretary: bool,
    members: Vec<(String, bool)>,
    rows: Vec<BoardRow>,
}

struct BoardRow {
    name: String,
    cells: Vec<Cell>,
    member: Vec<String>,
    product: String,
}

/// How a sheet stands: nothing of what it says.
struct Cell {
    state: &'static str,
    said: String,
    open: bool,
}

fn cell(
    evening: &Evening,
    w: Words,
    session: &Session,
    sheets: &[SheetRow],
    product_id: &str,
    member: &str,
) -> Cell {
    let done = |state, said: &str, open| Cell {
        state,
        said: said.to_owned(),
        open,
    };
    let Some(product) = session.product(product_id) else {
        return done("none", "", false);
    };
    if product.is_recused(member) {
        return done("recused", w.recused(), false);
    }
    let of =
        |s: &&SheetRow| s.product == product.id && s.member == member && s.round == product.round;
    let Some(sheet) = sheets.iter().find(of) else {
        return done("none", w.not_begun(), true);
    };
    let open = sheet.typed_by.is_some();
    if sheet.status == "submitted" {
        let said = if open {
            w.submitted_for()
        } else {
            w.submitted()
        };
        return done("submitted", said, open);
    }
    // what is missing is told, what was given is not
    let content = object(&sheet.content);
    let answers = content::answered(&content);
    let given = |field: &str| {
        let found = answers.get(field).and_then(|a| a.as_object());
        found.map(|a| a.len()).unwrap_or_default()
    };
    let given = given("answers").saturating_add(given("points"));
    let all = evening
        .sheet_of(session, product)
        .map(|set| content::criteria(&set).count())
        .unwrap_or_default();
    done("draft", &w.lacks(all.saturating_sub(given)), open)
}

fn table(evening: &Evening, seen: &Seen, session: &Session, sheets: &[SheetRow]) -> String {
    let w = seen.w;
    let template = Table {
        w,
        id: &session.row.id,
        secretary: seen
            .actor
            .as_ref()
            .is_some_and(|a| a.role == Role::Secretary),
        members: session
            .members
            .iter()
            .map(|m| (m.name.clone(), m.present))
            .collect(),
        rows: session
            .products
            .iter()
            .map(|product| BoardRow {
                name: product.name.clone(),
                product: product.id.clone(),
                member: session.members.iter().map(|m| m.id.clone()).collect(),
                cells: session
                    .members
                    .iter()
                    .map(|m| cell(evening, w, session, sheets, &product.id, &m.id))
                    .collect(),
            })
            .collect(),
    };
    template.render().unwrap_or_default()
}

/// The board: members and products, and how each sheet stands. `part=table` is the table alone, for
/// the script that keeps it up to date.
pub(crate) async fn board(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(id): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Fault> {
    let (session, sheets) = evening.whole(&id).await?;
    let table = table(&evening, &seen, &session, &sheets);
    if query.get("part").is_some_and(|p| p == "table") {
        return Ok(Html(table).into_response());
    }
    let (w, role) = (seen.w, seen.actor()?.role);
    let criteria = evening.library.version(&session.row.criteria)?;
    let mut sets = Vec::new();
    for number in criteria.set_numbers() {
        let set = criteria.show(criteria.set(number)?)?;
        sets.push((
            number.to_string(),
            format!("{number}. {}", set.name.get(w.lang)),
        ));
    }
    let findings = |product: &crate::service::sitting::Product| {
        let set = evening
            .sheet_of(&session, product)
            .map(|s| s.findings)
            .unwrap_or_default();
        let row = |f: &ocop::criteria::SetFinding| {
            let chosen = product.findings.contains(&f.finding);
            (f.finding.clone(), f.label.get(w.lang).to_owned(), chosen)
        };
        set.iter().map(row).collect()
    };
    let name = |id: &str| {
        session
            .member(id)
            .map_or_else(|| id.to_owned(), |m| m.name.clone())
    };
    let page = Board {
        w,
        head: seen.head(),
        council: session.council().to_owned(),
        held_on: w.day(session.held_on()),
        state: session.row.state.clone(),
        round: session.row.round,
        secretary: role == Role::Secretary,
        chair: role == Role::Chair,
        table,
        members: session
            .members
            .iter()
            .map(|m| BoardMember {
                id: m.id.clone(),
                name: m.name.clone(),
                role: w.member_role(&m.role).to_owned(),
                present: m.present,
            })
            .collect(),
        products: session
            .products
            .iter()
            .map(|p| BoardProduct {
                id: p.id.clone(),
                name: p.name.clone(),
                recused: p
                    .recused
                    .iter()
                    .map(|(m, r)| (m.clone(), name(m), r.clone()))
                    .collect(),
                findings: findings(p),
            })
            .collect(),
        missing: if session.is_open() {
            missing(&session, &sheets)
                .into_iter()
                .map(|t| t.get(w.lang).to_owned())
                .collect()
        } else {
            Vec::new()
        },
        sets,
        id,
    };
    Ok(head::page(StatusCode::OK, &page))
}

pub(crate) async fn add_member(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let (name, role) = (seen.field("name"), seen.field("role"));
    let institution = seen.field("institution");
    evening
        .add_member(seen.actor()?, &id, name, role, institution)
        .await?;
    Ok(to_board(&id))
}

pub(crate) async fn add_product(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let of = ["name", "producer", "code", "set"].map(|name| seen.field(name));
    evening.add_product(seen.actor()?, &id, of).await?;
    Ok(to_board(&id))
}

pub(crate) async fn presence(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path((id, member)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let present = seen.field("present") == "true";
    evening
        .set_presence(seen.actor()?, &id, &member, present)
        .await?;
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
#[template(path = "invitation.html")]
struct Invitation {
    w: Words,
    head: Head,
    id: String,
    name: String,
    code: String,
    link: String,
    qr: String,
}

/// A new code for a member, as a link and a square to be photographed. It is shown once.
pub(crate) async fn invitation(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path((id, member)): Path<(String, String)>,
    headers: axum::http::HeaderMap,
) -> Result<Response, Fault> {
    let code = evening.invite(seen.actor()?, &id, &member).await?;
    let (session, _) = evening.whole(&id).await?;
    let host = headers
        .get(axum::http::header::HOST)
        .and_then(|h| h.to_str().ok());
    let secure = headers
        .get("x-forwarded-proto")
        .is_some_and(|p| p == "https");
    let scheme = if secure { "https" } else { "http" };
    let link = format!(
        "{scheme}://{}/join?code={code}",
        host.unwrap_or("localhost")
    );
    let qr = QrCode::new(link.as_bytes()).map(|qr| {
        let mut drawn = qr.render::<svg::Color<'_>>();
        drawn.min_dimensions(240, 240).build()
    });
    // the picture alone, without the head of a file
    let qr = qr.unwrap_or_default();
    let qr = qr
        .split_once("?>")
        .map_or(qr.as_str(), |(_, svg)| svg)
        .to_owned();
    let spoken = code.split_at_checked(4).map(|(a, b)| format!("{a}-{b}"));
    let page = Invitation {
        w: seen.w,
        head: seen.head(),
        name: session
            .member(&member)
            .map_or(member.as_str(), |m| &m.name)
            .to_owned(),
        id,
        code: spoken.unwrap_or(code),
        link,
        qr,
    };
    Ok(head::page(StatusCode::OK, &page))
}

/// The trail of a session.
pub(crate) async fn trail(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let (_, entries) = evening.trail(&id).await?;
    let page = TrailPage {
        w: seen.w,
        head: seen.head(),
        title: seen.w.trail().to_owned(),
        back: format!("/sessions/{id}/board"),
        entries,
    };
    Ok(head::page(StatusCode::OK, &page))
}
