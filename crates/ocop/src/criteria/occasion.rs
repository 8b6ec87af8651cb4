//! The dates on which a law is asked for.

use jiff::civil::Date;

use crate::problem::{Code, Problem};

use super::files::RegistrationKind;

/// The dates that decide which law applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Occasion {
    /// The day of the assessment.
    pub on: Option<Date>,
    /// The day the dossier was lodged.
    pub submitted_on: Option<Date>,
    /// What the dossier asks for.
    pub kind: Option<RegistrationKind>,
}

impl Occasion {
    /// The day by which law and authority are found: that of the assessment; where it is not known,
    /// the day of lodging stands in for it.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        self.on.or(self.submitted_on)
    }
}

/// The problem of a dossier assessed before it was lodged.
pub(crate) fn out_of_order(occasion: &Occasion) -> Result<(), Problem> {
    match (occasion.submitted_on, occasion.on) {
        (Some(submitted), Some(on)) if on < submitted => Err(Problem::new(
            Code::DatesOutOfOrder,
            "/assessed_on",
            format!("Đánh giá ngày {on}, trước ngày nộp {submitted}."),
            format!("Assessed on {on}, before it was lodged on {submitted}."),
        )),
        _ => Ok(()),
    }
}
