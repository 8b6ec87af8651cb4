//! Working days: days of rest and holidays are passed over.

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::Date;
use ocop_vietnamese::slug;

use crate::day::{self, read_day};
use crate::problem::{Code, Problem, Problems};
use crate::spelling::{is_between_figures, is_dash, tidy};

use super::public_holidays::off_by_law;

/// Days off, as the user gives them, beside those that the law sets for every year
/// ([`public_holidays`](super::public_holidays)): the others are announced anew each year. A day of
/// rest that is worked in place of another is kept too.
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
    /// Reads a list, a line for a day, several, or a first and a last one: `2026-09-02 name`,
    /// `02/09/2026, 03/09/2026`, `28/01/2027 - 03/02/2027 name`; `+2026-08-22` for a weekend day
    /// that is worked; `#` for remarks.
    ///
    /// # Errors
    ///
    /// [`Code::InvalidDate`] for each line that holds no day or more than can be told apart,
    /// [`Code::DatesOutOfOrder`] for a first day after the last, [`Code::RepeatedEntry`] for a day
    /// that is both off and worked; each with the line as its pointer. Of a text in which no line is
    /// a day, the first line alone is told: it is another file.
    pub fn parse(text: &str) -> Result<Self, Problems> {
        let mut days = Self::default();
        let mut problems = Problems::new();
        for (number, line) in (1_usize..).zip(text.trim_start_matches('\u{feff}').lines()) {
            if problems.is_full() {
                break;
            }
            let line = tidy(line);
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            match read_line(&line, &format!("/{number}")) {
                Ok((true, found)) => days.worked.extend(found),
                Ok((false, found)) => days.off.extend(found),
                Err(problem) => problems.push(problem),
            }
        }
        let has_days = !(days.off.is_empty() && days.worked.is_empty());
        match problems.iter().next() {
            Some(first) if !has_days && problems.len() > FEW => Err(no_list(first).into()),
            _ => days.told_twice(problems),
        }
    }

    /// The list, unless something is wrong with it: a day that is off and worked is.
    fn told_twice(self, mut problems: Problems) -> Result<Self, Problems> {
        for both in self.off.intersection(&self.worked) {
            problems.push(
                Problem::new(
                    Code::RepeatedEntry,
                    "",
                    format!(
                        "Ngày {both} vừa là ngày nghỉ vừa là ngày làm bù.",
                        both = day::vi(*both)
                    ),
                    format!(
                        "{both} is both a day off and a day worked.",
                        both = day::en(*both)
                    ),
                )
                .with_found(both.to_string()),
            );
        }
        problems.or(self)
    }

    /// Whether the list knows a day of a year: of another year, only what the law sets is known.
    #[must_use]
    pub fn knows(&self, year: i16) -> bool {
        self.off.iter().any(|day| day.year() == year)
    }

    /// The last working day that is not after a day.
    #[must_use]
    pub fn working_by(&self, day: Date) -> Date {
        self.nearest_working(day, Date::yesterday)
    }

    /// The nearest working day from a day on, one way; the day itself where there is none.
    fn nearest_working(
        &self,
        from: Date,
        step: impl Fn(Date) -> Result<Date, jiff::Error>,
    ) -> Date {
        let mut day = from;
        while !self.is_working(day) {
            match step(day) {
                Ok(next) => day = next,
                Err(_) => return from,
            }
        }
        day
    }

    /// Whether work is done on a day.
    #[must_use]
    pub fn is_working(&self, day: Date) -> bool {
        self.worked.contains(&day) || !(off_by_law(day) || self.off.contains(&day))
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

    /// The latest working day from which so many working days are over by another: an office must
    /// be open to take what starts them.
    #[must_use]
    pub fn latest_start(&self, by: Date, working_days: u16) -> Date {
        let mut day = by;
        let mut left = working_days;
        while left > 0 {
            if self.is_working(day) {
                left = left.saturating_sub(1);
            }
            match day.yesterday() {
                Ok(before) => day = before,
                Err(_) => return Date::MIN,
            }
        }
        self.working_by(day)
    }
}

/// The most days that a first and a last day may span: no holiday is longer than a month or so.
const LONGEST: i64 = 62;

/// As many wrong lines may be slips of a list; where more hold no day, and no other does, it is none.
const FEW: usize = 3;

/// A text that is no list of days at all.
fn no_list(first: &Problem) -> Problem {
    let mut problem = Problem::new(
        Code::InvalidDate,
        first.path.clone(),
        "Không dòng nào là ngày: đây không phải danh sách ngày nghỉ.",
        "No line is a day: this is no list of days off.",
    )
    .with_help(
        "Mỗi dòng một ngày: 2026-09-02 hoặc 02/09/2026, rồi tên ngày nghỉ.",
        "One day a line: 2026-09-02 or 02/09/2026, then its name.",
    );
    problem.found.clone_from(&first.found);
    problem
}

