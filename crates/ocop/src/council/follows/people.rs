//! Who scored, and what the sheets say of themselves.

use std::collections::BTreeSet;

use crate::bounded::Points;
use crate::criteria::ProductSet;
use crate::criteria::files::Effect;
use crate::rating::Outcome;

use super::super::format::ROUNDS;
use super::super::product_report::{Aside, SheetTally, StandingCode};

use super::Check;

impl Check<'_, '_> {
    /// Whether a member may score this product.
    fn entitled(&self, id: &str) -> bool {
        let members = &self.council.head.members;
        members
            .iter()
            .any(|m| m.id == id && self.council.attends(m) && !self.product.is_recused(id))
    }

    /// Who scored, who stood back, what was set aside, and in which round.
    pub(super) fn people(&mut self) {
        self.recusals();
        self.counted();
        self.aside();
        self.rounds();
    }

    fn is_member(&self, id: &str) -> bool {
        self.council.head.members.iter().any(|m| m.id == id)
    }

    fn recusals(&mut self) {
        let product = self.product;
        // what was refused stays on record as it was given
        if product.has(StandingCode::RefusedInput) {
            return;
        }
        let mut recused = BTreeSet::new();
        for (i, recusal) in product.recused.iter().enumerate() {
            if !self.is_member(&recusal.member) || !recused.insert(&recusal.member) {
                self.tell(
                    &format!("recused/{i}/member"),
                    "không phải thành viên, hoặc ghi hai lần",
                    "no member, or there twice",
                );
            }
        }
    }

    /// The sheets that count.
    fn counted(&mut self) {
        let sheets = &self.product.sheets;
        let members = sheets.iter().map(|s| &s.member);
        if !members.is_sorted_by(|a, b| a < b) {
            self.tell(
                "sheets",
                "mỗi thành viên một phiếu, theo thứ tự mã",
                "one sheet a member, in the order of their identifiers",
            );
        }
        for (i, sheet) in sheets.iter().enumerate() {
            if !self.entitled(&sheet.member) {
                self.tell(
                    &format!("sheets/{i}/member"),
                    "người này không được chấm: vắng mặt, không chấm sản phẩm này, hoặc không phải thành viên",
                    "this person may not score: absent, recused or no member",
                );
            }
            if sheet.unchanged && !self.stood_by(sheet) {
                self.tell(
                    &format!("sheets/{i}/unchanged"),
                    "không giữ nguyên điểm của vòng trước",
                    "it is not the total of the round before",
                );
            }
        }
    }

    /// The sheets that do not count, each for a reason that holds of its member.
    fn aside(&mut self) {
        let product = self.product;
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
            if !right || counted || !self.is_member(&aside.member) {
                self.tell(
                    &format!("set_aside/{i}"),
                    "lý do không hợp với thành viên này",
                    "this is not why that member’s sheet does not count",
                );
            }
        }
    }

    fn rounds(&mut self) {
        let product = self.product;
        let rounds = product.earlier_rounds.iter().map(|r| r.round);
        let rounds = rounds.chain(product.round);
        if rounds.clone().any(|r| !ROUNDS.contains(&r)) {
            self.tell("round", "không có vòng này", "there is no such round");
        }
        if product.round.is_none() && !product.sheets.is_empty() {
            self.tell(
                "round",
                "có phiếu mà không có vòng",
                "there are sheets and no round",
            );
        }
        if !rounds.is_sorted_by(|a, b| a < b) {
            self.tell(
                "earlier_rounds",
                "các vòng không theo thứ tự",
                "the rounds are not in order",
            );
        }
        for (i, round) in product.earlier_rounds.iter().enumerate() {
            let mut members = round.sheets.iter().map(|s| &s.member);
            if !members.clone().is_sorted_by(|a, b| a < b) || members.any(|m| !self.entitled(m)) {
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
    pub(super) fn sheets(&mut self, set: &ProductSet) {
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
}
