//! What a session says of its regulation, and what the law does not let it say.

use crate::criteria::files::{FindingsRule, Fixed, MinimumRule, SpreadAtLimit};
use crate::json::{Fields, Node, names};
use crate::problem::{Code, Problem, Problems};

use super::super::format::{Quorum, RegulationInput};
use super::fields::required;

names! { pub(super) REGULATION, regulation_field {
    DECISION = "decision",
    QUORUM = "quorum",
    CHAIR_REQUIRED = "chair_required",
    MAX_SPREAD = "max_spread",
    MINIMUMS = "minimums",
    FINDINGS = "findings",
    FEWEST_MEMBERS = "fewest_members",
    SPREAD_AT_LIMIT = "spread_at_limit",
} }

names! { pub(super) QUORUM, quorum_field {
    NUMERATOR = "numerator",
    DENOMINATOR = "denominator",
} }

const AT_LIMIT: [(&str, SpreadAtLimit); 2] = [
    ("allowed", SpreadAtLimit::Allowed),
    ("rescore", SpreadAtLimit::Rescore),
];

const MINIMUMS: [(&str, MinimumRule); 3] = [
    ("mean", MinimumRule::Mean),
    ("majority", MinimumRule::Majority),
    ("unanimous", MinimumRule::Unanimous),
];

const FINDINGS: [(&str, FindingsRule); 2] = [
    ("majority", FindingsRule::Majority),
    ("collective", FindingsRule::Collective),
];

/// Reads a regulation as far as it is stated. What the law fixes may not be set.
pub(crate) fn regulation<'a>(
    node: &Node<'a>,
    fixed: &[Fixed],
    problems: &mut Problems,
) -> Option<RegulationInput<'a>> {
    let path = "/regulation";
    let mut own = Problems::new();
    let fields = Fields::read(node, path, REGULATION, &mut own);
    for mut problem in own {
        let name = problem.path.rsplit('/').next().unwrap_or_default();
        if let Some(law) = fixed.iter().find(|f| f.setting == name) {
            problem = Problem::new(
                Code::FixedByLaw,
                problem.path,
                format!("Quy chế không được đặt \"{}\": {}.", law.setting, law.label),
                format!(
                    "A regulation may not set \"{}\": the law fixes it.",
                    law.setting
                ),
            )
            .with_source(law.source.clone());
        }
        problems.push(problem);
    }
    let fields = fields?;
    let decision = fields.text(regulation_field::DECISION, problems);
    let quorum = fields
        .get(regulation_field::QUORUM)
        .and_then(|n| quorum(n, &fields.path(regulation_field::QUORUM), problems));
    Some(RegulationInput {
        decision,
        quorum,
        chair_required: fields.flag(regulation_field::CHAIR_REQUIRED, problems),
        max_spread: fields.whole_between(
            regulation_field::MAX_SPREAD,
            0..=i64::from(u16::MAX),
            problems,
        ),
        minimums: fields.choice(regulation_field::MINIMUMS, &MINIMUMS, problems),
        findings: fields.choice(regulation_field::FINDINGS, &FINDINGS, problems),
        fewest_members: fields.whole_between(regulation_field::FEWEST_MEMBERS, 1..=99, problems),
        spread_at_limit: fields.choice(regulation_field::SPREAD_AT_LIMIT, &AT_LIMIT, problems),
    })
}

fn quorum(node: &Node<'_>, path: &str, problems: &mut Problems) -> Option<Quorum> {
    let fields = Fields::read(node, path, QUORUM, problems)?;
    let numerator = fields.whole_between(quorum_field::NUMERATOR, 1..=100, problems);
    let numerator = required(&fields, quorum_field::NUMERATOR, numerator, problems);
    let denominator = fields.whole_between(quorum_field::DENOMINATOR, 1..=100, problems);
    let denominator = required(&fields, quorum_field::DENOMINATOR, denominator, problems);
    Some(Quorum {
        numerator: numerator?,
        denominator: denominator?,
    })
}
