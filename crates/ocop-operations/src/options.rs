//! Values that several operations take as options.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::civil::Date;
use ocop::certificate::Holidays;
use ocop::criteria::{CriteriaVersion, ProductSet};
use ocop::{Code, Library, Problem, Problems, VersionId};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize};

use crate::reply::Refusal;

/// A day, written `YYYY-MM-DD` and in no other way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Day(pub Date);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'_, str>::deserialize(deserializer)?;
        let no_date = || serde::de::Error::custom("no date YYYY-MM-DD");
        ocop::parse_date(&text).map(Self).ok_or_else(no_date)
    }
}

impl JsonSchema for Day {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "format": "date"})
    }
}

/// Days off: a list of days, or the text of such a list, one day a line. `+` before a day says that
/// it is worked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(inline)]
pub enum DaysOff {
    /// One day an item.
    List(Vec<String>),
    /// One day a line.
    Text(String),
}

impl DaysOff {
    /// The days off of an option. Where they cannot be read, the call is wrong.
    pub(crate) fn read(given: Option<&Self>) -> Result<Holidays, Refusal> {
        let text = match given {
            None => return Ok(Holidays::default()),
            Some(Self::Text(text)) => Cow::Borrowed(text.as_str()),
            Some(Self::List(days)) => Cow::Owned(days.join("\n")),
        };
        Holidays::parse(&text).map_err(|found| Refusal::wrong_call(found).below("/holidays"))
    }
}

/// A whole number between two bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Within<const MIN: u16, const MAX: u16>(u16);

impl<const MIN: u16, const MAX: u16> Within<MIN, MAX> {
    /// The number, where it is within the bounds.
    #[must_use]
    pub const fn new(number: u16) -> Option<Self> {
        if MIN <= number && number <= MAX {
            Some(Self(number))
        } else {
            None
        }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl<'de, const MIN: u16, const MAX: u16> Deserialize<'de> for Within<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = u16::deserialize(deserializer)?;
        Self::new(number).ok_or_else(|| serde::de::Error::custom("out of range"))
    }
}

impl<const MIN: u16, const MAX: u16> JsonSchema for Within<MIN, MAX> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Within{MIN}To{MAX}").into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "integer", "minimum": MIN, "maximum": MAX})
    }
}

/// A product set: its number or slug, or the version with it, as in `qd-26-2026/1`. Without a
/// version, one of the latest decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(inline)]
pub enum SetSelector {
    /// Its number.
    Number(i64),
    /// Its number or slug, after the version and a slash where one is named.
    Text(String),
}

impl From<&str> for SetSelector {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl SetSelector {
    /// The set and its version.
    ///
    /// # Errors
    ///
    /// There is no such version or product set.
    pub fn find<'l>(
        &self,
        library: &'l Library,
    ) -> Result<(&'l Arc<CriteriaVersion>, &'l Arc<ProductSet>), Problems> {
        let text = self.text();
        let (criteria, set) = match text.split_once('/') {
            Some((version, set)) => (library.version(version)?, set),
            None if library.version(&text).is_ok() => return Err(no_set(&text).into()),
            None => (latest(library)?, text.as_ref()),
        };
        Ok((criteria, criteria.product_set(set)?))
    }

    /// As it is written.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Number(number) => number.to_string().into(),
            Self::Text(text) => text.into(),
        }
    }
}

fn no_set(version: &str) -> Problem {
    Problem::new(
        Code::UnknownProductSet,
        "/product_set",
        "Thiếu bộ sản phẩm.",
        "The product set is missing.",
    )
    .with_help(
        format!("Ví dụ: {version}/1."),
        format!("Such as {version}/1."),
    )
}

/// The version whose law came into force last.
fn latest(library: &Library) -> Result<&Arc<CriteriaVersion>, Problems> {
    let from = |c: &&Arc<CriteriaVersion>| c.instrument().map(|i| i.file().in_force.from).ok();
    let latest = library.versions().max_by_key(from);
    latest.ok_or_else(|| {
        Problem::new(
            Code::UnknownCriteria,
            "/criteria",
            "Không có bộ tiêu chí nào.",
            "There are no criteria.",
        )
        .into()
    })
}

/// A version that an option names: an unknown one is a wrong call, not a wrong input.
/// Two options that were read, or what is wrong with either of them.
pub(crate) fn both<A, B>(
    one: Result<A, Refusal>,
    other: Result<B, Refusal>,
) -> Result<(A, B), Refusal> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (Err(mut refusal), Err(more)) => {
            refusal.problems.append(more.problems);
            Err(refusal)
        }
        (Err(refusal), _) | (_, Err(refusal)) => Err(refusal),
    }
}

pub(crate) fn version(library: &Library, id: &str, option: &str) -> Result<VersionId, Refusal> {
    match library.version(id) {
        Ok(criteria) => Ok(criteria.id().clone()),
        Err(found) => {
            let mut problems = Problems::new();
            for mut problem in found {
                problem.path = format!("/{option}");
                problems.push(problem);
            }
            Err(Refusal::wrong_call(problems))
        }
    }
}
