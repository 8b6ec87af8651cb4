//! `renewals`: what falls due in a register of certificates.

use ocop::Library;
use ocop::certificate::{Register, Renewals};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::operation::{Operation, Output, options, schema_of};
use crate::options::{Day, DaysOff, Within};
use crate::reply::{Refusal, Reply};

/// What is looked for in a register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RenewalsOptions {
    /// The day asked about.
    pub on: Day,
    /// Within how many days; 90 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Within<0, { u16::MAX }>>,
    /// Days off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holidays: Option<DaysOff>,
}

ocop::setters!(RenewalsOptions {
    within: Option<Within<0, { u16::MAX }>>,
    holidays: Option<DaysOff>,
});

/// Within how many days where nothing is asked for.
pub const WITHIN_DAYS: u16 = 90;

impl RenewalsOptions {
    /// What falls due within 90 days of a day.
    #[must_use]
    pub const fn on(on: Day) -> Self {
        Self {
            on,
            within: None,
            holidays: None,
        }
    }
}

pub(crate) const OPERATION: Operation = Operation {
    name: "renewals",
    vi: "Sổ giấy chứng nhận: việc đến hạn trong một số ngày, hồ sơ đã quá hạn nộp.",
    en: "A register of certificates: what falls due within so many days, and what is late.",
    input: &["register"],
    output: Output::Json(&["renewals"]),
    schema: schema_of::<RenewalsOptions>,
    run,
};

fn run(library: &Library, input: &[u8], bytes: &[u8]) -> Result<Reply, Refusal> {
    let options: RenewalsOptions = options(bytes)?;
    Reply::json(&renewals(library, input, &options)?)
}

/// What falls due in a register: a table (CSV), a record a line (NDJSON) or a JSON list of records. Rows that are refused
/// are told in the report, by their lines.
///
/// # Errors
///
/// No record can be read at all: another format, no UTF-8, headings that cannot be told; or the days
/// off cannot be read.
pub fn renewals(
    library: &Library,
    input: &[u8],
    options: &RenewalsOptions,
) -> Result<Renewals, Refusal> {
    let holidays = DaysOff::read(options.holidays.as_ref())?;
    let register = Register::read(input, None)?;
    let within = options.within.map_or(WITHIN_DAYS, Within::get);
    Ok(library.renewals(&register, options.on.0, within, &holidays))
}
