//! The checks of a sheet's rules and errata: they refer to what exists, and to each thing once.

use std::collections::{BTreeMap, BTreeSet};

use crate::ids::{Case, CriterionId};
use crate::problem::Code;

use super::check::{Check, is_kebab};
use super::files::{CriterionFile, ErratumField, RuleFile};

/// The most criteria that others may depend on: planning looks at each way of raising them.
const MAX_REQUIRED: usize = 8;

/// What the rules so far name.
#[derive(Default)]
struct Seen<'f> {
    /// Each criterion that depends, with the one that it needs.
    depends: BTreeMap<CriterionId, CriterionId>,
    /// Criteria of which a rule gives the cases.
    cased: Vec<CriterionId>,
    findings: BTreeSet<&'f str>,
    cases: usize,
    zero_stops: usize,
}

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
        let mut seen = Seen::default();
        for (i, rule) in self.file.rules.iter().enumerate() {
            self.rule(rule, &format!("/rules/{i}"), &mut seen);
        }
        self.dependencies(&seen);
        for (count, vi, en) in [
            (seen.zero_stops, "quy tắc dừng", "zero-stop"),
            (seen.cases, "quy tắc trường hợp", "cases"),
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
        let has_cases = |c: &CriterionFile| c.levels.iter().any(|l| l.case.is_some());
        let loose = self.seen.values().filter(|c| has_cases(c));
        let loose: Vec<_> = loose
            .map(|c| c.criterion)
            .filter(|id| !seen.cased.contains(id))
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

    /// One rule: what it names is there, and stands once.
    fn rule(&mut self, rule: &'f RuleFile, path: &str, seen: &mut Seen<'f>) {
        match rule {
            RuleFile::Dependency {
                criterion,
                requires,
                ..
            } => {
                self.known(*criterion, &format!("{path}/criterion"));
                self.known(*requires, &format!("{path}/requires"));
                let again = seen.depends.insert(*criterion, *requires).is_some();
                if criterion == requires || again {
                    self.repeated(&format!("{path}/criterion"), criterion);
                }
            }
            RuleFile::Cases {
                criteria, cases, ..
            } => {
                seen.cases = seen.cases.saturating_add(1);
                seen.cased.extend(criteria);
                let letters: Vec<Case> = cases.iter().map(|c| c.case).collect();
                for (j, id) in criteria.iter().enumerate() {
                    self.cases_of(*id, &letters, &format!("{path}/criteria/{j}"));
                }
            }
            RuleFile::ZeroStop { criteria, .. } => {
                seen.zero_stops = seen.zero_stops.saturating_add(1);
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
                let path = format!("{path}/finding");
                if !seen.findings.insert(finding) {
                    self.repeated(&path, finding);
                }
                if !is_kebab(finding) {
                    self.misplaced(&path, finding, "chữ-thường-nối-gạch", "kebab-case");
                }
            }
        }
    }

    /// The cases of a criterion's levels are those of the rule, in its order.
    fn cases_of(&mut self, id: CriterionId, letters: &[Case], path: &str) {
        let Some(criterion) = self.known(id, path) else {
            return;
        };
        let mut have: Vec<Case> = criterion.levels.iter().filter_map(|l| l.case).collect();
        have.dedup();
        if have != letters {
            self.tell(
                Code::DataReference,
                path,
                "Các trường hợp của mức không khớp quy tắc.",
                "The cases of its levels are not those of the rule.",
            );
        }
    }

    /// What others depend on depends on nothing itself, and is not too much to plan with.
    fn dependencies(&mut self, seen: &Seen<'_>) {
        let required: BTreeSet<_> = seen.depends.values().collect();
        if required.len() > MAX_REQUIRED {
            self.tell(
                Code::DataReference,
                "/rules",
                format!("Quá {MAX_REQUIRED} tiêu chí mà tiêu chí khác phụ thuộc."),
                format!("More than {MAX_REQUIRED} criteria that others depend on."),
            );
        }
        let needed = seen.depends.values();
        for chained in needed.filter(|needed| seen.depends.contains_key(needed)) {
            self.misplaced(
                "/rules",
                chained,
                "một bước phụ thuộc",
                "one step of dependency",
            );
        }
    }

    pub(super) fn errata(&mut self) {
        let file = self.file;
        let mut seen = BTreeSet::new();
        for (i, erratum) in file.errata.iter().enumerate() {
            let path = format!("/errata/{i}");
            // several may stand at one place: two slips of the pen in one label
            let place = (erratum.part, erratum.section, erratum.criterion);
            let printed = erratum.printed.as_str();
            if !seen.insert((place, erratum.level, erratum.field, printed)) {
                let field = serde_json::to_value(erratum.field).unwrap_or_default();
                self.repeated(&path, field.as_str().unwrap_or_default());
            }
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
