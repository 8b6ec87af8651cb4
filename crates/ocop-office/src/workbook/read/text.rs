//! Tables as text: what spreadsheets save as CSV, with whatever separator, in UTF-8 or UTF-16.

use std::borrow::Cow;

use ocop::csv_cell;

use super::book::{Book, COLUMNS, MAX_CELLS, ROWS, Worksheet};
use super::cell::{Cell, Value};
use super::package::{Damage, Trouble};

/// The lines in which the separator is looked for.
const SEPARATOR_WITHIN: usize = 20;

/// The text that a file is; none of what is no table in text.
pub(super) fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let utf_16 = |unit: fn([u8; 2]) -> u16, rest: &[u8]| {
        let (units, odd) = rest.as_chunks::<2>();
        let units = units.iter().map(|u| unit(*u));
        let text: Result<String, _> = char::decode_utf16(units).collect();
        text.ok().filter(|_| odd.is_empty()).map(Cow::Owned)
    };
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf_16(u16::from_le_bytes, rest),
        [0xfe, 0xff, rest @ ..] => utf_16(u16::from_be_bytes, rest),
        _ => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
    }?;
    let begins = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    // an archive, a PDF, a web page are told for what they are
    let other = begins.is_empty()
        || ["PK", "%PDF", "<", "{\\rtf"]
            .iter()
            .any(|b| begins.starts_with(b));
    (!other && !text.contains('\0')).then_some(text)
}

/// Whether bytes that are no UTF-8 look like a table in text: lines with separators and nothing that text
/// does not have.
pub(super) fn is_of_before(bytes: &[u8]) -> bool {
    let begin = bytes.get(..4096).unwrap_or(bytes);
    let controls = begin.iter().any(|b| *b < b' ' && !b"\t\r\n".contains(b));
    let separated = begin.iter().any(|b| b",;\t".contains(b));
    let lines = begin.contains(&b'\n') || begin.contains(&b'\r');
    !controls && separated && lines && std::str::from_utf8(bytes).is_err()
}

/// Reads a table: a book of one sheet without a name.
pub(super) fn read(text: &str) -> Result<Book, Trouble> {
    let text = text.trim_start_matches('\u{feff}');
    let (separator, text) = separator(text);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut cells = Vec::new();
    let (mut next, mut within) = (0_u32, 0_u64);
    let mut records = reader.records();
    while let Some(record) = records.next() {
        let record = record.map_err(|_| Trouble::Damaged(Damage::Table))?;
        // rows are counted as a spreadsheet shows them: a cell of several lines is in one row, and a
        // row that is empty is one
        let (line, byte) = record.position().map_or((0, 0), |p| (p.line(), p.byte()));
        // the reader passes over empty lines without a word
        let from = usize::try_from(byte).unwrap_or(usize::MAX);
        let passed = text.get(from..).unwrap_or_default();
        let passed = passed.chars().take_while(|c| matches!(c, '\r' | '\n'));
        let passed = u64::try_from(passed.filter(|c| *c == '\n').count()).unwrap_or(0);
        let row = line
            .saturating_sub(1)
            .saturating_sub(within)
            .saturating_add(passed);
        let row = u32::try_from(row).unwrap_or(ROWS).max(next);
        next = row.saturating_add(1);
        let from = from.saturating_add(usize::try_from(passed).unwrap_or(0));
        let end = usize::try_from(records.reader().position().byte()).unwrap_or(usize::MAX);
        let raw = text.get(from..end).unwrap_or_default();
        if quotes_go_wrong(raw, char::from(separator)) {
            return Err(Trouble::Unclosed(row));
        }
        let breaks: usize = record.iter().map(|c| c.matches('\n').count()).sum();
        within = within.saturating_add(u64::try_from(breaks).unwrap_or(0));
        if row >= ROWS || record.len() > usize::from(COLUMNS) {
            return Err(Trouble::TooLarge);
        }
        for (column, text) in (0_u16..).zip(record.iter()) {
            if text.is_empty() {
                continue;
            }
            if cells.len() >= MAX_CELLS {
                return Err(Trouble::TooLarge);
            }
            cells.push(Cell {
                row,
                column,
                value: Value::Text(csv_cell(text).into()),
                formula: false,
            });
        }
    }
    Ok(Book {
        sheets: vec![Worksheet {
            cells,
            ..Worksheet::default()
        }],
        ..Book::default()
    })
}

/// Whether a quote of a row is never closed, is closed before the end of its cell, or was closed only
/// rows below: of such a row nobody knows what belongs to it, and the rows below would be gone.
fn quotes_go_wrong(row: &str, separator: char) -> bool {
    let mut rest = row;
    loop {
        let Some(inside) = rest.strip_prefix('"') else {
            let Some((_, after)) = rest.split_once(separator) else {
                return false;
            };
            rest = after;
            continue;
        };
        // two quotes within are one quote of the text
        let mut from = 0_usize;
        let close = loop {
            let Some(found) = inside.get(from..).and_then(|i| i.find('"')) else {
                return true;
            };
            let quote = from.saturating_add(found);
            from = quote.saturating_add(1);
            if !inside.get(from..).unwrap_or_default().starts_with('"') {
                break quote;
            }
            from = from.saturating_add(1);
        };
        let (cell, after) = inside.split_at_checked(close).unwrap_or((inside, ""));
        // people put a space behind a comma, programs put none between cells
        let spaced = format!("{separator} ");
        let swallowed =
            |line: &str| line.matches(separator).count() >= 2 && !line.contains(&spaced);
        if cell.lines().skip(1).any(swallowed) {
            return true;
        }
        let after = after.get(1..).unwrap_or_default().trim_start_matches(' ');
        match after.chars().next() {
            None | Some('\r' | '\n') => return false,
            Some(c) if c == separator => rest = after.get(c.len_utf8()..).unwrap_or_default(),
            Some(_) => return true,
        }
    }
}

