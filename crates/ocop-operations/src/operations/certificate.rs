//! `certificate`: the life of one certificate.

use ocop::certificate::{CertificateFacts, CertificateStatus};
use ocop::{Library, Stars};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::operation::{Operation, Output, options, schema_of};
use crate::options::{Day, DaysOff};
use crate::reply::{Refusal, Reply};

/// A certificate, and the day asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct CertificateOptions {
    /// The day it was issued.
    pub issued_on: Day,
    /// Its stars.
    pub stars: Stars,
    /// The day asked about.
    pub on: Day,
    /// Its last day, where the decision states it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<Day>,
    /// The day a re-rating dossier was handed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lodged_on: Option<Day>,
    /// The day that dossier was decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<Day>,
    /// The day the certificate was revoked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoked_on: Option<Day>,
    /// Days off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holidays: Option<DaysOff>,
}

ocop::setters!(CertificateOptions {
    issued_on: Day,
    stars: Stars,
    on: Day,
    expires_on: Option<Day>,
    lodged_on: Option<Day>,
    decided_on: Option<Day>,
    revoked_on: Option<Day>,
    holidays: Option<DaysOff>,
});

impl CertificateOptions {
    /// A certificate of so many stars, issued on a day, looked at on another.
    #[must_use]
    pub const fn new(issued_on: Day, stars: Stars, on: Day) -> Self {
        Self {
            issued_on,
            stars,
            on,
            expires_on: None,
            lodged_on: None,
            decided_on: None,
            revoked_on: None,
            holidays: None,
        }
    }
}

pub(crate) const OPERATION: Operation = Operation {
    name: "certificate",
    vi: "Một giấy chứng nhận: hết hạn, thời gian nộp lại, gia hạn, đợt đánh giá.",
    en: "One certificate: its term, the window for a re-rating, extension, rounds.",
    input: &[],
    output: Output::Json(&["certificate"]),
    schema: schema_of::<CertificateOptions>,
    run,
};

fn run(library: &Library, _: &[u8], bytes: &[u8]) -> Result<Reply, Refusal> {
    let options: CertificateOptions = options(bytes)?;
    Reply::json(&certificate(library, &options)?)
}

/// Where a certificate stands on a day.
///
/// # Errors
///
/// The dates contradict each other, no law is known for them, or the days off cannot be read.
pub fn certificate(
    library: &Library,
    options: &CertificateOptions,
) -> Result<CertificateStatus, Refusal> {
    let holidays = DaysOff::read(options.holidays.as_ref())?;
    let day = |day: Option<Day>| day.map(|d| d.0);
    let facts = CertificateFacts::new(options.issued_on.0, options.stars)
        .expires_on(day(options.expires_on))
        .lodged_on(day(options.lodged_on))
        .decided_on(day(options.decided_on))
        .revoked_on(day(options.revoked_on));
    Ok(library.certificate(&facts, options.on.0, &holidays)?)
}
