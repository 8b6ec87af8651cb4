//! The program: arguments, then the server, or a command on its data.

mod args;
mod data;
mod doors;

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use args::Args;
use clap::Parser as _;
use ocop::Lang;
use ocop_server::api::Limits;
use ocop_server::{Engine, Evening, app};
use ocop_text::clean;
use ocop_text::console::{Misuse, both, reason};

use crate::doors::{Doors, say};

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return not_called(&error),
    };
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

/// Says what is wrong with a call, in both languages, or shows the help or version that it asks for.
fn not_called(error: &clap::Error) -> ExitCode {
    match Misuse::of(error) {
        Some(misuse) => {
            for line in [Lang::Vi, Lang::En].iter().flat_map(|l| misuse.lines(*l)) {
                eprintln!("ocop-server: {}", clean(&line));
            }
            eprintln!("ocop-server --help");
        }
        None => {
            // a message that cannot be written has nowhere else to go
            let _ = error.print();
        }
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
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
        return data::on_data(command).await;
    }
    let demo = args.demo.then(tempfile::tempdir).transpose();
    let demo = demo.map_err(|e| both(&reason(&e)))?;
    let folder = demo.as_ref().map(|d| d.path()).or(args.data.as_deref());
    if folder.is_none() && args.database.is_none() {
        return listen(&args, folder, None).await;
    }
    let opened = data::open(folder, args.database.as_deref()).await?;
    let evening = &opened.evening;
    if evening.clock_is_behind().await.map_err(|e| e.to_string())? {
        eprintln!(
            "ocop-server: đồng hồ của máy chậm hơn lần ghi cuối trong nhật ký; đề nghị chỉnh lại giờ / \
             the clock shows a time before the last entry of the trail; please set it right"
        );
    }
    listen(&args, folder, Some(evening.clone())).await?;
    evening.store().close().await;
    Ok(())
}

async fn listen(
    args: &Args,
    folder: Option<&Path>,
    evening: Option<Evening>,
) -> Result<(), String> {
    // doors first: an address that is taken is told before anything is written
    let doors = Doors::open(args, folder).await?;
    if let (true, Some(evening)) = (args.demo, &evening) {
        let demo = evening.demo().await.map_err(|f| data::said(&f))?;
        for (login, password) in &demo.accounts {
            say(&format!("{login}: {password}"));
        }
        for (name, code) in &demo.members {
            say(&format!("{name}: {}/join?code={code}", doors.link()));
        }
    }
    let mut engine = Engine::new(Limits {
        bytes: args.max_bytes,
        time: Duration::from_secs(args.max_seconds),
        per_second: args.rate,
        burst: args.rate.saturating_mul(5),
        proxied: args.proxied,
        ..Limits::default()
    });
    engine.page = page(args.page.as_deref())?;
    engine.hsts_days = args.hsts;
    engine.fingerprint = doors.fingerprint_of_own();
    doors.serve(app(&engine, evening)).await
}

/// The page that works by itself: the one that is named, else the one beside this program.
fn page(named: Option<&Path>) -> Result<Option<Vec<u8>>, String> {
    if let Some(path) = named {
        let read = fs::read(path).map_err(|e| format!("{}: {}", path.display(), both(&reason(&e))));
        return read.map(Some);
    }
    let beside = std::env::current_exe().ok();
    let beside = beside.and_then(|program| Some(program.parent()?.join("ocop.html")));
    Ok(beside.and_then(|path| fs::read(path).ok()))
}
