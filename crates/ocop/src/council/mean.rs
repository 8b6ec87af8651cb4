//! A mean, and the distance from one, as they are shown: rounded half up to two places. Decisions
//! compare sums and counts instead.

use std::borrow::Cow;
use std::fmt;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A mean rounded half up to two places, for people to read. No decision rests on it.
///
/// ```
/// use ocop::council::Mean;
/// assert_eq!(Mean::of(269, 3).unwrap().to_string(), "89.67");
/// assert_eq!(Mean::of(7199, 80).unwrap().to_string(), "89.99");
/// assert_eq!(Mean::of(1, 8).unwrap().to_string(), "0.13");
/// assert_eq!(Mean::of(792, 9).unwrap().to_string(), "88");
/// assert!(Mean::of(0, 0).is_none());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mean(Decimal);

impl Mean {
    /// The mean of so many whole numbers with this sum; none of none.
    #[must_use]
    pub fn of(sum: u32, count: u32) -> Option<Self> {
        let (sum, count) = (u64::from(sum), u64::from(count));
        // half up: floor((200 sum + count) / 2 count), in hundredths
        let hundredths = sum
            .saturating_mul(200)
            .saturating_add(count)
            .checked_div(count.saturating_mul(2))?;
        let hundredths = i64::try_from(hundredths).ok()?;
        Some(Self(Decimal::new(hundredths, 2).normalize()))
    }

    /// The number.
    #[must_use]
    pub const fn decimal(self) -> Decimal {
        self.0
    }
}

impl fmt::Display for Mean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// A JSON number: whole where it is whole, else the shortest one that reads back the same.
fn write<S: Serializer>(number: Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    match i64::try_from(number) {
        Ok(whole) if number.scale() == 0 => serializer.serialize_i64(whole),
        _ => match number.to_string().parse::<f64>() {
            Ok(number) => serializer.serialize_f64(number),
            Err(error) => Err(serde::ser::Error::custom(error)),
        },
    }
}

fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    let number = serde_json::Number::deserialize(deserializer)?;
    let number: Result<Decimal, _> = number.to_string().parse();
    number
        .map(|d| d.normalize())
        .map_err(serde::de::Error::custom)
}

impl Serialize for Mean {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write(self.0, serializer)
    }
}

impl<'de> Deserialize<'de> for Mean {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer).map(Self)
    }
}

impl JsonSchema for Mean {
    fn schema_name() -> Cow<'static, str> {
        "Mean".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "number", "minimum": 0,
            "description": "A mean rounded half up to two places, for display only."
        })
    }
}

/// How far one member's points are from the mean of the others': above it, or below with a minus.
/// Rounded to two places, halves away from zero, for people to read; who is furthest is compared
/// exactly.
///
/// ```
/// use ocop::council::Deviation;
/// // 54 among 90, 91 and 92
/// assert_eq!(Deviation::of(54, 327, 4).unwrap().to_string(), "-37");
/// assert_eq!(Deviation::of(92, 327, 4).unwrap().to_string(), "13.67");
/// // nobody else scored
/// assert!(Deviation::of(54, 54, 1).is_none());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deviation(Decimal);

impl Deviation {
    /// Of one of so many numbers with this sum; none where there is no other.
    #[must_use]
    pub fn of(points: u16, sum: u32, count: u32) -> Option<Self> {
        let others = u64::from(count).checked_sub(1).filter(|n| *n > 0)?;
        // |count × points − sum| / (count − 1), rounded half up, in hundredths
        let off = distance(points, sum, count);
        let double = others.saturating_mul(2);
        let hundredths = off
            .saturating_mul(200)
            .saturating_add(others)
            .checked_div(double)?;
        let mut shown = Decimal::new(i64::try_from(hundredths).ok()?, 2).normalize();
        let below = u64::from(points).saturating_mul(count.into()) < u64::from(sum);
        shown.set_sign_negative(below && !shown.is_zero());
        Some(Self(shown))
    }

    /// The number.
    #[must_use]
    pub const fn decimal(self) -> Decimal {
        self.0
    }
}

/// How far a number is from the mean of the others, times their count: exact, and enough to say who
/// is furthest.
pub(super) fn distance(points: u16, sum: u32, count: u32) -> u64 {
    u64::from(points)
        .saturating_mul(count.into())
        .abs_diff(sum.into())
}

impl fmt::Display for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl Serialize for Deviation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write(self.0, serializer)
    }
}

impl<'de> Deserialize<'de> for Deviation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer).map(Self)
    }
}

impl JsonSchema for Deviation {
    fn schema_name() -> Cow<'static, str> {
        "Deviation".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "number",
            "description": "Points above the mean of the others, or below it with a minus; rounded to two places, for display only."
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_is_rounded_half_up_and_reads_back() {
        for (sum, count, shown) in [
            (8999, 100, "89.99"),
            (89_995, 1000, "90"),
            (89_994, 1000, "89.99"),
            (1, 3, "0.33"),
            (2, 3, "0.67"),
            (0, 5, "0"),
            (1, 200, "0.01"),
        ] {
            let mean = Mean::of(sum, count).unwrap();
            assert_eq!(mean.to_string(), shown);
            let json = serde_json::to_string(&mean).unwrap();
            assert_eq!(json, shown);
            assert_eq!(serde_json::from_str::<Mean>(&json).unwrap(), mean);
        }
    }
}
