//! Whether a result stands, and if not, every reason at once.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::bounded::Points;
use crate::ids::Case;
use crate::rating::Outcome;
use crate::text::Text;

use super::collate::Collated;
use super::format::SheetStatus;
use super::report::{FindingTally, Standing, StandingCode};
use super::session::Sitting;
use super::tally::Counted;

/// What the decision rests on.
pub(super) struct Grounds<'g, 'a> {
    pub sitting: &'g Sitting<'g, 'a>,
    pub collated: &'g Collated<'a>,
    pub counted: &'g [Counted<'g, 'a>],
    pub findings: &'g [FindingTally<'a>],
    pub round: Option<u8>,
    pub spread: Option<Points>,
}

/// Every reason why a result does not stand, in the order of [`StandingCode`].
pub(super) fn standing<'a>(grounds: &Grounds<'_, 'a>) -> Vec<Standing<'a>> {
    let mut reasons = Vec::new();
    grounds.meeting(&mut reasons);
    grounds.sheets(&mut reasons);
    grounds.agreement(&mut reasons);
    reasons
}

fn reason<'a>(
    code: StandingCode,
    members: Vec<Cow<'a, str>>,
    vi: impl Into<String>,
    en: impl Into<String>,
) -> Standing<'a> {
    Standing {
        code,
        members,
        findings: Vec::new(),
        message: Text::new(vi, en),
    }
}

