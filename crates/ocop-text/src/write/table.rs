//! A table in columns of plain text, or where the page is too narrow as a list of its cells.

use unicode_width::UnicodeWidthStr;

use crate::document::{Align, Row, RowKind, Table};
use crate::inline::Inline;

use super::wrap::{centred, left, lines as wrap, right};

/// Between two columns.
const GAP: usize = 2;
/// The least width of a column of words that are wrapped.
const LEAST: usize = 14;

/// The lines of a table.
pub fn lines(table: &Table, width: usize) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(caption) = &table.caption {
        out.extend(wrap(&caption.to_string(), width));
    }
    match widths(table, width) {
        Some(widths) => columns(table, &widths, &mut out),
        None => cards(table, width, &mut out),
    }
    out
}

fn cell(row: &Row, i: usize) -> String {
    row.cells.get(i).map(Inline::to_string).unwrap_or_default()
}

/// How wide each column is; none where they do not fit.
fn widths(table: &Table, width: usize) -> Option<Vec<usize>> {
    let rows = || table.rows.iter().filter(|r| r.kind != RowKind::Heading);
    let longest = |i: usize, measure: fn(&str) -> usize| {
        let head = table.columns.get(i).map(|c| measure(&c.head.to_string()));
        let cells = rows().map(|r| measure(&cell(r, i)));
        cells.chain(head).max().unwrap_or(0)
    };
    let word = |text: &str| {
        text.split(' ')
            .map(UnicodeWidthStr::width)
            .max()
            .unwrap_or(0)
    };
    let wanted: Vec<usize> = (0..table.columns.len())
        .map(|i| longest(i, |t| t.width()))
        .collect();
    let gaps = table.columns.len().saturating_sub(1).saturating_mul(GAP);
    let room = width.checked_sub(gaps)?;
    if wanted.iter().sum::<usize>() <= room {
        return Some(wanted);
    }
    // columns without a share are as wide as their cells, their heads may be wrapped
    let mut found: Vec<usize> = Vec::new();
    for (i, column) in table.columns.iter().enumerate() {
        let cells = rows().map(|r| cell(r, i).width()).max().unwrap_or(0);
        let head = word(&column.head.to_string());
        found.push(if column.share == 0 {
            cells.max(head)
        } else {
            0
        });
    }
    let fixed: usize = found.iter().sum();
    let mut left = room.checked_sub(fixed)?;
    let mut shares: usize = table.columns.iter().map(|c| usize::from(c.share)).sum();
    // a column that needs less than its share leaves the rest to the others
    let mut open: Vec<usize> = (0..table.columns.len())
        .filter(|i| table.columns.get(*i).is_some_and(|c| c.share > 0))
        .collect();
    let share = |i: usize| table.columns.get(i).map_or(0, |c| usize::from(c.share));
    loop {
        let part = |i: usize| {
            left.saturating_mul(share(i))
                .checked_div(shares)
                .unwrap_or(0)
        };
        let content = open
            .iter()
            .copied()
            .find(|i| wanted.get(*i).is_some_and(|w| *w <= part(*i)));
        let Some(i) = content else { break };
        let takes = wanted.get(i).copied().unwrap_or(0);
        if let Some(slot) = found.get_mut(i) {
            *slot = takes;
        }
        left = left.saturating_sub(takes);
        shares = shares.saturating_sub(share(i));
        open.retain(|o| *o != i);
    }
    for i in open {
        let takes = left
            .saturating_mul(share(i))
            .checked_div(shares)
            .unwrap_or(0);
        let least = LEAST.min(wanted.get(i).copied().unwrap_or(0));
        if takes < least {
            return None;
        }
        if let Some(slot) = found.get_mut(i) {
            *slot = takes;
        }
    }
    Some(found)
}

fn columns(table: &Table, widths: &[usize], out: &mut Vec<String>) {
    let total = widths
        .iter()
        .sum::<usize>()
        .saturating_add(widths.len().saturating_sub(1).saturating_mul(GAP));
    let rule = "─".repeat(total);
    let set = |cells: Vec<String>, out: &mut Vec<String>| {
        let cells: Vec<Vec<String>> = cells
            .iter()
            .zip(widths)
            .map(|(c, w)| wrap(c, (*w).max(1)))
            .collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            let mut text = String::new();
            for (i, ((cell, width), column)) in
                cells.iter().zip(widths).zip(&table.columns).enumerate()
            {
                if i > 0 {
                    text.push_str(&" ".repeat(GAP));
                }
                let words = cell.get(line).map_or("", String::as_str);
                text.push_str(&match column.align {
                    Align::Left => left(words, *width),
                    Align::Centre => centred(words, *width),
                    Align::Right => right(words, *width),
                });
            }
            out.push(text);
        }
    };
    if table.has_head() {
        set(
            table.columns.iter().map(|c| c.head.to_string()).collect(),
            out,
        );
        out.push(rule.clone());
    }
    for (number, row) in table.rows.iter().enumerate() {
        match row.kind {
            RowKind::Heading => {
                if number > 0 {
                    out.push(String::new());
                }
                out.extend(wrap(&cell(row, 0), total));
            }
            kind => {
                if kind == RowKind::Total {
                    out.push(rule.clone());
                }
                set((0..widths.len()).map(|i| cell(row, i)).collect(), out);
            }
        }
    }
}

/// A row after the other: its first cell, and each further one under its head.
fn cards(table: &Table, width: usize, out: &mut Vec<String>) {
    for row in &table.rows {
        out.extend(wrap(&cell(row, 0), width));
        for (i, column) in table.columns.iter().enumerate().skip(1) {
            let words = cell(row, i);
            if words.is_empty() {
                continue;
            }
            let words = if column.head.is_empty() {
                words
            } else {
                format!("{}: {words}", column.head)
            };
            let below = wrap(&words, width.saturating_sub(4));
            out.extend(below.iter().map(|l| format!("    {l}")));
        }
    }
}
