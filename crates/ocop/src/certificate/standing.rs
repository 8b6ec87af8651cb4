//! What is known of a certificate, and what it comes to on a day.

use std::borrow::Cow;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bounded::Stars;
use crate::criteria::files::Authority;
use crate::notice::Notice;
use crate::text::Text;

use super::rounds::RoundDates;

/// The name of the format.
pub const CERTIFICATE_FORMAT: &str = "ocop-certificate/1";

/// What is known of a certificate.
///
/// ```
/// use ocop::certificate::CertificateFacts;
/// use ocop::jiff::civil::date;
/// let facts = CertificateFacts::new(date(2026, 9, 20), ocop::Stars::new(4)?)
///     .lodged_on(date(2029, 6, 1));
/// assert!(facts.revoked_on.is_none());
/// # Ok::<(), ocop::OutOfBounds>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct CertificateFacts {
    /// The day it was issued.
    pub issued_on: Date,
    /// Its last day, where the decision states it (Art. 12.1).
    pub expires_on: Option<Date>,
    /// Its stars.
    pub stars: Stars,
    /// The day on which a re-rating dossier was handed in.
    pub lodged_on: Option<Date>,
    /// The day on which that dossier was decided.
    pub decided_on: Option<Date>,
    /// The day on which it was revoked.
    pub revoked_on: Option<Date>,
}

impl CertificateFacts {
    /// A certificate of so many stars, issued on a day.
    #[must_use]
    pub const fn new(issued_on: Date, stars: Stars) -> Self {
        Self {
            issued_on,
            expires_on: None,
            stars,
            lodged_on: None,
            decided_on: None,
            revoked_on: None,
        }
    }
}

crate::setters!(CertificateFacts {
    issued_on: Date,
    expires_on: Option<Date>,
    stars: Stars,
    lodged_on: Option<Date>,
    decided_on: Option<Date>,
    revoked_on: Option<Date>,
});

/// Where a certificate stands on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct CertificateStatus {
    /// Always `ocop-certificate/1`.
    pub format: Cow<'static, str>,
    /// The criteria version whose decision is in force on the day.
    pub criteria: String,
    /// The day asked about.
    pub on: Date,
    /// The day it was issued.
    pub issued_on: Date,
    /// Its stars.
    pub stars: Stars,
    /// Its last day by its own term.
    pub expires_on: Date,
    /// The last day on which it holds, as things stand: its expiry, the end of an extension, or the
    /// day before it was revoked, whichever comes first.
    pub valid_until: Date,
    /// Where it stands.
    pub phase: Phase,
    /// Whether it holds on the day.
    pub valid: bool,
    /// Days from the day asked about to the last day on which it holds; below 0 when past.
    pub days_left: i64,
    /// When a re-rating dossier may be handed in.
    pub window: Option<Window>,
    /// When the dossier came, against the window.
    pub lodged: Option<Lodged>,
    /// The last day that an extension can reach, for a dossier that missed the window.
    pub extension_until: Option<Date>,
    /// The next rounds that a dossier handed to the commune on the day can make, and that are over
    /// before the certificate ends.
    pub rounds: Vec<RoundDates>,
    /// Who revokes it.
    pub revoked_by: Option<Authority>,
    /// On what grounds.
    pub revocation_grounds: Vec<RevocationGround>,
    /// What a reader should know besides.
    pub notices: Vec<Notice>,
    /// The articles behind the term, the window and the extension.
    pub sources: Vec<String>,
}

/// Where a certificate stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// It holds, and it is too early for a re-rating dossier.
    Valid,
    /// A re-rating dossier may be handed in.
    WindowOpen,
    /// It holds, and the window has closed without a dossier.
    WindowMissed,
    /// It holds, and a dossier is under assessment.
    AwaitingDecision,
    /// It holds, and its product has been rated again: a new certificate, if one was issued, is a
    /// record of its own.
    Decided,
    /// Past its term, it holds until the dossier that missed the window is decided.
    Extended,
    /// It no longer holds.
    Lapsed,
    /// It was revoked.
    Revoked,
}

/// When a re-rating dossier may be handed in; both days count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Window {
    /// The first day.
    pub opens_on: Date,
    /// The last day.
    pub closes_on: Date,
    /// The last working day within it: when an office is open to take the dossier.
    pub hand_in_by: Date,
}

/// When a dossier came, against the window.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Lodged {
    /// Before it opened.
    TooEarly,
    /// Within it.
    InTime,
    /// After it closed.
    Late,
}

/// A ground of revocation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct RevocationGround {
    /// Its letter.
    pub ground: String,
    /// What it says.
    pub label: Text,
    /// Where the law says so.
    pub source: String,
}
