//! Statistics as they are printed: the format `ocop-stats/1`.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bounded::Stars;
use crate::notice::Notice;
use crate::problem::ErrorReport;

/// The name of the format.
pub const STATS_FORMAT: &str = "ocop-stats/1";

/// What was counted.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct StatsReport {
    /// Always `ocop-stats/1`.
    pub format: Cow<'static, str>,
    /// Ratings and products of tallies.
    pub assessed: u64,
    /// Products whose council result does not stand; they are left out of the counts below.
    pub not_standing: u64,
    /// Recognitions in registers.
    pub recognitions: u64,
    /// Lines that were refused.
    pub refused: u64,
    /// Ideas in registers.
    pub ideas: Ideas,
    /// By outcome.
    pub by_outcome: Vec<Count>,
    /// By stars, from 5 down; ratings, tallies and the latest recognition of each product.
    pub by_stars: Vec<Count>,
    /// Of those, products of 3 stars and more.
    pub recognised: u64,
    /// Products in registers whose latest recognition was revoked: not counted as recognised.
    pub revoked: u64,
    /// By criteria version and product set.
    pub by_set: Vec<Count>,
    /// By sector.
    pub by_sector: Vec<Count>,
    /// By province.
    pub by_province: Vec<Count>,
    /// By year.
    pub by_year: Vec<Count>,
    /// Totals by tens: the last holds 90 to 100.
    pub totals: Vec<Bin>,
    /// How many points count as near.
    pub near_points: u16,
    /// How many products are within so many points, or one minimum, of the next star.
    pub near_count: u64,
    /// The nearest of them, those that lack least first, as many as `top`.
    pub near_misses: Vec<NearMiss>,
    /// Minimums most often unmet, by the key of their criterion: all of them, or as many as `top`.
    pub unmet: Vec<Lacking>,
    /// Criteria most often at 0 points, by their key: all of them, or as many as `top`.
    pub zeros: Vec<Lacking>,
    /// Recognitions year by year.
    pub history: Vec<YearHistory>,
    /// The most near misses that are listed.
    pub top: u16,
    /// Whether `top` was asked for: then no other ranking has more rows either.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub top_asked: bool,
    /// Rows of registers that contradict each other, by line.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub errors: Vec<ErrorReport<'static>>,
    /// What a reader should know besides.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub notices: Vec<Notice>,
}

/// How often a name came up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Count {
    /// The name.
    pub name: String,
    /// How often.
    pub count: u64,
}

/// Ideas on their way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Ideas {
    /// Registered.
    pub registered: u64,
    /// Appraised.
    pub appraised: u64,
    /// Accepted.
    pub accepted: u64,
}

/// Totals from a bound up to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Bin {
    /// From so many points.
    pub from_points: u16,
    /// How many products.
    pub count: u64,
}

/// A product near the next star.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct NearMiss {
    /// The stars it is near to.
    pub next: Stars,
    /// What it lacks.
    #[serde(flatten)]
    pub near: Near,
    /// Its name, code or identifier.
    pub product: String,
    /// The producer: two producers may have products of one name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub producer: Option<String>,
}

impl NearMiss {
    /// The product with its producer, in a line.
    #[must_use]
    pub fn named(&self) -> String {
        match &self.producer {
            Some(producer) => format!("{} ({producer})", self.product),
            None => self.product.clone(),
        }
    }
}

/// What a near miss lacks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "lacks", rename_all = "kebab-case")]
pub enum Near {
    /// Some points; every minimum is met.
    Points {
        /// How many, rounded up.
        points: u32,
    },
    /// One minimum; the points are enough.
    Minimum {
        /// The criterion.
        criterion: String,
    },
}

/// What is most often lacking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Lacking {
    /// The key of the criterion: what it measures, in every set and version.
    pub key: String,
    /// The stars, for a minimum.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub stars: Option<Stars>,
    /// How often.
    pub count: u64,
}

/// A year of recognitions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct YearHistory {
    /// The year of issue.
    pub year: i16,
    /// Certificates issued, by stars from 5 down.
    pub by_stars: Vec<Count>,
    /// Of them, products recognised before.
    pub renewed: u64,
    /// Of the renewed, with more stars than before.
    pub upgraded: u64,
    /// Certificates revoked in the year.
    pub revoked: u64,
}
