//! A plan as it is printed: the format `ocop-plan/1`.

use std::borrow::Cow;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bounded::{LevelNumber, Points, ProductSetNumber, Stars};
use crate::criteria::files::Effect;
use crate::criteria::{CriteriaVersion, SetEvidence};
use crate::ids::{Case, CriterionId, VersionId};
use crate::rating::rate;
use crate::sheet::ScoreSheet;
use crate::text::Text;

use super::alternatives::{Alternative, WhyAnother};
use super::blocked::Block;
use super::build::{Plan, Status};
use super::problem::{Needs, Why};
use super::proof::Bound;
use super::request::Objective;
use super::way::{Change, Way, apply};

/// The name of the format.
pub const PLAN_FORMAT: &str = "ocop-plan/1";

/// A plan as it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct PlanReport {
    /// Always `ocop-plan/1`.
    pub format: Cow<'static, str>,
    /// The criteria version.
    pub criteria: VersionId,
    /// The product set's number.
    pub product_set: ProductSetNumber,
    /// The stars aimed at.
    pub target: Stars,
    /// Points wanted above the band.
    pub margin: Points,
    /// Whether the target is met now or after the changes.
    pub reachable: bool,
    /// What became of the request.
    pub status: Status,
    /// The same in a sentence.
    pub message: Text,
    /// What was made small, most important first.
    pub order: Vec<Objective>,
    /// The sheet as it stands.
    pub before: StandingReport,
    /// The sheet after the changes.
    pub after: StandingReport,
    /// The changes, in the order of the sheet.
    pub changes: Vec<ChangeReport>,
    /// What they take together.
    pub cost: CostReport,
    /// The case that the plan is made for, where the sheet offers cases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<Case>,
    /// Why nothing smaller works.
    pub why: Vec<BoundReport>,
    /// The changes of further plans: the best for each other objective, the best without the dearest
    /// change that all of these have, then the next best.
    pub alternatives: Vec<Vec<ChangeReport>>,
    /// What each of the further plans takes, and why it is given, in their order.
    #[serde(default)]
    pub compared: Vec<AlternativeReport>,
    /// What stands in the way.
    pub blocked_by: Vec<BlockReport>,
    /// The best in reach, where the target is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best_in_reach: Option<BestReport>,
    /// Unanswered criteria: counted 0, and no change is planned at them.
    pub questions: Vec<QuestionReport>,
    /// What the costs are, and are not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub costs_note: Option<Text>,
}

/// Points and stars of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct StandingReport {
    /// The total.
    pub points: Points,
    /// Stars after the minimums; none where none are given.
    pub stars: Option<Stars>,
    /// Points above the band of the target; negative where some are missing.
    pub margin: i32,
}

/// A change of a level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ChangeReport {
    /// The criterion.
    pub criterion: CriterionId,
    /// What it measures.
    pub key: String,
    /// Its name.
    pub name: Text,
    /// The level now; `0` where none is reached.
    pub from: LevelNumber,
    /// The level to reach.
    pub to: LevelNumber,
    /// What the level to reach asks for.
    pub label: Text,
    /// The points it brings.
    pub points: i32,
    /// The highest minimum up to the target that it meets and that was not met.
    pub minimum_for: Option<Stars>,
    /// Whether the assessment would stop without it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub clears_stop: bool,
    /// Days from the start until the proof is at hand.
    pub lead_time_days: u32,
    /// The day by which it is done, where the start is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_on: Option<Date>,
    /// Effort on the scale of the costs.
    pub effort: u32,
    /// What its cost rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Text>,
    /// The papers that prove it.
    pub evidence: Vec<SetEvidence>,
}

/// What changes take together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct CostReport {
    /// How many criteria change.
    pub changes: u32,
    /// The longest lead time: changes run side by side.
    pub lead_time_days: u32,
    /// The sum of efforts.
    pub effort: u32,
}

/// What a further plan takes, and why it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct AlternativeReport {
    /// What its changes take together.
    pub cost: CostReport,
    /// The points after them.
    pub points: Points,
    /// No plan has less of this; none where it is given for another reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best_for: Option<Objective>,
    /// The criterion whose change is the dearest in all plans before it, and which it leaves as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub without: Option<CriterionId>,
}

/// Within this limit, and with what is more important no greater than in the plan, the target is
/// missed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct BoundReport {
    /// What is limited.
    pub objective: Objective,
    /// The limit: one less than the plan has.
    pub at_most: u32,
    /// The most points within it; none where the minimums cannot be met within it.
    pub most_points: Option<u32>,
    /// How many points are missing.
    pub points_short: Option<u32>,
    /// Criteria that must change all the same, or that cannot within the limit.
    pub must_change: Vec<CriterionId>,
    /// The same in a sentence.
    pub message: Text,
}

