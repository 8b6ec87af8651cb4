//! A rating that borrows its sheet: what reports are written from, and what a batch makes of each
//! line.

use crate::bounded::{Points, Stars};
use crate::criteria::files::{AuthorityRule, Effect};
use crate::criteria::{Minimum, Part};
use crate::ids::CriterionId;
use crate::sheet::{Given, SheetView};

use super::figures::{Figures, applies, counted, figures, required_has_points, zero_stops};
use super::{Ground, Outcome, Score, StarMinimum, State};

/// A sheet and what it comes to. [`Rating`](super::Rating) says what each figure is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rated<'s> {
    pub sheet: SheetView<'s>,
    pub figures: Figures,
}

impl<'s> Rated<'s> {
    pub(crate) fn of(sheet: SheetView<'s>) -> Self {
        Self {
            sheet,
            figures: figures(sheet),
        }
    }

    /// What it comes to.
    pub(crate) const fn outcome(self) -> Outcome {
        self.figures.outcome
    }

    /// Whether stars are given at all: not to a stopped, ineligible or rejected product.
    pub(crate) const fn has_stars(self) -> bool {
        matches!(self.figures.outcome, Outcome::Rated | Outcome::Provisional)
    }

    /// The total: unanswered criteria count 0.
    pub(crate) const fn points(self) -> Points {
        self.figures.points
    }

    /// The stars by points alone; none where none are given.
    pub(crate) const fn points_stars(self) -> Option<Stars> {
        if self.has_stars() {
            Some(self.figures.points_stars)
        } else {
            None
        }
    }

    /// The stars after the minimums; none where none are given.
    pub(crate) const fn stars(self) -> Option<Stars> {
        if self.has_stars() {
            Some(self.figures.stars)
        } else {
            None
        }
    }

    /// Whether products of these stars are recognised, with a decision and a certificate (Art. 4).
    /// Of a provisional rating: whether they would be.
    pub(crate) fn recognised(self) -> bool {
        self.stars()
            .is_some_and(|s| self.sheet.set.instrument.recognises(s))
    }

    /// Who recognises products of these stars on the day of the assessment.
    pub(crate) fn authority(self) -> Option<&'s AuthorityRule> {
        let stars = self.stars().filter(|_| self.recognised())?;
        self.sheet.set.instrument.authority(stars, self.sheet.on)
    }

    /// Whether some criteria are unanswered.
    pub(crate) const fn has_unanswered(self) -> bool {
        self.figures.unanswered
    }

    /// The points of each part, in order.
    pub(crate) fn parts(self) -> impl Iterator<Item = (&'s Part, Points)> {
        self.sheet.set.parts.iter().zip(self.figures.parts)
    }

    /// How each criterion came to its points, in the order of the sheet.
    pub(crate) fn scores(self) -> impl Iterator<Item = Score<'s>> {
        let sheet = self.sheet;
        sheet
            .set
            .criteria
            .iter()
            .zip(sheet.answers)
            .map(move |(criterion, given)| {
                let state = match given {
                    Given::Level(..) if required_has_points(sheet, criterion.required()) => {
                        State::Scored
                    }
                    Given::Unanswered if !sheet.required_is_zero(criterion) => State::Unanswered,
                    _ => State::NotApplicable,
                };
                Score {
                    criterion,
                    level: given.level(),
                    points: counted(sheet, criterion, *given),
                    state,
                }
            })
    }

    /// Each star minimum of the sheet and whether it is met: lowest stars first.
    pub(crate) fn minimums(self) -> impl Iterator<Item = StarMinimum<'s>> {
        let sheet = self.sheet;
        sheet
            .set
            .minimums
            .iter()
            .enumerate()
            .filter(move |(_, m)| applies(sheet, m))
            .filter_map(move |(i, minimum)| {
                let criterion = sheet.set.criteria.get(minimum.criterion)?;
                let given = sheet.answers.get(minimum.criterion)?;
                Some(StarMinimum {
                    stars: minimum.stars,
                    criterion,
                    level: minimum.level,
                    points: minimum.points,
                    scored: counted(sheet, criterion, *given),
                    met: !self.figures.unmet.contains(i),
                })
            })
    }

    /// The unmet minimums, lowest stars first.
    pub(super) fn missed(self) -> impl Iterator<Item = &'s Minimum> {
        let minimums = &self.sheet.set.minimums;
        self.figures
            .unmet
            .iter()
            .filter_map(|index| minimums.get(index))
    }

    /// The criteria whose minimum for exactly these stars is not met.
    pub(crate) fn unmet(self, stars: Stars) -> impl Iterator<Item = CriterionId> {
        self.minimums()
            .filter(move |m| m.stars == stars && !m.met)
            .map(|m| m.criterion.id)
    }

    /// Why there are no stars: criteria at 0 that stop the assessment, and findings; the strongest
    /// effect first, then in the order of the sheet.
    pub(crate) fn reasons(self) -> Vec<Ground<'s>> {
        let set = self.sheet.set;
        let zero = set.zero_stop.iter().flat_map(|rule| {
            zero_stops(self.sheet).map(move |criterion| Ground {
                finding: None,
                effect: Effect::Stop,
                criterion: Some(criterion.id),
                label: &rule.label,
                source: &rule.source,
            })
        });
        let found = self
            .sheet
            .findings
            .iter()
            .filter_map(|i| set.findings.get(*i))
            .map(|f| Ground {
                finding: Some(&f.finding),
                effect: f.effect,
                criterion: f.criterion,
                label: &f.label,
                source: &f.source,
            });
        let mut grounds: Vec<Ground<'s>> = zero.chain(found).collect();
        grounds.sort_by_key(|g| std::cmp::Reverse(g.effect));
        grounds
    }
}
