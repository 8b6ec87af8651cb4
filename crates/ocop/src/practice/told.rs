//! What a trainee is told of a level: a fact from `practice.json`, or the level's own words.

use std::collections::BTreeMap;

use crate::criteria::files::{FactFile, LevelSigns};
use crate::criteria::{CriteriaVersion, Criterion, Level, ProductSet};
use crate::text::Text;

use super::random::Random;

/// What may be told under a version.
pub(super) struct Telling<'v> {
    version: &'v CriteriaVersion,
    facts: BTreeMap<(&'v str, Option<&'v str>), &'v LevelSigns>,
    /// What all draws of this dossier begin with.
    seed: u64,
}

impl<'v> Telling<'v> {
    pub fn of(version: &'v CriteriaVersion, set: &ProductSet, seed: u64) -> Self {
        let file = version.practice().ok().flatten();
        let facts = file.into_iter().flat_map(|f| &f.facts);
        Self {
            version,
            facts: facts
                .map(|l| ((l.key.as_str(), l.label.as_deref()), l))
                .collect(),
            seed: seed ^ u64::from(set.number().get()).rotate_left(48),
        }
    }

    /// What there is to see at a criterion whose level is known, if anything, and whether that is the
    /// level's own words. Each criterion has draws of its own, so that a sentence more at one changes no other.
    pub fn tell(
        &self,
        index: usize,
        criterion: &Criterion,
        reached: Option<&Level>,
    ) -> (Option<Text>, bool) {
        let label = reached.map(|l| l.label.as_str());
        let place = u64::try_from(index).unwrap_or(0).saturating_add(1);
        let mut random = Random(self.seed ^ place.rotate_left(32));
        let known = self.facts.get(&(criterion.key.as_str(), label));
        let fact = known.and_then(|l| l.facts.get(random.below(l.facts.len())));
        match (fact, label) {
            (Some(fact), _) => (Some(told(fact, &mut random)), false),
            (None, Some(label)) => (Some(self.version.translate(label)), true),
            (None, None) => (None, false),
        }
    }
}

/// A fact with its numbers drawn.
fn told(fact: &FactFile, random: &mut Random) -> Text {
    let (mut vi, mut en) = (fact.vi.clone(), fact.en.clone());
    let mut drawn: BTreeMap<&str, u32> = BTreeMap::new();
    for number in &fact.numbers {
        // `verify` tells of bounds that hold no number
        let (least, most) = number.bounds(&drawn).unwrap_or((number.from, number.from));
        let many = u64::from(most.saturating_sub(least)).saturating_add(1);
        let above = random.below(usize::try_from(many).unwrap_or(usize::MAX));
        let value = least.saturating_add(u32::try_from(above).unwrap_or(0));
        drawn.insert(&number.name, value);
        let mark = format!("{{{}}}", number.name);
        vi = vi.replace(&mark, &value.to_string());
        en = en.replace(&mark, &value.to_string());
    }
    Text::new(vi, en)
}
