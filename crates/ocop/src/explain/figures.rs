//! The figures of an explanation: each is the rating's, or the rating of the sheet one level lower.

use crate::assess::Assessment;
use crate::bounded::{LevelNumber, Points, Stars};
use crate::criteria::{CriteriaVersion, Criterion};
use crate::plan::{Costs, PlanRequest, next_target, plan};
use crate::problem::Problems;
use crate::rating::{Rating, rate};
use crate::sheet::{Given, ScoreSheet};
use crate::text::Text;

use super::{
    Award, BandLine, EXPLANATION_FORMAT, Explanation, Firmness, Fragile, HeldBack, OpenLine,
    PartLine, ReasonLine, RecognitionLine, ShortLine,
};

impl Assessment {
    /// Explains the rating: what was awarded where and why, what holds it back, how firm it is, and
    /// the smallest step up.
    ///
    /// ```
    /// use ocop::{AssessOptions, Dossier, Library, plan::Costs};
    /// let dossier = Dossier::new(1).criteria("qd-26-2026").answer("1.1", 3);
    /// let assessment = Library::embedded().assess(&dossier, &AssessOptions::default())?;
    /// let explanation = assessment.explain(&Costs::embedded()?)?;
    /// assert_eq!(explanation.points.get(), 3);
    /// # Ok::<(), ocop::Problems>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The problems of the version's files or of the costs; the embedded ones have none.
    pub fn explain(&self, costs: &Costs) -> Result<Explanation, Problems> {
        explain(self, costs)
    }
}

fn explain(assessment: &Assessment, costs: &Costs) -> Result<Explanation, Problems> {
    let product = assessment.product();
    let producer = assessment.dossier().producer.as_ref();
    let version = assessment.version();
    let sheet = assessment.sheet();
    let rating = assessment.rating();
    let set = sheet.product_set();
    let t = |vi: &str| version.translate(vi);
    let report = assessment.full();
    let digests = report.digests;
    let next = match rating.stars() {
        Some(Stars::MAX) => None,
        _ => {
            let mut request = PlanRequest::to(next_target(&rating));
            request.today = assessment.day();
            Some(plan(sheet, &request, costs)?.report())
        }
    };
    Ok(Explanation {
        format: EXPLANATION_FORMAT.into(),
        criteria: set.version().clone(),
        instrument: set.instrument.file.number.clone(),
        product_set: set.number(),
        set_name: t(set.name()),
        sheet_source: t(&set.file.source),
        product: product.and_then(|p| p.name.as_deref()).map(String::from),
        code: product.and_then(|p| p.code.as_deref()).map(String::from),
        producer: producer.and_then(|p| p.name.as_deref()).map(String::from),
        outcome: rating.outcome(),
        stars: rating.stars(),
        points_stars: rating.points_stars(),
        points: rating.points(),
        max_points: set.max_points(),
        band: band(&rating, version),
        recognition: recognition(&rating, version),
        recognised: rating.recognised(),
        parts: parts(&rating, version),
        awarded: awarded(&rating, version),
        held_back: held_back(&rating, version),
        reasons: reasons(&rating, version),
        unanswered: unanswered(sheet, version),
        firmness: rating
            .stars()
            .map(|stars| firmness(sheet, &rating, stars, version)),
        next,
        notices: report.notices,
        evidence: assessment.evidence(assessment.day())?.notices,
        criteria_digest: digests
            .as_ref()
            .map(|d| d.criteria.to_string())
            .unwrap_or_default(),
        dossier_digest: digests.map(|d| d.dossier.into_owned()).unwrap_or_default(),
    })
}

fn band(rating: &Rating, version: &CriteriaVersion) -> Option<BandLine> {
    let instrument = &rating.sheet().product_set().instrument;
    let band = instrument.band(rating.points_stars()?)?;
    Some(BandLine {
        stars: band.stars,
        from_points: band.from_points,
        source: version.translate(&band.source),
    })
}

