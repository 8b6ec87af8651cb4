//! Days as people write them: on a command line, in a list, in a cell of a table. JSON keeps to
//! `YYYY-MM-DD` ([`crate::parse_date`]).

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::problem::{Code, Problem};
use crate::spelling::{is_dash, is_slash, tidy};
use crate::text::{Lang, Text};

/// The years that a day can lie in; earlier ones are slips of the pen.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=9999;

/// Why a text is not taken for a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotADay {
    /// It is not written as a day at all.
    Unread,
    /// No such day exists: 30 February.
    Impossible,
    /// Month before day, as this day: in Vietnam the day comes first.
    MonthFirst(Date),
    /// A year of two figures: which number is the year cannot be told.
    ShortYear,
    /// A spreadsheet's number of this day.
    Serial(Date),
    /// A day with an hour other than midnight, which depends on where the clock stood.
    WithHour,
}

/// Reads a day as people write it: `2026-09-20`, `20/09/2026`, `20-9-2026`, `20.9.2026`,
/// `ngày 20 tháng 9 năm 2026`, whatever the dashes and spaces, midnight after it or not. The day
/// comes before the month, as in Vietnam.
///
/// ```
/// use ocop::{NotADay, read_day};
/// let day = "2026-09-20".parse()?;
/// for written in ["2026-09-20", "20/09/2026", "20.9.2026", "20 – 9 – 2026", "ngày 20 tháng 9 năm 2026"] {
///     assert_eq!(read_day(written), Ok(day));
/// }
/// assert_eq!(read_day("09/20/2026"), Err(NotADay::MonthFirst(day)));
/// assert_eq!(read_day("20/09/26"), Err(NotADay::ShortYear));
/// # Ok::<(), jiff::Error>(())
/// ```
///
/// # Errors
///
/// What is no day, is impossible, or could be two days.
pub fn read_day(text: &str) -> Result<Date, NotADay> {
    let tidied: String = tidy(text)
        .chars()
        .map(|c| match c {
            c if is_dash(c) => '-',
            c if is_slash(c) => '/',
            c => c,
        })
        .collect();
    let day = without_midnight(&tidied)?;
    // "ngày 05/10/2026"
    let day = ["ngày ", "Ngày "]
        .into_iter()
        .find_map(|w| day.strip_prefix(w))
        .unwrap_or(day);
    if let Some(spoken) = spoken(day) {
        let [d, m, y] = spoken;
        return day_month_year(&d, &m, &y);
    }
    let separator = day
        .chars()
        .find(|c| matches!(c, '-' | '/' | '.'))
        .ok_or_else(|| serial(day))?;
    let steps: Vec<&str> = day.split(separator).map(str::trim).collect();
    let figures = |s: &&str| !s.is_empty() && s.len() <= 4 && s.bytes().all(|b| b.is_ascii_digit());
    match *steps.as_slice() {
        _ if !steps.iter().all(figures) => Err(NotADay::Unread),
        [y, m, d] if y.len() == 4 => real(y, m, d),
        [d, m, y] if y.len() == 4 => day_month_year(d, m, y),
        [a, b, c] if [a, b, c].iter().all(|s| s.len() <= 2) => Err(NotADay::ShortYear),
        _ => Err(NotADay::Unread),
    }
}

/// A day as people read it: `20/09/2026`, `20 September 2026`. JSON keeps to `2026-09-20`.
///
/// ```
/// use ocop::{Lang, written_day};
/// let day = "2026-09-05".parse()?;
/// assert_eq!(written_day(day, Lang::Vi), "05/09/2026");
/// assert_eq!(written_day(day, Lang::En), "5 September 2026");
/// # Ok::<(), jiff::Error>(())
/// ```
#[must_use]
pub fn written_day(day: Date, lang: Lang) -> String {
    match lang {
        Lang::Vi => vi(day),
        Lang::En => en(day),
    }
}

/// A day in a Vietnamese sentence.
pub(crate) fn vi(day: Date) -> String {
    ocop_vietnamese::day_vi(day.year(), day.month(), day.day())
}

/// A day in an English sentence.
pub(crate) fn en(day: Date) -> String {
    ocop_vietnamese::day_en(day.year(), day.month(), day.day())
}

impl Problem {
    /// Says which day was found, where another or any after it was expected.
    pub(crate) fn with_too_early(self, found: Date, first: Date) -> Self {
        self.with_found(found.to_string()).with_expected(
            format!("từ {} trở đi", vi(first)),
            format!("{} or later", en(first)),
        )
    }
}

/// A real day of three numbers.
fn real(year: &str, month: &str, day: &str) -> Result<Date, NotADay> {
    let (Ok(y), Ok(m), Ok(d)) = (year.parse(), month.parse(), day.parse()) else {
        return Err(NotADay::Unread);
    };
    if !YEARS.contains(&y) {
        return Err(NotADay::Impossible);
    }
    Date::new(y, m, d).map_err(|_| NotADay::Impossible)
}

fn day_month_year(day: &str, month: &str, year: &str) -> Result<Date, NotADay> {
    real(year, month, day).map_err(|why| match real(year, day, month) {
        Ok(swapped) => NotADay::MonthFirst(swapped),
        Err(_) => why,
    })
}

/// The numbers of `ngày 20 tháng 9 năm 2026`.
fn spoken(text: &str) -> Option<[String; 3]> {
    let key = text.to_lowercase().replace(',', " ");
    let words: Vec<&str> = key
        .split_whitespace()
        .filter(|w| !matches!(*w, "ngày" | "năm"))
        .collect();
    match *words.as_slice() {
        [d, "tháng", m, y] if [d, m, y].iter().all(|n| n.parse::<u16>().is_ok()) => {
            Some([d, m, y].map(str::to_owned))
        }
        _ => None,
    }
}

