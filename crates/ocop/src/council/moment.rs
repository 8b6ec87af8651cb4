//! A day, or a minute of it: when a sheet was submitted and a session closed.

use std::borrow::Cow;
use std::fmt;

use jiff::civil::{Date, Time};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::day;
use crate::text::Lang;

/// A day with or without the time: `2026-09-20` or `2026-09-20T16:30`, in the council's local time.
///
/// ```
/// use ocop::council::Moment;
/// let close = Moment::read("2026-09-20T17:00").unwrap();
/// assert!(Moment::read("2026-09-20T17:01").unwrap().is_after(close));
/// // a day without a time is only compared by the day
/// assert!(!Moment::read("2026-09-20").unwrap().is_after(close));
/// assert!(Moment::read("20/09/2026").is_none());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    date: Date,
    time: Option<Time>,
}

impl Moment {
    /// The whole of a day.
    #[must_use]
    pub const fn day(date: Date) -> Self {
        Self { date, time: None }
    }

    /// Reads a day, or a day and a time to the minute or second.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        match text.split_once('T') {
            None => crate::json::date(text).map(Self::day),
            Some((date, time)) => {
                let plain = matches!(time.len(), 5 | 8)
                    && time.bytes().all(|b| b.is_ascii_digit() || b == b':');
                let time = if plain {
                    time.parse().ok()?
                } else {
                    return None;
                };
                Some(Self {
                    date: crate::json::date(date)?,
                    time: Some(time),
                })
            }
        }
    }

    /// The day.
    #[must_use]
    pub const fn date(self) -> Date {
        self.date
    }

    /// As people read it: `20/09/2026 16:30`, `20 September 2026, 16:30`.
    #[must_use]
    pub fn written(self, lang: Lang) -> String {
        let (date, between) = match lang {
            Lang::Vi => (day::vi(self.date), " "),
            Lang::En => (day::en(self.date), ", "),
        };
        match self.time {
            None => date,
            Some(t) => format!("{date}{between}{:02}:{:02}", t.hour(), t.minute()),
        }
    }

    /// Whether it is certainly later than another: by the time where both have one, else by the day.
    #[must_use]
    pub fn is_after(self, other: Self) -> bool {
        match (self.time, other.time) {
            (Some(a), Some(b)) => (self.date, a) > (other.date, b),
            _ => self.date > other.date,
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        match self.time {
            None => Ok(()),
            Some(t) if t.second() == 0 => write!(f, "T{:02}:{:02}", t.hour(), t.minute()),
            Some(t) => write!(f, "T{:02}:{:02}:{:02}", t.hour(), t.minute(), t.second()),
        }
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        Self::read(&text)
            .ok_or_else(|| serde::de::Error::custom("expected YYYY-MM-DD or YYYY-MM-DDThh:mm"))
    }
}

impl JsonSchema for Moment {
    fn schema_name() -> Cow<'static, str> {
        "Moment".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$"
        })
    }
}
