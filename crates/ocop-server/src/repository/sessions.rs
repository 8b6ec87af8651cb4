//! Sessions, their members and products.

use super::{Tx, on};

/// A session as it is kept.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct SessionRow {
    pub(crate) id: String,
    pub(crate) criteria: String,
    pub(crate) head: String,
    pub(crate) state: String,
    pub(crate) round: i64,
    pub(crate) arrangement: String,
}

/// A member of a council as it is kept.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct MemberRow {
    pub(crate) id: String,
    pub(crate) body: String,
    pub(crate) present: bool,
}

/// A product as it is kept.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct ProductRow {
    pub(crate) id: String,
    pub(crate) body: String,
    pub(crate) round: i64,
}

/// All sessions, the latest first.
pub(crate) async fn all(tx: &mut Tx) -> sqlx::Result<Vec<SessionRow>> {
    on!(
        tx,
        fetch_all,
        sqlx::query_as(
            "SELECT id, criteria, head, state, round, arrangement FROM session ORDER BY place DESC"
        )
    )
}

pub(crate) async fn session(tx: &mut Tx, id: &str) -> sqlx::Result<Option<SessionRow>> {
    on!(
        tx,
        fetch_optional,
        sqlx::query_as(
            "SELECT id, criteria, head, state, round, arrangement FROM session WHERE id = $1"
        )
        .bind(id)
    )
}

pub(crate) async fn add_session(tx: &mut Tx, session: &SessionRow) -> sqlx::Result<()> {
    on!(
        tx,
        execute,
        sqlx::query(
            "INSERT INTO session (id, place, criteria, head, state, round, arrangement) \
         VALUES ($1, (SELECT COALESCE(MAX(place), 0) + 1 FROM session), $2, $3, $4, $5, $6)",
        )
        .bind(&session.id)
        .bind(&session.criteria)
        .bind(&session.head)
        .bind(&session.state)
        .bind(session.round)
        .bind(&session.arrangement)
    )
}

pub(crate) async fn put_session(tx: &mut Tx, session: &SessionRow) -> sqlx::Result<()> {
    on!(
        tx,
        execute,
        sqlx::query(
            "UPDATE session SET head = $1, state = $2, round = $3, arrangement = $4 WHERE id = $5"
        )
        .bind(&session.head)
        .bind(&session.state)
        .bind(session.round)
        .bind(&session.arrangement)
        .bind(&session.id)
    )
}

pub(crate) async fn members(tx: &mut Tx, session: &str) -> sqlx::Result<Vec<MemberRow>> {
    on!(
        tx,
        fetch_all,
        sqlx::query_as("SELECT id, body, present FROM member WHERE session = $1 ORDER BY place")
            .bind(session)
    )
}

/// One of them.
pub(crate) async fn member(
    tx: &mut Tx,
    session: &str,
    id: &str,
) -> sqlx::Result<Option<MemberRow>> {
    on!(
        tx,
        fetch_optional,
        sqlx::query_as("SELECT id, body, present FROM member WHERE session = $1 AND id = $2")
            .bind(session)
            .bind(id)
    )
}

/// Adds a member at the end of the list, or changes the one of this identifier.
pub(crate) async fn put_member(tx: &mut Tx, session: &str, member: &MemberRow) -> sqlx::Result<()> {
    on!(
        tx,
        execute,
        sqlx::query(
            "INSERT INTO member (session, id, place, body, present) VALUES \
         ($1, $2, (SELECT COALESCE(MAX(place), 0) + 1 FROM member WHERE session = $1), $3, $4) \
         ON CONFLICT (session, id) DO UPDATE SET body = excluded.body, present = excluded.present",
        )
        .bind(session)
        .bind(&member.id)
        .bind(&member.body)
        .bind(member.present)
    )
}

pub(crate) async fn products(tx: &mut Tx, session: &str) -> sqlx::Result<Vec<ProductRow>> {
    on!(
        tx,
        fetch_all,
        sqlx::query_as("SELECT id, body, round FROM product WHERE session = $1 ORDER BY place")
            .bind(session)
    )
}

/// One of them.
pub(crate) async fn product(
    tx: &mut Tx,
    session: &str,
    id: &str,
) -> sqlx::Result<Option<ProductRow>> {
    on!(
        tx,
        fetch_optional,
        sqlx::query_as("SELECT id, body, round FROM product WHERE session = $1 AND id = $2")
            .bind(session)
            .bind(id)
    )
}

/// Adds a product at the end of the list, or changes the one of this identifier.
pub(crate) async fn put_product(
    tx: &mut Tx,
    session: &str,
    product: &ProductRow,
) -> sqlx::Result<()> {
    on!(
        tx,
        execute,
        sqlx::query(
            "INSERT INTO product (session, id, place, body, round) VALUES \
         ($1, $2, (SELECT COALESCE(MAX(place), 0) + 1 FROM product WHERE session = $1), $3, $4) \
         ON CONFLICT (session, id) DO UPDATE SET body = excluded.body, round = excluded.round",
        )
        .bind(session)
        .bind(&product.id)
        .bind(&product.body)
        .bind(product.round)
    )
}

/// Takes a member out of a council, with what lets them in. Sheets of theirs stand in the way.
pub(crate) async fn remove_member(tx: &mut Tx, session: &str, member: &str) -> sqlx::Result<()> {
    for sql in [
        "DELETE FROM invitation WHERE session = $1 AND member = $2",
        "DELETE FROM login WHERE session = $1 AND member = $2",
        "DELETE FROM member WHERE session = $1 AND id = $2",
    ] {
        on!(tx, execute, sqlx::query(sql).bind(session).bind(member))?;
    }
    Ok(())
}

/// Takes a product out of a session. Sheets on it stand in the way.
pub(crate) async fn remove_product(tx: &mut Tx, session: &str, product: &str) -> sqlx::Result<()> {
    on!(
        tx,
        execute,
        sqlx::query("DELETE FROM product WHERE session = $1 AND id = $2")
            .bind(session)
            .bind(product)
    )
}