/// The number that a spreadsheet keeps a day as.
fn serial(text: &str) -> NotADay {
    let number = text.parse::<i64>().ok();
    let first = Date::new(1899, 12, 30).ok();
    number
        .filter(|n| text.len() == 5 && (20_000..80_000).contains(n))
        .zip(first)
        .and_then(|(n, first)| first.checked_add(n.days()).ok())
        .map_or(NotADay::Unread, NotADay::Serial)
}

/// What stands before a midnight that some program added.
fn without_midnight(text: &str) -> Result<&str, NotADay> {
    let Some(colon) = text.find(':') else {
        return Ok(text);
    };
    let before = text.get(..colon).unwrap_or_default();
    let hour_at = before.rfind([' ', 'T']).ok_or(NotADay::Unread)?;
    let day = text.get(..hour_at).unwrap_or_default();
    let hour = text.get(hour_at..).unwrap_or_default();
    let midnight = hour
        .trim_start_matches([' ', 'T'])
        .trim_end_matches('Z')
        .chars()
        .all(|c| matches!(c, '0' | ':' | '.'));
    if midnight {
        Ok(day)
    } else {
        Err(NotADay::WithHour)
    }
}

impl NotADay {
    /// The problem of a text that is no day, with what was most likely meant.
    #[must_use]
    pub fn problem(self, found: &str, path: impl Into<String>) -> Problem {
        let found = crate::text::shortened(found);
        let problem = Problem::new(
            Code::InvalidDate,
            path,
            format!("Gặp \"{found}\", cần một ngày có thật, như 20/09/2026 hoặc 2026-09-20."),
            format!("Found \"{found}\", expected a real date such as 20/09/2026 or 2026-09-20."),
        )
        .with_found(&*found)
        .with_expected(
            "một ngày có thật, như 20/09/2026",
            "a real date such as 20/09/2026",
        );
        match self.help() {
            Some(help) => problem.with_help(help.vi, help.en),
            None => problem,
        }
    }

    fn help(self) -> Option<Text> {
        Some(match self {
            Self::Unread => return None,
            Self::Impossible => Text::new("Không có ngày này.", "There is no such day."),
            Self::MonthFirst(day) => Text::new(
                format!("Ghi ngày trước, tháng sau: {}.", vi(day)),
                format!("The day comes before the month: {}.", vi(day)),
            ),
            Self::ShortYear => Text::new(
                "Ghi năm đủ bốn chữ số.",
                "Write the year with all four figures.",
            ),
            Self::Serial(day) => Text::new(
                format!(
                    "Số của bảng tính, có lẽ là {}: định dạng ô là ngày rồi lưu lại.",
                    vi(day)
                ),
                format!(
                    "A spreadsheet's number, perhaps of {}: format the cell as a date and save again.",
                    vi(day)
                ),
            ),
            Self::WithHour => Text::new("Bỏ giờ, chỉ ghi ngày.", "Leave out the hour."),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_however_people_write_it() {
        let day = Date::new(2026, 9, 5).unwrap();
        for text in [
            "2026-09-05",
            "2026/9/5",
            "2026.09.05",
            "5/9/2026",
            "05/09/2026",
            "5-9-2026",
            "05.09.2026",
            "05\u{2013}09\u{2013}2026",
            "\u{a0}05 / 09 / 2026 ",
            "05\u{2215}09\u{2044}2026",
            "\u{ff10}\u{ff15}\u{ff0f}\u{ff10}\u{ff19}\u{ff0f}\u{ff12}\u{ff10}\u{ff12}\u{ff16}",
            "2026-09-05 00:00:00",
            "2026-09-05T00:00:00Z",
            "05/09/2026 0:00",
            "5 tháng 9 năm 2026",
            "Ngày 05 tháng 09, 2026",
            "nga\u{300}y 5 tha\u{301}ng 9 na\u{306}m 2026",
        ] {
            assert_eq!(read_day(text), Ok(day), "{text}");
        }
    }

    #[test]
    fn what_is_impossible_or_could_be_two_days_is_refused() {
        use NotADay::*;
        let day = |y, m, d| Date::new(y, m, d).unwrap();
        for (text, why) in [
            ("", Unread),
            ("hôm nay", Unread),
            ("2026", Unread),
            ("09/2026", Unread),
            ("1/2/3/2026", Unread),
            ("5/9-2026", Unread),
            ("+5/9/2026", Unread),
            ("5//2026", Unread),
            ("20260905", Unread),
            ("30/02/2026", Impossible),
            ("2026-02-30", Impossible),
            ("00/01/2026", Impossible),
            ("32/13/2026", Impossible),
            ("20/09/0206", Impossible),
            ("09/20/2026", MonthFirst(day(2026, 9, 20))),
            ("20/9/26", ShortYear),
            ("26-09-20", ShortYear),
            ("1.2.3", ShortYear),
            ("46285", Serial(day(2026, 9, 20))),
            ("12345", Unread),
            ("2026-09-05 07:30", WithHour),
            ("07:30", Unread),
        ] {
            assert_eq!(read_day(text), Err(why), "{text}");
        }
        let told = MonthFirst(day(2026, 9, 20)).problem("09/20/2026", "/on");
        assert!(told.help.unwrap().vi.contains("20/09/2026"));
    }
}
