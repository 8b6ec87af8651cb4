//! Connections: accepted up to a limit, slow ones closed, all of them let finish at the end.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::extract::Request;
use axum::http::{Extensions, HeaderMap};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tower::ServiceExt as _;

use super::plain;
use super::tls::Identity;

/// How long a browser may take to say what it wants, and an idle connection is kept.
const HEADERS: Duration = Duration::from_secs(20);

/// How long answers that are under way may take at the end.
const LAST: Duration = Duration::from_secs(10);

/// The connections at a time: more wait in the queue of the operating system.
const CONNECTIONS: usize = 2000;

/// The first byte of whoever speaks TLS: a record of the handshake.
const HANDSHAKE: u8 = 0x16;

/// Marks a request that came by TLS.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ByTls;

/// Whether whoever asks came by TLS: to this server, or to a proxy of ours in front of it.
pub(crate) fn by_tls(extensions: &Extensions, headers: &HeaderMap, proxied: bool) -> bool {
    let named = || {
        headers
            .get("x-forwarded-proto")
            .is_some_and(|p| p == "https")
    };
    extensions.get::<ByTls>().is_some() || (proxied && named())
}

/// Serves until `stop` comes true, then lets what is under way finish.
///
/// # Errors
///
/// The listener fails for good; a connection that fails is only logged.
pub async fn serve(
    listener: TcpListener,
    app: Router,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    accept(listener, Door::new(app, None, HEADERS), stop).await
}

/// Serves by TLS. Whoever comes without it, as when an address is typed without `https://`, is shown the
/// way to it.
///
/// # Errors
///
/// As with [`serve`].
pub async fn serve_tls(
    listener: TcpListener,
    identity: Identity,
    app: Router,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    accept(listener, Door::new(app, Some(identity), HEADERS), stop).await
}

/// Shows whoever comes the way to the server that listens with TLS elsewhere.
///
/// # Errors
///
/// As with [`serve`].
pub async fn lead_to_tls(
    listener: TcpListener,
    elsewhere: SocketAddr,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    serve(listener, plain::to_tls(Some(elsewhere)), stop).await
}

async fn accept(
    listener: TcpListener,
    door: Door,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let place = tokio::select! {
            place = Arc::clone(&places).acquire_owned() => place,
            () = &mut stop => break,
        };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let (stream, address) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // too many open files, say: what is open goes on, and the next try is a little later
                tracing::warn!(%error, "a connection was not accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        // small answers go out at once
        let _ = stream.set_nodelay(true);
        let (door, watcher) = (door.clone(), graceful.watcher());
        tokio::spawn(async move {
            if let Err(error) = door.let_in(stream, canonical(address), watcher).await {
                tracing::debug!(%error, "a connection broke off");
            }
            drop(place);
        });
    }
    drop(listener);
    tokio::select! {
        () = graceful.shutdown() => {}
        () = tokio::time::sleep(LAST) => tracing::warn!("some answers were broken off"),
    }
    Ok(())
}

/// What a connection leads to.
#[derive(Clone)]
struct Door {
    http: http1::Builder,
    app: Router,
    /// Where TLS is spoken, with what those get who come without it.
    tls: Option<(Identity, Router)>,
    /// How long whoever connects may take to say what they want.
    patience: Duration,
}

impl Door {
    fn new(app: Router, identity: Option<Identity>, patience: Duration) -> Self {
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new());
        http.header_read_timeout(patience);
        http.max_buf_size(64 << 10);
        let tls = identity.map(|identity| (identity, plain::to_tls(None)));
        Self {
            http,
            app,
            tls,
            patience,
        }
    }

    async fn let_in(self, stream: TcpStream, at: SocketAddr, watcher: Watcher) -> io::Result<()> {
        let Some((identity, otherwise)) = &self.tls else {
            return self.speak(stream, &self.app, at, watcher, false).await;
        };
        if !timeout(self.patience, begins_with_tls(&stream)).await?? {
            return self.speak(stream, otherwise, at, watcher, false).await;
        }
        let stream = timeout(self.patience, identity.acceptor().accept(stream)).await??;
        self.speak(stream, &self.app, at, watcher, true).await
    }

    async fn speak(
        &self,
        stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
        app: &Router,
        at: SocketAddr,
        watcher: Watcher,
        by_tls: bool,
    ) -> io::Result<()> {
        let app = app.clone();
        let service = hyper::service::service_fn(move |mut request: hyper::Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(at));
            if by_tls {
                request.extensions_mut().insert(ByTls);
            }
            app.clone()
                .oneshot(Request::from(request.map(axum::body::Body::new)))
        });
        let connection = self.http.serve_connection(TokioIo::new(stream), service);
        watcher.watch(connection).await.map_err(io::Error::other)
    }
}

/// Whether whoever connected speaks TLS; nothing is taken of what they say.
async fn begins_with_tls(stream: &TcpStream) -> io::Result<bool> {
    let mut first = [0];
    let read = stream.peek(&mut first).await?;
    Ok(read == 1 && first == [HANDSHAKE])
}

/// An IPv4 address that came in by IPv6 is the same address.
fn canonical(address: SocketAddr) -> SocketAddr {
    SocketAddr::new(address.ip().to_canonical(), address.port())
}

/// Waits for the signal to stop: Ctrl-C, or what a service manager sends.
pub async fn stop_signal() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                () = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    interrupt.await;
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    #[tokio::test]
    async fn whoever_does_not_say_what_they_want_is_let_go() {
        let folder = tempfile::tempdir().unwrap();
        let names = ["localhost".to_owned()];
        let own = Identity::own(folder.path(), &names, "2026-09-20".parse().unwrap()).unwrap();
        for identity in [None, Some(own)] {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let at = listener.local_addr().unwrap();
            let door = Door::new(Router::new(), identity, Duration::from_millis(50));
            let serving = tokio::spawn(accept(listener, door, std::future::pending()));
            // nothing at all, half a head, the beginning of a handshake
            for said in [&b""[..], b"GET / HTTP/1.1\r\nHost: ", &[HANDSHAKE, 3, 1]] {
                let mut stream = TcpStream::connect(at).await.unwrap();
                stream.write_all(said).await.unwrap();
                let mut reply = Vec::new();
                // it comes to its end: otherwise this test does not
                let _ = stream.read_to_end(&mut reply).await;
                assert!(!reply.starts_with(b"HTTP/1.1 2"), "{reply:?}");
            }
            serving.abort();
        }
    }

    #[test]
    fn only_a_proxy_of_ours_says_that_somebody_came_by_tls() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-proto", HeaderValue::from_static("https"));
        let mut extensions = Extensions::new();
        assert!(!by_tls(&extensions, &headers, false));
        assert!(by_tls(&extensions, &headers, true));
        extensions.insert(ByTls);
        assert!(by_tls(&extensions, &HeaderMap::new(), false));
    }
}
