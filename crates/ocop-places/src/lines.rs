//! Tables as texts: after lines of comment, one row a line, its key in front, in order of the keys.

use std::cmp::Ordering;

/// A table: its rows, without the lines of comment in front.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table(&'static str);

impl Table {
    /// A table from its text.
    pub const fn new(text: &'static str) -> Self {
        let mut rows = text;
        while let [b'#', ..] = rows.as_bytes() {
            rows = below_first(rows);
        }
        Self(rows)
    }

    /// The rows, each as its key and the rest.
    pub fn rows(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.0.lines().filter_map(|line| line.split_once(' '))
    }

    /// The first row that is found with this key, where the table has one.
    pub fn row(self, key: &str) -> Option<(&'static str, &'static str)> {
        // look at the middle line, then go on in one half
        let mut lines = self.0;
        while !lines.is_empty() {
            let middle = lines.floor_char_boundary(lines.len().div_euclid(2));
            let before = lines.get(..middle)?;
            let start = before.rfind('\n').map_or(0, |end| end.saturating_add(1));
            let (lower, from) = lines.split_at_checked(start)?;
            // the blank behind a key comes before anything that a longer one goes on with
            let line = from.as_bytes();
            let found = line.get(..key.len()).unwrap_or(line);
            let behind = || Some(&b' ').cmp(&line.get(key.len()));
            lines = match key.as_bytes().cmp(found).then_with(behind) {
                Ordering::Less => lower,
                Ordering::Greater => from.split_once('\n')?.1,
                Ordering::Equal => return from.lines().next()?.split_once(' '),
            };
        }
        None
    }
}

/// What stands below the first line of a text.
const fn below_first(text: &str) -> &str {
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        rest = behind;
        if *first == b'\n' {
            break;
        }
    }
    match text.split_at_checked(text.len().saturating_sub(rest.len())) {
        Some((_, below)) => below,
        None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found_by_its_key_and_nothing_else() {
        let table = Table::new("# one\n# two\n01 Một\n03 Ba bốn\n07 Bảy\n");
        assert_eq!(table.rows().count(), 3);
        for (key, rest) in table.rows() {
            assert_eq!(table.row(key), Some((key, rest)));
        }
        for none in ["", "00", "02", "04", "08", "0", "010", "07 Bảy", "#", "ố"] {
            assert_eq!(table.row(none), None, "{none}");
        }
        for empty in ["", "# one", "# one\n"] {
            assert_eq!(
                (
                    Table::new(empty).row("01"),
                    Table::new(empty).rows().count()
                ),
                (None, 0)
            );
        }
    }
}