/// One thing that stands in the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct BlockReport {
    /// `finding`, `minimum`, `stop`, `step` or `points`.
    pub code: Cow<'static, str>,
    /// The finding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<String>,
    /// What follows from the finding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect: Option<Effect>,
    /// The criterion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criterion: Option<CriterionId>,
    /// The stars whose minimum is missed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_for: Option<Stars>,
    /// The level that is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<LevelNumber>,
    /// The most points that can be had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_points: Option<u32>,
    /// The points that are needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed_points: Option<u32>,
    /// What it is, in a sentence.
    pub message: Text,
    /// Where the law says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// The most stars in reach, and the way there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct BestReport {
    /// The stars; those of today where no more can be had.
    pub stars: Option<Stars>,
    /// The points after the changes.
    pub points: Points,
    /// The changes; none where no more stars can be had.
    pub changes: Vec<ChangeReport>,
    /// What they take.
    pub cost: CostReport,
    /// The most points of all, whatever the stars.
    pub most_points: Option<u32>,
    /// What it keeps to: the minimums of its stars, and what was asked of the plan.
    #[serde(default)]
    pub keeps_to: Vec<Text>,
}

/// An unanswered criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct QuestionReport {
    /// The criterion.
    pub criterion: CriterionId,
    /// What it measures.
    pub key: String,
    /// Its name.
    pub name: Text,
    /// Whether it is answered in points that stand on two lists of levels, for two kinds of producer:
    /// the question is which of them holds.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub which_ladder: bool,
    /// The most points that its answer can bring.
    pub max_points: Points,
    /// The lowest stars up to the target that it holds a minimum for.
    pub minimum_for: Option<Stars>,
}

impl Plan {
    /// The plan as it is printed, with the texts of its criteria version and the basis of its
    /// costs.
    #[must_use]
    pub fn report(&self, version: &CriteriaVersion, costs: &super::Costs) -> PlanReport {
        let page = Page {
            plan: self,
            version,
            costs,
        };
        let set = self.sheet.product_set();
        PlanReport {
            format: PLAN_FORMAT.into(),
            criteria: set.version().clone(),
            product_set: set.number(),
            target: self.ask.target,
            margin: self.request.margin,
            reachable: matches!(
                self.status,
                Status::Planned | Status::AlreadyMet | Status::AboveTarget
            ),
            status: self.status,
            message: page.message(),
            order: self.ask.order.to_vec(),
            before: page.standing(&self.sheet),
            after: page.standing(&self.applied()),
            changes: page.changes(&self.way),
            cost: cost(&self.way),
            case: self.way.case,
            why: self.bounds.iter().map(|b| page.bound(b)).collect(),
            alternatives: self
                .alternatives
                .iter()
                .map(|a| page.changes(&a.way))
                .collect(),
            compared: self.alternatives.iter().map(|a| page.compared(a)).collect(),
            blocked_by: self.blocks.iter().map(|b| page.block(*b)).collect(),
            best_in_reach: page.best(),
            questions: page.questions(),
            costs_note: costs.note().cloned(),
        }
    }
}

const fn cost(way: &Way) -> CostReport {
    CostReport {
        changes: way.cost.changes,
        lead_time_days: way.cost.lead_time_days,
        effort: way.cost.effort,
    }
}

struct Page<'p> {
    plan: &'p Plan,
    version: &'p CriteriaVersion,
    costs: &'p super::Costs,
}

