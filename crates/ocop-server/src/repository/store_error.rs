//! Why a database cannot be used, in both languages.

use std::path::PathBuf;

use ocop_text::console::{both, reason};

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The folder cannot be made or read.
    #[error("{}: {}", path.display(), both(&reason(error)))]
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
