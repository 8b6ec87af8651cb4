//! The floor: what reading a dossier and writing its rating costs with plain serde.
//!
//! Reading: `serde_json::from_str` into structs derived by serde whose texts all borrow from the
//! input, the answers in a map of criterion to level: what a programmer writes who wants it fast.
//! It is not the least possible: pushing the answers into a vector of pairs, with a visitor written
//! by hand, saves two fifths of the parse, so every ratio is shown against that, too. Nothing is
//! checked: neither field names, nor dates, nor that a key stands once.
//!
//! Writing: `serde_json::to_writer` of a derived struct of borrowed texts and numbers into a
//! vector that is used again. The struct is made beforehand; only the writing is timed. It is
//! checked that the bytes are those that the engine writes.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// A dossier, its answers as `A`.
#[derive(Deserialize)]
#[expect(dead_code, reason = "what counts is the reading")]
pub struct Dossier<'a, A> {
    format: &'a str,
    criteria: &'a str,
    product_set: u8,
    #[serde(borrow)]
    product: Product<'a>,
    #[serde(borrow)]
    producer: Producer<'a>,
    #[serde(borrow)]
    registration: Registration<'a>,
    assessed_on: &'a str,
    answers: A,
    #[serde(borrow, default)]
    findings: Vec<&'a str>,
}

#[derive(Deserialize, Serialize)]
pub struct Product<'a> {
    name: &'a str,
    code: &'a str,
}

#[derive(Deserialize, Serialize)]
pub struct Producer<'a> {
    name: &'a str,
    kind: &'a str,
}

#[derive(Deserialize, Serialize)]
pub struct Registration<'a> {
    kind: &'a str,
    submitted_on: &'a str,
}

/// The answers as a derive gives them: the floor.
pub type Map<'a> = BTreeMap<&'a str, u8>;

/// The answers as pairs: faster, by hand.
pub struct Pairs<'a>(
    #[expect(dead_code, reason = "what counts is the reading")] Vec<(&'a str, u8)>,
);

impl<'de: 'a, 'a> Deserialize<'de> for Pairs<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Each;
        impl<'de> Visitor<'de> for Each {
            type Value = Vec<(&'de str, u8)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("answers")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut pairs = Vec::with_capacity(40);
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(pairs)
            }
        }
        deserializer.deserialize_map(Each).map(Self)
    }
}

/// A rating, brief or full, ready to be written.
#[derive(Deserialize, Serialize)]
pub struct Rating<'a> {
    format: &'a str,
    criteria: &'a str,
    product_set: u8,
    #[serde(borrow)]
    product: Product<'a>,
    #[serde(borrow)]
    producer: Producer<'a>,
    #[serde(borrow)]
    registration: Registration<'a>,
    assessed_on: &'a str,
    outcome: &'a str,
    stars: Option<u8>,
    recognised: bool,
    authority: Option<&'a str>,
    points: u16,
    max_points: u16,
    points_stars: Option<u8>,
    #[serde(borrow)]
    parts: Vec<Part<'a>>,
    #[serde(borrow, skip_serializing_if = "Option::is_none", default)]
    scores: Option<Vec<Score<'a>>>,
    #[serde(borrow, skip_serializing_if = "Option::is_none", default)]
    minimums: Option<Vec<Minimum<'a>>>,
    #[serde(borrow)]
    unmet: Unmet<'a>,
    #[serde(borrow)]
    unanswered: Vec<&'a str>,
    #[serde(borrow)]
    reasons: Vec<Reason<'a>>,
    #[serde(borrow)]
    notices: Vec<Notice<'a>>,
    #[serde(borrow, skip_serializing_if = "Option::is_none", default)]
    sources: Option<Sources<'a>>,
    #[serde(borrow, skip_serializing_if = "Option::is_none", default)]
    digests: Option<Digests<'a>>,
}

#[derive(Deserialize, Serialize)]
struct Part<'a> {
    part: &'a str,
    points: u16,
    max_points: u16,
}

#[derive(Deserialize, Serialize)]
struct Score<'a> {
    criterion: &'a str,
    key: &'a str,
    level: Option<u8>,
    points: u16,
    max_points: u16,
    state: &'a str,
}

#[derive(Deserialize, Serialize)]
struct Minimum<'a> {
    stars: u8,
    criterion: &'a str,
    level: u8,
    points: u16,
    scored: u16,
    met: bool,
}

#[derive(Deserialize, Serialize)]
struct Unmet<'a> {
    #[serde(borrow, rename = "3")]
    three: Vec<&'a str>,
    #[serde(borrow, rename = "4")]
    four: Vec<&'a str>,
    #[serde(borrow, rename = "5")]
    five: Vec<&'a str>,
}

#[derive(Deserialize, Serialize)]
struct Reason<'a> {
    finding: Option<&'a str>,
    effect: &'a str,
    criterion: Option<&'a str>,
    source: &'a str,
}

#[derive(Deserialize, Serialize)]
struct Notice<'a> {
    code: &'a str,
    #[serde(borrow)]
    message: Message<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    criterion: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
}

#[derive(Deserialize, Serialize)]
struct Message<'a> {
    #[serde(borrow)]
    vi: Cow<'a, str>,
    #[serde(borrow)]
    en: Cow<'a, str>,
}

#[derive(Deserialize, Serialize)]
struct Sources<'a> {
    instrument: &'a str,
    sheet: &'a str,
    band: Option<&'a str>,
    minimums: Option<&'a str>,
    authority: &'a str,
}

#[derive(Deserialize, Serialize)]
struct Digests<'a> {
    criteria: &'a str,
    translations: &'a str,
    dossier: &'a str,
    program: &'a str,
}
