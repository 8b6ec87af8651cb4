//! Reading a rating again. What follows from its other figures is worked out once more, and what
//! differs was changed by hand.

use std::borrow::Cow;
use std::sync::Arc;

use crate::bounded::{Points, Stars};
use crate::criteria::files::Effect;
use crate::criteria::{CriteriaVersion, Instrument, ProductSet};
use crate::json::{self, Node};
use crate::library::Library;
use crate::notice::Notice;
use crate::problem::{Code, Problem, Problems};
use crate::sheet::{Answer, ScoreSheet};
use crate::text::Text;

use super::outcome::Outcome;
use super::rate;
use super::report::{RATING_FORMAT, RatingReport, Sources, Unmet};

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
    /// No rating, another format, unknown fields, criteria or product set, or figures that do not
    /// follow.
    pub fn read_rating<'a>(&self, bytes: &'a [u8]) -> Result<RatingReport<'a>, Problems> {
        let text = json::text(bytes, json::MAX_BYTES)?;
        let node = json::parse(text)?;
        if let Some(problem) = json::another_format(&node, RATING_FORMAT) {
            return Err(problem.into());
        }
        let mut told = Problems::new();
        let read = json::from_str_strictly(text, &node, &mut told);
        let mut rating: RatingReport<'a> = read.map_err(|error| {
            json::not_read(
                "Không đọc được kết quả",
                "The rating cannot be read",
                Some(text),
                &error,
            )
        })?;
        if rating.format != RATING_FORMAT {
            let found = Node::Text(rating.format.clone());
            return Err(json::not_the_format(Some(&found), RATING_FORMAT).into());
        }
        let version = self.version(&rating.criteria)?;
        let set = version.set(rating.product_set)?;
        let mut check = Check {
            told,
            rating: &rating,
        };
        check.digest(self, version);
        check.points(set);
        check.again(set);
        check.stars(version.instrument()?);
        let told = check.told;
        let other = rating.digests.as_ref();
        let other = other.and_then(|d| Notice::of_other_files(version, &d.criteria));
        rating.notices.extend(other);
        told.or(rating)
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
        if library.is_of_another(version, &digests.criteria) {
            let (vi, en) = json::DIGEST_OF_ANOTHER;
            self.tell("/criteria", vi, en);
        }
        for (field, right) in [
            ("criteria", json::is_digest(&digests.criteria)),
            ("dossier", json::is_digest(&digests.dossier)),
            (
                "translations",
                json::is_digest_or_none(&digests.translations),
            ),
        ] {
            if !right {
                let (vi, en) = json::NO_DIGEST;
                self.tell(&format!("/digests/{field}"), vi, en);
            }
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

    /// A whole rating says which levels were given and what was found: from them it is made again, and
    /// whatever follows from them must be the same.
    fn again(&mut self, set: &Arc<ProductSet>) {
        let rating = self.rating;
        let Some(scores) = &rating.scores else {
            return;
        };
        let own = scores.iter().map(|s| s.criterion);
        if !own.eq(set.criteria.iter().map(|c| c.id)) {
            self.tell(
                "/scores",
                "các tiêu chí không phải của phiếu này",
                "the criteria are not those of the sheet",
            );
            return;
        }
        let given = scores
            .iter()
            .filter_map(|s| Some((s.criterion, Answer::level(s.level?.get()))));
        let found = rating.reasons.iter().filter_map(|r| r.finding.as_deref());
        let sheet = match ScoreSheet::new(set, given, found) {
            Ok(sheet) => sheet,
            Err(problems) => {
                for problem in problems {
                    let place = problem.path.replacen("/answers", "/scores", 1);
                    let place = place.replacen("/findings", "/reasons", 1);
                    let Text { vi, en } = problem.message;
                    let bare = |text: String| text.trim_end_matches('.').to_owned();
                    self.tell(&place, &bare(vi), &bare(en));
                }
                return;
            }
        };
        let rated = rate(&sheet);
        let full = rated.full();
        for (i, (own, right)) in scores.iter().zip(full.scores.iter().flatten()).enumerate() {
            let at = |field: &str| format!("/scores/{i}/{field}");
            self.same(&at("key"), &own.key, &right.key);
            self.same(&at("points"), &own.points, &right.points);
            self.same(&at("max_points"), &own.max_points, &right.max_points);
            self.same(&at("state"), &own.state, &right.state);
        }
        for (i, (own, right)) in rating.parts.iter().zip(&full.parts).enumerate() {
            self.same(&format!("/parts/{i}/points"), &own.points, &right.points);
        }
        self.same("/minimums", &rating.minimums, &full.minimums);
        self.same("/unmet", &rating.unmet, &full.unmet);
        self.same("/unanswered", &rating.unanswered, &full.unanswered);
        self.same("/reasons", &rating.reasons, &full.reasons);
        let sources = |s: &Option<Sources<'_>>| {
            s.as_ref().map(|s| {
                let own = |text: &Option<Cow<'_, str>>| text.as_deref().map(str::to_owned);
                let texts = [s.instrument.to_string(), s.sheet.to_string()];
                (texts, own(&s.band), own(&s.minimums))
            })
        };
        self.same(
            "/sources",
            &sources(&rating.sources),
            &sources(&full.sources),
        );
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
        let cites = |source: &str| match stars.filter(|_| recognised) {
            Some(stars) => {
                let rules = instrument.file().authority.iter();
                let mut rules = rules.filter(|a| a.stars.contains(&stars));
                rules.any(|a| Some(a.authority) == rating.authority && a.source == source)
                    || rating.authority.is_none()
            }
            None => instrument.file().recognition.source == source,
        };
        if rating
            .sources
            .as_ref()
            .is_some_and(|s| !cites(&s.authority))
        {
            self.tell(
                "/sources/authority",
                "không phải nguồn của cơ quan công nhận",
                "this is not where the law says who recognises",
            );
        }
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
