//! From values of Python to JSON.

use std::borrow::Cow;

use ocop_operations::ocop::certificate::MAX_REGISTER;
use ocop_operations::ocop::{Code, MAX_DEPTH, Problem, Problems};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{
    PyBool, PyByteArray, PyBytes, PyDate, PyDateTime, PyDict, PyFloat, PyInt, PyList, PyMemoryView,
    PyString, PyTuple,
};

/// The most bytes that are written: no operation reads more. Without it a small value that holds the
/// same part many times over would fill the memory.
const MAX_BYTES: usize = MAX_REGISTER;

/// JSON as it was handed over, or as it was made.
pub enum Taken<'a, 'py> {
    Nothing,
    Text(&'a Bound<'py, PyString>),
    Bytes(&'a Bound<'py, PyBytes>),
    Made(Vec<u8>),
}

impl Taken<'_, '_> {
    pub fn bytes(&self) -> PyResult<&[u8]> {
        Ok(match self {
            Self::Nothing => &[],
            Self::Text(text) => text.to_str()?.as_bytes(),
            Self::Bytes(bytes) => bytes.as_bytes(),
            Self::Made(bytes) => bytes,
        })
    }
}

type Result<'a, 'py> = PyResult<std::result::Result<Taken<'a, 'py>, Problems>>;

/// The name of an operation.
pub fn name<'a>(value: &'a Bound<'_, PyAny>) -> PyResult<Cow<'a, str>> {
    match value.cast::<PyString>() {
        Ok(name) => Ok(name.to_string_lossy()),
        Err(_) => Err(PyTypeError::new_err(format!(
            "the name of an operation is a str, not {}",
            kind(value)
        ))),
    }
}

/// An input: JSON as text or bytes, or a value that JSON can hold.
pub fn input<'a, 'py>(value: Option<&'a Bound<'py, PyAny>>) -> Result<'a, 'py> {
    value.map_or(Ok(Ok(Taken::Nothing)), |value| taken(value, false))
}

/// Options: a dict, or JSON as text or bytes. An underscore at the end of a name is left out, so
/// that `from_` can be written for `from`.
pub fn options<'a, 'py>(value: Option<&'a Bound<'py, PyAny>>) -> Result<'a, 'py> {
    match value {
        None => Ok(Ok(Taken::Nothing)),
        Some(value) if value.cast::<PyDict>().is_ok_and(|dict| dict.is_empty()) => {
            Ok(Ok(Taken::Nothing))
        }
        Some(value) => taken(value, true),
    }
}

fn taken<'a, 'py>(value: &'a Bound<'py, PyAny>, options: bool) -> Result<'a, 'py> {
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(match text.to_str() {
            Ok(_) => Ok(Taken::Text(text)),
            Err(_) => Err(surrogate(String::new()).into()),
        });
    }
    if let Ok(bytes) = value.cast::<PyBytes>() {
        return Ok(Ok(Taken::Bytes(bytes)));
    }
    if let Ok(bytes) = value.cast::<PyByteArray>() {
        return Ok(Ok(Taken::Made(bytes.to_vec())));
    }
    if value.is_instance_of::<PyMemoryView>() {
        let copy = value.call_method0("tobytes")?;
        return Ok(Ok(Taken::Made(copy.cast::<PyBytes>()?.as_bytes().to_vec())));
    }
    let mut writer = Writer {
        out: Vec::with_capacity(1024),
        path: Vec::new(),
        holders: Vec::new(),
        problems: Problems::new(),
        full: false,
        bare_names: options,
    };
    writer.value(value)?;
    Ok(writer.problems.or(Taken::Made(writer.out)))
}

/// One step of the way to a value.
enum Step<'py> {
    Key(Bound<'py, PyString>),
    Index(usize),
}

/// Writes a value as JSON; what JSON cannot hold is told, all of it.
struct Writer<'py> {
    out: Vec<u8>,
    path: Vec<Step<'py>>,
    /// The addresses of the lists and dicts around the value: one that holds itself has no end.
    holders: Vec<usize>,
    problems: Problems,
    full: bool,
    /// Whether names of the outermost dict lose an underscore at their end.
    bare_names: bool,
}

