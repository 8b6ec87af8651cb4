//! `next`: what happens after a council's session.

use ocop::Library;
use ocop::council::NextReport;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::operation::{Operation, Output, options, schema_of};
use crate::options::{Day, DaysOff};
use crate::reply::{Refusal, Reply};

/// How deadlines are counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct NextOptions {
    /// The day from which deadlines run; the day of the session by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Day>,
    /// Days off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holidays: Option<DaysOff>,
}

ocop::setters!(NextOptions {
    on: Option<Day>,
    holidays: Option<DaysOff>,
});

pub(crate) const OPERATION: Operation = Operation {
    name: "next",
    vi: "Việc tiếp theo sau phiên họp: ai công nhận, gửi ai, kèm gì, hạn nào.",
    en: "What happens after a session: who recognises, what goes where, by when.",
    input: &["tally"],
    output: Output::Json(&["next"]),
    schema: schema_of::<NextOptions>,
    run,
};

fn run(library: &Library, input: &[u8], bytes: &[u8]) -> Result<Reply, Refusal> {
    let options: NextOptions = options(bytes)?;
    Reply::json(&next(library, input, &options)?)
}

/// The next steps of each product of a tally.
///
/// # Errors
///
/// The tally is refused, or the days off cannot be read.
pub fn next(library: &Library, input: &[u8], options: &NextOptions) -> Result<NextReport, Refusal> {
    let holidays = DaysOff::read(options.holidays.as_ref())?;
    let tally = library.read_tally(input)?;
    Ok(library.next_steps(&tally, options.on.map(|d| d.0), &holidays)?)
}
