//! Score sheets.

use super::Tx;

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

const COLUMNS: &str = "product, member, round, version, status, content, saved_at, typed_by";

/// All sheets of a session, by product, member and round.
pub(crate) async fn of_session(tx: &mut Tx, session: &str) -> sqlx::Result<Vec<SheetRow>> {
    let sql =
        format!("SELECT {COLUMNS} FROM sheet WHERE session = ? ORDER BY product, member, round");
    sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(session)
        .fetch_all(&mut **tx)
        .await
}

/// The sheets of a member on a product, by round.
pub(crate) async fn of_member(
    tx: &mut Tx,
    session: &str,
    product: &str,
    member: &str,
) -> sqlx::Result<Vec<SheetRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM sheet WHERE session = ? AND product = ? AND member = ? ORDER BY round"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(session)
        .bind(product)
        .bind(member)
        .fetch_all(&mut **tx)
        .await
}

/// Writes a sheet in place of its earlier version.
pub(crate) async fn put(tx: &mut Tx, session: &str, sheet: &SheetRow) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO sheet (session, product, member, round, version, status, content, saved_at, \
         typed_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) \
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
    .bind(&sheet.typed_by)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
