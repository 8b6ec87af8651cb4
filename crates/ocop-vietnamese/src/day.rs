//! Days as people write them in sentences, in both languages.

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day in a Vietnamese sentence, from its year, month and day.
///
/// ```
/// assert_eq!(ocop_vietnamese::day_vi(2026, 9, 5), "05/09/2026");
/// ```
#[must_use]
pub fn day_vi(year: i16, month: i8, day: i8) -> String {
    format!("{day:02}/{month:02}/{year:04}")
}

/// The same day in an English sentence. A month that there is not stands as its number.
///
/// ```
/// assert_eq!(ocop_vietnamese::day_en(2026, 9, 5), "5 September 2026");
/// ```
#[must_use]
pub fn day_en(year: i16, month: i8, day: i8) -> String {
    let index = usize::try_from(month).ok().and_then(|m| m.checked_sub(1));
    match index.and_then(|i| MONTHS.get(i)) {
        Some(name) => format!("{day} {name} {year}"),
        None => format!("{day} {month} {year}"),
    }
}
