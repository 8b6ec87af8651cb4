//! Second factors of accounts.

use super::{Tx, on};

/// A second factor as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Factor {
    pub(crate) account: String,
    /// What the app has, in base 32.
    pub(crate) secret: String,
    /// The last half minute whose code was used.
    pub(crate) step: i64,
    /// Since when it is asked for; empty until the first code of the app has been typed.
    pub(crate) since: String,
}

/// The one of an account.
async fn get(tx: &mut Tx, account: &str) -> sqlx::Result<Option<Factor>> {
    on!(
        tx,
        fetch_optional,
        sqlx::query_as("SELECT account, secret, step, since FROM second_factor WHERE account = $1")
            .bind(account)
    )
}

/// The one of an account, where it is asked for.
pub(crate) async fn asked(tx: &mut Tx, account: &str) -> sqlx::Result<Option<Factor>> {
    let factor = get(tx, account).await?;
    Ok(factor.filter(|f| !f.since.is_empty()))
}

/// The one of an account, where it waits for the first code of the app.
pub(crate) async fn begun(tx: &mut Tx, account: &str) -> sqlx::Result<Option<Factor>> {
    let factor = get(tx, account).await?;
    Ok(factor.filter(|f| f.since.is_empty()))
}

/// The accounts that are asked for one.
pub(crate) async fn accounts(tx: &mut Tx) -> sqlx::Result<Vec<String>> {
    let rows: Vec<(String,)> = on!(
        tx,
        fetch_all,
        sqlx::query_as("SELECT account FROM second_factor WHERE since <> ''")
    )?;
    Ok(rows.into_iter().map(|(account,)| account).collect())
}

/// Keeps it in place of the one before.
pub(crate) async fn put(tx: &mut Tx, factor: &Factor) -> sqlx::Result<()> {
    on!(
        tx,
        execute,
        sqlx::query(
            "INSERT INTO second_factor (account, secret, step, since) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (account) DO UPDATE SET secret = excluded.secret, step = excluded.step, \
             since = excluded.since",
        )
        .bind(&factor.account)
        .bind(&factor.secret)
        .bind(factor.step)
        .bind(&factor.since)
    )
}

/// Takes it away, with the codes for the day when the app is gone.
pub(crate) async fn remove(tx: &mut Tx, account: &str) -> sqlx::Result<()> {
    set_codes(tx, account, &[]).await?;
    on!(
        tx,
        execute,
        sqlx::query("DELETE FROM second_factor WHERE account = $1").bind(account)
    )
}

/// Gives these codes, as digests, in place of all before.
pub(crate) async fn set_codes(tx: &mut Tx, account: &str, codes: &[String]) -> sqlx::Result<()> {
    on!(
        tx,
        execute,
        sqlx::query("DELETE FROM recovery_code WHERE account = $1").bind(account)
    )?;
    for code in codes {
        on!(
            tx,
            execute,
            sqlx::query("INSERT INTO recovery_code (account, code) VALUES ($1, $2)")
                .bind(account)
                .bind(code)
        )?;
    }
    Ok(())
}

/// How many codes are left.
pub(crate) async fn codes_left(tx: &mut Tx, account: &str) -> sqlx::Result<i64> {
    let (left,): (i64,) = on!(
        tx,
        fetch_one,
        sqlx::query_as("SELECT COUNT(*) FROM recovery_code WHERE account = $1").bind(account)
    )?;
    Ok(left)
}

/// Uses a code up; whether it was one.
pub(crate) async fn use_code(tx: &mut Tx, account: &str, code: &str) -> sqlx::Result<bool> {
    let found: Option<(String,)> = on!(
        tx,
        fetch_optional,
        sqlx::query_as("SELECT code FROM recovery_code WHERE account = $1 AND code = $2")
            .bind(account)
            .bind(code)
    )?;
    on!(
        tx,
        execute,
        sqlx::query("DELETE FROM recovery_code WHERE account = $1 AND code = $2")
            .bind(account)
            .bind(code)
    )?;
    Ok(found.is_some())
}
