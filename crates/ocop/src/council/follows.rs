//! Whether the figures that a product's result is worked out from agree with the sheet of its product
//! set and with each other.

use std::collections::BTreeSet;

use crate::bounded::Points;
use crate::criteria::files::Effect;
use crate::criteria::{CriteriaVersion, Minimum, ProductSet};
use crate::json::pointer;
use crate::problem::Problems;
use crate::rating::Outcome;

use super::basis::Council;
use super::contradictions::Told;
use super::mean::{Deviation, distance};
use super::product_report::{Aside, MinimumTally, ProductTally, SheetTally, StandingCode};

/// Checks the figures of one product.
pub(super) fn figures(
    told: &mut Told,
    council: &Council<'_, '_>,
    version: &CriteriaVersion,
    product: &ProductTally<'_>,
    path: &str,
) -> Result<(), Problems> {
    let mut check = Check {
        told,
        council,
        product,
        path,
    };
    check.people();
    let Some(number) = product.product_set else {
        if !product.sheets.is_empty() {
            check.tell(
                "sheets",
                "phiếu mà không có bộ sản phẩm",
                "sheets without a product set",
            );
        }
        return Ok(());
    };
    let set = match version.set(number) {
        Ok(set) => set,
        Err(_) => {
            check.tell(
                "product_set",
                "bộ tiêu chí không có bộ sản phẩm này",
                "the criteria have no such product set",
            );
            return Ok(());
        }
    };
    check.sheets(set);
    check.parts(set);
    check.criteria(set);
    check.minimums(set);
    check.findings(set);
    Ok(())
}

struct Check<'c, 'p> {
    told: &'c mut Told,
    council: &'c Council<'c, 'p>,
    product: &'c ProductTally<'p>,
    path: &'c str,
}

impl Check<'_, '_> {
    fn tell(&mut self, field: &str, vi: &str, en: &str) {
        self.told.tell(&format!("{}/{field}", self.path), vi, en);
    }

    fn same<T: PartialEq + serde::Serialize>(&mut self, field: &str, found: &T, expected: &T) {
        self.told
            .same(&format!("{}/{field}", self.path), found, expected);
    }

    /// Whether a member may score this product.
    fn entitled(&self, id: &str) -> bool {
        let members = &self.council.head.members;
        members
            .iter()
            .any(|m| m.id == id && self.council.attends(m) && !self.product.is_recused(id))
    }

    /// Who scored, who stood back, what was set aside, and in which round.
    fn people(&mut self) {
        let product = self.product;
        let known = |id: &str| self.council.head.members.iter().any(|m| m.id == id);
        let mut recused = BTreeSet::new();
        // what was refused stays on record as it was given
        let refused = product.has(StandingCode::RefusedInput);
        for (i, recusal) in product.recused.iter().enumerate().filter(|_| !refused) {
            if !known(&recusal.member) || !recused.insert(&recusal.member) {
                self.told.tell(
                    &format!("{}/recused/{i}/member", self.path),
                    "không phải thành viên, hoặc ghi hai lần",
                    "no member, or there twice",
                );
            }
        }
        if !product
            .sheets
            .iter()
            .map(|s| &s.member)
            .is_sorted_by(|a, b| a < b)
        {
            self.tell(
                "sheets",
                "mỗi thành viên một phiếu, theo thứ tự mã",
                "one sheet a member, in the order of their identifiers",
            );
        }
        for (i, sheet) in product.sheets.iter().enumerate() {
            if !self.entitled(&sheet.member) {
                self.tell(&format!("sheets/{i}/member"), "người này không được chấm: vắng mặt, không chấm sản phẩm này, hoặc không phải thành viên", "this person may not score: absent, recused or no member");
            }
            if sheet.unchanged && !self.stood_by(sheet) {
                self.tell(
                    &format!("sheets/{i}/unchanged"),
                    "không giữ nguyên điểm của vòng trước",
                    "it is not the total of the round before",
                );
            }
        }
        if product.round.is_none() && !product.sheets.is_empty() {
            self.tell(
                "round",
                "có phiếu mà không có vòng",
                "there are sheets and no round",
            );
        }
        for (i, aside) in product.set_aside.iter().enumerate() {
            let right = match aside.why {
                Aside::Recused => product.is_recused(&aside.member),
                Aside::Absent => {
                    !product.is_recused(&aside.member) && !self.entitled(&aside.member)
                }
                Aside::Refused => self.entitled(&aside.member),
                Aside::Draft => true,
            };
            let counted = product.round == Some(aside.round)
                && product.sheets.iter().any(|s| s.member == aside.member);
            if !right || counted || !known(&aside.member) {
                self.told.tell(
                    &format!("{}/set_aside/{i}", self.path),
                    "lý do không hợp với thành viên này",
                    "this is not why that member’s sheet does not count",
                );
            }
        }
        let rounds = product.earlier_rounds.iter().map(|r| r.round);
        if !rounds.chain(product.round).is_sorted_by(|a, b| a < b) {
            self.tell(
                "earlier_rounds",
                "các vòng không theo thứ tự",
                "the rounds are not in order",
            );
        }
        for (i, round) in product.earlier_rounds.iter().enumerate() {
            let members = round.sheets.iter().map(|s| &s.member);
            if !members.clone().is_sorted_by(|a, b| a < b)
                || members.into_iter().any(|m| !self.entitled(m))
            {
                self.tell(
                    &format!("earlier_rounds/{i}/sheets"),
                    "phiếu của người không được chấm, hoặc hai lần",
                    "a sheet of somebody who may not score, or there twice",
                );
            }
        }
    }

