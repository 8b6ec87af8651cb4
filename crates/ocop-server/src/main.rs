//! The program: arguments, then the server.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use ocop_server::api::Limits;
use ocop_server::infra::serve::{serve, stop_signal};
use ocop_server::{Engine, app};
use tokio::net::TcpListener;

/// A server for OCOP councils, and the rating engine over HTTP.
#[derive(Debug, Parser)]
#[command(name = "ocop-server", version)]
struct Args {
    /// Where to listen: this machine only by default. 0.0.0.0:8080 lets the hall's network in.
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    listen: SocketAddr,
    /// The most bytes of one input.
    #[arg(long, default_value_t = 16 << 20, value_name = "BYTES")]
    max_bytes: usize,
    /// The most seconds of one call.
    #[arg(long, default_value_t = 30, value_name = "SECONDS")]
    max_seconds: u64,
    /// Requests a second from one address to the engine; 0 for no limit.
    #[arg(long, default_value_t = 200, value_name = "NUMBER")]
    rate: u32,
    /// Believe the address that a proxy in front names (X-Forwarded-For).
    #[arg(long)]
    proxied: bool,
}

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

async fn run(args: Args) -> Result<(), String> {
    let engine = Engine::new(Limits {
        bytes: args.max_bytes,
        time: Duration::from_secs(args.max_seconds),
        per_second: args.rate,
        burst: args.rate.saturating_mul(5),
        proxied: args.proxied,
        ..Limits::default()
    });
    let app = app(&engine);
    let listener = TcpListener::bind(args.listen).await.map_err(|error| {
        let at = args.listen;
        format!("không mở được {at} / cannot listen at {at}: {error}")
    })?;
    let at = listener.local_addr().map_err(|e| e.to_string())?;
    println!("http://{at}/");
    let served = serve(listener, app, stop_signal()).await;
    served.map_err(|error| error.to_string())
}
