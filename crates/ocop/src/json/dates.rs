//! Dates as the formats write them.

/// A date written `YYYY-MM-DD`, and in no other of the ways that ISO 8601 knows.
///
/// ```
/// assert!(ocop::parse_date("2026-08-03").is_some());
/// assert!(ocop::parse_date("2026-02-30").is_none());
/// ```
#[must_use]
pub fn date(text: &str) -> Option<jiff::civil::Date> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return None;
    };
    let digit = |byte: &u8| {
        let digit = byte.checked_sub(b'0').filter(|d| *d < 10)?;
        i8::try_from(digit).ok()
    };
    let two = |tens, ones| digit(tens)?.checked_mul(10)?.checked_add(digit(ones)?);
    let century = i16::from(two(y1, y2)?).checked_mul(100)?;
    let year = century.checked_add(two(y3, y4)?.into())?;
    jiff::civil::Date::new(year, two(m1, m2)?, two(d1, d2)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_have_one_spelling_and_exist() {
        assert!(date("2026-08-03").is_some() && date("2028-02-29").is_some());
        for wrong in [
            "2026-02-30",
            "2026-8-3",
            "20260803",
            "2026-W31-1",
            "2026-08-03T00:00",
            "03/08/2026",
            "",
        ] {
            assert!(date(wrong).is_none(), "{wrong}");
        }
    }
}
