//! Star minimums that one of two sheets has and the other has not.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bounded::{LevelNumber, Points, Stars};
use crate::criteria::{CriteriaVersion, Minimum, ProductSet};
use crate::ids::CriterionId;
use crate::text::Text;

use super::level_map::SetMap;

/// A star minimum of one of two sheets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct MinimumFacts {
    /// The stars that need it.
    pub stars: Stars,
    /// The criterion.
    pub criterion: CriterionId,
    /// What it measures.
    pub key: String,
    /// The criterion's name.
    pub name: Text,
    /// The least level.
    pub level: LevelNumber,
    /// Its points.
    pub points: Points,
    /// What the level takes.
    pub label: Text,
}

fn facts(version: &CriteriaVersion, set: &ProductSet, minimum: &Minimum) -> Option<MinimumFacts> {
    let criterion = set.criteria.get(minimum.criterion)?;
    let level = criterion.level(minimum.level)?;
    Some(MinimumFacts {
        stars: minimum.stars,
        criterion: criterion.id,
        key: criterion.key.clone(),
        name: version.translate(&criterion.name),
        level: level.number,
        points: level.points,
        label: version.translate(&level.label),
    })
}

/// The minimums that appear, and those that vanish: one stays where the same stars ask for the same
/// level, or for one that the older level means.
pub(super) fn changes(
    (from, old): (&CriteriaVersion, &ProductSet),
    (to, new): (&CriteriaVersion, &ProductSet),
    map: &SetMap,
) -> (Vec<MinimumFacts>, Vec<MinimumFacts>) {
    let kept = |a: &Minimum, b: &Minimum| {
        a.stars == b.stars && map.exact(a.criterion, a.level) == Some((b.criterion, b.level))
    };
    let appear = new
        .minimums
        .iter()
        .filter(|b| !old.minimums.iter().any(|a| kept(a, b)));
    let vanish = old
        .minimums
        .iter()
        .filter(|a| !new.minimums.iter().any(|b| kept(a, b)));
    (
        appear.filter_map(|m| facts(to, new, m)).collect(),
        vanish.filter_map(|m| facts(from, old, m)).collect(),
    )
}
