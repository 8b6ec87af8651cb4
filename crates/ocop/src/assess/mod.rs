//! From a dossier to its rating, telling all problems at once: what wrappers call.

mod judge;
mod law;
mod options;
mod table;

use std::sync::Arc;

use crate::caller::CallerId;
use crate::criteria::files::RegistrationKind;
use crate::criteria::{CriteriaVersion, DossierDates};
use crate::dossier::{Dossier, DossierDraft, Producer, Product, Registration};
use crate::json;
use crate::library::Library;
use crate::notice::Notice;
use crate::problem::Problems;
use crate::rating::{Digests, Rated, Rating, RatingReport, rate};
use crate::sheet::ScoreSheet;

use judge::Judged;
pub use options::AssessOptions;
pub use table::{rating_heading, rating_row, refused_row};

/// A dossier that was read, checked and is ready to be rated. It owns what it holds, and keeps the
/// dossier: whatever is made of it cannot be given another one.
#[derive(Debug, Clone)]
pub struct Assessment {
    version: Arc<CriteriaVersion>,
    sheet: ScoreSheet,
    dossier: Arc<Dossier<'static>>,
    dates: DossierDates,
    notices: Vec<Notice>,
    code_problems: Problems,
}

/// How much of a rating is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// No scores, minimums, sources and digests.
    Brief,
    /// The whole trace.
    Full,
}

impl Library {
    /// Checks a dossier that is in memory, as [`Library::assess_json`] checks one that is read: the
    /// law that applies, then the answers.
    ///
    /// The assessment keeps the dossier. A dossier given by reference is copied, which costs little
    /// since copies share their answers; one that is given away is not.
    ///
    /// ```
    /// use ocop::{AssessOptions, Dossier, Library, Product};
    /// let dossier = Dossier::new("rau-cu-qua-hat-tuoi")
    ///     .criteria("qd-26-2026")
    ///     .product(Product::default().name("Nhãn lồng"))
    ///     .answer("1.1", 3);
    /// let library = Library::embedded();
    /// let assessment = library.assess(&dossier, &AssessOptions::default())?;
    /// assert_eq!(assessment.rating().points().get(), 3);
    /// // the same as its JSON, to the digest
    /// let json = serde_json::to_vec(&dossier).unwrap();
    /// let read = library.assess_json(&json, &AssessOptions::default())?;
    /// assert_eq!(assessment.full(), read.full());
    /// # Ok::<(), ocop::Problems>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Everything that is wrong, all at once: dates, law, product set, answers, findings.
    pub fn assess(
        &self,
        dossier: impl Into<Arc<Dossier<'static>>>,
        options: &AssessOptions,
    ) -> Result<Assessment, Problems> {
        let dossier = dossier.into();
        let judged = self.judge_typed(&dossier, options)?;
        Ok(Assessment::of(judged, dossier))
    }

    /// Reads a dossier from JSON, finds the law that applies, and checks its answers.
    ///
    /// ```
    /// use ocop::{AssessOptions, Library};
    /// let library = Library::embedded();
    /// let dossier = br#"{"product_set": 1, "assessed_on": "2026-09-15", "answers": {"1.1": 3}}"#;
    /// let assessment = library.assess_json(dossier, &AssessOptions::default())?;
    /// assert_eq!(assessment.rating().points().get(), 3);
    /// # Ok::<(), ocop::Problems>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Everything that is wrong, all at once: shape, dates, law, product set, answers, findings.
    pub fn assess_json(
        &self,
        bytes: &[u8],
        options: &AssessOptions,
    ) -> Result<Assessment, Problems> {
        let node = json::parse(json::text(bytes, json::MAX_BYTES)?)?;
        let mut problems = Problems::new();
        let Some(draft) = DossierDraft::read(&node, &mut problems) else {
            return Err(problems);
        };
        let judged = self.judge(&draft, options, problems)?;
        let mut problems = Problems::new();
        match draft.finish(&mut problems) {
            Some(dossier) => problems.or(Assessment::of(judged, Arc::new(dossier.into_owned()))),
            None => Err(problems),
        }
    }

