//! A score sheet: lawful answers to the criteria of one product set.

mod builder;
mod levels;
mod marks;
mod names;
mod offered;
mod points;

use std::borrow::Cow;
use std::sync::Arc;

use jiff::civil::Date;

use crate::bounded::{LevelNumber, Points};
use crate::criteria::{Criterion, FindingRule, ProductSet};
use crate::dossier::{AnswerInput, DetailedAnswer};
use crate::ids::{Case, CriterionId};
use crate::problem::Problems;

pub(crate) use builder::Builder;
pub(crate) use marks::{Body, Given, Marks, SheetView, at_zero};

/// Answers to the criteria of a product set, checked against its sheet. Whatever a score sheet
/// holds is lawful: each level exists, one case holds, and no criterion has points without the one
/// that it depends on. Criteria may be unanswered, which is not the same as `0`.
///
/// A copy costs nothing: copies share what they hold.
///
/// ```
/// use ocop::{Library, ScoreSheet, Answer, rate};
/// let library = Library::embedded();
/// let set = library.version("qd-26-2026")?.product_set("16")?;
/// let sheet = ScoreSheet::new(set, [("1.1".parse()?, Answer::level(3)), ("6.1".parse()?, Answer::level(0))], [])?;
/// assert_eq!(rate(&sheet).points().get(), 4);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct ScoreSheet {
    body: Arc<Body>,
}

/// An answer to one criterion: a level, or its points where exactly one level has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer(pub(crate) AnswerInput<'static>);

impl Answer {
    /// The level reached; `0` where none is.
    #[must_use]
    pub fn level(level: u8) -> Self {
        Self(AnswerInput::Level(level.into()))
    }

    /// The points awarded, where exactly one level (of the case) has them.
    #[must_use]
    pub fn points(points: u16, case: Option<Case>) -> Self {
        let answer = DetailedAnswer {
            points: Some(points.into()),
            case: case.map(|c| Cow::Owned(c.to_string())),
            ..DetailedAnswer::default()
        };
        Self(answer.into())
    }
}

/// Sheets of the same product set that say the same.
impl PartialEq for ScoreSheet {
    fn eq(&self, other: &Self) -> bool {
        let (one, other) = (&self.body, &other.body);
        Arc::ptr_eq(&one.set, &other.set) && one.marks == other.marks
    }
}

impl Eq for ScoreSheet {}

impl ScoreSheet {
    /// A sheet from answers and findings, of no day; [`ScoreSheet::assessed`] gives it one.
    ///
    /// # Errors
    ///
    /// Everything that does not fit the sheet, all at once, each with the pointer `/answers/…` or
    /// `/findings/…`.
    pub fn new<'f>(
        set: &Arc<ProductSet>,
        answers: impl IntoIterator<Item = (CriterionId, Answer)>,
        findings: impl IntoIterator<Item = &'f str>,
    ) -> Result<Self, Problems> {
        let mut builder = Builder::new(set);
        for (id, answer) in answers {
            builder.answer(Some(id), &id.to_string(), &answer.0);
        }
        for (i, finding) in findings.into_iter().enumerate() {
            builder.finding(i, finding, || false);
        }
        Ok(Self::of(set, builder.finish(None)?))
    }

    /// Marks that were made for this set.
    pub(crate) fn of(set: &Arc<ProductSet>, marks: Marks) -> Self {
        Self {
            body: Arc::new(Body {
                set: Arc::clone(set),
                marks,
            }),
        }
    }

    /// The same sheet, assessed on a day: the law of that day says who recognises the product.
    ///
    /// ```
    /// use ocop::{Answer, Library, ScoreSheet, rate};
    /// let library = Library::embedded();
    /// let set = library.version("qd-26-2026")?.product_set("1")?;
    /// let best = set.criteria().iter().map(|c| (c.id, Answer::level(c.levels.len() as u8)));
    /// let sheet = ScoreSheet::new(set, best, [])?.assessed("2026-09-15".parse()?);
    /// assert!(rate(&sheet).authority().unwrap().from <= sheet.assessed_on().unwrap());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn assessed(mut self, on: Date) -> Self {
        self.body_mut().marks.on = Some(on);
        self
    }

    /// The sheet with every open criterion at its highest level, within a case. No answers come to
    /// more.
    pub(crate) fn at_best(&self, case: Option<Case>) -> Self {
        let mut best = self.clone();
        let sheet = self.view();
        let marks = &mut best.body_mut().marks;
        for (index, criterion) in sheet.set.criteria.iter().enumerate() {
            if let Some(slot @ Given::Unanswered) = marks.answers.get_mut(index)
                && !sheet.required_is_zero(criterion)
            {
                let levels = criterion.levels.iter().filter(|l| l.holds_in(case));
                let highest = levels.max_by_key(|l| l.points);
                *slot = highest.map_or(Given::Unanswered, |l| Given::Level(l.number, l.points));
            }
        }
        marks.case = marks.case.or(case);
        best
    }

    /// The sheet, to be looked at.
    pub(crate) fn view(&self) -> SheetView<'_> {
        self.body.marks.of(&self.body.set)
    }

    /// The sheet, to be changed; whoever changes it sees to it that it stays lawful.
    pub(crate) fn body_mut(&mut self) -> &mut Body {
        Arc::make_mut(&mut self.body)
    }

    /// The product set.
    #[must_use]
    pub fn product_set(&self) -> &Arc<ProductSet> {
        &self.body.set
    }

    /// The level given for a criterion; none where it is unanswered or not on the sheet.
    #[must_use]
    pub fn level(&self, id: CriterionId) -> Option<LevelNumber> {
        self.view().level(id)
    }

    /// The case that holds for the sheet, where its answers tell.
    #[must_use]
    pub fn case(&self) -> Option<Case> {
        self.body.marks.case
    }

    /// The findings, in the order of the law.
    pub fn findings(&self) -> impl Iterator<Item = &FindingRule> {
        self.view().found()
    }

    /// The day that decides who recognises the product: that of the assessment, or of lodging where
    /// that is all that is known.
    #[must_use]
    pub fn assessed_on(&self) -> Option<Date> {
        self.body.marks.on
    }

    /// The criteria that must be answered and are not, in order. A criterion whose required
    /// criterion is at 0 points need not be answered.
    pub fn unanswered(&self) -> impl Iterator<Item = &Criterion> {
        self.view().unanswered()
    }

    /// The most points that the sheet can come to: what is answered, and the best level of what is
    /// not, within one case.
    ///
    /// ```
    /// # use ocop::{Answer, Library, ScoreSheet};
    /// let library = Library::embedded();
    /// let set = library.version("qd-26-2026")?.product_set("1")?;
    /// let sheet = ScoreSheet::new(set, [("1.1".parse()?, Answer::level(1))], [])?;
    /// assert_eq!(sheet.most_points().get(), 98);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn most_points(&self) -> Points {
        let sheet = self.view();
        let cases = sheet.cases().into_iter();
        let most = cases.map(|case| sheet.most_points_in(case)).max();
        most.unwrap_or(Points::ZERO)
    }
}
