//! Certificates that were entered after a decision.

use super::{Tx, on};

/// A certificate as it is kept.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct CertificateRow {
    pub(crate) session: String,
    pub(crate) product: String,
    pub(crate) body: String,
}

/// All of them, in the order of their sessions and products.
pub(crate) async fn all(tx: &mut Tx) -> sqlx::Result<Vec<CertificateRow>> {
    on!(
        tx,
        fetch_all,
        sqlx::query_as(
            "SELECT certificate.session, certificate.product, certificate.body FROM certificate \
             JOIN session ON session.id = certificate.session \
             JOIN product ON product.session = certificate.session \
             AND product.id = certificate.product \
             ORDER BY session.place, product.place",
        )
    )
}

/// Those of a session.
pub(crate) async fn of_session(tx: &mut Tx, session: &str) -> sqlx::Result<Vec<CertificateRow>> {
    on!(
        tx,
        fetch_all,
        sqlx::query_as("SELECT session, product, body FROM certificate WHERE session = $1")
            .bind(session)
    )
}

/// The one of a product.
pub(crate) async fn get(
    tx: &mut Tx,
    session: &str,
    product: &str,
) -> sqlx::Result<Option<CertificateRow>> {
    on!(
        tx,
        fetch_optional,
        sqlx::query_as(
            "SELECT session, product, body FROM certificate WHERE session = $1 AND product = $2"
        )
        .bind(session)
        .bind(product)
    )
}

/// Enters a certificate, or puts another in its place.
pub(crate) async fn put(tx: &mut Tx, row: &CertificateRow) -> sqlx::Result<()> {
    on!(
        tx,
        execute,
        sqlx::query(
            "INSERT INTO certificate (session, product, body) VALUES ($1, $2, $3) \
             ON CONFLICT (session, product) DO UPDATE SET body = excluded.body",
        )
        .bind(&row.session)
        .bind(&row.product)
        .bind(&row.body)
    )
}

/// Takes a certificate out.
pub(crate) async fn remove(tx: &mut Tx, session: &str, product: &str) -> sqlx::Result<()> {
    on!(
        tx,
        execute,
        sqlx::query("DELETE FROM certificate WHERE session = $1 AND product = $2")
            .bind(session)
            .bind(product)
    )
}
