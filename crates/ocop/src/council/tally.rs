//! What a product comes to: the mean of the members' totals as an exact sum and count (Art. 3.3),
//! the minimums by the regulation's rule, and whether the result stands.

use std::borrow::Cow;
use std::sync::Arc;

use crate::bounded::{Points, Stars};
use crate::criteria::files::{Effect, FindingsRule, MinimumRule};
use crate::criteria::{Minimum, ProductSet, reaches};
use crate::rating::{Outcome, PartReport, Rated, Unmet, applies, met};
use crate::sheet::SheetView;

use super::collate::{Collated, Placed};
use super::decode::ProductDraft;
use super::mean::Mean;
use super::report::{
    Contested, CriterionTally, EarlierRound, EarlierSheet, FindingTally, MinimumTally, PartTally,
    ProductTally, SetAside, SheetTally,
};
use super::session::Sitting;
use super::standing::{Grounds, standing};

/// A sheet that counts, with its rating and the points of each criterion.
pub(super) struct Counted<'t, 'a> {
    pub member: Cow<'a, str>,
    pub sheet: SheetView<'t>,
    pub rating: Rated<'t>,
    pub points: Vec<Points>,
}

/// Tallies one product.
pub(super) fn product<'a>(
    sitting: &Sitting<'_, 'a>,
    mut draft: ProductDraft<'_, 'a>,
    collated: Collated<'a>,
) -> ProductTally<'a> {
    let votes = || collated.sheets.iter().filter(|s| s.votes());
    let round = votes().map(|s| s.round).max();
    let counted = counted(collated.set, &collated.sheets, &draft, round);
    let totals: Vec<Points> = counted.iter().map(|c| c.rating.points()).collect();
    let (sum, count) = (add(&totals), length(&totals));

    let findings = findings(sitting, &collated, &counted);
    let rule = sitting.regulation.minimums;
    let (minimums, contested) = match collated.set {
        Some(set) => minimums(set, &counted, rule),
        None => (Vec::new(), Vec::new()),
    };
    let outcome = outcome(&findings, &counted);
    let instrument = collated.set.map(|set| set.instrument());
    let starred = matches!(outcome, Some(Outcome::Rated | Outcome::Provisional)) && count > 0;
    let points_stars = instrument
        .filter(|_| starred)
        .map(|i| i.stars_for_mean(sum, count));
    let stars = points_stars.map(|by_points| held_below(by_points, &minimums));
    let recognised = stars.zip(instrument).is_some_and(|(s, i)| i.recognises(s));
    let authority = stars
        .zip(instrument)
        .filter(|_| recognised)
        .and_then(|(s, i)| i.authority(s, sitting.held_on))
        .map(|a| a.authority);

    let grounds = Grounds {
        sitting,
        collated: &collated,
        counted: &counted,
        findings: &findings,
        round,
        spread: spread(&totals),
    };
    let reasons = standing(&grounds);
    let earlier = earlier_rounds(collated.set, &collated.sheets, &draft, round);
    let sheets = counted
        .iter()
        .map(|c| sheet_tally(c, &draft, &collated.sheets, round));
    let sheets = sheets.collect();
    ProductTally {
        id: draft.id.clone(),
        product_set: collated.set.map(|set| set.number()),
        product: draft.product.take(),
        producer: draft.producer.take(),
        registration: draft.registration.take(),
        proposed_on: draft.proposed_on,
        documents: names(draft.documents.take()),
        commune_report: names(draft.commune_report.take()),
        stands: reasons.is_empty(),
        reasons,
        round,
        sheets,
        sum,
        count,
        mean: Mean::of(sum, count),
        spread: spread(&totals),
        outcome,
        points_stars,
        stars,
        recognised,
        authority,
        parts: collated
            .set
            .map(|set| parts(set, &counted))
            .unwrap_or_default(),
        unmet: unmet(&minimums),
        minimums,
        contested,
        criteria: collated
            .set
            .map(|set| criteria(set, &counted))
            .unwrap_or_default(),
        findings,
        recused: draft.recused.drain(..).map(|(_, r)| r).collect(),
        set_aside: set_aside(&collated.sheets, &draft),
        earlier_rounds: earlier,
        note: draft.note.take(),
    }
}

