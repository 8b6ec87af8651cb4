//! Where the server listens, with TLS or without, and what it says of that.

use std::io::Write as _;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::path::Path;

use axum::Router;
use ocop_server::infra::clock::{Clock as _, SystemClock, local};
use ocop_server::infra::serve::{lead_to_tls, serve, serve_tls, stop_signal};
use ocop_server::infra::tls::Identity;
use ocop_text::console::reason;
use tokio::net::TcpListener;

use crate::args::Args;

/// Listeners that are open already, so that an address that is taken is told first.
pub struct Doors {
    listener: TcpListener,
    at: SocketAddr,
    identity: Option<Identity>,
    /// Whether the certificate is one that this program made.
    own: bool,
    /// Without TLS, to lead to it.
    other: Option<TcpListener>,
}

impl Doors {
    /// Opens what the arguments ask for.
    pub async fn open(args: &Args, folder: Option<&Path>) -> Result<Self, String> {
        let identity = match (&args.tls_cert, &args.tls_key) {
            (Some(certificate), Some(key)) => Some(Identity::from_files(certificate, key)),
            _ if args.tls => {
                let folder = folder.ok_or(
                    "--tls giữ chứng thư trong thư mục của --data; với --database hãy dùng --tls-cert, --tls-key / \
                     --tls keeps its certificate in the folder of --data; with --database give --tls-cert and --tls-key",
                )?;
                let today = local(SystemClock.now()).date();
                Some(Identity::own(folder, &names(args), today))
            }
            _ => None,
        };
        let identity = identity.transpose().map_err(|e| e.to_string())?;
        let listener = bind(args.listen).await?;
        let at = listener.local_addr().map_err(|e| e.to_string())?;
        let other = match args.redirect_from {
            Some(from) => Some(bind(from).await?),
            None => None,
        };
        Ok(Self {
            listener,
            at,
            identity,
            own: args.tls,
            other,
        })
    }

    /// The address of the server, as it listens.
    pub fn address(&self) -> String {
        self.address_at(self.at)
    }

    /// The same as others are to follow it.
    pub fn link(&self) -> String {
        self.address_in_network().unwrap_or_else(|| {
            let mut at = self.at;
            if at.ip().is_unspecified() {
                at.set_ip(Ipv4Addr::LOCALHOST.into());
            }
            self.address_at(at)
        })
    }

    /// Where others in the network reach it, where it listens at every address of this machine.
    fn address_in_network(&self) -> Option<String> {
        let own = in_network().filter(|_| self.at.ip().is_unspecified())?;
        Some(self.address_at(SocketAddr::new(own, self.at.port())))
    }

    fn address_at(&self, at: SocketAddr) -> String {
        let scheme = match self.identity {
            Some(_) => "https",
            None => "http",
        };
        format!("{scheme}://{at}")
    }

    /// What there is to compare where browsers warn: of a certificate that this program made.
    pub fn fingerprint_of_own(&self) -> Option<String> {
        let identity = self.identity.as_ref().filter(|_| self.own)?;
        Some(identity.fingerprint().to_owned())
    }

    /// Says where the server is, and serves until it is told to stop.
    pub async fn serve(self, app: Router) -> Result<(), String> {
        say(&format!("{}/", self.address()));
        if let Some(there) = self.address_in_network() {
            say(&format!("trong mạng / in the network: {there}/"));
        }
        if let Some(fingerprint) = self.fingerprint_of_own() {
            say(&format!(
                "Chứng thư do chương trình tự lập: mỗi máy vào lần đầu sẽ bị cảnh báo. Xem chứng thư trong \
                 trình duyệt, so vân tay SHA-256, đúng thì tiếp tục. / The certificate is one that this \
                 program made: each device warns the first time. View the certificate in the browser, \
                 compare its SHA-256 fingerprint, and go on where it is the same.\n{fingerprint}"
            ));
        }
        let (at, other) = (self.at, self.other);
        let served = async {
            match self.identity {
                Some(identity) => serve_tls(self.listener, identity, app, stop_signal()).await,
                None => serve(self.listener, app, stop_signal()).await,
            }
        };
        let led = async {
            match other {
                Some(listener) => lead_to_tls(listener, at, stop_signal()).await,
                None => Ok(()),
            }
        };
        let done = tokio::try_join!(served, led);
        done.map(drop).map_err(|error| error.to_string())
    }
}

async fn bind(at: SocketAddr) -> Result<TcpListener, String> {
    let told = |error| {
        let why = reason(&error);
        format!(
            "không mở được {at}: {} / cannot listen at {at}: {}",
            why.vi, why.en
        )
    };
    TcpListener::bind(at).await.map_err(told)
}

/// The names and addresses that a certificate of our own is for.
fn names(args: &Args) -> Vec<String> {
    let mut names = args.tls_name.clone();
    if !args.listen.ip().is_unspecified() {
        names.push(args.listen.ip().to_string());
    }
    names.extend(in_network().map(|own| own.to_string()));
    names.extend(["localhost", "127.0.0.1", "::1"].map(str::to_owned));
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
    names
}

/// The address of this machine in the network that it is in, as far as the system tells. Nothing is sent:
/// a socket is only told where it would send to, an address that nobody has.
fn in_network() -> Option<IpAddr> {
    let socket = UdpSocket::bind(("0.0.0.0", 0)).ok()?;
    socket.connect(("192.0.2.1", 9)).ok()?;
    let own = socket.local_addr().ok()?.ip();
    (!own.is_unspecified() && !own.is_loopback()).then_some(own)
}

/// A line on standard output; whoever has stopped to read it does not stop the server.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
