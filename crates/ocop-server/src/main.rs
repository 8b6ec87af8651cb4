//! The program: arguments, then the server, or a command on the data of a folder.

mod args;

use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use args::{Args, Command};
use clap::Parser as _;
use ocop_server::api::Limits;
use ocop_server::infra::serve::{serve, stop_signal};
use ocop_server::{Engine, Evening, FILE, Fault, Store, StoreError, app};
use tokio::net::TcpListener;

fn main() -> ExitCode {
    let args = Args::parse();
    start_log();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let done = match runtime {
        Ok(runtime) => runtime.block_on(run(args)),
        Err(error) => Err(error.to_string()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("ocop-server: {error}");
            ExitCode::FAILURE
        }
    }
}

/// One JSON object a line on standard error; `RUST_LOG` says how much.
fn start_log() {
    let level = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_target(false)
        .with_env_filter(level)
        .with_writer(std::io::stderr)
        .init();
}

async fn run(mut args: Args) -> Result<(), String> {
    if let Some(command) = args.command.take() {
        return on_data(command).await;
    }
    let demo = args.demo.then(tempfile::tempdir).transpose();
    let demo = demo.map_err(|e| e.to_string())?;
    let folder = demo.as_ref().map(|d| d.path()).or(args.data.as_deref());
    let Some(folder) = folder else {
        return listen(&args, None).await;
    };
    let _held = hold(folder)?;
    let store = Store::open(folder).await.map_err(|e| e.to_string())?;
    let evening = Evening::new(store.clone());
    if args.demo {
        let demo = evening.demo().await.map_err(|f| said(&f))?;
        for (login, password) in &demo.accounts {
            println!("{login}: {password}");
        }
        for (name, code) in &demo.members {
            println!("{name}: http://{}/join?code={code}", args.listen);
        }
    }
    listen(&args, Some(evening)).await?;
    store.close().await;
    Ok(())
}

async fn listen(args: &Args, evening: Option<Evening>) -> Result<(), String> {
    let mut engine = Engine::new(Limits {
        bytes: args.max_bytes,
        time: Duration::from_secs(args.max_seconds),
        per_second: args.rate,
        burst: args.rate.saturating_mul(5),
        proxied: args.proxied,
        ..Limits::default()
    });
    engine.page = page(args.page.as_deref())?;
    let app = app(&engine, evening);
    let listener = TcpListener::bind(args.listen).await.map_err(|error| {
        let at = args.listen;
        format!("không mở được {at} / cannot listen at {at}: {error}")
    })?;
    let at = listener.local_addr().map_err(|e| e.to_string())?;
    println!("http://{at}/");
    let served = serve(listener, app, stop_signal()).await;
    served.map_err(|error| error.to_string())
}

/// The page that works by itself: the one that is named, else the one beside this program.
fn page(named: Option<&Path>) -> Result<Option<Vec<u8>>, String> {
    if let Some(path) = named {
        let read = fs::read(path).map_err(|e| format!("{}: {e}", path.display()));
        return read.map(Some);
    }
    let beside = std::env::current_exe().ok();
    let beside = beside.and_then(|program| Some(program.parent()?.join("ocop.html")));
    Ok(beside.and_then(|path| fs::read(path).ok()))
}

/// Holds a folder for this process: two servers on one database would not know of each other.
fn hold(folder: &Path) -> Result<File, String> {
    let told = |error: std::io::Error| {
        let path = folder.to_owned();
        StoreError::Folder { path, error }.to_string()
    };
    fs::create_dir_all(folder).map_err(told)?;
    let file = File::create(folder.join("ocop.lock")).map_err(told)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            let path = folder.to_owned();
            Err(StoreError::InUse { path }.to_string())
        }
        Err(TryLockError::Error(error)) => Err(told(error)),
    }
}

async fn open(folder: &Path) -> Result<Evening, String> {
    if !folder.join(FILE).exists() {
        return Err(format!("{}: no database here", folder.display()));
    }
    let store = Store::open(folder).await.map_err(|e| e.to_string())?;
    Ok(Evening::new(store))
}

async fn on_data(command: Command) -> Result<(), String> {
    match command {
        Command::AddAccount {
            data,
            role,
            login,
            name,
        } => {
            let _held = hold(&data)?;
            let mut password = String::new();
            let read = std::io::stdin().read_line(&mut password);
            read.map_err(|e| e.to_string())?;
            let password = password.trim_end_matches(['\r', '\n']);
            let store = Store::open(&data).await.map_err(|e| e.to_string())?;
            let evening = Evening::new(store);
            let added = evening.add_account("console", &name, &login, &role, password);
            added.await.map_err(|f| said(&f))
        }
        Command::VerifyTrail { data } => {
            let evening = open(&data).await?;
            let unsound = evening.store().check().await.map_err(|e| e.to_string())?;
            if !unsound.is_empty() {
                return Err(unsound.join("; "));
            }
            let checked = evening.verify_trail().await.map_err(|e| e.to_string())?;
            match checked.broken_at {
                None => {
                    println!("{} {}", checked.entries, checked.last);
                    Ok(())
                }
                Some(number) => Err(format!(
                    "nhật ký không còn nguyên vẹn từ số {number} / the trail is broken at entry {number}"
                )),
            }
        }
        Command::Backup { data, to } => {
            let evening = open(&data).await?;
            let to = to.to_str().ok_or("the name of the file is not UTF-8")?;
            evening.store().backup(to).await.map_err(|e| e.to_string())
        }
        Command::Restore { data, from } => restore(&data, &from).await,
        Command::Export { data, session } => {
            let evening = open(&data).await?;
            println!("{}", evening.export(&session).await.map_err(|f| said(&f))?);
            Ok(())
        }
        Command::Import { data, file } => {
            let _held = hold(&data)?;
            let text = fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
            let store = Store::open(&data).await.map_err(|e| e.to_string())?;
            let imported = Evening::new(store).import("console", &text).await;
            println!("{}", imported.map_err(|f| said(&f))?);
            Ok(())
        }
    }
}

/// Puts a copy into place only when it is sound, and never over a database.
async fn restore(data: &Path, from: &Path) -> Result<(), String> {
    let _held = hold(data)?;
    let to = data.join(FILE);
    if to.exists() {
        return Err(format!("{}: there is a database already", to.display()));
    }
    let trial = tempfile::tempdir_in(data).map_err(|e| e.to_string())?;
    let copy = trial.path().join(FILE);
    fs::copy(from, &copy).map_err(|e| format!("{}: {e}", from.display()))?;
    let evening = open(trial.path()).await?;
    let unsound = evening.store().check().await.map_err(|e| e.to_string())?;
    let checked = evening.verify_trail().await.map_err(|e| e.to_string())?;
    evening.store().close().await;
    if let Some(number) = checked.broken_at {
        return Err(format!("the trail is broken at entry {number}"));
    }
    if !unsound.is_empty() {
        return Err(unsound.join("; "));
    }
    fs::rename(&copy, &to).map_err(|e| format!("{}: {e}", to.display()))
}

/// A fault for whoever sits at the machine.
fn said(fault: &Fault) -> String {
    match fault {
        Fault::Refused(texts) => {
            let lines = texts.iter().map(|t| format!("{} / {}", t.vi, t.en));
            lines.collect::<Vec<_>>().join("\n")
        }
        Fault::Store(error) => error.to_string(),
        other => format!("{other:?}"),
    }
}
