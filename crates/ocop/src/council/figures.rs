//! The figures of a product as its sheets give them: totals, criteria, minimums, findings, and what
//! was set aside. What follows from them is worked out in `result`.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::Arc;

use crate::bounded::Points;
use crate::criteria::files::Effect;
use crate::criteria::{Minimum, ProductSet};
use crate::rating::{PartReport, Rated, Unmet, applies, met};
use crate::sheet::SheetView;

use super::collate::Collated;
use super::decode::ProductDraft;
use super::known::KnownSheet;
use super::mean::{Deviation, distance};
use super::product_report::{
    Apart, Contested, CriterionTally, EarlierRound, EarlierSheet, FindingTally, MinimumTally,
    PartTally, ProductAttendance, ProductTally, SetAside, SheetTally,
};

/// A sheet that counts, with its rating and the points of each criterion.
struct Counted<'t, 'a> {
    member: Cow<'a, str>,
    placed: &'t KnownSheet,
    sheet: SheetView<'t>,
    rating: Rated<'t>,
    points: Vec<Points>,
}

/// The figures of one product; what follows from them is not filled in yet.
pub(super) fn product<'a>(
    mut draft: ProductDraft<'_, 'a>,
    collated: &Collated<'a>,
) -> ProductTally<'a> {
    let votes = || collated.sheets.iter().filter(|s| s.votes());
    let round = votes().map(|s| s.round).max();
    let counted = counted(collated.set, &collated.sheets, &draft, round);
    let (minimums, contested) = match collated.set {
        Some(set) => minimums(set, &counted),
        None => (Vec::new(), Vec::new()),
    };
    let earlier_rounds = earlier_rounds(collated.set, &collated.sheets, &draft, round);
    let sheets = counted.iter().map(|c| sheet_tally(c, &draft)).collect();
    ProductTally {
        id: draft.id.clone(),
        product_set: collated.set.map(|set| set.number()),
        product: draft.product.take(),
        producer: draft.producer.take(),
        registration: draft.registration.take(),
        proposed_on: draft.proposed_on,
        documents: names(draft.documents.take()),
        commune_report: names(draft.commune_report.take()),
        attendance: ProductAttendance::default(),
        stands: false,
        reasons: Vec::new(),
        round,
        sheets,
        sum: 0,
        count: 0,
        mean: None,
        spread: None,
        outcome: None,
        points_stars: None,
        stars: None,
        stars_by_rule: None,
        recognised: false,
        authority: None,
        parts: collated.set.map(|set| parts(set)).unwrap_or_default(),
        minimums,
        unmet: Unmet::default(),
        contested,
        criteria: collated
            .set
            .map(|set| criteria(set, &counted))
            .unwrap_or_default(),
        findings: findings(collated, &counted),
        recused: draft.recused.drain(..).map(|(_, r)| r).collect(),
        set_aside: set_aside(&collated.sheets, &draft),
        earlier_rounds,
        notices: Vec::new(),
        note: draft.note.take(),
    }
}

fn names<'a>(list: Option<Vec<(usize, Cow<'a, str>)>>) -> Option<Vec<Cow<'a, str>>> {
    list.map(|list| list.into_iter().map(|(_, name)| name).collect())
}

/// The sheets that count, in the order of their members' identifiers.
fn counted<'t, 'a>(
    set: Option<&'t Arc<ProductSet>>,
    sheets: &'t [KnownSheet],
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
                placed: s,
                sheet,
                rating,
            })
        })
        .collect();
    counted.sort_by(|a, b| a.member.cmp(&b.member));
    counted
}

/// What each minimum's sheets come to, and those that some sheets reach and some do not. A minimum
/// of one case is asked of the sheets under that case.
fn minimums<'a>(
    set: &ProductSet,
    counted: &[Counted<'_, 'a>],
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
            mean: None,
            met: false,
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

/// What sheets and council found. Criteria at 0 points that stop a sheet are that member's finding.
fn findings<'a>(collated: &Collated<'a>, counted: &[Counted<'_, 'a>]) -> Vec<FindingTally<'a>> {
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
    let mut all = Vec::new();
    for (index, rule) in set.findings.iter().enumerate() {
        let found = counted.iter().filter(|c| c.sheet.findings.contains(&index));
        let members: Vec<Cow<'a, str>> = found.map(|c| c.member.clone()).collect();
        let by_council = decided.contains(&index);
        if !members.is_empty() || by_council {
            all.push(FindingTally {
                finding: Some(rule.finding.as_str().into()),
                effect: rule.effect,
                members,
                by_council,
                counts: false,
                source: rule.source.as_str().into(),
            });
        }
    }
    let stopped = counted
        .iter()
        .filter(|c| c.rating.reasons().iter().any(|g| g.finding.is_none()));
    let members: Vec<Cow<'a, str>> = stopped.map(|c| c.member.clone()).collect();
    if let Some(rule) = set.zero_stop.as_ref().filter(|_| !members.is_empty()) {
        all.push(FindingTally {
            finding: None,
            effect: Effect::Stop,
            members,
            by_council: false,
            counts: false,
            source: rule.source.as_str().into(),
        });
    }
    all
}

