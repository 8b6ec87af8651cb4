//! Reading JSON text into a type of ours: objects are read by the names of their fields and in no
//! other way. serde would also take a list for an object, its items as the fields in their order,
//! which no format of ours allows; and the code for it is as large again as that for the names.

use std::cell::RefCell;
use std::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};

use super::Node;
use super::pointers::pointer;
use super::problems::unknown;
use crate::problem::Problems;

/// Reads a value from the whole of a text.
pub(crate) fn from_str<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = T::deserialize(Named::of(&mut deserializer, None))?;
    deserializer.end().map(|()| value)
}

/// Reads a value from the whole of a text, which was parsed to `node`, and tells every field that the
/// type does not have: read as it is, a misspelt field would be the same as none.
pub(crate) fn from_str_strictly<'de, T: Deserialize<'de>>(
    text: &'de str,
    node: &Node<'_>,
    problems: &mut Problems,
) -> Result<T, serde_json::Error> {
    let told = RefCell::new(Problems::new());
    let root = At {
        node,
        step: Step::Root,
        names: &[],
        told: &told,
    };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = T::deserialize(Named::of(&mut deserializer, Some(&root)))?;
    deserializer.end()?;
    problems.append(told.into_inner());
    Ok(value)
}

/// What is read just now, and where fields are told that its type does not have.
#[derive(Clone, Copy)]
struct At<'c> {
    node: &'c Node<'c>,
    step: Step<'c>,
    /// The fields of the type that has it, where it is a field of one.
    names: &'static [&'static str],
    told: &'c RefCell<Problems>,
}

/// How one comes to a value.
#[derive(Clone, Copy)]
enum Step<'c> {
    Root,
    Field(&'c At<'c>, &'c str),
    Item(&'c At<'c>, usize),
}

impl<'c> At<'c> {
    /// The n-th field of an object, of a type that has fields of these names.
    fn field(&'c self, nth: usize, names: &'static [&'static str]) -> Option<Self> {
        let Node::Object(fields) = self.node else {
            return None;
        };
        let (name, node) = fields.get(nth)?;
        Some(Self {
            node,
            step: Step::Field(self, name),
            names,
            told: self.told,
        })
    }

    fn item(&'c self, nth: usize) -> Option<Self> {
        let Node::List(items) = self.node else {
            return None;
        };
        Some(Self {
            node: items.get(nth)?,
            step: Step::Item(self, nth),
            names: &[],
            told: self.told,
        })
    }

    fn path(&self) -> String {
        match self.step {
            Step::Root => String::new(),
            Step::Field(above, name) => pointer(&above.path(), name),
            Step::Item(above, nth) => pointer(&above.path(), nth),
        }
    }

    /// Tells that nothing reads this field.
    fn tell(&self) {
        if let Step::Field(_, name) = self.step {
            let problem = unknown(&self.path(), name, self.names);
            self.told.borrow_mut().push(problem);
        }
    }
}

/// What is read through it, and whatever is inside that, is read by the names of fields: a
/// deserializer, and all that serde hands around while it reads.
struct Named<'c, T> {
    inner: T,
    /// What is read, where fields that nothing reads are told.
    at: Option<&'c At<'c>>,
    /// The fields of the type that is read; none of a map.
    names: &'static [&'static str],
    /// How many fields or items have been read.
    read: usize,
}

impl<'c, T> Named<'c, T> {
    const fn of(inner: T, at: Option<&'c At<'c>>) -> Self {
        Self {
            inner,
            at,
            names: &[],
            read: 0,
        }
    }

    /// The same of something else.
    const fn with<U>(&self, inner: U) -> Named<'c, U> {
        Named {
            inner,
            at: self.at,
            names: self.names,
            read: 0,
        }
    }
}

macro_rules! plain {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            self.inner.$method(visitor)
        })*
    };
}

