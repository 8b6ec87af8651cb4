//! From JSON to values of Python.

use std::fmt;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyList, PyString};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::texts::{self, Texts};

/// The value that a JSON text of ours writes: `dict`, `list`, `str`, `int`, `float`, `bool`, `None`.
pub fn value<'py>(py: Python<'py>, json: &[u8]) -> PyResult<Bound<'py, PyAny>> {
    let wrong = |error: &dyn fmt::Display| PyRuntimeError::new_err(error.to_string());
    // once for the whole text, and not for each string in it
    let json = str::from_utf8(json).map_err(|error| wrong(&error))?;
    let mut reader = serde_json::Deserializer::from_str(json);
    let mut kept = texts::kept();
    let maker = Maker {
        py,
        texts: kept.as_deref_mut(),
    };
    maker
        .deserialize(&mut reader)
        .map_err(|error| wrong(&error))
}

/// Makes a value of Python of whatever is read.
struct Maker<'py, 'k> {
    py: Python<'py>,
    /// Texts that were made before; none where another thread makes a value just now.
    texts: Option<&'k mut Texts>,
}

impl<'py> Maker<'py, '_> {
    /// For a part of the value.
    fn within(&mut self) -> Maker<'py, '_> {
        Maker {
            py: self.py,
            texts: self.texts.as_deref_mut(),
        }
    }
}

impl<'de, 'py> DeserializeSeed<'de> for Maker<'py, '_> {
    type Value = Bound<'py, PyAny>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, 'py> Visitor<'de> for Maker<'py, '_> {
    type Value = Bound<'py, PyAny>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(self.py.None().into_bound(self.py))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(PyBool::new(self.py, value).to_owned().into_any())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(PyInt::new(self.py, value).into_any())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        Ok(PyInt::new(self.py, value).into_any())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        Ok(PyFloat::new(self.py, value).into_any())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Self::Value, E> {
        let text = match self.texts {
            Some(texts) => texts.text(self.py, value),
            None => PyString::new(self.py, value),
        };
        Ok(text.into_any())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<Self::Value, A::Error> {
        let list = PyList::empty(self.py);
        while let Some(item) = seq.next_element_seed(self.within())? {
            list.append(item).map_err(A::Error::custom)?;
        }
        Ok(list.into_any())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self::Value, A::Error> {
        let dict = PyDict::new(self.py);
        while let Some(key) = map.next_key_seed(self.within())? {
            let value = map.next_value_seed(self.within())?;
            dict.set_item(key, value).map_err(A::Error::custom)?;
        }
        Ok(dict.into_any())
    }
}
