//! What holds for the whole server.

use super::{Tx, on};

/// The days off, one a line.
pub(crate) const HOLIDAYS: &str = "holidays";
/// The digest of the secret in the address of the calendar.
pub(crate) const CALENDAR: &str = "calendar";

/// The value of a setting; empty where it was never set.
pub(crate) async fn get(tx: &mut Tx, name: &str) -> sqlx::Result<String> {
    let found: Option<(String,)> = on!(
        tx,
        fetch_optional,
        sqlx::query_as("SELECT value FROM setting WHERE name = $1").bind(name)
    )?;
    Ok(found.map(|(value,)| value).unwrap_or_default())
}

/// Sets it.
pub(crate) async fn put(tx: &mut Tx, name: &str, value: &str) -> sqlx::Result<()> {
    on!(
        tx,
        execute,
        sqlx::query(
            "INSERT INTO setting (name, value) VALUES ($1, $2) \
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )
        .bind(name)
        .bind(value)
    )
}
