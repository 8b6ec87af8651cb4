//! Any page as a workbook: words in rows, tables as cells to reckon with.

use ocop::{Problems, tidy};
use ocop_text::{Align, Block, Document, Inline, Item, RowKind, Run, Table};
use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use super::member::{refused, words::Words};
use super::style::{Looks, across, for_print, height, new_book, text};

/// How many columns words go across where a page has no table.
const COLUMNS: usize = 6;
/// The least and the most characters of a column's width.
const NARROW: usize = 6;
const WIDE: usize = 60;
/// How many characters go across a page, upright and landscape: what is wider is printed too small to
/// read, what is narrower leaves half of it empty.
const UPRIGHT: usize = 96;
const LANDSCAPE: usize = 140;
/// How high a line is.
const LINE: u32 = 15;

/// Writes a page as a workbook of one sheet.
///
/// # Errors
///
/// Whatever the writer of workbooks refuses.
pub fn document(page: &Document) -> Result<Vec<u8>, Problems> {
    write(page).map_err(|error| refused(&error))
}

fn write(page: &Document) -> Result<Vec<u8>, XlsxError> {
    let words = Words::new(page.lang);
    let title = plain(&page.title);
    let mut book = new_book(&title, None)?;
    let looks = Looks::new();
    let sheet = book.add_worksheet();
    let wide = page.landscape || widest(page) > 8;
    let widths = fitted(widths(page), if wide { LANDSCAPE } else { UPRIGHT });
    let columns = u16::try_from(widths.len()).unwrap_or(u16::MAX);
    for (column, width) in (0_u16..).zip(&widths) {
        sheet.set_column_width(column, u32::try_from(*width).unwrap_or(20))?;
    }
    let all: usize = widths.iter().sum();
    let mut writer = Writer {
        sheet,
        looks: &looks,
        row: 0,
        columns,
        across: all,
        widths: &widths,
        right: looks.cell.clone().set_align(FormatAlign::Right),
    };
    for block in &page.blocks {
        writer.block(block)?;
    }
    for_print(sheet, &title, words.page, wide);
    book.save_to_buffer()
}

/// The most columns of a page's tables.
fn widest(page: &Document) -> usize {
    let tables = page.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table.columns.len()),
        _ => None,
    });
    tables.max().unwrap_or(0)
}

/// Widths that come to that of a page: the widest columns give way, or take what is left.
fn fitted(mut widths: Vec<usize>, page: usize) -> Vec<usize> {
    if widths.len() < 2 {
        widths = vec![page.div_ceil(COLUMNS); COLUMNS];
    }
    loop {
        let sum: usize = widths.iter().sum();
        let widest = widths.iter().copied().max().unwrap_or(0);
        let Some(column) = widths.iter_mut().find(|w| **w == widest) else {
            return widths;
        };
        match sum.checked_sub(page) {
            None => {
                *column = column.saturating_add(page.saturating_sub(sum));
                return widths;
            }
            // columns that are narrow already are left as they are
            Some(over) if over > 0 && widest > NARROW.saturating_mul(2) => {
                *column = column.saturating_sub(1);
            }
            Some(_) => return widths,
        }
    }
}

/// How wide each column must be for the tables of a page.
fn widths(page: &Document) -> Vec<usize> {
    let mut widths: Vec<usize> = Vec::new();
    for block in &page.blocks {
        let Block::Table(table) = block else { continue };
        let heads = table.columns.iter().map(|c| &c.head);
        let rows = table.rows.iter().filter(|r| r.kind != RowKind::Heading);
        let rows = rows.map(|r| r.cells.iter().collect::<Vec<_>>());
        for cells in std::iter::once(heads.collect::<Vec<_>>()).chain(rows) {
            for (column, cell) in cells.into_iter().enumerate() {
                // long words break over lines; a head breaks at its words
                let length = plain(cell)
                    .chars()
                    .count()
                    .saturating_add(2)
                    .clamp(NARROW, WIDE);
                match widths.get_mut(column) {
                    Some(width) => *width = (*width).max(length),
                    None => widths.push(length),
                }
            }
        }
    }
    widths
}

/// Words as a cell holds them.
fn plain(inline: &Inline) -> String {
    let mut out = String::new();
    for run in inline.runs() {
        match run {
            Run::Plain(words) | Run::Strong(words) | Run::Emphasis(words) => out.push_str(words),
            Run::Source(source) => {
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(&format!("[{source}]"));
            }
            Run::Tick(ticked) => out.push_str(if *ticked { "☑" } else { "☐" }),
            Run::Gap(width) => out.push_str(&".".repeat(usize::from(*width))),
            // a kind of run that this writer does not know yet has no words
            _ => {}
        }
    }
    text(&out)
}

struct Writer<'w> {
    sheet: &'w mut Worksheet,
    looks: &'w Looks,
    row: u32,
    columns: u16,
    /// How many characters go across.
    across: usize,
    /// How many go into each column.
    widths: &'w [usize],
    right: Format,
}

