//! Reading an object by the names of its fields: unknown, repeated and missing ones are told.

use std::borrow::Cow;

use super::Node;
use crate::day::{NotADay, read_day};
use crate::problem::{Code, Found, Problem, Problems};
use crate::text::{Text, nearest, shortened};

/// A JSON Pointer one step further.
pub(crate) fn pointer(path: &str, step: impl std::fmt::Display) -> String {
    let step = step.to_string();
    if step.contains(['~', '/']) {
        format!("{path}/{}", step.replace('~', "~0").replace('/', "~1"))
    } else {
        format!("{path}/{step}")
    }
}

/// What a value is: as it is written, and how a sentence names it.
pub(crate) fn kind(node: &Node<'_>) -> Found {
    let (written, vi, en) = match node {
        Node::Null => ("null".to_owned(), "null".to_owned(), "null".to_owned()),
        Node::Bool(b) => (b.to_string(), b.to_string(), b.to_string()),
        Node::Int(n) => (n.to_string(), format!("số {n}"), format!("the number {n}")),
        // 1.0 is not 1: it is told as it was written
        Node::Number(n) => (
            format!("{n:?}"),
            format!("số {n:?}"),
            format!("the number {n:?}"),
        ),
        Node::Text(t) => {
            let short = shortened(t);
            let (vi, en) = (
                format!("chuỗi \"{short}\""),
                format!("the text \"{short}\""),
            );
            (short.into_owned(), vi, en)
        }
        Node::List(_) => (
            "[…]".to_owned(),
            "danh sách".to_owned(),
            "a list".to_owned(),
        ),
        Node::Object(_) => (
            "{…}".to_owned(),
            "đối tượng".to_owned(),
            "an object".to_owned(),
        ),
    };
    Found {
        written,
        words: Text::new(vi, en),
    }
}

/// Adds how to write the whole number that was meant, where one was.
pub(crate) fn whole_help(problem: Problem, found: &Node<'_>) -> Problem {
    match found {
        Node::Text(text) => match text.trim().parse::<i64>() {
            Ok(number) => problem.with_help(
                format!("Bỏ dấu ngoặc kép: {number}."),
                format!("Leave out the quotes: {number}."),
            ),
            Err(_) => problem,
        },
        Node::Number(number) => {
            let written = format!("{number:?}");
            let whole = written.strip_suffix(".0").map(str::parse::<i64>);
            match whole {
                Some(Ok(n)) => problem.with_help(format!("Ghi {n}."), format!("Write {n}.")),
                _ => problem,
            }
        }
        _ => problem,
    }
}

/// The problem of a value of another kind than expected.
pub(crate) fn wrong_type(path: &str, found: &Node<'_>, vi: &str, en: &str) -> Problem {
    Problem::unexpected(Code::WrongType, path, &kind(found), Text::new(vi, en))
}

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
                &Found {
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
                &Found {
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
            problems.push(not_the_format(self.get(index), expected));
        }
        Some(found)
    }
}

/// The problem of an input whose `format` is missing or another.
pub(crate) fn not_the_format(found: Option<&Node<'_>>, expected: &str) -> Problem {
    let Some(found) = found.map(kind) else {
        return Problem::new(
            Code::UnknownFormat,
            "/format",
            format!("Thiếu trường \"format\": \"{expected}\"."),
            format!("The field \"format\": \"{expected}\" is missing."),
        )
        .with_expected(expected, expected)
        .with_suggestion(expected);
    };
    let quoted = format!("\"{expected}\"");
    Problem::new(
        Code::UnknownFormat,
        "/format",
        format!("Định dạng là \"{}\", cần {quoted}.", found.written),
        format!("The format is \"{}\", expected {quoted}.", found.written),
    )
    .with_found(found.written)
    .with_expected(expected, expected)
    .with_suggestion(expected)
}

/// The problem of a date that does not exist, or is not written as the formats write dates.
pub(crate) fn invalid_date(path: impl Into<String>, found: &str) -> Problem {
    let meant = read_day(found);
    let found = shortened(found);
    let problem = Problem::new(
        Code::InvalidDate,
        path,
        format!("\"{found}\" không phải ngày có thật dạng năm-tháng-ngày, ví dụ 2026-08-03."),
        format!("\"{found}\" is no real date as YYYY-MM-DD, such as 2026-08-03."),
    )
    .with_found(found.as_ref())
    .with_expected(
        "năm-tháng-ngày, ví dụ 2026-08-03",
        "YYYY-MM-DD, such as 2026-08-03",
    );
    match meant {
        // written as people write it
        Ok(day) | Err(NotADay::MonthFirst(day)) => problem.with_nearest(Some(&day.to_string())),
        Err(NotADay::Impossible) => {
            problem.with_help("Không có ngày này.", "There is no such day.")
        }
        Err(_) => problem,
    }
}

/// A date written `YYYY-MM-DD`, and in no other of the ways that ISO 8601 knows.
///
/// ```
/// assert!(ocop::parse_date("2026-08-03").is_some());
/// assert!(ocop::parse_date("2026-02-30").is_none());
/// ```
#[must_use]
pub fn date(text: &str) -> Option<jiff::civil::Date> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return None;
    };
    let digit = |byte: &u8| {
        let digit = byte.checked_sub(b'0').filter(|d| *d < 10)?;
        i8::try_from(digit).ok()
    };
    let two = |tens, ones| digit(tens)?.checked_mul(10)?.checked_add(digit(ones)?);
    let century = i16::from(two(y1, y2)?).checked_mul(100)?;
    let year = century.checked_add(two(y3, y4)?.into())?;
    jiff::civil::Date::new(year, two(m1, m2)?, two(d1, d2)?).ok()
}

/// The problem of a key that stands twice.
pub(crate) fn repeated(path: &str, key: &str) -> Problem {
    let key = shortened(key);
    Problem::new(
        Code::RepeatedKey,
        path,
        format!("\"{key}\" xuất hiện hai lần; chỉ được một lần."),
        format!("\"{key}\" stands twice; only one is allowed."),
    )
    .with_found(key.as_ref())
}

fn unknown(path: &str, key: &str, names: &[&'static str]) -> Problem {
    let problem = Problem::new(
        Code::UnknownField,
        path,
        format!("Không có trường \"{}\".", shortened(key)),
        format!("There is no field \"{}\".", shortened(key)),
    )
    .with_found(shortened(key));
    match nearest(key, names.iter().copied()) {
        Some(name) => problem.with_nearest(Some(name)),
        None => {
            let list = names.join(", ");
            problem.with_help(
                format!("Các trường: {list}."),
                format!("The fields are: {list}."),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_have_one_spelling_and_exist() {
        assert!(date("2026-08-03").is_some() && date("2028-02-29").is_some());
        for wrong in [
            "2026-02-30",
            "2026-8-3",
            "20260803",
            "2026-W31-1",
            "2026-08-03T00:00",
            "03/08/2026",
            "",
        ] {
            assert!(date(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn pointers_escape_as_rfc_6901_says() {
        assert_eq!(pointer("/answers", "a/b~c"), "/answers/a~1b~0c");
        assert_eq!(pointer("", 3), "/3");
    }
}
