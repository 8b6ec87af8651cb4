//! Working days: weekends and holidays are passed over.

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use crate::json::date;
use crate::problem::{Code, Problem, Problems};

/// Days off, as the user gives them: the engine knows none by itself, since each year's are set
/// anew. A weekend day that is worked in place of another is kept too.
///
/// ```
/// use ocop::certificate::Holidays;
/// let holidays = Holidays::parse("# 2026\n2026-09-01 Quốc khánh\n2026-09-02\n+2026-08-22 làm bù\n")?;
/// let from = "2026-08-20".parse().unwrap();
/// // Friday 21, Saturday 22 (worked), Monday 24
/// assert_eq!(holidays.after(from, 3).to_string(), "2026-08-24");
/// # Ok::<(), ocop::Problems>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holidays {
    off: BTreeSet<Date>,
    worked: BTreeSet<Date>,
}

impl Holidays {
    /// Reads a list, one day a line: `2026-09-02 name`, `+2026-08-22` for a weekend day that is
    /// worked, `#` for remarks.
    ///
    /// # Errors
    ///
    /// [`Code::InvalidDate`] for each line that holds no day, with the line as its place.
    pub fn parse(text: &str) -> Result<Self, Problems> {
        let mut days = Self::default();
        let mut problems = Problems::new();
        for (number, line) in (1_usize..).zip(text.trim_start_matches('\u{feff}').lines()) {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (worked, rest) = match line.strip_prefix('+') {
                Some(rest) => (true, rest.trim_start()),
                None => (false, line),
            };
            let word = rest.split([' ', '\t', ',', ';']).next().unwrap_or_default();
            match date(word) {
                Some(day) if worked => _ = days.worked.insert(day),
                Some(day) => _ = days.off.insert(day),
                None => problems.push(Problem::new(
                    Code::InvalidDate,
                    format!("/{number}"),
                    format!("Dòng {number}: gặp \"{word}\", cần NĂM-THÁNG-NGÀY."),
                    format!("Line {number}: found \"{word}\", expected YYYY-MM-DD."),
                )),
            }
        }
        problems.or(days)
    }

    /// Whether work is done on a day.
    #[must_use]
    pub fn is_working(&self, day: Date) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        self.worked.contains(&day) || !(weekend || self.off.contains(&day))
    }

    /// The last of so many working days from a day, which itself does not count. With none, the
    /// day itself.
    #[must_use]
    pub fn after(&self, from: Date, working_days: u16) -> Date {
        let (mut day, mut left) = (from, working_days);
        while left > 0 {
            match day.tomorrow() {
                Ok(next) => day = next,
                Err(_) => return Date::MAX,
            }
            if self.is_working(day) {
                left = left.saturating_sub(1);
            }
        }
        day
    }

    /// The latest day from which so many working days are over by another.
    #[must_use]
    pub fn latest_start(&self, by: Date, working_days: u16) -> Date {
        let mut day = by;
        while self.after(day, working_days) > by {
            match day.yesterday() {
                Ok(before) => day = before,
                Err(_) => return Date::MIN,
            }
        }
        day
    }
}

/// A day so many days away, within the calendar.
pub(super) fn days_from(day: Date, days: i64) -> Date {
    let edge = if days < 0 { Date::MIN } else { Date::MAX };
    day.checked_add(days.days()).unwrap_or(edge)
}

/// The same day so many months later, or the last day of that month where it has no such day: a
/// period of months ends on the day of the same number.
pub(super) fn months_after(day: Date, months: u16) -> Date {
    day.checked_add(i64::from(months).months())
        .unwrap_or(Date::MAX)
}

/// Whole days from one day to another.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn fifteen_working_days_pass_over_weekends_and_holidays() {
        let none = Holidays::default();
        // Monday 2026-08-17 + 15 working days = Monday three weeks later
        assert_eq!(none.after(day("2026-08-17"), 15), day("2026-09-07"));
        let holidays = Holidays::parse("2026-09-01\n2026-09-02\n").unwrap();
        assert_eq!(holidays.after(day("2026-08-17"), 15), day("2026-09-09"));
        // received on a Saturday
        assert_eq!(none.after(day("2026-08-15"), 1), day("2026-08-17"));
        assert_eq!(none.after(day("2026-08-15"), 0), day("2026-08-15"));
    }

    #[test]
    fn the_latest_start_is_the_last_day_that_still_makes_it() {
        let holidays = Holidays::parse("2026-04-27 Giỗ Tổ\n").unwrap();
        let by = day("2026-04-29");
        let start = holidays.latest_start(by, 15);
        assert!(holidays.after(start, 15) <= by);
        assert!(holidays.after(start.tomorrow().unwrap(), 15) > by);
    }

    #[test]
    fn a_period_of_months_ends_on_the_same_day_or_the_months_last() {
        for (from, to) in [
            ("2026-08-31", "2029-08-31"),
            ("2024-02-29", "2027-02-28"),
            ("2025-02-28", "2028-02-28"),
            ("2026-01-01", "2029-01-01"),
        ] {
            assert_eq!(months_after(day(from), 36), day(to));
        }
        assert_eq!(months_after(day("2026-08-31"), 6), day("2027-02-28"));
        assert_eq!(months_after(day("2027-08-31"), 6), day("2028-02-29"));
        assert_eq!(days_between(day("2028-02-28"), day("2028-03-01")), 2);
    }

    #[test]
    fn each_line_that_is_no_day_is_told() {
        let problems = Holidays::parse("2026-02-30\n\n# x\n02/09/2026\n").unwrap_err();
        let places: Vec<_> = problems.iter().map(|p| p.path.as_str()).collect();
        assert_eq!(places, ["/1", "/4"]);
    }
}
