//! Score sheets.

use super::{Tx, on};

/// A sheet as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct SheetRow {
    pub(crate) product: String,
    pub(crate) member: String,
    pub(crate) round: i64,
    pub(crate) version: i64,
    pub(crate) status: String,
    pub(crate) content: String,
    pub(crate) saved_at: String,
    pub(crate) typed_by: Option<String>,
}

/// The columns of a sheet, in front of the rest of a statement.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT product, member, round, version, status, content, saved_at, typed_by FROM sheet ",
            $rest
        )
    };
}

/// All sheets of a session, by product, member and round.
pub(crate) async fn of_session(tx: &mut Tx, session: &str) -> sqlx::Result<Vec<SheetRow>> {
    on!(
        tx,
        fetch_all,
        sqlx::query_as(select!(
            "WHERE session = $1 ORDER BY product, member, round"
        ))
        .bind(session)
    )
}

/// The sheets of a member on a product, by round.
pub(crate) async fn of_member(
    tx: &mut Tx,
    session: &str,
    product: &str,
    member: &str,
) -> sqlx::Result<Vec<SheetRow>> {
    on!(
        tx,
        fetch_all,
        sqlx::query_as(select!(
            "WHERE session = $1 AND product = $2 AND member = $3 ORDER BY round"
        ))
        .bind(session)
        .bind(product)
        .bind(member)
    )
}

/// Writes a sheet in place of its earlier version.
pub(crate) async fn put(tx: &mut Tx, session: &str, sheet: &SheetRow) -> sqlx::Result<()> {
    on!(tx, execute, sqlx::query(
        "INSERT INTO sheet (session, product, member, round, version, status, content, saved_at, \
         typed_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
         ON CONFLICT (session, product, member, round) DO UPDATE SET version = excluded.version, \
         status = excluded.status, content = excluded.content, saved_at = excluded.saved_at, \
         typed_by = excluded.typed_by",
    )
    .bind(session)
    .bind(&sheet.product)
    .bind(&sheet.member)
    .bind(sheet.round)
    .bind(sheet.version)
    .bind(&sheet.status)
    .bind(&sheet.content)
    .bind(&sheet.saved_at)
    .bind(&sheet.typed_by))
}
