//! Rows of a register in a workbook, whatever form it has.

use std::collections::BTreeMap;

use ocop::{ErrorReport, Problem, Problems, tidy};

use super::read::{Value, Worksheet};

/// The cells of a sheet in which something stands, by row and column.
pub(super) type Rows<'b> = BTreeMap<u32, BTreeMap<u16, &'b Value>>;

/// The rows of a sheet in which something stands.
pub(super) fn rows(sheet: &Worksheet) -> Rows<'_> {
    let mut rows: Rows<'_> = BTreeMap::new();
    for cell in sheet.cells.iter().filter(|c| !c.value.is_blank()) {
        rows.entry(cell.row)
            .or_default()
            .insert(cell.column, &cell.value);
    }
    rows
}

/// A cell as text; a day without its time.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::Date(date) => date.split('T').next().unwrap_or_default().to_owned(),
        other => tidy(&other.text()).into_owned(),
    }
}

/// The line of a register that a row is.
pub(super) fn line(row: u32) -> u64 {
    u64::from(row).saturating_add(1)
}

/// What is wrong with a row, as the report of a register has it.
pub(super) fn refused(row: u32, errors: Vec<Problem>) -> ErrorReport<'static> {
    let problems: Problems = errors.into_iter().collect();
    problems.report(Some(line(row))).into_owned()
}