fn names<'a>(list: Option<Vec<(usize, Cow<'a, str>)>>) -> Option<Vec<Cow<'a, str>>> {
    list.map(|list| list.into_iter().map(|(_, name)| name).collect())
}

/// The sheets that count, in the order of their members' identifiers.
fn counted<'t, 'a>(
    set: Option<&'t Arc<ProductSet>>,
    sheets: &'t [Placed],
    draft: &ProductDraft<'_, 'a>,
    round: Option<u8>,
) -> Vec<Counted<'t, 'a>> {
    let mut counted: Vec<Counted<'t, 'a>> = sheets
        .iter()
        .filter(|s| s.votes() && Some(s.round) == round)
        .filter_map(|s| {
            let sheet = s.sheet.as_ref()?.of(set?);
            let rating = Rated::of(sheet);
            Some(Counted {
                member: draft.sheets.get(s.index)?.member.clone()?,
                points: rating.scores().map(|s| s.points).collect(),
                sheet,
                rating,
            })
        })
        .collect();
    counted.sort_by(|a, b| a.member.cmp(&b.member));
    counted
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

/// Each minimum by the regulation's rule, and those that some sheets reach and some do not. A
/// minimum of one case is asked of the sheets under that case.
fn minimums<'a>(
    set: &ProductSet,
    counted: &[Counted<'_, 'a>],
    rule: MinimumRule,
) -> (Vec<MinimumTally>, Vec<Contested<'a>>) {
    let (mut all, mut contested) = (Vec::new(), Vec::new());
    for minimum in &set.minimums {
        let asked = || counted.iter().filter(|c| applies(c.sheet, minimum));
        let count = u32::try_from(asked().count()).unwrap_or(u32::MAX);
        let Some(criterion) = set.criteria.get(minimum.criterion).filter(|_| count > 0) else {
            continue;
        };
        let sum = asked().fold(0_u32, |sum, c| {
            sum.saturating_add(u32::from(points_of(c, minimum).get()))
        });
        let reaches_it = |c: &&Counted<'_, 'a>| met(c.sheet, minimum);
        let reached = u32::try_from(asked().filter(reaches_it).count()).unwrap_or(u32::MAX);
        all.push(MinimumTally {
            stars: minimum.stars,
            criterion: criterion.id,
            level: minimum.level,
            points: minimum.points,
            sum,
            count,
            reached,
            met: match rule {
                MinimumRule::Mean => reaches(sum, count, minimum.points),
                MinimumRule::Majority => reached.saturating_mul(2) > count,
                MinimumRule::Unanimous => reached == count,
            },
        });
        if reached > 0 && reached < count {
            let members = |list: &mut dyn Iterator<Item = &Counted<'_, 'a>>| {
                list.map(|c| c.member.clone()).collect()
            };
            contested.push(Contested {
                criterion: criterion.id,
                stars: minimum.stars,
                reached: members(&mut asked().filter(reaches_it)),
                missed: members(&mut asked().filter(|c| !reaches_it(c))),
            });
        }
    }
    (all, contested)
}

fn points_of(counted: &Counted<'_, '_>, minimum: &Minimum) -> Points {
    counted
        .points
        .get(minimum.criterion)
        .copied()
        .unwrap_or(Points::ZERO)
}

/// The stars that the minimums allow: below the first that is not met.
fn held_below(by_points: Stars, minimums: &[MinimumTally]) -> Stars {
    // minimums stand in order of their stars
    match minimums.iter().find(|m| !m.met) {
        Some(m) if m.stars <= by_points => {
            Stars::new(i64::from(m.stars).saturating_sub(1)).unwrap_or(Stars::MIN)
        }
        _ => by_points,
    }
}

fn unmet(minimums: &[MinimumTally]) -> Unmet {
    let mut unmet = Unmet::among(minimums.iter().map(|m| m.stars));
    for missed in minimums.iter().filter(|m| !m.met) {
        unmet.of(missed.stars).push(missed.criterion);
    }
    unmet
}