/// The parts of the sheet.
fn parts(set: &ProductSet) -> Vec<PartTally> {
    let parts = set.parts.iter().map(|part| PartTally {
        part: part.letter,
        sum: 0,
        mean: None,
        max_points: part.max_points,
    });
    parts.collect()
}

/// Each criterion: the sum of its points, and who stands apart.
fn criteria<'a>(set: &'a ProductSet, counted: &[Counted<'_, 'a>]) -> Vec<CriterionTally<'a>> {
    if counted.is_empty() {
        return Vec::new();
    }
    let count = u32::try_from(counted.len()).unwrap_or(u32::MAX);
    let criteria = set.criteria.iter().enumerate();
    criteria
        .map(|(index, criterion)| {
            let given = |c: &Counted<'_, '_>| c.points.get(index).copied().unwrap_or(Points::ZERO);
            let all = || counted.iter().map(given);
            let sum = all().fold(0_u32, |sum, p| sum.saturating_add(u32::from(p.get())));
            let least = all().min().unwrap_or(Points::ZERO);
            let greatest = all().max().unwrap_or(Points::ZERO);
            let apart = if least == greatest {
                Vec::new()
            } else {
                apart(counted, index, criterion.max_points, sum, count)
            };
            CriterionTally {
                criterion: criterion.id,
                key: criterion.key.as_str().into(),
                sum,
                mean: None,
                least,
                greatest,
                max_points: criterion.max_points,
                apart,
            }
        })
        .collect()
}

/// Whose points at a criterion are at least half of its maximum away from the mean of the others',
/// the furthest first.
fn apart<'a>(
    counted: &[Counted<'_, 'a>],
    index: usize,
    max_points: Points,
    sum: u32,
    count: u32,
) -> Vec<Apart<'a>> {
    let half = u64::from(max_points.get()).saturating_mul(count.saturating_sub(1).into());
    let mut far: Vec<(u64, Apart<'a>)> = Vec::new();
    for c in counted {
        let points = c.points.get(index).copied().unwrap_or(Points::ZERO);
        let away = distance(points.get(), sum, count);
        if away > 0 && away.saturating_mul(2) >= half {
            let apart = Apart {
                member: c.member.clone(),
                points,
                deviation: Deviation::of(points.get(), sum, count),
            };
            far.push((away, apart));
        }
    }
    far.sort_by_key(|(away, _)| Reverse(*away));
    far.into_iter().map(|(_, apart)| apart).collect()
}

fn sheet_tally<'a>(counted: &Counted<'_, 'a>, draft: &ProductDraft<'_, 'a>) -> SheetTally<'a> {
    let own = draft.sheets.get(counted.placed.index);
    let given = draft.sheets.get(counted.placed.answers_of);
    let parts = counted.rating.parts().map(|(part, points)| PartReport {
        part: part.letter,
        points,
        max_points: part.max_points,
    });
    let unanswered = counted.sheet.unanswered().map(|c| c.id).collect();
    SheetTally {
        member: counted.member.clone(),
        points: counted.rating.points(),
        parts: parts.collect(),
        deviation: None,
        case: counted.sheet.case,
        unchanged: own.is_some_and(|d| d.unchanged),
        outcome: counted.rating.outcome(),
        findings: given
            .map(|d| d.findings.iter().map(|(_, f)| f.clone()).collect())
            .unwrap_or_default(),
        unanswered,
        comment: own
            .and_then(|d| d.comment.clone())
            .or_else(|| given.and_then(|d| d.comment.clone())),
        notices: counted.rating.notices_of_answers(),
    }
}

/// Sheets that do not count, by round and member.
fn set_aside<'a>(sheets: &[KnownSheet], draft: &ProductDraft<'_, 'a>) -> Vec<SetAside<'a>> {
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
    sheets: &[KnownSheet],
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
    let earlier = |round| EarlierRound {
        round,
        sum: 0,
        count: 0,
        mean: None,
        spread: None,
        sheets: counted(set, sheets, draft, Some(round))
            .into_iter()
            .map(|c| EarlierSheet {
                member: c.member,
                points: c.rating.points(),
            })
            .collect(),
    };
    rounds.into_iter().map(earlier).collect()
}
