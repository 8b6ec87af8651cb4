//! TLS: by a certificate that is handed in, or by one that this program makes for itself.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};
use rcgen::{
    CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, KeyPair,
    KeyUsagePurpose, date_time_ymd,
};
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// The files of a certificate that this program made, beside the data.
pub const CERTIFICATE: &str = "tls-cert.pem";
/// The key of it.
pub const KEY: &str = "tls-key.pem";

/// Before the first line of such a certificate: the day until which it may be used.
const UNTIL: &str = "ocop-server, self-made, until ";

/// How long it may be used: the most that telephones take of a certificate that somebody trusts by hand
/// is 825 days.
fn lasts() -> Span {
    800.days()
}

/// What a server shows of itself to whoever connects by TLS.
#[derive(Clone)]
pub struct Identity {
    acceptor: TlsAcceptor,
    fingerprint: String,
}

/// Why there is no TLS.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TlsError {
    /// A file cannot be read or written.
    #[error("{}: {error}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why not.
        error: std::io::Error,
    },
    /// There is no certificate in a file.
    #[error(
        "{}: không có chứng thư dạng PEM (-----BEGIN CERTIFICATE-----) / \
         no certificate in PEM (-----BEGIN CERTIFICATE-----)",
        path.display()
    )]
    NoCertificate {
        /// The file.
        path: PathBuf,
    },
    /// There is no key in a file, or one behind a passphrase.
    #[error(
        "{}: không có khóa riêng dạng PEM không mật khẩu (-----BEGIN PRIVATE KEY-----) / \
         no private key in PEM without a passphrase (-----BEGIN PRIVATE KEY-----)",
        path.display()
    )]
    NoKey {
        /// The file.
        path: PathBuf,
    },
    /// Certificate and key do not go together, or are of a kind that is not known.
    #[error(
        "chứng thư và khóa không dùng được với nhau / certificate and key do not go together: {0}"
    )]
    Unfit(#[from] tokio_rustls::rustls::Error),
    /// No certificate can be made.
    #[error("không tạo được chứng thư / no certificate can be made: {0}")]
    Making(#[from] rcgen::Error),
}

impl Identity {
    /// By a certificate, with those that it rests on, and its key; both as PEM.
    ///
    /// # Errors
    ///
    /// A file cannot be read, is of another kind, or the two do not go together.
    pub fn from_files(certificate: &Path, key: &Path) -> Result<Self, TlsError> {
        let text = read(certificate)?;
        let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&text).collect();
        let chain = chain.ok().filter(|found| !found.is_empty());
        let chain = chain.ok_or_else(|| TlsError::NoCertificate {
            path: certificate.to_owned(),
        })?;
        let key = PrivateKeyDer::from_pem_slice(&read(key)?).map_err(|_| TlsError::NoKey {
            path: key.to_owned(),
        })?;
        Self::new(chain, key)
    }

    /// By a certificate that this program makes and keeps in a folder, for these names and addresses of
    /// the machine. It is the same until it runs out, so that whoever trusts it once goes on to.
    ///
    /// # Errors
    ///
    /// The folder cannot be written, or a name is none.
    pub fn own(folder: &Path, names: &[String], today: Date) -> Result<Self, TlsError> {
        let (certificate, key) = (folder.join(CERTIFICATE), folder.join(KEY));
        let kept = certificate.exists() && key.exists();
        if !(kept && lasts_until(&read(&certificate)?).is_some_and(|until| today < until)) {
            make(folder, names, today)?;
        }
        Self::from_files(&certificate, &key)
    }

    fn new(
        chain: Vec<CertificateDer<'static>>,
        key: PrivateKeyDer<'static>,
    ) -> Result<Self, TlsError> {
        let first = chain
            .first()
            .map(CertificateDer::as_ref)
            .unwrap_or_default();
        let fingerprint = fingerprint(first);
        let provider = Arc::new(ring::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(chain, key)?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self {
            acceptor: TlsAcceptor::from(Arc::new(config)),
            fingerprint,
        })
    }

    /// What browsers show of the certificate, to be compared with what the server says: its SHA-256.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    pub(super) const fn acceptor(&self) -> &TlsAcceptor {
        &self.acceptor
    }
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Identity").field(&self.fingerprint).finish()
    }
}

