//! Whether a dossier is complete: what is wrong with it, what is missing at its stage, and what is
//! worth a look. No points come of it, and a dossier that is not complete is rated all the same.

mod before;
mod checking;
mod papers;
mod participants;
mod parts;
mod report;

use jiff::civil::Date;

use crate::assess::Assessment;
use crate::notice::Notice;
use crate::problem::Problems;

use checking::Checking;
pub use report::{
    BeforeReport, CHECK_FORMAT, ChangedLevel, CheckReport, CheckStage, FieldsReport, FormReport,
    ListedField, ListedPaper, Missing, MissingKind, PapersReport,
};

/// What a dossier is held against.
///
/// ```
/// use ocop::check::{CheckRequest, CheckStage};
/// use ocop::jiff::civil::date;
/// let request = CheckRequest::at(CheckStage::Lodged).day(date(2026, 8, 3));
/// assert!(request.before.is_none());
/// ```
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub struct CheckRequest<'b> {
    /// How far the dossier has come.
    pub stage: CheckStage,
    /// The day on which papers are looked at; where none is given, the day of the assessment, or
    /// else that of lodging.
    pub day: Option<Date>,
    /// The dossier of the recognition before: for an upgrade or a re-rating.
    pub before: Option<&'b Assessment>,
}

impl CheckRequest<'_> {
    /// At a stage, without a dossier of before.
    #[must_use]
    pub const fn at(stage: CheckStage) -> Self {
        Self {
            stage,
            day: None,
            before: None,
        }
    }
}

crate::setters!(CheckRequest<'b> {
    stage: CheckStage,
    day: Option<Date>,
    before: Option<&'b Assessment>,
});

impl Assessment {
    /// Checks whether the dossier is complete. A wrong product code, which a rating only notes, is
    /// an error here: this is where a dossier is put right before it is lodged.
    ///
    /// ```
    /// use ocop::check::{CheckRequest, CheckStage};
    /// use ocop::{AssessOptions, Library};
    /// let text = br#"{"criteria": "qd-26-2026", "product_set": 1, "answers": {"1.1": 3}}"#;
    /// let assessment = Library::embedded().assess_json(text, &AssessOptions::default())?;
    /// let report = assessment.check(&CheckRequest::at(CheckStage::Draft))?;
    /// assert!(report.errors.is_empty() && !report.complete);
    /// assert_eq!(report.unanswered.len(), 31);
    /// # Ok::<(), ocop::Problems>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The problems of the version's files; the embedded ones have none.
    pub fn check(&self, request: &CheckRequest<'_>) -> Result<CheckReport, Problems> {
        let code = self.code_problems();
        let of_code = |notice: &Notice| code.iter().any(|problem| *notice == Notice::of(problem));
        let mut found = Checking {
            version: self.version(),
            sheet: self.sheet(),
            dossier: self.dossier(),
            stage: request.stage,
            errors: code.clone(),
            missing: Vec::new(),
            notices: self
                .brief()
                .notices
                .iter()
                .filter(|n| !of_code(n))
                .cloned()
                .collect(),
        };
        found.answers();
        let forms = found.parts()?;
        let evidence = found.papers(request.day.or_else(|| self.day()))?;
        let before = match request.before {
            Some(was) => Some(found.before(was)?),
            None => {
                found.before_not_given();
                None
            }
        };
        let set = self.sheet().product_set();
        let answered = set
            .criteria()
            .iter()
            .filter(|c| self.sheet().level(c.id).is_some());
        Ok(CheckReport {
            format: CHECK_FORMAT.into(),
            criteria: set.version().clone(),
            product_set: set.number(),
            stage: request.stage,
            complete: found.errors.is_empty() && found.missing.is_empty(),
            answered: answered.count(),
            unanswered: self.sheet().unanswered().map(|c| c.id).collect(),
            errors: found.errors.into_iter().collect(),
            missing: found.missing,
            worth_a_look: found.notices,
            forms,
            evidence,
            before,
        })
    }
}

impl Checking<'_> {
    /// Criteria that must be answered and are not.
    fn answers(&mut self) {
        for criterion in self.sheet.unanswered() {
            self.missing.push(Missing {
                criterion: Some(criterion.id),
                ..Missing::new(
                    MissingKind::Answer,
                    crate::json::pointer("/answers", criterion.id),
                    self.version.translate(&criterion.name),
                )
            });
        }
    }
}