impl<'py> Writer<'py> {
    fn value(&mut self, value: &Bound<'py, PyAny>) -> PyResult<()> {
        if self.full {
            return Ok(());
        }
        if self.out.len() > MAX_BYTES {
            self.full = true;
            self.problems = too_large().into();
            return Ok(());
        }
        if let Ok(text) = value.cast::<PyString>() {
            match text.to_str() {
                Ok(text) => self.text(text),
                Err(_) => self.refuse(surrogate),
            }
        } else if value.is_none() {
            self.out.extend_from_slice(b"null");
        } else if let Ok(flag) = value.cast::<PyBool>() {
            let word: &[u8] = if flag.is_true() { b"true" } else { b"false" };
            self.out.extend_from_slice(word);
        } else if value.is_instance_of::<PyInt>() {
            self.whole(value);
        } else if let Ok(dict) = value.cast::<PyDict>() {
            self.within(value, |writer| writer.dict(dict))?;
        } else if let Ok(list) = value.cast::<PyList>() {
            self.within(value, |writer| writer.items(list.iter()))?;
        } else if let Ok(tuple) = value.cast::<PyTuple>() {
            self.within(value, |writer| writer.items(tuple.iter()))?;
        } else if let Ok(number) = value.cast::<PyFloat>() {
            self.float(number.value());
        } else if value.is_instance_of::<PyDate>() && !value.is_instance_of::<PyDateTime>() {
            let day = value.call_method0("isoformat")?;
            self.text(day.cast::<PyString>()?.to_str()?);
        } else {
            match index(value)? {
                Some(number) => self.whole(&number),
                None => self.strange(value),
            }
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        // to a vector, and of a text, this does not fail
        let _ = serde_json::to_writer(&mut self.out, text);
    }

    fn strange(&mut self, value: &Bound<'py, PyAny>) {
        let found = kind(value);
        self.refuse(|path| {
            Problem::new(
                Code::WrongType,
                path,
                format!("Gặp {found}: JSON không có giá trị loại này."),
                format!("Found {found}: JSON has no such value."),
            )
            .with_found(found.clone())
            .with_expected(
                "dict, list, str, int, float, bool, None hoặc date",
                "a dict, list, str, int, float, bool, None or date",
            )
        });
    }

    fn whole(&mut self, value: &Bound<'py, PyAny>) {
        if let Ok(number) = value.extract::<i64>() {
            let _ = serde_json::to_writer(&mut self.out, &number);
            return;
        }
        // Python writes no number of more than some thousand digits
        let decimal = to_int(value).and_then(|int| int.str());
        match decimal.as_ref().map(|digits| digits.to_str()) {
            Ok(Ok(digits)) => self.out.extend_from_slice(digits.as_bytes()),
            _ => self.refuse(|path| {
                Problem::new(
                    Code::OutOfRange,
                    path,
                    "Số có quá nhiều chữ số.",
                    "The number has too many digits.",
                )
            }),
        }
    }

    fn float(&mut self, number: f64) {
        if number.is_finite() {
            let _ = serde_json::to_writer(&mut self.out, &number);
            return;
        }
        let found = if number.is_nan() { "nan" } else { "inf" };
        self.refuse(|path| {
            Problem::new(
                Code::WrongType,
                path,
                format!("Gặp {found}, cần một số."),
                format!("Found {found}, expected a number."),
            )
            .with_found(found)
            .with_expected("một số", "a number")
        });
    }

    /// A dict or list, unless it holds itself or lies too deep.
    fn within(
        &mut self,
        value: &Bound<'py, PyAny>,
        write: impl FnOnce(&mut Self) -> PyResult<()>,
    ) -> PyResult<()> {
        let address = value.as_ptr().addr();
        let deepest = usize::from(MAX_DEPTH);
        if self.holders.contains(&address) {
            self.refuse(|path| {
                Problem::new(
                    Code::TooDeep,
                    path,
                    "Giá trị chứa chính nó.",
                    "The value holds itself.",
                )
            });
        } else if self.holders.len() >= deepest {
            self.refuse(|path| {
                Problem::new(
                    Code::TooDeep,
                    path,
                    format!("Lồng sâu quá {deepest} lớp."),
                    format!("Nested deeper than {deepest} levels."),
                )
            });
        } else {
            self.holders.push(address);
            write(self)?;
            self.holders.pop();
        }
        Ok(())
    }

    fn dict(&mut self, dict: &Bound<'py, PyDict>) -> PyResult<()> {
        let outermost = self.holders.len() == 1;
        self.out.push(b'{');
        // a copy: what is called on the way may change the dict
        for (index, item) in dict.items().iter().enumerate() {
            let (key, value): (Bound<'py, PyAny>, Bound<'py, PyAny>) = item.extract()?;
            if index > 0 {
                self.out.push(b',');
            }
            let Ok(key) = key.cast_into::<PyString>() else {
                self.refuse(key_no_text);
                continue;
            };
            match key.to_str() {
                Err(_) => {
                    self.refuse(surrogate);
                    continue;
                }
                Ok(name) if self.bare_names && outermost => {
                    self.text(name.strip_suffix('_').unwrap_or(name));
                }
                Ok(name) => self.text(name),
            }
            self.out.push(b':');
            self.path.push(Step::Key(key));
            self.value(&value)?;
            self.path.pop();
        }
        self.out.push(b'}');
        Ok(())
    }

    fn items(&mut self, items: impl Iterator<Item = Bound<'py, PyAny>>) -> PyResult<()> {
        self.out.push(b'[');
        for (index, item) in items.enumerate() {
            if index > 0 {
                self.out.push(b',');
            }
            self.path.push(Step::Index(index));
            self.value(&item)?;
            self.path.pop();
            if self.full {
                break;
            }
        }
        self.out.push(b']');
        Ok(())
    }

    fn refuse(&mut self, problem: impl FnOnce(String) -> Problem) {
        let mut path = String::new();
        for step in &self.path {
            path.push('/');
            match step {
                Step::Index(index) => path.push_str(&index.to_string()),
                Step::Key(key) => {
                    let key = key.to_string_lossy();
                    path.push_str(&key.replace('~', "~0").replace('/', "~1"));
                }
            }
        }
        self.problems.push(problem(path));
    }
}

/// The whole number that a value of NumPy or its like is.
fn index<'py>(value: &Bound<'py, PyAny>) -> PyResult<Option<Bound<'py, PyAny>>> {
    if !value.hasattr("__index__")? {
        return Ok(None);
    }
    match value.call_method0("__index__") {
        Ok(number) => Ok(Some(number)),
        // an array that is no single number has the method, and refuses
        Err(error) if error.is_instance_of::<PyTypeError>(value.py()) => Ok(None),
        Err(error) => Err(error),
    }
}