/// What the findings that count, and the sheets, come to.
fn outcome(findings: &[FindingTally<'_>], counted: &[Counted<'_, '_>]) -> Option<Outcome> {
    let strongest = findings.iter().filter(|f| f.counts).map(|f| f.effect).max();
    match strongest {
        Some(Effect::Rejection) => Some(Outcome::Rejected),
        Some(Effect::Eligibility) => Some(Outcome::Ineligible),
        Some(Effect::Stop) => Some(Outcome::Stopped),
        None if counted.is_empty() => None,
        None if counted
            .iter()
            .any(|c| c.rating.outcome() == Outcome::Provisional) =>
        {
            Some(Outcome::Provisional)
        }
        None => Some(Outcome::Rated),
    }
}

/// What sheets and council found: the council's own decisions count as they stand, the members'
/// by the regulation's rule. Criteria at 0 points that stop a sheet are that member's finding.
fn findings<'a>(
    sitting: &Sitting<'_, 'a>,
    collated: &Collated<'a>,
    counted: &[Counted<'_, 'a>],
) -> Vec<FindingTally<'a>> {
    let Some(set) = collated.set else {
        return Vec::new();
    };
    let decided = collated
        .decided
        .as_ref()
        .map(|d| d.findings.as_slice())
        .unwrap_or_default();
    if decided.is_empty() && counted.iter().all(|c| c.rating.has_stars()) {
        return Vec::new();
    }
    let count = length(counted);
    let counts = |members: &[Cow<'a, str>], by_council: bool| {
        let majority = sitting.regulation.findings == FindingsRule::Majority
            && length(members).saturating_mul(2) > count;
        by_council || majority
    };
    let mut all = Vec::new();
    for (place, rule) in set.findings.iter().enumerate() {
        let found = counted.iter().filter(|c| c.sheet.findings.contains(&place));
        let members: Vec<Cow<'a, str>> = found.map(|c| c.member.clone()).collect();
        let by_council = decided.contains(&place);
        if members.is_empty() && !by_council {
            continue;
        }
        all.push(FindingTally {
            finding: Some(rule.finding.as_str().into()),
            effect: rule.effect,
            counts: counts(&members, by_council),
            members,
            by_council,
            source: rule.source.as_str().into(),
        });
    }
    let stopped = counted
        .iter()
        .filter(|c| c.rating.reasons().iter().any(|g| g.finding.is_none()));
    let members: Vec<Cow<'a, str>> = stopped.map(|c| c.member.clone()).collect();
    if let Some(rule) = set.zero_stop.as_ref().filter(|_| !members.is_empty()) {
        all.push(FindingTally {
            finding: None,
            effect: Effect::Stop,
            counts: counts(&members, false),
            members,
            by_council: false,
            source: rule.source.as_str().into(),
        });
    }
    all
}

fn parts(set: &ProductSet, counted: &[Counted<'_, '_>]) -> Vec<PartTally> {
    let parts = set.parts.iter().enumerate();
    parts
        .map(|(place, part)| {
            let of_part = |c: &Counted<'_, '_>| {
                let scored = set.criteria.iter().zip(&c.points);
                let mine = scored.filter(|(criterion, _)| criterion.part == place);
                mine.fold(0_u32, |sum, (_, p)| sum.saturating_add(u32::from(p.get())))
            };
            let sum = counted.iter().map(of_part).fold(0, u32::saturating_add);
            PartTally {
                part: part.letter,
                sum,
                mean: Mean::of(sum, length(counted)),
                max_points: part.max_points,
            }
        })
        .collect()
}