fn list(members: &[Cow<'_, str>]) -> String {
    members.join(", ")
}

impl<'a> Grounds<'_, 'a> {
    /// The meeting itself.
    fn meeting(&self, reasons: &mut Vec<Standing<'a>>) {
        let (sitting, regulation) = (self.sitting, &self.sitting.regulation);
        let there = sitting.attendance;
        if sitting.refused || self.collated.refused {
            reasons.push(reason(
                StandingCode::RefusedInput,
                Vec::new(),
                "Dữ liệu của phiên hoặc của sản phẩm có vấn đề, xem danh sách.",
                "The session’s or the product’s input has problems: see the list.",
            ));
        }
        if there.present < there.needed {
            reasons.push(reason(
                StandingCode::Quorum,
                Vec::new(),
                format!(
                    "Có mặt {}/{} thành viên, cần ít nhất {}.",
                    there.present, there.members, there.needed
                ),
                format!(
                    "{} of {} members were present; at least {} are needed.",
                    there.present, there.members, there.needed
                ),
            ));
        }
        if regulation.chair_required && !there.chair_present {
            reasons.push(reason(
                StandingCode::ChairAbsent,
                Vec::new(),
                "Chủ tịch hội đồng vắng mặt.",
                "The chair was absent.",
            ));
        }
        if there.members < regulation.fewest_members {
            reasons.push(reason(
                StandingCode::TooFewMembers,
                Vec::new(),
                format!(
                    "Hội đồng có {} thành viên, cần ít nhất {}.",
                    there.members, regulation.fewest_members
                ),
                format!(
                    "The council has {} members; at least {} are needed.",
                    there.members, regulation.fewest_members
                ),
            ));
        }
    }

    /// Missing, unfinished and unwanted sheets.
    fn sheets(&self, reasons: &mut Vec<Standing<'a>>) {
        let (mut missing, mut unfinished, mut unwanted) = (Vec::new(), Vec::new(), Vec::new());
        for member in &self.sitting.members {
            let id = member.id.as_ref();
            let mine = || self.collated.sheets.iter().filter(move |s| s.member == id);
            if self.collated.recused.contains(id) {
                let late = |round: u8| self.round.is_none_or(|r| round >= r);
                if mine().any(|s| s.status == SheetStatus::Submitted && late(s.round)) {
                    unwanted.push(member.id.clone());
                }
                continue;
            }
            if !self.sitting.present.contains(id) {
                continue;
            }
            if let Some(counted) = self.counted.iter().find(|c| c.member == member.id) {
                if counted.rating.outcome() == Outcome::Provisional {
                    unfinished.push(member.id.clone());
                }
                continue;
            }
            let of_round = || mine().filter(|s| self.round.is_none_or(|r| s.round == r));
            if of_round().any(|s| s.status == SheetStatus::Submitted) {
                // it was refused, which is told already
            } else if of_round().any(|s| s.status == SheetStatus::Draft) {
                unfinished.push(member.id.clone());
            } else {
                missing.push(member.id.clone());
            }
        }
        if !missing.is_empty() {
            let who = list(&missing);
            reasons.push(reason(
                StandingCode::MissingSheet,
                missing,
                format!("Có mặt nhưng không có phiếu: {who}."),
                format!("Present without a sheet: {who}."),
            ));
        }
        if !unfinished.is_empty() {
            let who = list(&unfinished);
            reasons.push(reason(
                StandingCode::UnfinishedSheet,
                unfinished,
                format!("Phiếu còn là bản nháp hoặc còn tiêu chí chưa chấm: {who}."),
                format!("The sheet is a draft or leaves criteria unanswered: {who}."),
            ));
        }
        if !unwanted.is_empty() {
            let who = list(&unwanted);
            reasons.push(reason(
                StandingCode::RecusedSheet,
                unwanted,
                format!("Không được chấm sản phẩm này nhưng vẫn nộp phiếu: {who}."),
                format!("Recused, and handed in a sheet: {who}."),
            ));
        }
    }

    /// Where members are too far apart.
    fn agreement(&self, reasons: &mut Vec<Standing<'a>>) {
        let most = self.sitting.regulation.max_spread;
        if let Some(spread) = self.spread.filter(|s| s.get() > most) {
            let totals = || self.counted.iter().map(|c| c.rating.points());
            let ends = [totals().min(), totals().max()];
            let at_ends = |c: &&Counted<'_, 'a>| ends.contains(&Some(c.rating.points()));
            let members: Vec<_> = self
                .counted
                .iter()
                .filter(at_ends)
                .map(|c| c.member.clone())
                .collect();
            let who = list(&members);
            reasons.push(reason(
                StandingCode::Spread,
                members,
                format!(
                    "Chênh lệch {spread} điểm, hơn {most}: hội đồng thảo luận và chấm lại ({who})."
                ),
                format!("{spread} points apart, over {most}: discuss and score again ({who})."),
            ));
        }
        let cases: BTreeSet<Case> = self.counted.iter().filter_map(|c| c.sheet.case).collect();
        if cases.len() > 1 {
            let under = cases.iter().map(|case| {
                let mine = self.counted.iter().filter(|c| c.sheet.case == Some(*case));
                let who: Vec<_> = mine.map(|c| c.member.clone()).collect();
                format!("{case}: {}", list(&who))
            });
            let under = under.collect::<Vec<_>>().join("; ");
            reasons.push(reason(
                StandingCode::CasesDisagree,
                Vec::new(),
                format!("Thành viên chấm theo các trường hợp khác nhau ({under})."),
                format!("Members scored under different cases ({under})."),
            ));
        }
        let apart: Vec<&FindingTally<'_>> = self
            .findings
            .iter()
            .filter(|f| !f.by_council && f.members.len() < self.counted.len())
            .collect();
        if !apart.is_empty() {
            let named = apart
                .iter()
                .map(|f| f.finding.clone().unwrap_or("0".into()));
            let findings: Vec<Cow<'a, str>> = named.collect();
            let each = apart.iter().zip(&findings);
            let each = each.map(|(f, name)| format!("{name}: {}", list(&f.members)));
            let each = each.collect::<Vec<_>>().join("; ");
            reasons.push(Standing {
                findings: apart.iter().filter_map(|f| f.finding.clone()).collect(),
                ..reason(
                    StandingCode::FindingsDisagree,
                    Vec::new(),
                    format!("Thành viên không thống nhất về phát hiện ({each}); hội đồng kết luận chung hoặc chấm lại."),
                    format!("Members disagree on a finding ({each}); decide together, or score again."),
                )
            });
        }
    }
}
