//! The arguments of the program.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{ArgGroup, Parser, Subcommand};

/// A server for OCOP councils, and the rating engine over HTTP.
///
/// Without --data, --database and --demo it serves the engine alone: nothing is kept, and there are no councils.
#[derive(Debug, Parser)]
#[command(name = "ocop-server", version)]
#[command(group = ArgGroup::new("with-tls").args(["tls", "tls_cert"]))]
pub struct Args {
    /// What to do with the data of a folder, in place of serving it.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The folder of the database (one SQLite file); it is made where there is none.
    #[arg(long, value_name = "FOLDER")]
    pub data: Option<PathBuf>,
    /// A PostgreSQL database in place of a folder: postgres://user@host/name. A password is better kept
    /// out of the command: in PGPASSWORD or .pgpass.
    #[arg(long, value_name = "ADDRESS", conflicts_with = "data")]
    pub database: Option<String>,
    /// Serves a filled example in a folder of its own, which is removed at the end.
    #[arg(long, conflicts_with_all = ["data", "database"])]
    pub demo: bool,
    /// The self-assessment as one page, as `cargo xtask page` builds it: served at /ocop.html. Where it is
    /// not given, a file ocop.html beside this program is taken; without one there is the form, which
    /// needs no scripts.
    #[arg(long, value_name = "FILE")]
    pub page: Option<PathBuf>,
    /// Where to listen: this machine only by default. 0.0.0.0:8080 lets the hall's network in.
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    pub listen: SocketAddr,
    /// Speaks TLS by a certificate that this program makes and keeps beside the data. Browsers warn of it
    /// once on each device: compare the fingerprint that is printed at the start.
    #[arg(long, conflicts_with = "database")]
    pub tls: bool,
    /// Another name or address of this machine that such a certificate is to be for, beside those that
    /// the system tells.
    #[arg(long, value_name = "NAME", requires = "tls")]
    pub tls_name: Vec<String>,
    /// Speaks TLS by this certificate, with those that it rests on, in PEM.
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,
    /// The key of the certificate, in PEM, without a passphrase.
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,
    /// Listens here too, without TLS, and leads whoever comes to the address with it.
    #[arg(long, value_name = "ADDRESS", requires = "with-tls")]
    pub redirect_from: Option<SocketAddr>,
    /// Tells browsers to come by TLS only for so many days (HSTS), under this name at any port. Only where
    /// nothing else of this name needs to be reached without it.
    #[arg(long, default_value_t = 0, value_name = "DAYS", requires = "tls_cert")]
    pub hsts: u32,
    /// The most bytes of one input to the engine.
    #[arg(long, default_value_t = 16 << 20, value_name = "BYTES")]
    pub max_bytes: usize,
    /// The most seconds of one call of the engine.
    #[arg(long, default_value_t = 30, value_name = "SECONDS")]
    pub max_seconds: u64,
    /// Requests a second from one address to the engine; 0 for no limit.
    #[arg(long, default_value_t = 200, value_name = "NUMBER")]
    pub rate: u32,
    /// Believe what a proxy in front says: the address it names (X-Forwarded-For), and whether it speaks
    /// TLS (X-Forwarded-Proto).
    #[arg(long)]
    pub proxied: bool,
}

/// Where the data are.
#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
pub struct At {
    /// The folder of the database.
    #[arg(long, value_name = "FOLDER")]
    pub data: Option<PathBuf>,
    /// The PostgreSQL database.
    #[arg(long, value_name = "ADDRESS")]
    pub database: Option<String>,
}

/// What to do with data. No server may work on a folder meanwhile, except for `backup` and `export`; on a
/// PostgreSQL database one may.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Adds an account; the password is read from standard input, one line.
    AddAccount {
        #[command(flatten)]
        at: At,
        /// administrator, secretary or observer.
        #[arg(long)]
        role: String,
        /// The name to sign in by.
        #[arg(long)]
        login: String,
        /// The name of the person.
        #[arg(long)]
        name: String,
    },
    /// Gives an account another password, read from standard input, one line: where the last administrator
    /// has forgotten theirs.
    SetPassword {
        #[command(flatten)]
        at: At,
        /// The name to sign in by.
        #[arg(long)]
        login: String,
    },
    /// Takes the second factor from an account whose owner has lost the telephone and the recovery codes.
    ResetSecondFactor {
        #[command(flatten)]
        at: At,
        /// The name to sign in by.
        #[arg(long)]
        login: String,
    },
    /// Checks that the trail is whole: no entry changed, left out or put in. Prints how many there are
    /// and the digest of the last one; keep it elsewhere, and a trail that was cut short shows too.
    VerifyTrail {
        #[command(flatten)]
        at: At,
    },
    /// Writes a sound copy of the database of a folder to a new file, also while a server works on it.
    Backup {
        #[command(flatten)]
        at: At,
        /// The file to write; it must not be there yet.
        to: PathBuf,
    },
    /// Puts a copy into a folder that has no database yet.
    Restore {
        #[command(flatten)]
        at: At,
        /// The copy.
        from: PathBuf,
    },
    /// Prints a session whose round is closed, as ocop-council/1.
    Export {
        #[command(flatten)]
        at: At,
        /// The session's identifier, as in its address.
        session: String,
    },
    /// Puts a session (ocop-council/1) into the database, and prints its identifier.
    Import {
        #[command(flatten)]
        at: At,
        /// The file.
        file: PathBuf,
    },
}