    /// Whether a sheet that stands by the round before has its total.
    fn stood_by(&self, sheet: &SheetTally<'_>) -> bool {
        let before = self.product.round.and_then(|r| r.checked_sub(1));
        let round = self
            .product
            .earlier_rounds
            .iter()
            .find(|r| Some(r.round) == before);
        let own = round.and_then(|r| r.sheets.iter().find(|s| s.member == sheet.member));
        own.is_some_and(|s| s.points == sheet.points)
    }

    /// Each sheet by itself.
    fn sheets(&mut self, set: &ProductSet) {
        for (i, sheet) in self.product.sheets.iter().enumerate() {
            let at = |field: &str| format!("sheets/{i}/{field}");
            let total: Points = sheet.parts.iter().map(|p| p.points).sum();
            self.same(&at("points"), &sheet.points, &total);
            let letters = sheet.parts.iter().map(|p| (p.part, p.max_points));
            let right = letters.eq(set.parts.iter().map(|p| (p.letter, p.max_points)));
            if !right || sheet.parts.iter().any(|p| p.points > p.max_points) {
                self.tell(
                    &at("parts"),
                    "các phần không phải của phiếu này",
                    "the parts are not those of the sheet",
                );
            }
            let unknown = |id: &crate::ids::CriterionId| set.index_of(*id).is_none();
            if sheet.unanswered.iter().any(unknown) {
                self.tell(
                    &at("unanswered"),
                    "tiêu chí không có trong phiếu",
                    "no such criterion on the sheet",
                );
            }
            if sheet
                .case
                .is_some_and(|c| set.cases.iter().all(|own| own.case != c))
            {
                self.tell(
                    &at("case"),
                    "phiếu không có trường hợp này",
                    "the sheet has no such case",
                );
            }
            let outcome = self.outcome(set, sheet);
            self.same(&at("outcome"), &sheet.outcome, &outcome);
        }
    }

    /// What a sheet comes to by its findings, and by what it leaves unanswered.
    fn outcome(&self, set: &ProductSet, sheet: &SheetTally<'_>) -> Outcome {
        let own = set
            .findings
            .iter()
            .filter(|f| sheet.findings.iter().any(|n| *n == f.finding));
        let zero = self
            .product
            .findings
            .iter()
            .any(|f| f.finding.is_none() && f.members.contains(&sheet.member));
        let zero = zero.then_some(Effect::Stop);
        match own.map(|f| f.effect).max().max(zero) {
            Some(Effect::Rejection) => Outcome::Rejected,
            Some(Effect::Eligibility) => Outcome::Ineligible,
            Some(Effect::Stop) => Outcome::Stopped,
            None if sheet.unanswered.is_empty() => Outcome::Rated,
            None => Outcome::Provisional,
        }
    }

