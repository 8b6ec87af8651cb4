//! The products before a council, and who does not score them.

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;

use super::board::to_board;
use super::seen::Seen;
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
