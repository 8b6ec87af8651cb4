//! The server under load, against a bare axum handler and against bare inserts through the same driver:
//! `cargo run --release -p ocop-benches --features server --bin load [SECONDS]`.

#![expect(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "measurements are figures for people; no rating rests on them"
)]

mod client;
mod hall;

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::post;
use client::{Client, Result};
use hall::{Hall, MEMBERS, PRODUCTS};
use ocop_server::api::Limits;
use ocop_server::infra::serve::serve;
use ocop_server::{Engine, Evening, Store, app};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use tokio::net::TcpListener;
use tokio::task::JoinSet;

/// How long one contestant has its turn, how often, and how many clients ask at once.
const TURN: Duration = Duration::from_secs(3);
const ROUNDS: usize = 3;
const CLIENTS: usize = 32;

const DOSSIER: &str = include_str!("../../../../examples/01-che-dinh-5-stars.json");

#[tokio::main]
async fn main() -> Result<()> {
    let seconds = std::env::args().nth(1).map_or(Ok(60), |s| s.parse())?;
    let library = ocop_operations::library();
    let data = tempfile::tempdir()?;
    let store = Store::open(data.path()).await?;
    let evening = Evening::new(store).with_tries(0, 1);
    let engine = Engine::new(Limits {
        per_second: 0,
        ..Limits::default()
    });
    let server = listen(app(&engine, Some(evening.clone()))).await?;
    let echo = listen(Router::new().route("/echo", post(async |body: String| body))).await?;
    let bare = bare(data.path()).await?;
    let mut hall = hall::fill(&evening, &library, &server).await?;

    // with a paper at most criteria, and with none, as the engine is measured
    let papers: Arc<[String]> = Arc::new([DOSSIER.to_owned()]);
    let without = ocop_benches::generate(&library).map_err(|e| e.to_string())?;
    let mut kinds = [
        Kind::new("with papers", papers),
        Kind::new("without papers", without.into()),
    ];
    let mut saves = Vec::new();
    for _ in 0..ROUNDS {
        for kind in &mut kinds {
            let floor = asked(&echo, "/echo", &kind.dossiers).await?;
            let full = asked(&server, "/api/v1/rate", &kind.dossiers).await?;
            let brief = asked(&server, "/api/v1/rate?brief=true", &kind.dossiers).await?;
            kind.full.push((full, floor));
            kind.brief.push((brief, floor));
        }
        let floor = inserted(&bare, &hall.answers).await?;
        saves.push((saved(&mut hall).await?, floor));
    }
    for kind in &kinds {
        let name = kind.name;
        report(&format!("rate, {name}"), "echo", &kind.full, 0.7);
        report(&format!("rate, {name}, brief"), "echo", &kind.brief, 0.7);
    }
    report(
        "saves of sheets, with the trail",
        "bare inserts",
        &saves,
        0.4,
    );
    for each in [1, PRODUCTS] {
        steady(&mut hall, each, seconds).await?;
    }
    let checked = evening.verify_trail().await?;
    println!(
        "trail: {} entries, broken at {:?}",
        checked.entries, checked.broken_at
    );
    started()
}

/// Dossiers that are sent, and how often a second they were rated and echoed.
struct Kind {
    name: &'static str,
    dossiers: Arc<[String]>,
    full: Vec<(f64, f64)>,
    brief: Vec<(f64, f64)>,
}

impl Kind {
    fn new(name: &'static str, dossiers: Arc<[String]>) -> Self {
        Self {
            name,
            dossiers,
            full: Vec::new(),
            brief: Vec::new(),
        }
    }
}

/// Serves on a free port; its address.
async fn listen(app: Router) -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let at = listener.local_addr()?.to_string();
    tokio::spawn(async move { serve(listener, app, std::future::pending()).await });
    Ok(at)
}

