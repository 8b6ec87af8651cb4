//! Reading a rating again. What follows from its other figures is worked out once more, and what
//! differs was changed by hand.

use crate::bounded::{Points, Stars};
use crate::criteria::files::Effect;
use crate::criteria::{CriteriaVersion, Instrument, ProductSet};
use crate::ids::CriterionId;
use crate::json;
use crate::library::Library;
use crate::problem::{Code, Problem, Problems};

use super::outcome::{Outcome, State};
use super::report::{RATING_FORMAT, RatingReport, Unmet};

impl Library {
    /// Reads a rating, whole or brief, and checks that its figures follow from each other. Whether
    /// it is the rating of a certain dossier is another question: that takes the dossier.
    ///
    /// ```
    /// let library = ocop::Library::embedded();
    /// let dossier = br#"{"criteria": "qd-26-2026", "product_set": 1, "answers": {"1.1": 3}}"#;
    /// let assessment = library.assess_json(dossier, &ocop::AssessOptions::default())?;
    /// let text = serde_json::to_string(&assessment.full()).unwrap();
    /// assert!(library.read_rating(text.as_bytes()).is_ok());
    /// let changed = text.replace("\"points_stars\":1", "\"points_stars\":5");
    /// assert!(library.read_rating(changed.as_bytes()).is_err());
    /// # Ok::<(), ocop::Problems>(())
    /// ```
    ///
    /// # Errors
    ///
    /// No rating, another format, unknown criteria or product set, or figures that do not follow.
    pub fn read_rating<'a>(&self, bytes: &'a [u8]) -> Result<RatingReport<'a>, Problems> {
        let text = json::text(bytes, json::MAX_BYTES)?;
        json::parse(text)?;
        let rating: RatingReport<'a> = json::from_str(text).map_err(|error| {
            Problem::new(
                Code::WrongType,
                "",
                format!("Không đọc được kết quả: {error}."),
                format!("The rating cannot be read: {error}."),
            )
        })?;
        if rating.format != RATING_FORMAT {
            return Err(Problem::new(
                Code::UnknownFormat,
                "/format",
                format!(
                    "Gặp định dạng \"{}\", cần \"{RATING_FORMAT}\".",
                    rating.format
                ),
                format!(
                    "Found the format \"{}\", expected \"{RATING_FORMAT}\".",
                    rating.format
                ),
            )
            .with_found(&*rating.format)
            .with_expected(RATING_FORMAT, RATING_FORMAT)
            .into());
        }
        let version = self.version(&rating.criteria)?;
        let set = version.set(rating.product_set)?;
        let mut check = Check {
            told: Problems::new(),
            rating: &rating,
        };
        check.digest(self, version);
        check.points(set);
        check.scores(set);
        check.minimums(set);
        check.stars(version.instrument()?);
        check.told.or(rating)
    }
}

struct Check<'c> {
    told: Problems,
    rating: &'c RatingReport<'c>,
}

