//! What a handler knows of a request, and what the head of a page shows of it.

use std::net::IpAddr;
use std::sync::Arc;

use super::assets;
use super::form::Upload;
use super::words::Words;
use crate::domain::content::Fields;
use crate::service::Fault;
use crate::service::actor::Actor;

/// The name of the cookie with the token of a login.
pub(crate) const COOKIE: &str = "ocop";

/// What a handler knows of a request.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) w: Words,
    pub(crate) here: String,
    pub(crate) actor: Option<Actor>,
    pub(crate) form: Arc<Fields>,
    /// What came with the form.
    pub(crate) files: Arc<Vec<Upload>>,
    pub(crate) from: IpAddr,
    /// Whether there are councils here, or the engine alone.
    pub(crate) councils: bool,
    /// Whether they came by TLS.
    pub(crate) by_tls: bool,
    /// The fingerprint of the certificate, where browsers warn of it.
    pub(crate) fingerprint: Option<Arc<str>>,
    /// Whether a script asks, which wants JSON.
    pub(crate) script: bool,
}

impl Seen {
    /// Who asks.
    pub(crate) fn actor(&self) -> Result<&Actor, Fault> {
        self.actor.as_ref().ok_or(Fault::Forbidden)
    }

    /// A field of the form; empty where it is not there.
    pub(crate) fn field(&self, name: &str) -> &str {
        let found = self.form.iter().find(|(n, _)| n == name);
        found.map_or("", |(_, value)| value)
    }

    /// All fields of a name.
    pub(crate) fn fields(&self, name: &str) -> Vec<String> {
        let found = self.form.iter().filter(|(n, _)| n == name);
        found
            .map(|(_, value)| value.clone())
            .filter(|v| !v.is_empty())
            .collect()
    }

    pub(crate) fn head(&self) -> Head {
        Head {
            version: assets::version(),
            here: self.here.clone(),
            name: self.actor.as_ref().map(|a| a.name.clone()),
            account: self.actor.as_ref().is_some_and(|a| a.account.is_some()),
            csrf: self
                .actor
                .as_ref()
                .map(|a| a.csrf.clone())
                .unwrap_or_default(),
            carries: None,
        }
    }
}

/// What the head of a page shows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Head {
    pub(crate) version: &'static str,
    pub(crate) here: String,
    pub(crate) name: Option<String>,
    /// Whether the name leads to the page of an account.
    pub(crate) account: bool,
    pub(crate) csrf: String,
    /// The field that asks for the other language, where a form with the identifier `answers` has what
    /// would be lost by a link.
    pub(crate) carries: Option<&'static str>,
}
