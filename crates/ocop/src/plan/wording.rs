//! What a plan says in sentences: what became of it, why nothing smaller works, what stands in the way.

use crate::bounded::Points;
use crate::ids::CriterionId;
use crate::text::Text;

use super::blocked::Block;
use super::build::PlanStatus;
use super::problem::{Needs, Why};
use super::proof::Bound;
use super::request::Objective;

use super::page::Page;
use super::report::{BlockReport, BoundReport};

impl Page<'_> {
    pub(super) fn message(&self) -> Text {
        let target = self.plan.ask.target;
        let cost = self.plan.way.cost;
        match self.plan.status {
            PlanStatus::Planned => Text::new(
                format!(
                    "Đạt {target} sao với {} thay đổi, lâu nhất {} ngày.",
                    cost.changes, cost.lead_time_days
                ),
                format!(
                    "{target} stars with {} {}, the longest taking {} days.",
                    cost.changes,
                    if cost.changes == 1 {
                        "change"
                    } else {
                        "changes"
                    },
                    cost.lead_time_days
                ),
            ),
            PlanStatus::AlreadyMet => Text::new(
                format!("Đã đạt {target} sao, không cần thay đổi gì."),
                format!("{target} stars are met: nothing needs to change."),
            ),
            PlanStatus::AboveTarget => Text::new(
                format!("Sản phẩm đã trên {target} sao, không cần thay đổi gì."),
                format!("The product has more than {target} stars: nothing needs to change."),
            ),
            PlanStatus::NeedsAnswers => Text::new(
                format!(
                    "Chưa nói được: cần chấm các tiêu chí còn thiếu rồi mới biết có đạt {target} sao không."
                ),
                format!(
                    "Cannot be told yet: whether {target} stars are in reach depends on criteria that are unanswered."
                ),
            ),
            PlanStatus::OutOfReach => Text::new(
                format!("Không đạt được {target} sao trong điều kiện đã nêu."),
                format!("{target} stars are out of reach within what was asked."),
            ),
            PlanStatus::NoStars => Text::new(
                "Sản phẩm không được xếp sao vì phát hiện nêu dưới đây; nâng mức không thay đổi được điều đó. Khắc phục xong mới lập kế hoạch.",
                "No stars are given because of the findings below; no level can mend that. Remedy them first, then plan.",
            ),
        }
    }

    pub(super) fn bound(&self, bound: &Bound) -> BoundReport {
        let short = bound
            .most_points
            .map(|most| self.plan.ask.needed.saturating_sub(most));
        let ids: Vec<CriterionId> = bound
            .must_change
            .iter()
            .filter_map(|i| self.plan.sheet.product_set().criteria.get(*i))
            .map(|c| c.id)
            .collect();
        let list = ids
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(", ");
        let at_most = bound.at_most;
        let (vi, en) = match bound.objective {
            Objective::Changes => (
                format!("Với tối đa {at_most} thay đổi"),
                format!("With at most {at_most} changes"),
            ),
            Objective::LeadTime => (
                format!("Trong {at_most} ngày"),
                format!("Within {at_most} days"),
            ),
            Objective::Effort => (
                format!("Với công sức tối đa {at_most}"),
                format!("With an effort of at most {at_most}"),
            ),
        };
        let message = match (bound.most_points, short) {
            (Some(most), Some(short)) => Text::new(
                format!("{vi} chỉ được {most} điểm, thiếu {short}."),
                format!("{en} there are {most} points, {short} short."),
            ),
            _ if list.is_empty() => Text::new(
                format!("{vi} không đủ các mức tối thiểu."),
                format!("{en} the minimums are not all met."),
            ),
            _ => Text::new(
                format!("{vi} không đủ mức tối thiểu tại: {list}."),
                format!("{en} the minimums are not met at: {list}."),
            ),
        };
        BoundReport {
            objective: bound.objective,
            at_most,
            most_points: bound.most_points,
            points_short: short,
            must_change: ids,
            message,
        }
    }

    pub(super) fn block(&self, block: Block) -> BlockReport {
        let set = self.plan.sheet.product_set();
        let empty = BlockReport {
            code: "points".into(),
            finding: None,
            effect: None,
            criterion: None,
            minimum_for: None,
            level: None,
            most_points: None,
            needed_points: None,
            message: Text::new("", ""),
            source: None,
        };
        match block {
            Block::Finding(index) => {
                let rule = set.findings.get(index);
                BlockReport {
                    code: "finding".into(),
                    finding: rule.map(|r| r.finding.clone()),
                    effect: rule.map(|r| r.effect),
                    criterion: rule.and_then(|r| r.criterion),
                    message: rule.map_or(empty.message, |r| self.version.translate(&r.label)),
                    source: rule.map(|r| r.source.clone()),
                    ..empty
                }
            }
            Block::Points { most, needed } => {
                let band = set.instrument.band(self.plan.ask.target);
                BlockReport {
                    most_points: Some(most),
                    needed_points: Some(needed),
                    message: Text::new(
                        format!("Nhiều nhất được {most} điểm, cần {needed}."),
                        format!("{most} points at most, {needed} are needed."),
                    ),
                    source: band.map(|b| b.source.clone()),
                    ..empty
                }
            }
            Block::Criterion { index, needs, why } => {
                let (id, name) = self.name(index);
                let (what_vi, what_en) = match needs {
                    Needs::Minimum(stars, level) => (
                        format!("cần từ mức {level} để được {stars} sao"),
                        format!("level {level} or more is needed for {stars} stars"),
                    ),
                    Needs::NoStop => (
                        "0 điểm thì dừng đánh giá".to_owned(),
                        "0 points stop the assessment".to_owned(),
                    ),
                    Needs::Step => ("cần một bước".to_owned(), "a step is needed".to_owned()),
                };
                let (why_vi, why_en) = self.why(why);
                let sources = &set.instrument.file.star_minimums;
                BlockReport {
                    code: match needs {
                        Needs::Minimum(..) => "minimum",
                        Needs::NoStop => "stop",
                        Needs::Step => "step",
                    }
                    .into(),
                    criterion: set.criteria.get(index).map(|c| c.id),
                    minimum_for: needs.stars(),
                    level: needs.level(),
                    message: Text::new(
                        format!("{id} {}: {what_vi}, nhưng {why_vi}.", name.vi),
                        format!("{id} {}: {what_en}, but {why_en}.", name.en),
                    ),
                    source: match needs {
                        Needs::Minimum(..) => sources.as_ref().map(|s| s.source.clone()),
                        Needs::NoStop => set.zero_stop.as_ref().map(|z| z.source.clone()),
                        Needs::Step => None,
                    },
                    ..empty
                }
            }
        }
    }

    fn why(&self, why: Why) -> (String, String) {
        match why {
            Why::Unanswered => ("chưa chấm".to_owned(), "it is unanswered".to_owned()),
            Why::Requires(index) => {
                let id = self.name(index).0;
                (format!("{id} chưa có điểm"), format!("{id} has no points"))
            }
            Why::Excluded => (
                "được yêu cầu để nguyên".to_owned(),
                "it is to be left as it is".to_owned(),
            ),
            Why::TooLate(days) => (
                format!("sớm nhất cũng mất {days} ngày"),
                format!("it takes {days} days at the soonest"),
            ),
            Why::NoLevel => (
                "không có mức nào đáp ứng".to_owned(),
                "no level would do".to_owned(),
            ),
            Why::WhichLadder => (
                "phiếu chỉ ghi điểm, không rõ theo danh sách mức nào".to_owned(),
                "the sheet gives points alone, and they stand on two lists of levels".to_owned(),
            ),
        }
    }

    /// What the best in reach keeps to, as the plan was asked to.
    pub(super) fn keeps_to(&self) -> Vec<Text> {
        let (request, ask) = (&self.plan.request, &self.plan.ask);
        let mut told = vec![Text::new(
            "đủ điểm và mức tối thiểu của hạng sao ấy",
            "the points and minimums of those stars",
        )];
        if let Some(by) = request.by {
            told.push(Text::new(
                format!(
                    "chỉ những việc xong trước hoặc trong ngày {}",
                    by.strftime("%d/%m/%Y")
                ),
                format!("only what is done by {}", by.strftime("%-d %B %Y")),
            ));
        }
        if request.margin > Points::ZERO {
            told.push(Text::new(
                format!("dư {} điểm trên ngưỡng", request.margin),
                format!("{} points above the threshold", request.margin),
            ));
        }
        let names = |places: &[usize], lang: fn(Text) -> String| {
            let names = places.iter().map(|place| {
                let (id, name) = self.name(*place);
                format!("{id} {}", lang(name))
            });
            names.collect::<Vec<_>>().join("; ")
        };
        let (keep, exclude) = ask.kept_and_excluded();
        for (places, vi, en) in [
            (keep, "phải nâng", "a change at"),
            (exclude, "để nguyên", "left as it is"),
        ] {
            if !places.is_empty() {
                told.push(Text::new(
                    format!("{vi}: {}", names(places, |t| t.vi)),
                    format!("{en}: {}", names(places, |t| t.en)),
                ));
            }
        }
        if let Some(case) = request.case {
            told.push(Text::new(
                format!("theo trường hợp {case}"),
                format!("under case {case}"),
            ));
        }
        let open = self.plan.sheet.unanswered().count();
        if open > 0 {
            told.push(Text::new(
                format!("{open} tiêu chí chưa chấm tính 0 điểm"),
                if open == 1 {
                    "1 unanswered criterion counts 0".to_owned()
                } else {
                    format!("{open} unanswered criteria count 0")
                },
            ));
        }
        told
    }
}
