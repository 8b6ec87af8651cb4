//! Reading an object by the names of its fields: unknown, repeated and missing ones are told.

use std::borrow::Cow;

use crate::problem::{Code, FoundValue, Problem, Problems};
use crate::text::{Text, nearest, shortened};

use super::Node;
use super::dates::date;
use super::other_files::another_format;
use super::pointers::pointer;
use super::problems::{
    invalid_date, kind, not_the_format, repeated, unknown, whole_help, wrong_type,
};

/// The fields that an object may have: the list of their names, and in a module the position of
/// each, so that code reads a field by its name and costs no look-up.
macro_rules! names {
    ($vis:vis $list:ident, $module:ident { $($name:ident = $key:literal,)* }) => {
        $vis const $list: &[&str; [$($key),*].len()] = &[$($key),*];
        $vis mod $module {
            $crate::json::positions! { 0; $($name)* }
        }
    };
}

/// Names for 0, 1, 2 …, in order.
macro_rules! positions {
    ($position:expr;) => {};
    ($position:expr; $name:ident $($rest:ident)*) => {
        pub(crate) const $name: usize = $position;
        $crate::json::positions! { $position + 1; $($rest)* }
    };
}

pub(crate) use {names, positions};

/// The fields of one object, each found at most once.
pub(crate) struct Fields<'n, 'a, const N: usize> {
    path: String,
    names: &'static [&'static str; N],
    found: [Option<&'n Node<'a>>; N],
}

