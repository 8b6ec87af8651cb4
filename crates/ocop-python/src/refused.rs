//! What is refused, as an exception of Python.

use ocop_operations::{Refusal, RefusalKind};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::{IntoPyObjectExt, create_exception};

use crate::give;

create_exception!(
    ocop,
    Refused,
    PyValueError,
    "The input is refused. `errors` lists everything that is wrong: dicts of the format \
     `ocop-errors/1`, each with `code`, `path` (a JSON Pointer) and `message` (`vi`, `en`)."
);

create_exception!(
    ocop,
    WrongCall,
    Refused,
    "The operation or its options are wrong: the program that calls has to be mended, not its input."
);

/// The exception of a refusal.
pub fn raised(py: Python<'_>, refusal: &Refusal) -> PyErr {
    let said = refusal.to_string();
    let error = match refusal.kind {
        RefusalKind::Refused => Refused::new_err(said),
        RefusalKind::WrongCall => WrongCall::new_err(said),
    };
    match errors(py, refusal).and_then(|errors| error.value(py).setattr("errors", errors)) {
        Ok(()) => error,
        // no memory left, or the like
        Err(other) => other,
    }
}

fn errors<'py>(py: Python<'py>, refusal: &Refusal) -> PyResult<Bound<'py, PyAny>> {
    give::value(py, &refusal.bytes())?
        .get_item("errors")?
        .into_bound_py_any(py)
}
