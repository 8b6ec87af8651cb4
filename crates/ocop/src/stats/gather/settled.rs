//! From what was counted to the report: what the rows of a product come to together.

use std::collections::BTreeMap;

use crate::bounded::Stars;
use crate::certificate::{RegisterLine, settle};
use crate::notice::{Notice, NoticeCode};
use crate::problem::{ERRORS_FORMAT, ErrorReport, Problem};
use crate::spelling::name_order;

use super::super::count::Tallied;
use super::super::report::{Bin, Count, Lacking, STATS_FORMAT, StatsReport, YearHistory};

use super::Stats;

impl Stats {
    /// What was counted. Of a product with several recognitions the latest counts, unless it was
    /// revoked; the history holds them all. A product whose rows contradict each other is left out.
    #[must_use]
    pub fn report(mut self) -> StatsReport {
        let products = std::mem::take(&mut self.recognitions);
        let mut recognitions = 0_u64;
        let mut history: BTreeMap<i16, Year> = BTreeMap::new();
        let mut told = Told::default();
        for (key, rows) in products {
            let number = u64::try_from(rows.len()).unwrap_or(u64::MAX);
            let settled = settle(rows);
            told.notices
                .extend(settled.notices(&key, &|at| self.named(at)));
            if !settled.conflicts.is_empty() {
                self.refused = self.refused.saturating_add(number);
            }
            for conflict in &settled.conflicts {
                let problem = conflict.problem(|at| self.named(at));
                told.errors.push((conflict.at(), problem));
            }
            let mut list = settled.certificates;
            let mut before: Option<Stars> = None;
            for one in list.iter().map(|c| &c.facts) {
                recognitions = recognitions.saturating_add(1);
                let year = history.entry(one.issued_on.year()).or_default();
                year.stars.add(one.stars);
                if let Some(before) = before {
                    year.renewed = year.renewed.saturating_add(1);
                    if before < one.stars {
                        year.upgraded = year.upgraded.saturating_add(1);
                    }
                }
                before = Some(one.stars);
                if let Some(day) = one.revoked_on {
                    let year = history.entry(day.year()).or_default();
                    year.revoked = year.revoked.saturating_add(1);
                }
            }
            let Some(latest) = list.pop() else { continue };
            if latest.facts.revoked_on.is_some() {
                self.revoked = self.revoked.saturating_add(1);
                continue;
            }
            self.stars.add(latest.facts.stars);
            self.year.add(latest.facts.issued_on.year());
            self.place(latest.what.province);
            self.sector.extend(latest.what.sector);
            self.set.extend(latest.what.set);
        }
        let alike = std::mem::take(&mut self.alike);
        told.notices.extend(alike.notices(&|at| self.named(at)));
        let rows = std::mem::take(&mut self.rows);
        told.notices.extend(rows.notices(&|at| self.named(at)));
        told.notices.extend(self.unplaced());
        for Count { name, count } in self.other_files.counts(Clone::clone) {
            told.notices.push(Notice::new(
                NoticeCode::CriteriaFilesDiffer,
                format!("Kết quả dựa trên tệp dữ liệu khác của {name} (mã kiểm tra khác bản đang có): {count}."),
                format!("Results that rest on other files of {name} than those at hand, whose digest differs: {count}."),
            ));
        }
        self.finish(recognitions, history, told)
    }

    /// How many products the table by province leaves out, where there is one.
    fn unplaced(&self) -> Option<Notice> {
        let count = self.unplaced;
        (count > 0 && self.province.iter().next().is_some()).then(|| {
            Notice::new(
                NoticeCode::ProvinceUnknown,
                format!("Không rõ tỉnh của {count} sản phẩm: không tính trong số liệu theo tỉnh."),
                format!("Products whose province is not known: {count}; no province counts them."),
            )
        })
    }

    fn finish(
        mut self,
        recognitions: u64,
        history: BTreeMap<i16, Year>,
        mut told: Told,
    ) -> StatsReport {
        let top = self.request.most_near_misses();
        let (near_count, near_misses) = std::mem::take(&mut self.near).nearest(top.into());
        told.errors.sort_by_key(|(at, _)| *at);
        let files = &self.files;
        let errors = told.errors.into_iter().map(|(at, problem)| {
            let file = at.file.checked_sub(1).and_then(|i| files.get(i));
            ErrorReport {
                format: ERRORS_FORMAT.into(),
                line: Some(at.line),
                id: None,
                errors: vec![Problem {
                    file: file.cloned(),
                    ..problem
                }]
                .into(),
            }
        });
        let errors = errors.collect();
        let from_stars = |s: &Stars| {
            let law = self.library.versions().filter_map(|c| c.instrument().ok());
            law.map(|i| i.file().recognition.from_stars)
                .min()
                .is_none_or(|least| *s >= least)
        };
        let recognised = self
            .stars
            .iter()
            .filter(|(s, _)| from_stars(s))
            .map(|(_, n)| n);
        let recognised = recognised.fold(0, u64::saturating_add);
        let totals = (0_u16..).step_by(10).zip(self.totals);
        StatsReport {
            format: STATS_FORMAT.into(),
            assessed: self.assessed,
            not_standing: self.not_standing,
            recognitions,
            refused: self.refused,
            ideas: self.ideas,
            by_outcome: self.outcome.counts(|o| (*o).to_owned()),
            by_stars: falling(&self.stars),
            recognised,
            revoked: self.revoked,
            by_set: self.set.counts(Clone::clone),
            by_sector: named(&self.sector),
            by_province: named(&self.province),
            by_year: self.year.counts(ToString::to_string),
            totals: totals
                .map(|(from_points, count)| Bin { from_points, count })
                .collect(),
            near_points: self.request.near_points,
            near_count,
            near_misses,
            unmet: self
                .request
                .first(self.unmet.most())
                .into_iter()
                .map(|((key, stars), count)| Lacking {
                    key: key.clone(),
                    stars: Some(*stars),
                    count,
                })
                .collect(),
            zeros: self
                .request
                .first(self.zeros.most())
                .into_iter()
                .map(|(key, count)| Lacking {
                    key: key.clone(),
                    stars: None,
                    count,
                })
                .collect(),
            history: history
                .into_iter()
                .map(|(year, of)| YearHistory {
                    year,
                    by_stars: falling(&of.stars),
                    renewed: of.renewed,
                    upgraded: of.upgraded,
                    revoked: of.revoked,
                })
                .collect(),
            top,
            top_asked: self.request.top.is_some(),
            errors,
            notices: told.notices,
        }
    }
}

/// What is told besides the counts.
#[derive(Default)]
struct Told {
    errors: Vec<(RegisterLine, Problem)>,
    notices: Vec<Notice>,
}

#[derive(Default)]
struct Year {
    stars: Tallied<Stars>,
    renewed: u64,
    upgraded: u64,
    revoked: u64,
}

/// Counts by names, in the order of a Vietnamese dictionary.
fn named(names: &Tallied<String>) -> Vec<Count> {
    let mut counts = names.counts(Clone::clone);
    counts.sort_by(|a, b| name_order(&a.name, &b.name));
    counts
}

fn falling(stars: &Tallied<Stars>) -> Vec<Count> {
    let mut counts = stars.counts(ToString::to_string);
    counts.reverse();
    counts
}
