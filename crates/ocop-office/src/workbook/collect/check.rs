//! What is filled in, held against the law: by the engine, whose problems are told at their cells.

use ocop::{AssessOptions, CriterionId, Library, Problem};

use super::read_sheet::ReadSheet;
use crate::workbook::member::dossier;
use crate::workbook::roster::{Roster, RosteredProduct};
use crate::workbook::slot::{Entry, Slot};

/// Checks a sheet: what does not fit is told, and not used.
pub(super) fn check(library: &Library, roster: &Roster, sheet: &mut ReadSheet) {
    let Some(product) = roster.products().get(sheet.product) else {
        return;
    };
    if let Some(Entry::Text(case)) = sheet.good.get_mut(&Slot::Case) {
        *case = ocop::tidy(case).to_lowercase();
    }
    let options = AssessOptions::default().criteria(roster.criteria.id().clone());
    // what is left without what was wrong may be wrong for another reason: points without their case
    loop {
        let Some(dossier) = dossier(roster, product, &sheet.good) else {
            return;
        };
        let Err(problems) = library.assess(dossier, &options) else {
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
fn tell(sheet: &mut ReadSheet, product: &RosteredProduct, problem: Problem) {
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
    match (steps.next()?, steps.next()) {
        ("points" | "answers", Some(id)) => Some(Slot::Points(id.parse::<CriterionId>().ok()?)),
        ("case", None) => Some(Slot::Case),
        _ => None,
    }
}
