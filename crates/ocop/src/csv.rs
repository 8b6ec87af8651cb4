//! Tables as text: rows in, rows out.
//!
//! A reader of its own, because a quote that is never closed must not swallow the rows below it:
//! the row is told, and reading goes on with the next line. What is written opens in a spreadsheet
//! as it was meant: no text becomes a formula, numbers stay numbers.

use std::borrow::Cow;

use crate::spelling::is_invisible;

/// A row and the line it begins on, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CsvRow<'t> {
    pub line: u64,
    pub cells: Vec<Cow<'t, str>>,
}

impl CsvRow<'_> {
    /// Whether no cell holds anything.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|c| c.trim().is_empty())
    }
}

/// A row that cannot be told: the quote opened on this line is closed nowhere, or in the wrong place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unclosed {
    pub line: u64,
}

/// The lines among which the first with a separator is looked for.
const SAMPLED: usize = 24;

/// Reads a table row by row.
pub(crate) struct Reader<'t> {
    text: &'t str,
    line: u64,
    separator: char,
}

impl<'t> Reader<'t> {
    /// The separator is that of the first line that has one: semicolon, tab or comma, whichever is there most
    /// outside quotes; or as a line `sep=;` says.
    pub fn new(text: &'t str) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = Self {
            text,
            line: 1,
            separator: ',',
        };
        let (first, rest) = split_line(text);
        let stated = first.trim().strip_prefix("sep=").map(str::chars);
        if let Some(separator) = stated.and_then(|mut c| c.next()) {
            reader.separator = separator;
            reader.text = rest;
            reader.line = 2;
        } else {
            let count = |line: &str, s: char| {
                let mut quoted = false;
                let outside = line.chars().filter(|c| {
                    quoted ^= *c == '"';
                    *c == s && !quoted
                });
                outside.count()
            };
            // a title above the heading has none
            let separated = |line: &&str| [';', '\t', ','].iter().any(|s| count(line, *s) > 0);
            let lines = text.split(['\n', '\r']).take(SAMPLED);
            let first = lines.into_iter().find(separated).unwrap_or(first);
            // of equals the last one is taken
            let most = [';', '\t', ',']
                .into_iter()
                .max_by_key(|s| count(first, *s));
            reader.separator = most.unwrap_or(',');
        }
        reader
    }

    fn row(&mut self) -> Result<CsvRow<'t>, Unclosed> {
        let (line, mut rest, mut lines) = (self.line, self.text, 0_u64);
        let mut cells = Vec::new();
        loop {
            let (cell, after) = self.cell(rest).ok_or(Unclosed { line })?;
            lines = lines.saturating_add(breaks(rest, after));
            cells.push(cell);
            let mut next = after.chars();
            match next.next() {
                Some(c) if c == self.separator => rest = next.as_str(),
                _ => {
                    let (_, below) = split_line(after);
                    self.line = line.saturating_add(lines).saturating_add(1);
                    self.text = below;
                    return Ok(CsvRow { line, cells });
                }
            }
        }
    }

    /// A cell and what comes after it: a separator, the end of a line, or nothing.
    fn cell(&self, text: &'t str) -> Option<(Cow<'t, str>, &'t str)> {
        let opened = text.trim_start_matches(' ').strip_prefix('"');
        let Some(inside) = opened else {
            let end = text
                .find(['\n', '\r', self.separator])
                .unwrap_or(text.len());
            let (cell, after) = text.split_at_checked(end)?;
            return Some((csv_cell(cell).into(), after));
        };
        let mut from = 0_usize;
        loop {
            let quote = inside.get(from..)?.find('"')?.saturating_add(from);
            let after = inside.get(quote.saturating_add(1)..)?;
            if after.starts_with('"') {
                from = quote.saturating_add(2);
                continue;
            }
            let cell = inside.get(..quote)?;
            let after = after.trim_start_matches(' ');
            let ends = after.is_empty() || after.starts_with(['\n', '\r', self.separator]);
            // a whole row inside a cell: its quote was meant to close before that row
            let swallowed = cell
                .lines()
                .skip(1)
                .any(|l| l.matches(self.separator).count() >= 2);
            if !ends || swallowed {
                return None;
            }
            let cell = match cell.contains('"') {
                true => csv_cell(&cell.replace("\"\"", "\"")).to_owned().into(),
                false => csv_cell(cell).into(),
            };
            return Some((cell, after));
        }
    }
}

