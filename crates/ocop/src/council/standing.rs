//! Whether a result stands, and if not, every reason at once. The reasons follow from the tally's
//! own figures, so that a tally that is read again can be asked whether it names them all.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::ids::Case;
use crate::rating::Outcome;
use crate::text::Text;

use super::basis::Council;
use super::format::{Mode, Role};
use super::mean::distance;
use super::product_report::{
    Aside, FindingTally, MinimumTally, ProductTally, SheetTally, Standing, StandingCode,
};

/// Every reason why a result does not stand, in the order of [`StandingCode`].
pub(super) fn reasons<'a>(
    council: &Council<'_, 'a>,
    product: &ProductTally<'a>,
    refused: bool,
) -> Vec<Standing<'a>> {
    let grounds = Grounds { council, product };
    let mut reasons = Vec::new();
    if refused {
        reasons.push(reason(
            StandingCode::RefusedInput,
            Vec::new(),
            "Dữ liệu của phiên hoặc của sản phẩm có vấn đề, xem danh sách.",
            "The session’s or the product’s input has problems: see the list.",
        ));
    }
    reasons.extend(grounds.quorum());
    reasons.extend(grounds.council_itself());
    if product.count == 0 {
        reasons.push(reason(
            StandingCode::NoSheet,
            Vec::new(),
            "Không có phiếu nào được tính: không có điểm, không có hạng sao.",
            "No sheet counts: there are no points and no stars.",
        ));
    }
    reasons.extend(grounds.sheets());
    reasons.extend(grounds.spread());
    reasons.extend(grounds.cases());
    reasons.extend(grounds.findings());
    reasons.extend(grounds.minimums());
    reasons
}

