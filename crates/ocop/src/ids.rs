//! Identifiers: criteria versions, criteria by position, parts and cases.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A text is not an identifier of the kind asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{found:?} is not {expected}")]
pub struct NotAnId {
    /// The text that was given.
    pub found: String,
    /// What an identifier of this kind looks like.
    pub expected: &'static str,
}

macro_rules! as_text {
    ($name:ident, $pattern:literal, $value:ident, $serializer:ident, $write:expr) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, $serializer: S) -> Result<S::Ok, S::Error> {
                let $value = self;
                $write
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": $pattern })
            }
        }
    };
}

/// A version of the criteria, named after its decision: `qd-26-2026`.
///
/// ```
/// use ocop::VersionId;
/// let version: VersionId = "qd-26-2026".parse()?;
/// assert_eq!(version.to_string(), "qd-26-2026");
/// assert!("26/2026".parse::<VersionId>().is_err());
/// # Ok::<(), ocop::NotAnId>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VersionId(String);

impl VersionId {
    /// The identifier as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for VersionId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let digits =
            |s: &str| !s.is_empty() && s.len() <= 6 && s.bytes().all(|b| b.is_ascii_digit());
        let right = text
            .strip_prefix("qd-")
            .and_then(|rest| rest.split_once('-'))
            .is_some_and(|(number, year)| digits(number) && digits(year) && year.len() == 4);
        if right {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAnId {
                found: text.to_owned(),
                expected: "a criteria version such as qd-26-2026",
            })
        }
    }
}

impl std::borrow::Borrow<str> for VersionId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for VersionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

as_text!(
    VersionId,
    "^qd-[0-9]{1,6}-[0-9]{4}$",
    id,
    s,
    s.serialize_str(&id.0)
);

/// A criterion or section by its position on the sheet: `8`, `1.1`, `6.1.1`. One to three steps,
/// each 1 to 99, without leading zeros. Ordered as printed, so `2` comes before `10`.
///
/// ```
/// use ocop::CriterionId;
/// let id: CriterionId = "6.1.1".parse()?;
/// assert!(id > "6.1".parse()?);
/// assert!("6.01".parse::<CriterionId>().is_err());
/// # Ok::<(), ocop::NotAnId>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CriterionId([u8; 3]);

impl CriterionId {
    /// Reads an identifier, or nothing: the quick way for input that is likely right.
    #[must_use]
    #[inline]
    pub fn read(text: &str) -> Option<Self> {
        // most are one digit, or two of them
        if let [section @ b'1'..=b'9', b'.', step @ b'1'..=b'9'] = text.as_bytes() {
            return Some(Self([section & 0xf, step & 0xf, 0]));
        }
        if let [section @ b'1'..=b'9'] = text.as_bytes() {
            return Some(Self([section & 0xf, 0, 0]));
        }
        Self::read_steps(text)
    }

    /// The identifier of steps that were written with other signs between them, or with zeros before
    /// them.
    pub(crate) fn of_steps<'s>(steps: impl Iterator<Item = &'s str>) -> Option<Self> {
        let steps = steps.map(|step| step.trim_start_matches('0'));
        let steps: Vec<&str> = steps.filter(|step| !step.is_empty()).collect();
        Self::read(&steps.join("."))
    }

    fn read_steps(text: &str) -> Option<Self> {
        let mut steps = [0_u8; 3];
        let mut slots = steps.iter_mut();
        let mut step = 0_u8;
        for byte in text.bytes() {
            match byte {
                b'0'..=b'9' if step > 0 || byte != b'0' => {
                    let digit = byte.saturating_sub(b'0');
                    step = step
                        .checked_mul(10)?
                        .checked_add(digit)
                        .filter(|s| *s < 100)?;
                }
                b'.' if step > 0 => *slots.next()? = std::mem::take(&mut step),
                _ => return None,
            }
        }
        *slots.next()? = Some(step).filter(|s| *s > 0)?;
        Some(Self(steps))
    }

    /// How many steps it has: 1 for a section, 2 or 3 for a criterion inside one.
    #[must_use]
    pub fn steps(self) -> usize {
        self.0.iter().filter(|s| **s != 0).count()
    }

    /// The section it stands in: `6` for `6.1.1`, and for `6` itself.
    #[must_use]
    pub const fn section(self) -> Self {
        let [section, ..] = self.0;
        Self([section, 0, 0])
    }

    /// What it stands under: `6.1` for `6.1.1`, nothing for a section.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        match self.0 {
            [_, 0, _] => None,
            [a, _, 0] => Some(Self([a, 0, 0])),
            [a, b, _] => Some(Self([a, b, 0])),
        }
    }
}

