//! Every page there is, each from its figures, in one language. One file a page.

mod certificate;
mod check;
mod code;
mod comparison;
mod council;
mod criteria;
mod evidence;
mod explanation;
mod laws;
mod levels;
mod minutes;
mod next;
mod plan;
mod practice;
mod problems;
mod rating;
mod sheet;
mod statistics;
mod tally;

pub use certificate::{certificate, renewals};
pub use check::check;
pub use code::{places, product_code};
pub use comparison::comparison;
pub use criteria::{criteria, resolution};
pub use evidence::evidence;
pub use explanation::{Reader, explanation};
pub use laws::laws;
pub use minutes::minutes;
pub use next::next;
pub use plan::plan;
pub use practice::{marking, practice, practice_key};
pub use problems::{no_problems, problems};
pub use rating::rating;
pub use sheet::sheet;
pub use statistics::statistics;
pub use tally::tally;
