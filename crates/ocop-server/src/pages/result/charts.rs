//! A closed round in pictures: points by member with their spread, and where sheets are at 0. Each
//! picture has a line that says what it shows, and its figures as a table.

use std::collections::BTreeMap;

use askama::Template;
use ocop::council::{StandingCode, TallyReport};
use ocop::{Lang, State};

use crate::pages::words::Words;
use crate::repository::sheets::SheetRow;
use crate::service::Evening;
use crate::service::sitting::{Session, object};

/// The most criteria that are drawn.
const MOST: usize = 10;

/// The width of a bar at its greatest, in the units of the picture.
const WIDTH: u32 = 320;

/// The height of a row: a line of words and a bar.
const ROW: u32 = 40;

#[derive(Template)]
#[template(path = "charts.html")]
struct Charts {
    w: Words,
    products: Vec<Chart>,
    zeros: Option<Chart>,
}

struct Chart {
    title: String,
    /// What it shows, in a sentence.
    says: String,
    height: u32,
    bars: Vec<Bar>,
    /// Where the mean is.
    mean: Option<u32>,
    /// Whether the spread is too great.
    apart: bool,
}

struct Bar {
    label: String,
    figure: String,
    /// Where its words and its bar begin.
    words_y: u32,
    bar_y: u32,
    length: u32,
}

fn bars(rows: impl Iterator<Item = (String, String, u32, u32)>) -> Vec<Bar> {
    let numbered = (0_u32..).zip(rows);
    numbered
        .map(|(n, (label, figure, part, whole))| {
            let top = n.saturating_mul(ROW);
            Bar {
                label,
                figure,
                words_y: top.saturating_add(16),
                bar_y: top.saturating_add(22),
                length: along(part, whole),
            }
        })
        .collect()
}

/// How far along the width so much of so much is.
fn along(part: u32, whole: u32) -> u32 {
    part.saturating_mul(WIDTH)
        .checked_div(whole)
        .unwrap_or_default()
        .min(WIDTH)
}

fn height(bars: &[Bar]) -> u32 {
    u32::try_from(bars.len())
        .unwrap_or(u32::MAX)
        .saturating_mul(ROW)
}

/// All charts of a round, as a piece of HTML.
pub(super) fn charts(
    evening: &Evening,
    w: Words,
    session: &Session,
    sheets: &[SheetRow],
    tally: &TallyReport<'_>,
) -> String {
    let page = Charts {
        w,
        products: products(w, session, tally),
        zeros: zeros(evening, w, session, sheets, tally),
    };
    page.render().unwrap_or_default()
}

fn products(w: Words, session: &Session, tally: &TallyReport<'_>) -> Vec<Chart> {
    let mut out = Vec::new();
    for product in &tally.products {
        let points = || product.sheets.iter().map(|s| u32::from(s.points.get()));
        let (Some(least), Some(most)) = (points().min(), points().max()) else {
            continue;
        };
        let whole = product
            .parts
            .iter()
            .map(|p| u32::from(p.max_points.get()))
            .sum::<u32>()
            .max(most);
        let title = name(session, &product.id);
        let spread = most.saturating_sub(least);
        let says = match w.lang {
            Lang::Vi => {
                format!("{title}: thấp nhất {least}, cao nhất {most}, chênh lệch {spread} điểm.")
            }
            Lang::En => {
                format!("{title}: lowest {least}, highest {most}, a spread of {spread} points.")
            }
        };
        let rows = product.sheets.iter().map(|sheet| {
            let points = u32::from(sheet.points.get());
            let who = session.member(&sheet.member);
            let who = who.map_or_else(|| sheet.member.to_string(), |m| m.name.clone());
            (who, points.to_string(), points, whole)
        });
        let bars = bars(rows);
        let all = whole.saturating_mul(product.count);
        out.push(Chart {
            says,
            height: height(&bars),
            bars,
            mean: (product.count > 1).then(|| along(product.sum, all)),
            apart: product.has(StandingCode::Spread),
            title,
        });
    }
    out
}

fn name(session: &Session, product: &str) -> String {
    let found = session.product(product);
    found.map_or_else(|| product.to_owned(), |p| p.name.clone())
}

/// The criteria at which most of the sheets that count are at 0.
fn zeros(
    evening: &Evening,
    w: Words,
    session: &Session,
    sheets: &[SheetRow],
    tally: &TallyReport<'_>,
) -> Option<Chart> {
    // the same thing has one key in every set
    let mut counts: BTreeMap<String, (String, u32, u32)> = BTreeMap::new();
    for tallied in &tally.products {
        let product = session.product(&tallied.id)?;
        let set = evening.sheet_of(session, product).ok()?;
        for sheet in &tallied.sheets {
            let rows = sheets.iter().filter(|r| {
                r.product == product.id
                    && r.member == sheet.member
                    && tallied
                        .round
                        .is_some_and(|round| r.round <= i64::from(round))
            });
            // whoever stands by the sheet before is counted with that one
            let row = rows
                .filter(|r| !object(&r.content).contains_key("unchanged"))
                .max_by_key(|r| r.round);
            let Some(row) = row else { continue };
            let content = object(&row.content);
            let rated = evening.evaluated(&session.row.criteria, &product.set, &content);
            for score in rated.ok()?.scores.iter().flatten() {
                if score.state != State::Scored {
                    continue;
                }
                let criterion = set.criteria().find(|c| c.criterion == score.criterion);
                let label = criterion.map_or("", |c| c.name.get(w.lang));
                let entry = counts.entry(score.key.to_string());
                let (_, zero, all) = entry.or_insert_with(|| (label.to_owned(), 0, 0));
                *all = all.saturating_add(1);
                if score.points.get() == 0 {
                    *zero = zero.saturating_add(1);
                }
            }
        }
    }
    let mut found: Vec<(String, u32, u32)> = counts
        .into_values()
        .filter(|(_, zero, _)| *zero > 0)
        .collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    found.truncate(MOST);
    let (first, count) = found
        .first()
        .map(|(label, zero, _)| (label.clone(), *zero))?;
    let rows = found
        .into_iter()
        .map(|(label, zero, all)| (label, format!("{zero}/{all}"), zero, all));
    let bars = bars(rows);
    Some(Chart {
        title: w.most_zeros().to_owned(),
        says: match w.lang {
            Lang::Vi => format!("Nhiều nhất: {first}, {count} phiếu 0 điểm."),
            Lang::En => format!("Most: {first}, {count} sheets at 0 points."),
        },
        height: height(&bars),
        bars,
        mean: None,
        apart: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_part_of_the_whole() {
        assert_eq!(
            [along(0, 100), along(50, 100), along(100, 100)],
            [0, 160, 320]
        );
        assert_eq!((along(7, 0), along(9, 3)), (0, WIDTH));
    }
}
