//! Tables: those that a document has, and those without lines that set things side by side.

use ocop_text::{Align, Column, Inline, Row, RowKind, Table};

use super::element::{KEEP, Look, paragraph, words};

/// The width of a letter in a table, in twentieths of a point, of a sign as broad as it is high, and
/// what a cell has besides.
const LETTER: usize = 122;
const SQUARE: usize = 230;
const PADDING: usize = 200;

/// The widths of letters in the head of a table, which is bold: of a broad one, a capital among them,
/// and of any other.
const BROAD: usize = 190;
const BOLD_LETTER: usize = 130;

/// How many rows a table has at most that is kept on one page; one that ends in a sum, which is not left
/// without what it sums up.
const SMALL: usize = 5;
const SUMMED: usize = 12;

/// How many rows below a heading stay on its page, and how many letters they have at most: a criterion is
/// scored with all of its levels in sight.
const HEADED: usize = 10;
const HEADED_LETTERS: usize = 1200;

/// A cell of a table without lines.
pub struct LayoutCell {
    width: usize,
    paragraphs: String,
}

impl LayoutCell {
    pub const fn new(width: usize, paragraphs: String) -> Self {
        Self { width, paragraphs }
    }
}

/// A row of things side by side, without lines.
pub fn layout(cells: &[LayoutCell], whole: bool) -> String {
    let grid = cells.iter().map(|c| c.width);
    let whole = if whole {
        "<w:trPr><w:cantSplit/></w:trPr>"
    } else {
        ""
    };
    let row = cells.iter().map(|c| cell(c.width, "", &c.paragraphs));
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
         <w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/>\
         </w:tblCellMar></w:tblPr>{}<w:tr>{whole}{}</w:tr></w:tbl>\n{}",
        grid.clone().sum::<usize>(),
        self::grid(grid),
        row.collect::<String>(),
        after(""),
    )
}

/// Two tables would become one, and the last thing of a page must be a paragraph.
fn after(keep: &str) -> String {
    paragraph("Rule", keep, "")
}

fn grid(widths: impl Iterator<Item = usize>) -> String {
    let columns = widths.map(|w| format!("<w:gridCol w:w=\"{w}\"/>"));
    format!("<w:tblGrid>{}</w:tblGrid>", columns.collect::<String>())
}

fn cell(width: usize, properties: &str, paragraphs: &str) -> String {
    format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{properties}</w:tcPr>{paragraphs}</w:tc>"
    )
}

/// A table with lines, as broad as the page: heads are printed again on each page, and no row is
/// torn apart or headed on the page before. What keeps it with what follows keeps its last row.
pub fn table(table: &Table, width: usize, keep: &str) -> String {
    if table.columns.is_empty() || (table.rows.is_empty() && !table.has_head()) {
        return String::new();
    }
    let widths = widths(table, width);
    let mut rows = String::new();
    if table.has_head() {
        let heads = table.columns.iter().zip(&widths).map(|(column, width)| {
            let head = words(&column.head, Look::BOLD);
            let head = paragraph("Cell", &format!("{KEEP}<w:jc w:val=\"center\"/>"), &head);
            cell(*width, "<w:vAlign w:val=\"center\"/>", &head)
        });
        rows.push_str(&format!(
            "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{}</w:tr>\n",
            heads.collect::<String>()
        ));
    }
    let is_summed = table.rows.last().is_some_and(|r| r.kind == RowKind::Total);
    let most = if is_summed { SUMMED } else { SMALL };
    let together = together(&table.rows);
    for (number, found) in (1_usize..).zip(&table.rows) {
        // a small table is not worth two pages
        let small = table.rows.len() <= most && number < table.rows.len();
        let last = number == table.rows.len();
        let headed = together.get(number.saturating_sub(1)).copied();
        let keep = match (small || headed.unwrap_or(false), last) {
            (true, false) => KEEP,
            (_, true) => keep,
            (false, false) => "",
        };
        let cells = match found.kind {
            RowKind::Heading => heading(found, &widths),
            RowKind::Plain | RowKind::Total => plain(found, &table.columns, &widths, keep),
        };
        rows.push_str(&format!(
            "<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>\n"
        ));
    }
    let mut out = String::new();
    if let Some(caption) = &table.caption {
        out.push_str(&paragraph("Caption", KEEP, &words(caption, Look::ITALIC)));
    }
    let sides = ["top", "left", "bottom", "right", "insideH", "insideV"];
    let borders = sides.map(|side| {
        format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>")
    });
    out.push_str(&format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblBorders>{}</w:tblBorders>\
         <w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"85\" w:type=\"dxa\"/>\
         <w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>{}{rows}</w:tbl>\n{}",
        widths.iter().sum::<usize>(),
        borders.concat(),
        grid(widths.iter().copied()),
        after(keep),
    ));
    out
}

/// Which rows stay with the one below them: those of a few rows under a heading, but for the last.
fn together(rows: &[Row]) -> Vec<bool> {
    let mut out = vec![false; rows.len()];
    let mut first = 0;
    while first < rows.len() {
        let rest = rows.get(first..).unwrap_or_default();
        let plain = rest.iter().take_while(|r| r.kind == RowKind::Plain);
        let letters = |row: &Row| row.cells.iter().map(letters).sum::<usize>();
        let (count, all) = plain.fold((0_usize, 0_usize), |(count, all), row| {
            (count.saturating_add(1), all.saturating_add(letters(row)))
        });
        let before = first.checked_sub(1).and_then(|i| rows.get(i));
        let is_headed = before.is_some_and(|r| r.kind == RowKind::Heading);
        if is_headed && count <= HEADED && all <= HEADED_LETTERS {
            let last = first.saturating_add(count).saturating_sub(1);
            out.get_mut(first..last).unwrap_or_default().fill(true);
        }
        first = first.saturating_add(count.max(1));
    }
    out
}

