//! Tables of places taken out of what is packed, and told by columns: codes by how far each is from the
//! one before, names by words of a dictionary. Packed, they are half of what their text is. `tables.js`
//! writes their text again.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::apart::leb;
use crate::workspace::root;

const FOLDER: &str = "crates/ocop-places/data";

/// Tables whose lines are codes, or lists of codes, and then a name.
const TABLES: &[&str] = &[
    "communes.txt",
    "former-communes.txt",
    "former-districts.txt",
];

/// What separates the codes of a list.
const LISTED: char = ';';

/// So many words, those that stand most often, are told by one byte. 0 ends a name.
const COMMON: usize = 191;

/// What is told of the tables, by kind, in the order in which `tables.js` reads it: where each stands
/// and what its columns are; codes; how many a list has; words; second bytes of words; the dictionary.
pub type Columns = [Vec<u8>; 6];

/// Takes the tables out of bytes in which their texts stand; what of them is not there is left out.
///
/// # Errors
///
/// A table has a line of another kind.
pub fn taken(bytes: &mut Vec<u8>) -> Result<Columns, String> {
    let texts = TABLES.iter().map(|name| {
        let path = root().join(FOLDER).join(name);
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        Ok((name, text))
    });
    let texts = texts.collect::<Result<Vec<_>, String>>()?;
    let mut found = Vec::new();
    for (name, text) in &texts {
        let rows = without_comments(text);
        if let Some(at) = position(bytes, rows.as_bytes()) {
            let table = Table::read(rows).map_err(|e| format!("{FOLDER}/{name}: {e}"))?;
            found.push((at, rows.len(), table));
        }
    }
    found.sort_by_key(|(at, ..)| *at);
    for (at, length, _) in found.iter().rev() {
        bytes.drain(*at..at.saturating_add(*length));
    }
    let mut before = 0_usize;
    let left = found.into_iter().map(|(at, length, table)| {
        let at = at.saturating_sub(before);
        before = before.saturating_add(length);
        (at, table)
    });
    told(&left.collect::<Vec<_>>())
}

/// A text from the first line that is no comment.
fn without_comments(text: &str) -> &str {
    let lines = text.split_inclusive('\n');
    let comments = lines.take_while(|line| line.starts_with('#'));
    text.get(comments.map(str::len).sum()..).unwrap_or_default()
}

fn position(bytes: &[u8], part: &[u8]) -> Option<usize> {
    if part.is_empty() {
        return None;
    }
    bytes.windows(part.len()).position(|window| window == part)
}

/// A table by its columns.
#[derive(Default)]
struct Table<'t> {
    columns: Vec<Column>,
    names: Vec<&'t str>,
}

/// A column of codes.
#[derive(Default)]
struct Column {
    /// How many digits each has.
    width: usize,
    cells: Vec<Vec<i64>>,
}

impl<'t> Table<'t> {
    fn read(text: &'t str) -> Result<Self, String> {
        let mut table = Self::default();
        let text = text.strip_suffix('\n').ok_or("the last line has no end")?;
        for line in text.split('\n') {
            table
                .line(line)
                .ok_or_else(|| format!("the line \"{line}\""))?;
        }
        Ok(table)
    }

    /// Reads a line: as many columns of codes as the first one has, then the name.
    fn line(&mut self, line: &'t str) -> Option<()> {
        let mut left = line;
        let mut column = 0;
        while let Some((field, after)) = left.split_once(' ')
            && (column < self.columns.len() || self.names.is_empty())
            && field.starts_with(|c: char| c.is_ascii_digit())
        {
            let width = field.split(LISTED).next()?.len();
            if self.names.is_empty() {
                let cells = Vec::new();
                self.columns.push(Column { width, cells });
            }
            let column_of = self.columns.get_mut(column)?;
            let codes = field.split(LISTED).map(|code| {
                let digits = code.bytes().all(|b| b.is_ascii_digit());
                let fits = digits && code.len() == column_of.width;
                code.parse().ok().filter(|_| fits)
            });
            let codes = codes.collect::<Option<Vec<i64>>>()?;
            column_of.cells.push(codes);
            column = column.saturating_add(1);
            left = after;
        }
        self.names.push(left);
        (column == self.columns.len()).then_some(())
    }
}

