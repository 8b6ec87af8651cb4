//! TLS, with a client that checks what it is shown.

#![expect(clippy::unwrap_used, reason = "helpers of the tests")]

use std::path::Path;
use std::sync::Arc;

use ocop_server::api::Limits;
use ocop_server::infra::serve::{lead_to_tls, serve_tls};
use ocop_server::infra::tls::{CERTIFICATE, Identity, KEY};
use ocop_server::{Engine, app};
use tempfile::TempDir;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, SupportedProtocolVersion, version};

fn own(folder: &Path) -> Identity {
    let names = ["localhost", "127.0.0.1"].map(str::to_owned);
    let today = jiff::Zoned::now().date();
    Identity::own(folder, &names, today).unwrap()
}

/// A server with TLS.
struct Hall {
    folder: TempDir,
    port: u16,
    stop: oneshot::Sender<()>,
    done: tokio::task::JoinHandle<std::io::Result<()>>,
}

impl Hall {
    async fn new(hsts_days: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let identity = own(folder.path());
        let mut engine = Engine::new(Limits::default());
        engine.hsts_days = hsts_days;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (stop, stopped) = oneshot::channel::<()>();
        let until = async {
            let _ = stopped.await;
        };
        let done = tokio::spawn(serve_tls(listener, identity, app(&engine, None), until));
        Self {
            folder,
            port,
            stop,
            done,
        }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(("127.0.0.1", self.port)).await.unwrap()
    }

    /// By TLS, trusting the certificate of a folder, and nobody else.
    async fn by_tls(&self, trusted: &Path, name: &str) -> std::io::Result<String> {
        let connector = client(trusted, &version::TLS13);
        let name = ServerName::try_from(name.to_owned()).unwrap();
        let stream = connector.connect(name, self.connect().await).await?;
        let host = format!("localhost:{}", self.port);
        said(stream, &get("/language/en?back=/self-assessment", &host)).await
    }
}

fn client(trusted: &Path, version: &'static SupportedProtocolVersion) -> TlsConnector {
    let mut roots = RootCertStore::empty();
    let file = std::fs::read(trusted.join(CERTIFICATE)).unwrap();
    roots
        .add(CertificateDer::from_pem_slice(&file).unwrap())
        .unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_protocol_versions(&[version])
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    TlsConnector::from(Arc::new(config))
}

fn get(path: &str, host: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
}

async fn said(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    request: &str,
) -> std::io::Result<String> {
    stream.write_all(request.as_bytes()).await?;
    let mut reply = String::new();
    stream.read_to_string(&mut reply).await?;
    Ok(reply)
}

#[tokio::test]
async fn a_client_that_trusts_the_certificate_gets_in_and_others_do_not() {
    let hall = Hall::new(0).await;
    let reply = hall.by_tls(hall.folder.path(), "localhost").await.unwrap();
    assert!(reply.starts_with("HTTP/1.1 303"), "{reply}");
    // cookies that came by TLS go back by TLS only
    assert!(reply.contains("SameSite=Lax; Secure"), "{reply}");
    assert!(!reply.contains("strict-transport-security"), "{reply}");
    let reply = hall.by_tls(hall.folder.path(), "127.0.0.1").await;
    assert!(reply.is_ok(), "{reply:?}");
    let other = hall.by_tls(hall.folder.path(), "another").await;
    assert!(other.is_err(), "it is not for another name");
    let stranger = tempfile::tempdir().unwrap();
    own(stranger.path());
    let untrusted = hall.by_tls(stranger.path(), "localhost").await;
    assert!(untrusted.is_err(), "a certificate of somebody else");
}

#[tokio::test]
async fn old_telephones_come_by_tls_1_2() {
    let hall = Hall::new(0).await;
    let connector = client(hall.folder.path(), &version::TLS12);
    let name = ServerName::try_from("localhost").unwrap();
    let stream = connector.connect(name, hall.connect().await).await.unwrap();
    let reply = said(stream, &get("/health", "localhost")).await.unwrap();
    assert!(reply.starts_with("HTTP/1.1 200"), "{reply}");
}

#[tokio::test]
async fn whoever_comes_without_tls_is_led_to_it_and_nothing_is_taken_of_them() {
    let hall = Hall::new(7).await;
    let host = format!("hall:{}", hall.port);
    let reply = said(hall.connect().await, &get("/join?code=ABCD", &host)).await;
    let reply = reply.unwrap();
    assert!(reply.starts_with("HTTP/1.1 307"), "{reply}");
    let to = format!("location: https://{host}/join?code=ABCD\r\n");
    assert!(reply.contains(&to), "{reply}");
    assert!(!reply.contains("strict-transport-security"), "{reply}");
    let form = "csrf=&product=x";
    let post = format!(
        "POST /self-assessment/qd-26-2026/1 HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\
         Content-Length: {}\r\n\r\n{form}",
        form.len()
    );
    let reply = said(hall.connect().await, &post).await.unwrap();
    assert!(reply.starts_with("HTTP/1.1 400"), "{reply}");
    assert!(reply.contains("https://"), "{reply}");
    // what is neither is closed
    let noise = said(hall.connect().await, "\0\0\0\0\r\n\r\n").await;
    assert!(noise.is_err() || noise.unwrap().starts_with("HTTP/1.1 400"));
}

#[tokio::test]
async fn another_port_leads_to_the_one_with_tls() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let to = "0.0.0.0:8443".parse().unwrap();
    tokio::spawn(lead_to_tls(listener, to, std::future::pending()));
    let stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let reply = said(stream, &get("/", "hall:80")).await.unwrap();
    assert!(
        reply.contains("location: https://hall:8443/\r\n"),
        "{reply}"
    );
}

#[tokio::test]
async fn browsers_are_told_to_come_by_tls_only_where_that_is_asked_for() {
    let hall = Hall::new(30).await;
    let reply = hall.by_tls(hall.folder.path(), "localhost").await.unwrap();
    let told = "strict-transport-security: max-age=2592000\r\n";
    assert!(reply.contains(told), "{reply}");
}

#[tokio::test]
async fn an_answer_by_tls_is_finished_when_the_server_stops() {
    let hall = Hall::new(0).await;
    let connector = client(hall.folder.path(), &version::TLS13);
    let name = ServerName::try_from("localhost").unwrap();
    let mut stream = connector.connect(name, hall.connect().await).await.unwrap();
    let dossier = r#"{"criteria": "qd-26-2026", "product_set": 1, "answers": {"1.1": 3}}"#;
    let head = format!(
        "POST /api/v1/rate?brief=true HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\
         Expect: 100-continue\r\n\r\n",
        dossier.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    // the server has the head once it asks for the rest
    let mut asked = [0; 25];
    stream.read_exact(&mut asked).await.unwrap();
    assert!(asked.starts_with(b"HTTP/1.1 100"));
    hall.stop.send(()).unwrap();
    stream.write_all(dossier.as_bytes()).await.unwrap();
    let mut reply = String::new();
    stream.read_to_string(&mut reply).await.unwrap();
    assert!(reply.starts_with("HTTP/1.1 200"), "{reply}");
    hall.done.await.unwrap().unwrap();
}

#[test]
fn a_certificate_from_files_is_the_one_that_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let made = own(folder.path());
    let (certificate, key) = (folder.path().join(CERTIFICATE), folder.path().join(KEY));
    let read = Identity::from_files(&certificate, &key).unwrap();
    assert_eq!(read.fingerprint(), made.fingerprint());
}
