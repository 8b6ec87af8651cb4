//! The database: one SQLite file, or a PostgreSQL database. All SQL is here, and no rule of a round is.
//!
//! Statements are written once, in what both understand; what differs (opening, migrations, locks,
//! copies) stands in a module for each. Transactions that write come one after the other: they take
//! their lock before they read, so that nothing that they have read changes before they write, and every
//! entry of the trail follows from the one before. Others read beside them, one state of the database.

pub(crate) mod accounts;
pub(crate) mod certificates;
mod database;
pub(crate) mod factors;
mod migration;
mod postgres;
pub(crate) mod sessions;
pub(crate) mod settings;
pub(crate) mod sheets;
mod sqlite;
mod store_error;
mod together;
pub(crate) mod trail;
mod trouble;

use std::path::Path;
use std::sync::Arc;

use database::Kind;
pub(crate) use database::{Tx, on};
pub use sqlite::FILE;
pub use store_error::StoreError;
use together::Together;
pub(crate) use together::Working;
pub use trouble::Trouble;

/// The database of a server.
#[derive(Debug, Clone)]
pub struct Store {
    kind: Kind,
    together: Together,
}

impl Store {
    fn new(kind: Kind) -> Self {
        let together = Together::begin(kind.clone());
        Self { kind, together }
    }

    /// Opens the SQLite database of a folder, and makes it where there is none.
    ///
    /// # Errors
    ///
    /// The folder or the file cannot be used.
    pub async fn open(folder: &Path) -> Result<Self, StoreError> {
        let database = sqlite::Database::open(folder).await?;
        Ok(Self::new(Kind::Sqlite(database)))
    }

    /// Connects to a PostgreSQL database by its address: `postgres://user@host/name`. What the address
    /// leaves out is taken from the environment and the password file, as with other programs
    /// (`PGHOST`, `PGUSER`, `PGPASSWORD`, `.pgpass`).
    ///
    /// # Errors
    ///
    /// The address is none, the database cannot be reached, or it is of a later version or in another
    /// encoding than this program can use.
    pub async fn connect(address: &str) -> Result<Self, StoreError> {
        let database = postgres::Database::connect(address).await?;
        Ok(Self::new(Kind::Postgres(database)))
    }

    /// Begins to write: after everybody who began before.
    pub(crate) async fn write(&self) -> sqlx::Result<Tx> {
        self.kind.write().await
    }

    /// Writes in a transaction with others who write at the same time: for small changes of which many
    /// come at once. What the work gives comes when it is kept; where it fails, nothing of it is. It goes
    /// on to its end where whoever asked is gone.
    pub(crate) async fn together<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<sqlx::Error> + From<Arc<sqlx::Error>> + Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> Working<'t, Result<T, E>> + Send + 'static,
    {
        self.together.run(work).await
    }

    /// One state of the database, to read from however much is written meanwhile.
    pub(crate) async fn read(&self) -> sqlx::Result<Tx> {
        match &self.kind {
            Kind::Sqlite(database) => database.read().await.map(Tx::Sqlite),
            Kind::Postgres(database) => database.read().await.map(Tx::Postgres),
        }
    }

    /// Writes a sound copy to a file that is not there yet, while others go on.
    ///
    /// # Errors
    ///
    /// The file is there, or cannot be written; or the database is one of PostgreSQL, which has tools of
    /// its own for it.
    pub async fn backup(&self, to: &str) -> Result<(), StoreError> {
        match &self.kind {
            Kind::Sqlite(database) => database.backup(to).await,
            Kind::Postgres(_) => Err(StoreError::OwnTools),
        }
    }

    /// What is wrong with the file, as SQLite checks it; PostgreSQL checks its own by itself.
    ///
    /// # Errors
    ///
    /// The file cannot be read.
    pub async fn check(&self) -> Result<Vec<String>, StoreError> {
        match &self.kind {
            Kind::Sqlite(database) => database.check().await,
            Kind::Postgres(_) => Ok(Vec::new()),
        }
    }

    /// Closes it; of SQLite, one file is left.
    pub async fn close(&self) {
        match &self.kind {
            Kind::Sqlite(database) => database.close().await,
            Kind::Postgres(database) => database.close().await,
        }
    }
}
