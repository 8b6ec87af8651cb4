//! The dates of a dossier, by which its law is found.

use jiff::civil::Date;

use crate::day;
use crate::problem::{Code, Problem};

use super::files::RegistrationKind;

/// The dates of a dossier, and what it registers for: together they decide which law applies.
///
/// ```
/// use ocop::DossierDates;
/// use ocop::jiff::civil::date;
/// let dates = DossierDates::default().submitted_on(date(2026, 8, 3));
/// assert_eq!(dates.day(), Some(date(2026, 8, 3)));
/// assert_eq!(dates.on(date(2026, 9, 15)).day(), Some(date(2026, 9, 15)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct DossierDates {
    /// The day of the assessment.
    pub on: Option<Date>,
    /// The day the dossier was lodged.
    pub submitted_on: Option<Date>,
    /// What the dossier asks for.
    pub kind: Option<RegistrationKind>,
}

crate::setters!(DossierDates {
    on: Option<Date>,
    submitted_on: Option<Date>,
    kind: Option<RegistrationKind>,
});

impl DossierDates {
    /// The day by which law and authority are found: that of the assessment; where it is not known,
    /// the day of lodging stands in for it.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        self.on.or(self.submitted_on)
    }
}

/// The problem of a dossier assessed before it was lodged.
pub(crate) fn out_of_order(dates: &DossierDates) -> Result<(), Problem> {
    match (dates.submitted_on, dates.on) {
        (Some(submitted), Some(on)) if on < submitted => Err(Problem::new(
            Code::DatesOutOfOrder,
            "/assessed_on",
            format!(
                "Đánh giá ngày {on}, trước ngày nộp {submitted}.",
                on = day::vi(on),
                submitted = day::vi(submitted)
            ),
            format!(
                "Assessed on {on}, before it was lodged on {submitted}.",
                on = day::en(on),
                submitted = day::en(submitted)
            ),
        )
        .with_too_early(on, submitted)),
        _ => Ok(()),
    }
}