impl Writer<'_> {
    fn words(&mut self, words: &str, look: &Format) -> Result<(), XlsxError> {
        across(self.sheet, self.row, self.columns, words, look)?;
        self.sheet
            .set_row_height(self.row, height(words, self.across, LINE))?;
        self.row = self.row.saturating_add(1);
        Ok(())
    }

    fn block(&mut self, block: &Block) -> Result<(), XlsxError> {
        let looks = self.looks;
        match block {
            Block::Letterhead(head) => {
                for line in [
                    head.above.as_ref(),
                    Some(&head.body),
                    head.number.as_ref(),
                    head.subject.as_ref(),
                    Some(&head.nation),
                    Some(&head.motto),
                    head.place_and_date.as_ref(),
                ]
                .into_iter()
                .flatten()
                {
                    self.words(&plain(line), &looks.fact)?;
                }
                Ok(())
            }
            Block::Title(title) => {
                self.words(&plain(&title.text), &looks.title)?;
                title
                    .below
                    .iter()
                    .try_for_each(|line| self.words(&plain(line), &looks.fact))
            }
            Block::Heading { text, .. } => {
                self.row = self.row.saturating_add(1);
                self.words(&plain(text), &looks.live)
            }
            Block::Paragraph { text } | Block::Centred { text } => {
                self.words(&plain(text), &looks.fact)
            }
            Block::Warning { text } => self.words(&plain(text), &looks.live),
            Block::Facts { facts } => facts.iter().try_for_each(|fact| {
                self.words(
                    &format!("{}: {}", plain(&fact.label), plain(&fact.value)),
                    &looks.fact,
                )
            }),
            Block::List(list) => {
                for (number, item) in (1_usize..).zip(&list.items) {
                    let mark = if list.numbered {
                        format!("{number}.")
                    } else {
                        "–".to_owned()
                    };
                    self.item(item, &mark, 0)?;
                }
                Ok(())
            }
            Block::Table(table) => self.table(table),
            Block::Signatures {
                recipients,
                signatures,
            } => {
                for signature in signatures {
                    let words = [
                        &signature.when,
                        &signature.on_behalf,
                        &signature.role,
                        &signature.note,
                        &signature.name,
                    ];
                    let words = words.map(plain).join(" ");
                    self.words(&tidy(&words), &looks.fact)?;
                }
                if let Some(to) = recipients {
                    self.words(&format!("{}:", plain(&to.label)), &looks.fact)?;
                    for line in &to.lines {
                        self.words(&format!("- {}", plain(line)), &looks.fact)?;
                    }
                }
                Ok(())
            }
            Block::Lines { count } => {
                self.row = self.row.saturating_add(u32::from(*count));
                Ok(())
            }
            // a workbook has no pages of its own, and what other pages are made of has words elsewhere
            _ => Ok(()),
        }
    }

    fn item(&mut self, item: &Item, mark: &str, depth: usize) -> Result<(), XlsxError> {
        let looks = self.looks;
        let tick = match item.ticked {
            Some(true) => "☑ ",
            Some(false) => "☐ ",
            None => "",
        };
        let indent = "    ".repeat(depth);
        self.words(
            &format!("{indent}{mark} {tick}{}", plain(&item.text)),
            &looks.fact,
        )?;
        for note in &item.notes {
            self.words(&format!("{indent}    {}", plain(note)), &looks.fact)?;
        }
        item.items
            .iter()
            .try_for_each(|inner| self.item(inner, "–", depth.saturating_add(1)))
    }

    /// Makes a row as high as the cell of it that has most lines: not every program does so by itself.
    fn as_high_as(&mut self, cells: impl Iterator<Item = String>) -> Result<(), XlsxError> {
        let heights = cells
            .zip(self.widths)
            .map(|(words, width)| height(&words, width.saturating_mul(9).div_ceil(10), LINE));
        if let Some(most) = heights.max() {
            self.sheet.set_row_height(self.row, most)?;
        }
        Ok(())
    }

    fn table(&mut self, table: &Table) -> Result<(), XlsxError> {
        let looks = self.looks;
        if let Some(caption) = &table.caption {
            self.words(&plain(caption), &looks.fact)?;
        }
        if table.has_head() {
            for (column, head) in (0_u16..).zip(&table.columns) {
                self.sheet.write_string_with_format(
                    self.row,
                    column,
                    plain(&head.head),
                    &looks.head,
                )?;
            }
            self.as_high_as(table.columns.iter().map(|c| plain(&c.head)))?;
            self.row = self.row.saturating_add(1);
        }
        for row in &table.rows {
            if row.kind == RowKind::Heading {
                let words = row.cells.first().map(plain).unwrap_or_default();
                self.words(&words, &looks.section)?;
                continue;
            }
            for ((column, cell), head) in (0_u16..).zip(&row.cells).zip(&table.columns) {
                let look = match (row.kind, head.align) {
                    (RowKind::Total, _) => &looks.part,
                    (_, Align::Left) => &looks.cell,
                    (_, Align::Centre) => &looks.cell_figure,
                    (_, Align::Right) => &self.right,
                };
                let words = plain(cell);
                // whole numbers are numbers, to be added up; all else is text, whatever it begins with
                match words.parse::<i32>() {
                    Ok(number) if head.align == Align::Right && !words.starts_with(['+', '0']) => {
                        self.sheet
                            .write_number_with_format(self.row, column, number, look)?
                    }
                    Ok(0) if words == "0" && head.align == Align::Right => self
                        .sheet
                        .write_number_with_format(self.row, column, 0, look)?,
                    _ => self
                        .sheet
                        .write_string_with_format(self.row, column, words, look)?,
                };
            }
            self.as_high_as(row.cells.iter().map(plain))?;
            self.row = self.row.saturating_add(1);
        }
        self.row = self.row.saturating_add(1);
        Ok(())
    }
}
