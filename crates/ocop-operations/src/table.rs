//! The table of operations.

use crate::operation::Operation;
use crate::operations::{
    certificate, check, code, compare, compare_laws, criteria, document, evidence, explain,
    mark_class, next, plan, practice, rate, renewals, resolve, schema, stats, tally, verify,
};

/// Every operation, in the order of the documentation.
pub const OPERATIONS: &[Operation] = &[
    rate::OPERATION,
    check::OPERATION,
    plan::OPERATION,
    explain::OPERATION,
    evidence::OPERATION,
    compare::OPERATION,
    compare_laws::OPERATION,
    tally::OPERATION,
    next::OPERATION,
    verify::OPERATION,
    certificate::OPERATION,
    renewals::OPERATION,
    stats::OPERATION,
    code::OPERATION,
    practice::PRACTICE,
    practice::KEY,
    practice::MARK,
    mark_class::OPERATION,
    criteria::OPERATION,
    resolve::OPERATION,
    document::OPERATION,
    schema::OPERATION,
];

/// An operation by its name.
#[must_use]
pub fn operation(name: &str) -> Option<&'static Operation> {
    OPERATIONS.iter().find(|o| o.name == name)
}
