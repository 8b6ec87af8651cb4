//! The days off that the law sets for every year: as data, each with its source. Those that are
//! announced anew each year are in nobody's program: they come as a list
//! ([`Holidays`](super::Holidays)).

use std::sync::OnceLock;

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};
use serde::Deserialize;

use crate::criteria::day_of_year;
use crate::text::Text;

/// What the law says of days off: `criteria/public-holidays.json`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct PublicHolidays {
    /// Always `ocop-public-holidays/1`.
    pub format: String,
    /// The days of rest of a week.
    pub week: WeeklyRest,
    /// Holidays on one day of every year, in order.
    pub fixed: Vec<FixedHoliday>,
    /// A holiday on a day of rest gives the next working day off.
    pub in_lieu: InLieu,
    /// Holidays whose days are told anew for each year.
    pub announced: Vec<AnnouncedHoliday>,
}

/// The days of rest of a week.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct WeeklyRest {
    /// The days, 1 for Monday to 7 for Sunday.
    pub days: Vec<i8>,
    /// Where the law says so.
    pub source: String,
}

/// A holiday on one day of every year.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FixedHoliday {
    /// The day, `MM-DD`.
    pub day: String,
    /// What it is.
    pub name: Text,
    /// Where the law says so.
    pub source: String,
}

/// A day off in place of a holiday on a day of rest.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct InLieu {
    /// Where the law says so.
    pub source: String,
}

/// A holiday whose days are told anew for each year.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct AnnouncedHoliday {
    /// How many days it has.
    pub days: u8,
    /// What it is.
    pub name: Text,
    /// Where the law says so.
    pub source: String,
}

/// What the law says of days off.
///
/// ```
/// let law = ocop::certificate::public_holidays();
/// let labour = law.fixed.iter().find(|h| h.day == "05-01").unwrap();
/// assert_eq!(labour.source, "Bộ luật Lao động 45/2019/QH14, Điều 112.1.d");
/// ```
#[must_use]
pub fn public_holidays() -> &'static PublicHolidays {
    &law().said
}

/// Whether the law has a day off on a day of every year or every week, or in place of one.
pub(super) fn off_by_law(day: Date) -> bool {
    let law = law();
    law.is_rest(day) || law.is_fixed(day) || law.in_lieu(day.year()).contains(&day)
}

/// The law, ready to be asked.
struct Law {
    said: PublicHolidays,
    rest: Vec<Weekday>,
    fixed: Vec<(i8, i8)>,
}

fn law() -> &'static Law {
    static LAW: OnceLock<Law> = OnceLock::new();
    LAW.get_or_init(|| {
        // that the file can be read is a test
        let said: PublicHolidays =
            serde_json::from_str(ocop_criteria::PUBLIC_HOLIDAYS).unwrap_or_default();
        let rest = said.week.days.iter();
        let rest = rest.filter_map(|d| Weekday::from_monday_one_offset(*d).ok());
        let fixed = said.fixed.iter().filter_map(|h| day_of_year(&h.day));
        Law {
            rest: rest.collect(),
            fixed: fixed.collect(),
            said,
        }
    })
}

impl Law {
    fn is_rest(&self, day: Date) -> bool {
        self.rest.contains(&day.weekday())
    }

    fn is_fixed(&self, day: Date) -> bool {
        self.fixed.contains(&(day.month(), day.day()))
    }

    /// The days off in place of holidays of a year that fall on days of rest: the next working day
    /// each.
    fn in_lieu(&self, year: i16) -> Vec<Date> {
        let mut given = Vec::new();
        for (month, day) in &self.fixed {
            let holiday = Date::new(year, *month, *day).ok();
            let Some(holiday) = holiday.filter(|day| self.is_rest(*day)) else {
                continue;
            };
            let taken =
                |day: &Date| self.is_rest(*day) || self.is_fixed(*day) || given.contains(day);
            let next = holiday.series(1.day()).find(|day| !taken(day));
            given.extend(next);
        }
        given
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn off(days: &[&str]) -> Vec<bool> {
        let each = days.iter().map(|day| off_by_law(day.parse().unwrap()));
        each.collect()
    }

    #[test]
    fn the_file_is_read_and_every_line_of_it_has_its_source() {
        let law = public_holidays();
        assert_eq!(law.format, "ocop-public-holidays/1");
        assert_eq!(
            (law.week.days.as_slice(), law.fixed.len()),
            (&[6, 7][..], 4)
        );
        assert!(law.fixed.iter().all(|h| day_of_year(&h.day).is_some()));
        assert!(law.fixed.is_sorted_by(|a, b| a.day < b.day));
        let fixed = law.fixed.iter().map(|h| &h.source);
        let announced = law.announced.iter().map(|h| &h.source);
        let mut sources = fixed
            .chain(announced)
            .chain([&law.week.source, &law.in_lieu.source]);
        assert!(sources.all(|s| s.contains("Điều 1")));
    }

    #[test]
    fn holidays_of_one_date_are_off_every_year() {
        let holidays = ["2026-01-01", "2027-04-30", "2029-05-01", "2026-09-02"];
        assert_eq!(off(&holidays), [true; 4]);
        assert_eq!(off(&["2026-01-02", "2027-04-29", "2026-09-03"]), [false; 3]);
    }

    #[test]
    fn a_holiday_on_a_day_of_rest_gives_the_next_working_day_off() {
        // 30 April and 1 May 2022 were Saturday and Sunday
        assert_eq!(
            off(&["2022-05-02", "2022-05-03", "2022-05-04"]),
            [true, true, false]
        );
        // 1 May 2027 is a Saturday, after Friday's 30 April
        assert_eq!(off(&["2027-05-03", "2027-05-04"]), [true, false]);
        // 30 April 2028 is a Sunday; the day after it is a holiday itself
        assert_eq!(
            off(&["2028-05-01", "2028-05-02", "2028-05-03"]),
            [true, true, false]
        );
        // 1 January 2028 is a Saturday
        assert_eq!(off(&["2028-01-03", "2028-01-04"]), [true, false]);
    }
}
