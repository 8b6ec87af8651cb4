//! Every page there is, each from its figures, in one language. One file a page.

mod answer_sheet;
mod certificate;
mod check;
mod code;
mod comparison;
mod council;
mod criteria;
mod evidence;
mod explanation;
mod forms;
mod laws;
mod levels;
mod minutes;
mod next;
mod papers;
mod parts;
mod plan;
mod practice;
mod problems;
mod rating;
mod results;
mod score_sheet;
mod sheet;
mod statistics;
mod tally;
mod verification;

pub use answer_sheet::answer_sheet;
pub use certificate::{certificate, renewals};
pub use check::check;
pub use code::{AskedPlaces, places, product_code};
pub use comparison::comparison;
pub use criteria::{criteria, resolution};
pub use evidence::evidence;
pub use explanation::{Reader, explanation};
pub use forms::{FormSource, commune_report_form, registration_form, self_assessment_form};
pub use laws::laws;
pub use minutes::{minutes, minutes_with};
pub use next::next;
pub use papers::{
    PaperSettings, SettingsFormat, decision, letter, notice_of_result, submission, summary,
    synthesis,
};
pub use plan::plan;
pub use practice::{class_marking, marking, practice, practice_key};
pub use problems::{no_problems, problems};
pub use rating::rating;
pub use results::results_table;
pub use score_sheet::score_sheet;
pub use sheet::sheet;
pub use statistics::statistics;
pub use tally::tally;
pub use verification::verification;
