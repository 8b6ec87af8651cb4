//! What a caller fills in and what grows: every field has a setter of its name, so that a field that
//! comes later breaks no caller.

/// A setter for each field, named as the field. It takes what the field is, or anything that turns
/// into it: a day, or a day that may be left out; of a list whatever gives its items. `text` is a
/// text that may be left out and may borrow. An example stands before the name, where the doc of the
/// type itself is the description of a JSON Schema.
#[doc(hidden)]
#[macro_export]
macro_rules! setters {
    (@) => {};
    (@ $field:ident: text $(, $($rest:tt)*)?) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](field@Self::", stringify!($field), ").")]
        #[must_use]
        pub fn $field(mut self, $field: impl Into<std::borrow::Cow<'a, str>>) -> Self {
            self.$field = Some($field.into());
            self
        }
        $crate::setters!(@ $($($rest)*)?);
    };
    (@ $field:ident: Vec<$item:ty> $(, $($rest:tt)*)?) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](field@Self::", stringify!($field), ").")]
        #[must_use]
        pub fn $field(mut self, $field: impl IntoIterator<Item = impl Into<$item>>) -> Self {
            self.$field = $field.into_iter().map(Into::into).collect();
            self
        }
        $crate::setters!(@ $($($rest)*)?);
    };
    // a number as it stands: what a literal turns into would be a guess
    (@ $field:ident: usize $(, $($rest:tt)*)?) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](field@Self::", stringify!($field), ").")]
        #[must_use]
        pub fn $field(mut self, $field: usize) -> Self {
            self.$field = $field;
            self
        }
        $crate::setters!(@ $($($rest)*)?);
    };
    (@ $field:ident: $type:ty $(, $($rest:tt)*)?) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](field@Self::", stringify!($field), ").")]
        #[must_use]
        pub fn $field(mut self, $field: impl Into<$type>) -> Self {
            self.$field = $field.into();
            self
        }
        $crate::setters!(@ $($($rest)*)?);
    };
    ($(#[doc = $example:literal])* $name:ident $(<$life:lifetime>)? { $($fields:tt)* }) => {
        $(#[doc = $example])*
        impl $(<$life>)? $name $(<$life>)? {
            $crate::setters!(@ $($fields)*);
        }
    };
}
