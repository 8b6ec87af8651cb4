//! A cell and what stands in it.

use std::borrow::Cow;
use std::sync::Arc;

use ocop::{Lang, read_day, tidy, written_day};

/// A cell in which something stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Its row, from 0.
    pub row: u32,
    /// Its column, from 0.
    pub column: u16,
    /// What stands in it; of a formula, the last value that a program worked out, or an empty text.
    pub value: Value,
    /// Whether it is a formula.
    pub formula: bool,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text; cells with the same text share it.
    Text(Arc<str>),
    /// A number, as the file has it.
    Number(f64),
    /// True or false.
    Bool(bool),
    /// An error of a formula: `#REF!`.
    Error(Arc<str>),
    /// A day or time in ISO 8601, where the file says that it is one.
    Date(Arc<str>),
}

/// A number as people write it: without a fraction that it does not have.
fn shown_number(number: f64) -> String {
    number.to_string()
}

impl Value {
    /// As text, the way it was written.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) | Self::Error(text) | Self::Date(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(shown_number(*number)),
            Self::Bool(true) => Cow::Borrowed("TRUE"),
            Self::Bool(false) => Cow::Borrowed("FALSE"),
        }
    }

    /// As text, the way it is meant: letters composed, every run of spaces one.
    pub(crate) fn tidied(&self) -> Cow<'_, str> {
        match self.text() {
            Cow::Borrowed(text) => tidy(text),
            Cow::Owned(text) => Cow::Owned(tidy(&text).into_owned()),
        }
    }

    /// As messages quote it: a day as sheets in Vietnamese show it.
    pub(crate) fn quoted(&self) -> Cow<'_, str> {
        let day = match self {
            Self::Date(date) => date.split('T').next().and_then(|day| read_day(day).ok()),
            _ => None,
        };
        day.map_or_else(|| self.text(), |day| written_day(day, Lang::Vi).into())
    }

    /// Whether nothing but spaces stands there.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }

    /// A whole number, whether it stands there as number or text: `3`, `"3 "`, `"3,0"`, `"３"`.
    ///
    /// ```
    /// use ocop_office::workbook::read::Value;
    /// for (text, whole) in [("3", Some(3)), (" 3,0 ", Some(3)), ("-2.00", Some(-2)), ("3,5", None), ("ba", None), ("", None), ("1.000", Some(1)), ("1 0", None)] {
    ///     assert_eq!(Value::Text(text.into()).whole(), whole, "{text}");
    /// }
    /// assert_eq!(Value::Number(3.0).whole(), Some(3));
    /// assert_eq!(Value::Number(2.5).whole(), None);
    /// ```
    #[must_use]
    pub fn whole(&self) -> Option<i64> {
        if let Self::Bool(_) | Self::Error(_) | Self::Date(_) = self {
            return None;
        }
        let text = self.text();
        // spaces within are no part of points: "1 0" is as likely two figures as one number
        let plain: String = text
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}'))
            .chars()
            .filter(|c| !matches!(c, '\u{200b}' | '\u{feff}'))
            .map(|c| match c {
                '０'..='９' => u32::from(c)
                    .checked_sub(u32::from('０'))
                    .and_then(|d| char::from_digit(d, 10))
                    .unwrap_or(c),
                ',' => '.',
                c => c,
            })
            .collect();
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        if !fraction.chars().all(|c| c == '0') || whole.len() > 15 {
            return None;
        }
        whole.parse().ok()
    }
}
