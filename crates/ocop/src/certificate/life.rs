//! The life of a certificate: until when it holds, as things stand on a day.

use jiff::civil::Date;

use crate::criteria::files::Untimely;

use super::standing::{CertificateFacts, Lodged, Phase, Window};

/// What the law says of one certificate's days.
pub(super) struct Terms<'l> {
    /// The last day of its own term.
    pub expires_on: Date,
    /// When a re-rating dossier may be handed in.
    pub window: Option<Window>,
    /// The last day that an extension can reach.
    pub longest: Option<Date>,
    /// Which dossiers outside the window extend it.
    pub extension_for: &'l [Untimely],
}

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Life {
    pub phase: Phase,
    pub lodged: Option<Lodged>,
    /// The last day that the extension can reach, where a dossier gives one.
    pub extended: Option<Date>,
    /// The last day by term and extension, revocation aside.
    pub ends_on: Date,
    /// The last day on which it holds.
    pub valid_until: Date,
}

/// What is known by a day: what happens later is not known yet.
pub(super) fn life(facts: &CertificateFacts, terms: &Terms<'_>, on: Date) -> Life {
    let known = |day: Option<Date>| day.filter(|d| *d <= on);
    let (lodged_on, decided, revoked) = (
        known(facts.lodged_on),
        known(facts.decided_on),
        known(facts.revoked_on),
    );
    let expires_on = terms.expires_on;
    let lodged = lodged_on.zip(terms.window).map(|(day, window)| {
        if day < window.opens_on {
            Lodged::TooEarly
        } else if day <= window.closes_on {
            Lodged::InTime
        } else {
            Lodged::Late
        }
    });
    // a dossier that comes after the longest extension finds nothing to go on
    let extended = terms.longest.filter(|longest| {
        let untimely = match lodged {
            Some(Lodged::TooEarly) => terms.extension_for.contains(&Untimely::TooEarly),
            Some(Lodged::Late) => terms.extension_for.contains(&Untimely::Late),
            Some(Lodged::InTime) | None => false,
        };
        untimely && lodged_on.is_some_and(|day| day <= *longest)
    });
    let ends_on = match (extended, decided) {
        (Some(longest), Some(decided)) => decided.max(expires_on).min(longest),
        (Some(longest), None) => longest,
        (None, _) => expires_on,
    };
    let valid_until = revoked
        .map(|day| day.yesterday().unwrap_or(day).min(ends_on))
        .unwrap_or(ends_on);
    let by_window = || match terms.window {
        Some(window) if on > window.closes_on => Phase::WindowMissed,
        Some(window) if on >= window.opens_on => Phase::WindowOpen,
        _ => Phase::Valid,
    };
    let phase = if revoked.is_some() {
        Phase::Revoked
    } else if on > valid_until {
        Phase::Lapsed
    } else if on > expires_on {
        Phase::Extended
    } else if decided.is_some() {
        Phase::Decided
    } else {
        match (lodged, by_window()) {
            (Some(Lodged::InTime | Lodged::Late), _) => Phase::AwaitingDecision,
            // it can still be handed in again, in time
            (Some(Lodged::TooEarly), Phase::WindowMissed) => Phase::AwaitingDecision,
            (None, Phase::Valid) if lodged_on.is_some() => Phase::AwaitingDecision,
            (_, phase) => phase,
        }
    };
    Life {
        phase,
        lodged,
        extended,
        ends_on,
        valid_until,
    }
}
