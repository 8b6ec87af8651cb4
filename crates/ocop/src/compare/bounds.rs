//! The worst and the best that open answers allow.

use crate::bounded::{LevelNumber, Points};
use crate::criteria::Criterion;
use crate::ids::Case;
use crate::rating::rate;
use crate::sheet::{Given, ScoreSheet};

/// Every open criterion at none of its levels. No sheet that answers the open criteria comes to
/// less: points and stars never fall as answers rise.
pub(super) fn worst(open: &ScoreSheet) -> ScoreSheet {
    let mut sheet = open.clone();
    let body = sheet.body_mut();
    for given in &mut body.marks.answers {
        if *given == Given::Unanswered {
            *given = Given::Level(LevelNumber::NONE_REACHED, Points::ZERO);
        }
    }
    body.lapse_dependents();
    sheet
}

/// Every open criterion, and every one that may rise, at its highest level; of several cases the
/// one that comes to most.
pub(super) fn best(open: &ScoreSheet, may_rise: &[bool]) -> ScoreSheet {
    let view = open.view();
    let sheets = view.cases().into_iter().map(|case| {
        let mut sheet = open.clone();
        let body = sheet.body_mut();
        let indices = view.set.criteria.iter().zip(&mut body.marks.answers);
        for ((criterion, given), rises) in indices.zip(may_rise) {
            if *given == Given::Unanswered || *rises {
                *given = highest(criterion, case, *given);
            }
        }
        body.marks.case = case;
        body.lapse_dependents();
        sheet
    });
    sheets
        .max_by_key(|sheet| {
            let rating = rate(sheet);
            (rating.stars(), rating.points())
        })
        .unwrap_or_else(|| open.clone())
}

/// The highest level of a case; from a level that is known, of its ladder.
fn highest(criterion: &Criterion, case: Option<Case>, now: Given) -> Given {
    let now = now.level().and_then(|number| criterion.level(number));
    criterion
        .levels
        .iter()
        .filter(|l| l.case.is_none() || l.case == case)
        .filter(|l| now.is_none_or(|now| l.ladder == now.ladder))
        .max_by_key(|l| l.points)
        .map_or(Given::Level(LevelNumber::NONE_REACHED, Points::ZERO), |l| {
            Given::Level(l.number, l.points)
        })
}
