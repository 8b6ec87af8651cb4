//! The council's evening on a real PostgreSQL, in a folder of its own that is gone afterwards.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Outcome;
use super::tools;

/// The step.
pub fn run() -> Outcome {
    let Some(programs) = programs() else {
        return Outcome::NotRun("postgresql is not installed".to_owned());
    };
    let done = Server::start(&programs).and_then(|server| {
        let mut test = tools::test("ocop-server", "evening", &[])?;
        test.env("OCOP_TEST_DATABASE", &server.address);
        test.env("OCOP_TEST_DATABASE_CERTIFICATE", server.certificate());
        tools::run(test.arg("--include-ignored"))
    });
    match done {
        Ok(()) => Outcome::Passed,
        Err(why) => Outcome::Failed(why),
    }
}

/// Where the programs of the server are; Debian keeps them off the path, by version.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql");
    let versions = versions.into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = versions.map(|v| v.path().join("bin")).collect();
    found.sort();
    let paths = std::env::var_os("PATH").unwrap_or_default();
    found.extend(std::env::split_paths(&paths));
    found.retain(|folder| folder.join("initdb").is_file() && folder.join("pg_ctl").is_file());
    found.into_iter().next_back()
}

struct Server {
    programs: PathBuf,
    folder: PathBuf,
    address: String,
}

impl Server {
    fn start(programs: &Path) -> Result<Self, String> {
        let folder = std::env::temp_dir().join(format!("ocop-postgresql-{}", std::process::id()));
        let told = |e: std::io::Error| format!("{}: {e}", folder.display());
        std::fs::create_dir_all(&folder).map_err(told)?;
        let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr());
        let port = port.map_err(|e| e.to_string())?.port();
        let server = Self {
            programs: programs.to_owned(),
            folder: folder.clone(),
            address: format!("postgres://postgres@127.0.0.1:{port}/postgres"),
        };
        if is_root() {
            tools::run(Command::new("chown").arg("postgres").arg(&folder))?;
        }
        let data = folder.join("data");
        let mut initdb = server.command("initdb");
        initdb.args(["--auth=trust", "--username=postgres", "--encoding=UTF8"]);
        // not in the order of bytes: what rests on it is said in the statements themselves
        initdb.args(["--locale=C.UTF-8", "--no-sync", "--no-instructions", "-D"]);
        tools::run(initdb.arg(&data).stdout(std::process::Stdio::null()))?;
        // what its packages bring along to make their own
        let mut certificate = server.command_at(Path::new("openssl"));
        certificate.args(["req", "-new", "-x509", "-days", "2", "-nodes", "-batch"]);
        certificate.args(["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]);
        certificate.args([
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=IP:127.0.0.1",
        ]);
        certificate.args(["-addext", "basicConstraints=critical,CA:FALSE"]);
        certificate.args(["-keyout", "server.key", "-out", "server.crt"]);
        tools::run(certificate.stderr(std::process::Stdio::null()))?;
        let mut start = server.command("pg_ctl");
        // the machine does not lose its power during the tests
        let options = format!(
            "-c listen_addresses=127.0.0.1 -p {port} -c fsync=off -k {0} \
             -c ssl=on -c ssl_cert_file={0}/server.crt -c ssl_key_file={0}/server.key",
            folder.display()
        );
        start.args([
            "start",
            "--wait",
            "--silent",
            "--timeout=120",
            "-o",
            &options,
        ]);
        start.arg("-l").arg(folder.join("log"));
        tools::run(start.arg("-D").arg(&data))?;
        Ok(server)
    }

    /// The certificate that it shows.
    fn certificate(&self) -> PathBuf {
        self.folder.join("server.crt")
    }

    /// A program of PostgreSQL, which does not run as root.
    fn command(&self, name: &str) -> Command {
        self.command_at(&self.programs.join(name))
    }

    /// A program that runs as PostgreSQL does, in its folder.
    fn command_at(&self, program: &Path) -> Command {
        let mut command = if is_root() {
            let mut other = Command::new("runuser");
            other.args(["-u", "postgres", "--"]).arg(program);
            other
        } else {
            Command::new(program)
        };
        command.current_dir(&self.folder);
        command
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let mut stop = self.command("pg_ctl");
        stop.args(["stop", "--mode=immediate", "--silent", "-D"]);
        // a server that never started needs no stopping
        let _ = tools::run(stop.arg(self.folder.join("data")));
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}
