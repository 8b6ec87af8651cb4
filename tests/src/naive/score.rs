//! From ticked levels to a rating.

use super::answers::Ticked;
use super::sheet::{Finding, Leaf, Sheet};
use super::slip::Slip;

/// A rating: what the law decides about a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating<'s> {
    /// The decision.
    pub criteria: &'static str,
    /// The number of the set.
    pub product_set: u64,
    /// `rated`, `provisional`, `stopped`, `ineligible` or `rejected`.
    pub outcome: &'static str,
    /// Stars after the minimums.
    pub stars: Option<u64>,
    /// Whether products of these stars are recognised.
    pub recognised: bool,
    /// Who recognises them: `province` or `central`.
    pub authority: Option<&'static str>,
    /// The total.
    pub points: u64,
    /// The greatest total.
    pub max_points: u64,
    /// Stars by points alone.
    pub points_stars: Option<u64>,
    /// Letter, points and greatest points of each part.
    pub parts: Vec<(&'s str, u64, u64)>,
    /// Each leaf, in the order of the sheet.
    pub scores: Vec<Score<'s>>,
    /// Each star mark: lowest stars first, then in the order of the sheet.
    pub minimums: Vec<Minimum<'s>>,
    /// Leaves without an answer that need one.
    pub unanswered: Vec<&'s str>,
    /// Why there are no stars.
    pub reasons: Vec<Reason<'s>>,
}

impl Rating<'_> {
    /// The criteria whose minimum for exactly these stars is not met.
    #[must_use]
    pub fn unmet(&self, stars: u64) -> Vec<&str> {
        let missed = self.minimums.iter().filter(|m| m.stars == stars && !m.met);
        missed.map(|m| m.criterion).collect()
    }
}

/// What a leaf scores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score<'s> {
    /// The leaf.
    pub leaf: &'s Leaf,
    /// The level that counts; none where unanswered or not applicable.
    pub level: Option<u64>,
    /// The points that count.
    pub points: u64,
    /// `scored`, `unanswered` or `not-applicable`.
    pub state: &'static str,
}

/// A star mark, held against the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minimum<'s> {
    /// The stars that need it.
    pub stars: u64,
    /// The leaf.
    pub criterion: &'s str,
    /// The marked level.
    pub level: u64,
    /// The points of that level.
    pub points: u64,
    /// The points scored.
    pub scored: u64,
    /// Whether it is met.
    pub met: bool,
}

/// Why there are no stars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason<'s> {
    /// The finding; none where a criterion at 0 stops the assessment.
    pub finding: Option<&'s str>,
    /// `rejection`, `eligibility` or `stop`.
    pub effect: &'s str,
    /// The criterion it stands at, if at one.
    pub criterion: Option<&'s str>,
    /// Where the law says so.
    pub source: &'s str,
}

/// Scores a lawful sheet.
pub(super) fn score<'s>(
    sheet: &'s Sheet,
    ticked: &[Option<Ticked>],
    findings: &[&'s Finding],
    day: Option<&str>,
    slip: Option<Slip>,
) -> Rating<'s> {
    let scores = score_leaves(sheet, ticked, slip);

    // Rule 3: the total is the sum of the points.
    let points: u64 = scores.iter().map(|s| s.points).sum();
    let mut parts = vec![];
    for (part, max_points) in &sheet.parts {
        let of_part = scores.iter().filter(|s| s.leaf.part == *part);
        parts.push((part.as_str(), of_part.map(|s| s.points).sum(), *max_points));
    }

    // Rule 4: bands, lower bound inclusive.
    let five_from = if slip == Some(Slip::FiveStarsFrom89) {
        89
    } else {
        90
    };
    let three_from = if slip == Some(Slip::ThreeStarsFrom51) {
        51
    } else {
        50
    };
    let points_stars = if points >= five_from {
        5
    } else if points >= 70 {
        4
    } else if points >= three_from {
        3
    } else if points >= 30 {
        2
    } else {
        1
    };

    // Rule 5: 5 stars need every 3-, 4- and 5-star minimum of the set, 4 stars every 3- and 4-star
    // minimum, 3 stars every 3-star minimum.
    let case = ticked.iter().flatten().find_map(|t| t.case.as_deref());
    let minimums = star_minimums(&scores, case, slip);
    let all_met = |stars: u64| {
        let from = if slip == Some(Slip::MinimumsNotCumulative) {
            stars
        } else {
            3
        };
        let needed = minimums
            .iter()
            .filter(|m| m.stars >= from && m.stars <= stars);
        needed.into_iter().all(|m| m.met)
    };
    let mut stars = points_stars;
    while stars >= 3 && !all_met(stars) && slip != Some(Slip::MinimumsIgnored) {
        stars -= 1;
    }
    if stars == 2 && points_stars >= 3 && slip == Some(Slip::MissedThreeGivesOne) {
        stars = 1;
    }

    // Rules 8 to 10: what takes the stars away.
    let reasons = reasons(sheet, &scores, findings, slip);
    let taken = strongest(&reasons, slip);
    let unanswered: Vec<&str> = scores
        .iter()
        .filter(|s| s.state == "unanswered")
        .map(|s| s.leaf.criterion.as_str())
        .collect();
    let starred = taken.is_none();

    // Who recognises.
    let recognised_from = if slip == Some(Slip::TwoStarsRecognised) {
        2
    } else {
        3
    };
    let authority = sheet.law.authority(stars, day, slip).filter(|_| starred);
    Rating {
        criteria: sheet.law.id,
        product_set: sheet.number,
        outcome: match taken {
            Some(outcome) => outcome,
            None if unanswered.is_empty() => "rated",
            None => "provisional",
        },
        stars: starred.then_some(stars),
        recognised: starred && stars >= recognised_from,
        authority,
        points,
        max_points: sheet.parts.iter().map(|(_, most)| most).sum(),
        points_stars: starred.then_some(points_stars),
        parts,
        scores,
        minimums,
        unanswered,
        reasons,
    }
}