/// A line of a list: whether its days are worked, and its days.
fn read_line(line: &str, path: &str) -> Result<(bool, Vec<Date>), Problem> {
    let (worked, rest) = match line.strip_prefix('+') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, line),
    };
    let rest = strip_word(rest, &["từ", "from"]).unwrap_or(rest);
    let (first, mut rest) = leading_day(rest, path)?;
    let mut days = vec![first];
    if let Some((last, after)) = range_end(rest, path)? {
        if last < first {
            return Err(Problem::new(
                Code::DatesOutOfOrder,
                path,
                format!(
                    "Khoảng ngày nghỉ kết thúc ({last}) trước khi bắt đầu ({first}).",
                    last = day::vi(last),
                    first = day::vi(first)
                ),
                format!(
                    "The days off end ({last}) before they begin ({first}).",
                    last = day::en(last),
                    first = day::en(first)
                ),
            )
            .with_too_early(last, first));
        }
        if days_between(first, last) > LONGEST {
            return Err(Problem::new(
                Code::OutOfRange,
                path,
                format!(
                    "Từ {first} đến {last} là hơn {LONGEST} ngày.",
                    first = day::vi(first),
                    last = day::vi(last)
                ),
                format!(
                    "From {first} to {last} are more than {LONGEST} days.",
                    first = day::en(first),
                    last = day::en(last)
                ),
            )
            .with_found(format!("{first} - {last}")));
        }
        days.extend(first.series(1.day()).skip(1).take_while(|d| *d <= last));
        rest = after;
    }
    while let Some(next) = rest.trim_start().strip_prefix([',', ';']) {
        if !begins_as_day(next.trim_start()) {
            break;
        }
        let (day, after) = leading_day(next.trim_start(), path)?;
        days.push(day);
        rest = after;
    }
    if !worked && says_worked(rest) {
        return Err(off_or_worked(first, rest, path));
    }
    if is_remark(rest, first) && !counts_days(rest) {
        Ok((worked, days))
    } else {
        Err(Problem::new(
            Code::InvalidDate,
            path,
            format!("Sau ngày {first}: \"{}\" là ngày hay ghi chú?", rest.trim(), first = day::vi(first)),
            format!("After {first}: is \"{}\" a day or a remark?", rest.trim(), first = day::en(first)),
        ).with_found(rest.trim())
        .with_help(
            "Mỗi dòng một ngày, hoặc \"NGÀY, NGÀY\", hoặc \"NGÀY - NGÀY\"; ghi chú không chứa ngày.",
            "One day a line, or \"DAY, DAY\", or \"DAY - DAY\"; no days in remarks.",
        ))
    }
}

/// A day off whose remark says that it is worked: nobody knows which of the two is meant.
fn off_or_worked(first: Date, remark: &str, path: &str) -> Problem {
    Problem::new(
        Code::InvalidDate,
        path,
        format!(
            "Ngày {first} là ngày nghỉ hay ngày làm bù?",
            first = day::vi(first)
        ),
        format!(
            "Is {first} a day off, or one that is worked?",
            first = day::en(first)
        ),
    )
    .with_found(remark.trim())
    .with_help(
        "Ngày làm bù ghi dấu + phía trước: +2026-08-22.",
        "A day that is worked has a + before it: +2026-08-22.",
    )
}

/// Whether a remark says of the day of its line that it is worked: "nghỉ bù" is off, and so is "nghỉ, làm
/// bù 22/8", in which another day is.
fn says_worked(remark: &str) -> bool {
    let words = slug(remark);
    let mut worked = ["lam-bu", "di-lam", "working-day"].into_iter();
    worked.any(|word| words.contains(word)) && !words.contains("nghi")
}

/// Whether what comes after a day is a remark: "(10/3 âm lịch)" is, "và 13/4" may be a day, and so may
/// "~13/4", whatever sign somebody takes for "to", and "25/1-29/1" behind 25 January, which goes on from
/// the day of the line.
fn is_remark(text: &str, first: Date) -> bool {
    let mut joined = true;
    for word in text
        .split([' ', ',', ';', '(', ')', ':'])
        .filter(|w| !w.is_empty())
    {
        let figures = word.find(|c: char| c.is_ascii_digit());
        let (sign, rest) = word
            .split_at_checked(figures.unwrap_or(word.len()))
            .unwrap_or((word, ""));
        let joins = JOINING.contains(&sign) || !sign.contains(char::is_alphanumeric);
        let goes_on = goes_on_from(rest, first);
        if word.starts_with("..")
            || holds_day(word)
            || goes_on
            || joined && joins && begins_as_day(rest)
        {
            return false;
        }
        // "đến hết ngày 29/1"
        joined = rest.is_empty() && joins || joined && matches!(word, "hết" | "ngày");
    }
    true
}

