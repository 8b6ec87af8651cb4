//! Which sheets of a product count: submitted, in the latest round that has one, by members who
//! were present and not recused. Where opinions are given in writing nobody need be present.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::criteria::files::InstrumentFile;
use crate::criteria::{DossierDates, ProductSet};
use crate::day;
use crate::dossier::{Registration, SetRef};
use crate::notice::Notice;
use crate::problem::{Code, Problem, Problems};
use crate::sheet::{Builder, Marks};
use crate::text::{Lang, Text, nearest};

use super::decode::{ProductDraft, SheetDraft};
use super::format::SheetStatus;
use super::known::KnownSheet;
use super::rounds::{check_rounds, mark_repeated, stand_by};
use super::sitting::{Sitting, below, no_member, twice};

/// The sheets of a product, sorted out.
pub(super) struct Collated<'a> {
    pub set: Option<&'a Arc<ProductSet>>,
    /// The council's own findings, on an empty sheet.
    pub decided: Option<Marks>,
    /// Each sheet with a known member and round.
    pub sheets: Vec<KnownSheet>,
    /// Whether anything of the product was refused.
    pub refused: bool,
    /// What is wrong with drafts.
    pub of_drafts: Vec<Notice>,
}

impl<'a> Collated<'a> {
    pub(super) fn new(
        sitting: &Sitting<'_, 'a>,
        draft: &mut ProductDraft<'_, 'a>,
        problems: &mut Problems,
    ) -> Self {
        let set = product_set(sitting, draft);
        let law = sitting.version.instrument().map(|i| i.file()).ok();
        check_dates(sitting, draft);
        if let Some(law) = law {
            check_parts(law, draft);
        }
        let recused = recusals(sitting, draft);
        let decided = set.and_then(|set| decided(sitting, draft, set));
        let mut sheets = Vec::with_capacity(draft.sheets.len());
        mark_repeated(draft);
        for (index, sheet) in draft.sheets.iter_mut().enumerate() {
            sheets.extend(placed(
                sitting,
                &draft.id,
                draft.registration.as_ref(),
                set.map(AsRef::as_ref),
                sheet,
                index,
                &recused,
            ));
        }
        check_rounds(&mut draft.sheets, &mut sheets);
        stand_by(&mut draft.sheets, &mut sheets);
        let mut of_drafts = Vec::new();
        let mut refused = !draft.problems.is_empty();
        problems.append(std::mem::take(&mut draft.problems));
        for sheet in &draft.sheets {
            if sheet.status == Some(SheetStatus::Draft) {
                // it counts for nothing, whatever is wrong with it
                of_drafts.extend(sheet.told().iter().map(|problem| of_draft(sheet, problem)));
                continue;
            }
            refused |= !sheet.problems.is_empty();
            problems.append(sheet.told());
        }
        Self {
            set,
            decided,
            sheets,
            refused,
            of_drafts,
        }
    }
}

/// What is wrong with a draft, which stands in no result's way.
fn of_draft(sheet: &SheetDraft<'_, '_>, problem: &Problem) -> Notice {
    let member = sheet.member.as_deref().unwrap_or("?");
    let round = sheet.round.unwrap_or(1);
    let at = problem
        .path
        .strip_prefix(&sheet.path)
        .unwrap_or(&problem.path);
    let at = at.trim_start_matches('/');
    let mut notice = Notice::of(problem);
    notice.message = Text::new(
        format!(
            "Phiếu nháp của {member}, vòng {round} ({at}): {}",
            notice.message.vi
        ),
        format!(
            "The draft of {member}, round {round} ({at}): {}",
            notice.message.en
        ),
    );
    notice
}

fn product_set<'a>(
    sitting: &Sitting<'_, 'a>,
    draft: &mut ProductDraft<'_, 'a>,
) -> Option<&'a Arc<ProductSet>> {
    let found = match draft.product_set.as_ref()? {
        SetRef::Number(number) => sitting.version.product_set(&number.to_string()),
        SetRef::Slug(slug) => sitting.version.product_set(slug),
    };
    let path = draft.path.clone();
    found
        .map_err(|told| draft.problems.append(told.under(&path)))
        .ok()
}

/// Whether the session's law applies to this dossier, and its dates are in order.
fn check_dates(sitting: &Sitting<'_, '_>, draft: &mut ProductDraft<'_, '_>) {
    let registration = draft.registration.as_ref();
    let submitted_on = registration.and_then(|r| r.submitted_on);
    let dates = DossierDates {
        on: sitting.held_on,
        submitted_on,
        kind: registration.and_then(|r| r.kind),
    };
    if let Some(other) = draft
        .criteria
        .as_ref()
        .filter(|c| c.as_ref() != sitting.version.id().as_str())
    {
        let path = below(&draft.path, "criteria");
        draft.problems.push(mixed(&path, other, sitting));
    }
    if let Some(mut problem) = sitting.library.out_of_time(sitting.version, &dates) {
        problem.path = match problem.code {
            Code::DatesOutOfOrder => format!("{}/registration/submitted_on", draft.path),
            _ => below(&draft.path, "registration"),
        };
        draft.problems.push(problem);
    }
    for (day, before, name) in [
        (draft.proposed_on, submitted_on, "proposed_on"),
        (sitting.held_on, draft.proposed_on, "proposed_on"),
    ] {
        if let (Some(day), Some(before)) = (day, before)
            && day < before
        {
            draft.problems.push(
                Problem::new(
                    Code::DatesOutOfOrder,
                    below(&draft.path, name),
                    format!(
                        "Ngày {day} trước ngày {before}: nộp, đề nghị, rồi mới họp.",
                        day = day::vi(day),
                        before = day::vi(before)
                    ),
                    format!(
                        "{day} is before {before}: lodged, then proposed, then the session.",
                        day = day::en(day),
                        before = day::en(before)
                    ),
                )
                .with_too_early(day, before),
            );
        }
    }
}

