//! What is particular to PostgreSQL: a server that others may use too, and that may be gone for a while.

use std::str::FromStr as _;
use std::time::Duration;

use sqlx::Transaction;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions, Postgres};

use super::migration::steps_from;
use super::store_error::StoreError;

/// The steps from an empty database to what this version needs, in order.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/postgresql/0001.sql"),
    include_str!("../../migrations/postgresql/0002.sql"),
    include_str!("../../migrations/postgresql/0003.sql"),
];

/// How long somebody who reads waits for a server that does not answer before they are told. Every
/// request reads first, to see who asks.
const ANSWERS: Duration = Duration::from_secs(8);

/// How long somebody who writes waits for their turn.
const WAITS: Duration = Duration::from_secs(20);

/// One writer at a time, of all programs on this database; the lock ends with its transaction. It is
/// taken before anything is read, and reading committed rows shows what those before have written.
const TURN: &str = "SELECT pg_advisory_xact_lock('trail'::regclass::oid::bigint)";

#[derive(Debug, Clone)]
pub(super) struct Database {
    readers: PgPool,
    writer: PgPool,
}

impl Database {
    pub(super) async fn connect(address: &str) -> Result<Self, StoreError> {
        let options = PgConnectOptions::from_str(address)?
            .application_name("ocop-server")
            .options([
                // a program that died in a transaction, and work without an end, hold up nobody for long
                ("lock_timeout", "10s"),
                ("statement_timeout", "30s"),
                ("idle_in_transaction_session_timeout", "30s"),
            ]);
        // within one program, waiting for a connection is waiting for one's turn
        let writer = PgPoolOptions::new()
            .acquire_timeout(WAITS)
            .max_connections(1);
        let writer = writer.connect_with(options.clone()).await?;
        let (found,): (String,) = sqlx::query_as("SHOW server_encoding")
            .fetch_one(&writer)
            .await?;
        if found != "UTF8" {
            return Err(StoreError::Encoding { found });
        }
        migrate(&writer).await?;
        let readers = PgPoolOptions::new()
            .acquire_timeout(ANSWERS)
            .max_connections(6);
        let readers = readers.connect_with(options).await?;
        Ok(Self { readers, writer })
    }

    pub(super) async fn write(&self) -> sqlx::Result<Transaction<'static, Postgres>> {
        let begin = "BEGIN ISOLATION LEVEL READ COMMITTED";
        let mut tx = self.writer.begin_with(begin).await?;
        sqlx::query(TURN).execute(&mut *tx).await?;
        Ok(tx)
    }

    pub(super) async fn read(&self) -> sqlx::Result<Transaction<'static, Postgres>> {
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        self.readers.begin_with(begin).await
    }

    pub(super) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

async fn migrate(writer: &PgPool) -> Result<(), StoreError> {
    let mut tx = writer.begin().await?;
    // of two programs that start at once, one waits and finds everything done
    sqlx::query("SELECT pg_advisory_xact_lock(hashtext('ocop ' || current_schema()))")
        .execute(&mut *tx)
        .await?;
    sqlx::raw_sql("CREATE TABLE IF NOT EXISTS migration (version BIGINT PRIMARY KEY)")
        .execute(&mut *tx)
        .await?;
    let (found,): (i64,) = sqlx::query_as("SELECT COALESCE(MAX(version), 0) FROM migration")
        .fetch_one(&mut *tx)
        .await?;
    for (leads_to, step) in steps_from(found, MIGRATIONS)? {
        sqlx::raw_sql(step).execute(&mut *tx).await?;
        sqlx::query("INSERT INTO migration VALUES ($1)")
            .bind(leads_to)
            .execute(&mut *tx)
            .await?;
    }
    Ok(tx.commit().await?)
}
