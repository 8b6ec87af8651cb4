//! Statistics as a table for spreadsheets: a row a count.

use crate::csv::csv_row;

use super::report::{Count, Lacking, Near, NearMiss, StatsReport};

/// The counts of a report as CSV: the table that a count is of, its name, and the count. Names are
/// those of the report: identifiers and keys, which stay the same in every language.
///
/// ```
/// use ocop::stats::{Stats, StatsRequest, table};
/// let report = Stats::new(&ocop::Library::embedded(), StatsRequest::default()).report();
/// assert!(table(&report).starts_with("table,name,count\nitems,assessed,0\n"));
/// ```
#[must_use]
pub fn table(report: &StatsReport) -> String {
    let mut out = csv_row(["table", "name", "count"]);
    for (table, rows) in tables(report) {
        for (name, count) in rows {
            out.push_str(&csv_row([table, &name, &count.to_string()]));
        }
    }
    for near in &report.near_misses {
        let (name, count) = near_miss(near);
        out.push_str(&csv_row(["near-misses", &name, &count]));
    }
    let listed = u64::try_from(report.near_misses.len()).unwrap_or(u64::MAX);
    let more = report.near_count.saturating_sub(listed);
    if more > 0 {
        out.push_str(&csv_row(["near-misses", "not-listed", &more.to_string()]));
    }
    out
}

/// What a near miss lacks: which stars and which criterion, and the points.
fn near_miss(near: &NearMiss) -> (String, String) {
    let (what, count) = match &near.near {
        Near::Points { points } => (String::new(), points.to_string()),
        Near::Minimum { criterion } => (format!(" ({criterion})"), "0".to_owned()),
    };
    (format!("{} -> {}*{what}", near.named(), near.next), count)
}

/// The tables of a report by their names.
fn tables(report: &StatsReport) -> Vec<(&'static str, Vec<(String, u64)>)> {
    let counts = |list: &[Count]| list.iter().map(|c| (c.name.clone(), c.count)).collect();
    let lacking = |list: &[Lacking]| {
        let name = |l: &Lacking| match l.stars {
            Some(stars) => format!("{} ({stars})", l.key),
            None => l.key.clone(),
        };
        list.iter().map(|l| (name(l), l.count)).collect()
    };
    let named = |rows: &[(&str, u64)]| {
        let rows = rows.iter();
        rows.map(|(name, count)| ((*name).to_owned(), *count))
            .collect()
    };
    let totals = report.totals.iter();
    let history = report.history.iter().flat_map(|y| {
        let stars = y.by_stars.iter();
        let stars = stars.map(move |c| (format!("{} {}*", y.year, c.name), c.count));
        stars.chain([
            (format!("{} renewed", y.year), y.renewed),
            (format!("{} upgraded", y.year), y.upgraded),
            (format!("{} revoked", y.year), y.revoked),
        ])
    });
    vec![
        (
            "items",
            named(&[
                ("assessed", report.assessed),
                ("not-standing", report.not_standing),
                ("recognitions", report.recognitions),
                ("recognised-products", report.recognised),
                ("revoked-products", report.revoked),
                ("refused-lines", report.refused),
            ]),
        ),
        (
            "ideas",
            named(&[
                ("registered", report.ideas.registered),
                ("appraised", report.ideas.appraised),
                ("accepted", report.ideas.accepted),
            ]),
        ),
        ("stars", counts(&report.by_stars)),
        ("outcome", counts(&report.by_outcome)),
        ("sector", counts(&report.by_sector)),
        ("set", counts(&report.by_set)),
        ("province", counts(&report.by_province)),
        ("year", counts(&report.by_year)),
        (
            "totals",
            totals
                .map(|b| (b.from_points.to_string(), b.count))
                .collect(),
        ),
        ("unmet-minimums", lacking(&report.unmet)),
        ("zeros", lacking(&report.zeros)),
        ("history", history.collect()),
    ]
}