impl Page<'_> {
    fn standing(&self, sheet: &ScoreSheet) -> StandingReport {
        let rating = rate(sheet);
        let band = sheet.product_set().instrument.band(self.plan.ask.target);
        let band = band.map_or(0, |b| i32::from(b.from_points.get()));
        StandingReport {
            points: rating.points(),
            stars: rating.stars(),
            margin: i32::from(rating.points().get()).saturating_sub(band),
        }
    }

    fn changes(&self, way: &Way) -> Vec<ChangeReport> {
        way.changes.iter().filter_map(|s| self.change(s)).collect()
    }

    fn change(&self, change: &Change) -> Option<ChangeReport> {
        let criterion = self.plan.sheet.product_set().criteria.get(change.index)?;
        let label = criterion
            .level(change.to)
            .map(|l| self.version.translate(&l.label));
        let days = jiff::Span::new().try_days(change.cost.lead_time_days).ok();
        let today = self.plan.request.today;
        Some(ChangeReport {
            criterion: criterion.id,
            key: criterion.key.clone(),
            name: self.version.translate(&criterion.name),
            from: change.from,
            to: change.to,
            label: label.unwrap_or_else(|| Text::new("Không đạt mức nào", "None of the levels")),
            points: change.points,
            minimum_for: change.minimum_for,
            clears_stop: change.clears_stop,
            lead_time_days: change.cost.lead_time_days,
            done_on: today.and_then(|day| day.checked_add(days?).ok()),
            effort: change.cost.effort,
            basis: self.costs.basis(&criterion.key).cloned(),
            evidence: self.version.papers(&criterion.key),
        })
    }

    fn name(&self, index: usize) -> (String, Text) {
        let criterion = self.plan.sheet.product_set().criteria.get(index);
        criterion.map_or_else(
            || (String::new(), Text::new("", "")),
            |c| (c.id.to_string(), self.version.translate(&c.name)),
        )
    }

    fn message(&self) -> Text {
        let target = self.plan.ask.target;
        let cost = self.plan.way.cost;
        match self.plan.status {
            Status::Planned => Text::new(
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
            Status::AlreadyMet => Text::new(
                format!("Đã đạt {target} sao, không cần thay đổi gì."),
                format!("{target} stars are met: nothing needs to change."),
            ),
            Status::AboveTarget => Text::new(
                format!("Sản phẩm đã trên {target} sao, không cần thay đổi gì."),
                format!("The product has more than {target} stars: nothing needs to change."),
            ),
            Status::NeedsAnswers => Text::new(
                format!(
                    "Chưa nói được: cần chấm các tiêu chí còn thiếu rồi mới biết có đạt {target} sao không."
                ),
                format!(
                    "Cannot be told yet: whether {target} stars are in reach depends on criteria that are unanswered."
                ),
            ),
            Status::OutOfReach => Text::new(
                format!("Không đạt được {target} sao trong điều kiện đã nêu."),
                format!("{target} stars are out of reach within what was asked."),
            ),
            Status::NoStars => Text::new(
                "Sản phẩm không được xếp sao vì phát hiện nêu dưới đây; nâng mức không thay đổi được điều đó. Khắc phục xong mới lập kế hoạch.",
                "No stars are given because of the findings below; no level can mend that. Remedy them first, then plan.",
            ),
        }
    }

    fn bound(&self, bound: &Bound) -> BoundReport {
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

    fn block(&self, block: Block) -> BlockReport {
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

    fn best(&self) -> Option<BestReport> {
        if !matches!(self.plan.status, Status::NeedsAnswers | Status::OutOfReach) {
            return None;
        }
        let now = rate(&self.plan.sheet);
        Some(match &self.plan.in_reach {
            Some((stars, way)) => BestReport {
                stars: Some(*stars),
                points: rate(&apply(&self.plan.sheet, way)).points(),
                changes: self.changes(way),
                cost: cost(way),
                most_points: self.plan.most_points,
                keeps_to: self.keeps_to(),
            },
            None => BestReport {
                stars: now.stars(),
                points: now.points(),
                changes: Vec::new(),
                cost: cost(&Way::default()),
                most_points: self.plan.most_points,
                keeps_to: self.keeps_to(),
            },
        })
    }

    fn compared(&self, other: &Alternative) -> AlternativeReport {
        let (best_for, without) = match other.why {
            WhyAnother::BestFor(objective) => (Some(objective), None),
            WhyAnother::Without(criterion) => (None, Some(criterion)),
            WhyAnother::NextBest => (None, None),
        };
        AlternativeReport {
            cost: cost(&other.way),
            points: rate(&apply(&self.plan.sheet, &other.way)).points(),
            best_for,
            without,
        }
    }

    /// What the best in reach keeps to, as the plan was asked to.
    fn keeps_to(&self) -> Vec<Text> {
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

    fn questions(&self) -> Vec<QuestionReport> {
        let sheet = self.plan.sheet.view();
        let set = sheet.set;
        let by_points = |index: usize| sheet.at(index).filter(|_| sheet.ladder_unknown(index));
        let on_a_ladder = (0..set.criteria.len()).filter_map(by_points);
        sheet
            .unanswered()
            .map(|c| (c, false))
            .chain(on_a_ladder.map(|(c, _)| (c, true)))
            .map(|(c, which_ladder)| QuestionReport {
                criterion: c.id,
                key: c.key.clone(),
                name: self.version.translate(&c.name),
                which_ladder,
                max_points: c.most_points(self.plan.ask.case.or(self.plan.sheet.case())),
                minimum_for: set
                    .minimums
                    .iter()
                    .filter(|m| m.stars <= self.plan.ask.target)
                    .find(|m| set.criteria.get(m.criterion).is_some_and(|m| m.id == c.id))
                    .map(|m| m.stars),
            })
            .collect()
    }
}
