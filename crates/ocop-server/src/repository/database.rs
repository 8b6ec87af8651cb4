//! A database of either kind, and its transactions.

use sqlx::{Postgres, Sqlite, Transaction};

use super::{postgres, sqlite};

/// Which database it is.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    Sqlite(sqlite::Database),
    Postgres(postgres::Database),
}

impl Kind {
    /// Begins to write: after everybody who began before.
    pub(super) async fn write(&self) -> sqlx::Result<Tx> {
        match self {
            Self::Sqlite(database) => database.write().await.map(Tx::Sqlite),
            Self::Postgres(database) => database.write().await.map(Tx::Postgres),
        }
    }
}

/// Runs a statement in a transaction, on whichever database it is of: `on!(tx, fetch_all, query)`.
/// `execute` gives nothing back.
macro_rules! on {
    ($tx:expr, execute, $statement:expr) => {
        match $tx {
            $crate::repository::Tx::Sqlite(tx) => $statement.execute(&mut **tx).await.map(drop),
            $crate::repository::Tx::Postgres(tx) => $statement.execute(&mut **tx).await.map(drop),
        }
    };
    ($tx:expr, $how:ident, $statement:expr) => {
        match $tx {
            $crate::repository::Tx::Sqlite(tx) => $statement.$how(&mut **tx).await,
            $crate::repository::Tx::Postgres(tx) => $statement.$how(&mut **tx).await,
        }
    };
}
pub(crate) use on;

/// A transaction; dropped without `commit`, it is undone.
#[derive(Debug)]
pub(crate) enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    /// Keeps what was written.
    pub(crate) async fn commit(self) -> sqlx::Result<()> {
        match self {
            Self::Sqlite(tx) => tx.commit().await,
            Self::Postgres(tx) => tx.commit().await,
        }
    }

    /// Undoes what was written.
    pub(crate) async fn rollback(self) -> sqlx::Result<()> {
        match self {
            Self::Sqlite(tx) => tx.rollback().await,
            Self::Postgres(tx) => tx.rollback().await,
        }
    }

    /// Begins a piece of work that can be undone alone, until the next is begun.
    pub(super) async fn mark(&mut self) -> sqlx::Result<()> {
        on!(self, execute, sqlx::query("SAVEPOINT alone"))
    }

    /// Undoes it. Fails where the database has undone the whole transaction by itself.
    pub(super) async fn undo(&mut self) -> sqlx::Result<()> {
        on!(self, execute, sqlx::query("ROLLBACK TO SAVEPOINT alone"))
    }
}
