//! Notes of a source, against the rules of the product set.

use std::collections::{BTreeMap, BTreeSet};

use ocop::CriterionId;
use ocop::criteria::files::{ErratumField, RuleFile, SetFile};

use super::super::ledger::{Ledger, Place, What};
use super::super::notes::{self, Note};
use super::super::rules::{encoded_rule, finding_rule, zero_rule};
use super::super::words::says;
use super::reading::{Reading, Section};

const RULE: What = What::Other("rule");

/// Compares rules one by one: what a criterion needs, what an assessor may establish, what stops
/// an assessment, cases.
pub fn compare(ledger: &mut Ledger, set: &SetFile, reading: &Reading) {
    let place = Place::set(set.product_set.get());
    let encoded_sections = set.parts.iter().flat_map(|p| &p.sections);
    let story = set
        .parts
        .iter()
        .flat_map(|p| &p.sections)
        .flat_map(|s| &s.criteria)
        .find(|c| c.key == "product-story")
        .map(|c| c.criterion);
    let mut printed = BTreeSet::new();
    let mut needs: BTreeMap<CriterionId, CriterionId> = BTreeMap::new();
    let mut with_cases = Vec::new();
    for ((_, section), encoded) in reading.sections().zip(encoded_sections) {
        let ids: Vec<_> = encoded.criteria.iter().map(|c| c.criterion).collect();
        for (id, note) in notes_of(section, &ids) {
            match notes::read(note) {
                Note::Finding(effect, name) => {
                    _ = printed.insert(finding_rule(effect, name, Some(id)))
                }
                Note::NeedsStory => needs.extend(story.filter(|s| *s != id).map(|s| (id, s))),
                Note::ZeroStop => {
                    let above = ids.iter().copied().filter(|i| *i <= id).collect();
                    printed.insert(zero_rule(above));
                }
                Note::Cases => with_cases.push(id),
                Note::Guidance => {}
                Note::Unknown => ledger.equal(place.at(id), RULE, note, ""),
            }
        }
    }
    let mut encoded = BTreeSet::new();
    let mut encoded_needs = BTreeMap::new();
    let mut encoded_cases = Vec::new();
    for rule in &set.rules {
        match rule {
            RuleFile::Dependency {
                criterion,
                requires,
                ..
            } => _ = encoded_needs.insert(*criterion, *requires),
            RuleFile::Cases { criteria, .. } => encoded_cases.clone_from(criteria),
            rule => _ = encoded.insert(encoded_rule(rule)),
        }
    }
    let both: BTreeSet<_> = needs.keys().chain(encoded_needs.keys()).copied().collect();
    for id in both {
        let side = |needs: &BTreeMap<CriterionId, CriterionId>| {
            needs
                .get(&id)
                .map(CriterionId::to_string)
                .unwrap_or_default()
        };
        let field = ErratumField::Structure;
        ledger.figure(place.at(id), field, &side(&needs), side(&encoded_needs));
    }
    if !reading.keeps_notes {
        return;
    }
    for rule in printed.union(&encoded) {
        let side = |rules: &BTreeSet<String>| rules.get(rule).cloned().unwrap_or_default();
        ledger.equal(place, RULE, &side(&printed), &side(&encoded));
    }
    // two ladders in one list are cases that a producer has no choice between
    let ladders = set
        .parts
        .iter()
        .flat_map(|p| &p.sections)
        .flat_map(|s| &s.criteria)
        .filter(|c| c.levels.iter().any(|l| l.ladder.is_some()))
        .map(|c| c.criterion);
    let kept: BTreeSet<_> = encoded_cases.into_iter().chain(ladders).collect();
    let noted: BTreeSet<_> = with_cases.into_iter().collect();
    for id in noted.union(&kept) {
        let side = |ids: &BTreeSet<CriterionId>| if ids.contains(id) { "one of two" } else { "" };
        let field = ErratumField::Structure;
        ledger.figure(place.at(*id), field, side(&noted), side(&kept));
    }
}

/// Notes with the criterion they stand at; those of a section stand at its first one.
fn notes_of<'s>(section: &'s Section, ids: &[CriterionId]) -> Vec<(CriterionId, &'s str)> {
    let mut found = Vec::new();
    if let Some(first) = ids.first() {
        found.extend(section.notes.iter().map(|note| (*first, note.as_str())));
    }
    for (leaf, id) in section.leaves.iter().zip(ids) {
        found.extend(leaf.notes.iter().map(|note| (*id, note.as_str())));
    }
    // what encourages decides nothing
    found.retain(|(_, note)| !says(note, &["khuyến khích"]));
    found
}
