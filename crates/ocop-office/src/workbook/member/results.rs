//! What formulas come to, by the engine: written beside them for programs that do not recalculate.

use ocop::{CriterionId, LevelNumber, Outcome, Rating, Score, Stars, State};

use super::words::Words;

/// The results of a sheet's formulas; empty texts where the engine has none.
pub(crate) struct Results<'r> {
    pub rating: Option<&'r Rating>,
    pub words: &'r Words,
    scores: Vec<Score<'r>>,
}

impl<'r> Results<'r> {
    pub(crate) fn new(rating: Option<&'r Rating>, words: &'r Words) -> Self {
        Self {
            rating,
            words,
            scores: rating.map(|r| r.scores().collect()).unwrap_or_default(),
        }
    }

    fn score(&self, id: CriterionId) -> Option<&Score<'r>> {
        self.scores.iter().find(|s| s.criterion.id == id)
    }

    pub(crate) fn sum(&self, ids: impl Iterator<Item = CriterionId>) -> String {
        let points = ids
            .filter_map(|id| self.score(id))
            .map(|s| i64::from(s.points));
        points.sum::<i64>().to_string()
    }

    pub(crate) fn total(&self) -> String {
        self.rating
            .map_or_else(|| "0".into(), |r| r.points().to_string())
    }

    pub(crate) fn level(&self, id: CriterionId, level: LevelNumber) -> &'static str {
        let score = self.score(id).filter(|s| s.state != State::Unanswered);
        if score.is_some_and(|s| s.level == Some(level)) {
            "☑"
        } else {
            "☐"
        }
    }

    pub(crate) fn state(&self, id: CriterionId) -> &'static str {
        match self.score(id) {
            Some(score) if score.state == State::Unanswered => self.words.open,
            _ => "",
        }
    }

    pub(crate) fn minimum(&self, index: usize) -> &'static str {
        match self.rating.and_then(|r| r.minimums().nth(index)) {
            Some(minimum) if minimum.met => self.words.met,
            _ => self.words.unmet,
        }
    }

    pub(crate) fn unmet(&self, stars: Stars) -> String {
        self.rating
            .map_or(0, |r| r.unmet(stars).count())
            .to_string()
    }

    pub(crate) fn points_stars(&self) -> String {
        self.shown(self.rating.and_then(Rating::points_stars))
    }

    pub(crate) fn stars(&self) -> String {
        self.shown(self.rating.and_then(Rating::stars))
    }

    /// Stars as they are shown: none on an empty sheet.
    fn shown(&self, stars: Option<Stars>) -> String {
        let stars = stars.filter(|_| !self.nothing_yet());
        stars.map(|s| s.to_string()).unwrap_or_default()
    }

    fn nothing_yet(&self) -> bool {
        self.rating.is_some_and(Rating::nothing_scored)
    }

    pub(crate) fn open(&self) -> usize {
        self.scores
            .iter()
            .filter(|s| s.state == State::Unanswered)
            .count()
    }

    pub(crate) fn outcome(&self) -> &'static str {
        use ocop::criteria::Effect;
        let w = self.words;
        match self.rating.map(Rating::outcome) {
            None => w.to_mend,
            Some(Outcome::Rejected) => w.effect(Effect::Rejection),
            Some(Outcome::Ineligible) => w.effect(Effect::Eligibility),
            Some(Outcome::Stopped) => w.effect(Effect::Stop),
            Some(Outcome::Provisional) if self.nothing_yet() => w.not_rated,
            Some(Outcome::Provisional) => w.provisional,
            Some(Outcome::Rated) => w.complete,
        }
    }

    /// The line that stays in view; `submitted` is none on a sheet that nobody hands in.
    pub(crate) fn live(&self, max_points: &str, submitted: Option<bool>) -> String {
        let w = self.words;
        let stars = match self.stars() {
            none if none.is_empty() => self.outcome().to_owned(),
            stars => format!(
                "{stars} {} ({} {}) · {}",
                w.stars,
                w.by_points,
                self.points_stars(),
                self.outcome()
            ),
        };
        let open = match self.open() {
            0 => String::new(),
            open => format!(" · {} {open}", w.open_count),
        };
        let handed = match submitted {
            Some(true) => format!(" · {}", w.submitted),
            Some(false) => format!(" · {}", w.not_submitted),
            None => String::new(),
        };
        format!(
            "{} {}/{max_points} · {stars}{open}{handed}",
            w.total,
            self.total()
        )
    }
}