fn fingerprint(certificate: &[u8]) -> String {
    let bytes = Sha256::digest(certificate);
    let pairs: Vec<String> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
    pairs.join(":")
}

fn read(path: &Path) -> Result<Vec<u8>, TlsError> {
    fs::read(path).map_err(|error| TlsError::File {
        path: path.to_owned(),
        error,
    })
}

/// The day until which a certificate of ours may be used, as its file says.
fn lasts_until(file: &[u8]) -> Option<Date> {
    let text = std::str::from_utf8(file).ok()?;
    text.lines().next()?.strip_prefix(UNTIL)?.parse().ok()
}

fn make(folder: &Path, names: &[String], today: Date) -> Result<(), TlsError> {
    let until = today.checked_add(lasts()).unwrap_or(today);
    // a telephone whose clock is a little late takes it too
    let from = today.checked_sub(2.days()).unwrap_or(today);
    let mut params = CertificateParams::new(names)?;
    params.distinguished_name = DistinguishedName::new();
    let name = names.first().map_or("ocop-server", String::as_str);
    params
        .distinguished_name
        .push(DnType::OrganizationName, "ocop-server");
    params.distinguished_name.push(DnType::CommonName, name);
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let part = |n: i8| u8::try_from(n).unwrap_or(1);
    let day = |d: Date| date_time_ymd(d.year().into(), part(d.month()), part(d.day()));
    params.not_before = day(from);
    params.not_after = day(until);
    let key = KeyPair::generate()?;
    let certificate = params.self_signed(&key)?;
    let said = format!("{UNTIL}{until}\n{}", certificate.pem());
    keep(folder, KEY, &key.serialize_pem())?;
    keep(folder, CERTIFICATE, &said)
}

/// Writes a file whole or not at all, for nobody else to read.
fn keep(folder: &Path, name: &str, text: &str) -> Result<(), TlsError> {
    let path = folder.join(name);
    let told = |error| TlsError::File {
        path: path.clone(),
        error,
    };
    let mut file = NamedTempFile::new_in(folder).map_err(told)?;
    file.write_all(text.as_bytes()).map_err(told)?;
    file.as_file().sync_all().map_err(told)?;
    file.persist(&path).map_err(|e| told(e.error))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 2] = ["localhost", "127.0.0.1"];

    #[test]
    fn a_certificate_of_our_own_stays_the_same_until_it_runs_out() {
        let folder = tempfile::tempdir().unwrap();
        let names = NAMES.map(str::to_owned);
        let own = |day: &str| {
            let made = Identity::own(folder.path(), &names, day.parse().unwrap()).unwrap();
            made.fingerprint
        };
        let first = own("2026-09-20");
        assert_eq!(first.len(), 95, "{first}");
        assert_eq!(own("2026-09-21"), first);
        assert_eq!(own("2028-11-27"), first, "the day before it runs out");
        let second = own("2028-11-28");
        assert_ne!(second, first);
        // one of the two without the other is none
        fs::remove_file(folder.path().join(KEY)).unwrap();
        assert_ne!(own("2028-11-29"), second);
    }

    #[cfg(unix)]
    #[test]
    fn the_key_is_for_nobody_else_to_read() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let today = "2026-09-20".parse().unwrap();
        Identity::own(folder.path(), &NAMES.map(str::to_owned), today).unwrap();
        let mode = fs::metadata(folder.path().join(KEY)).unwrap().permissions();
        assert_eq!(mode.mode() & 0o777, 0o600);
    }

    #[test]
    fn files_that_are_something_else_are_told_by_what_is_missing() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let today = "2026-09-20".parse().unwrap();
        for folder in [&one, &other] {
            Identity::own(folder.path(), &NAMES.map(str::to_owned), today).unwrap();
        }
        let (certificate, key) = (one.path().join(CERTIFICATE), one.path().join(KEY));
        let told = |certificate: &Path, key: &Path| {
            let refused = Identity::from_files(certificate, key).unwrap_err();
            refused.to_string()
        };
        assert!(told(&key, &key).contains("BEGIN CERTIFICATE"));
        assert!(told(&certificate, &certificate).contains("BEGIN PRIVATE KEY"));
        let unfit = told(&certificate, &other.path().join(KEY));
        assert!(unfit.contains("go together"), "{unfit}");
        let none = told(&one.path().join("none.pem"), &key);
        assert!(none.contains("none.pem"), "{none}");
    }
}