/// What the decision rests on.
struct Grounds<'g, 'a> {
    council: &'g Council<'g, 'a>,
    product: &'g ProductTally<'a>,
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

impl<'a> Grounds<'_, 'a> {
    /// The names of some members.
    fn list(&self, members: &[Cow<'_, str>]) -> String {
        let names = members.iter().map(|id| self.council.name(id));
        names.collect::<Vec<_>>().join(", ")
    }

    /// Enough members at the meeting, and enough of those who may score this product.
    fn quorum(&self) -> Vec<Standing<'a>> {
        let mut reasons = Vec::new();
        let quorum = |vi: String, en: String| reason(StandingCode::Quorum, Vec::new(), vi, en);
        let there = self.council.head.attendance;
        let short = there.present < there.needed;
        if short {
            reasons.push(quorum(
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
        let own = self.product.attendance;
        if own.present >= own.needed || (short && own.members == there.members) {
            return reasons;
        }
        let (present, members, needed) = (own.present, own.members, own.needed);
        reasons.push(match self.council.head.mode {
            Mode::Meeting => quorum(
                format!("Trong {members} thành viên được chấm sản phẩm này có {present} người có mặt, cần ít nhất {needed}."),
                format!("Of {members} members who may score this product {present} were present; at least {needed} are needed."),
            ),
            Mode::Written => quorum(
                format!("{present}/{members} thành viên gửi phiếu về, cần ít nhất {needed}."),
                format!("{present} of {members} members sent back a sheet; at least {needed} are needed."),
            ),
        });
        reasons
    }

    /// The chair, and the size of the council.
    fn council_itself(&self) -> Vec<Standing<'a>> {
        let mut reasons = Vec::new();
        let head = self.council.head;
        let (there, regulation) = (head.attendance, &head.regulation);
        if head.mode == Mode::Meeting && regulation.chair_required && !there.chair_present {
            let (vi, en) = match head.members.iter().any(|m| m.role == Role::Chair) {
                true => ("Chủ tịch Hội đồng vắng mặt.", "The chair was absent."),
                false => (
                    "Danh sách thành viên không ghi ai là chủ tịch Hội đồng.",
                    "The list of members says of nobody that they are the chair.",
                ),
            };
            reasons.push(reason(StandingCode::ChairAbsent, Vec::new(), vi, en));
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
        reasons
    }

    /// Sheets set aside of a member: why, in the round that counts or in any where none does.
    fn set_aside(&self, id: &str, why: Aside) -> bool {
        let round = self.product.round;
        let mut list = self.product.set_aside.iter();
        list.any(|s| s.member == id && s.why == why && round.is_none_or(|r| s.round == r))
    }

    /// Missing, unfinished and unwanted sheets.
    fn sheets(&self) -> Vec<Standing<'a>> {
        let (mut missing, mut unfinished) = (Vec::new(), Vec::new());
        let (mut unwanted, mut absent) = (Vec::new(), Vec::new());
        for member in &self.council.head.members {
            let id = &member.id;
            let aside = self.product.set_aside.iter().filter(|s| s.member == *id);
            if self.product.is_recused(id) {
                // what was scored in an earlier round was scored before the member stood back
                let late = |round: u8| self.product.round.is_none_or(|r| round >= r);
                if aside
                    .into_iter()
                    .any(|s| s.why == Aside::Recused && late(s.round))
                {
                    unwanted.push(id.clone());
                }
            } else if !self.council.attends(member) {
                if aside.into_iter().any(|s| s.why == Aside::Absent) {
                    absent.push(id.clone());
                }
            } else if let Some(sheet) = self.product.sheets.iter().find(|s| s.member == *id) {
                // what stops the product stops it whatever its points are
                let by_points = self.product.outcome == Some(Outcome::Provisional);
                let is_open = !sheet.unanswered.is_empty();
                if sheet.outcome == Outcome::Provisional || by_points && is_open {
                    unfinished.push(id.clone());
                }
            } else if self.council.head.mode == Mode::Written || self.set_aside(id, Aside::Refused)
            {
                // opinions that did not come back are a matter of the quorum; what was refused is
                // told already
            } else if self.set_aside(id, Aside::Draft) {
                unfinished.push(id.clone());
            } else {
                missing.push(id.clone());
            }
        }
        let told = [
            (
                StandingCode::MissingSheet,
                missing,
                "Có mặt nhưng không có phiếu",
                "Present without a sheet",
            ),
            (
                StandingCode::UnfinishedSheet,
                unfinished,
                "Phiếu còn là bản nháp hoặc còn tiêu chí chưa chấm",
                "The sheet is a draft or leaves criteria unanswered",
            ),
            (
                StandingCode::RecusedSheet,
                unwanted,
                "Không được chấm sản phẩm này nhưng vẫn nộp phiếu",
                "Recused, and handed in a sheet",
            ),
            (
                StandingCode::AbsentSheet,
                absent,
                "Vắng mặt nhưng có phiếu",
                "Absent, and handed in a sheet",
            ),
        ];
        let told = told.into_iter().filter(|(_, who, ..)| !who.is_empty());
        told.map(|(code, who, vi, en)| {
            let names = self.list(&who);
            reason(
                code,
                who,
                format!("{vi}: {names}."),
                format!("{en}: {names}."),
            )
        })
        .collect()
    }

    /// Two totals too far apart; whoever is furthest from the mean of the others is the one to look
    /// at.
    fn spread(&self) -> Option<Standing<'a>> {
        let regulation = &self.council.head.regulation;
        let spread = self.product.spread.filter(|s| regulation.too_far(*s))?;
        let away =
            |s: &SheetTally<'_>| distance(s.points.get(), self.product.sum, self.product.count);
        let furthest = self.product.sheets.iter().map(away).max();
        let far = || {
            let sheets = self.product.sheets.iter();
            sheets.filter(|s| Some(away(s)) == furthest)
        };
        let who = |decimal: &dyn Fn(String) -> String| {
            let each = far().map(|s| {
                let deviation = s.deviation.map(|d| decimal(d.to_string()));
                let name = self.council.name(&s.member);
                format!("{name}: {} ({})", s.points, deviation.unwrap_or_default())
            });
            each.collect::<Vec<_>>().join("; ")
        };
        let (vi, en) = (who(&comma), who(&|text| text));
        let most = regulation.max_spread;
        let least_is_too_much = spread.get() == most;
        let (over_vi, over_en) = if least_is_too_much {
            ("từ", "and the limit is")
        } else {
            ("hơn", "over")
        };
        let (do_vi, do_en) = match self.council.head.mode {
            Mode::Meeting => ("thảo luận và chấm lại", "discuss and score again"),
            Mode::Written => ("họp để thảo luận", "meet to discuss it"),
        };
        Some(reason(
            StandingCode::Spread,
            far().map(|s| s.member.clone()).collect(),
            format!(
                "Chênh lệch {spread} điểm, {over_vi} {most}: hội đồng {do_vi}. Xa trung bình của các phiếu khác nhất: {vi}."
            ),
            format!(
                "{spread} points apart, {over_en} {most}: {do_en}. Furthest from the mean of the others: {en}."
            ),
        ))
    }

    /// Members under different cases of the sheet.
    fn cases(&self) -> Option<Standing<'a>> {
        let cases: BTreeSet<Case> = self.product.sheets.iter().filter_map(|s| s.case).collect();
        if cases.len() < 2 {
            return None;
        }
        let under = cases.iter().map(|case| {
            let mine = self.product.sheets.iter().filter(|s| s.case == Some(*case));
            let who: Vec<_> = mine.map(|s| s.member.clone()).collect();
            format!("{case}: {}", self.list(&who))
        });
        let under = under.collect::<Vec<_>>().join("; ");
        Some(reason(
            StandingCode::CasesDisagree,
            Vec::new(),
            format!("Thành viên chấm theo các trường hợp khác nhau ({under})."),
            format!("Members scored under different cases ({under})."),
        ))
    }

