//! What stands in the way of a target.

use crate::bounded::{LevelNumber, Stars};
use crate::sheet::SheetView;

use super::problem::{Instance, Needs, Why};
use super::request::Ask;
use super::search::{Limits, most_points};

/// One thing that stands in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Block {
    /// A finding, by its position in the set's list.
    Finding(usize),
    /// A criterion that cannot have what the target needs.
    Criterion {
        index: usize,
        needs: Needs,
        why: Why,
    },
    /// All that can be raised brings too few points.
    Points { most: u32, needed: u32 },
}

/// What blocks the instance that is blocked least.
pub(crate) fn blocks(sheet: SheetView<'_>, all: &[Instance], ask: &Ask) -> Vec<Block> {
    if !sheet.findings.is_empty() {
        return sheet.findings.iter().map(|i| Block::Finding(*i)).collect();
    }
    let most = |instance: &Instance| {
        let free = Instance {
            blockers: Vec::new(),
            ..instance.clone()
        };
        most_points(&free, Limits::NONE, ask.needed).unwrap_or(instance.base.into())
    };
    let nearest = all
        .iter()
        .map(|i| (i, most(i)))
        .min_by_key(|(i, points)| (i.blockers.len(), std::cmp::Reverse(*points)));
    let Some((instance, most)) = nearest else {
        return Vec::new();
    };
    let mut blocks: Vec<Block> = instance
        .blockers
        .iter()
        .map(|b| Block::Criterion {
            index: b.index,
            needs: b.needs,
            why: b.why,
        })
        .collect();
    if most < ask.needed {
        blocks.push(Block::Points {
            most,
            needed: ask.needed,
        });
    }
    blocks
}

impl Needs {
    pub(crate) const fn stars(self) -> Option<Stars> {
        match self {
            Self::Minimum(stars, _) => Some(stars),
            Self::NoStop | Self::Step => None,
        }
    }

    pub(crate) const fn level(self) -> Option<LevelNumber> {
        match self {
            Self::Minimum(_, level) => Some(level),
            Self::NoStop | Self::Step => None,
        }
    }
}
