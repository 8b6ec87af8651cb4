//! The grounds of a plan as figures: why nothing smaller works, what stands in the way, what the
//! best in reach keeps to. Crate `ocop-text` puts them into sentences.

use crate::bounded::Points;
use crate::ids::CriterionId;

use super::blocked::Block;
use super::page::Page;
use super::problem::{Needs, Why};
use super::proof::Bound;
use super::report::{BlockCause, BlockCode, BlockReport, BoundReport, ConditionsReport};

impl Page<'_> {
    pub(super) fn bound(&self, bound: &Bound) -> BoundReport {
        BoundReport {
            objective: bound.objective,
            at_most: bound.at_most,
            most_points: bound.most_points,
            points_short: bound
                .most_points
                .map(|most| self.plan.ask.needed.saturating_sub(most)),
            must_change: self.ids(&bound.must_change),
        }
    }

    pub(super) fn block(&self, block: Block) -> BlockReport {
        let set = self.plan.sheet.product_set();
        match block {
            Block::Finding(index) => {
                let rule = set.findings.get(index);
                BlockReport {
                    finding: rule.map(|r| r.finding.clone()),
                    effect: rule.map(|r| r.effect),
                    criterion: rule.and_then(|r| r.criterion),
                    label: rule.map(|r| self.words.translate(&r.label)),
                    source: rule.map(|r| r.source.clone()),
                    ..BlockReport::new(BlockCode::Finding)
                }
            }
            Block::Points { most, needed } => {
                let band = set.instrument.band(self.plan.ask.target);
                BlockReport {
                    most_points: Some(most),
                    needed_points: Some(needed),
                    source: band.map(|b| b.source.clone()),
                    ..BlockReport::new(BlockCode::Points)
                }
            }
            Block::Criterion { index, needs, why } => {
                let minimums = &set.instrument.file.star_minimums;
                let (code, source) = match needs {
                    Needs::Minimum(..) => (
                        BlockCode::Minimum,
                        minimums.as_ref().map(|s| s.source.clone()),
                    ),
                    Needs::NoStop => (
                        BlockCode::Stop,
                        set.zero_stop.as_ref().map(|z| z.source.clone()),
                    ),
                    Needs::Step => (BlockCode::Step, None),
                };
                let mut report = BlockReport {
                    criterion: self.id(index),
                    minimum_for: needs.stars(),
                    level: needs.level(),
                    source,
                    ..BlockReport::new(code)
                };
                report.because = Some(match why {
                    Why::Unanswered => BlockCause::Unanswered,
                    Why::Requires(required) => {
                        report.required = self.id(required);
                        BlockCause::RequiredWithoutPoints
                    }
                    Why::Excluded => BlockCause::LeftAsItIs,
                    Why::TooLate(days) => {
                        report.soonest_days = Some(days);
                        BlockCause::TooLate
                    }
                    Why::NoLevel => BlockCause::NoLevel,
                    Why::WhichLadder => BlockCause::LadderUnknown,
                });
                report
            }
        }
    }

    /// What the best in reach keeps to, as the plan was asked to.
    pub(super) fn keeps_to(&self) -> ConditionsReport {
        let request = &self.plan.request;
        let (keep, exclude) = self.plan.ask.kept_and_excluded();
        ConditionsReport {
            by: request.by,
            margin: Some(request.margin).filter(|m| *m > Points::ZERO),
            keep: self.ids(keep),
            exclude: self.ids(exclude),
            case: request.case,
            unanswered: self.plan.sheet.unanswered().count(),
        }
    }

    fn id(&self, index: usize) -> Option<CriterionId> {
        let criteria = &self.plan.sheet.product_set().criteria;
        criteria.get(index).map(|c| c.id)
    }

    fn ids(&self, places: &[usize]) -> Vec<CriterionId> {
        places.iter().filter_map(|place| self.id(*place)).collect()
    }
}
