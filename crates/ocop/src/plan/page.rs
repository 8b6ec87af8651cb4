//! From a plan to its report.

use crate::criteria::Words;
use crate::rating::cautions::not_encoded;
use crate::rating::rate;
use crate::sheet::ScoreSheet;

use super::alternatives::{Alternative, WhyAnother};
use super::build::{Plan, PlanStatus};
use super::way::{Change, Way, apply};

use super::report::{
    AlternativeReport, BestReport, ChangeReport, CostReport, PLAN_FORMAT, PlanReport,
    QuestionReport, StandingReport,
};

impl Plan {
    /// The plan as it is printed, with the texts of its sheet's criteria version and the basis of the
    /// costs it was made with.
    ///
    /// ```
    /// use ocop::plan::{Costs, PlanRequest, plan};
    /// let library = ocop::Library::embedded();
    /// let sheet = ocop::ScoreSheet::new(library.version("qd-26-2026")?.product_set("1")?, [], [])?;
    /// let costs = Costs::embedded()?;
    /// let report = plan(&sheet, &PlanRequest::to(ocop::Stars::new(3)?), &costs)?.report();
    /// assert_eq!(report.criteria.as_str(), "qd-26-2026");
    /// assert_eq!(report.costs_note.as_ref(), costs.note());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn report(&self) -> PlanReport {
        let set = self.sheet.product_set();
        let page = Page {
            plan: self,
            words: &set.words,
        };
        PlanReport {
            format: PLAN_FORMAT.into(),
            criteria: set.version().clone(),
            product_set: set.number(),
            target: self.ask.target,
            margin: self.request.margin,
            reachable: matches!(
                self.status,
                PlanStatus::Planned | PlanStatus::AlreadyMet | PlanStatus::AboveTarget
            ),
            status: self.status,
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
            costs_note: self.costs.note().cloned(),
            notices: not_encoded(set, self.sheet.view().on).collect(),
        }
    }
}

pub(super) const fn cost(way: &Way) -> CostReport {
    CostReport {
        changes: way.cost.changes,
        lead_time_days: way.cost.lead_time_days,
        effort: way.cost.effort,
    }
}

/// What a report is written from.
pub(super) struct Page<'p> {
    pub plan: &'p Plan,
    pub words: &'p Words,
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
            .map(|l| self.words.translate(&l.label));
        let days = jiff::Span::new().try_days(change.cost.lead_time_days).ok();
        let today = self.plan.request.today;
        Some(ChangeReport {
            criterion: criterion.id,
            key: criterion.key.clone(),
            name: self.words.translate(&criterion.name),
            from: change.from,
            to: change.to,
            label,
            points: change.points,
            minimum_for: change.minimum_for,
            clears_stop: change.clears_stop,
            lead_time_days: change.cost.lead_time_days,
            done_on: today.and_then(|day| day.checked_add(days?).ok()),
            effort: change.cost.effort,
            basis: self.plan.costs.basis(&criterion.key).cloned(),
            evidence: self.words.papers(&criterion.key),
        })
    }

    fn best(&self) -> Option<BestReport> {
        if !matches!(
            self.plan.status,
            PlanStatus::NeedsAnswers | PlanStatus::OutOfReach
        ) {
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
                name: self.words.translate(&c.name),
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