fn parts(rating: &Rating, version: &CriteriaVersion) -> Vec<PartLine> {
    let parts = rating.parts().map(|(part, points)| PartLine {
        part: part.letter,
        name: version.translate(&part.name),
        points,
        max_points: part.max_points,
    });
    parts.collect()
}

fn awarded(rating: &Rating, version: &CriteriaVersion) -> Vec<Award> {
    let awarded = rating.scores().map(|score| {
        let level = score.level.and_then(|l| score.criterion.level(l));
        Award {
            criterion: score.criterion.id,
            name: version.translate(&score.criterion.name),
            level: score.level,
            label: level.map(|l| version.translate(&l.label)),
            points: score.points,
            max_points: score.criterion.max_points,
            state: score.state,
        }
    });
    awarded.collect()
}

/// Why there are no stars; nothing where there are.
fn reasons(rating: &Rating, version: &CriteriaVersion) -> Vec<ReasonLine> {
    if rating.has_stars() {
        return Vec::new();
    }
    let reasons = rating.reasons().into_iter().map(|reason| ReasonLine {
        effect: reason.effect,
        criterion: reason.criterion,
        label: version.translate(reason.label),
        source: version.translate(reason.source),
    });
    reasons.collect()
}

fn unanswered(sheet: &ScoreSheet, version: &CriteriaVersion) -> Vec<OpenLine> {
    let open = sheet.unanswered().map(|criterion| OpenLine {
        criterion: criterion.id,
        name: version.translate(&criterion.name),
        max_points: criterion.most_points(sheet.case()),
    });
    open.collect()
}

fn recognition(rating: &Rating, version: &CriteriaVersion) -> Option<RecognitionLine> {
    rating.stars()?;
    let rule = rating.authority();
    let file = &rating.sheet().product_set().instrument.file;
    let source = rule.map_or(&file.recognition.source, |r| &r.source);
    Some(RecognitionLine {
        body: rule.map(|r| version.translate(&r.body)),
        source: version.translate(source),
    })
}

fn held_back(rating: &Rating, version: &CriteriaVersion) -> Vec<HeldBack> {
    let set = rating.sheet().product_set();
    let Some(now) = rating.stars() else {
        return Vec::new();
    };
    let higher = (i64::from(now).saturating_add(1)..=i64::from(Stars::MAX))
        .filter_map(|s| Stars::new(s).ok());
    higher
        .filter_map(|stars| {
            let band = set.instrument.band(stars)?;
            let short = band.from_points.get().saturating_sub(rating.points().get());
            let minimums: Vec<ShortLine> = rating
                .minimums()
                .filter(|m| m.stars == stars && !m.met)
                .map(|m| ShortLine {
                    criterion: m.criterion.id,
                    name: version.translate(&m.criterion.name),
                    level: m.level,
                    label: m
                        .criterion
                        .level(m.level)
                        .map_or_else(|| Text::new("", ""), |l| version.translate(&l.label)),
                    points: m.points,
                    scored: m.scored,
                })
                .collect();
            let source = set.instrument.file.star_minimums.as_ref();
            (short > 0 || !minimums.is_empty()).then(|| HeldBack {
                stars,
                from_points: band.from_points,
                points_short: short,
                band_source: version.translate(&band.source),
                minimums,
                minimums_source: source.map(|s| version.translate(&s.source)),
            })
        })
        .collect()
}

fn firmness(
    sheet: &ScoreSheet,
    rating: &Rating,
    stars: Stars,
    version: &CriteriaVersion,
) -> Firmness {
    let set = sheet.product_set();
    let from_points = set
        .instrument
        .band(stars)
        .map_or(Points::ZERO, |b| b.from_points);
    let fragile = set
        .criteria
        .iter()
        .enumerate()
        .filter_map(|(index, criterion)| {
            let (from, to, lower) = lowered(sheet, index, criterion)?;
            let then = rate(&lower).stars();
            then.is_none_or(|then| then < stars).then(|| Fragile {
                criterion: criterion.id,
                name: version.translate(&criterion.name),
                from,
                to,
                stars: then,
            })
        });
    Firmness {
        from_points,
        points_above: rating.points().get().saturating_sub(from_points.get()),
        fragile: fragile.collect(),
    }
}