impl Check<'_> {
    fn tell(&mut self, path: &str, vi: &str, en: &str) {
        self.told.push(Problem::new(
            Code::RatingContradictory,
            path,
            format!("Các con số không khớp nhau: {vi}."),
            format!("The figures do not follow from each other: {en}."),
        ));
    }

    fn same<T: PartialEq + serde::Serialize>(&mut self, path: &str, found: &T, expected: &T) {
        if found != expected {
            let shown = |v: &T| serde_json::to_string(v).unwrap_or_default();
            let (found, expected) = (shown(found), shown(expected));
            self.told.push(
                Problem::new(
                    Code::RatingContradictory,
                    path,
                    format!("Các con số không khớp nhau: gặp {found}, theo các con số khác là {expected}."),
                    format!("The figures do not follow from each other: found {found}, the others make it {expected}."),
                )
                .with_found(found)
                .with_expected(expected.clone(), expected),
            );
        }
    }

    fn digest(&mut self, library: &Library, version: &CriteriaVersion) {
        let Some(digests) = &self.rating.digests else {
            return;
        };
        let mut others = library.versions().filter(|c| c.id() != version.id());
        if others.any(|c| c.digest() == digests.criteria) {
            self.tell(
                "/criteria",
                "mã kiểm tra là của một bộ tiêu chí khác",
                "the digest is that of another version",
            );
        }
    }

    fn points(&mut self, set: &ProductSet) {
        let rating = self.rating;
        let parts = rating.parts.iter().map(|p| (p.part, p.max_points));
        let right = parts.eq(set.parts.iter().map(|p| (p.letter, p.max_points)));
        if !right || rating.parts.iter().any(|p| p.points > p.max_points) {
            self.tell(
                "/parts",
                "các phần không phải của phiếu này",
                "the parts are not those of the sheet",
            );
        }
        let total: Points = rating.parts.iter().map(|p| p.points).sum();
        self.same("/points", &rating.points, &total);
        let most: Points = set.parts.iter().map(|p| p.max_points).sum();
        self.same("/max_points", &rating.max_points, &most);
    }

    /// Each score is a level of its criterion; the scores of a part add up to it.
    fn scores(&mut self, set: &ProductSet) {
        let rating = self.rating;
        let Some(scores) = &rating.scores else {
            return;
        };
        let own = scores
            .iter()
            .map(|s| (s.criterion, s.key.as_ref(), s.max_points));
        if !own.eq(set
            .criteria
            .iter()
            .map(|c| (c.id, c.key.as_str(), c.max_points)))
        {
            self.tell(
                "/scores",
                "các tiêu chí không phải của phiếu này",
                "the criteria are not those of the sheet",
            );
            return;
        }
        for (i, (score, criterion)) in scores.iter().zip(&set.criteria).enumerate() {
            let level = score.level.filter(|_| score.state == State::Scored);
            let points = level.and_then(|l| criterion.levels.iter().find(|o| o.number == l));
            let points = points.map_or(Points::ZERO, |l| l.points);
            // points whose required criterion is open do not count yet
            let waits = criterion.required().is_some() && score.points == Points::ZERO;
            if !waits {
                self.same(&format!("/scores/{i}/points"), &score.points, &points);
            }
        }
        for (index, part) in rating.parts.iter().enumerate() {
            let mine = scores
                .iter()
                .zip(&set.criteria)
                .filter(|(_, c)| c.part == index);
            let sum: Points = mine.map(|(s, _)| s.points).sum();
            self.same(&format!("/parts/{index}/points"), &part.points, &sum);
        }
        let left = scores.iter().filter(|s| s.state == State::Unanswered);
        let left: Vec<CriterionId> = left.map(|s| s.criterion).collect();
        if rating.unanswered.iter().any(|id| !left.contains(id)) {
            self.tell(
                "/unanswered",
                "tiêu chí đã chấm",
                "a criterion that is answered",
            );
        }
    }

    /// Minimums are those of the sheet, scored as the criteria are.
    fn minimums(&mut self, set: &ProductSet) {
        let rating = self.rating;
        let Some(minimums) = &rating.minimums else {
            return;
        };
        let mut unmet = Unmet::among(set.minimums.iter().map(|m| m.stars));
        for (i, own) in minimums.iter().enumerate() {
            let path = format!("/minimums/{i}");
            let known = set.minimums.iter().any(|m| {
                let criterion = set.criteria.get(m.criterion);
                criterion.is_some_and(|c| c.id == own.criterion)
                    && (m.stars, m.level, m.points) == (own.stars, own.level, own.points)
            });
            if !known {
                self.tell(
                    &path,
                    "không phải mức tối thiểu của phiếu này",
                    "this is no minimum of the sheet",
                );
            }
            let scores = rating.scores.iter().flatten();
            let score = scores.into_iter().find(|s| s.criterion == own.criterion);
            if let Some(score) = score {
                self.same(&format!("{path}/scored"), &own.scored, &score.points);
            }
            if own.met && own.scored < own.points
                || (!own.met && own.scored >= own.points && own.points > Points::ZERO)
            {
                self.tell(
                    &format!("{path}/met"),
                    "không hợp với điểm",
                    "it does not go with the points",
                );
            }
            if !own.met {
                unmet.of(own.stars).push(own.criterion);
            }
        }
        self.same("/unmet", &rating.unmet, &unmet);
    }

    /// Outcome, stars and who recognises them.
    fn stars(&mut self, instrument: &Instrument) {
        let rating = self.rating;
        let strongest = rating.reasons.iter().map(|r| r.effect).max();
        let outcome = match strongest {
            Some(Effect::Rejection) => Outcome::Rejected,
            Some(Effect::Eligibility) => Outcome::Ineligible,
            Some(Effect::Stop) => Outcome::Stopped,
            None if rating.unanswered.is_empty() => Outcome::Rated,
            None => Outcome::Provisional,
        };
        self.same("/outcome", &rating.outcome, &outcome);
        let starred = strongest.is_none();
        let by_points = starred.then(|| instrument.stars_for(rating.points));
        self.same("/points_stars", &rating.points_stars, &by_points);
        let stars = by_points.map(|by| held_below(by, &rating.unmet));
        self.same("/stars", &rating.stars, &stars);
        let recognised = stars.is_some_and(|s| instrument.recognises(s));
        self.same("/recognised", &rating.recognised, &recognised);
        // the day is not in a rating, and the authority of some stars changed with it
        let ever = |s: Stars| {
            let rules = instrument
                .file()
                .authority
                .iter()
                .filter(move |a| a.stars.contains(&s));
            rules.map(|a| a.authority)
        };
        let right = match (stars.filter(|_| recognised), rating.authority) {
            (Some(stars), Some(authority)) => ever(stars).any(|a| a == authority),
            (Some(stars), None) => ever(stars).next().is_none(),
            (None, authority) => authority.is_none(),
        };
        if !right {
            self.tell(
                "/authority",
                "cơ quan này không công nhận hạng sao này",
                "this level does not recognise these stars",
            );
        }
    }
}

/// The stars below the first with a minimum that is not met.
fn held_below(by_points: Stars, unmet: &Unmet) -> Stars {
    let first = unmet.lists().find(|(_, list)| !list.is_empty());
    match first.and_then(|(stars, _)| Stars::new(stars.into()).ok()) {
        Some(above) if above <= by_points => above.previous().unwrap_or(above),
        _ => by_points,
    }
}
