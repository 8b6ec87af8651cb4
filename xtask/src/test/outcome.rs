//! A step of the test run, and how it ended.

/// How a step ended.
#[derive(Clone)]
pub enum Outcome {
    Passed,
    Failed(String),
    /// It needs something that this machine has not.
    NotRun(String),
}

/// One thing to run.
pub struct Step {
    pub name: &'static str,
    pub run: fn() -> Outcome,
}
