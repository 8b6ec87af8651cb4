//! The trail: every change, who made it and when, each entry chained to the one before by its digest.

use serde_json::{Value, json};

use super::{Tx, on};
use crate::infra::random::digest;

/// What is written down of a change.
#[derive(Debug, Clone)]
pub(crate) struct Change<'c> {
    /// When, as `2026-09-20T08:30:00Z`.
    pub(crate) at: &'c str,
    /// The session it belongs to, if any.
    pub(crate) session: Option<&'c str>,
    /// Who made it: a name that outlives the account.
    pub(crate) who: &'c str,
    /// What was done: `sheet-saved`.
    pub(crate) action: &'c str,
    /// To what: `p1/m2/1`.
    pub(crate) subject: &'c str,
    pub(crate) before: Option<&'c str>,
    pub(crate) after: Option<&'c str>,
}

/// An entry of the trail.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Entry {
    pub(crate) number: i64,
    pub(crate) at: String,
    pub(crate) session: Option<String>,
    pub(crate) who: String,
    pub(crate) action: String,
    pub(crate) subject: String,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
    pub(crate) previous: String,
    pub(crate) digest: String,
}

impl Entry {
    /// The digest that follows from what it says and from the entry before.
    fn computed(&self) -> String {
        let parts: Value = json!([
            self.number,
            self.at,
            self.session,
            self.who,
            self.action,
            self.subject,
            self.before,
            self.after,
            self.previous
        ]);
        digest(&parts.to_string())
    }
}

/// Writes a change at the end of the trail.
pub(crate) async fn append(tx: &mut Tx, change: Change<'_>) -> sqlx::Result<()> {
    let last: Option<(i64, String, String)> = on!(
        tx,
        fetch_optional,
        sqlx::query_as("SELECT number, at, digest FROM trail ORDER BY number DESC LIMIT 1")
    )?;
    let (number, last_at, previous) = last.unwrap_or_default();
    // a clock that was set back does not put what happened later before what happened earlier
    let at = if change.at < last_at.as_str() {
        tracing::warn!("the clock shows a time before the last entry of the trail");
        last_at
    } else {
        change.at.to_owned()
    };
    let mut entry = Entry {
        number: number.saturating_add(1),
        at,
        session: change.session.map(str::to_owned),
        who: change.who.to_owned(),
        action: change.action.to_owned(),
        subject: change.subject.to_owned(),
        before: change.before.map(str::to_owned),
        after: change.after.map(str::to_owned),
        previous,
        digest: String::new(),
    };
    entry.digest = entry.computed();
    on!(
        tx,
        execute,
        sqlx::query("INSERT INTO trail VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")
            .bind(entry.number)
            .bind(entry.at)
            .bind(entry.session)
            .bind(entry.who)
            .bind(entry.action)
            .bind(entry.subject)
            .bind(entry.before)
            .bind(entry.after)
            .bind(entry.previous)
            .bind(entry.digest)
    )?;
    Ok(())
}

/// When the last entry was made.
pub(crate) async fn last_at(tx: &mut Tx) -> sqlx::Result<Option<String>> {
    let last: Option<(String,)> = on!(
        tx,
        fetch_optional,
        sqlx::query_as("SELECT at FROM trail ORDER BY number DESC LIMIT 1")
    )?;
    Ok(last.map(|(at,)| at))
}

/// The entries of a session, oldest first; of one subject, where one is named.
pub(crate) async fn of_session(
    tx: &mut Tx,
    session: &str,
    subject: Option<&str>,
) -> sqlx::Result<Vec<Entry>> {
    on!(tx, fetch_all, sqlx::query_as(
        "SELECT * FROM trail WHERE session = $1 AND ($2 IS NULL OR subject = $2) ORDER BY number",
    )
    .bind(session)
    .bind(subject))
}

/// The latest entries that are of no session, the newest first: a thousand of them.
pub(crate) async fn of_server(tx: &mut Tx) -> sqlx::Result<Vec<Entry>> {
    on!(
        tx,
        fetch_all,
        sqlx::query_as("SELECT * FROM trail WHERE session IS NULL ORDER BY number DESC LIMIT 1000")
    )
}

/// What a check of the whole trail finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The entries that are there.
    pub entries: i64,
    /// The digest of the last one: whoever keeps it can tell later whether the end was cut off.
    pub last: String,
    /// The number of the first entry that does not follow from the one before.
    pub broken_at: Option<i64>,
}

/// Checks the whole trail.
pub(crate) async fn verify(tx: &mut Tx) -> sqlx::Result<Checked> {
    let mut found = Checked {
        entries: 0,
        last: String::new(),
        broken_at: None,
    };
    loop {
        // in pieces, so that memory stays bounded however long the trail has grown
        let entries: Vec<Entry> = on!(
            tx,
            fetch_all,
            sqlx::query_as("SELECT * FROM trail WHERE number > $1 ORDER BY number LIMIT 1000")
                .bind(found.entries)
        )?;
        if entries.is_empty() {
            return Ok(found);
        }
        for entry in entries {
            let expected = found.entries.saturating_add(1);
            let follows = entry.number == expected
                && entry.previous == found.last
                && entry.digest == entry.computed();
            if !follows {
                found.broken_at = Some(expected);
                return Ok(found);
            }
            found.entries = entry.number;
            found.last = entry.digest;
        }
    }
}