/// Each criterion: its mean, and who stands apart.
fn criteria<'a>(set: &'a ProductSet, counted: &[Counted<'_, 'a>]) -> Vec<CriterionTally<'a>> {
    if counted.is_empty() {
        return Vec::new();
    }
    let mut sorted = Vec::with_capacity(counted.len());
    let criteria = set.criteria.iter().enumerate();
    criteria
        .map(|(place, criterion)| {
            let given = |c: &Counted<'_, '_>| c.points.get(place).copied().unwrap_or(Points::ZERO);
            sorted.clear();
            sorted.extend(counted.iter().map(given));
            sorted.sort_unstable();
            let sum = add(&sorted);
            let end = |p: Option<&Points>| p.copied().unwrap_or(Points::ZERO);
            let (least, greatest) = (end(sorted.first()), end(sorted.last()));
            // the lower median: with an even number of sheets both middles are somebody's points
            let median = end(sorted.get(sorted.len().saturating_sub(1) / 2));
            let far = |c: &&Counted<'_, 'a>| {
                let away = given(c).get().abs_diff(median.get());
                away > 0 && away.saturating_mul(2) >= criterion.max_points.get()
            };
            let apart = if least == greatest {
                Vec::new()
            } else {
                counted
                    .iter()
                    .filter(far)
                    .map(|c| c.member.clone())
                    .collect()
            };
            CriterionTally {
                criterion: criterion.id,
                key: criterion.key.as_str().into(),
                sum,
                mean: Mean::of(sum, length(counted)),
                least,
                greatest,
                max_points: criterion.max_points,
                apart,
            }
        })
        .collect()
}

fn sheet_tally<'a>(
    counted: &Counted<'_, 'a>,
    draft: &ProductDraft<'_, 'a>,
    sheets: &[Placed],
    round: Option<u8>,
) -> SheetTally<'a> {
    let own = sheets
        .iter()
        .find(|s| Some(s.round) == round && s.member == counted.member.as_ref())
        .and_then(|s| draft.sheets.get(s.index));
    let parts = counted.rating.parts().map(|(part, points)| PartReport {
        part: part.letter,
        points,
        max_points: part.max_points,
    });
    let unanswered = if counted.rating.outcome() == Outcome::Provisional {
        counted.sheet.unanswered().map(|c| c.id).collect()
    } else {
        Vec::new()
    };
    SheetTally {
        member: counted.member.clone(),
        points: counted.rating.points(),
        parts: parts.collect(),
        outcome: counted.rating.outcome(),
        findings: own
            .map(|d| d.findings.iter().map(|(_, f)| f.clone()).collect())
            .unwrap_or_default(),
        unanswered,
        comment: own.and_then(|d| d.comment.clone()),
    }
}

/// Sheets that do not count, by round and member.
fn set_aside<'a>(sheets: &[Placed], draft: &ProductDraft<'_, 'a>) -> Vec<SetAside<'a>> {
    let mut all: Vec<SetAside<'a>> = sheets
        .iter()
        .filter_map(|s| {
            Some(SetAside {
                member: draft.sheets.get(s.index)?.member.clone()?,
                round: s.round,
                why: s.aside()?,
            })
        })
        .collect();
    all.sort_by(|a, b| (a.round, &a.member, a.why).cmp(&(b.round, &b.member, b.why)));
    all
}

/// The rounds before the one that counts stay on record.
fn earlier_rounds<'a>(
    set: Option<&Arc<ProductSet>>,
    sheets: &[Placed],
    draft: &ProductDraft<'_, 'a>,
    round: Option<u8>,
) -> Vec<EarlierRound<'a>> {
    let mut rounds: Vec<u8> = sheets
        .iter()
        .filter(|s| s.votes() && Some(s.round) < round)
        .map(|s| s.round)
        .collect();
    rounds.sort_unstable();
    rounds.dedup();
    rounds
        .into_iter()
        .map(|round| {
            let of_round = counted(set, sheets, draft, Some(round));
            let totals: Vec<Points> = of_round.iter().map(|c| c.rating.points()).collect();
            let (sum, count) = (add(&totals), length(&totals));
            EarlierRound {
                round,
                sum,
                count,
                mean: Mean::of(sum, count),
                spread: spread(&totals),
                sheets: of_round
                    .into_iter()
                    .map(|c| EarlierSheet {
                        member: c.member,
                        points: c.rating.points(),
                    })
                    .collect(),
            }
        })
        .collect()
}
