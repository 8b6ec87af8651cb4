//! Every bounded quantity of the engine, in one table: name, unit, least and greatest value.
//!
//! A value of one of these types is always within its bounds: the constructor, the parser and the
//! deserialiser share one check.

use std::fmt;

/// A number lies outside the bounds of its quantity.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{quantity}: {found} is outside {least} to {greatest}")]
pub struct OutOfBounds {
    /// The quantity's name, such as `stars`.
    pub quantity: &'static str,
    /// The number that was given.
    pub found: i64,
    /// The least value allowed.
    pub least: i64,
    /// The greatest value allowed.
    pub greatest: i64,
}

macro_rules! bounded {
    ($($(#[$doc:meta])* $name:ident($repr:ty): $quantity:literal, $least:literal to $greatest:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "i64", into = "i64")]
        pub struct $name($repr);

        impl $name {
            /// The least value.
            pub const MIN: Self = Self($least);
            /// The greatest value.
            pub const MAX: Self = Self($greatest);

            /// Checks a number.
            ///
            /// # Errors
            ///
            /// [`OutOfBounds`] where the number is not between the least and the greatest value.
            pub fn new(number: i64) -> Result<Self, OutOfBounds> {
                <$repr>::try_from(number)
                    .ok()
                    .filter(|n| ($least..=$greatest).contains(n))
                    .map(Self)
                    .ok_or(OutOfBounds {
                        quantity: $quantity,
                        found: number,
                        least: $least,
                        greatest: $greatest,
                    })
            }

            /// The number itself.
            #[must_use]
            pub const fn get(self) -> $repr {
                self.0
            }

            /// One more; none above the greatest value.
            #[must_use]
            pub fn next(self) -> Option<Self> {
                Self::new(i64::from(self.0).checked_add(1)?).ok()
            }

            /// One less; none below the least value.
            #[must_use]
            pub fn previous(self) -> Option<Self> {
                Self::new(i64::from(self.0).checked_sub(1)?).ok()
            }
        }

        impl TryFrom<i64> for $name {
            type Error = OutOfBounds;

            fn try_from(number: i64) -> Result<Self, OutOfBounds> {
                Self::new(number)
            }
        }

        impl From<$name> for i64 {
            fn from(value: $name) -> i64 {
                i64::from(value.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "integer", "minimum": $least, "maximum": $greatest
                })
            }
        }
    )*};
}

bounded! {
    /// Stars of a product, 1 to 5. Only products of 3 stars and more are recognised (Art. 4.1).
    ///
    /// ```
    /// use ocop::Stars;
    /// assert_eq!(Stars::new(4)?.get(), 4);
    /// assert!(Stars::new(6).is_err());
    /// assert_eq!((Stars::MAX.next(), Stars::MAX.previous()), (None, Some(Stars::new(4)?)));
    /// # Ok::<(), ocop::OutOfBounds>(())
    /// ```
    Stars(u8): "stars", 1 to 5;

    /// Whole points: of a level, a criterion, a section, a part or a sheet. A sheet's greatest
    /// total is 100 (Art. 3.3); the bound here is wider so that totals of several can be held.
    Points(u16): "points", 0 to 10_000;

    /// A product set's number in Annex II, 1 to 26 in the decisions so far.
    ProductSetNumber(u8): "product_set", 1 to 99;

    /// A level of a criterion in printed order, from 1; `0` says that none of them is reached,
    /// which is an answer and always worth 0 points.
    LevelNumber(u8): "level", 0 to 99;
}

impl Points {
    /// No points.
    pub const ZERO: Self = Self(0);

    /// Adds, stopping at the greatest value: data checks keep sheets far below it.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0).min(Self::MAX.0))
    }

    /// What is left without others; none where those are more.
    #[must_use]
    pub const fn minus(self, others: Self) -> Self {
        Self(self.0.saturating_sub(others.0))
    }
}

impl std::iter::Sum for Points {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        // no list is so long that this would overflow
        let total: u64 = iter.map(|points| u64::from(points.0)).sum();
        u16::try_from(total).map_or(Self::MAX, |total| Self::ZERO.plus(Self(total)))
    }
}

impl LevelNumber {
    /// None of the levels is reached: always 0 points.
    pub const NONE_REACHED: Self = Self(0);
}