/// Whether a remark says of how many days the holiday is: "nghỉ 7 ngày", "7 days", "đến mùng 6". Then the
/// day of the line is not all of it.
fn counts_days(remark: &str) -> bool {
    // with their marks: "Tổ" is no "to"
    let remark = tidy(remark).to_lowercase();
    let words = remark.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|w| !w.is_empty()).collect();
    let number = |word: &str| word.parse::<u8>().is_ok_and(|n| n > 1);
    words.windows(2).any(|pair| match pair {
        [count, "ngày" | "days"] => number(count),
        ["đến" | "tới" | "hết" | "until" | "through", next] => {
            matches!(*next, "mùng" | "mồng" | "hết") || number(next)
        }
        _ => false,
    })
}

/// Words that lead from one day to another.
const JOINING: [&str; 5] = ["và", "and", "đến", "tới", "to"];

/// Whether a word is a range that begins with a day, without its year: "25/1-29/1", "25-29/1".
fn goes_on_from(word: &str, first: Date) -> bool {
    let is_range = |c: char| is_dash(c) || matches!(c, '→' | '~' | '…');
    let Some((from, to)) = word.split_once(is_range) else {
        return false;
    };
    let number = |text: &str| text.parse::<i8>().ok();
    let (day, month) = from.split_once(['/', '.']).unwrap_or((from, ""));
    let same = number(day) == Some(first.day())
        && (month.is_empty() || number(month) == Some(first.month()));
    same && begins_as_day(to)
}

/// Whether a word holds a whole day, wherever it begins.
fn holds_day(word: &str) -> bool {
    let mut before = None;
    word.char_indices().any(|(at, c)| {
        let begins = c.is_ascii_digit() && !before.is_some_and(|b: char| b.is_ascii_digit());
        before = Some(c);
        let rest = word.get(at..).unwrap_or_default();
        begins && leading_day(rest, "").is_ok()
    })
}

/// Whether a text begins with what looks like the figures of a day.
fn begins_as_day(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .starts_with(is_between_figures)
        || text.len() <= 2 && text.parse::<u8>().is_ok()
}

/// The day that a text begins with, and what comes after it.
fn leading_day<'t>(text: &'t str, path: &str) -> Result<(Date, &'t str), Problem> {
    // three runs of figures: what comes after them belongs to a range or a remark
    let (mut runs, mut end, mut figures) = (0_u8, 0_usize, false);
    for (at, c) in text.char_indices() {
        if c.is_ascii_digit() {
            if !figures {
                runs = runs.saturating_add(1);
            }
            if runs > 3 {
                break;
            }
            end = at.saturating_add(1);
        } else if runs == 3 || !is_between_figures(c) {
            break;
        }
        figures = c.is_ascii_digit();
    }
    let (day, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    let found = if day.is_empty() {
        text.split(' ').next().unwrap_or_default()
    } else {
        day
    };
    match read_day(day) {
        Ok(date) => Ok((date, rest)),
        Err(why) => Err(why.problem(found, path)),
    }
}

/// The last day of a range, where a text goes on with one.
fn range_end<'t>(text: &'t str, path: &str) -> Result<Option<(Date, &'t str)>, Problem> {
    let text = text.trim_start();
    let after = text
        .strip_prefix("..")
        .or_else(|| text.strip_prefix("->"))
        .or_else(|| text.strip_prefix('→'))
        .or_else(|| text.strip_prefix(is_dash))
        .or_else(|| strip_word(text, &["đến", "tới", "to"]));
    match after.map(|a| {
        strip_word(a.trim_start(), &["hết", "ngày"])
            .unwrap_or(a)
            .trim_start()
    }) {
        Some(after) if after.starts_with(|c: char| c.is_ascii_digit()) => {
            leading_day(after, path).map(Some)
        }
        _ => Ok(None),
    }
}

