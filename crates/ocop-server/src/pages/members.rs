//! The members of a council: who they are, whether they are there, and how they get in.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::board::to_board;
use super::head;
use super::link::own_address;
use super::qr::{in_fours, square};
use super::seen::{Head, Seen};
use super::words::Words;
use crate::domain::fields::text;
use crate::service::{Evening, Fault};

pub(crate) async fn add(
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
    /// What to compare where telephones warn of the certificate; empty where they do not.
    fingerprint: String,
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
    let link = own_address(&headers, seen.by_tls, &format!("/join?code={code}"));
    let page = Invitation {
        w: seen.w,
        head: seen.head(),
        name: session
            .member(&member)
            .map_or(member.as_str(), |m| &m.name)
            .to_owned(),
        id,
        code: in_fours(&code),
        qr: square(&link),
        fingerprint: seen.fingerprint.as_deref().unwrap_or_default().to_owned(),
        link,
    };
    Ok(head::page(StatusCode::OK, &page))
}

#[derive(Template)]
#[template(path = "member.html")]
struct MemberPage {
    w: Words,
    head: Head,
    id: String,
    member: String,
    name: String,
    role: String,
    institution: String,
}

/// A member, to be put right.
pub(crate) async fn page(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path((id, member)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let (session, _) = evening.whole(&id).await?;
    let member = session.member(&member).ok_or(Fault::NotFound)?;
    let page = MemberPage {
        w: seen.w,
        head: seen.head(),
        member: member.id.clone(),
        name: member.name.clone(),
        role: member.role.clone(),
        institution: text(&member.body, &["institution"]).to_owned(),
        id,
    };
    Ok(head::page(StatusCode::OK, &page))
}

pub(crate) async fn change(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path((id, member)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let of = ["name", "role", "institution", "reason"].map(|name| seen.field(name));
    evening
        .change_member(seen.actor()?, &id, &member, of)
        .await?;
    Ok(to_board(&id))
}

pub(crate) async fn remove(
    State(evening): State<Evening>,
    Extension(seen): Extension<Seen>,
    Path((id, member)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let reason = seen.field("reason");
    evening
        .remove_member(seen.actor()?, &id, &member, reason)
        .await?;
    Ok(to_board(&id))
}
