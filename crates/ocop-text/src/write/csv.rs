//! A table as text for spreadsheets.

use ocop::csv_row;

use crate::document::{RowKind, Table};
use crate::inline::Inline;

/// Writes a table as CSV: the row of heads, then its rows. Rows that head others have one cell. No cell
/// becomes a formula.
///
/// ```
/// use ocop_text::{Column, Row, Table, table_csv};
///
/// let mut table = Table::new([Column::words("Tên", 1), Column::figures("Điểm")]);
/// table.rows.push(Row::new(["=Gạo, nếp", "72,50"]));
/// assert_eq!(table_csv(&table), "Tên,Điểm\n\"'=Gạo, nếp\",\"72,50\"\n");
/// ```
#[must_use]
pub fn table_csv(table: &Table) -> String {
    let mut out = String::new();
    let mut row = |cells: Vec<String>| out.push_str(&csv_row(cells.iter().map(String::as_str)));
    if table.has_head() {
        row(table.columns.iter().map(|c| c.head.to_string()).collect());
    }
    for line in &table.rows {
        let most = match line.kind {
            RowKind::Heading => 1,
            RowKind::Plain | RowKind::Total => line.cells.len(),
        };
        row(line
            .cells
            .iter()
            .take(most)
            .map(Inline::to_string)
            .collect());
    }
    out
}
