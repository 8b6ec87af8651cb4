//! Days that a workbook keeps as numbers: which formats show a number as a day, and which day it is.

use jiff::ToSpan as _;
use jiff::civil::date;

/// Whether a format shows a number as a day: by its number, or by its code.
pub(super) fn is_day(id: u32, code: Option<&str>) -> bool {
    match code {
        None => matches!(id, 14..=17 | 22 | 27..=36 | 50..=58),
        Some(code) => {
            let mut letters = String::new();
            let mut chars = code.chars();
            while let Some(c) = chars.next() {
                match c {
                    '"' => _ = chars.by_ref().find(|c| *c == '"'),
                    '[' => _ = chars.by_ref().find(|c| *c == ']'),
                    '\\' | '_' | '*' => _ = chars.next(),
                    c => letters.extend(c.to_lowercase()),
                }
            }
            letters.contains('d') || letters.contains('y')
        }
    }
}

/// The day of a number, as ISO 8601 has it; none for numbers that are no day.
pub(super) fn day(number: f64, from_1904: bool) -> Option<String> {
    let text = number.to_string();
    let whole: i64 = text.split('.').next()?.parse().ok()?;
    // Excel counts a day that never was, the 60th: days before it are one further on
    let first = match whole {
        _ if from_1904 => date(1904, 1, 1),
        61.. => date(1899, 12, 30),
        1..=59 => date(1899, 12, 31),
        _ => return None,
    };
    let day = first.checked_add(i32::try_from(whole).ok()?.days()).ok()?;
    (day.year() < 2200).then(|| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_told_by_their_format_and_counted_as_excel_counts() {
        for (code, expected) in [
            ("dd/mm/yyyy", true),
            ("[$-42A]d/m/yy;@", true),
            ("#,##0 \"đồng/ngày\"", false),
            ("[Red]0.00", false),
            ("General", false),
            ("0\\d", false),
        ] {
            assert_eq!(is_day(164, Some(code)), expected, "{code}");
        }
        assert!(is_day(14, None) && !is_day(2, None));
        assert_eq!(day(46300.0, false).as_deref(), Some("2026-10-05"));
        assert_eq!(day(46300.75, false).as_deref(), Some("2026-10-05"));
        assert_eq!(day(44838.0, true).as_deref(), Some("2026-10-05"));
        // what a cell shows as a day is one, also where it is meant as points
        assert_eq!(day(3.0, false).as_deref(), Some("1900-01-03"));
        assert_eq!(day(59.0, false).as_deref(), Some("1900-02-28"));
        assert_eq!(day(61.0, false).as_deref(), Some("1900-03-01"));
        for none in [0.0, 0.5, -1.0, 1e12, 60.0] {
            assert_eq!(day(none, false), None, "{none}");
        }
    }
}
