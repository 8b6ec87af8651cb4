//! What follows from a product's figures: the mean of the members' totals as an exact sum and count
//! (Art. 3.3), the minimums by the regulation's rule, the stars, and whether the result stands. A
//! tally that is read again is worked out by the same functions.

use crate::bounded::{Points, Stars};
use crate::criteria::files::{Effect, FindingsRule, MinimumRule};
use crate::criteria::{ProductSet, reaches};
use crate::rating::{Outcome, Unmet};

use super::basis::Council;
use super::format::Mode;
use super::mean::{Deviation, Mean};
use super::notices::of_product;
use super::product_report::{
    EarlierRound, FindingTally, MinimumTally, ProductAttendance, ProductTally, SheetTally,
    StandingCode, StarsByRule,
};
use super::standing::reasons;

/// Fills in what follows from a product's figures and its product set. `refused`: whether its input or the session's
/// was.
pub(super) fn complete<'a>(
    council: &Council<'_, 'a>,
    set: Option<&ProductSet>,
    product: &mut ProductTally<'a>,
    refused: bool,
) {
    let rule = council.head.regulation.minimums;
    totals(product);
    product.attendance = attendance(council, product);
    for minimum in &mut product.minimums {
        minimum.mean = Mean::of(minimum.sum, minimum.count);
        minimum.met = met(minimum, rule);
    }
    product.unmet = Unmet::among(product.minimums.iter().map(|m| m.stars));
    for missed in product.minimums.iter().filter(|m| !m.met) {
        product.unmet.of(missed.stars).push(missed.criterion);
    }
    for finding in &mut product.findings {
        finding.counts = counts(finding, council.head.regulation.findings, product.count);
    }
    product.outcome = outcome(product);
    stars(council, product);
    product.notices = of_product(council, set, product);
    product.reasons = reasons(council, product, refused);
    if !product.has(StandingCode::MinimumRuleDecides) {
        product.stars_by_rule = None;
    }
    product.stands = product.reasons.is_empty();
}

/// Sums, counts, means and distances.
fn totals(product: &mut ProductTally<'_>) {
    let points: Vec<Points> = product.sheets.iter().map(|s| s.points).collect();
    let (sum, count) = (add(&points), length(&points));
    (product.sum, product.count) = (sum, count);
    product.mean = Mean::of(sum, count);
    product.spread = spread(&points);
    for sheet in &mut product.sheets {
        sheet.deviation = Deviation::of(sheet.points.get(), sum, count);
    }
    for part in &mut product.parts {
        let of_part = |s: &SheetTally<'_>| {
            let mine = s.parts.iter().find(|p| p.part == part.part);
            mine.map_or(Points::ZERO, |p| p.points)
        };
        let points: Vec<Points> = product.sheets.iter().map(of_part).collect();
        part.sum = add(&points);
        part.mean = Mean::of(part.sum, count);
    }
    for criterion in &mut product.criteria {
        criterion.mean = Mean::of(criterion.sum, count);
    }
    product.earlier_rounds.iter_mut().for_each(earlier);
}

fn earlier(round: &mut EarlierRound<'_>) {
    let points: Vec<Points> = round.sheets.iter().map(|s| s.points).collect();
    (round.sum, round.count) = (add(&points), length(&points));
    round.mean = Mean::of(round.sum, round.count);
    round.spread = spread(&points);
}

fn add(points: &[Points]) -> u32 {
    points
        .iter()
        .fold(0_u32, |sum, p| sum.saturating_add(u32::from(p.get())))
}

fn length<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

/// The points between the lowest and the highest.
fn spread(points: &[Points]) -> Option<Points> {
    let (least, greatest) = (points.iter().min()?, points.iter().max()?);
    Points::new(i64::from(greatest.get()).saturating_sub(i64::from(least.get()))).ok()
}

/// Who could score: of the members who are not recused, those present, or, with opinions in
/// writing, those whose sheets came back.
fn attendance(council: &Council<'_, '_>, product: &ProductTally<'_>) -> ProductAttendance {
    let free = council
        .head
        .members
        .iter()
        .filter(|m| !product.is_recused(&m.id));
    let (mut members, mut present) = (0_u16, 0_u16);
    for member in free {
        members = members.saturating_add(1);
        if member.present {
            present = present.saturating_add(1);
        }
    }
    if council.head.mode == Mode::Written {
        present = u16::try_from(product.count).unwrap_or(u16::MAX);
    }
    ProductAttendance {
        members,
        present,
        needed: council.head.regulation.needed(members),
    }
}

/// Whether a minimum is met by a rule.
fn met(minimum: &MinimumTally, rule: MinimumRule) -> bool {
    match rule {
        MinimumRule::Mean => reaches(minimum.sum, minimum.count, minimum.points),
        MinimumRule::Majority => minimum.reached.saturating_mul(2) > minimum.count,
        MinimumRule::Unanimous => minimum.reached == minimum.count,
    }
}

/// Whether a finding counts: the council's own decisions as they stand, the members' by the
/// regulation's rule.
fn counts(finding: &FindingTally<'_>, rule: FindingsRule, count: u32) -> bool {
    let majority = length(&finding.members).saturating_mul(2) > count;
    finding.by_council || (rule == FindingsRule::Majority && majority)
}

/// What the findings that count, and the sheets, come to; nothing where no sheet counts.
fn outcome(product: &ProductTally<'_>) -> Option<Outcome> {
    if product.sheets.is_empty() {
        return None;
    }
    let counting = product.findings.iter().filter(|f| f.counts);
    // also of a sheet that stops by itself: where that does not count for the product, its points do
    let provisional = || product.sheets.iter().any(|s| !s.unanswered.is_empty());
    Some(match counting.map(|f| f.effect).max() {
        Some(Effect::Rejection) => Outcome::Rejected,
        Some(Effect::Eligibility) => Outcome::Ineligible,
        Some(Effect::Stop) => Outcome::Stopped,
        None if provisional() => Outcome::Provisional,
        None => Outcome::Rated,
    })
}

/// The stars, by the rule that holds and by each rule, and who recognises them.
fn stars(council: &Council<'_, '_>, product: &mut ProductTally<'_>) {
    let instrument = council.instrument;
    let starred = matches!(product.outcome, Some(Outcome::Rated | Outcome::Provisional));
    let by_points = starred.then(|| instrument.stars_for_mean(product.sum, product.count));
    let by = |rule| by_points.map(|by| held_below(by, &product.minimums, rule));
    let stars = by(council.head.regulation.minimums);
    product.stars_by_rule = by(MinimumRule::Mean)
        .zip(by(MinimumRule::Majority))
        .zip(by(MinimumRule::Unanimous))
        .map(|((mean, majority), unanimous)| StarsByRule {
            mean,
            majority,
            unanimous,
        });
    product.points_stars = by_points;
    product.stars = stars;
    product.recognised = stars.is_some_and(|s| instrument.recognises(s));
    product.authority = stars
        .filter(|_| product.recognised)
        .and_then(|s| instrument.authority(s, council.head.held_on))
        .map(|a| a.authority);
}

/// The stars that the minimums allow by a rule: below the first that is not met.
fn held_below(by_points: Stars, minimums: &[MinimumTally], rule: MinimumRule) -> Stars {
    // minimums stand in order of their stars
    match minimums.iter().find(|m| !met(m, rule)) {
        Some(m) if m.stars <= by_points => m.stars.previous().unwrap_or(m.stars),
        _ => by_points,
    }
}
