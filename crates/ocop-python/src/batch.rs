//! Columns in, columns out, through the Arrow C data interface: no library for Arrow is needed here,
//! and any that speaks it will do on the other side.

use std::ffi::CStr;
use std::num::NonZero;

use ocop_arrow::arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use ocop_arrow::arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchReader};
use ocop_arrow::arrow_schema::ffi::FFI_ArrowSchema;
use ocop_arrow::arrow_schema::{ArrowError, SchemaRef};
use ocop_arrow::{Rater, RaterOptions};
use ocop_operations::ocop::{AssessOptions, Problems, read_options};
use ocop_operations::{Refusal, rate};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::held::library;
use crate::refused::raised;

const STREAM: &CStr = c"arrow_array_stream";
const SCHEMA: &CStr = c"arrow_schema";

/// Results as columns: pass it to any library that speaks Arrow.
#[pyclass(frozen, module = "ocop")]
pub struct Rated {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

#[pymethods]
impl Rated {
    /// The number of rows.
    #[getter]
    fn num_rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        let fields = self.schema.fields().iter();
        fields.map(|field| field.name().clone()).collect()
    }

    fn __len__(&self) -> usize {
        self.num_rows()
    }

    fn __repr__(&self) -> String {
        format!("<ocop.Rated: {} rows>", self.num_rows())
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.schema.as_ref()).map_err(|e| failed(&e))?;
        PyCapsule::new_with_value(py, schema, SCHEMA)
    }

    /// The rows as an Arrow stream, as often as they are asked for. Another schema is not made of
    /// them: whoever asks casts.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let batches = self.batches.clone().into_iter().map(Ok);
        let reader = RecordBatchIterator::new(batches, self.schema.clone());
        let stream = FFI_ArrowArrayStream::new(Box::new(reader));
        PyCapsule::new_with_value(py, stream, STREAM)
    }
}

/// Rates a table of dossiers: see the package.
#[pyfunction]
#[pyo3(signature = (table, column, keep, points, options, threads))]
pub fn rate_batch(
    py: Python<'_>,
    table: &Bound<'_, PyAny>,
    column: Option<String>,
    keep: Vec<String>,
    points: bool,
    options: Option<&Bound<'_, PyAny>>,
    threads: Option<usize>,
) -> PyResult<Rated> {
    let wrong = |problems: Problems| raised(py, &Refusal::wrong_call(problems));
    let options = crate::take::options(options)?.map_err(wrong)?;
    let options: rate::RateOptions = read_options(options.bytes()?).map_err(wrong)?;
    let assess = rate::reading(library(), &options).map_err(|refusal| raised(py, &refusal))?;
    let threads = match threads {
        None => std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN),
        Some(threads) => {
            NonZero::new(threads).ok_or_else(|| PyValueError::new_err("threads is 1 or more"))?
        }
    };
    let reader = reader(table)?;
    // what comes from Python takes the interpreter's lock by itself
    let made = py.detach(|| rated(reader, column, keep, points, assess, threads));
    match made {
        Ok(rated) => Ok(rated),
        Err(Failure::Wrong(problems)) => Err(wrong(problems)),
        Err(Failure::Arrow(error)) => Err(failed(&error)),
    }
}

enum Failure {
    Wrong(Problems),
    Arrow(ArrowError),
}

fn rated(
    reader: RecordBatchStreamReader,
    column: Option<String>,
    keep: Vec<String>,
    points: bool,
    assess: AssessOptions,
    threads: NonZero<usize>,
) -> Result<Rated, Failure> {
    let options = RaterOptions::default()
        .column(column)
        .keep(keep)
        .points(points)
        .assess(assess);
    let rater = Rater::new(library().clone(), &reader.schema(), options).map_err(Failure::Wrong)?;
    let mut batches = Vec::new();
    for batch in reader {
        let batch = batch.map_err(Failure::Arrow)?;
        batches.extend(rater.rate_on(&batch, threads).map_err(Failure::Arrow)?);
    }
    Ok(Rated {
        schema: rater.schema(),
        batches,
    })
}

/// The batches of a table of whatever library.
fn reader(table: &Bound<'_, PyAny>) -> PyResult<RecordBatchStreamReader> {
    if !table.hasattr("__arrow_c_stream__")? {
        return Err(PyTypeError::new_err(format!(
            "a table has __arrow_c_stream__, as those of pyarrow, pandas, Polars and DuckDB do; found {}",
            table.get_type().qualname()?
        )));
    }
    let made = table.call_method0("__arrow_c_stream__")?;
    let capsule = made.cast::<PyCapsule>()?;
    let pointer = capsule
        .pointer_checked(Some(STREAM))?
        .cast::<FFI_ArrowArrayStream>();
    // SAFETY: a capsule of this name points to a stream, which is moved out and left as released
    let stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.as_ptr()) };
    RecordBatchStreamReader::try_new(stream).map_err(|e| failed(&e))
}

fn failed(error: &ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}