/// The sheet with one criterion one level lower, on its ladder; what depends on it falls with it
/// where it loses all points. None where no level is reached.
fn lowered(
    sheet: &ScoreSheet,
    index: usize,
    criterion: &Criterion,
) -> Option<(LevelNumber, LevelNumber, ScoreSheet)> {
    let view = sheet.view();
    let Given::Level(from, _) = *view.answers.get(index)? else {
        return None;
    };
    let now = criterion.level(from)?;
    let below = criterion
        .levels
        .iter()
        .rfind(|l| l.number < from && l.is_beside(now));
    let to = below.map_or(LevelNumber::NONE_REACHED, |l| l.number);
    let points = below.map_or(Points::ZERO, |l| l.points);
    let mut lower = sheet.clone();
    let answers = &mut lower.body_mut().marks.answers;
    *answers.get_mut(index)? = Given::Level(to, points);
    if points == Points::ZERO {
        for (i, dependent) in view.set.criteria.iter().enumerate() {
            let falls = dependent
                .requires
                .as_ref()
                .is_some_and(|(required, _)| *required == index);
            if let (true, Some(given @ Given::Level(..))) = (falls, answers.get_mut(i)) {
                *given = Given::Level(LevelNumber::NONE_REACHED, Points::ZERO);
            }
        }
    }
    Some((from, to, lower))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{AssessOptions, Library, Outcome};

    /// 92 points and 4 stars: 1.5 lacks the 5-star minimum.
    fn held_at_4() -> Explanation {
        let text = r#"{"criteria": "qd-26-2026", "product_set": 1, "assessed_on": "2026-09-15",
            "product": {"name": "Nhãn lồng"}, "answers": {
            "1.1": 3, "1.2": 3, "1.3": 3, "1.4": 3, "1.5": 3, "1.6": 2, "1.7": 2, "2.1": 3, "2.2": 4, "2.3": 3, "2.4": 1,
            "3.1": 3, "3.2": 1, "3.3": 3, "3.4": 2, "3.5": 2, "4.1": 4, "4.2": 4, "4.3": 4, "5.1": 5, "5.2": 3, "5.3": 4,
            "6.1": 3, "6.2": 5, "6.3": 4, "6.4": 4, "7": 3, "8": 4, "9": 3, "10": 3, "11": 2, "12": 2}}"#;
        let library = Library::embedded();
        let assessment = library
            .assess_json(text.as_bytes(), &AssessOptions::default())
            .unwrap();
        assessment.explain(&Costs::embedded().unwrap()).unwrap()
    }

    #[test]
    fn what_holds_the_stars_back_and_the_smallest_step_up_are_named() {
        let explanation = held_at_4();
        assert_eq!(
            (explanation.outcome, explanation.stars),
            (Outcome::Rated, Stars::new(4).ok())
        );
        let held = explanation.held_back.first().unwrap();
        assert_eq!((held.stars, held.points_short), (Stars::MAX, 0));
        assert_eq!(held.minimums.len(), 1);
        assert_eq!(held.minimums[0].criterion.to_string(), "1.5");
        let next = explanation.next.unwrap();
        assert_eq!(next.changes.len(), 1);
    }

    #[test]
    fn criteria_where_one_level_lower_loses_the_stars_are_the_4_star_minimums_just_met() {
        let firmness = held_at_4().firmness.unwrap();
        assert_eq!(
            firmness.points_above + firmness.from_points.get(),
            held_at_4().points.get()
        );
        let fragile: Vec<String> = firmness
            .fragile
            .iter()
            .map(|f| f.criterion.to_string())
            .collect();
        // 6.2, 8 and 9 are above their minimums
        assert_eq!(fragile[..5], ["1.5", "2.1", "2.3", "3.4", "3.5"]);
        assert!(!fragile.contains(&"6.2".to_owned()));
        assert!(
            firmness
                .fragile
                .iter()
                .all(|f| f.stars == Stars::new(3).ok())
        );
    }
}
