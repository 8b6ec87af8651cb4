//! What opens, closes or lapses in a register within some days: so that no certificate is lost for
//! want of a re-rating.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bounded::Stars;
use crate::library::Library;
use crate::problem::{ErrorReport, Problems};

use super::days::{Holidays, days_between, days_from};
use super::register::Record;
use super::status::{CertificateStatus, Lodged, Phase};

/// The name of the format.
pub const RENEWALS_FORMAT: &str = "ocop-renewals/1";

/// What falls due in a register.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Renewals {
    /// Always `ocop-renewals/1`.
    pub format: Cow<'static, str>,
    /// The day asked about.
    pub on: Date,
    /// The last day looked at.
    pub until: Date,
    /// What falls due, the nearest first.
    pub due: Vec<Renewal>,
    /// Certificates in force whose window has closed without a dossier, by expiry: hand one in now.
    pub late: Vec<Renewal>,
    /// Records that were refused, by their line.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub errors: Vec<ErrorReport<'static>>,
}

/// One thing that falls due.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Renewal {
    /// The day.
    pub day: Date,
    /// What falls due.
    pub due: Due,
    /// What tells the product apart: its code, else name and producer.
    pub product: String,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<String>,
    /// The producer.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub producer: Option<String>,
    /// Its stars.
    pub stars: Stars,
    /// The last day of its term.
    pub expires_on: Date,
    /// Days from the day asked about.
    pub in_days: i64,
    /// Where the law says so.
    pub source: String,
}

/// What falls due.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Due {
    /// A re-rating dossier may be handed in from this day.
    Opens,
    /// The last day to hand it in.
    Closes,
    /// The last day of the certificate.
    Lapses,
}

impl Library {
    /// What opens, closes or lapses in a register from a day on, within so many days. Of a product
    /// with several recognitions the latest counts.
    #[must_use]
    pub fn renewals(
        &self,
        records: &[(u64, Record<'_>)],
        on: Date,
        within_days: u16,
        holidays: &Holidays,
    ) -> Renewals {
        let until = days_from(on, i64::from(within_days));
        let mut latest: BTreeMap<String, (Date, u64)> = BTreeMap::new();
        for (line, record) in records {
            if let Some(day) = record.issued_on.filter(|d| *d <= on) {
                let entry = latest.entry(record.key()).or_insert((day, *line));
                *entry = (*entry).max((day, *line));
            }
        }
        let (mut due, mut late, mut errors) = (Vec::new(), Vec::new(), Vec::new());
        for (line, record) in records {
            let current = latest.get(&record.key()).is_some_and(|(_, l)| l == line);
            let Some(facts) = record.facts().filter(|_| current) else {
                continue;
            };
            match self.certificate(&facts, on, holidays) {
                Ok(status) => {
                    for (day, what, source) in dates(&status) {
                        if on <= day && day <= until {
                            due.push(renewal(record, &status, day, what, source));
                        }
                    }
                    if status.phase == Phase::WindowMissed {
                        let source = status.sources.last().cloned().unwrap_or_default();
                        let day = status.expires_on;
                        late.push(renewal(record, &status, day, Due::Lapses, source));
                    }
                }
                Err(problems) => errors.push(owned(&problems, *line)),
            }
        }
        due.sort();
        late.sort();
        Renewals {
            format: RENEWALS_FORMAT.into(),
            on,
            until,
            due,
            late,
            errors,
        }
    }
}

/// The days of a certificate that still matter: none of its window once a dossier is in.
fn dates(status: &CertificateStatus) -> Vec<(Date, Due, String)> {
    let mut dates = Vec::new();
    if status.phase == Phase::Revoked {
        return dates;
    }
    let source = |i: usize| status.sources.get(i).cloned().unwrap_or_default();
    let waiting = matches!(status.lodged, None | Some(Lodged::TooEarly));
    if let Some(window) = status.window.filter(|_| waiting) {
        dates.push((window.opens_on, Due::Opens, source(1)));
        dates.push((window.closes_on, Due::Closes, source(1)));
    }
    let extended = status.valid_until > status.expires_on;
    let lapses = if extended { source(2) } else { source(0) };
    dates.push((status.valid_until, Due::Lapses, lapses));
    dates
}

fn renewal(
    record: &Record<'_>,
    status: &CertificateStatus,
    day: Date,
    due: Due,
    source: String,
) -> Renewal {
    Renewal {
        day,
        due,
        product: record.key(),
        name: record.name.as_deref().map(str::to_owned),
        producer: record.producer.as_deref().map(str::to_owned),
        stars: status.stars,
        expires_on: status.expires_on,
        in_days: days_between(status.on, day),
        source,
    }
}

/// The problems of a line, to keep.
fn owned(problems: &Problems, line: u64) -> ErrorReport<'static> {
    ErrorReport {
        format: crate::problem::ERRORS_FORMAT.into(),
        line: Some(line),
        errors: Cow::Owned(problems.iter().cloned().collect()),
    }
}
