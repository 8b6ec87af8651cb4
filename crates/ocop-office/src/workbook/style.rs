//! How cells look, and text made fit for a cell.

use ocop_text::clean;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

/// The most characters of a text in a cell; Excel's own limit is 32,767.
const MOST: usize = 2000;

/// The most characters of what somebody enters: a little less than a cell can hold.
const MOST_OF_CELL: usize = 32_000;

/// The typeface of every cell: it has all letters of Vietnamese, and everybody has it or one of its
/// measures.
const FONT: &str = "Times New Roman";

/// How high and how wide a cell of that typeface at 11 points is where nothing else is said, in pixels.
const ROW_PIXELS: u32 = 20;
const COLUMN_PIXELS: u32 = 64;

/// The looks of a workbook's cells.
pub(crate) struct Looks {
    pub title: Format,
    pub live: Format,
    pub head: Format,
    pub head_right: Format,
    pub part: Format,
    pub part_figure: Format,
    pub section: Format,
    pub section_figure: Format,
    pub criterion: Format,
    pub criterion_figure: Format,
    pub state: Format,
    pub level: Format,
    pub level_figure: Format,
    pub level_mark: Format,
    pub note: Format,
    pub input: Format,
    pub input_text: Format,
    pub wrong: Format,
    pub wrong_text: Format,
    pub fact: Format,
    pub small: Format,
    pub cell: Format,
    pub cell_figure: Format,
    pub link: Format,
    pub sign: Format,
}

const PALE: Color = Color::RGB(0x00E8_F1EA);
const PALER: Color = Color::RGB(0x00F5_F8F5);
const INPUT: Color = Color::RGB(0x00FF_FBE6);
const WRONG: Color = Color::RGB(0x00FF_D9D4);
const LINE: Color = Color::RGB(0x00B8_C4BB);
const QUIET: Color = Color::RGB(0x005F_6B63);
const DARK: Color = Color::RGB(0x001F_5A3A);

impl Looks {
    pub(crate) fn new() -> Self {
        let base = Format::new()
            .set_font_name(FONT)
            .set_font_size(11)
            .set_align(FormatAlign::VerticalCenter);
        let lined = base
            .clone()
            .set_border(FormatBorder::Thin)
            .set_border_color(LINE);
        let words = lined.clone().set_text_wrap();
        let figure = lined.clone().set_align(FormatAlign::Center);
        let bold = words.clone().set_bold();
        let part = bold.clone().set_background_color(PALE);
        let section = bold.clone().set_background_color(PALER);
        let input = figure
            .clone()
            .set_background_color(INPUT)
            .set_unlocked()
            .set_font_size(12);
        // as text: a telephone number keeps its zero, and "- chưa có" is no formula
        let input_text = words
            .clone()
            .set_background_color(INPUT)
            .set_unlocked()
            .set_num_format("@");
        let center = |f: &Format| f.clone().set_align(FormatAlign::Center);
        Self {
            title: base.clone().set_bold().set_font_size(13).set_text_wrap(),
            live: base
                .clone()
                .set_bold()
                .set_font_color(DARK)
                .set_text_wrap()
                .set_background_color(PALE),
            head: center(&bold)
                .set_background_color(DARK)
                .set_font_color(Color::White),
            head_right: center(&bold),
            part_figure: center(&part),
            part,
            section_figure: center(&section),
            section,
            criterion_figure: center(&bold),
            criterion: bold,
            state: figure
                .clone()
                .set_font_color(Color::RGB(0x00B0_3A2E))
                .set_text_wrap()
                .set_font_size(9),
            level: words.clone().set_indent(1),
            level_mark: figure
                .clone()
                .set_font_size(9)
                .set_font_color(Color::RGB(0x008A_6D00)),
            level_figure: figure.clone(),
            note: words.clone().set_italic().set_font_color(QUIET),
            wrong: input.clone().set_background_color(WRONG),
            wrong_text: input_text.clone().set_background_color(WRONG),
            input,
            input_text,
            fact: base.clone().set_text_wrap(),
            small: base.clone().set_font_size(8).set_font_color(QUIET),
            cell: words,
            cell_figure: figure,
            link: lined
                .set_text_wrap()
                .set_font_color(DARK)
                .set_underline(rust_xlsxwriter::FormatUnderline::Single),
            sign: base.set_align(FormatAlign::Center).set_italic(),
        }
    }
}

/// A workbook with a title and, where it is to be known again, its identity as a property.
///
/// Columns are as wide as so many digits of its own typeface: that of the program's choice is not
/// everywhere, and one that stands in for it may be half as wide again.
pub(crate) fn new_book(title: &str, property: Option<(&str, &str)>) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    book.set_default_format(
        &Format::new().set_font_name(FONT).set_font_size(11),
        ROW_PIXELS,
        COLUMN_PIXELS,
    )?;
    let properties = DocProperties::new()
        .set_title(title)
        // the same input gives the same bytes
        .set_creation_datetime(&ExcelDateTime::from_ymd(2026, 1, 1)?);
    book.set_properties(&match property {
        Some((name, value)) => properties.set_custom_property(name, value),
        None => properties,
    });
    Ok(book)
}

