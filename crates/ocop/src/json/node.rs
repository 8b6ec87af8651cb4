//! The tree: borrowed where the text allows it.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

/// The deepest nesting of lists and objects that is read; the formats need six.
pub const MAX_DEPTH: u8 = 32;

/// A JSON value that keeps the order of keys, and keys that stand twice.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node<'a> {
    Null,
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Any other number: it is only ever refused or echoed. Rare, so it takes no room in the tree.
    Number(Box<OtherNumber<'a>>),
    Text(Cow<'a, str>),
    List(Vec<Node<'a>>),
    Object(Vec<(Cow<'a, str>, Node<'a>)>),
}

/// A number that is no whole number of 64 bits, or is written as none.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct OtherNumber<'a> {
    /// The nearest number that a program has.
    pub value: f64,
    /// As it stands in the text.
    pub written: Cow<'a, str>,
}

pub(super) enum Error {
    TooDeep(serde_json::Error),
    Syntax(serde_json::Error),
}

pub(super) fn parse(text: &str) -> Result<Node<'_>, Error> {
    let seen = Seen::default();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let seed = Seed {
        depth: 0,
        seen: &seen,
    };
    let mut node = seed
        .deserialize(&mut deserializer)
        .and_then(|node| deserializer.end().map(|()| node))
        .map_err(|error| {
            if seen.too_deep.get() {
                Error::TooDeep(error)
            } else {
                Error::Syntax(error)
            }
        })?;
    if seen.other_numbers.get() {
        let mut written = numbers(text).map(|(_, n)| n).filter(|n| is_other(n));
        as_written(&mut node, &mut written);
    }
    Ok(node)
}

/// Whether the parser reads a number as none that is whole and of 64 bits.
fn is_other(number: &str) -> bool {
    number == "-0" || number.parse::<i64>().is_err()
}

/// Puts the words of the text in the place of what the parser made of them.
fn as_written<'a>(node: &mut Node<'a>, written: &mut dyn Iterator<Item = &'a str>) {
    match node {
        Node::Number(number) => {
            if let Some(text) = written.next() {
                number.written = text.into();
            }
        }
        Node::List(list) => list.iter_mut().for_each(|n| as_written(n, written)),
        Node::Object(object) => object.iter_mut().for_each(|(_, n)| as_written(n, written)),
        Node::Null | Node::Bool(_) | Node::Int(_) | Node::Text(_) => {}
    }
}

/// The numbers of a JSON text, each with the byte it begins at, up to where the text is none.
pub(super) fn numbers(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let part_of_number = |b: &u8| b.is_ascii_digit() || b"+-.eE".contains(b);
    let mut at = 0;
    std::iter::from_fn(move || {
        let mut in_text = false;
        loop {
            let rest = text.as_bytes().get(at..)?;
            let skipped = match (*rest.first()?, in_text) {
                (b'\\', true) => 2,
                (b'"', _) => {
                    in_text = !in_text;
                    1
                }
                (b'-' | b'0'..=b'9', false) => {
                    let length = rest.iter().take_while(|b| part_of_number(b)).count();
                    let (from, to) = (at, at.saturating_add(length));
                    at = to;
                    return Some((from, text.get(from..to)?));
                }
                _ => 1,
            };
            at = at.saturating_add(skipped);
        }
    })
}

/// Reads any value that serde can read into a tree: nothing passes through JSON text.
pub(crate) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Node<'de>, D::Error> {
    let seed = Seed {
        depth: 0,
        seen: &Seen::default(),
    };
    seed.deserialize(deserializer)
}

/// What was met with on the way.
#[derive(Default)]
struct Seen {
    too_deep: Cell<bool>,
    other_numbers: Cell<bool>,
}

#[derive(Clone, Copy)]
struct Seed<'c> {
    depth: u8,
    seen: &'c Seen,
}

impl Seed<'_> {
    fn deeper<E: serde::de::Error>(self) -> Result<Self, E> {
        if self.depth >= MAX_DEPTH {
            self.seen.too_deep.set(true);
            return Err(E::custom("too deep"));
        }
        Ok(Self {
            depth: self.depth.saturating_add(1),
            ..self
        })
    }

    fn other<'de>(self, value: f64, written: String) -> Node<'de> {
        self.seen.other_numbers.set(true);
        Node::Number(Box::new(OtherNumber {
            value,
            written: written.into(),
        }))
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Node<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node<'de>, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node<'de>, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node<'de>, E> {
        Ok(Node::Int(value))
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "numbers past i64 are only refused or echoed"
    )]
    fn visit_u64<E>(self, value: u64) -> Result<Node<'de>, E> {
        Ok(i64::try_from(value)
            .map_or_else(|_| self.other(value as f64, value.to_string()), Node::Int))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node<'de>, E> {
        Ok(self.other(value, format!("{value:?}")))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Borrowed(value)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node<'de>, A::Error> {
        let inner = self.deeper()?;
        let mut list = Vec::new();
        while let Some(node) = seq.next_element_seed(inner)? {
            list.push(node);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node<'de>, A::Error> {
        let inner = self.deeper()?;
        // room for the answers of a whole sheet, so that they need not move as they come
        let room = if self.depth == 1 { 40 } else { 10 };
        let mut object = Vec::with_capacity(room);
        while let Some(key) = map.next_key_seed(Key)? {
            object.push((key, map.next_value_seed(inner)?));
        }
        Ok(Node::Object(object))
    }
}

struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(value.to_owned()))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Vec<String> {
        let Ok(Node::List(list)) = parse(text) else {
            panic!("{text}");
        };
        let written = list.iter().filter_map(|node| match node {
            Node::Number(number) => Some(number.written.to_string()),
            _ => None,
        });
        written.collect()
    }

    #[test]
    fn numbers_that_are_only_echoed_are_kept_as_they_are_written() {
        let text = r#"["-0 1e5", -0, 0, 7, "\"9.5", 1E2, 3.0, 9223372036854775807,
            9223372036854775808, 18446744073709551616, -9223372036854775809,
            0.1234567890123456789012345678901234567890, {"4.5": 1e-3}]"#;
        let all = [
            "-0",
            "1E2",
            "3.0",
            "9223372036854775808",
            "18446744073709551616",
            "-9223372036854775809",
            "0.1234567890123456789012345678901234567890",
        ];
        assert_eq!(written(text), all);
        assert_eq!(written("[1, 2, \"3.5\"]"), Vec::<String>::new());
    }

    #[test]
    fn numbers_of_a_text_stand_outside_its_quotes() {
        let found: Vec<_> = numbers(r#"{"1": -2.5e+3, "a\"4": [5]"#).collect();
        assert_eq!(found, [(6, "-2.5e+3"), (24, "5")]);
    }
}
