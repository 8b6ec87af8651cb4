//! The database: one SQLite file. All SQL is here, and no rule of a round is.
//!
//! One connection writes, in transactions that take the write lock at once; a transaction that reads
//! first and writes later would fail where another wrote in between. Others read beside it.

pub(crate) mod accounts;
pub(crate) mod sessions;
pub(crate) mod sheets;
pub(crate) mod trail;

use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::Transaction;
use sqlx::sqlite::{
    Sqlite, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};

/// A transaction that writes; dropped without `commit`, it is undone.
pub(crate) type Tx = Transaction<'static, Sqlite>;

/// The database of a server.
#[derive(Debug, Clone)]
pub struct Store {
    readers: SqlitePool,
    writer: SqlitePool,
}

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The folder cannot be made or read.
    #[error("{}: {error}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why not.
        error: std::io::Error,
    },
    /// Another server works on the same folder.
    #[error("{}: another ocop-server works on this folder", path.display())]
    InUse {
        /// The folder.
        path: PathBuf,
    },
    /// The file was written by a later version of this program.
    #[error("the database is of a later version ({found}) than this program knows ({known})")]
    Later {
        /// What the file says.
        found: i64,
        /// What this program knows.
        known: i64,
    },
    /// The folder lies where SQLite cannot keep a file sound, such as a network share.
    #[error("{}: the database cannot lie here (a network share?): {mode}", path.display())]
    Place {
        /// The file.
        path: PathBuf,
        /// The journal that it would have had.
        mode: String,
    },
    /// Anything that SQLite says.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
}

/// The steps from an empty file to what this version needs, in order.
const MIGRATIONS: [&str; 1] = [include_str!("../../migrations/0001.sql")];

/// The name of the file in its folder.
pub const FILE: &str = "ocop.sqlite";

impl Store {
    /// Opens the database of a folder, and makes it where there is none.
    ///
    /// # Errors
    ///
    /// The folder or the file cannot be used.
    pub async fn open(folder: &Path) -> Result<Self, StoreError> {
        let path = folder.join(FILE);
        let options = SqliteConnectOptions::new()
            .filename(&path)
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(10));
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .acquire_timeout(Duration::from_secs(20))
            .connect_with(options.clone())
            .await?;
        let (mode,): (String,) = sqlx::query_as("PRAGMA journal_mode")
            .fetch_one(&writer)
            .await?;
        if mode != "wal" {
            return Err(StoreError::Place { path, mode });
        }
        migrate(&writer).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(4)
            .connect_with(options.read_only(true))
            .await?;
        Ok(Self { readers, writer })
    }

    /// Takes the write lock.
    pub(crate) async fn write(&self) -> sqlx::Result<Tx> {
        self.writer.begin_with("BEGIN IMMEDIATE").await
    }

    /// One state of the database, to read from however much is written meanwhile.
    pub(crate) async fn read(&self) -> sqlx::Result<Tx> {
        self.readers.begin().await
    }

    /// Writes a sound copy to a file that is not there yet, while others go on.
    ///
    /// # Errors
    ///
    /// The file is there, or cannot be written.
    pub async fn backup(&self, to: &str) -> Result<(), StoreError> {
        sqlx::query("VACUUM INTO ?")
            .bind(to)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Whether the file is sound, as SQLite checks it.
    ///
    /// # Errors
    ///
    /// The file cannot be read.
    pub async fn check(&self) -> Result<Vec<String>, StoreError> {
        let rows: Vec<(String,)> = sqlx::query_as("PRAGMA integrity_check")
            .fetch_all(&self.readers)
            .await?;
        Ok(rows
            .into_iter()
            .map(|r| r.0)
            .filter(|r| r != "ok")
            .collect())
    }

    /// Closes it, so that one file is left.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

async fn migrate(writer: &SqlitePool) -> Result<(), StoreError> {
    let (found,): (i64,) = sqlx::query_as("PRAGMA user_version")
        .fetch_one(writer)
        .await?;
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    if found > known {
        return Err(StoreError::Later { found, known });
    }
    for (before, step) in (0_i64..).zip(MIGRATIONS) {
        if before < found {
            continue;
        }
        let mut tx = writer.begin_with("BEGIN IMMEDIATE").await?;
        sqlx::raw_sql(step).execute(&mut *tx).await?;
        let version = format!("PRAGMA user_version = {}", before.saturating_add(1));
        sqlx::raw_sql(sqlx::AssertSqlSafe(version))
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
    }
    Ok(())
}
