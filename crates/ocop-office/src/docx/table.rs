//! Tables: those that a document has, and those without lines that set things side by side.

use ocop_text::{Align, Column, Inline, LONG_WORD, Row, RowKind, Table, WORD_PIECE};

use super::element::{KEEP, Look, paragraph, words};

/// How the words of a table are set: twice the points, and what a cell has besides them, in twentieths of
/// a point.
#[derive(Clone, Copy)]
struct Setting {
    size: usize,
    padding: usize,
}

const USUAL: Setting = Setting {
    size: 22,
    padding: 85,
};
const DENSE: [Setting; 3] = [
    Setting {
        size: 19,
        padding: 57,
    },
    Setting {
        size: 17,
        padding: 40,
    },
    Setting {
        size: 15,
        padding: 28,
    },
];

/// How many rows a table has at most that is kept on one page; one that ends in a sum, which is not left
/// without what it sums up.
const SMALL: usize = 5;
const SUMMED: usize = 12;

/// How many rows below a heading stay on its page, and how many lines they take at most, a third of one:
/// a criterion is scored with all of its levels in sight.
const HEADED: usize = 10;
const HEADED_LINES: usize = 20;

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
    let (setting, widths) = set(table, width);
    let mut rows = String::new();
    if table.has_head() {
        let heads = table.columns.iter().zip(&widths).map(|(column, width)| {
            let head = words(&column.head, setting.look(Look::BOLD));
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
    let together = together(&table.rows, &widths, setting);
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
            RowKind::Heading => heading(found, &widths, setting),
            RowKind::Plain | RowKind::Total => {
                plain(found, &table.columns, &widths, (setting, keep))
            }
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
    let padding = setting.padding;
    out.push_str(&format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblBorders>{}</w:tblBorders>\
         <w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"{padding}\" w:type=\"dxa\"/>\
         <w:right w:w=\"{padding}\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>{}{rows}</w:tbl>\n{}",
        widths.iter().sum::<usize>(),
        borders.concat(),
        grid(widths.iter().copied()),
        after(keep),
    ));
    out
}

/// Which rows stay with the one below them: those of a few rows under a heading, but for the last.
fn together(rows: &[Row], widths: &[usize], setting: Setting) -> Vec<bool> {
    let mut out = vec![false; rows.len()];
    let mut first = 0;
    while first < rows.len() {
        let rest = rows.get(first..).unwrap_or_default();
        let plain = rest.iter().take_while(|r| r.kind == RowKind::Plain);
        let (count, lines) = plain.fold((0_usize, 0_usize), |(count, lines), row| {
            let lines = lines.saturating_add(setting.lines(row, widths));
            (count.saturating_add(1), lines)
        });
        let before = first.checked_sub(1).and_then(|i| rows.get(i));
        let is_headed = before.is_some_and(|r| r.kind == RowKind::Heading);
        if is_headed && count <= HEADED && lines <= HEADED_LINES {
            let last = first.saturating_add(count).saturating_sub(1);
            out.get_mut(first..last).unwrap_or_default().fill(true);
        }
        first = first.saturating_add(count.max(1));
    }
    out
}

fn heading(row: &Row, widths: &[usize], setting: Setting) -> String {
    const NONE: &Inline = &Inline::new();
    let text = words(row.cells.first().unwrap_or(NONE), setting.look(Look::BOLD));
    let span = widths.len();
    cell(
        widths.iter().sum(),
        &format!(
            "<w:gridSpan w:val=\"{span}\"/><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EEEEEE\"/>"
        ),
        &paragraph("Cell", KEEP, &text),
    )
}

fn plain(
    row: &Row,
    columns: &[Column],
    widths: &[usize],
    (setting, keep): (Setting, &str),
) -> String {
    const NONE: &Inline = &Inline::new();
    let look = if row.kind == RowKind::Total {
        Look::BOLD
    } else {
        Look::default()
    };
    let look = setting.look(look);
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

/// How broad words are in Times New Roman, in hundredths of their size; a little more than they need.
fn breadth(words: &str, bold: bool) -> usize {
    let each = words.chars().map(|c| match c {
        'i' | 'j' | 'l' | 't' | 'f' | ' ' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 32,
        '(' | ')' | '[' | ']' | '-' | 'r' => 36,
        'm' | 'M' | 'W' | '@' => 92,
        'w' => 76,
        '…' | '★' | '☐' | '☑' | '—' => 100,
        c if c.is_uppercase() => 76,
        c if c.is_ascii() => 51,
        _ => 54,
    });
    let all: usize = each.sum();
    if bold {
        all.saturating_mul(110) / 100
    } else {
        all
    }
}

impl Setting {
    /// How words look in a cell.
    fn look(self, look: Look) -> Look {
        let size = Some(self.size).filter(|s| *s != USUAL.size);
        Look { size, ..look }
    }

    /// The room that words take, in twentieths of a point.
    fn room(self, words: &str, bold: bool) -> usize {
        let words = breadth(words, bold).saturating_mul(self.size);
        let points = words.saturating_mul(10) / 100;
        points
            .saturating_add(self.padding.saturating_mul(2))
            .saturating_add(20)
    }

    /// How many lines a row takes, about: words that do not fit a line leave some of it empty.
    fn lines(self, row: &Row, widths: &[usize]) -> usize {
        let edges = self.room("", false);
        let lines = row.cells.iter().zip(widths).map(|(cell, width)| {
            let words = self.room(&cell.to_string(), row.kind == RowKind::Total);
            let words = words.saturating_sub(edges);
            words.div_ceil(width.saturating_sub(edges).max(1))
        });
        lines.max().unwrap_or(0).max(1)
    }

    /// The room that the broadest word takes that is not broken.
    fn room_for_words(self, text: &str, bold: bool) -> usize {
        let pieces = text.split(' ').map(|word| {
            if word.chars().count() > LONG_WORD {
                let piece: String = word.chars().take(WORD_PIECE).collect();
                self.room(&piece, bold)
            } else {
                self.room(word, bold)
            }
        });
        pieces.max().unwrap_or(0)
    }

    /// The least room for each column: a column without a share is as wide as its cells and the longest
    /// word of its head, one with a share has room for each of its words.
    fn least(self, table: &Table, width: usize) -> Vec<usize> {
        let rows = || table.rows.iter().filter(|r| r.kind != RowKind::Heading);
        let column = |(i, column): (usize, &Column)| {
            let cells = rows().filter_map(|r| {
                let text = r.cells.get(i)?.to_string();
                let bold = r.kind == RowKind::Total;
                Some(if column.share == 0 {
                    self.room(&text, bold)
                } else {
                    self.room_for_words(&text, bold)
                })
            });
            let head = self.room_for_words(&column.head.to_string(), true);
            let most = width.saturating_mul(2) / 5;
            cells.max().unwrap_or(0).max(head).min(most)
        };
        table.columns.iter().enumerate().map(column).collect()
    }
}

/// How a table is set, and how broad each column is: what it needs at the least, and the rest by shares.
/// It never runs off the page: where all that its columns need is too much, it is set smaller, and
/// where that does not help, each column gets its part.
fn set(table: &Table, width: usize) -> (Setting, Vec<usize>) {
    let usual: &[Setting] = if table.is_dense() { &[] } else { &[USUAL] };
    let mut setting = USUAL;
    let mut least = Vec::new();
    for tried in usual.iter().chain(&DENSE) {
        setting = *tried;
        least = setting.least(table, width);
        if least.iter().sum::<usize>() <= width {
            return (setting, shared(table, least, width));
        }
    }
    let all: usize = least.iter().sum();
    let part = |w: &usize| w.saturating_mul(width).checked_div(all).unwrap_or(*w);
    (setting, least.iter().map(part).collect())
}

/// The columns by their shares of what those without one leave, but that none gets less than it needs.
fn shared(table: &Table, least: Vec<usize>, width: usize) -> Vec<usize> {
    let share = |i: &usize| table.columns.get(*i).map_or(0, |c| usize::from(c.share));
    let mut given = least;
    let needs = |given: &[usize], i: usize| given.get(i).copied().unwrap_or(0);
    let mut open: Vec<usize> = (0..given.len()).filter(|i| share(i) > 0).collect();
    let fixed: usize = (0..given.len())
        .filter(|i| share(i) == 0)
        .map(|i| needs(&given, i))
        .sum();
    let mut left = width.saturating_sub(fixed);
    while !open.is_empty() {
        let shares: usize = open.iter().map(share).sum();
        let part = |i: &usize| {
            left.saturating_mul(share(i))
                .checked_div(shares)
                .unwrap_or(0)
        };
        let Some(tight) = open.iter().copied().find(|i| part(i) < needs(&given, *i)) else {
            for i in &open {
                let takes = part(i);
                if let Some(slot) = given.get_mut(*i) {
                    *slot = takes;
                }
            }
            break;
        };
        left = left.saturating_sub(needs(&given, tight));
        open.retain(|i| *i != tight);
    }
    given
}
