//! What is particular to SQLite: one file, one connection that writes, readers beside it.

use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{
    Sqlite, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{Connection as _, Transaction};

use super::migration::steps_from;
use super::store_error::StoreError;
use crate::infra::mounts;

/// The name of the file in its folder.
pub const FILE: &str = "ocop.sqlite";

/// The steps from an empty file to what this version needs, in order.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/sqlite/0001.sql"),
    include_str!("../../migrations/sqlite/0002.sql"),
    include_str!("../../migrations/sqlite/0003.sql"),
];

/// How long a transaction waits for its turn.
const TURN: Duration = Duration::from_secs(20);

#[derive(Debug, Clone)]
pub(super) struct Database {
    readers: SqlitePool,
    writer: SqlitePool,
}

impl Database {
    pub(super) async fn open(folder: &Path) -> Result<Self, StoreError> {
        let path = folder.join(FILE);
        let misplaced = |kind| StoreError::Place {
            path: folder.to_owned(),
            kind,
        };
        if let Some(kind) = mounts::shared(folder) {
            return Err(misplaced(kind));
        }
        let options = SqliteConnectOptions::new()
            .filename(&path)
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(10));
        // one writer: a transaction that reads first and writes later would fail where another wrote
        // in between, however long it may wait
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .acquire_timeout(TURN)
            // where the disk is full, SQLite undoes the transaction by itself, and sqlx takes it for
            // one that goes on: such a connection is given up for a new one
            .before_acquire(|db, _| Box::pin(async { Ok(!db.is_in_transaction()) }))
            .connect_with(options.clone())
            .await?;
        let (mode,): (String,) = sqlx::query_as("PRAGMA journal_mode")
            .fetch_one(&writer)
            .await?;
        if mode != "wal" {
            return Err(misplaced(format!("journal_mode {mode}")));
        }
        migrate(&writer).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(4)
            .acquire_timeout(TURN)
            .connect_with(options.read_only(true))
            .await?;
        Ok(Self { readers, writer })
    }

    pub(super) async fn write(&self) -> sqlx::Result<Transaction<'static, Sqlite>> {
        self.writer.begin_with("BEGIN IMMEDIATE").await
    }

    pub(super) async fn read(&self) -> sqlx::Result<Transaction<'static, Sqlite>> {
        self.readers.begin().await
    }

    pub(super) async fn backup(&self, to: &str) -> Result<(), StoreError> {
        sqlx::query("VACUUM INTO ?")
            .bind(to)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    pub(super) async fn check(&self) -> Result<Vec<String>, StoreError> {
        let rows: Vec<(String,)> = sqlx::query_as("PRAGMA integrity_check")
            .fetch_all(&self.readers)
            .await?;
        let said = rows.into_iter().map(|row| row.0);
        Ok(said.filter(|line| line != "ok").collect())
    }

    pub(super) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

async fn migrate(writer: &SqlitePool) -> Result<(), StoreError> {
    let (found,): (i64,) = sqlx::query_as("PRAGMA user_version")
        .fetch_one(writer)
        .await?;
    for (leads_to, step) in steps_from(found, MIGRATIONS)? {
        let mut tx = writer.begin_with("BEGIN IMMEDIATE").await?;
        sqlx::raw_sql(step).execute(&mut *tx).await?;
        let version = format!("PRAGMA user_version = {leads_to}");
        sqlx::raw_sql(sqlx::AssertSqlSafe(version))
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
    }
    Ok(())
}
