//! Accounts, logins and invitations.

use super::{Tx, on};

/// An account as it is kept.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct Account {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) login: String,
    pub(crate) role: String,
    pub(crate) password: String,
    pub(crate) disabled: bool,
}

pub(crate) async fn all(tx: &mut Tx) -> sqlx::Result<Vec<Account>> {
    on!(
        tx,
        fetch_all,
        sqlx::query_as("SELECT * FROM account ORDER BY login")
    )
}

pub(crate) async fn by_login(tx: &mut Tx, login: &str) -> sqlx::Result<Option<Account>> {
    on!(
        tx,
        fetch_optional,
        sqlx::query_as("SELECT * FROM account WHERE login = $1").bind(login)
    )
}

pub(crate) async fn by_id(tx: &mut Tx, id: &str) -> sqlx::Result<Option<Account>> {
    on!(
        tx,
        fetch_optional,
        sqlx::query_as("SELECT * FROM account WHERE id = $1").bind(id)
    )
}

/// Adds an account, or puts another in place of the one with its identifier.
pub(crate) async fn put(tx: &mut Tx, account: &Account) -> sqlx::Result<()> {
    on!(tx, execute, sqlx::query(
        "INSERT INTO account (id, name, login, role, password, disabled) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, login = excluded.login, \
         role = excluded.role, password = excluded.password, disabled = excluded.disabled",
    )
    .bind(&account.id)
    .bind(&account.name)
    .bind(&account.login)
    .bind(&account.role)
    .bind(&account.password)
    .bind(account.disabled))
}

/// A login as it is kept: of an account, or of a member of a session.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct Login {
    pub(crate) token: String,
    pub(crate) csrf: String,
    pub(crate) account: Option<String>,
    pub(crate) session: Option<String>,
    pub(crate) member: Option<String>,
    pub(crate) expires_at: String,
    /// Whether a second factor is still asked for: nobody is signed in by it yet.
    pub(crate) pending: bool,
}

pub(crate) async fn login(tx: &mut Tx, token: &str) -> sqlx::Result<Option<Login>> {
    on!(
        tx,
        fetch_optional,
        sqlx::query_as("SELECT * FROM login WHERE token = $1").bind(token)
    )
}

/// Adds a login, and forgets those that have run out.
pub(crate) async fn add_login(tx: &mut Tx, login: &Login, now: &str) -> sqlx::Result<()> {
    on!(
        tx,
        execute,
        sqlx::query("DELETE FROM login WHERE expires_at <= $1").bind(now)
    )?;
    on!(
        tx,
        execute,
        sqlx::query(
            "INSERT INTO login (token, csrf, account, session, member, expires_at, pending) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(&login.token)
        .bind(&login.csrf)
        .bind(&login.account)
        .bind(&login.session)
        .bind(&login.member)
        .bind(&login.expires_at)
        .bind(login.pending)
    )
}

pub(crate) async fn end_login(tx: &mut Tx, token: &str) -> sqlx::Result<()> {
    on!(
        tx,
        execute,
        sqlx::query("DELETE FROM login WHERE token = $1").bind(token)
    )
}

/// Ends all logins of an account.
pub(crate) async fn end_logins(tx: &mut Tx, account: &str) -> sqlx::Result<()> {
    on!(
        tx,
        execute,
        sqlx::query("DELETE FROM login WHERE account = $1").bind(account)
    )
}

/// An invitation that has not been used and has not run out: its session and member.
pub(crate) async fn invitation(
    tx: &mut Tx,
    code: &str,
    now: &str,
) -> sqlx::Result<Option<(String, String)>> {
    on!(
        tx,
        fetch_optional,
        sqlx::query_as(
            "SELECT session, member FROM invitation \
         WHERE code = $1 AND used_at IS NULL AND expires_at > $2",
        )
        .bind(code)
        .bind(now)
    )
}

pub(crate) async fn use_invitation(tx: &mut Tx, code: &str, now: &str) -> sqlx::Result<()> {
    on!(
        tx,
        execute,
        sqlx::query("UPDATE invitation SET used_at = $1 WHERE code = $2")
            .bind(now)
            .bind(code)
    )
}

/// Invites a member; codes given before no longer work.
pub(crate) async fn invite(
    tx: &mut Tx,
    code: &str,
    (session, member): (&str, &str),
    expires_at: &str,
) -> sqlx::Result<()> {
    on!(
        tx,
        execute,
        sqlx::query("DELETE FROM invitation WHERE session = $1 AND member = $2")
            .bind(session)
            .bind(member)
    )?;
    on!(
        tx,
        execute,
        sqlx::query("INSERT INTO invitation VALUES ($1, $2, $3, $4, NULL)")
            .bind(code)
            .bind(session)
            .bind(member)
            .bind(expires_at)
    )
}
