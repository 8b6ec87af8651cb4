//! The forms of a dossier (Annex III of 26/2026), filled in from what a dossier says. What it does
//! not say is a line to be filled in by hand. One file a form.

mod form;
mod registration;
mod report;
mod self_assessment;

pub use form::FormSource;
pub use registration::registration_form;
pub use report::commune_report_form;
pub use self_assessment::self_assessment_form;
