//! The rule itself: from what a sheet says to outcome, points and stars.

use crate::bounded::{LevelNumber, Points, Stars};
use crate::criteria::files::Effect;
use crate::criteria::{Criterion, MAX_PARTS, Minimum};
use crate::positions::Positions;
use crate::sheet::{Given, SheetView, at_zero};

use super::Outcome;

/// What a sheet comes to, in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Figures {
    pub outcome: Outcome,
    pub points: Points,
    pub parts: [Points; MAX_PARTS],
    pub points_stars: Stars,
    pub stars: Stars,
    /// By position of the minimum in the set's list: the unmet ones.
    pub unmet: Positions,
    /// Whether some criteria are unanswered.
    pub unanswered: bool,
}

/// Rates what a sheet says; [`rate`](super::rate) tells the rule.
pub(crate) fn figures(sheet: SheetView<'_>) -> Figures {
    let set = sheet.set;
    let mut parts = [Points::ZERO; MAX_PARTS];
    for (part, run) in &set.runs {
        let given = sheet.answers.get(run.clone()).unwrap_or_default();
        if let Some(part) = parts.get_mut(*part) {
            *part = part.plus(given.iter().map(|g| g.points()).sum());
        }
    }
    let unanswered = |given: &Given| u32::from(*given == Given::Unanswered);
    let mut open: u32 = sheet.answers.iter().map(unanswered).sum();
    // the few criteria that depend on another
    for (criterion, given) in set.dependent.iter().filter_map(|i| sheet.at(*i)) {
        if let Some(part) = parts.get_mut(criterion.part) {
            *part = part.plus(counted(sheet, criterion, given));
        }
        if given == Given::Unanswered && sheet.required_is_zero(criterion) {
            open = open.saturating_sub(1);
        }
    }
    let unanswered = open > 0;

    let mut unmet = Positions::of(set.tests.iter().map(|test| {
        // whoever has points has reached a level
        let given = sheet.answers.get(usize::from(test.criterion));
        given.map_or(Points::ZERO, |given| given.points()) < test.points
    }));
    for index in &set.tangled {
        let minimum = set.minimums.get(*index);
        if minimum.is_some_and(|m| applies(sheet, m) && !met(sheet, m)) {
            unmet.insert(*index);
        }
    }
    // minimums stand in order of their stars, so the first unmet one decides
    let first = unmet
        .iter()
        .next()
        .and_then(|index| set.minimums.get(index));
    let held_below = first.map(|minimum| minimum.stars);

    let points = parts.into_iter().sum();
    let points_stars = set.instrument.stars_for(points);
    let stars = match held_below {
        Some(above) if above <= points_stars => above.previous().unwrap_or(above),
        _ => points_stars,
    };
    let outcome = match strongest_effect(sheet) {
        Some(Effect::Rejection) => Outcome::Rejected,
        Some(Effect::Eligibility) => Outcome::Ineligible,
        Some(Effect::Stop) => Outcome::Stopped,
        None if unanswered => Outcome::Provisional,
        None => Outcome::Rated,
    };
    Figures {
        outcome,
        points,
        parts,
        points_stars,
        stars,
        unmet,
        unanswered,
    }
}

/// The points that count for a criterion: none while the criterion it depends on has none.
pub(super) fn counted(sheet: SheetView<'_>, criterion: &Criterion, given: Given) -> Points {
    match given {
        Given::Level(_, points) if required_has_points(sheet, criterion.required()) => points,
        _ => Points::ZERO,
    }
}

/// Whether the criterion that another depends on, if on any, has points.
pub(super) fn required_has_points(sheet: SheetView<'_>, required: Option<usize>) -> bool {
    required.is_none_or(|index| {
        matches!(sheet.answers.get(index), Some(Given::Level(_, points)) if *points > Points::ZERO)
    })
}

/// A minimum that stands in one case says nothing of a sheet under another.
pub(crate) fn applies(sheet: SheetView<'_>, minimum: &Minimum) -> bool {
    minimum.case.is_none() || sheet.case.is_none() || minimum.case == sheet.case
}

/// A minimum is met by its level or any worth as much: what counts is the points of the least
/// level that must be reached, and that a level is reached at all.
pub(crate) fn met(sheet: SheetView<'_>, minimum: &Minimum) -> bool {
    match sheet.answers.get(minimum.criterion) {
        Some(Given::Level(level, points)) => {
            *points >= minimum.points
                && *level != LevelNumber::NONE_REACHED
                && required_has_points(sheet, minimum.requires)
        }
        _ => false,
    }
}

/// The strongest effect of findings and of criteria that may not be at 0 points.
fn strongest_effect(sheet: SheetView<'_>) -> Option<Effect> {
    let by_findings = sheet.found().map(|f| f.effect).max();
    let by_zero = zero_stops(sheet).next().map(|_| Effect::Stop);
    by_findings.max(by_zero)
}

/// Criteria answered with 0 points where that stops the assessment.
pub(super) fn zero_stops<'s>(sheet: SheetView<'s>) -> impl Iterator<Item = &'s Criterion> {
    let indices = sheet
        .set
        .zero_stop
        .iter()
        .flat_map(|z| &z.criteria)
        .filter(move |index| at_zero(sheet.answers, **index));
    indices.filter_map(move |i| sheet.set.criteria.get(*i))
}
