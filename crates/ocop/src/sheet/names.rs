//! Criteria and findings by name: those that the sheet does not have are told with what is nearest.

use crate::ids::CriterionId;
use crate::json::shortened;
use crate::problem::{Code, Problem};
use crate::text::nearest;

use super::builder::Builder;

impl Builder<'_> {
    #[cold]
    pub(super) fn unknown_criterion(&self, id: Option<CriterionId>, key: &str) -> Problem {
        let set = self.set;
        let path = self.path(key, "");
        let below: Vec<String> = id
            .into_iter()
            .flat_map(|id| {
                set.criteria.iter().filter(move |c| {
                    c.id.parent() == Some(id)
                        || c.id.parent().and_then(CriterionId::parent) == Some(id)
                })
            })
            .map(|c| c.id.to_string())
            .collect();
        if !below.is_empty() {
            let list = below.join(", ");
            return Problem::new(
                Code::UnknownCriterion,
                path,
                format!("\"{key}\" là mục gồm nhiều tiêu chí, không chấm trực tiếp."),
                format!("\"{key}\" is a heading over criteria and is not scored itself."),
            )
            .with_found(key)
            .with_one_of(&list)
            .with_help(
                format!("Chấm từng tiêu chí: {list}."),
                format!("Answer its criteria: {list}."),
            );
        }
        let short = shortened(key);
        let problem = Problem::new(
            Code::UnknownCriterion,
            path,
            format!(
                "Bộ sản phẩm {} không có tiêu chí \"{short}\".",
                set.number()
            ),
            format!("Product set {} has no criterion \"{short}\".", set.number()),
        )
        .with_found(&*short);
        // its name, the key of what it measures, or its number written another way
        let spelt = key.replace([',', ' ', '_', '-'], ".");
        let spelt: Vec<&str> = spelt
            .split('.')
            .map(|step| step.trim_start_matches('0'))
            .filter(|step| !step.is_empty())
            .collect();
        let spelt = CriterionId::read(&spelt.join("."));
        let names = set
            .criteria
            .iter()
            .flat_map(|c| [c.key.as_str(), c.name.as_str()]);
        let named = nearest(key, names);
        let near = set
            .criteria
            .iter()
            .find(|c| {
                Some(c.id) == spelt || named.is_some_and(|name| name == c.key || name == c.name)
            })
            .map(|c| c.id.to_string());
        if near.is_some() {
            return problem.with_nearest(near.as_deref());
        }
        // a number that is not there is next to none: its section tells more
        let section = id.map(CriterionId::section);
        let inside: Vec<String> = set
            .criteria
            .iter()
            .filter(|c| Some(c.id.section()) == section)
            .map(|c| c.id.to_string())
            .collect();
        if let Some(section) = section.filter(|_| !inside.is_empty()) {
            if inside == [section.to_string()] {
                return problem.with_nearest(inside.first().map(String::as_str));
            }
            let list = inside.join(", ");
            return problem.with_help(
                format!("Mục {section} có: {list}."),
                format!("Section {section} has: {list}."),
            );
        }
        let list = set
            .criteria
            .iter()
            .map(|c| c.id.to_string())
            .collect::<Vec<_>>()
            .join(", ");
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
