//! The table of operations.

use ocop::{Code, Library, Problem};

use crate::operation::Operation;
use crate::operations::{
    certificate, check, code, compare, compare_laws, criteria, document, evidence, explain,
    mark_class, next, plan, practice, rate, renewals, resolve, schema, stats, tally, verify,
};
use crate::reply::{Refusal, Reply};

/// Every operation, in the order of the documentation.
pub const OPERATIONS: &[Operation] = &[
    rate::OPERATION,
    check::OPERATION,
    plan::OPERATION,
    explain::OPERATION,
    evidence::OPERATION,
    row(compare::OPERATION),
    row(compare_laws::OPERATION),
    row(tally::OPERATION),
    row(next::OPERATION),
    by_schema(verify::OPERATION),
    row(certificate::OPERATION),
    row(renewals::OPERATION),
    row(stats::OPERATION),
    code::OPERATION,
    row(practice::PRACTICE),
    row(practice::KEY),
    row(practice::MARK),
    by_schema(mark_class::OPERATION),
    criteria::OPERATION,
    resolve::OPERATION,
    row(document::OPERATION),
    by_schema(schema::OPERATION),
];

/// An operation that a smaller build is without: there, it is refused.
const fn row(operation: Operation) -> Operation {
    row_if(cfg!(feature = "all-operations"), operation)
}

/// An operation that gives the schemas of formats, or reads by one.
const fn by_schema(operation: Operation) -> Operation {
    let there = cfg!(all(feature = "all-operations", feature = "format-schemas"));
    row_if(there, operation)
}

const fn row_if(there: bool, operation: Operation) -> Operation {
    if there {
        return operation;
    }
    Operation {
        run: left_out,
        ..operation
    }
}

/// What an operation answers in a build without it.
fn left_out(_: &Library, _: &[u8], _: &[u8]) -> Result<Reply, Refusal> {
    Err(Refusal::wrong_call(Problem::new(
        Code::UnknownOperation,
        "",
        "Bản rút gọn này của chương trình không có thao tác ấy; bản đầy đủ có.",
        "This smaller build of the program does not have this operation; the full one does.",
    )))
}

/// An operation by its name.
#[must_use]
pub fn operation(name: &str) -> Option<&'static Operation> {
    OPERATIONS.iter().find(|o| o.name == name)
}
