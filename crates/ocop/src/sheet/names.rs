//! Criteria and findings by name: those that the sheet does not have are told with what is nearest.

use crate::ids::CriterionId;
use crate::json::shortened;
use crate::problem::{Code, Problem};
use crate::text::nearest;

use super::builder::Builder;

/// Whether a criterion stands under a heading, or under one of its own headings.
fn is_below(criterion: CriterionId, heading: CriterionId) -> bool {
    let parent = criterion.parent();
    parent == Some(heading) || parent.and_then(CriterionId::parent) == Some(heading)
}

/// A heading over criteria was answered.
fn is_heading(path: String, key: &str, list: &str) -> Problem {
    Problem::new(
        Code::UnknownCriterion,
        path,
        format!("\"{key}\" là mục gồm nhiều tiêu chí, không chấm trực tiếp."),
        format!("\"{key}\" is a heading over criteria and is not scored itself."),
    )
    .with_found(key)
    .with_one_of(list)
    .with_help(
        format!("Chấm từng tiêu chí: {list}."),
        format!("Answer its criteria: {list}."),
    )
}

impl Builder<'_> {
    #[cold]
    pub(super) fn unknown_criterion(&self, id: Option<CriterionId>, key: &str) -> Problem {
        let path = self.path(key, "");
        let below = id.map(|id| self.listed(|c| is_below(c, id)));
        if let Some(list) = below.filter(|list| !list.is_empty()) {
            return is_heading(path, key, &list);
        }
        let (set, short) = (self.set.number(), shortened(key));
        let problem = Problem::new(
            Code::UnknownCriterion,
            path,
            format!("Bộ sản phẩm {set} không có tiêu chí \"{short}\"."),
            format!("Product set {set} has no criterion \"{short}\"."),
        )
        .with_found(&*short);
        if let Some(near) = self.meant(key) {
            return problem.with_nearest(Some(&near.to_string()));
        }
        // a number that is not there is next to none: its section tells more
        let Some(section) = id.map(CriterionId::section) else {
            return self.with_all(problem);
        };
        let inside = self.listed(|c| c.section() == section);
        if inside.is_empty() {
            self.with_all(problem)
        } else if inside == section.to_string() {
            problem.with_nearest(Some(&inside))
        } else {
            problem.with_help(
                format!("Mục {section} có: {inside}."),
                format!("Section {section} has: {inside}."),
            )
        }
    }

    /// The criterion that a key may mean: its name, the key of what it measures, or its number written
    /// another way.
    fn meant(&self, key: &str) -> Option<CriterionId> {
        let spelt = CriterionId::of_steps(key.split(['.', ',', ' ', '_', '-']));
        let criteria = || self.set.criteria.iter();
        let names = criteria().flat_map(|c| [c.key.as_str(), c.name.as_str()]);
        let named = nearest(key, names);
        let meant = criteria().find(|c| {
            Some(c.id) == spelt || named.is_some_and(|name| name == c.key || name == c.name)
        });
        meant.map(|c| c.id)
    }

    /// The numbers of some of the set's criteria.
    fn listed(&self, wanted: impl Fn(CriterionId) -> bool) -> String {
        let numbers = self.set.criteria.iter().map(|c| c.id);
        let numbers = numbers.filter(|id| wanted(*id)).map(|id| id.to_string());
        numbers.collect::<Vec<_>>().join(", ")
    }

    fn with_all(&self, problem: Problem) -> Problem {
        let list = self.listed(|_| true);
        problem.with_help(
            format!("Các tiêu chí: {list}."),
            format!("The criteria are: {list}."),
        )
    }

    /// Takes a finding. `known` tells whether another set has one of that name.
    pub(crate) fn finding(&mut self, index: usize, name: &str, known: impl FnOnce() -> bool) {
        let path = format!("/findings/{index}");
        match self.set.findings.iter().position(|f| f.finding == name) {
            Some(index) if self.findings.contains(&index) => self.problems.push(
                Problem::new(
                    Code::RepeatedFinding,
                    path,
                    format!("\"{name}\" đã có ở trên."),
                    format!("\"{name}\" is given already."),
                )
                .with_found(name),
            ),
            Some(index) => self.findings.push(index),
            None => {
                let names = || self.set.findings.iter().map(|f| f.finding.as_str());
                let list = names().collect::<Vec<_>>().join(", ");
                let set = self.set.number();
                let problem = if known() {
                    Problem::new(
                        Code::FindingNotInSet,
                        path,
                        format!("Phiếu của bộ sản phẩm {set} không có quy tắc \"{name}\"."),
                        format!("The sheet of product set {set} has no rule \"{name}\"."),
                    )
                    .with_found(name)
                } else {
                    Problem::new(
                        Code::UnknownFinding,
                        path,
                        format!("Không có phát hiện nào tên \"{name}\"."),
                        format!("There is no finding \"{name}\"."),
                    )
                    .with_found(name)
                };
                // a finding that other sheets have is spelt right: nothing near it is meant
                let near = match problem.code {
                    Code::UnknownFinding => nearest(name, names()),
                    _ => None,
                };
                let problem = match near {
                    Some(near) => problem.with_nearest(Some(near)),
                    None if list.is_empty() => problem.with_help(
                        "Phiếu này không có phát hiện nào.",
                        "This sheet has no findings.",
                    ),
                    None => problem.with_help(
                        format!("Bộ này có: {list}."),
                        format!("This set has: {list}."),
                    ),
                };
                self.problems.push(problem);
            }
        }
    }
}
