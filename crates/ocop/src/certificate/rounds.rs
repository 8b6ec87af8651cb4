//! The rounds of assessment (Art. 5), and the next one that a dossier can still make.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::criteria::day_of_year;
use crate::criteria::files::{Authority, InstrumentFile, Round};

use super::days::Holidays;

/// How far a dossier is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoundEntry {
    /// It is handed to the commune on the day: the commune's working days come first.
    Lodged,
    /// It is proposed to the assessing level on the day.
    Proposed,
}

/// A round with its days. The law says "before" a day, so each of these is the day before that; or,
/// where an office must be open, the last working day before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct RoundDates {
    /// Who assesses.
    pub level: Authority,
    /// Its number in the year.
    pub round: u8,
    /// The last working day to hand a dossier to the commune, its own working days counted; for
    /// rounds that communes propose to.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub lodge_by: Option<Date>,
    /// The last working day to propose it.
    pub propose_by: Date,
    /// The last day of the assessment.
    pub assess_by: Date,
    /// Where the law says so.
    pub source: String,
}

/// The rounds of a level that a dossier can still make from a day on, the next one first; two years
/// of them. Provinces and the ministry may hold more rounds than these.
///
/// ```
/// use ocop::certificate::{RoundEntry, Holidays, next_rounds};
/// let library = ocop::Library::embedded();
/// let law = library.version("qd-26-2026")?.instrument()?.file().clone();
/// let level = ocop::criteria::Authority::Province;
/// let on = "2026-10-29".parse().unwrap();
/// let rounds = next_rounds(&law, level, RoundEntry::Proposed, on, &Holidays::default());
/// assert_eq!(rounds[0].propose_by.to_string(), "2026-10-29");
/// assert_eq!(rounds[0].assess_by.to_string(), "2026-12-29");
/// // handed to the commune on that day, it makes the next one only
/// let rounds = next_rounds(&law, level, RoundEntry::Lodged, on, &Holidays::default());
/// assert_eq!(rounds[0].propose_by.to_string(), "2027-04-29");
/// # Ok::<(), ocop::Problems>(())
/// ```
#[must_use]
pub fn next_rounds(
    law: &InstrumentFile,
    level: Authority,
    entry: RoundEntry,
    on: Date,
    holidays: &Holidays,
) -> Vec<RoundDates> {
    let mut found = Vec::new();
    for ahead in 0..=2 {
        let year = on.year().saturating_add(ahead);
        for round in law.rounds.iter().filter(|r| r.level == level) {
            let Some(dates) = dates(law, round, year, holidays) else {
                continue;
            };
            let by = match (entry, dates.lodge_by) {
                (RoundEntry::Lodged, Some(by)) => by,
                _ => dates.propose_by,
            };
            if on <= by {
                found.push(dates);
            }
        }
    }
    found.sort_by_key(|r| r.propose_by);
    found
}

fn dates(
    law: &InstrumentFile,
    round: &Round,
    year: i16,
    holidays: &Holidays,
) -> Option<RoundDates> {
    let day = |text: &str, year: i16| {
        let (month, day) = day_of_year(text)?;
        Date::new(year, month, day).ok()?.yesterday().ok()
    };
    // an office must be open to take a proposal
    let propose_by = holidays.working_by(day(&round.proposed_before, year)?);
    let mut assess_by = day(&round.assessed_before, year)?;
    if assess_by < propose_by {
        assess_by = day(&round.assessed_before, year.saturating_add(1))?;
    }
    let commune = law
        .commune_check
        .as_ref()
        .filter(|_| round.level != Authority::Central);
    Some(RoundDates {
        level: round.level,
        round: round.round,
        lodge_by: commune.map(|c| holidays.latest_start(propose_by, c.working_days)),
        propose_by,
        assess_by,
        source: round.source.clone(),
    })
}
