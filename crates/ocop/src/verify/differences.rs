//! Where two JSON values differ.

use serde_json::Value;

use super::report::Difference;
use crate::json::pointer;

/// The most differences that are listed.
const MOST: usize = 1000;

/// Differences, those of wording apart.
#[derive(Default)]
pub(super) struct Differences {
    pub figures: usize,
    pub words: usize,
    pub listed: Vec<Difference>,
    pub more: usize,
}

impl Differences {
    /// What `stated` says otherwise than `found`, `digests` apart: they are looked at one by one.
    pub(super) fn between(stated: &Value, found: &Value) -> Self {
        let mut differences = Self::default();
        differences.look("", stated, found);
        differences
    }

    fn look(&mut self, path: &str, stated: &Value, found: &Value) {
        match (stated, found) {
            (Value::Object(a), Value::Object(b)) => {
                for (key, value) in a {
                    if path.is_empty() && key == "digests" {
                        continue;
                    }
                    let below = pointer(path, key);
                    match b.get(key) {
                        Some(other) => self.look(&below, value, other),
                        None => self.tell(below, Some(value), None),
                    }
                }
                for (key, value) in b.iter().filter(|(key, _)| !a.contains_key(*key)) {
                    if !(path.is_empty() && key == "digests") {
                        self.tell(pointer(path, key), None, Some(value));
                    }
                }
            }
            (Value::Array(a), Value::Array(b)) => {
                for i in 0..a.len().max(b.len()) {
                    let below = pointer(path, i);
                    match (a.get(i), b.get(i)) {
                        (Some(one), Some(other)) => self.look(&below, one, other),
                        (one, other) => self.tell(below, one, other),
                    }
                }
            }
            (one, other) if one == other => {}
            (one, other) => self.tell(path.to_owned(), Some(one), Some(other)),
        }
    }

    fn tell(&mut self, path: String, stated: Option<&Value>, found: Option<&Value>) {
        let wording = path.ends_with("/vi") || path.ends_with("/en");
        let count = if wording {
            &mut self.words
        } else {
            &mut self.figures
        };
        *count = count.saturating_add(1);
        if self.listed.len() >= MOST {
            self.more = self.more.saturating_add(1);
            return;
        }
        self.listed.push(Difference {
            path,
            stated: stated.cloned(),
            found: found.cloned(),
        });
    }
}
