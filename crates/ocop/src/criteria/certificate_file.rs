//! What `instrument.json` says of certificates: how long they last, when a product is rated again, and
//! when they are revoked.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bounded::Stars;

use super::procedure_file::Authority;

/// How long a certificate lasts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CertificateFile {
    /// Months from the day of issue.
    pub months: u16,
    /// The least stars that get one.
    pub from_stars: Stars,
    /// Where the law says so.
    pub source: String,
}

/// When a recognised product is rated again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RenewalFile {
    /// Days before expiry from which a dossier may be lodged.
    pub not_earlier_than_days: u16,
    /// Days before expiry until which it must be lodged.
    pub not_later_than_days: u16,
    /// Where the law says so.
    pub source: String,
    /// Days from a complete proposal within which it is assessed.
    pub assessed_within_days: u16,
    /// Where the law says that.
    pub assessed_source: String,
    /// The most days past expiry that the old certificate lasts for a dossier out of time.
    pub extension_days: u16,
    /// Which dossiers out of time it lasts for.
    pub extension_for: Vec<Untimely>,
    /// Where the law says that.
    pub extension_source: String,
}

/// A re-rating dossier that misses its window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Untimely {
    /// It comes before the window opens.
    TooEarly,
    /// It comes after the window has closed.
    Late,
}

/// When a certificate is revoked, and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Revocation {
    /// Days from the conclusion.
    pub within_days: u16,
    /// Where the law says so.
    pub within_source: String,
    /// The grounds.
    pub grounds: Vec<GroundFile>,
    /// Who revokes.
    pub by: Vec<RevokedBy>,
}

/// A ground of revocation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GroundFile {
    /// Its letter in the law.
    pub ground: String,
    /// What it says.
    pub label: String,
    /// Where the law says so.
    pub source: String,
}

/// Who revokes certificates of which stars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RevokedBy {
    /// The stars.
    pub stars: Vec<Stars>,
    /// The level of authority.
    pub authority: Authority,
    /// Where the law says so.
    pub source: String,
}
