//! The database: one SQLite file, or a PostgreSQL database. All SQL is here, and no rule of a round is.
//!
//! Statements are written once, in what both understand; what differs (opening, migrations, locks,
//! copies) stands in a module for each. Transactions that write come one after the other: they take
//! their lock before they read, so that nothing that they have read changes before they write, and every
//! entry of the trail follows from the one before. Others read beside them, one state of the database.

pub(crate) mod accounts;
pub(crate) mod certificates;
mod postgres;
pub(crate) mod sessions;
pub(crate) mod settings;
pub(crate) mod sheets;
mod sqlite;
pub(crate) mod trail;
mod trouble;

use std::path::{Path, PathBuf};

use sqlx::{Postgres, Sqlite, Transaction};

pub use sqlite::FILE;
pub use trouble::Trouble;

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

/// The database of a server.
#[derive(Debug, Clone)]
pub struct Store(Kind);

#[derive(Debug, Clone)]
enum Kind {
    Sqlite(sqlite::Database),
    Postgres(postgres::Database),
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
    #[error(
        "{}: một ocop-server khác đang dùng thư mục này / another ocop-server works on this folder",
        path.display()
    )]
    InUse {
        /// The folder.
        path: PathBuf,
    },
    /// The database was written by a later version of this program.
    #[error(
        "cơ sở dữ liệu thuộc phiên bản mới hơn ({found}) chương trình này ({known}) / \
         the database is of a later version ({found}) than this program knows ({known})"
    )]
    Later {
        /// What the database says.
        found: i64,
        /// What this program knows.
        known: i64,
    },
    /// The folder lies where SQLite cannot keep a file sound: on a network share or a synchronised
    /// folder.
    #[error(
        "{}: nằm trên ổ mạng hoặc thư mục đồng bộ ({kind}), nơi cơ sở dữ liệu có thể hỏng; đề nghị dùng \
         thư mục trên đĩa của máy này, hoặc --database / this is a network share or a synchronised \
         folder ({kind}), where the database may break; use a folder on a disk of this machine, or \
         --database",
        path.display()
    )]
    Place {
        /// The folder.
        path: PathBuf,
        /// What it lies on.
        kind: String,
    },
    /// The PostgreSQL database keeps texts in another encoding than UTF-8.
    #[error(
        "cơ sở dữ liệu dùng bảng mã {found}; cần UTF8 / the database has the encoding {found}; UTF8 is needed"
    )]
    Encoding {
        /// The encoding that it has.
        found: String,
    },
    /// PostgreSQL copies its databases by tools of its own.
    #[error(
        "PostgreSQL có công cụ sao lưu riêng: pg_dump, pg_restore / \
         PostgreSQL is copied by its own tools: pg_dump, pg_restore"
    )]
    OwnTools,
    /// Anything else that the database says.
    #[error("cơ sở dữ liệu / database: {0}")]
    Database(#[from] sqlx::Error),
}

impl Store {
    /// Opens the SQLite database of a folder, and makes it where there is none.
    ///
    /// # Errors
    ///
    /// The folder or the file cannot be used.
    pub async fn open(folder: &Path) -> Result<Self, StoreError> {
        let database = sqlite::Database::open(folder).await?;
        Ok(Self(Kind::Sqlite(database)))
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
        Ok(Self(Kind::Postgres(database)))
    }

    /// Begins to write: after everybody who began before.
    pub(crate) async fn write(&self) -> sqlx::Result<Tx> {
        match &self.0 {
            Kind::Sqlite(database) => database.write().await.map(Tx::Sqlite),
            Kind::Postgres(database) => database.write().await.map(Tx::Postgres),
        }
    }

    /// One state of the database, to read from however much is written meanwhile.
    pub(crate) async fn read(&self) -> sqlx::Result<Tx> {
        match &self.0 {
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
        match &self.0 {
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
        match &self.0 {
            Kind::Sqlite(database) => database.check().await,
            Kind::Postgres(_) => Ok(Vec::new()),
        }
    }

    /// Closes it; of SQLite, one file is left.
    pub async fn close(&self) {
        match &self.0 {
            Kind::Sqlite(database) => database.close().await,
            Kind::Postgres(database) => database.close().await,
        }
    }
}

/// The steps of a migration that a database still needs, each with the version that it leads to.
fn steps_from<'s>(
    found: i64,
    steps: &'s [&'static str],
) -> Result<impl Iterator<Item = (i64, &'static str)> + 's, StoreError> {
    let known = i64::try_from(steps.len()).unwrap_or(i64::MAX);
    if found > known {
        return Err(StoreError::Later { found, known });
    }
    let numbered = (1_i64..).zip(steps.iter().copied());
    Ok(numbered.filter(move |(leads_to, _)| *leads_to > found))
}
