//! Tables as texts: after lines of comment, one row a line, its key in front, in order of the keys.

use std::cmp::Ordering;

/// A table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table(pub &'static str);

impl Table {
    /// The rows: without the lines of comment in front.
    fn body(self) -> &'static str {
        let mut rest = self.0;
        while let Some(comment) = rest.strip_prefix('#') {
            let Some((_, below)) = comment.split_once('\n') else {
                return "";
            };
            rest = below;
        }
        rest
    }

    /// The rows, each as its key and the rest.
    pub fn rows(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.body().lines().filter_map(|line| line.split_once(' '))
    }

    /// The first row that is found with this key, where the table has one.
    pub fn row(self, key: &str) -> Option<(&'static str, &'static str)> {
        // look at the middle line, then go on in one half
        let mut lines = self.body();
        loop {
            let middle = lines.floor_char_boundary(lines.len().div_euclid(2));
            let before = lines.get(..middle)?;
            let start = before.rfind('\n').map_or(0, |end| end.saturating_add(1));
            let (lower, from) = lines.split_at_checked(start)?;
            let (line, upper) = from.split_once('\n')?;
            let (found, rest) = line.split_once(' ')?;
            lines = match key.cmp(found) {
                Ordering::Less => lower,
                Ordering::Greater => upper,
                Ordering::Equal => return Some((found, rest)),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found_by_its_key_and_nothing_else() {
        let table = Table("# one\n# two\n01 Một\n03 Ba bốn\n07 Bảy\n");
        assert_eq!(table.rows().count(), 3);
        for (key, rest) in table.rows() {
            assert_eq!(table.row(key), Some((key, rest)));
        }
        for none in ["", "00", "02", "04", "08", "0", "#", "ố"] {
            assert_eq!(table.row(none), None, "{none}");
        }
        for empty in ["", "# one", "# one\n"] {
            assert_eq!(
                (Table(empty).row("01"), Table(empty).rows().count()),
                (None, 0)
            );
        }
    }
}
