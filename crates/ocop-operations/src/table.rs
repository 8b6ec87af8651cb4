//! The table of operations.

use ocop::Library;

use crate::operation::Operation;
use crate::operations::{
    certificate, check, code, compare, compare_laws, criteria, document, evidence, explain,
    mark_class, next, plan, practice, rate, renewals, resolve, schema, stats, tally, verify,
};
use crate::reply::{Refusal, Reply, left_out};

/// Every operation, in the order of the documentation.
pub const OPERATIONS: &[Operation] = &[
    rate::OPERATION,
    check::OPERATION,
    plan::OPERATION,
    explain::OPERATION,
    evidence::OPERATION,
    of_self_assessment(compare::OPERATION),
    of_councils(compare_laws::OPERATION),
    of_councils(tally::OPERATION),
    of_councils(next::OPERATION),
    by_schema(verify::OPERATION),
    of_councils(certificate::OPERATION),
    of_councils(renewals::OPERATION),
    of_councils(stats::OPERATION),
    code::OPERATION,
    of_self_assessment(practice::PRACTICE),
    of_self_assessment(practice::KEY),
    of_self_assessment(practice::MARK),
    by_schema(mark_class::OPERATION),
    criteria::OPERATION,
    resolve::OPERATION,
    of_self_assessment(document::OPERATION),
    by_schema(schema::OPERATION),
];

/// An operation that a producer assesses a product by, or a class learns by.
const fn of_self_assessment(operation: Operation) -> Operation {
    row_if(cfg!(feature = "self-assessment"), operation)
}

/// An operation of councils and registers.
const fn of_councils(operation: Operation) -> Operation {
    row_if(cfg!(feature = "all-operations"), operation)
}

/// An operation that gives the schemas of formats, or reads by one.
const fn by_schema(operation: Operation) -> Operation {
    let there = cfg!(all(feature = "all-operations", feature = "format-schemas"));
    row_if(there, operation)
}

/// An operation that is refused in a build without it.
const fn row_if(there: bool, operation: Operation) -> Operation {
    if there {
        return operation;
    }
    Operation {
        run: not_there,
        ..operation
    }
}

fn not_there(_: &Library, _: &[u8], _: &[u8]) -> Result<Reply, Refusal> {
    Err(left_out())
}

/// An operation by its name.
#[must_use]
pub fn operation(name: &str) -> Option<&'static Operation> {
    OPERATIONS.iter().find(|o| o.name == name)
}
