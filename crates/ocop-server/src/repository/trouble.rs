//! What kind of trouble a database has, for those who can do something about it.

/// What is the matter with the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Trouble {
    /// The disk takes no more. Nothing was changed.
    Full,
    /// The database does not answer. Where it fell silent while a change was being kept, nobody knows
    /// whether it was.
    Gone,
    /// Others have held the database for too long. Nothing was changed.
    Busy,
    /// Anything else.
    Other,
}

impl Trouble {
    /// What an error of the database is about.
    #[must_use]
    pub fn of(error: &sqlx::Error) -> Self {
        match error {
            sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::WorkerCrashed => Self::Gone,
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => Self::Gone,
            sqlx::Error::Database(error) => error.code().map_or(Self::Other, |c| Self::of_code(&c)),
            _ => Self::Other,
        }
    }

    /// By the extended code of SQLite, which is a number, or the SQLSTATE of PostgreSQL, which has five
    /// characters.
    fn of_code(code: &str) -> Self {
        match code {
            // SQLITE_FULL, and SQLITE_IOERR_WRITE: a quota, a limit on the size of files
            "13" | "778" => Self::Full,
            // SQLITE_BUSY and SQLITE_LOCKED, with what is particular to them
            "5" | "261" | "517" | "773" | "6" | "262" | "518" => Self::Busy,
            // disk_full, and out of disk under its own name
            "53100" => Self::Full,
            // too_many_connections; lock_not_available; query_canceled, which is its time limit
            "53300" | "55P03" | "57014" => Self::Busy,
            // admin_shutdown, crash_shutdown, cannot_connect_now, idle in transaction
            "57P01" | "57P02" | "57P03" | "25P03" => Self::Gone,
            // connection exceptions
            code if code.len() == 5 && code.starts_with("08") => Self::Gone,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_database_says_is_told_by_what_can_be_done_about_it() {
        for (code, trouble) in [
            ("13", Trouble::Full),
            ("778", Trouble::Full),
            ("53100", Trouble::Full),
            ("5", Trouble::Busy),
            ("55P03", Trouble::Busy),
            ("57P01", Trouble::Gone),
            ("08006", Trouble::Gone),
            ("23505", Trouble::Other),
            ("1", Trouble::Other),
        ] {
            assert_eq!(Trouble::of_code(code), trouble, "{code}");
        }
        let broken = std::io::Error::from(std::io::ErrorKind::BrokenPipe);
        assert_eq!(Trouble::of(&sqlx::Error::Io(broken)), Trouble::Gone);
        assert_eq!(Trouble::of(&sqlx::Error::PoolTimedOut), Trouble::Gone);
        assert_eq!(Trouble::of(&sqlx::Error::RowNotFound), Trouble::Other);
    }
}
