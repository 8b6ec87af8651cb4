//! What is filled in, held against the law: by the engine, whose problems are told at their cells.

use ocop::{AssessOptions, Code, CriterionId, Dossier, Library, Problem};

use super::read_sheet::ReadSheet;
use crate::workbook::member::dossier;
use crate::workbook::roster::{Roster, RosteredProduct};
use crate::workbook::slot::{Entry, Filled, ProductDetail, Slot};

/// Checks a sheet of a session: what does not fit is told, and not used.
pub(super) fn check(library: &Library, roster: &Roster, sheet: &mut ReadSheet) {
    let Some(product) = roster.products().get(sheet.product) else {
        return;
    };
    tell_unchanged_with_answers(sheet);
    let id = roster.criteria.id();
    let options = AssessOptions::default().criteria(id.clone());
    let compose = |good: &Filled| dossier(id.as_str(), product, good);
    fit(library, &options, product, compose, sheet);
}

/// A member who stands by the sheet of the round before gives no answers in this one: where both stand
/// there, nobody knows which is meant, and the answers are kept.
fn tell_unchanged_with_answers(sheet: &mut ReadSheet) {
    let is_answer = |slot: &Slot| matches!(slot, Slot::Points(_) | Slot::Case | Slot::Finding(_));
    if sheet.good.contains_key(&Slot::Unchanged) && sheet.filled.keys().any(is_answer) {
        let problem = Problem::new(
            Code::AnswerContradictory,
            "",
            "Phiếu ghi giữ nguyên phiếu vòng trước mà vẫn chấm điểm ở vòng này.",
            "The sheet stands by that of the round before and has answers of its own.",
        );
        let problem = problem.with_help(
            "Chấm lại thì xóa dấu ở dòng giữ nguyên; giữ phiếu vòng trước thì xóa hết điểm.",
            "To score again, take out the mark in this row; to stand by the sheet before, take out all points.",
        );
        sheet.refuse_for(problem, Some(Slot::Unchanged));
    }
}

/// Tells what does not fit of a sheet, and does not use it: of what is good, a dossier is composed,
/// which the engine takes or refuses.
pub(super) fn fit(
    library: &Library,
    options: &AssessOptions,
    product: &RosteredProduct,
    compose: impl Fn(&Filled) -> Option<Dossier<'static>>,
    sheet: &mut ReadSheet,
) {
    if let Some(Entry::Text(case)) = sheet.good.get_mut(&Slot::Case) {
        // "a)", as it is printed
        let bare = ocop::tidy(case).to_lowercase();
        bare.trim_end_matches([')', '.']).clone_into(case);
    }
    // what is left without what was wrong may be wrong for another reason: points without their case
    loop {
        let Some(dossier) = compose(&sheet.good) else {
            return;
        };
        let Err(problems) = library.assess(dossier, options) else {
            return;
        };
        let before = sheet.good.len();
        for problem in problems {
            tell(sheet, product, problem);
        }
        if sheet.good.len() == before {
            // nothing to take away by itself: none of the points can be used
            sheet
                .good
                .retain(|slot, _| !matches!(slot, Slot::Points(_)));
            return;
        }
    }
}

/// Tells a problem at its cell.
fn tell(sheet: &mut ReadSheet, product: &RosteredProduct, mut problem: Problem) {
    if problem.code == Code::PointsAreLevels {
        // the engine's advice is for whoever writes JSON
        problem = problem.with_help(
            "Nếu đã ghi số thứ tự của mức thì ghi lại điểm của mức, ở mọi tiêu chí của phiếu.",
            "If these are the numbers of levels, enter the points of the levels instead, on the whole sheet.",
        );
    }
    let slot = slot_of(&problem.path);
    if slot == Some(Slot::Case) {
        let cased: Vec<Slot> = product
            .set
            .criteria()
            .iter()
            .filter(|c| c.levels.iter().any(|l| l.case.is_some()))
            .map(|c| Slot::Points(c.id))
            .collect();
        sheet.good.retain(|slot, _| !cased.contains(slot));
    }
    sheet.refuse_for(problem, slot);
}

/// The place that a pointer of a dossier is of.
fn slot_of(path: &str) -> Option<Slot> {
    let mut steps = path.split('/').skip(1);
    match (steps.next()?, steps.next(), steps.next()) {
        ("points" | "answers", Some(id), field) => {
            let id: CriterionId = id.parse().ok()?;
            Some(match field {
                Some("note") => Slot::Note(id),
                Some("evidence") => Slot::Evidence(id),
                _ => Slot::Points(id),
            })
        }
        ("case", None, None) => Some(Slot::Case),
        ("product", Some("name"), _) => Some(Slot::Detail(ProductDetail::Product)),
        ("product", Some("code"), _) => Some(Slot::Detail(ProductDetail::Code)),
        ("producer", Some("name"), _) => Some(Slot::Detail(ProductDetail::Producer)),
        ("producer", Some("phone"), _) => Some(Slot::Detail(ProductDetail::Phone)),
        ("producer", Some("address"), _) => Some(Slot::Detail(ProductDetail::Address)),
        ("assessed_on", None, None) => Some(Slot::Detail(ProductDetail::AssessedOn)),
        ("note", None, None) => Some(Slot::Comment),
        _ => None,
    }
}