    /// Rates a dossier from JSON and hands the report to `then`: the quick way for many dossiers in
    /// a row. The report borrows from the bytes and the library, so that nothing is copied, and no
    /// two threads that share a library wait for each other.
    ///
    /// ```
    /// use ocop::{AssessOptions, Detail, Library};
    /// let library = Library::embedded();
    /// let mut out = Vec::new();
    /// for line in [r#"{"criteria": "qd-26-2026", "product_set": 1, "answers": {"1.1": 3}}"#] {
    ///     let options = AssessOptions::default();
    ///     library.rate_json(line.as_bytes(), &options, Detail::Brief, |report| {
    ///         serde_json::to_writer(&mut out, report)
    ///     })??;
    /// }
    /// assert!(out.starts_with(br#"{"format":"ocop-rating/1""#));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Library::assess_json`].
    pub fn rate_json<R>(
        &self,
        bytes: &[u8],
        options: &AssessOptions,
        detail: Detail,
        then: impl FnOnce(&RatingReport<'_>) -> R,
    ) -> Result<R, Problems> {
        let text = json::text(bytes, json::MAX_BYTES)?;
        let mut draft = DossierDraft::default();
        let Some(judged) = self.judge_plain(text, options, &mut draft) else {
            return self.rate_tree(text, options, detail, then);
        };
        let besides = Besides::of(&judged, &draft);
        Ok(then(&match detail {
            Detail::Brief => besides.brief(judged.rated()),
            Detail::Full => {
                let digest = json::digest(&json::parse(text)?);
                besides.full(judged.rated(), judged.version, digest)
            }
        }))
    }

    /// Rates any dossier, and tells everything that is wrong.
    // its code is long: between that of the quick way it would not stay in the processor's cache
    #[cold]
    #[inline(never)]
    fn rate_tree<R>(
        &self,
        text: &str,
        options: &AssessOptions,
        detail: Detail,
        then: impl FnOnce(&RatingReport<'_>) -> R,
    ) -> Result<R, Problems> {
        let node = json::parse(text)?;
        let mut problems = Problems::new();
        let Some(draft) = DossierDraft::read(&node, &mut problems) else {
            return Err(problems);
        };
        let judged = self.judge(&draft, options, problems)?;
        let besides = Besides::of(&judged, &draft);
        Ok(then(&match detail {
            Detail::Brief => besides.brief(judged.rated()),
            Detail::Full => besides.full(judged.rated(), judged.version, json::digest(&node)),
        }))
    }
}

/// What only the dossier tells of a rating.
struct Besides<'r> {
    id: Option<&'r CallerId<'r>>,
    product: Option<&'r Product<'r>>,
    producer: Option<&'r Producer<'r>>,
    registration: Option<&'r Registration>,
    assessed_on: Option<jiff::civil::Date>,
    notices: &'r [Notice],
    code_problems: &'r Problems,
}

impl<'r> Besides<'r> {
    fn of(judged: &'r Judged<'_>, draft: &'r DossierDraft<'_, '_>) -> Self {
        Self {
            id: draft.id.as_ref(),
            product: draft.product.as_ref(),
            producer: draft.producer.as_ref(),
            registration: draft.registration.as_ref(),
            assessed_on: draft.assessed_on,
            notices: &judged.notices,
            code_problems: &judged.code_problems,
        }
    }

    fn brief(&self, rated: Rated<'r>) -> RatingReport<'r> {
        let mut report = rated.brief();
        self.complete(&mut report);
        report
    }

    fn full(
        &self,
        rated: Rated<'r>,
        version: &'r CriteriaVersion,
        dossier: String,
    ) -> RatingReport<'r> {
        let mut report = rated.full();
        self.complete(&mut report);
        report.digests = Some(Digests {
            criteria: version.digest().into(),
            translations: version.translations_digest().unwrap_or_default().into(),
            dossier: dossier.into(),
            program: crate::VERSION.into(),
        });
        report
    }

    fn complete(&self, report: &mut RatingReport<'r>) {
        report.id = self.id.map(CallerId::borrowed);
        report.product = self.product.map(Product::borrowed);
        report.producer = self.producer.and_then(Producer::named);
        report.registration = self.registration.and_then(Registration::applied_for);
        report.assessed_on = self.assessed_on;
        report.notices.extend(self.notices.iter().cloned());
        let of_code = self.code_problems.iter().map(Notice::of);
        report.notices.extend(of_code);
    }
}

impl Assessment {
    fn of(judged: Judged<'_>, dossier: Arc<Dossier<'static>>) -> Self {
        Self {
            version: Arc::clone(judged.version),
            sheet: ScoreSheet::of(judged.set, judged.marks),
            dossier,
            dates: judged.dates,
            notices: judged.notices,
            code_problems: judged.code_problems,
        }
    }

    /// The criteria version that applies.
    #[must_use]
    pub const fn version(&self) -> &Arc<CriteriaVersion> {
        &self.version
    }

    /// The checked sheet.
    #[must_use]
    pub const fn sheet(&self) -> &ScoreSheet {
        &self.sheet
    }

    /// The dossier that was assessed.
    #[must_use]
    pub fn dossier(&self) -> &Dossier<'static> {
        &self.dossier
    }

    /// The product, as the dossier names it.
    #[must_use]
    pub fn product(&self) -> Option<&Product<'static>> {
        self.dossier.product.as_ref()
    }

    /// What the dossier asks for, if it says so.
    #[must_use]
    pub const fn registration_kind(&self) -> Option<RegistrationKind> {
        self.dates.kind
    }

    /// What is wrong with the product's code, where codes are checked
    /// ([`Library::with_code_check`]). In a rating it is a notice: a code never changes the stars.
    #[must_use]
    pub const fn code_problems(&self) -> &Problems {
        &self.code_problems
    }

    /// The day of the assessment, or else the day the dossier was lodged.
    #[must_use]
    pub fn day(&self) -> Option<jiff::civil::Date> {
        self.dates.day()
    }

    /// The rating.
    #[must_use]
    pub fn rating(&self) -> Rating {
        rate(&self.sheet)
    }

    /// `sha256:` and the digest over the dossier's canonical form: keys sorted, no white space.
    #[must_use]
    pub fn digest(&self) -> String {
        self.dossier.digest()
    }

    /// The brief report: no scores, minimums, sources and digests.
    #[must_use]
    pub fn brief(&self) -> RatingReport<'_> {
        self.besides().brief(Rated::of(self.sheet.view()))
    }

    /// The full report, with its whole trace.
    #[must_use]
    pub fn full(&self) -> RatingReport<'_> {
        let rated = Rated::of(self.sheet.view());
        self.besides().full(rated, &self.version, self.digest())
    }

    fn besides(&self) -> Besides<'_> {
        Besides {
            id: self.dossier.id.as_ref(),
            product: self.product(),
            producer: self.dossier.producer.as_ref(),
            registration: self.dossier.registration.as_ref(),
            assessed_on: self.dossier.assessed_on,
            notices: &self.notices,
            code_problems: &self.code_problems,
        }
    }
}
