//! What a council's regulation says of the evening that a tally has no need to know.

use serde::{Deserialize, Serialize};

/// How an evening is arranged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Arrangement {
    /// Whether the board shows points while a round is open.
    pub(crate) totals_shown: bool,
    /// Whether the secretary may open and close rounds and record decisions for the chair.
    pub(crate) secretary_acts: bool,
}