impl<'n, 'a, const N: usize> Fields<'n, 'a, N> {
    /// Sorts the keys of an object into the known fields. `None` where the value is no object.
    pub(crate) fn read(
        node: &'n Node<'a>,
        path: &str,
        names: &'static [&'static str; N],
        problems: &mut Problems,
    ) -> Option<Self> {
        let Node::Object(object) = node else {
            problems.push(wrong_type(path, node, "một đối tượng {…}", "an object {…}"));
            return None;
        };
        let mut found = [None; N];
        for (key, value) in object {
            if problems.is_full() {
                break;
            }
            let slot = names
                .iter()
                .position(|n| n == key)
                .and_then(|i| found.get_mut(i));
            match slot {
                Some(slot @ None) => *slot = Some(value),
                Some(Some(_)) => problems.push(repeated(&pointer(path, key), key)),
                None => problems.push(unknown(&pointer(path, key), key, names)),
            }
        }
        Some(Self {
            path: path.to_owned(),
            names,
            found,
        })
    }

    /// The same of an input that names its format: where that is another of ours, this alone is told.
    pub(crate) fn of_format(
        node: &'n Node<'a>,
        path: &str,
        names: &'static [&'static str; N],
        format: &str,
        problems: &mut Problems,
    ) -> Option<Self> {
        if let Some(problem) = another_format(node, format) {
            problems.push(problem);
            return None;
        }
        Self::read(node, path, names, problems)
    }

    /// The value of a field, by its position in the list of names ([`names!`] gives it a name); `null`
    /// counts as absent.
    pub(crate) fn get(&self, index: usize) -> Option<&'n Node<'a>> {
        self.found
            .get(index)
            .copied()
            .flatten()
            .filter(|n| !matches!(n, Node::Null))
    }

    /// The pointer to a field.
    pub(crate) fn path(&self, index: usize) -> String {
        pointer(
            &self.path,
            self.names.get(index).copied().unwrap_or_default(),
        )
    }

    /// A text field.
    pub(crate) fn text(&self, index: usize, problems: &mut Problems) -> Option<Cow<'a, str>> {
        match self.get(index)? {
            Node::Text(text) => Some(text.clone()),
            other => {
                problems.push(wrong_type(
                    &self.path(index),
                    other,
                    "một chuỗi trong dấu ngoặc kép",
                    "text in double quotes",
                ));
                None
            }
        }
    }

    /// A field with a whole number.
    pub(crate) fn whole(&self, index: usize, problems: &mut Problems) -> Option<i64> {
        match self.get(index)? {
            Node::Int(number) => Some(*number),
            other => {
                let path = self.path(index);
                let problem = wrong_type(&path, other, "một số nguyên", "a whole number");
                problems.push(whole_help(problem, other));
                None
            }
        }
    }

    /// A field with a whole number between two bounds.
    pub(crate) fn whole_between<T: TryFrom<i64>>(
        &self,
        index: usize,
        bounds: std::ops::RangeInclusive<i64>,
        problems: &mut Problems,
    ) -> Option<T> {
        let number = self.whole(index, problems)?;
        let read = T::try_from(number)
            .ok()
            .filter(|_| bounds.contains(&number));
        if read.is_none() {
            let (least, greatest) = (bounds.start(), bounds.end());
            problems.push(Problem::unexpected(
                Code::OutOfRange,
                self.path(index),
                &FoundValue {
                    written: number.to_string(),
                    words: Text::new(number.to_string(), number.to_string()),
                },
                Text::new(
                    format!("{least} đến {greatest}"),
                    format!("{least} to {greatest}"),
                ),
            ));
        }
        read
    }

    /// A field that is true or false.
    pub(crate) fn flag(&self, index: usize, problems: &mut Problems) -> Option<bool> {
        match self.get(index)? {
            Node::Bool(value) => Some(*value),
            other => {
                problems.push(wrong_type(
                    &self.path(index),
                    other,
                    "true hoặc false",
                    "true or false",
                ));
                None
            }
        }
    }

    /// A field with one of some words.
    pub(crate) fn choice<T: Copy>(
        &self,
        index: usize,
        choices: &[(&'static str, T)],
        problems: &mut Problems,
    ) -> Option<T> {
        let text = self.text(index, problems)?;
        let found = choices.iter().find(|(name, _)| *name == text);
        if found.is_none() {
            let names = || choices.iter().map(|(name, _)| *name);
            let list = names().collect::<Vec<_>>().join(", ");
            let short = shortened(&text);
            let quoted = format!("\"{short}\"");
            let problem = Problem::unexpected(
                Code::UnknownChoice,
                self.path(index),
                &FoundValue {
                    words: Text::new(quoted.as_str(), quoted.as_str()),
                    written: short.into_owned(),
                },
                Text::new(format!("một trong: {list}"), format!("one of: {list}")),
            );
            problems.push(problem.with_nearest(nearest(&text, names())));
        }
        found.map(|(_, value)| *value)
    }

    /// A field with a list of texts, each with its position; `what` says what they are.
    pub(crate) fn texts(
        &self,
        index: usize,
        what: (&str, &str),
        problems: &mut Problems,
    ) -> Option<Vec<(usize, Cow<'a, str>)>> {
        let list = self.list(index, problems)?;
        let mut out = Vec::with_capacity(list.len());
        for (i, node) in list.iter().enumerate() {
            if problems.is_full() {
                break;
            }
            match node {
                Node::Text(text) => out.push((i, text.clone())),
                other => {
                    let path = pointer(&self.path(index), i);
                    problems.push(wrong_type(&path, other, what.0, what.1));
                }
            }
        }
        Some(out)
    }

    /// A field with a list.
    pub(crate) fn list(&self, index: usize, problems: &mut Problems) -> Option<&'n [Node<'a>]> {
        match self.get(index)? {
            Node::List(list) => Some(list),
            other => {
                problems.push(wrong_type(
                    &self.path(index),
                    other,
                    "một danh sách [\"…\"]",
                    "a list [\"…\"]",
                ));
                None
            }
        }
    }

    /// A date field, `YYYY-MM-DD`.
    pub(crate) fn date(&self, index: usize, problems: &mut Problems) -> Option<jiff::civil::Date> {
        let node = self.get(index)?;
        let date = match node {
            Node::Text(text) => date(text),
            _ => None,
        };
        if date.is_none() {
            problems.push(invalid_date(self.path(index), &kind(node).written));
        }
        date
    }

    /// The problem of a required field that is not there.
    pub(crate) fn missing(&self, index: usize, problems: &mut Problems) {
        let name = self.names.get(index).copied().unwrap_or_default();
        problems.push(Problem::new(
            Code::MissingField,
            self.path(index),
            format!("Thiếu \"{name}\"."),
            format!("\"{name}\" is missing."),
        ));
    }

    /// The name of the format, where the field of it is there: told where it is another.
    pub(crate) fn format(
        &self,
        index: usize,
        expected: &'static str,
        problems: &mut Problems,
    ) -> Option<Cow<'a, str>> {
        let found = self.text(index, problems)?;
        if found != expected {
            let mut problem = not_the_format(self.get(index), expected);
            problem.path = self.path(index);
            problems.push(problem);
        }
        Some(found)
    }
}