fn mixed(path: &str, found: &str, sitting: &Sitting<'_, '_>) -> Problem {
    let id = sitting.version.id();
    Problem::new(
        Code::MixedCriteria,
        path,
        format!("Theo {found}, nhưng phiên này chấm theo {id}."),
        format!("Under {found}, but this session scores under {id}."),
    )
    .with_found(found.to_string())
    .with_expected(id.to_string(), id.to_string())
    .with_help(
        "Mỗi phiên chấm theo một bộ tiêu chí; tách sản phẩm sang phiên khác.",
        "A session scores under one version; move the product to another session.",
    )
}

/// The field for parts of the dossier.
pub(super) const DOCUMENTS: &str = "documents";

/// The field for contents of the commune's report.
pub(super) const COMMUNE_REPORT: &str = "commune_report";

/// Parts of the dossier and contents of the commune's report must be ones that the law knows: others
/// are told, and do not stand in the tally.
fn check_parts(law: &InstrumentFile, draft: &mut ProductDraft<'_, '_>) {
    for (list, field) in [
        (&mut draft.documents, DOCUMENTS),
        (&mut draft.commune_report, COMMUNE_REPORT),
    ] {
        let names = list.iter().flatten().map(|(i, name)| (*i, name.as_ref()));
        for (wrong, problem) in unknown_parts(law, field, names, &draft.path) {
            draft.problems.push(problem);
            list.iter_mut().for_each(|l| l.retain(|(i, _)| *i != wrong));
        }
    }
}

/// What is wrong with the names in one of these fields of a product, each with its place: unknown ones,
/// and those that stand twice.
pub(super) fn unknown_parts<'n>(
    law: &InstrumentFile,
    field: &str,
    names: impl Iterator<Item = (usize, &'n str)>,
    path: &str,
) -> Vec<(usize, Problem)> {
    let parts = law.dossier_parts.iter().map(|p| p.part.as_str());
    let contents = law.commune_check.iter().flat_map(|c| &c.contents);
    let contents = contents.map(|c| c.content.as_str());
    let mut known: Vec<&str> = match field {
        COMMUNE_REPORT => contents.collect(),
        _ => parts.collect(),
    };
    known.dedup();
    let list = known.join(", ");
    let mut seen = BTreeSet::new();
    let mut told = Vec::new();
    for (i, name) in names {
        let path = format!("{path}/{field}/{i}");
        if !known.contains(&name) {
            let problem = Problem::new(
                Code::UnknownChoice,
                path,
                format!("Gặp \"{name}\", cần một trong: {list}."),
                format!("Found \"{name}\", expected one of: {list}."),
            )
            .with_found(name)
            .with_one_of(&list)
            .with_nearest(nearest(name, known.iter().copied()));
            told.push((i, problem));
        } else if !seen.insert(name) {
            told.push((i, twice(&path, name)));
        }
    }
    told
}

fn recusals(sitting: &Sitting<'_, '_>, draft: &mut ProductDraft<'_, '_>) -> BTreeSet<String> {
    let mut recused = BTreeSet::new();
    for (i, recusal) in &draft.recused {
        let path = format!("{}/recused/{i}/member", draft.path);
        let id = recusal.member.as_ref();
        if !sitting.is_member(id) {
            draft.problems.push(no_member(&path, id, sitting.members()));
        } else if !recused.insert(id.to_owned()) {
            draft.problems.push(twice(&path, id));
        }
    }
    recused
}

/// The council's own findings, checked against the sheet of the set.
fn decided(
    sitting: &Sitting<'_, '_>,
    draft: &mut ProductDraft<'_, '_>,
    set: &ProductSet,
) -> Option<Marks> {
    let mut builder = Builder::new(set);
    for (i, name) in &draft.findings {
        builder.finding(*i, name, || sitting.library.knows_finding(name));
    }
    match builder.finish(sitting.held_on) {
        Ok(sheet) => Some(sheet),
        Err(told) => {
            draft.problems.append(told.under(&draft.path));
            None
        }
    }
}