impl<'t> Iterator for Reader<'t> {
    type Item = Result<CsvRow<'t>, Unclosed>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.text.is_empty() {
            return None;
        }
        let row = self.row();
        if row.is_err() {
            // on with the next line, so that one slip costs one row
            let (_, below) = split_line(self.text);
            self.text = below;
            self.line = self.line.saturating_add(1);
        }
        Some(row)
    }
}

/// The first line, and what is below it.
fn split_line(text: &str) -> (&str, &str) {
    let Some(end) = text.find(['\n', '\r']) else {
        return (text, "");
    };
    let (line, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    let below = rest.strip_prefix("\r\n").or_else(|| rest.get(1..));
    (line, below.unwrap_or_default())
}

/// How many lines end between two places of a text.
fn breaks(from: &str, to: &str) -> u64 {
    let between = from.len().saturating_sub(to.len());
    let between = from.get(..between).unwrap_or_default();
    let returns = between.matches('\r').count();
    let feeds = between.matches('\n').count();
    let both = between.matches("\r\n").count();
    let lines = returns.saturating_add(feeds).saturating_sub(both);
    u64::try_from(lines).unwrap_or(u64::MAX)
}

/// The mark at the beginning of a file by which spreadsheets know that it is UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Writes a row of a table: cells separated by commas, quoted where they must be, the line ended. A
/// text that a spreadsheet would run as a formula gets an apostrophe in front; a plain number stays
/// one.
///
/// ```
/// let row = ocop::csv_row(["Mật ong, rừng", "=1+2", "-5"]);
/// assert_eq!(row, "\"Mật ong, rừng\",'=1+2,-5\n");
/// ```
#[must_use]
pub fn csv_row<'c>(cells: impl IntoIterator<Item = &'c str>) -> String {
    let mut out = String::new();
    for (i, cell) in cells.into_iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        let cell = harmless(cell);
        if cell.contains(['"', ',', ';', '\n', '\r', '\t']) || cell.trim() != cell {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push('\n');
    out
}

/// A cell that no spreadsheet takes for a formula: with an apostrophe in front where it would.
fn harmless(cell: &str) -> Cow<'_, str> {
    // what is not shown must not hide the sign
    let cell = shown(cell);
    if is_formula(cell.trim_start_matches('\'')) {
        format!("'{cell}").into()
    } else {
        cell
    }
}

/// The text of a cell without the apostrophe that [`csv_row`] puts in front of what a spreadsheet would
/// run as a formula. Any other apostrophe is the text's own.
///
/// ```
/// assert_eq!(ocop::csv_cell("'=1+2"), "=1+2");
/// assert_eq!(ocop::csv_cell("'Mật ong'"), "'Mật ong'");
/// ```
#[must_use]
pub fn csv_cell(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
}

/// Whether a spreadsheet would run a cell. They pass over spaces before the sign, and know its wide
/// form too.
fn is_formula(cell: &str) -> bool {
    let is_space = |c: char| c.is_whitespace() && !matches!(c, '\t' | '\r' | '\n');
    let begins = cell.trim_start_matches(is_space).chars().next();
    let sign = begins.is_some_and(|c| {
        matches!(
            c,
            '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'
        )
    });
    sign && !is_number(cell)
}

/// A cell without what no reader sees and what would upset whoever shows it: marks of direction,
/// controls but for tabs and line ends.
fn shown(cell: &str) -> Cow<'_, str> {
    let upsets = |c: char| is_invisible(c) && !matches!(c, '\t' | '\r' | '\n');
    if cell.contains(upsets) {
        cell.replace(upsets, "").into()
    } else {
        cell.into()
    }
}

