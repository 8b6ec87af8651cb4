//! A council's regulation: what it states, and the defaults of the data where it is silent. What
//! the law fixes has no place in it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bounded::Points;
use crate::criteria::CriteriaVersion;
use crate::criteria::files::{CouncilFile, FindingsRule, MinimumRule, SpreadAtLimit, Written};
use crate::library::Library;
use crate::problem::{Code, Problem, Problems};

use super::format::{Quorum, RegulationInput};

/// The regulation that a tally was made by, complete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Regulation {
    /// The decision that issued it, where stated.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub decision: Option<String>,
    /// The share of members that must be present.
    pub quorum: Quorum,
    /// Whether the chair must be present.
    pub chair_required: bool,
    /// The most points between two members' totals.
    pub max_spread: u16,
    /// Whether a spread of exactly `max_spread` points passes.
    #[serde(default)]
    pub spread_at_limit: SpreadAtLimit,
    /// How star minimums are tested.
    pub minimums: MinimumRule,
    /// How findings are decided.
    pub findings: FindingsRule,
    /// The fewest members of the council.
    pub fewest_members: u16,
    /// The settings that the session does not state, in order of their names: their defaults stand
    /// in for them.
    #[serde(default)]
    pub by_default: Vec<String>,
}

impl Library {
    /// The defaults of a council's regulation: the version's own, else those of the latest version
    /// that has any, since they are practice and not law.
    pub(super) fn council_defaults(
        &self,
        version: &CriteriaVersion,
    ) -> Result<&CouncilFile, Problems> {
        if let Some(own) = self
            .get(version.id())
            .map(|version| version.council())
            .transpose()?
            .flatten()
        {
            return Ok(own);
        }
        let others = self.versions().filter_map(|c| {
            let file = c.council().ok().flatten()?;
            Some((c.instrument().ok()?.file().in_force.from, file))
        });
        others
            .max_by_key(|(from, _)| *from)
            .map(|(_, file)| file)
            .ok_or_else(|| {
                let mut problem =
                    Problem::new(Code::DataMissing, "", "Thiếu tệp.", "The file is missing.");
                problem.file = Some("council.json".to_owned());
                problem.into()
            })
    }
}

impl Library {
    /// Where the law of these criteria lets members give their opinions in writing; another
    /// version's is no default for it.
    pub(super) fn written(&self, version: &CriteriaVersion) -> Option<&Written> {
        let own = self.get(version.id())?.council().ok().flatten()?;
        own.written.as_ref()
    }
}

impl Regulation {
    /// The defaults alone.
    pub(super) fn defaults(file: &CouncilFile) -> Self {
        Self {
            decision: None,
            quorum: Quorum {
                numerator: file.quorum.numerator,
                denominator: file.quorum.denominator,
            },
            chair_required: file.chair_required.value,
            max_spread: file.max_spread.value,
            spread_at_limit: file.spread_at_limit.value,
            minimums: file.minimums.value,
            findings: file.findings.value,
            fewest_members: file.fewest_members.value,
            by_default: unstated(&RegulationInput::default()),
        }
    }

