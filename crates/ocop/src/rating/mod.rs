//! From a score sheet to stars: a total function, and a result that carries its own trace.

pub(crate) mod cautions;
mod figures;
mod follows;
mod outcome;
mod rated;
mod report;
mod trace;
mod write;

use crate::bounded::{Points, Stars};
use crate::criteria::Part;
use crate::criteria::files::AuthorityRule;
use crate::ids::CriterionId;
use crate::sheet::ScoreSheet;

use figures::Figures;
pub(crate) use figures::{applies, met};
pub use outcome::{Outcome, State};
pub(crate) use rated::Rated;
pub use report::{
    Digests, MinimumReport, PartReport, RATING_FORMAT, RatingReport, Reason, ScoreReport, Sources,
    Unmet,
};
pub use trace::{Ground, Score, StarMinimum};

/// The rating of a score sheet. It holds the sheet, and tells on request how each figure came about.
#[derive(Debug, Clone)]
pub struct Rating {
    sheet: ScoreSheet,
    figures: Figures,
}

/// Rates a score sheet. Total and pure: every sheet has a rating, always the same.
///
/// Stars are the greatest S such that the points reach the band of S (Art. 3.3) and every minimum
/// marked for S or fewer stars is met (Annex II, note under each sheet).
///
/// ```
/// use ocop::{Library, ScoreSheet, Answer, Outcome, rate};
/// let library = Library::embedded();
/// let set = library.version("qd-26-2026")?.product_set("1")?;
/// let best = set.criteria().iter().map(|c| (c.id, Answer::level(c.levels.len() as u8)));
/// let sheet = ScoreSheet::new(set, best, [])?;
/// let rating = rate(&sheet);
/// assert_eq!((rating.outcome(), rating.points().get()), (Outcome::Rated, 100));
/// assert_eq!(rating.stars().unwrap().get(), 5);
/// # Ok::<(), ocop::Problems>(())
/// ```
#[must_use]
pub fn rate(sheet: &ScoreSheet) -> Rating {
    Rating {
        figures: figures::figures(sheet.view()),
        sheet: sheet.clone(),
    }
}

impl Rating {
    fn rated(&self) -> Rated<'_> {
        Rated {
            sheet: self.sheet.view(),
            figures: self.figures,
        }
    }

    /// The sheet that was rated.
    #[must_use]
    pub const fn sheet(&self) -> &ScoreSheet {
        &self.sheet
    }

    /// What it comes to.
    #[must_use]
    pub const fn outcome(&self) -> Outcome {
        self.figures.outcome
    }

    /// Whether stars are given at all: not to a stopped, ineligible or rejected product.
    #[must_use]
    pub fn has_stars(&self) -> bool {
        self.rated().has_stars()
    }

    /// The total: unanswered criteria count 0.
    #[must_use]
    pub const fn points(&self) -> Points {
        self.figures.points
    }

    /// The stars by points alone; none where none are given.
    #[must_use]
    pub fn points_stars(&self) -> Option<Stars> {
        self.rated().points_stars()
    }

    /// The stars after the minimums; none where none are given.
    #[must_use]
    pub fn stars(&self) -> Option<Stars> {
        self.rated().stars()
    }

    /// Whether products of these stars are recognised, with a decision and a certificate (Art. 4).
    /// Of a provisional rating: whether they would be.
    #[must_use]
    pub fn recognised(&self) -> bool {
        self.rated().recognised()
    }

    /// Who recognises products of these stars on the day of the assessment.
    #[must_use]
    pub fn authority(&self) -> Option<&AuthorityRule> {
        self.rated().authority()
    }

    /// Whether some criteria are unanswered.
    #[must_use]
    pub const fn has_unanswered(&self) -> bool {
        self.figures.unanswered
    }

    /// Whether no criterion was given a level: the stars are then those of an empty sheet, which
    /// nobody should be shown.
    #[must_use]
    pub fn nothing_scored(&self) -> bool {
        self.scores().all(|score| score.level.is_none())
    }

    /// The points of each part, in order.
    pub fn parts(&self) -> impl Iterator<Item = (&Part, Points)> {
        self.rated().parts()
    }

    /// How each criterion came to its points, in the order of the sheet.
    pub fn scores(&self) -> impl Iterator<Item = Score<'_>> {
        self.rated().scores()
    }

    /// Each star minimum of the sheet and whether it is met: lowest stars first.
    pub fn minimums(&self) -> impl Iterator<Item = StarMinimum<'_>> {
        self.rated().minimums()
    }

    /// The criteria whose minimum for exactly these stars is not met.
    pub fn unmet(&self, stars: Stars) -> impl Iterator<Item = CriterionId> {
        self.rated().unmet(stars)
    }

    /// Why there are no stars: criteria at 0 that stop the assessment, and findings; the strongest
    /// effect first, then in the order of the sheet.
    #[must_use]
    pub fn reasons(&self) -> Vec<Ground<'_>> {
        self.rated().reasons()
    }

    /// The brief report, without a product's name.
    #[must_use]
    pub fn brief(&self) -> RatingReport<'_> {
        self.rated().brief()
    }

    /// The report with scores, minimums and sources; digests are added by whoever knows them.
    #[must_use]
    pub fn full(&self) -> RatingReport<'_> {
        self.rated().full()
    }
}
