//! The OCOP rating engine for Python: the module `ocop._native`, which the package `ocop` dresses.
//!
//! It takes a Python value, text or bytes, hands them to an operation, and gives back what that
//! gives: a Python value, or the bytes themselves. Rules, messages and formats are the engine's.

mod batch;
mod give;
mod held;
mod refused;
mod take;
mod texts;

use std::panic::{AssertUnwindSafe, catch_unwind};

use ocop_operations::ocop::{Code, Problem};
use ocop_operations::{Refusal, Reply};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use held::library;
use refused::{Refused, WrongCall, raised};

/// Calls an operation, without the interpreter's lock.
fn called(
    py: Python<'_>,
    name: &str,
    input: Option<&Bound<'_, PyAny>>,
    options: Option<&Bound<'_, PyAny>>,
) -> PyResult<Reply> {
    let input = take::input(input)?.map_err(|problems| raised(py, &Refusal::refused(problems)))?;
    let options =
        take::options(options)?.map_err(|problems| raised(py, &Refusal::wrong_call(problems)))?;
    let (input, options) = (input.bytes()?, options.bytes()?);
    // a panic would be a mistake of ours: it is told like any other problem
    let made = py.detach(|| {
        catch_unwind(AssertUnwindSafe(|| {
            ocop_operations::call(library(), name, input, options)
        }))
    });
    match made {
        Ok(made) => made.map_err(|refusal| raised(py, &refusal)),
        Err(_) => Err(raised(py, &internal())),
    }
}

fn internal() -> Refusal {
    Refusal::wrong_call(Problem::new(
        Code::Internal,
        "",
        "Chương trình gặp lỗi bên trong; đề nghị báo lại kèm dữ liệu đã dùng.",
        "The program itself failed; please report it with the input.",
    ))
}

/// The OCOP rating engine; used through the package `ocop`.
#[pymodule(gil_used = false)]
mod _native {
    #[pymodule_export]
    use super::batch::{Rated, rate_batch};
    #[pymodule_export]
    use super::{call, operations, value, version};
    use pyo3::prelude::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        let py = module.py();
        module.add("Refused", py.get_type::<super::Refused>())?;
        module.add("WrongCall", py.get_type::<super::WrongCall>())
    }
}

/// The output of an operation as a Python value; the bytes and their media type where it is no JSON.
#[pyfunction]
#[pyo3(signature = (name, input=None, options=None, /))]
fn value<'py>(
    py: Python<'py>,
    name: &Bound<'py, PyAny>,
    input: Option<&Bound<'py, PyAny>>,
    options: Option<&Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyAny>> {
    let reply = called(py, &take::name(name)?, input, options)?;
    if reply.media_type.ends_with("json") {
        give::value(py, &reply.bytes)
    } else {
        given(py, &reply)
    }
}

/// The output of an operation as the engine writes it, and its media type.
#[pyfunction]
#[pyo3(signature = (name, input=None, options=None, /))]
fn call<'py>(
    py: Python<'py>,
    name: &Bound<'py, PyAny>,
    input: Option<&Bound<'py, PyAny>>,
    options: Option<&Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyAny>> {
    given(py, &called(py, &take::name(name)?, input, options)?)
}

fn given<'py>(py: Python<'py>, reply: &Reply) -> PyResult<Bound<'py, PyAny>> {
    let pair = (PyBytes::new(py, &reply.bytes), reply.media_type);
    Ok(pair.into_pyobject(py)?.into_any())
}

/// The names of the operations, in the order of the table.
#[pyfunction]
fn operations() -> Vec<&'static str> {
    ocop_operations::OPERATIONS.iter().map(|o| o.name).collect()
}

/// The version of the engine.
#[pyfunction]
const fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}