/// What the cells are separated by, and the text without a line that says so: of the first lines, the
/// sign that stands most often outside quotes.
fn separator(text: &str) -> (u8, &str) {
    if let Some(rest) = text.strip_prefix("sep=") {
        let mut chars = rest.chars();
        let stated = chars.next().and_then(|c| u8::try_from(c).ok());
        let below = chars.as_str().trim_start_matches('\r');
        if let (Some(separator), Some(below)) = (stated, below.strip_prefix('\n')) {
            return (separator, below);
        }
    }
    let lines = || text.lines().take(SEPARATOR_WITHIN);
    let count = |separator: char| {
        let mut quoted = false;
        let outside = lines().flat_map(str::chars).filter(|c| {
            quoted ^= *c == '"';
            *c == separator && !quoted
        });
        outside.count()
    };
    // of equals the last one is taken
    let most = [';', '\t', ','].into_iter().max_by_key(|s| count(*s));
    (
        most.and_then(|c| u8::try_from(c).ok()).unwrap_or(b','),
        text,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use ocop::csv_row;

    fn cells(text: &str) -> Vec<(u32, u16, String)> {
        let book = read(text).unwrap();
        let cells = book.sheets[0].cells.iter();
        cells
            .map(|c| (c.row, c.column, c.value.text().into_owned()))
            .collect()
    }

    #[test]
    fn a_table_is_read_whatever_separates_its_cells_and_however_it_is_encoded() {
        let expected = [
            (0, 0, "a,b".to_owned()),
            (0, 1, "ộ".into()),
            (1, 1, "3".into()),
        ];
        for text in [
            "\u{feff}\"a,b\",ộ\n,3\n",
            "a,b;ộ\r\n;3",
            "a,b\tộ\n\t3\n",
            "sep=;\na,b;ộ\n;3",
        ] {
            assert_eq!(cells(text), expected, "{text}");
        }
        let little: Vec<u8> = "\u{feff}a\tộ"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(cells(&decoded(&little).unwrap()).len(), 2);
        let big: Vec<u8> = "\u{feff}a\tộ"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(cells(&decoded(&big).unwrap()).len(), 2);
        for none in [
            &b"PK\x03\x04"[..],
            b" <html>",
            b"%PDF-1.7",
            b"{\\rtf1",
            b"\x89PNG",
            b" \n",
            b"\xff\xfea",
            b"a\0b",
        ] {
            assert!(decoded(none).is_none(), "{none:?}");
        }
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_shows_them() {
        let found = cells("a,\"b\nc\"\n\nd\n,e\n");
        let places: Vec<_> = found
            .iter()
            .map(|(row, column, _)| (*row, *column))
            .collect();
        assert_eq!(places, [(0, 0), (0, 1), (2, 0), (3, 1)]);
        assert_eq!(cells("a\rb\r")[1].0, 1);
    }

    /// A quote too many must not make one member of three.
    #[test]
    fn a_quote_that_is_closed_nowhere_or_in_the_wrong_place_is_told_with_its_row() {
        for text in [
            "a,b,c\n\"1,2,3\n4,5,6\n",
            "a,b,c\n\"1,2,3\n4,\"5\",6\n",
            "a,b,c\n\"1,2,3\n4,5,6\n7,8,\"\n",
            "a;b\n\"1;2\n4;\"5\"\n",
            "a,b\n\"1\"x,2\n",
        ] {
            assert!(matches!(read(text), Err(Trouble::Unclosed(1))), "{text}");
        }
        for sound in [
            "a,b,c\n\"x \"\"y\"\"\nz\",\"xã B, tỉnh C\",3\n",
            "a,b,c\n\"Thôn A,\nxã B, huyện C, tỉnh D\" ,2,3",
            "a,b\n5\" ống,2\n",
            "\n\na,\"b\"\r\n\r\n\"1\",2\r\n",
            "a;\"b,\nc,d,e\";3",
            "a;\"b;\nc; d; e\";3",
        ] {
            assert!(read(sound).is_ok(), "{sound}");
        }
    }

    #[test]
    fn what_was_kept_from_being_a_formula_is_read_as_it_was_written() {
        for text in [
            "=1+1", " =1+1", "+84 912", "-x", "@a", "'=1", "'a", "-5", "a=b",
        ] {
            let row = csv_row([text, "x"]);
            let found = cells(&row);
            assert_eq!(found[0].2, text, "{row}");
        }
    }
}