    /// Findings that some have and others do not, and that the council has not decided.
    fn findings(&self) -> Option<Standing<'a>> {
        let count = self.product.sheets.len();
        let apart: Vec<&FindingTally<'a>> = self
            .product
            .findings
            .iter()
            .filter(|f| !f.by_council && f.members.len() < count)
            .collect();
        if apart.is_empty() {
            return None;
        }
        let each = |zero: &str| {
            let each = apart.iter().map(|f| {
                let finding = f.finding.as_deref().unwrap_or(zero);
                format!("{finding}: {}", self.list(&f.members))
            });
            each.collect::<Vec<_>>().join("; ")
        };
        let (vi, en) = (each("tiêu chí 0 điểm"), each("a criterion at 0 points"));
        let (do_vi, do_en) = match self.council.head.mode {
            Mode::Meeting => (
                "hội đồng kết luận chung hoặc chấm lại",
                "decide together, or score again",
            ),
            Mode::Written => ("hội đồng họp để kết luận", "meet to decide"),
        };
        Some(Standing {
            findings: apart.iter().filter_map(|f| f.finding.clone()).collect(),
            ..reason(
                StandingCode::FindingsDisagree,
                Vec::new(),
                format!("Thành viên không thống nhất về phát hiện ({vi}); {do_vi}."),
                format!("Members disagree on a finding ({en}); {do_en}."),
            )
        })
    }

    /// Minimums on which members differ, where the regulation does not say how they are tested and
    /// the ways give different stars.
    fn minimums(&self) -> Option<Standing<'a>> {
        let by = self.product.stars_by_rule.filter(|by| {
            let same = by.mean == by.majority && by.mean == by.unanimous;
            !self.council.head.regulation.states_minimums() && !same
        })?;
        let within = self.product.points_stars?;
        let (mut vi, mut en) = (String::new(), String::new());
        for contested in self.product.contested.iter().filter(|c| c.stars <= within) {
            let (criterion, stars) = (contested.criterion, contested.stars);
            let of = |m: &&MinimumTally| m.criterion == criterion && m.stars == stars;
            let Some(minimum) = self.product.minimums.iter().find(of) else {
                continue;
            };
            let (points, reached, count) = (minimum.points, minimum.reached, minimum.count);
            let mean = minimum.mean.map(|m| m.to_string()).unwrap_or_default();
            let missed = count.saturating_sub(reached);
            let who = self.list(&contested.missed);
            let do_not = if missed == 1 { "does not" } else { "do not" };
            vi.push_str(&format!(
                " Tiêu chí {criterion} ({stars} sao): cần {points}, trung bình {}; {reached:02}/{count:02} thành viên đánh giá đạt; {missed:02}/{count:02} chưa đạt ({who}).",
                comma(mean.clone())
            ));
            en.push_str(&format!(
                " Criterion {criterion} ({stars} stars): {points} needed, mean {mean}; {reached} of {count} members see it met, {missed} {do_not} ({who})."
            ));
        }
        Some(reason(
            StandingCode::MinimumRuleDecides,
            Vec::new(),
            format!(
                "Quy chế không nói cách xét mức tối thiểu, mà mỗi cách cho một kết quả: theo trung bình {} sao, theo đa số {} sao, khi tất cả đạt {} sao. Ghi cách của hội đồng vào quy chế, hoặc chấm lại.{vi}",
                by.mean, by.majority, by.unanimous
            ),
            format!(
                "The regulation does not say how minimums are tested, and the ways differ: {} stars by the mean, {} by a majority, {} where all must reach it. State the council’s way in its regulation, or score again.{en}",
                by.mean, by.majority, by.unanimous
            ),
        ))
    }
}

/// A number with a decimal comma, as Vietnamese writes it.
fn comma(number: String) -> String {
    number.replace('.', ",")
}
