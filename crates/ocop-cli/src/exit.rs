//! How a run ends.

/// How a run ends: the exit status of the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All that was asked is done.
    Done = 0,
    /// The input is refused.
    Refused = 1,
    /// The call is wrong: unknown options, a file that is not there.
    Usage = 2,
    /// A batch is finished, and some of its lines were refused.
    SomeRefused = 3,
    /// The output could not be written.
    NotWritten = 4,
}
