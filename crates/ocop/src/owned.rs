//! From what borrows to what does not: every type whose texts may borrow has `into_owned`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::caller::CallerId;

/// A value that may borrow, and the same value borrowing from nothing.
pub(crate) trait Owned {
    /// The type that borrows from nothing.
    type Static: 'static;

    /// The value, its texts copied where they were borrowed.
    fn owned(self) -> Self::Static;
}

impl Owned for Cow<'_, str> {
    type Static = Cow<'static, str>;

    fn owned(self) -> Self::Static {
        Cow::Owned(self.into_owned())
    }
}

impl Owned for CallerId<'_> {
    type Static = CallerId<'static>;

    fn owned(self) -> Self::Static {
        self.into_owned()
    }
}

impl<T: Owned> Owned for Option<T> {
    type Static = Option<T::Static>;

    fn owned(self) -> Self::Static {
        self.map(T::owned)
    }
}

impl<T: Owned> Owned for Vec<T> {
    type Static = Vec<T::Static>;

    fn owned(self) -> Self::Static {
        self.into_iter().map(T::owned).collect()
    }
}

impl<T: Owned> Owned for BTreeMap<Cow<'_, str>, T> {
    type Static = BTreeMap<Cow<'static, str>, T::Static>;

    fn owned(self) -> Self::Static {
        let entries = self.into_iter();
        entries
            .map(|(key, value)| (key.owned(), value.owned()))
            .collect()
    }
}

/// For structs whose texts may borrow: `into_owned`, field by field.
macro_rules! into_owned {
    ($($name:ident { $($field:ident),* $(,)? })*) => {$(
        impl $name<'_> {
            /// The same, borrowing from nothing.
            #[must_use]
            pub fn into_owned(self) -> $name<'static> {
                $name {
                    $($field: $crate::owned::Owned::owned(self.$field),)*
                }
            }
        }

        impl $crate::owned::Owned for $name<'_> {
            type Static = $name<'static>;

            fn owned(self) -> Self::Static {
                self.into_owned()
            }
        }
    )*};
}

/// For enums whose texts may borrow, which say themselves how they are owned: `into_owned`.
macro_rules! enum_into_owned {
    ($($name:ident),* $(,)?) => {$(
        impl $name<'_> {
            /// The same, borrowing from nothing.
            #[must_use]
            pub fn into_owned(self) -> $name<'static> {
                $crate::owned::Owned::owned(self)
            }
        }
    )*};
}

/// For types that never borrow.
macro_rules! never_borrows {
    ($($name:ty),* $(,)?) => {$(
        impl $crate::owned::Owned for $name {
            type Static = Self;

            fn owned(self) -> Self {
                self
            }
        }
    )*};
}

pub(crate) use {enum_into_owned, into_owned, never_borrows};

use crate::bounded::{LevelNumber, Points, ProductSetNumber, Stars};
use crate::criteria::files::{Authority, Effect};
use crate::ids::CriterionId;
use crate::text::Text;

never_borrows!(
    LevelNumber,
    Points,
    ProductSetNumber,
    Stars,
    CriterionId,
    Text,
    Authority,
    Effect
);
never_borrows!(
    bool,
    u8,
    u16,
    u32,
    u64,
    usize,
    i64,
    String,
    jiff::civil::Date
);
