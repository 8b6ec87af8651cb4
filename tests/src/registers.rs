//! A second reading of Art. 4.3, 7.6.a and 12.3, from their words alone: days are counted as plain
//! numbers, and nothing of the engine is used.

use std::collections::{BTreeMap, BTreeSet};

/// A day as its number, 0 on 1 January 2000, a Saturday.
pub type Day = i64;

const fn leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// How many days a month has.
#[must_use]
pub const fn length(year: i64, month: i64) -> i64 {
    match month {
        2 if leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The number of a day, counted month by month.
#[must_use]
pub fn number(year: i64, month: i64, day: i64) -> Day {
    let years: i64 = (2000..year).map(|y| if leap(y) { 366 } else { 365 }).sum();
    let months: i64 = (1..month).map(|m| length(year, m)).sum();
    years + months + day - 1
}

/// Year, month and day of a number.
#[must_use]
pub fn civil(day: Day) -> (i64, i64, i64) {
    let (mut year, mut month, mut left) = (2000, 1, day);
    while left >= length(year, month) {
        left -= length(year, month);
        (year, month) = if month == 12 {
            (year + 1, 1)
        } else {
            (year, month + 1)
        };
    }
    (year, month, left + 1)
}

/// `YYYY-MM-DD`.
#[must_use]
pub fn iso(day: Day) -> String {
    let (y, m, d) = civil(day);
    format!("{y:04}-{m:02}-{d:02}")
}

/// What a row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Which product.
    pub product: usize,
    /// Its stars.
    pub stars: i64,
    /// The day of issue.
    pub issued: Day,
    /// The day the dossier came.
    pub lodged: Option<Day>,
    /// The day it was decided.
    pub decided: Option<Day>,
    /// The day it was revoked.
    pub revoked: Option<Day>,
}

/// What must be told of a register.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// Day, what, product.
    pub due: BTreeSet<(String, &'static str, usize)>,
    /// Products whose window was missed.
    pub late: BTreeSet<usize>,
    /// Products whose rows contradict each other, or that cannot be what they say.
    pub refused: BTreeSet<usize>,
}

/// Whether offices are open: not at the week's end, not on the four holidays of one date, and not on
/// the days that make up for those of them at the week's end.
fn open(day: Day, off: &BTreeSet<Day>) -> bool {
    // day 0 is a Saturday
    let rest = |day: Day| matches!(day.rem_euclid(7), 0 | 1);
    let holiday = |day: Day| {
        ["-01-01", "-04-30", "-05-01", "-09-02"]
            .iter()
            .any(|d| iso(day).ends_with(d))
    };
    let mut owed = 0;
    for before in day - 14..day {
        match (holiday(before), rest(before)) {
            (true, true) => owed += 1,
            (false, false) if owed > 0 => owed -= 1,
            _ => {}
        }
    }
    !rest(day) && !holiday(day) && owed == 0 && !off.contains(&day)
}

/// What falls due by the words of the law.
#[must_use]
pub fn expected(rows: &[Row], on: Day, within: i64, off: &BTreeSet<Day>) -> Expected {
    let mut out = Expected::default();
    let mut products: BTreeMap<usize, BTreeMap<Day, Vec<Row>>> = BTreeMap::new();
    for row in rows {
        let certificates = products.entry(row.product).or_default();
        certificates.entry(row.issued).or_default().push(*row);
    }
    for (product, certificates) in products {
        let one = |days: Vec<Option<Day>>| -> Result<Option<Day>, ()> {
            let days: BTreeSet<Day> = days.into_iter().flatten().collect();
            if days.len() > 1 {
                Err(())
            } else {
                Ok(days.into_iter().next())
            }
        };
        let mut merged = Vec::new();
        let mut sound = true;
        for same in certificates.values() {
            let stars: BTreeSet<i64> = same.iter().map(|r| r.stars).collect();
            let lodged = one(same.iter().map(|r| r.lodged).collect());
            let decided = one(same.iter().map(|r| r.decided).collect());
            let revoked = one(same.iter().map(|r| r.revoked).collect());
            match (lodged, decided, revoked) {
                (Ok(Some(lodged)), Ok(Some(decided)), _) if decided < lodged => sound = false,
                (Ok(lodged), Ok(decided), Ok(revoked)) if stars.len() == 1 => {
                    let first = same.first().copied();
                    merged.extend(first.map(|row| Row {
                        lodged,
                        decided,
                        revoked,
                        ..row
                    }));
                }
                _ => sound = false,
            }
        }
        if !sound {
            out.refused.insert(product);
            continue;
        }
        let Some(row) = merged
            .iter()
            .filter(|r| r.issued <= on)
            .max_by_key(|r| r.issued)
        else {
            continue;
        };
        certificate(product, row, on, within, off, &mut out);
    }
    out
}

/// One certificate: 36 months; its window; what a dossier outside it gives.
fn certificate(
    product: usize,
    row: &Row,
    on: Day,
    within: i64,
    off: &BTreeSet<Day>,
    out: &mut Expected,
) {
    let (y, m, d) = civil(row.issued);
    let expiry = number(y + 3, m, d.min(length(y + 3, m)));
    let (opens, closes, longest) = (expiry - 180, expiry - 120, expiry + 180);
    let known = |day: Option<Day>| day.filter(|d| *d <= on);
    let (lodged, decided) = (known(row.lodged), known(row.decided));
    if known(row.revoked).is_some() {
        return;
    }
    let in_window = lodged.is_some_and(|d| opens <= d && d <= closes);
    let early = lodged.is_some_and(|d| d < opens);
    // Art. 12.3: a day that does not meet the window, before or after it
    let prolonged = lodged.is_some_and(|d| d <= longest) && !in_window;
    let end = match decided {
        _ if !prolonged => expiry,
        None => longest,
        Some(day) if day < expiry => expiry,
        Some(day) if day > longest => longest,
        Some(day) => day,
    };
    let mut add = |day: Day, what| {
        if on <= day && day <= on + within {
            out.due.insert((iso(day), what, product));
        }
    };
    add(end, "lapses");
    // with an early dossier alone in hand, the window is still worth using until it closes
    let waits = decided.is_none() && (lodged.is_none() || early && on <= closes) && on <= expiry;
    if waits {
        add(opens, "opens");
        let mut last = closes;
        while !open(last, off) {
            last -= 1;
        }
        // past the last working day, the law's own day is left
        add(if last < on { closes } else { last }, "closes");
    }
    if decided.is_none() && lodged.is_none() && closes < on && on <= expiry {
        out.late.insert(product);
    }
}