fn strip_word<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    words.iter().find_map(|word| {
        let rest = text.strip_prefix(word)?;
        rest.starts_with(' ').then(|| rest.trim_start())
    })
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
        // a Monday + 15 working days = Monday three weeks later
        assert_eq!(none.after(day("2026-07-27"), 15), day("2026-08-17"));
        // National Day by itself; the day next to it is announced
        assert_eq!(none.after(day("2026-08-17"), 15), day("2026-09-08"));
        let holidays = Holidays::parse("2026-09-01\n").unwrap();
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
        let text = "2026-02-30\n\n# x\n02/09/2026\nTết\n09/20/2026\n1/9/26\n";
        let problems = Holidays::parse(text).unwrap_err();
        let paths: Vec<_> = problems.iter().map(|p| p.path.as_str()).collect();
        assert_eq!(paths, ["/1", "/5", "/6", "/7"]);
    }

    #[test]
    fn ranges_and_lists_are_honoured() {
        let days = |text: &str| {
            Holidays::parse(text).map(|h| h.off.into_iter().map(|d| d.day()).collect::<Vec<_>>())
        };
        for (text, off) in [
            ("2027-04-12 - 2027-04-16 nghỉ bù", vec![12, 13, 14, 15, 16]),
            ("2027-04-12..2027-04-14", vec![12, 13, 14]),
            ("12/04/2027 – 14/04/2027: nghỉ", vec![12, 13, 14]),
            ("từ 12/4/2027 đến hết 13/4/2027", vec![12, 13]),
            ("12.4.2027-13.4.2027", vec![12, 13]),
            ("2027-04-12, 2027-04-13; 2027-04-16", vec![12, 13, 16]),
            ("2027-04-12 - 2027-04-13, 2027-04-16 nghỉ", vec![12, 13, 16]),
            ("2027-04-12,Giỗ Tổ", vec![12]),
            ("2027-04-12 - Giỗ Tổ (10/3 âm lịch)", vec![12]),
            ("2027-04-12 30-4 bù", vec![]),
            ("2027-04-12 - Giỗ Tổ năm 2027", vec![12]),
            ("12/04/2027\tnghỉ", vec![12]),
            ("12/04/2027 T2, nghỉ bù", vec![12]),
            ("12/04/2027 nghỉ, làm bù vào thứ Bảy", vec![12]),
            ("12/04/2027 nghỉ lễ 30/4-1/5", vec![12]),
            ("12/04/2027 Quốc khánh 2/9", vec![12]),
        ] {
            let found = days(text);
            match off.as_slice() {
                [] => assert!(found.is_err(), "{text}: {found:?}"),
                off => assert_eq!(found.unwrap(), off, "{text}"),
            }
        }
    }

    #[test]
    fn what_could_be_a_day_or_a_remark_is_refused() {
        for text in [
            "2027-04-12 2027-04-13",
            "2027-04-12 và 13/4/2027",
            "2027-04-12 và 13/4",
            "2027-04-12 bù 13/4/2027",
            "2027-04-12 - 16",
            "2027-04-12 - 16/4",
            "2027-04-12, 13",
            "12-16/04/2027",
            "2027-04-16 - 2027-04-12",
            "2027-01-01 - 2027-12-31",
            "2027-04-12\n+2027-04-12",
            "2027-04-12..",
            "17/04/2027 (làm bù)",
            "2027-04-17 đi làm bù cho ngày 16",
            "2027-04-12, 2027-04-31",
            "12/04/2027~16/04/2027",
            "12/04/2027 nghỉ 12/4-16/4",
            "12/04/2027 nghỉ (12-16/4)",
            "12/04/2027 nghỉ 12/4→16/4",
            "12/04/2027 nghỉ đến hết 16/4",
            "12/04/2027 nghỉ, đến hết ngày 16/4",
            "2027-04-12/2027-04-16",
            "12/04/2027…16/04/2027",
            "12/04/2027đến16/04/2027",
            "12/04/2027đến16/4",
            "12/04/2027+16/04/2027",
            "12/04/2027|16/04/2027",
            "12/04/2027 ~ 16/4",
            "12/04/2027_16/04",
            "12/04/2027-13/04/2027-14/04/2027",
            // of how many days it is, and the first of them
            "05/02/2027 nghỉ liền 7 ngày Tết",
            "05/02/2027 Lunar New Year, 7 days",
            "05/02/2027 (đến mùng 6)",
            "02/09/2026 Quốc khánh 2 ngày",
        ] {
            assert!(Holidays::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_deadline_is_a_working_day() {
        let holidays = Holidays::parse("2027-10-08\n").unwrap();
        // 15 working days that end on Friday 2027-10-29 begin after Friday 2027-10-08
        assert_eq!(
            Holidays::default().latest_start(day("2027-10-29"), 15),
            day("2027-10-08")
        );
        assert_eq!(
            holidays.latest_start(day("2027-10-29"), 15),
            day("2027-10-07")
        );
        assert_eq!(
            holidays.latest_start(day("2027-10-10"), 0),
            day("2027-10-07")
        );
        assert_eq!(
            Holidays::default().working_by(day("2027-10-10")),
            day("2027-10-08")
        );
    }
}