/// Text as a cell takes it: without what upsets a page, and cut where it is longer than any name.
pub(crate) fn text(text: &str) -> String {
    let clean = clean(text);
    if clean.chars().count() <= MOST {
        return clean.into_owned();
    }
    clean.chars().take(MOST).chain(['…']).collect()
}

/// What somebody wrote, as an input cell takes it: line by line, and whole but for what no cell holds.
pub(crate) fn entered(words: &str) -> String {
    let lines: Vec<_> = words.lines().map(clean).collect();
    let whole = lines.join("\n");
    if whole.chars().count() <= MOST_OF_CELL {
        return whole;
    }
    whole.chars().take(MOST_OF_CELL).chain(['…']).collect()
}

/// How many lines words take that are so many characters long at most: they break between words.
fn lines(text: &str, width: usize) -> usize {
    let width = width.max(1);
    let mut all = 0_usize;
    for line in text.split('\n') {
        let (mut lines, mut filled) = (1_usize, 0_usize);
        for word in line.split(' ') {
            let length = word.chars().count();
            let with = filled.saturating_add(length);
            if filled > 0 && with > width {
                lines = lines.saturating_add(1);
                filled = 0;
            }
            // a word that is longer than a line breaks where the line ends
            lines = lines.saturating_add(length.saturating_sub(1).div_euclid(width));
            filled = filled.saturating_add(length).saturating_add(1);
        }
        all = all.saturating_add(lines);
    }
    all
}

/// How tall a row must be for text across cells of so many characters' width: a merged cell does not
/// grow by itself.
pub(crate) fn height(text: &str, width: usize, line: u32) -> u32 {
    u32::try_from(lines(text, width))
        .unwrap_or(1)
        .saturating_mul(line)
        .saturating_add(3)
        .min(400)
}

/// A name that a sheet can have, unlike any that is taken: at most 31 characters, and none that
/// formulas take for their own.
pub(crate) fn sheet_name(wanted: &str, taken: &[String]) -> String {
    let fit = |text: &str, most: usize| -> String {
        let kept = clean(text);
        let kept = kept
            .chars()
            .map(|c| if "[]:*?/\\'!".contains(c) { ' ' } else { c });
        let name: String = kept.take(most).collect();
        name.trim().to_owned()
    };
    let mut name = fit(wanted, 31);
    if name.is_empty() {
        name = "-".into();
    }
    let same = |a: &str| taken.iter().any(|t| t.to_lowercase() == a.to_lowercase());
    let mut number = 2_usize;
    let stem = name.clone();
    while same(&name) || name.to_lowercase() == "history" {
        let end = format!(" ({number})");
        name = fit(&stem, 31_usize.saturating_sub(end.len())) + &end;
        number = number.saturating_add(1);
    }
    name
}

/// A4, printed across one page's width, with the page's number and whose it is at the foot.
pub(crate) fn for_print(sheet: &mut Worksheet, foot: &str, page: &str, wide: bool) {
    let foot: String = text(foot).replace('&', "&&").chars().take(120).collect();
    sheet
        .set_paper_size(9)
        .set_margins(0.5, 0.5, 0.6, 0.7, 0.3, 0.3)
        .set_print_fit_to_pages(1, 0)
        .set_footer(format!("&L&9{foot}&R&9{page} &P/&N"));
    if wide {
        sheet.set_landscape();
    } else {
        sheet.set_portrait();
    }
}

/// A row of which all cells are one.
pub(crate) fn across(
    sheet: &mut Worksheet,
    row: u32,
    columns: u16,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    sheet.merge_range(row, 0, row, columns.saturating_sub(1), text, format)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words() {
        for (text, width, expected) in [
            ("", 5, 1),
            ("a", 5, 1),
            ("ab cd", 5, 1),
            ("ab cde", 5, 2),
            ("abcd efgh ij", 5, 3),
            ("abcdefghijk", 5, 3),
            ("ab\ncd", 5, 2),
            ("hợp đồng", 4, 2),
        ] {
            assert_eq!(lines(text, width), expected, "{text:?}");
        }
    }

    #[test]
    fn a_sheet_has_a_name_that_excel_takes_whatever_the_product_is_called() {
        let mut taken: Vec<String> = Vec::new();
        let long = "Mật ong hoa cà phê nguyên chất Đắk Lắk".repeat(2);
        for wanted in [
            "p1 Gạo",
            "P1 GẠO",
            "=1+1",
            "'a'",
            "[x]:*?/\\",
            "",
            "History",
            &long,
            &long,
            "\u{202e}p",
        ] {
            let name = sheet_name(wanted, &taken);
            assert!((1..=31).contains(&name.chars().count()), "{name}");
            assert!(
                !name.contains(['[', ']', ':', '*', '?', '/', '\\', '\'']),
                "{name}"
            );
            let mut sheet = Worksheet::new();
            sheet.set_name(&name).unwrap();
            taken.push(name);
        }
        let mut lower: Vec<String> = taken.iter().map(|n| n.to_lowercase()).collect();
        lower.sort();
        lower.dedup();
        assert_eq!(lower.len(), taken.len());
    }
}
