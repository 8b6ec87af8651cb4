//! Rounds of one product's sheets: one sheet a member and round, in order of time, and those that
//! stand by the round before.

use std::collections::BTreeMap;

use crate::problem::{Code, Problem};

use super::decode::{ProductDraft, SheetDraft};
use super::format::SheetStatus;
use super::known::KnownSheet;
use super::sitting::below;

/// Two sheets of one member in one round: nobody can tell which is meant, so both are refused.
pub(super) fn mark_repeated(draft: &mut ProductDraft<'_, '_>) {
    let mut seen: BTreeMap<(String, u8), usize> = BTreeMap::new();
    for i in 0..draft.sheets.len() {
        let Some(sheet) = draft.sheets.get(i) else {
            continue;
        };
        let (Some(member), Some(round)) = (sheet.member.as_deref(), sheet.round) else {
            continue;
        };
        let first = *seen.entry((member.to_owned(), round)).or_insert(i);
        if first == i {
            continue;
        }
        let problem = |path: &str| {
            Problem::new(
                Code::RepeatedSheet,
                below(path, "member"),
                format!("\"{member}\" có hai phiếu ở vòng {round}; không phiếu nào được tính."),
                format!("\"{member}\" has two sheets in round {round}; neither counts."),
            )
            .with_found(member)
            .with_help(
                "Bỏ một phiếu, hoặc ghi \"round\" của lần chấm lại.",
                "Take one away, or give the \"round\" of the second scoring.",
            )
        };
        let told = problem(&sheet.path);
        let of_first = draft.sheets.get(first).map(|s| problem(&s.path));
        if let Some(sheet) = draft.sheets.get_mut(i) {
            sheet.problems.push(told);
        }
        // a third sheet need not tell of the first one again
        if let (Some(sheet), Some(told)) = (draft.sheets.get_mut(first), of_first)
            && !sheet.problems.iter().any(|p| p.code == Code::RepeatedSheet)
        {
            sheet.problems.push(told);
        }
    }
}

/// A later round was not submitted before an earlier one.
pub(super) fn check_rounds(drafts: &mut [SheetDraft<'_, '_>], sheets: &mut [KnownSheet]) {
    if sheets.iter().all(|s| s.round == 1) {
        return;
    }
    let mut times = Vec::new();
    for placed in sheets.iter() {
        if let Some(at) = drafts.get(placed.index).and_then(|d| d.submitted_at) {
            times.push((placed.member.clone(), placed.round, at));
        }
    }
    for placed in sheets {
        let Some(draft) = drafts.get_mut(placed.index) else {
            continue;
        };
        let Some(at) = draft.submitted_at else {
            continue;
        };
        let earlier = times.iter().find(|(member, round, other)| {
            *member == placed.member && *round < placed.round && other.is_after(at)
        });
        if let Some((_, round, other)) = earlier {
            draft.problems.push(
                Problem::new(
                    Code::DatesOutOfOrder,
                    below(&draft.path, "submitted_at"),
                    format!(
                        "Vòng {} nộp {at}, trước vòng {round} nộp {other}.",
                        placed.round
                    ),
                    format!(
                        "Round {} was submitted {at}, before round {round} at {other}.",
                        placed.round
                    ),
                )
                .with_found(at.to_string()),
            );
            placed.sheet = None;
        }
    }
}

/// Gives sheets that are unchanged the answers of the same member's sheet of the round before.
pub(super) fn stand_by(drafts: &mut [SheetDraft<'_, '_>], sheets: &mut [KnownSheet]) {
    let unchanged = |s: &KnownSheet, drafts: &[SheetDraft<'_, '_>]| {
        drafts.get(s.index).is_some_and(|d| d.unchanged)
    };
    // from the first round on, so that a member may stand by a sheet twice
    let mut indices: Vec<(u8, usize)> = sheets
        .iter()
        .enumerate()
        .filter(|(_, s)| unchanged(s, drafts))
        .map(|(index, s)| (s.round, index))
        .collect();
    indices.sort_unstable();
    for (_, index) in indices {
        let Some(own) = sheets.get(index) else {
            continue;
        };
        let (index, member, round) = (own.index, own.member.clone(), own.round);
        let before = sheets
            .iter()
            .find(|s| s.member == member && s.round.checked_add(1) == Some(round));
        let before = before.filter(|s| s.status == SheetStatus::Submitted);
        let Some(draft) = drafts.get_mut(index) else {
            continue;
        };
        let Some(before) = before else {
            draft.problems.push(
                Problem::new(
                    Code::NoEarlierSheet,
                    below(&draft.path, "unchanged"),
                    format!("Vòng {round} giữ nguyên phiếu vòng trước, nhưng \"{member}\" không có phiếu đã nộp ở vòng đó."),
                    format!("Round {round} stands by the round before, in which \"{member}\" submitted no sheet."),
                ).with_found(member.as_str())
                .with_help(
                    "Ghi phiếu vòng trước, hoặc ghi điểm trong phiếu này.",
                    "Give the sheet of the round before, or the answers in this one.",
                ),
            );
            continue;
        };
        // one that was refused is told already, and refuses this one too
        let (answers_of, sheet) = (before.answers_of, before.sheet.clone());
        let right = draft.problems.is_empty();
        if let Some(own) = sheets.get_mut(index) {
            own.answers_of = answers_of;
            own.sheet = sheet.filter(|_| right);
        }
    }
}
