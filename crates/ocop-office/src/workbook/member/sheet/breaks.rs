//! Where a printed sheet goes on to the next page: a criterion is scored with all of its levels in sight.

use super::super::layout::{Layout, Line};
use super::super::printed::Printed;
use super::super::words::Words;
use super::writer::{LINE_HEIGHT, set_height};

/// How high a page is between the margins, in points of a sheet that is printed across its width, a
/// little less than it is: programs differ in the width of a column.
const PAGE: u32 = 880;
/// What the headings take that stand on each further page.
const HEADS: u32 = 30;

/// The rows that begin a page.
pub(super) fn breaks(layout: &Layout<'_>, words: &Words) -> Vec<u32> {
    let mut out = Vec::new();
    let (mut filled, mut together, mut first) = (0_u32, 0_u32, 0_u32);
    for (row, line) in (0_u32..).zip(&layout.lines) {
        together = together.saturating_add(row_height(layout, *line, words));
        let at = usize::try_from(row).unwrap_or(usize::MAX);
        let next = layout.lines.get(at.saturating_add(1));
        if next.is_some_and(|next| is_kept(*line, *next)) {
            continue;
        }
        if filled.saturating_add(together) > PAGE && filled > 0 {
            out.push(first);
            filled = HEADS;
        }
        filled = filled.saturating_add(together);
        (together, first) = (0, row.saturating_add(1));
    }
    out
}

/// Whether a line stays on the page of the one before it.
const fn is_kept(line: Line, next: Line) -> bool {
    match (line, next) {
        // a heading with what it heads, notes of a criterion with its levels
        (
            Line::Part(_)
            | Line::Section(..)
            | Line::Group(..)
            | Line::DetailsHeading
            | Line::CasesHeading
            | Line::Case
            | Line::FindingsHeading
            | Line::MinimumsHeading
            | Line::StarHeading(_)
            | Line::OwnHeading,
            _,
        )
        | (Line::Criterion(_), Line::CriterionNote(..) | Line::Level(..))
        | (Line::CriterionNote(..) | Line::Level(..), Line::CriterionNote(..) | Line::Level(..))
        // what is signed with the signature, and what the points come to with their sum
        | (Line::Comment | Line::Submitted | Line::Day, _)
        | (Line::Total | Line::PointsStars | Line::Stars, _) => true,
        _ => false,
    }
}

fn row_height(layout: &Layout<'_>, line: Line, words: &Words) -> u32 {
    match line {
        Line::Head | Line::Fact(_) => HEADS,
        Line::Title | Line::Live | Line::Day => 26,
        Line::Comment => 60,
        Line::Identity | Line::Signature => LINE_HEIGHT,
        _ => {
            let printed = Printed::of(layout, line, words).unwrap_or_default();
            set_height(&printed.words).unwrap_or(LINE_HEIGHT)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::member::layout::Purpose;
    use ocop::{Lang, Library};

    /// Of every sheet of every decision: no page begins within a criterion, and none is too full.
    #[test]
    fn a_page_begins_with_a_criterion_or_a_heading() {
        let library = Library::embedded();
        let mut pages = 0;
        for criteria in library.versions() {
            for number in criteria.set_numbers() {
                let set = criteria.set(number).unwrap();
                let shown = criteria.show(set).unwrap();
                for (lang, purpose) in [(Lang::Vi, Purpose::Round(1)), (Lang::En, Purpose::Alone)] {
                    let layout = Layout::new(&shown, set, purpose);
                    let words = Words::new(lang);
                    let breaks = breaks(&layout, &words);
                    pages += breaks.len();
                    let (mut filled, mut before) = (0, None);
                    for (row, line) in (0_u32..).zip(&layout.lines) {
                        if breaks.contains(&row) {
                            let within = matches!(line, Line::Level(..) | Line::CriterionNote(..));
                            let kept = before.is_some_and(|before| is_kept(before, *line));
                            assert!(!within && !kept, "{number} {row} {line:?}");
                            filled = HEADS;
                        }
                        filled += row_height(&layout, *line, &words);
                        assert!(filled <= PAGE, "{number} {row} {line:?} {filled}");
                        before = Some(*line);
                    }
                }
            }
        }
        assert!(pages > 300, "{pages}");
    }
}