fn is_number(cell: &str) -> bool {
    let figures = cell.strip_prefix(['-', '+']).unwrap_or(cell);
    let (whole, part) = figures.split_once('.').unwrap_or((figures, "0"));
    let plain = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    plain(whole) && plain(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Result<(u64, Vec<String>), u64>> {
        Reader::new(text)
            .map(|row| match row {
                Ok(row) => Ok((
                    row.line,
                    row.cells.into_iter().map(Cow::into_owned).collect(),
                )),
                Err(unclosed) => Err(unclosed.line),
            })
            .collect()
    }

    fn row(line: u64, cells: &[&str]) -> Result<(u64, Vec<String>), u64> {
        Ok((line, cells.iter().map(|c| (*c).to_owned()).collect()))
    }

    #[test]
    fn cells_are_separated_by_what_the_first_line_has_most_of() {
        for text in [
            "a,b\n1,\"x,y\"\n",
            "a;b\r\n1;x,y",
            "a\tb\n1\tx,y\n",
            "\u{feff}sep=;\na;b\n1;x,y",
        ] {
            let rows = read(text);
            assert_eq!(
                rows.last().unwrap().as_ref().unwrap().1,
                ["1", "x,y"],
                "{text}"
            );
        }
        assert_eq!(
            read("\"a;;;\",b\n1,2"),
            [row(1, &["a;;;", "b"]), row(2, &["1", "2"])]
        );
        assert_eq!(
            read("a,b\r1,2\r"),
            [row(1, &["a", "b"]), row(2, &["1", "2"])]
        );
    }

    #[test]
    fn a_quoted_cell_may_hold_quotes_and_lines() {
        assert_eq!(
            read("a,b\n\"x \"\"y\"\"\",\"l1\nl2\"\n3,4"),
            [
                row(1, &["a", "b"]),
                row(2, &["x \"y\"", "l1\nl2"]),
                row(4, &["3", "4"])
            ]
        );
        // a quote inside a plain cell is a sign like others
        assert_eq!(
            read("a,b\n5\" pipe,2"),
            [row(1, &["a", "b"]), row(2, &["5\" pipe", "2"])]
        );
    }

    #[test]
    fn a_quote_that_is_never_closed_costs_its_own_row_only() {
        let heading = row(1, &["a", "b", "c"]);
        // to the end of the file, up to the next quote, and up to a quote that seems to fit
        for text in [
            "a,b,c\n1,\"x,2\n3,y,4\n",
            "a,b,c\n1,\"x,2\n3,y,4\n5,\"z\",6",
        ] {
            let rows = read(text);
            assert_eq!(
                rows.get(..3).unwrap(),
                [heading.clone(), Err(2), row(3, &["3", "y", "4"])]
            );
        }
        assert_eq!(
            read("a,b,c\n1,\"x,2,9\n3,y,4\n5,z\",6\n"),
            [
                heading,
                Err(2),
                row(3, &["3", "y", "4"]),
                row(4, &["5", "z\"", "6"])
            ]
        );
    }

    #[test]
    fn no_cell_becomes_a_formula_and_numbers_stay_numbers() {
        for formula in [
            "=A1", "+A1", "-A1", "@SUM(1)", " =A1", "\t=A1", "\r=A1", "－1+1", "+84 912", "-1-1",
            "-.5",
        ] {
            assert!(
                csv_row([formula]).trim_start_matches('"').starts_with('\''),
                "{formula}"
            );
        }
        assert_eq!(csv_row(["a\u{202e}b\u{7}c"]), "abc\n");
        // what no reader sees must not stand between the apostrophe and the sign
        for hidden in ["\u{200b}=A1", "\u{202e}@SUM(1)", "\u{7}-A1", "\u{3000}=A1"] {
            assert!(csv_row([hidden]).starts_with('\''), "{hidden:?}");
        }
        for plain in ["-5", "+5", "-0.25", "12", "Mật ong", "a=b", ""] {
            assert_eq!(csv_row([plain]), format!("{plain}\n"));
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let cells = ["a", "x,y", "\"q\"", "l1\nl2", " s ", "x;y"];
        let text = format!(
            "{}{}",
            csv_row(["1", "2", "3", "4", "5", "6"]),
            csv_row(cells)
        );
        assert_eq!(read(&text).pop().unwrap().unwrap().1, cells);
        for cell in [
            "=A1", "-1-1", "'=A1", "''@x", "'x", "'-5", "-5", "+84 912", "'", "",
        ] {
            let row = csv_row([cell]);
            assert_eq!(csv_cell(row.trim_end_matches('\n')), cell);
        }
    }
}