/// A number as Python's own `int`: others write themselves as they like.
fn to_int<'py>(value: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    static INT: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let py = value.py();
    let int = INT.get_or_try_init(py, || {
        PyResult::Ok(py.import("builtins")?.getattr("int")?.unbind())
    })?;
    int.bind(py).call1((value,))
}

/// The type of a value, as Python names it.
fn kind(value: &Bound<'_, PyAny>) -> String {
    let name = value.get_type().qualname();
    name.map_or_else(|_| "?".to_owned(), |name| name.to_string())
}

fn surrogate(path: String) -> Problem {
    Problem::new(
        Code::NotUtf8,
        path,
        "Văn bản có nửa ký tự (surrogate) đứng riêng, không ghi được bằng UTF-8.",
        "The text has half a character (a lone surrogate), which UTF-8 cannot hold.",
    )
}

fn key_no_text(path: String) -> Problem {
    Problem::new(
        Code::WrongType,
        path,
        "Tên trường phải là str, ví dụ \"1.1\".",
        "The name of a field is a str, such as \"1.1\".",
    )
}

fn too_large() -> Problem {
    Problem::new(
        Code::TooLarge,
        "",
        format!("Dữ liệu vượt giới hạn {MAX_BYTES} byte."),
        format!("The input is over the limit of {MAX_BYTES} bytes."),
    )
}