/// Checks one sheet; none where its member or round cannot be told.
fn placed(
    sitting: &Sitting<'_, '_>,
    product: &str,
    registration: Option<&Registration>,
    set: Option<&ProductSet>,
    draft: &mut SheetDraft<'_, '_>,
    index: usize,
    recused: &BTreeSet<String>,
) -> Option<KnownSheet> {
    let mut told = Problems::new();
    belongs(sitting, product, draft, &mut told);
    in_time(sitting, registration, draft, &mut told);
    contradictions(draft, &mut told);
    let sheet = set
        .filter(|_| !draft.unchanged)
        .and_then(|set| answers(sitting, draft, set, &mut told));
    let member = draft.member.as_deref().and_then(|id| {
        if sitting.is_member(id) {
            Some(id.to_owned())
        } else {
            let path = below(&draft.path, "member");
            told.push(no_member(&path, id, sitting.members()));
            None
        }
    });
    draft.problems.append(told);
    let member = member?;
    Some(KnownSheet {
        index,
        answers_of: index,
        round: draft.round?,
        status: draft.status?,
        present: sitting.attends(&member),
        recused: recused.contains(&member),
        sheet: sheet.filter(|_| draft.problems.is_empty()),
        member,
    })
}

/// A sheet names the product that it stands under, and the session's law, if it names one.
fn belongs(
    sitting: &Sitting<'_, '_>,
    product: &str,
    draft: &SheetDraft<'_, '_>,
    told: &mut Problems,
) {
    if let Some(other) = draft.product.as_deref().filter(|p| *p != product) {
        told.push(
            Problem::new(
                Code::UnknownProduct,
                below(&draft.path, "product"),
                format!("Phiếu ghi sản phẩm \"{other}\" nhưng nằm trong \"{product}\"."),
                format!("The sheet names product \"{other}\" but stands under \"{product}\"."),
            )
            .with_found(other)
            .with_expected(product, product),
        );
    }
    let law = draft.criteria.as_ref();
    if let Some(other) = law.filter(|c| c.as_ref() != sitting.version.id().as_str()) {
        told.push(mixed(&below(&draft.path, "criteria"), other, sitting));
    }
}

/// A sheet is submitted after the dossier was lodged and before the session closed.
fn in_time(
    sitting: &Sitting<'_, '_>,
    registration: Option<&Registration>,
    draft: &SheetDraft<'_, '_>,
    told: &mut Problems,
) {
    let Some(at) = draft.submitted_at else {
        return;
    };
    let path = || below(&draft.path, "submitted_at");
    if let Some(closes) = sitting.closes.filter(|closes| at.is_after(*closes)) {
        told.push(
            Problem::new(
                Code::SessionClosed,
                path(),
                format!(
                    "Phiếu nộp {}, sau khi phiên kết thúc {}.",
                    at.written(Lang::Vi),
                    closes.written(Lang::Vi)
                ),
                format!(
                    "The sheet was submitted {}, after the session closed {}.",
                    at.written(Lang::En),
                    closes.written(Lang::En)
                ),
            )
            .with_found(at.to_string())
            .with_help(
                "Nếu phiên kết thúc muộn hơn thì ghi \"closed_at\".",
                "If the session closed later, give \"closed_at\".",
            ),
        );
    }
    let lodged = registration.and_then(|r| r.submitted_on);
    if let Some(lodged) = lodged.filter(|lodged| at.date() < *lodged) {
        told.push(
            Problem::new(
                Code::DatesOutOfOrder,
                path(),
                format!(
                    "Phiếu nộp {}, trước ngày nộp hồ sơ {}.",
                    at.written(Lang::Vi),
                    day::vi(lodged)
                ),
                format!(
                    "The sheet was submitted {}, before the dossier was lodged on {}.",
                    at.written(Lang::En),
                    day::en(lodged)
                ),
            )
            .with_found(at.to_string()),
        );
    }
}

/// A sheet that stands by an earlier one gives neither answers nor findings of its own.
fn contradictions(draft: &SheetDraft<'_, '_>, told: &mut Problems) {
    if !draft.unchanged {
        return;
    }
    for (field, given) in [
        ("answers", !draft.filled.answers().is_empty()),
        ("points", !draft.filled.points().is_empty()),
        ("findings", !draft.findings.is_empty()),
    ] {
        if given {
            told.push(
                Problem::new(
                    Code::AnswerContradictory,
                    below(&draft.path, field),
                    "Phiếu ghi giữ nguyên (\"unchanged\") mà vẫn có nội dung riêng.",
                    "The sheet is marked \"unchanged\" and has content of its own.",
                )
                .with_help(
                    "Bỏ \"unchanged\" nếu chấm lại; bỏ nội dung nếu giữ phiếu vòng trước.",
                    "Take out \"unchanged\" if it was scored again, or the content if it was not.",
                ),
            );
        }
    }
}

/// The answers and findings of a sheet, checked against the sheet of the set.
fn answers(
    sitting: &Sitting<'_, '_>,
    draft: &SheetDraft<'_, '_>,
    set: &ProductSet,
    told: &mut Problems,
) -> Option<Marks> {
    let mut builder = Builder::new(set);
    builder.take(&draft.filled);
    for (i, name) in &draft.findings {
        builder.finding(*i, name, || sitting.library.knows_finding(name));
    }
    builder
        .finish(sitting.held_on)
        .map_err(|problems| told.append(problems.under(&draft.path)))
        .ok()
}
