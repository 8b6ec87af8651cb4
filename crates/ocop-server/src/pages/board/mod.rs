//! The secretary's and the chair's board.

pub(crate) mod table;

use std::collections::BTreeMap;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Redirect, Response};

use super::head;
use super::seen::{Head, Seen};
use super::words::Words;
use crate::domain::access::Role;
use crate::service::rounds::missing;
use crate::service::sitting::Session;
use crate::service::{Evening, Fault};

use table::table;

/// Back to the board of a session.
pub(crate) fn to_board(id: &str) -> Response {
    Redirect::to(&format!("/sessions/{id}/board")).into_response()
}

/// The product sets of a session's law, by number.
pub(crate) fn sets(
    evening: &Evening,
    session: &Session,
    w: Words,
) -> Result<Vec<(String, String)>, Fault> {
    let criteria = evening.library.version(&session.row.criteria)?;
    let mut sets = Vec::new();
    for number in criteria.set_numbers() {
        let set = criteria.show(criteria.set(number)?)?;
        let name = format!("{number}. {}", set.name.get(w.lang));
        sets.push((number.to_string(), name));
    }
    Ok(sets)
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
    has_results: bool,
    round: i64,
    secretary: bool,
    chair: bool,
    /// Whether rounds are theirs to open and close: the chair, or the secretary for the chair.
    presides: bool,
    acts: bool,
    totals_shown: bool,
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

impl BoardProduct {
    /// Whether the council has found something.
    fn decided(&self) -> bool {
        self.findings.iter().any(|(_, _, chosen)| *chosen)
    }
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
    let acts = role == Role::Secretary && session.arrangement.secretary_acts;
    let findings = |product: &crate::service::sitting::Product| {
        let set = evening.sheet_of(&session, product).ok();
        let row = |f: &ocop::criteria::SetFinding| {
            let chosen = product.findings.contains(&f.finding);
            (f.finding.clone(), f.label.get(w.lang).to_owned(), chosen)
        };
        set.iter().flat_map(|s| &s.findings).map(row).collect()
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
        has_results: session.has_results(),
        round: session.row.round,
        secretary: role == Role::Secretary,
        chair: role == Role::Chair,
        presides: role == Role::Chair || acts,
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
        sets: sets(&evening, &session, w)?,
        totals_shown: session.arrangement.totals_shown,
        acts,
        id,
    };
    Ok(head::page(StatusCode::OK, &page))
}