/// Rules 1, 2 and 6: points and state of each leaf.
fn score_leaves<'s>(
    sheet: &'s Sheet,
    ticked: &[Option<Ticked>],
    slip: Option<Slip>,
) -> Vec<Score<'s>> {
    let mut scores = vec![];
    for (leaf, answer) in sheet.leaves.iter().zip(ticked) {
        let required_at_zero = sheet.requires(&leaf.criterion).is_some_and(|on| {
            let at = sheet.leaves.iter().position(|l| l.criterion == on);
            let at = at.expect("what is required is on the sheet");
            match &ticked[at] {
                Some(required) => sheet.leaves[at].points(required.level) == 0,
                // An unanswered story is not above 0 points, so its structure does not count yet;
                // where both are unanswered, both are still to be answered.
                None => answer.is_some(),
            }
        });
        let (level, points, state) = match answer {
            _ if required_at_zero && slip != Some(Slip::StoryRuleForgotten) => {
                (None, 0, "not-applicable")
            }
            Some(ticked) => (Some(ticked.level), leaf.points(ticked.level), "scored"),
            None if slip == Some(Slip::UnansweredIsZero) => (Some(0), 0, "scored"),
            None => (None, 0, "unanswered"),
        };
        scores.push(Score {
            leaf,
            level,
            points,
            state,
        });
    }
    scores
}

/// Rule 5: a marked level is the least that must be reached; a mark on a whole criterion asks for any
/// of its levels. Lowest stars first. A mark on a level of one case says nothing of the other.
fn star_minimums<'s>(
    scores: &[Score<'s>],
    case: Option<&str>,
    slip: Option<Slip>,
) -> Vec<Minimum<'s>> {
    let slack = u64::from(slip == Some(Slip::MinimumsOneLevelLower));
    let mut minimums = vec![];
    for stars in 3..=5 {
        for score in scores {
            for level in &score.leaf.levels {
                let whole = level.number == 1
                    && score.leaf.minimum_for == Some(stars)
                    && slip != Some(Slip::MarksOfCriteriaForgotten);
                let other_case =
                    case.is_some() && level.case.is_some() && level.case.as_deref() != case;
                if (level.minimum_for == Some(stars) || whole) && !other_case {
                    minimums.push(Minimum {
                        stars,
                        criterion: &score.leaf.criterion,
                        level: level.number,
                        points: level.points,
                        scored: score.points,
                        met: score.level.unwrap_or(0) + slack >= level.number,
                    });
                }
            }
        }
    }
    minimums
}

/// Rules 8 to 10: criteria at 0 that stop the assessment, and findings.
fn reasons<'s>(
    sheet: &'s Sheet,
    scores: &[Score<'s>],
    findings: &[&'s Finding],
    slip: Option<Slip>,
) -> Vec<Reason<'s>> {
    let mut reasons = vec![];
    for (criterion, source) in &sheet.zero_stops {
        let score = scores.iter().find(|s| s.leaf.criterion == *criterion);
        let score = score.expect("a leaf of the sheet");
        let counts = score.state != "unanswered" || slip == Some(Slip::UnansweredStops);
        if score.points == 0 && counts && slip != Some(Slip::ZeroStopForgotten) {
            reasons.push(Reason {
                finding: None,
                effect: "stop",
                criterion: Some(criterion),
                source,
            });
        }
    }
    for finding in findings {
        reasons.push(Reason {
            finding: Some(&finding.finding),
            effect: &finding.effect,
            criterion: finding.criterion.as_deref(),
            source: &finding.source,
        });
    }
    reasons
}

/// Rejection beats ineligibility beats stop.
fn strongest(reasons: &[Reason<'_>], slip: Option<Slip>) -> Option<&'static str> {
    let mut order = [
        ("rejection", "rejected"),
        ("eligibility", "ineligible"),
        ("stop", "stopped"),
    ];
    match slip {
        Some(Slip::StopBeforeIneligibility) => order.swap(1, 2),
        Some(Slip::IneligibilityBeforeRejection) => order.swap(0, 1),
        _ => {}
    }
    order
        .into_iter()
        .find(|(effect, _)| reasons.iter().any(|r| r.effect == *effect))
        .map(|(_, outcome)| outcome)
}
