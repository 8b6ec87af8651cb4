//! Short texts that answers hold again and again: names of fields, numbers of criteria.

use std::sync::{Mutex, MutexGuard, TryLockError};

use pyo3::prelude::*;
use pyo3::types::PyString;

/// How many are kept.
const PLACES: usize = 512;
/// Longer ones are names and sentences, which seldom come again.
const LONGEST: usize = 24;

/// Texts of Python that were made before. Each has one place, where the one met last stands.
pub struct Texts([Option<(Box<str>, Py<PyString>)>; PLACES]);

static KEPT: Mutex<Texts> = Mutex::new(Texts([const { None }; PLACES]));

/// Those of this process. None while they are in use: by another thread, or further up by this one,
/// since making a value may collect garbage, and that may call anything.
pub fn kept() -> Option<MutexGuard<'static, Texts>> {
    match KEPT.try_lock() {
        Ok(kept) => Some(kept),
        // each place is whole at any time
        Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
        Err(TryLockError::WouldBlock) => None,
    }
}

impl Texts {
    /// A text, as it was made before or anew.
    pub fn text<'py>(&mut self, py: Python<'py>, text: &str) -> Bound<'py, PyString> {
        if text.len() > LONGEST {
            return PyString::new(py, text);
        }
        let Some(place) = self.0.get_mut(place(text)) else {
            return PyString::new(py, text);
        };
        if let Some((known, made)) = place
            && **known == *text
        {
            return made.bind(py).clone();
        }
        let made = PyString::new(py, text);
        *place = Some((text.into(), made.clone().unbind()));
        made
    }
}

/// Where a text stands: FNV-1a, of which the upper half is folded into the lower one.
fn place(text: &str) -> usize {
    let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    (hash ^ hash >> 16) as usize % PLACES
}
