//! The program as it is started, and somebody who types sheets into it.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::data::Data;

const PROGRAM: &str = env!("CARGO_BIN_EXE_ocop-server");

/// A server that is running; it is killed where it goes out of sight.
pub struct Server {
    child: Child,
    pub address: String,
}

impl Server {
    pub fn start(data: &Data) -> Self {
        Self::started(Command::new(PROGRAM).args(data.arguments()))
    }

    /// With a limit on the size of files, in the blocks of `ulimit`: a write beyond it fails, as on a
    /// disk that is full.
    pub fn limited(data: &Data, blocks: u64) -> Self {
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
        let mut shell = Command::new("sh");
        shell.args(["-c", &script, PROGRAM]).args(data.arguments());
        Self::started(&mut shell)
    }

    fn started(command: &mut Command) -> Self {
        let (server, lines) = Self::telling(command, |line| line.starts_with("http://"));
        assert_eq!(lines.len(), 1, "{lines:?}");
        server
    }

    /// With arguments of all kinds; and what it says at its start, up to a line.
    pub fn with(args: &[&str], last: impl Fn(&str) -> bool) -> (Self, Vec<String>) {
        Self::telling(Command::new(PROGRAM).args(args), last)
    }

    fn telling(command: &mut Command, last: impl Fn(&str) -> bool) -> (Self, Vec<String>) {
        let mut child = command
            .args(["--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut lines: Vec<String> = Vec::new();
        while !lines.last().is_some_and(|line| last(line)) {
            let mut line = String::new();
            let read = out.read_line(&mut line).unwrap();
            assert!(read > 0, "it ended: {lines:?}");
            lines.push(line.trim_end().to_owned());
        }
        let address = lines.iter().find(|line| line.starts_with("http"));
        let address = address.unwrap().trim_end_matches('/').to_owned();
        (Self { child, address }, lines)
    }

    /// Without warning.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs a command on the data to its end; what it printed.
pub fn command(data: &Data, args: &[&str], input: &str) -> String {
    let done = ended(data, args, input);
    assert!(done.status.success(), "{args:?}: {done:?}");
    String::from_utf8(done.stdout).unwrap()
}

/// Runs a command that is refused; what it said.
pub fn refused(data: &Data, args: &[&str], input: &str) -> String {
    let done = ended(data, args, input);
    assert_eq!(done.status.code(), Some(1), "{args:?}: {done:?}");
    String::from_utf8(done.stderr).unwrap()
}

/// Starts the program where it ends by itself; what it said.
pub fn in_vain(args: &[&str]) -> String {
    let done = Command::new(PROGRAM).args(args).output().unwrap();
    assert!(!done.status.success(), "{args:?}");
    String::from_utf8(done.stderr).unwrap()
}

/// Runs a command on the data to its end; what came of it.
pub fn ended(data: &Data, args: &[&str], input: &str) -> Output {
    let mut child = Command::new(PROGRAM)
        .arg(args[0])
        .args(data.arguments())
        .args(&args[1..])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut to = child.stdin.take().unwrap();
    to.write_all(input.as_bytes()).unwrap();
    drop(to);
    child.wait_with_output().unwrap()
}

pub fn block_on<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(work)
}

/// A session whose round is open and has no sheets yet; its identifier.
pub fn session(data: &Data) -> String {
    let account = ["add-account", "--role", "secretary", "--login", "thuky"];
    let account = [&account[..], &["--name", "Thư ký"]].concat();
    command(data, &account, "mot mat khau dai\n");
    let mut session: Value = serde_json::from_str(include_str!("../../demo/session.json")).unwrap();
    for product in session["products"].as_array_mut().unwrap() {
        product.as_object_mut().unwrap().remove("sheets");
    }
    let file = data.folder().join("session.json");
    std::fs::write(&file, session.to_string()).unwrap();
    let id = command(data, &["import", file.to_str().unwrap()], "");
    // without a chair at hand the round is opened in the database itself
    let open = "UPDATE session SET state = 'open', round = 1; UPDATE product SET round = 1";
    block_on(data.run(open)).unwrap();
    id.trim().to_owned()
}

/// A browser that follows nothing by itself.
pub fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_global(Some(Duration::from_secs(60)))
        .build();
    config.into()
}

/// The secretary, who types what members have on paper. The login outlives the server.
#[derive(Clone)]
pub struct Typist {
    agent: ureq::Agent,
    cookie: String,
    csrf: String,
}

impl Typist {
    pub fn sign_in(address: &str) -> Self {
        let agent = agent();
        let reply = agent
            .post(format!("{address}/sign-in"))
            .send_form([("login", "thuky"), ("password", "mot mat khau dai")])
            .unwrap();
        assert_eq!(reply.status(), 303);
        let cookie = reply.headers()["set-cookie"].to_str().unwrap();
        let cookie = cookie.split(';').next().unwrap().to_owned();
        let page = agent
            .get(format!("{address}/sessions"))
            .header("cookie", &cookie)
            .call();
        let page = page.unwrap().body_mut().read_to_string().unwrap();
        let csrf = page.split_once("name=\"csrf\" value=\"").unwrap().1;
        let csrf = csrf.chars().take(64).collect();
        Self {
            agent,
            cookie,
            csrf,
        }
    }

    /// Saves a sheet over a version: the status, and what was said, or nothing where the server is gone.
    pub fn save(&self, sheet: &str, version: i64, note: &str) -> Option<(u16, Value)> {
        let at = version.to_string();
        let form = [
            ("csrf", self.csrf.as_str()),
            ("version", at.as_str()),
            ("level.1.1", "1"),
            ("note.1.1", note),
        ];
        let sent = self
            .agent
            .post(format!("{sheet}/save"))
            .header("cookie", &self.cookie)
            .header("accept", "application/json")
            .send_form(form);
        let mut reply = sent.ok()?;
        let text = reply.body_mut().read_to_string().ok()?;
        let said = serde_json::from_str(&text).unwrap_or_default();
        Some((reply.status().as_u16(), said))
    }
}