    /// What is stated, over the defaults. A setting that contradicts itself is told, and the
    /// default stands in for it.
    pub(super) fn stated(
        input: &RegulationInput<'_>,
        defaults: Self,
        max_points: Points,
        problems: &mut Problems,
    ) -> Self {
        let mut tell = |field: &str, found: String, vi: String, en: String| {
            let path = format!("/regulation/{field}");
            let problem = Problem::new(Code::RegulationContradictory, path, vi, en);
            problems.push(problem.with_found(found));
        };
        let quorum = input.quorum.filter(|q| {
            let right = q.numerator <= q.denominator;
            if !right {
                let (n, d) = (q.numerator, q.denominator);
                tell(
                    "quorum",
                    format!("{n}/{d}"),
                    format!("Cần {n}/{d} thành viên có mặt: hơn toàn bộ hội đồng."),
                    format!("{n}/{d} of the members must be present: more than all of them."),
                );
            }
            right
        });
        let max_spread = input.max_spread.filter(|spread| {
            let right = *spread < max_points.get();
            if !right {
                tell(
                    "max_spread",
                    spread.to_string(),
                    format!("Chênh lệch {spread} điểm không bao giờ vượt được trên phiếu {max_points} điểm."),
                    format!("A spread of {spread} points can never be exceeded on a sheet of {max_points}."),
                );
            }
            right
        });
        Self {
            decision: input.decision.as_ref().map(|d| d.clone().into_owned()),
            quorum: quorum.unwrap_or(defaults.quorum),
            chair_required: input.chair_required.unwrap_or(defaults.chair_required),
            max_spread: max_spread.unwrap_or(defaults.max_spread),
            spread_at_limit: input.spread_at_limit.unwrap_or(defaults.spread_at_limit),
            minimums: input.minimums.unwrap_or(defaults.minimums),
            findings: input.findings.unwrap_or(defaults.findings),
            fewest_members: input.fewest_members.unwrap_or(defaults.fewest_members),
            by_default: unstated(input),
        }
    }

    /// Whether the session itself says how star minimums are tested.
    #[must_use]
    pub fn states_minimums(&self) -> bool {
        !self.by_default.iter().any(|s| s == "minimums")
    }

    /// Whether two totals so many points apart are too far apart.
    #[must_use]
    pub fn too_far(&self, spread: Points) -> bool {
        spread.get() > self.max_spread
            || (spread.get() == self.max_spread && self.spread_at_limit == SpreadAtLimit::Rescore)
    }

    /// How many of so many members must be present: the share, rounded up.
    #[must_use]
    pub fn needed(&self, members: u16) -> u16 {
        let share = u32::from(self.quorum.numerator).saturating_mul(u32::from(members));
        let needed = share.div_ceil(u32::from(self.quorum.denominator.max(1)));
        u16::try_from(needed).unwrap_or(u16::MAX)
    }
}

/// The names of the settings that are not stated, in order.
fn unstated(input: &RegulationInput<'_>) -> Vec<String> {
    let settings = [
        ("chair_required", input.chair_required.is_none()),
        ("fewest_members", input.fewest_members.is_none()),
        ("findings", input.findings.is_none()),
        ("max_spread", input.max_spread.is_none()),
        ("minimums", input.minimums.is_none()),
        ("quorum", input.quorum.is_none()),
        ("spread_at_limit", input.spread_at_limit.is_none()),
    ];
    let silent = settings.into_iter().filter(|(_, silent)| *silent);
    silent.map(|(name, _)| name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn defaults() -> Regulation {
        let library = Library::embedded();
        let version = library.version("qd-26-2026").unwrap();
        Regulation::defaults(library.council_defaults(version).unwrap())
    }

    #[test]
    fn three_quarters_of_the_members_are_rounded_up() {
        let regulation = defaults();
        let needed = [3, 4, 5, 7, 8, 9].map(|n| regulation.needed(n));
        assert_eq!(needed, [3, 3, 4, 6, 6, 7]);
    }

    #[test]
    fn a_regulation_that_contradicts_itself_is_told_and_the_default_stands() {
        let mut problems = Problems::new();
        let input = RegulationInput {
            quorum: Some(Quorum {
                numerator: 5,
                denominator: 4,
            }),
            max_spread: Some(100),
            ..RegulationInput::default()
        };
        let points = Points::new(100).unwrap();
        let regulation = Regulation::stated(&input, defaults(), points, &mut problems);
        let paths: Vec<_> = problems.iter().map(|p| p.path.as_str()).collect();
        assert_eq!(paths, ["/regulation/quorum", "/regulation/max_spread"]);
        assert_eq!(
            (regulation.quorum.numerator, regulation.max_spread),
            (3, 10)
        );
    }
}