fn letters(cell: &Inline) -> usize {
    cell.to_string().chars().count()
}

fn heading(row: &Row, widths: &[usize]) -> String {
    const NONE: &Inline = &Inline::new();
    let text = words(row.cells.first().unwrap_or(NONE), Look::BOLD);
    let span = widths.len();
    cell(
        widths.iter().sum(),
        &format!(
            "<w:gridSpan w:val=\"{span}\"/><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EEEEEE\"/>"
        ),
        &paragraph("Cell", KEEP, &text),
    )
}

fn plain(row: &Row, columns: &[Column], widths: &[usize], keep: &str) -> String {
    const NONE: &Inline = &Inline::new();
    let look = if row.kind == RowKind::Total {
        Look::BOLD
    } else {
        Look::default()
    };
    let cells = columns.iter().zip(widths).enumerate();
    cells
        .map(|(i, (column, width))| {
            let align = match column.align {
                Align::Left => "",
                Align::Centre => "<w:jc w:val=\"center\"/>",
                Align::Right => "<w:jc w:val=\"right\"/>",
            };
            let text = words(row.cells.get(i).unwrap_or(NONE), look);
            cell(
                *width,
                "",
                &paragraph("Cell", &format!("{keep}{align}"), &text),
            )
        })
        .collect()
}

/// How broad a word of the head is.
fn head_word(word: &str) -> usize {
    let letters = word.chars();
    let is_broad = |c: char| c.is_uppercase() || matches!(c, 'm' | 'w');
    let each = letters.map(|c| if is_broad(c) { BROAD } else { BOLD_LETTER });
    each.sum()
}

/// How broad the words of a cell are.
fn cell_words(cell: &Inline) -> usize {
    let text = cell.to_string();
    let is_square = |c: char| matches!(c, '…' | '★' | '☐' | '☑' | '—');
    let each = text
        .chars()
        .map(|c| if is_square(c) { SQUARE } else { LETTER });
    each.sum()
}

/// How broad each column is: those without a share as their longest cell and the longest word of
/// their head, the others by their shares of what is left.
fn widths(table: &Table, width: usize) -> Vec<usize> {
    let rows = || table.rows.iter().filter(|r| r.kind != RowKind::Heading);
    let fits = |(i, column): (usize, &Column)| {
        let cells = rows().filter_map(|r| r.cells.get(i));
        let cells = cells.map(cell_words);
        let head = column.head.to_string();
        let wanted = cells.chain(head.split(' ').map(head_word)).max();
        wanted
            .unwrap_or(0)
            .saturating_add(PADDING)
            .min(width.saturating_mul(2) / 5)
    };
    let wanted: Vec<usize> = table.columns.iter().enumerate().map(fits).collect();
    let fixed = |of: &[usize]| -> usize {
        let columns = table.columns.iter().zip(of);
        columns.filter(|(c, _)| c.share == 0).map(|(_, w)| *w).sum()
    };
    let shares: usize = table.columns.iter().map(|c| usize::from(c.share)).sum();
    // columns of words keep a third of the page
    let room = if shares == 0 {
        width
    } else {
        width.saturating_mul(2) / 3
    };
    let all = fixed(&wanted);
    let wanted: Vec<usize> = if all > room {
        let part = |w: &usize| w.saturating_mul(room).checked_div(all).unwrap_or(*w);
        wanted.iter().map(part).collect()
    } else {
        wanted
    };
    let left = width.saturating_sub(fixed(&wanted));
    let columns = table.columns.iter().zip(wanted);
    let shared = columns.map(|(column, fits)| match usize::from(column.share) {
        0 => fits,
        share => left
            .saturating_mul(share)
            .checked_div(shares)
            .unwrap_or(fits),
    });
    let least = |column: &Column| {
        let head = column.head.to_string();
        let broadest = head.split(' ').map(head_word).max().unwrap_or(0);
        broadest.saturating_add(PADDING)
    };
    with_whole_words(
        shared.collect(),
        &table.columns.iter().map(least).collect::<Vec<_>>(),
    )
}

/// Gives each column room for the broadest word of its head, from the column that has most to spare.
fn with_whole_words(mut widths: Vec<usize>, least: &[usize]) -> Vec<usize> {
    for (i, least_here) in least.iter().enumerate() {
        let has = widths.get(i).copied().unwrap_or(0);
        let spare = widths
            .iter()
            .zip(least)
            .map(|(w, l)| w.saturating_sub(*l))
            .enumerate();
        let Some((from, spare)) = spare.max_by_key(|(_, spare)| *spare) else {
            continue;
        };
        let moved = least_here.saturating_sub(has).min(spare);
        if let Some(width) = widths.get_mut(from) {
            *width = width.saturating_sub(moved);
        }
        if let Some(width) = widths.get_mut(i) {
            *width = width.saturating_add(moved);
        }
    }
    widths
}