fn told(tables: &[(usize, Table<'_>)]) -> Result<Columns, String> {
    let names = || tables.iter().flat_map(|(_, table)| &table.names);
    let words = names().flat_map(|name| name.split(' '));
    let dictionary = dictionary(words);
    let place: BTreeMap<&str, usize> = dictionary.iter().copied().zip(1..).collect();
    let [mut shapes, mut codes, mut counts, mut firsts, mut seconds] = <[Vec<u8>; 5]>::default();
    let mut shape = |number: usize| shapes.extend(leb(number as u64));
    shape(tables.len());
    for (at, table) in tables {
        shape(*at);
        shape(table.names.len());
        shape(table.columns.len());
        for column in &table.columns {
            let list = column.cells.iter().any(|cell| cell.len() != 1);
            shape(column.width);
            shape(usize::from(list));
            let mut before = 0_i64;
            for cell in &column.cells {
                if list {
                    counts.extend(leb(cell.len() as u64));
                }
                for code in cell {
                    codes.extend(leb(folded(code.saturating_sub(before))));
                    before = *code;
                }
            }
        }
    }
    for name in names() {
        for word in name.split(' ') {
            let place = place.get(word).copied().unwrap_or_default();
            match place.checked_sub(COMMON.saturating_add(1)) {
                None => firsts.extend(u8::try_from(place)),
                Some(rare) => {
                    let page = u8::try_from(rare >> 8).ok();
                    let first = page.and_then(|p| p.checked_add(192));
                    firsts.push(first.ok_or("the names have too many different words")?);
                    seconds.extend(u8::try_from(rare & 0xff));
                }
            }
        }
        firsts.push(0);
    }
    let dictionary = dictionary.join("\n").into_bytes();
    Ok([shapes, codes, counts, firsts, seconds, dictionary])
}

/// All words: those that stand most often first, the others by the alphabet.
fn dictionary<'w>(words: impl Iterator<Item = &'w str>) -> Vec<&'w str> {
    let mut often: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words {
        let count = often.entry(word).or_default();
        *count = count.saturating_add(1);
    }
    let mut out: Vec<&str> = often.keys().copied().collect();
    out.sort_by_key(|word| std::cmp::Reverse(often.get(word).copied()));
    let rare: BTreeSet<&str> = out.split_off(COMMON.min(out.len())).into_iter().collect();
    out.extend(rare);
    out
}

/// A number that may be negative as one that is not: 0, -1, 1, -2, 2 as 0, 1, 2, 3, 4.
fn folded(number: i64) -> u64 {
    let twice = number.unsigned_abs().saturating_mul(2);
    if number < 0 {
        twice.saturating_sub(1)
    } else {
        twice
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_told_by_columns() {
        let text = "00001 01 00004;00007 Xã An Bình\n00004 02 00009 Xã An\n";
        let table = Table::read(text).unwrap();
        let [shapes, codes, counts, firsts, seconds, dictionary] = told(&[(7, table)]).unwrap();
        assert_eq!(shapes, [1, 7, 2, 3, 5, 0, 2, 0, 5, 1]);
        assert_eq!(codes, [2, 6, 2, 2, 8, 6, 4]);
        assert_eq!(counts, [2, 1]);
        assert_eq!(dictionary, "An\nXã\nBình".as_bytes());
        assert_eq!(firsts, [2, 1, 3, 0, 2, 1, 0]);
        assert!(seconds.is_empty());
    }

    #[test]
    fn words_that_are_rare_have_two_bytes() {
        let words: Vec<String> = (0..800).map(|i| format!("w{i:03}")).collect();
        let text = format!("1 {}\n", words.join(" "));
        let table = Table::read(&text).unwrap();
        let [.., firsts, seconds, _] = told(&[(0, table)]).unwrap();
        assert_eq!(firsts.get(190..193), Some([191, 192, 192].as_slice()));
        assert_eq!(seconds.get(..2), Some([0, 1].as_slice()));
        assert_eq!((firsts.get(799), seconds.last()), (Some(&194), Some(&96)));
    }

    #[test]
    fn a_line_of_another_kind_is_told() {
        for wrong in ["1 A\n22 B\n", "1 2 A\n1 B\n", "1 A\nB\n", "1 A", "1;2x A\n"] {
            assert!(Table::read(wrong).is_err(), "{wrong}");
        }
        // a name may begin with a digit after the columns of codes
        assert!(Table::read("01 A\n02 10 B\n").is_ok());
    }

    #[test]
    fn a_table_is_told_where_it_goes_in_what_is_left() {
        let text = |name: &str| fs::read_to_string(root().join(FOLDER).join(name)).unwrap();
        let both = text("former-districts.txt") + &text("communes.txt");
        let mut bytes = both.clone().into_bytes();
        let [shapes, ..] = taken(&mut bytes).unwrap();
        let districts = without_comments(&both);
        let comments = both.len().saturating_sub(districts.len());
        assert_eq!(
            shapes.get(..3),
            Some([vec![2], leb(comments as u64)].concat().as_slice())
        );
        let rows = districts.lines().take_while(|line| !line.starts_with('#'));
        let length: usize = rows.map(|row| row.len() + 1).sum();
        assert!(length > 1000 && bytes.len() < 1000, "{}", bytes.len());
    }

    #[test]
    fn tables_are_taken_from_where_they_stand() {
        let path = root().join(FOLDER).join("former-districts.txt");
        let text = fs::read_to_string(path).unwrap();
        let mut bytes = [b"before", text.as_bytes(), b"after"].concat();
        let [shapes, ..] = taken(&mut bytes).unwrap();
        assert_eq!(shapes.first(), Some(&1));
        assert!(bytes.starts_with(b"before# Districts") && bytes.ends_with(b"do not edit.\nafter"));
        let mut other = b"nothing of the kind".to_vec();
        assert_eq!(
            taken(&mut other).unwrap(),
            [vec![0], vec![], vec![], vec![], vec![], vec![]]
        );
    }
}
