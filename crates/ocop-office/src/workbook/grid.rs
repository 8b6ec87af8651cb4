//! Lists that a secretary keeps: rows with headings, from a workbook or a text file.

use std::collections::BTreeMap;

use ocop::{Code, Problem, name_key, nearest, tidy};

use super::address::cell_name;
use super::read::Book;

/// How far down a list's headings are looked for.
const HEADING_WITHIN: usize = 30;

/// A heading: the name it has in the program, and what people write.
pub(crate) type Heading = (&'static str, &'static [&'static str]);

/// A list as rows of cells.
pub(crate) struct Grid {
    /// The sheet it stands in; without a name in a text file.
    sheet: String,
    rows: BTreeMap<u32, BTreeMap<u16, String>>,
}

/// A list below its headings.
pub(crate) struct List {
    grid: Grid,
    /// The columns that are known, by the names of their headings.
    columns: BTreeMap<&'static str, u16>,
    /// Headings that are not, with their cells.
    pub unknown: Vec<(String, String)>,
    first: u32,
}

/// A row of a list.
#[derive(Clone, Copy)]
pub(crate) struct ListRow<'l> {
    list: &'l List,
    number: u32,
    cells: &'l BTreeMap<u16, String>,
}

impl Grid {
    /// Opens a list: the first sheet of a workbook in which anything stands, or a text with commas,
    /// semicolons or tabs.
    pub(crate) fn open(bytes: &[u8]) -> Result<Self, Problem> {
        let book = Book::open_any(bytes)?;
        let mut sheets = book.sheets.iter();
        let sheet = sheets.find(|s| s.cells.iter().any(|c| !c.value.is_blank()));
        let mut rows: BTreeMap<u32, BTreeMap<u16, String>> = BTreeMap::new();
        for cell in sheet.into_iter().flat_map(|s| &s.cells) {
            let text = tidy(&cell.value.text()).into_owned();
            if !text.is_empty() {
                rows.entry(cell.row).or_default().insert(cell.column, text);
            }
        }
        Ok(Self {
            sheet: sheet.map(|s| s.name.clone()).unwrap_or_default(),
            rows,
        })
    }

    fn place(&self, row: u32, column: u16) -> String {
        cell_name(&self.sheet, row, column)
    }

    /// The list below its headings: the first row in which two of them stand, or the only one that is
    /// asked for.
    pub(crate) fn list(self, known: &[Heading]) -> Result<List, Problem> {
        let find = |text: &str| {
            let key = name_key(text);
            known.iter().find(|(name, words)| {
                name_key(name) == key || words.iter().any(|w| name_key(w) == key)
            })
        };
        let heading = self.rows.iter().take(HEADING_WITHIN).find(|(_, cells)| {
            cells.values().filter(|text| find(text).is_some()).count() >= 2.min(cells.len())
        });
        let Some((head, cells)) = heading.map(|(row, cells)| (*row, cells.clone())) else {
            let words: Vec<&str> = known
                .iter()
                .filter_map(|(_, w)| w.first().copied())
                .collect();
            let list = words.join(", ");
            return Err(Problem::new(
                Code::RegisterColumns,
                "",
                format!("Không thấy dòng tiêu đề; cần các cột như: {list}."),
                format!("There is no row of headings; expected columns such as: {list}."),
            ));
        };
        let mut columns = BTreeMap::new();
        let mut unknown = Vec::new();
        for (column, text) in &cells {
            match find(text) {
                Some((name, _)) if !columns.contains_key(name) => {
                    _ = columns.insert(*name, *column)
                }
                Some(_) => {
                    let problem = Problem::new(
                        Code::RegisterColumns,
                        "",
                        format!("Cột \"{text}\" có hai lần."),
                        format!("The column \"{text}\" stands twice."),
                    );
                    return Err(problem.with_cell(self.place(head, *column)));
                }
                None => unknown.push((text.clone(), self.place(head, *column))),
            }
        }
        Ok(List {
            grid: self,
            columns,
            unknown,
            first: head.saturating_add(1),
        })
    }
}

impl List {
    /// Whether a column is there.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.columns.contains_key(name)
    }

    /// Its rows, empty ones aside.
    pub(crate) fn rows(&self) -> impl Iterator<Item = ListRow<'_>> {
        let rows = self.grid.rows.range(self.first..);
        rows.map(|(number, cells)| ListRow {
            list: self,
            number: *number,
            cells,
        })
    }
}

impl<'l> ListRow<'l> {
    /// What stands in a column.
    pub(crate) fn get(self, name: &str) -> Option<&'l str> {
        let column = self.list.columns.get(name)?;
        self.cells.get(column).map(String::as_str)
    }

    /// The cell of a column, or the first of the row.
    pub(crate) fn place(self, name: &str) -> String {
        let column = self.list.columns.get(name).copied().unwrap_or(0);
        self.list.grid.place(self.number, column)
    }

    /// One of the words that a column takes.
    pub(crate) fn choice(
        self,
        name: &str,
        choices: &[Heading],
    ) -> Result<Option<&'static str>, Problem> {
        let Some(text) = self.get(name) else {
            return Ok(None);
        };
        let key = name_key(text);
        let found = choices.iter().find(|(choice, words)| {
            name_key(choice) == key || words.iter().any(|w| name_key(w) == key)
        });
        match found {
            Some((choice, _)) => Ok(Some(choice)),
            None => {
                let words: Vec<&str> = choices
                    .iter()
                    .filter_map(|(_, w)| w.first().copied())
                    .collect();
                let list = words.join(", ");
                let problem = Problem::new(
                    Code::UnknownChoice,
                    "",
                    format!("Gặp \"{text}\", cần một trong: {list}."),
                    format!("Found \"{text}\", expected one of: {list}."),
                );
                Err(problem
                    .with_nearest(nearest(text, words))
                    .with_found(text)
                    .with_cell(self.place(name)))
            }
        }
    }
}
