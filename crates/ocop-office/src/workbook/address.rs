//! How cells of a workbook are named.

/// A cell as `E10`; row and column from 0.
///
/// ```
/// use ocop_office::workbook::a1;
/// assert_eq!((a1(0, 0), a1(9, 4), a1(1_048_575, 16_383)), ("A1".into(), "E10".into(), "XFD1048576".into()));
/// ```
#[must_use]
pub fn a1(row: u32, column: u16) -> String {
    let mut letters = String::new();
    let mut rest = u32::from(column).saturating_add(1);
    while rest > 0 {
        rest = rest.saturating_sub(1);
        let letter = char::from_u32(u32::from(b'A').saturating_add(rest % 26));
        letters.insert(0, letter.unwrap_or('A'));
        rest /= 26;
    }
    format!("{letters}{}", row.saturating_add(1))
}

/// A cell of a sheet for people, as problems name it: `Phiếu 3!D12`; of a table that is text and has no
/// sheets, the cell alone.
#[must_use]
pub fn cell_name(sheet: &str, row: u32, column: u16) -> String {
    if sheet.is_empty() {
        return a1(row, column);
    }
    format!("{}!{}", ocop_text::clean(sheet), a1(row, column))
}
