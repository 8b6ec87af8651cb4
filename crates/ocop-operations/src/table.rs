//! The table of operations.

use crate::operation::Operation;
use crate::operations::{check, criteria, evidence, explain, plan, rate, resolve, schema};

/// Every operation, in the order of the documentation.
pub const OPERATIONS: &[Operation] = &[
    rate::OPERATION,
    check::OPERATION,
    plan::OPERATION,
    explain::OPERATION,
    evidence::OPERATION,
    criteria::OPERATION,
    resolve::OPERATION,
    schema::OPERATION,
];

/// An operation by its name.
#[must_use]
pub fn operation(name: &str) -> Option<&'static Operation> {
    OPERATIONS.iter().find(|o| o.name == name)
}
