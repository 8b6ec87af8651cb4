//! What is new in one version of the law against another.

use std::collections::BTreeMap;

use crate::criteria::{CriteriaVersion, ProductSet};
use crate::ids::VersionId;
use crate::library::Library;
use crate::problem::Problems;
use crate::text::Text;

use super::law_levels::criteria_changes;
use super::law_report::{
    AmendmentFacts, LAW_COMPARISON_FORMAT, LawComparison, PartChange, SetComparison, SetFacts,
    VersionName,
};
use super::law_rules::{instrument_changes, rule_changes};
use super::minimums::{MinimumFacts, changes};
use super::report::{MinimumChanges, set_name};

impl Library {
    /// What is new in one version of the law against another: in all product sets, or in those that
    /// correspond to one of the newer version.
    ///
    /// ```
    /// let library = ocop::Library::embedded();
    /// let (old, new) = ("qd-148-2023".parse()?, "qd-26-2026".parse()?);
    /// let laws = library.compare_laws(&old, &new, Some("1")).unwrap();
    /// assert_eq!(laws.sets[0].new[0].key, "area-certification");
    /// # Ok::<(), ocop::NotAnId>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Where a version or the set is not there, and the problems of the files; the embedded ones
    /// have none.
    pub fn compare_laws(
        &self,
        from: &VersionId,
        to: &VersionId,
        set: Option<&str>,
    ) -> Result<LawComparison, Problems> {
        let (from, to) = (self.version(from.as_str())?, self.version(to.as_str())?);
        let only = set
            .map(|s| to.product_set(s).map(|set| set.number()))
            .transpose()?;
        let wanted = |number| only.is_none_or(|o| o == number);
        let mut sets = BTreeMap::new();
        let mut gone_sets = Vec::new();
        for number in from.set_numbers() {
            let old = from.set(number)?;
            let (found, reason) = self.counterparts(old, to)?;
            if found.is_empty() && only.is_none() {
                gone_sets.push(SetFacts {
                    set: set_name(from, old),
                    reason: reason.clone(),
                });
            }
            for new in found {
                if wanted(new) {
                    let compared =
                        self.compare_sets((from, old), (to, to.set(new)?), reason.clone())?;
                    sets.insert((new, number), compared);
                }
            }
        }
        let mut new_sets = Vec::new();
        for number in to.set_numbers().filter(|n| wanted(*n)) {
            if !sets.keys().any(|(new, _)| *new == number) {
                new_sets.push(SetFacts {
                    set: set_name(to, to.set(number)?),
                    reason: None,
                });
            }
        }
        Ok(LawComparison {
            format: LAW_COMPARISON_FORMAT.into(),
            from: version_name(from)?,
            to: version_name(to)?,
            instrument: instrument_changes(from, to)?,
            sets: sets.into_values().collect(),
            gone_sets,
            new_sets,
        })
    }

    fn compare_sets(
        &self,
        (from, old): (&CriteriaVersion, &ProductSet),
        (to, new): (&CriteriaVersion, &ProductSet),
        reason: Option<Text>,
    ) -> Result<SetComparison, Problems> {
        let map = self.set_map(old, new)?;
        let found = criteria_changes((from, old), (to, new), &map);
        let (appear, vanish): (Vec<MinimumFacts>, Vec<MinimumFacts>) =
            changes((from, old), (to, new), &map);
        let (rules_added, rules_removed) = rule_changes((from, old), (to, new));
        Ok(SetComparison {
            from: set_name(from, old),
            to: set_name(to, new),
            reason,
            parts: parts(old, to, new),
            new: found.new,
            gone: found.gone,
            changed: found.changed,
            unchanged: found.unchanged,
            minimums: MinimumChanges { appear, vanish },
            rules_added,
            rules_removed,
        })
    }
}

fn version_name(version: &CriteriaVersion) -> Result<VersionName, Problems> {
    let law = &version.instrument()?.file;
    let amendments = law.amendments.iter().map(|a| AmendmentFacts {
        number: a.number.clone(),
        in_force: a.in_force,
        label: version.translate(&a.label),
    });
    Ok(VersionName {
        criteria: version.id().clone(),
        number: law.number.clone(),
        digest: version.digest().to_owned(),
        amendments: amendments.collect(),
    })
}

fn parts(old: &ProductSet, to: &CriteriaVersion, new: &ProductSet) -> Vec<PartChange> {
    let before = |letter| old.parts.iter().find(|p| p.letter == letter);
    let now = new.parts.iter().map(|p| PartChange {
        part: p.letter,
        name: to.translate(&p.name),
        from: before(p.letter).map(|b| b.max_points),
        to: Some(p.max_points),
    });
    let gone = old
        .parts
        .iter()
        .filter(|p| !new.parts.iter().any(|n| n.letter == p.letter))
        .map(|p| PartChange {
            part: p.letter,
            name: to.translate(&p.name),
            from: Some(p.max_points),
            to: None,
        });
    now.chain(gone).filter(|p| p.from != p.to).collect()
}
