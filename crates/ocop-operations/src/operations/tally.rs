//! `tally`: what a council's session comes to.

use ocop::council::{SheetFile, TallyReport};
use ocop::{Library, Problems};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::operation::{Operation, Output, options, schema_of};
use crate::reply::{Refusal, Reply};

/// A tally has no options: what it depends on is in the session.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct TallyOptions {}

pub(crate) const OPERATION: Operation = Operation {
    name: "tally",
    vi: "Tổng hợp phiếu đánh giá của một phiên họp hội đồng; kết quả nào chưa có giá trị thì nêu lý do.",
    en: "Tallies a council's session; where a result does not stand, it says why.",
    input: &["council"],
    output: Output::Json(&["tally"]),
    schema: schema_of::<TallyOptions>,
    run,
};

fn run(library: &Library, input: &[u8], bytes: &[u8]) -> Result<Reply, Refusal> {
    let _: TallyOptions = options(bytes)?;
    Reply::json(&tally(library, input, &[])?)
}

/// Tallies a session, with members' sheets that are files of their own. A session with problems is
/// tallied as far as it goes: its report tells them, and does not stand.
///
/// # Errors
///
/// Nothing can be tallied: the text is no JSON object, or no criteria can be told.
pub fn tally<'a>(
    library: &'a Library,
    session: &'a [u8],
    sheets: &'a [SheetFile<'a>],
) -> Result<TallyReport<'a>, Problems> {
    library.tally_json(session, sheets)
}
