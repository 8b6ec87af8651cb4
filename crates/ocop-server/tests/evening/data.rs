//! Where the tests keep their data: in a folder each, or in a schema each of a PostgreSQL database.

use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use ocop_server::Store;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};
use tempfile::TempDir;

/// The database that the environment names, where it names one.
pub fn named() -> Option<String> {
    std::env::var("OCOP_TEST_DATABASE").ok()
}

pub struct Data {
    folder: TempDir,
    /// The address of the schema, where it is PostgreSQL.
    address: Option<String>,
}

impl Data {
    pub async fn new() -> Self {
        let address = match named() {
            Some(address) => Some(schema(&address).await),
            None => None,
        };
        let folder = tempfile::tempdir().unwrap();
        Self { folder, address }
    }

    /// In a folder, whatever the environment names.
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            folder,
            address: None,
        }
    }

    pub fn is_postgres(&self) -> bool {
        self.address.is_some()
    }

    /// A folder for files, which is that of SQLite too.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub async fn store(&self) -> Store {
        match &self.address {
            Some(address) => Store::connect(address).await.unwrap(),
            None => Store::open(self.folder()).await.unwrap(),
        }
    }

    /// As the program is told where the data are.
    pub fn arguments(&self) -> [String; 2] {
        match &self.address {
            Some(address) => ["--database".to_owned(), address.clone()],
            None => {
                let folder = self.folder().to_str().unwrap();
                ["--data".to_owned(), folder.to_owned()]
            }
        }
    }

    fn file(&self) -> String {
        let file = self.folder().join(ocop_server::FILE);
        format!("sqlite://{}", file.to_str().unwrap())
    }

    /// Runs a statement past the server.
    pub async fn run(&self, sql: &str) -> sqlx::Result<()> {
        let sql = AssertSqlSafe(sql.to_owned());
        if let Some(address) = &self.address {
            let mut db = PgConnection::connect(address).await?;
            sqlx::raw_sql(sql).execute(&mut db).await?;
            return db.close().await;
        }
        let mut db = SqliteConnection::connect(&self.file()).await?;
        sqlx::raw_sql(sql).execute(&mut db).await?;
        db.close().await
    }

    /// The first column, which is one of texts.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        let sql = AssertSqlSafe(sql.to_owned());
        let rows: Vec<(String,)> = if let Some(address) = &self.address {
            let mut db = PgConnection::connect(address).await.unwrap();
            sqlx::query_as(sql).fetch_all(&mut db).await.unwrap()
        } else {
            let mut db = SqliteConnection::connect(&self.file()).await.unwrap();
            sqlx::query_as(sql).fetch_all(&mut db).await.unwrap()
        };
        rows.into_iter().map(|row| row.0).collect()
    }
}

/// A new schema; the address of the database with it.
async fn schema(address: &str) -> String {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    let name = format!("test_{}_{number}", std::process::id());
    let mut db = PgConnection::connect(address).await.unwrap();
    let sql = AssertSqlSafe(format!("CREATE SCHEMA {name}"));
    sqlx::raw_sql(sql).execute(&mut db).await.unwrap();
    db.close().await.unwrap();
    let joined = if address.contains('?') { '&' } else { '?' };
    format!("{address}{joined}options[search_path]={name}")
}
