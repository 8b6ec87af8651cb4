//! The checks of a sheet's rules and errata: they refer to what exists, and to each thing once.

use std::collections::{BTreeMap, BTreeSet};

use crate::ids::{Case, CriterionId};
use crate::problem::Code;

use super::check::{Check, is_kebab};
use super::files::{CriterionFile, ErratumField, RuleFile};

/// The most criteria that others may depend on: planning looks at each way of raising them.
const MAX_REQUIRED: usize = 8;

impl<'f> Check<'f> {
    fn known(&mut self, id: CriterionId, path: &str) -> Option<&'f CriterionFile> {
        let found = self.seen.get(&id).copied();
        if found.is_none() {
            self.tell(
                Code::DataReference,
                path,
                format!("Không có tiêu chí {id}."),
                format!("There is no criterion {id}."),
            );
        }
        found
    }

    pub(super) fn rules(&mut self) {
        let mut findings = BTreeMap::new();
        let (mut depends, mut cased, mut stops) = (BTreeMap::new(), Vec::new(), 0_usize);
        let mut cases_rules = 0_usize;
        for (i, rule) in self.file.rules.iter().enumerate() {
            let path = format!("/rules/{i}");
            match rule {
                RuleFile::Dependency {
                    criterion,
                    requires,
                    ..
                } => {
                    self.known(*criterion, &format!("{path}/criterion"));
                    self.known(*requires, &format!("{path}/requires"));
                    if criterion == requires || depends.insert(*criterion, *requires).is_some() {
                        self.repeated(&format!("{path}/criterion"), criterion);
                    }
                }
                RuleFile::Cases {
                    criteria, cases, ..
                } => {
                    cases_rules = cases_rules.saturating_add(1);
                    let letters: Vec<Case> = cases.iter().map(|c| c.case).collect();
                    for (j, id) in criteria.iter().enumerate() {
                        let path = format!("{path}/criteria/{j}");
                        if let Some(criterion) = self.known(*id, &path) {
                            let mut have: Vec<Case> =
                                criterion.levels.iter().filter_map(|l| l.case).collect();
                            have.dedup();
                            if have != letters {
                                self.tell(
                                    Code::DataReference,
                                    &path,
                                    "Các trường hợp của mức không khớp quy tắc.",
                                    "The cases of its levels are not those of the rule.",
                                );
                            }
                        }
                        cased.push(*id);
                    }
                }
                RuleFile::ZeroStop { criteria, .. } => {
                    stops = stops.saturating_add(1);
                    for (j, id) in criteria.iter().enumerate() {
                        self.known(*id, &format!("{path}/criteria/{j}"));
                    }
                }
                RuleFile::Finding {
                    finding, criterion, ..
                } => {
                    if let Some(id) = criterion {
                        self.known(*id, &format!("{path}/criterion"));
                    }
                    if findings.insert(finding, i).is_some() {
                        self.repeated(&format!("{path}/finding"), finding);
                    }
                    if !is_kebab(finding) {
                        self.misplaced(
                            &format!("{path}/finding"),
                            finding,
                            "chữ-thường-nối-gạch",
                            "kebab-case",
                        );
                    }
                }
            }
        }
        let required: BTreeSet<_> = depends.values().collect();
        if required.len() > MAX_REQUIRED {
            self.tell(
                Code::DataReference,
                "/rules",
                format!("Quá {MAX_REQUIRED} tiêu chí mà tiêu chí khác phụ thuộc."),
                format!("More than {MAX_REQUIRED} criteria that others depend on."),
            );
        }
        for chained in depends
            .values()
            .filter(|needed| depends.contains_key(needed))
        {
            self.misplaced(
                "/rules",
                chained,
                "một bước phụ thuộc",
                "one step of dependency",
            );
        }
        for (count, vi, en) in [
            (stops, "quy tắc dừng", "zero-stop"),
            (cases_rules, "quy tắc trường hợp", "cases"),
        ] {
            if count > 1 {
                self.tell(
                    Code::DataRepeated,
                    "/rules",
                    format!("Nhiều hơn một {vi}."),
                    format!("More than one {en} rule."),
                );
            }
        }
        let loose: Vec<_> = self
            .seen
            .values()
            .filter(|c| c.levels.iter().any(|l| l.case.is_some()) && !cased.contains(&c.criterion))
            .map(|c| c.criterion)
            .collect();
        for id in loose {
            self.tell(
                Code::DataReference,
                "/rules",
                format!("Tiêu chí {id} có trường hợp mà không quy tắc nào nêu."),
                format!("Criterion {id} has cases that no rule names."),
            );
        }
    }

    pub(super) fn errata(&mut self) {
        for (i, erratum) in self.file.errata.iter().enumerate() {
            let path = format!("/errata/{i}");
            let Some(id) = erratum.criterion else {
                continue;
            };
            let known = self.known(id, &format!("{path}/criterion"));
            if let (Some(criterion), Some(level)) = (known, erratum.level) {
                let there = criterion.levels.iter().find(|l| l.level == level);
                let level_is_there = there.is_some() || erratum.field == ErratumField::Level;
                let points_agree = erratum.field != ErratumField::Points
                    || there.is_some_and(|l| l.points.to_string() == erratum.encoded);
                if !level_is_there || !points_agree {
                    self.tell(
                        Code::DataReference,
                        path,
                        format!("Đính chính không khớp tiêu chí {id}, mức {level}."),
                        format!("The erratum does not agree with criterion {id}, level {level}."),
                    );
                }
            }
        }
    }
}