    fn parts(&mut self, set: &ProductSet) {
        let parts = self.product.parts.iter().map(|p| (p.part, p.max_points));
        if !parts.eq(set.parts.iter().map(|p| (p.letter, p.max_points))) {
            self.tell(
                "parts",
                "các phần không phải của phiếu này",
                "the parts are not those of the sheet",
            );
        }
    }

    /// The criteria's sums: those of a part are the sheets' points of that part.
    fn criteria(&mut self, set: &ProductSet) {
        let product = self.product;
        if product.sheets.is_empty() {
            if !product.criteria.is_empty() {
                self.tell(
                    "criteria",
                    "điểm tiêu chí mà không có phiếu",
                    "points of criteria without a sheet",
                );
            }
            return;
        }
        let own = product
            .criteria
            .iter()
            .map(|c| (c.criterion, c.key.as_ref(), c.max_points));
        if !own.eq(set
            .criteria
            .iter()
            .map(|c| (c.id, c.key.as_str(), c.max_points)))
        {
            self.tell(
                "criteria",
                "các tiêu chí không phải của phiếu này",
                "the criteria are not those of the sheet",
            );
            return;
        }
        let count = u32::try_from(product.sheets.len()).unwrap_or(u32::MAX);
        for (i, of) in product.criteria.iter().enumerate() {
            let at = |field: &str| format!("criteria/{i}/{field}");
            let (least, greatest) = (u32::from(of.least.get()), u32::from(of.greatest.get()));
            // one sheet has the least and, where they differ, another the greatest
            let others = count.saturating_sub(if least == greatest { 1 } else { 2 });
            let ends = if least == greatest {
                least
            } else {
                least.saturating_add(greatest)
            };
            let lowest = ends.saturating_add(least.saturating_mul(others));
            let highest = ends.saturating_add(greatest.saturating_mul(others));
            let alone = count == 1 && least != greatest;
            if alone
                || least > greatest
                || of.greatest > of.max_points
                || !(lowest..=highest).contains(&of.sum)
            {
                self.tell(
                    &at("sum"),
                    "tổng không hợp với điểm thấp nhất và cao nhất",
                    "the sum does not go with the least and the greatest",
                );
            }
            for (j, apart) in of.apart.iter().enumerate() {
                let away = distance(apart.points.get(), of.sum, count);
                let half =
                    u64::from(of.max_points.get()).saturating_mul(count.saturating_sub(1).into());
                let far = away > 0 && away.saturating_mul(2) >= half;
                let given = (of.least..=of.greatest).contains(&apart.points);
                let member = product.sheets.iter().any(|s| s.member == apart.member);
                if !far
                    || !given
                    || !member
                    || apart.deviation != Deviation::of(apart.points.get(), of.sum, count)
                {
                    self.tell(
                        &at(&format!("apart/{j}")),
                        "không xa trung bình của các phiếu khác như đã ghi",
                        "not as far from the mean of the others as it says",
                    );
                }
            }
        }
        for (index, part) in set.parts.iter().enumerate() {
            let mine = set
                .criteria
                .iter()
                .zip(&product.criteria)
                .filter(|(c, _)| c.part == index);
            let by_criteria = mine.fold(0_u32, |sum, (_, c)| sum.saturating_add(c.sum));
            let of_part = |s: &SheetTally<'_>| {
                s.parts
                    .iter()
                    .filter(|p| p.part == part.letter)
                    .map(|p| u32::from(p.points.get()))
                    .sum::<u32>()
            };
            let by_sheets: u32 = product
                .sheets
                .iter()
                .map(of_part)
                .fold(0, u32::saturating_add);
            if by_criteria != by_sheets {
                self.tell(
                    "criteria",
                    &format!("tổng các tiêu chí phần {} khác tổng các phiếu", part.letter),
                    &format!(
                        "the criteria of part {} do not add up to the sheets",
                        part.letter
                    ),
                );
            }
        }
    }

    /// The minimums are those of the sheet; sums, and who reaches them, agree.
    fn minimums(&mut self, set: &ProductSet) {
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
    fn findings(&mut self, set: &ProductSet) {
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
