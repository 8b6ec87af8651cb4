//! A server that is killed without warning loses nothing that it had acknowledged.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of the tests"
)]

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;

const PROGRAM: &str = env!("CARGO_BIN_EXE_ocop-server");

/// How often it is killed; `OCOP_KILLS` asks for more.
fn kills() -> u32 {
    let asked = std::env::var("OCOP_KILLS").ok();
    asked.and_then(|n| n.parse().ok()).unwrap_or(5)
}

struct Server {
    child: Child,
    address: String,
}

fn start(data: &Path) -> Server {
    let mut child = Command::new(PROGRAM)
        .args(["--listen", "127.0.0.1:0", "--data"])
        .arg(data)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let out = child.stdout.take().unwrap();
    BufReader::new(out).read_line(&mut line).unwrap();
    let address = line.trim().trim_end_matches('/').to_owned();
    assert!(address.starts_with("http://"), "{address}");
    Server { child, address }
}

fn command(args: &[&str], data: &Path, input: &str) -> String {
    use std::io::Write as _;
    let mut child = Command::new(PROGRAM)
        .arg(args[0])
        .arg("--data")
        .arg(data)
        .args(&args[1..])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    let done = child.wait_with_output().unwrap();
    assert!(done.status.success(), "{args:?}");
    String::from_utf8(done.stdout).unwrap()
}

/// A browser that follows nothing by itself and keeps its cookie.
fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_global(Some(Duration::from_secs(20)))
        .build();
    config.into()
}

struct Typist {
    cookie: String,
    csrf: String,
}

fn sign_in(address: &str) -> Typist {
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
    Typist { cookie, csrf }
}

#[test]
fn no_acknowledged_change_is_lost_when_the_server_is_killed() {
    let data = tempfile::tempdir().unwrap();
    let data = data.path();
    let account = [
        "add-account",
        "--role",
        "secretary",
        "--login",
        "thuky",
        "--name",
        "Thư ký",
    ];
    command(&account, data, "mot mat khau dai\n");
    let file = data.join("session.json");
    let mut session: Value = serde_json::from_str(include_str!("../demo/session.json")).unwrap();
    for product in session["products"].as_array_mut().unwrap() {
        product.as_object_mut().unwrap().remove("sheets");
    }
    std::fs::write(&file, session.to_string()).unwrap();
    let id = command(&["import", file.to_str().unwrap()], data, "");
    let id = id.trim();
    // without a chair at hand the round is opened in the database itself
    open_round(data);

    let acknowledged: Arc<Mutex<Vec<i64>>> = Arc::default();
    for round in 0..kills() {
        let mut server = start(data);
        let typist = sign_in(&server.address);
        let stop = Arc::new(AtomicBool::new(false));
        let (kept, ended) = (Arc::clone(&acknowledged), Arc::clone(&stop));
        let save = format!("{}/sessions/{id}/sheets/p1/m1/save", server.address);
        let work = std::thread::spawn(move || {
            let agent = agent();
            let mut version = kept.lock().unwrap().last().copied().unwrap_or(0);
            while !ended.load(Ordering::Relaxed) {
                let note = format!("{version}");
                let at = version.to_string();
                let form = [
                    ("csrf", typist.csrf.as_str()),
                    ("version", at.as_str()),
                    ("level.1.1", "1"),
                    ("note.1.1", note.as_str()),
                ];
                let sent = agent
                    .post(&save)
                    .header("cookie", &typist.cookie)
                    .header("accept", "application/json")
                    .send_form(form);
                let Ok(mut reply) = sent else { return };
                let Ok(text) = reply.body_mut().read_to_string() else {
                    return;
                };
                match reply.status().as_u16() {
                    200 => {
                        let told: Value = serde_json::from_str(&text).unwrap();
                        version = told["version"].as_i64().unwrap();
                        kept.lock().unwrap().push(version);
                    }
                    // the last save before the end was written, and its answer lost
                    409 => version += 1,
                    other => panic!("{other}: {text}"),
                }
            }
        });
        std::thread::sleep(Duration::from_millis(400 + u64::from(round % 7) * 37));
        server.child.kill().unwrap();
        server.child.wait().unwrap();
        stop.store(true, Ordering::Relaxed);
        work.join().unwrap();
        command(&["verify-trail"], data, "");
        let last = acknowledged.lock().unwrap().last().copied().unwrap();
        assert!(version_of(data) >= last, "an acknowledged save is lost");
    }
    assert!(acknowledged.lock().unwrap().len() > 5);
}

fn open_round(data: &Path) {
    on_file(data, async |pool| {
        let open = "UPDATE session SET state = 'open', round = 1; UPDATE product SET round = 1";
        sqlx::raw_sql(open).execute(pool).await.unwrap();
        0
    });
}

fn version_of(data: &Path) -> i64 {
    on_file(data, async |pool| {
        let row: (i64,) = sqlx::query_as("SELECT version FROM sheet WHERE product = 'p1'")
            .fetch_one(pool)
            .await
            .unwrap();
        row.0
    })
}

fn on_file(data: &Path, work: impl AsyncFnOnce(&sqlx::SqlitePool) -> i64) -> i64 {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let file = data.join(ocop_server::FILE);
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
        let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
        let found = work(&pool).await;
        pool.close().await;
        found
    })
}