impl FromStr for CriterionId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        Self::read(text).ok_or_else(|| NotAnId {
            found: text.to_owned(),
            expected: "a criterion such as 8, 1.1 or 6.1.1",
        })
    }
}

impl CriterionId {
    /// Writes it into a buffer that holds the longest one: ratings print a hundred of them.
    fn spell(self, buffer: &mut [u8; 8]) -> &str {
        let mut length = 0_usize;
        let mut slots = buffer.iter_mut();
        let mut put = |byte: u8| {
            if let Some(slot) = slots.next() {
                *slot = byte;
                length = length.saturating_add(1);
            }
        };
        for (i, step) in self.0.into_iter().take_while(|step| *step != 0).enumerate() {
            if i > 0 {
                put(b'.');
            }
            if step >= 10 {
                put(b'0'.saturating_add(step / 10));
            }
            put(b'0'.saturating_add(step % 10));
        }
        std::str::from_utf8(buffer.get(..length).unwrap_or_default()).unwrap_or_default()
    }
}

impl fmt::Display for CriterionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.spell(&mut [0; 8]))
    }
}

as_text!(
    CriterionId,
    r"^[1-9][0-9]?(\.[1-9][0-9]?){0,2}$",
    id,
    s,
    s.serialize_str(id.spell(&mut [0; 8]))
);

/// One of two or more cases that a sheet offers, by its printed letter: `a`, `b`. One case holds
/// for the whole sheet (product set 26, criteria 8, 9 and 15).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Case(u8);

impl FromStr for Case {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        match text.as_bytes() {
            [letter @ b'a'..=b'z'] => Ok(Self(*letter)),
            _ => Err(NotAnId {
                found: text.to_owned(),
                expected: "a case such as a or b",
            }),
        }
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", char::from(self.0))
    }
}

as_text!(Case, "^[a-z]$", case, s, s.serialize_char(case.0.into()));

/// A part of the sheet by its letter: `A`, `B`, `C` (Art. 3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartLetter(u8);

impl FromStr for PartLetter {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        match text.as_bytes() {
            [letter @ b'A'..=b'Z'] => Ok(Self(*letter)),
            _ => Err(NotAnId {
                found: text.to_owned(),
                expected: "a part such as A, B or C",
            }),
        }
    }
}

impl fmt::Display for PartLetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", char::from(self.0))
    }
}

as_text!(
    PartLetter,
    "^[A-Z]$",
    part,
    s,
    s.serialize_char(part.0.into())
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn criterion_ids_are_ordered_as_printed() {
        let id = |s: &str| CriterionId::read(s).unwrap();
        assert!(id("2") < id("10") && id("6.1") < id("6.1.1") && id("6.2") < id("6.10"));
        for right in ["1", "99", "1.1", "6.1.1", "10.20.30"] {
            assert_eq!(id(right).to_string(), right);
        }
        assert_eq!(id("6.1.1").parent(), Some(id("6.1")));
        assert_eq!(id("6.1").parent(), Some(id("6")));
        assert_eq!(id("6").parent(), None);
        assert_eq!(
            (id("6.1.1").section(), id("6").section()),
            (id("6"), id("6"))
        );
        assert_eq!(
            (id("6").steps(), id("6.1").steps(), id("6.1.1").steps()),
            (1, 2, 3)
        );
    }

    #[test]
    fn other_texts_are_no_criterion_ids() {
        for wrong in [
            "", "0", "01", "1.", ".1", "1.0", "1.01", "100", "1.1.1.1", "1,1", " 1", "a",
        ] {
            assert!(CriterionId::read(wrong).is_none(), "{wrong:?}");
        }
    }

    #[test]
    fn versions_cases_and_parts_have_one_spelling() {
        for wrong in [
            "qd-26",
            "qd-26-26",
            "QD-26-2026",
            "qd--2026",
            "qd-26-2026-1",
            "qd-x-2026",
        ] {
            assert!(wrong.parse::<VersionId>().is_err(), "{wrong}");
        }
        for wrong in ["", "A", "ab", "1"] {
            assert!(wrong.parse::<Case>().is_err(), "{wrong}");
        }
        for wrong in ["", "a", "AB"] {
            assert!(wrong.parse::<PartLetter>().is_err(), "{wrong}");
        }
    }
}
