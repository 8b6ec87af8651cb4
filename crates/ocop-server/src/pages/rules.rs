//! The rules of a session: what its regulation says, how the evening goes, and the days off.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use ocop::council::Regulation;

use super::board::to_board;
use super::head;
use super::seen::{Head, Seen};
use super::words::Words;
use crate::domain::arrangement::Arrangement;
use crate::service::rules::Rules;
use crate::service::{Evening, Fault};

#[derive(Template)]
#[template(path = "rules.html")]
struct Page {
    w: Words,
    head: Head,
    id: String,
    closed: bool,
    rules: Rules,
    /// What holds where the regulation is silent.
    silent: Regulation,
    minimums: &'static str,
    findings: &'static str,
    at_limit: &'static str,
    holidays: String,
}

/// The rules as they are.
pub(crate) async fn page(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let (session, _) = evening.whole(&id).await?;
    let w = seen.w;
    let silent = evening.silent(&session)?;
    let page = Page {
        w,
        head: seen.head(),
        closed: session.is_closed(),
        rules: Rules::of(&session),
        minimums: w.minimum_rule(silent.minimums),
        findings: w.findings_rule_name(silent.findings),
        at_limit: w.at_limit(silent.spread_at_limit),
        silent,
        holidays: evening.holidays().await?,
        id,
    };
    Ok(head::page(StatusCode::OK, &page))
}

/// Sets them.
pub(crate) async fn set(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let text = |name: &str| seen.field(name).trim().to_owned();
    let rules = Rules {
        decision: text("decision"),
        quorum: [text("numerator"), text("denominator")],
        chair_required: text("chair_required"),
        max_spread: text("max_spread"),
        spread_at_limit: text("spread_at_limit"),
        minimums: text("minimums"),
        findings: text("findings"),
        fewest_members: text("fewest_members"),
        arrangement: Arrangement {
            totals_shown: seen.field("totals_shown") == "true",
            secretary_acts: seen.field("secretary_acts") == "true",
        },
    };
    evening.set_rules(seen.actor()?, &id, &rules).await?;
    Ok(to_board(&id))
}

/// Sets the days off.
pub(crate) async fn holidays(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let text = seen.field("holidays");
    evening.set_holidays(seen.actor()?, text).await?;
    Ok(Redirect::to(&format!("/sessions/{id}/rules")).into_response())
}
