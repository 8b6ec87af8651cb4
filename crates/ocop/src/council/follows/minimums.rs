//! Minimums and findings against what the sheets come to.

use std::collections::BTreeSet;

use crate::criteria::files::Effect;
use crate::criteria::{Minimum, ProductSet};
use crate::json::pointer;

use super::super::product_report::{MinimumTally, SheetTally};

use super::Check;

impl Check<'_, '_> {
    /// The minimums are those of the sheet; sums, and who reaches them, agree.
    pub(super) fn minimums(&mut self, set: &ProductSet) {
        let product = self.product;
        let asks = |minimum: &Minimum, sheet: &SheetTally<'_>| {
            minimum.case.is_none() || sheet.case.is_none() || minimum.case == sheet.case
        };
        let asked: Vec<(&Minimum, Vec<&SheetTally<'_>>)> = set
            .minimums
            .iter()
            .map(|m| {
                (
                    m,
                    product
                        .sheets
                        .iter()
                        .filter(|s| asks(m, s))
                        .collect::<Vec<_>>(),
                )
            })
            .filter(|(_, sheets)| !sheets.is_empty())
            .collect();
        if asked.len() != product.minimums.len() {
            self.tell(
                "minimums",
                "không phải các mức tối thiểu của phiếu này",
                "these are not the minimums of the sheet",
            );
            return;
        }
        let mut contested = product.contested.iter().enumerate();
        for (i, ((minimum, sheets), own)) in asked.iter().zip(&product.minimums).enumerate() {
            let path = format!("minimums/{i}");
            self.minimum(set, minimum, sheets, own, &path);
            if own.reached == 0 || own.reached >= own.count {
                continue;
            }
            let right = contested.next().is_some_and(|(_, c)| {
                let (reached, missed): (BTreeSet<_>, BTreeSet<_>) =
                    (c.reached.iter().collect(), c.missed.iter().collect());
                let all: BTreeSet<_> = sheets.iter().map(|s| &s.member).collect();
                let union: BTreeSet<_> = reached.union(&missed).copied().collect();
                c.criterion == own.criterion
                    && c.stars == own.stars
                    && u32::try_from(c.reached.len()).ok() == Some(own.reached)
                    && u32::try_from(c.reached.len().saturating_add(c.missed.len())).ok()
                        == Some(own.count)
                    && union == all
            });
            if !right {
                self.tell(
                    "contested",
                    "không hợp với số phiếu đạt mức tối thiểu",
                    "it does not go with how many sheets reach the minimum",
                );
                return;
            }
        }
        if contested.next().is_some() {
            self.tell(
                "contested",
                "không hợp với số phiếu đạt mức tối thiểu",
                "it does not go with how many sheets reach the minimum",
            );
        }
    }

    fn minimum(
        &mut self,
        set: &ProductSet,
        minimum: &Minimum,
        sheets: &[&SheetTally<'_>],
        own: &MinimumTally,
        path: &str,
    ) {
        let criterion = set.criteria.get(minimum.criterion);
        let is = criterion.is_some_and(|c| c.id == own.criterion)
            && (own.stars, own.level, own.points) == (minimum.stars, minimum.level, minimum.points);
        if !is {
            self.tell(
                path,
                "không phải mức tối thiểu của phiếu này",
                "this is no minimum of the sheet",
            );
            return;
        }
        let at = |field: &str| pointer(path, field);
        let count = u32::try_from(sheets.len()).unwrap_or(u32::MAX);
        self.same(&at("count"), &own.count, &count);
        let total = self.product.criteria.get(minimum.criterion).map(|c| c.sum);
        if let Some(total) = total
            && count == self.product.count
        {
            self.same(&at("sum"), &own.sum, &total);
        }
        let most = criterion.map_or(0, |c| u32::from(c.max_points.get()));
        let points = u32::from(own.points.get());
        let missed = own.count.saturating_sub(own.reached);
        let lowest = own.reached.saturating_mul(points);
        let highest = own
            .reached
            .saturating_mul(most)
            .saturating_add(missed.saturating_mul(points.saturating_sub(1)));
        if own.reached > own.count || !(lowest..=highest).contains(&own.sum) {
            self.tell(
                &at("reached"),
                "số phiếu đạt không hợp với tổng điểm",
                "how many reach it does not go with the sum",
            );
        }
    }

    /// Findings are rules of the sheet, and those of the members' sheets are all there.
    pub(super) fn findings(&mut self, set: &ProductSet) {
        let product = self.product;
        for (i, finding) in product.findings.iter().enumerate() {
            let path = format!("findings/{i}");
            let (effect, source, members) = match &finding.finding {
                Some(name) => {
                    let rule = set.findings.iter().find(|f| f.finding == name.as_ref());
                    let have = product.sheets.iter().filter(|s| s.findings.contains(name));
                    let have: Vec<_> = have.map(|s| s.member.clone()).collect();
                    (
                        rule.map(|r| r.effect),
                        rule.map(|r| r.source.as_str()),
                        Some(have),
                    )
                }
                None => {
                    let rule = set.zero_stop.as_ref();
                    (
                        rule.map(|_| Effect::Stop),
                        rule.map(|r| r.source.as_str()),
                        None,
                    )
                }
            };
            if effect != Some(finding.effect) || source != Some(finding.source.as_ref()) {
                self.tell(
                    &path,
                    "không phải quy định của phiếu này",
                    "this is no rule of the sheet",
                );
            }
            let scored =
                |m: &std::borrow::Cow<'_, str>| product.sheets.iter().any(|s| s.member == *m);
            let right = match members {
                Some(have) => have == finding.members,
                None => {
                    !finding.by_council
                        && finding.members.iter().all(scored)
                        && !finding.members.is_empty()
                }
            };
            if !right || (finding.members.is_empty() && !finding.by_council) {
                self.tell(
                    &format!("{path}/members"),
                    "không hợp với các phiếu",
                    "it does not go with the sheets",
                );
            }
        }
        let missing = |name: &std::borrow::Cow<'_, str>| {
            product
                .findings
                .iter()
                .all(|f| f.finding.as_ref() != Some(name))
        };
        let mut all = product.sheets.iter().flat_map(|s| &s.findings);
        if all.any(missing) {
            self.tell(
                "findings",
                "thiếu phát hiện có trong phiếu",
                "a finding of a sheet is missing",
            );
        }
    }
}