/// A table on a file of its own, opened as the server opens its own.
async fn bare(folder: &Path) -> Result<SqlitePool> {
    let options = SqliteConnectOptions::new()
        .filename(folder.join("bare.sqlite"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let pool = SqlitePoolOptions::new().max_connections(1);
    let pool = pool.connect_with(options).await?;
    sqlx::raw_sql("CREATE TABLE bare (number INTEGER PRIMARY KEY, content TEXT NOT NULL) STRICT")
        .execute(&pool)
        .await?;
    Ok(pool)
}

/// Runs a piece of work over and over in several tasks for a turn; how often a second it was done.
async fn often<F>(tasks: impl IntoIterator<Item = F>) -> Result<f64>
where
    F: Future<Output = Result<usize>> + Send + 'static,
{
    let begun = Instant::now();
    let mut work = JoinSet::new();
    for task in tasks {
        work.spawn(task);
    }
    let mut done = 0_usize;
    for one in work.join_all().await {
        done = done.saturating_add(one?);
    }
    Ok(done as f64 / begun.elapsed().as_secs_f64())
}

/// Sends dossiers to a path, each client beginning with another one.
async fn asked(host: &str, path: &'static str, dossiers: &Arc<[String]>) -> Result<f64> {
    let tasks = (0..CLIENTS).map(|first| {
        let (host, dossiers) = (host.to_owned(), Arc::clone(dossiers));
        async move {
            let mut client = Client::new(&host).await?;
            let (begun, mut done) = (Instant::now(), 0_usize);
            let mut turn = dossiers.iter().cycle().skip(first);
            while begun.elapsed() < TURN {
                let dossier = turn.next().map_or("", String::as_str);
                let reply = client.send("POST", path, dossier).await?;
                if reply.status != 200 {
                    return Err(format!("{path}: {} {}", reply.status, reply.body).into());
                }
                done = done.saturating_add(1);
            }
            Ok(done)
        }
    });
    often(tasks).await
}

async fn inserted(pool: &SqlitePool, content: &str) -> Result<f64> {
    let tasks = (0..MEMBERS).map(|_| {
        let (pool, content) = (pool.clone(), content.to_owned());
        async move {
            let (begun, mut done) = (Instant::now(), 0_usize);
            while begun.elapsed() < TURN {
                let insert = sqlx::query("INSERT INTO bare (content) VALUES (?)");
                insert.bind(&content).execute(&pool).await?;
                done = done.saturating_add(1);
            }
            Ok(done)
        }
    });
    often(tasks).await
}

/// Saves a sheet over what is there, whichever version that is; the version that it then has.
async fn save(client: &mut Client, path: &str, version: i64, answers: &str) -> Result<i64> {
    let level = version % 2;
    let form = format!("version={version}&level.1.1={level}{answers}");
    let reply = client.post(path, &form).await?;
    let told: serde_json::Value = serde_json::from_str(&reply.body).unwrap_or_default();
    match (
        reply.status,
        told.get("version").and_then(serde_json::Value::as_i64),
    ) {
        (200, Some(version)) => Ok(version),
        _ => Err(format!("{path}: {} {}", reply.status, reply.body).into()),
    }
}

fn path(session: &str, product: usize, member: usize) -> String {
    let (product, member) = (product.saturating_add(1), member.saturating_add(1));
    format!("/sessions/{session}/sheets/p{product}/m{member}/save")
}

/// The version of a sheet that the server has.
async fn version(client: &mut Client, save: &str) -> Result<i64> {
    let page = client.get(save.trim_end_matches("/save")).await?.body;
    let (_, rest) = page
        .split_once("name=\"version\" value=\"")
        .ok_or("no version")?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    Ok(digits.parse()?)
}

async fn saved(hall: &mut Hall) -> Result<f64> {
    let members = std::mem::take(&mut hall.members);
    let (session, answers) = (hall.session.clone(), hall.answers.clone());
    let begun = Instant::now();
    let mut work = JoinSet::new();
    for (member, mut client) in members.into_iter().enumerate() {
        let path = path(&session, 0, member);
        let answers = answers.clone();
        work.spawn(async move {
            let mut at = version(&mut client, &path).await?;
            let mut done = 0_usize;
            while begun.elapsed() < TURN {
                at = save(&mut client, &path, at, &answers).await?;
                done = done.saturating_add(1);
            }
            Result::Ok((member, client, done))
        });
    }
    let mut ended = Vec::new();
    for one in work.join_all().await {
        ended.push(one?);
    }
    let passed = begun.elapsed().as_secs_f64();
    ended.sort_by_key(|(member, ..)| *member);
    let done: usize = ended.iter().map(|(_, _, done)| done).sum();
    hall.members = ended.into_iter().map(|(_, client, _)| client).collect();
    Ok(done as f64 / passed)
}

fn report(what: &str, floor: &str, rounds: &[(f64, f64)], target: f64) {
    let best = |of: fn(&(f64, f64)) -> f64| rounds.iter().map(of).fold(0.0, f64::max);
    let (ours, theirs) = (best(|r| r.0), best(|r| r.1));
    let met = if ours / theirs >= target {
        "met"
    } else {
        "MISSED"
    };
    println!(
        "{what}: {ours:.0} a second; {floor}: {theirs:.0}; ratio {:.2} (target {target}): {met}",
        ours / theirs
    );
}

/// Every member saves so many sheets every second, spread over the second as people are.
async fn steady(hall: &mut Hall, each: usize, seconds: u64) -> Result<()> {
    let failed = Arc::new(AtomicUsize::new(0));
    let mut work = JoinSet::new();
    let begun = Instant::now();
    for (member, mut client) in std::mem::take(&mut hall.members).into_iter().enumerate() {
        let (session, answers) = (hall.session.clone(), hall.answers.clone());
        let failed = Arc::clone(&failed);
        work.spawn(async move {
            let mut versions = Vec::new();
            for product in 0..each {
                let path = path(&session, product, member);
                versions.push((version(&mut client, &path).await?, path));
            }
            let mut took = Vec::new();
            let between = Duration::from_secs(1).div_f64(each as f64);
            let own = Duration::from_secs(1).mul_f64(member as f64 / MEMBERS as f64);
            let mut due =
                tokio::time::interval_at(begun.checked_add(own).unwrap_or(begun).into(), between);
            'all: for _ in 0..seconds {
                for (version, path) in &mut versions {
                    due.tick().await;
                    let at = Instant::now();
                    match save(&mut client, path, *version, &answers).await {
                        Ok(now) => *version = now,
                        Err(error) => {
                            failed.fetch_add(1, Ordering::Relaxed);
                            println!("{error}");
                            break 'all;
                        }
                    }
                    took.push(at.elapsed());
                }
            }
            Result::Ok((member, client, took))
        });
    }
    let (mut took, mut members) = (Vec::new(), Vec::new());
    for one in work.join_all().await {
        let (member, client, own) = one?;
        took.extend(own);
        members.push((member, client));
    }
    members.sort_by_key(|(member, _)| *member);
    hall.members = members.into_iter().map(|(_, client)| client).collect();
    took.sort_unstable();
    let at = |share: f64| {
        let place = (took.len() as f64 * share) as usize;
        took.get(place).copied().unwrap_or_default()
    };
    let p99 = at(0.99);
    let failed = failed.load(Ordering::Relaxed);
    let met = failed == 0 && p99 < Duration::from_millis(50);
    println!(
        "{MEMBERS} members, {each} of {PRODUCTS} sheets each every second, {seconds} s: {} saves, \
         {failed} failed; half under {:?}, 99 of 100 under {p99:?}, longest {:?} (target 50 ms): {}",
        took.len(),
        at(0.5),
        took.last().copied().unwrap_or_default(),
        if met { "met" } else { "MISSED" }
    );
    Ok(())
}

/// How long the program takes to start with the example, and how much memory it then has.
fn started() -> Result<()> {
    let program = std::env::current_exe()?.with_file_name("ocop-server");
    if !program.is_file() {
        println!("start: not measured (cargo build --release -p ocop-server)");
        return Ok(());
    }
    let begun = Instant::now();
    let mut server = Command::new(program);
    server.args(["--demo", "--listen", "127.0.0.1:0"]);
    let mut server = server.stdout(Stdio::piped()).spawn()?;
    let out = server.stdout.take().ok_or("no output")?;
    let lines = std::io::BufRead::lines(std::io::BufReader::new(out));
    for line in lines {
        if line?.starts_with("http://") {
            break;
        }
    }
    let took = begun.elapsed();
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.id()))?;
    let memory = |name: &str| {
        let line = status.lines().find_map(|l| l.strip_prefix(name));
        line.unwrap_or_default().trim().to_owned()
    };
    println!(
        "start with the example: {took:?} (target 1 s); memory {}, at most {} (target 50 MB)",
        memory("VmRSS:"),
        memory("VmHWM:")
    );
    server.kill()?;
    server.wait()?;
    Ok(())
}
