//! What collecting gives.

use serde_json::Value;

use super::report::Collected;

/// What came of collecting.
#[derive(Debug, Clone)]
pub struct Collection {
    /// What was taken, what is missing, and everything that is wrong.
    pub report: Collected,
    /// The session with the sheets that were taken, as JSON.
    pub session: Value,
    /// Annotated copies of workbooks with problems, by the name of the file that each is of.
    pub copies: Vec<(String, Vec<u8>)>,
}