macro_rules! within {
    ($($method:ident($($argument:ident: $kind:ty),*))*) => {
        $(fn $method<V: Visitor<'de>>(
            self,
            $($argument: $kind,)*
            visitor: V,
        ) -> Result<V::Value, D::Error> {
            self.inner.$method($($argument,)* Named::of(visitor, self.at))
        })*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Named<'_, D> {
    type Error = D::Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        let visitor = Named {
            names,
            ..Named::of(visitor, self.at)
        };
        self.inner.deserialize_map(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        if let Some(at) = self.at {
            at.tell();
        }
        self.inner.deserialize_ignored_any(visitor)
    }

    // a value of any kind is kept as it is, and read from there
    plain! {
        deserialize_any deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32
        deserialize_i64 deserialize_i128 deserialize_u8 deserialize_u16 deserialize_u32
        deserialize_u64 deserialize_u128 deserialize_f32 deserialize_f64 deserialize_char
        deserialize_str deserialize_string deserialize_bytes deserialize_byte_buf
        deserialize_unit deserialize_identifier
    }

    within! {
        deserialize_option()
        deserialize_seq()
        deserialize_map()
        deserialize_unit_struct(name: &'static str)
        deserialize_newtype_struct(name: &'static str)
        deserialize_tuple(len: usize)
        deserialize_tuple_struct(name: &'static str, len: usize)
        deserialize_enum(name: &'static str, variants: &'static [&'static str])
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Named<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<V::Value, E> {
        self.inner.visit_unit()
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<V::Value, E> {
        self.inner.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        let inner = self.with(inner);
        self.inner.visit_some(inner)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        let inner = self.with(inner);
        self.inner.visit_newtype_struct(inner)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<V::Value, A::Error> {
        let items = self.with(items);
        self.inner.visit_seq(items)
    }

    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<V::Value, A::Error> {
        let fields = self.with(fields);
        self.inner.visit_map(fields)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, variant: A) -> Result<V::Value, A::Error> {
        // its name is a field of its own, which no type has: what is inside is not looked at
        self.inner.visit_enum(Named::of(variant, None))
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Named<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, inner: D) -> Result<S::Value, D::Error> {
        let inner = self.with(inner);
        self.inner.deserialize(inner)
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Named<'_, A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        let item = self.at.and_then(|at| at.item(self.read));
        self.read = self.read.saturating_add(1);
        self.inner.next_element_seed(Named::of(seed, item.as_ref()))
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Named<'_, A> {
    type Error = A::Error;

    // a key is a text
    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        self.inner.next_key_seed(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        let field = self.at.and_then(|at| at.field(self.read, self.names));
        self.read = self.read.saturating_add(1);
        self.inner.next_value_seed(Named::of(seed, field.as_ref()))
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

impl<'c, 'de, A: EnumAccess<'de>> EnumAccess<'de> for Named<'c, A> {
    type Error = A::Error;
    type Variant = Named<'c, A::Variant>;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Self::Variant), A::Error> {
        let (value, variant) = self.inner.variant_seed(seed)?;
        Ok((value, Named::of(variant, self.at)))
    }
}

impl<'de, A: VariantAccess<'de>> VariantAccess<'de> for Named<'_, A> {
    type Error = A::Error;

    fn unit_variant(self) -> Result<(), A::Error> {
        self.inner.unit_variant()
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, A::Error> {
        self.inner.newtype_variant_seed(Named::of(seed, self.at))
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, A::Error> {
        self.inner.tuple_variant(len, Named::of(visitor, self.at))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        self.inner
            .struct_variant(fields, Named::of(visitor, self.at))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Serialize;

    use super::*;

    #[derive(Debug, PartialEq, Serialize, serde::Deserialize)]
    enum Choice {
        One,
        Of(u8),
        Pair(u8, u8),
        Held { inner: Inner },
    }

    #[derive(Debug, PartialEq, Serialize, serde::Deserialize)]
    #[serde(untagged)]
    enum Either {
        Number(i64),
        Text(String),
    }

    #[derive(Debug, PartialEq, Serialize, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        number: u8,
        text: String,
    }

    #[derive(Debug, PartialEq, Serialize, serde::Deserialize)]
    struct Outer {
        inner: Option<Inner>,
        list: Vec<Inner>,
        map: BTreeMap<String, Inner>,
        choices: Vec<Choice>,
        pair: (u8, Inner),
        either: Vec<Either>,
        nothing: (),
        day: jiff::civil::Date,
    }

    const WHOLE: &str = r#"{"inner":{"number":1,"text":"a\n"},"list":[{"number":2,"text":"ấ"}],"map":{"k":{"number":3,"text":""}},"choices":["One",{"Of":1},{"Pair":[1,2]},{"Held":{"inner":{"number":4,"text":"b"}}}],"pair":[5,{"number":6,"text":"c"}],"either":[7,"d"],"nothing":null,"day":"2026-08-03"}"#;

    #[test]
    fn everything_is_read_as_serde_json_reads_it() {
        let read: Outer = from_str(WHOLE).unwrap();
        assert_eq!(read, serde_json::from_str(WHOLE).unwrap());
        assert_eq!(serde_json::to_string(&read).unwrap(), WHOLE);
    }

    #[test]
    fn a_list_is_no_object() {
        let list = r#"[1, "a"]"#;
        assert!(serde_json::from_str::<Inner>(list).is_ok());
        let told = from_str::<Inner>(list).unwrap_err().to_string();
        let expected = "invalid type: sequence, expected struct Inner at line 1 column 0";
        assert_eq!(told, expected);
        let inside = WHOLE.replace(r#"[{"number":2,"text":"ấ"}]"#, r#"[[2, "a"]]"#);
        assert!(serde_json::from_str::<Outer>(&inside).is_ok());
        assert!(from_str::<Outer>(&inside).is_err());
    }

    #[test]
    fn what_is_wrong_is_told_as_serde_json_tells_it() {
        for wrong in [
            "",
            "{",
            r#"{"number": 1}"#,
            r#"{"number": 300, "text": "a"}"#,
            r#"{"number": 1, "text": "a", "more": 1}"#,
            r#"{"number": 1, "number": 1, "text": "a"}"#,
            r#"{"number": 1, "text": "a"} {}"#,
            r#""text""#,
        ] {
            let told = |e: serde_json::Error| e.to_string();
            let ours = from_str::<Inner>(wrong).map_err(told);
            assert_eq!(ours, serde_json::from_str(wrong).map_err(told), "{wrong}");
            assert!(ours.is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_field_that_nothing_reads_is_told_wherever_it_stands() {
        let told = |text: &str| {
            let node = crate::json::parse(text).unwrap();
            let mut problems = Problems::new();
            let read = from_str_strictly::<Loose>(text, &node, &mut problems).unwrap();
            assert_eq!(read, serde_json::from_str(text).unwrap());
            let told = problems.iter();
            told.map(|p| (p.path.clone(), p.suggestion.clone()))
                .collect::<Vec<_>>()
        };
        let one = |path: &str, name: Option<&str>| (path.to_owned(), name.map(str::to_owned));
        assert_eq!(told(r#"{"name": "a", "parts": [], "by": {}}"#), []);
        assert_eq!(
            told(
                r#"{"nmae": {"deep": 1}, "name": "a", "parts": [{"name": "b"}, {"name": "c", "prts": 1}],
                   "by": {"any/key": {"name": "d", "zzz": null}}}"#
            ),
            [
                one("/nmae", Some("name")),
                one("/parts/1/prts", Some("parts")),
                one("/by/any~1key/zzz", None),
            ]
        );
    }

    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Loose {
        name: String,
        #[serde(default)]
        parts: Vec<Loose>,
        #[serde(default)]
        by: BTreeMap<String, Loose>,
    }
}
