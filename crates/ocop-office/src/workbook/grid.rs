//! Lists that a secretary keeps: rows with headings, from a workbook or a text file.

use std::collections::BTreeMap;

use ocop::{Code, Problem, hyphenated, is_mere_sign, name_key, nearest, slug, tidy};

use super::address::cell_name;
use super::collect::no_value;
use super::read::{Book, Worksheet};

/// How far down a list's headings are looked for.
const HEADING_WITHIN: usize = 30;

/// How many letters a heading has at most with which nothing is compared but itself.
const MOST_SHORT: usize = 5;

/// A heading: the name it has in the program, and what people write.
pub(crate) type Heading = (&'static str, &'static [&'static str]);

/// A sheet as rows of cells.
struct Grid<'b> {
    sheet: &'b Worksheet,
    rows: BTreeMap<u32, BTreeMap<u16, String>>,
}

/// A list below its headings.
pub(crate) struct List {
    /// The sheet it stands in; without a name in a text file.
    sheet: String,
    rows: BTreeMap<u32, BTreeMap<u16, String>>,
    /// The columns that are known, by the names of their headings.
    columns: BTreeMap<&'static str, u16>,
    /// Headings that are not, with their cells.
    pub unknown: Vec<(String, String)>,
    /// Where other sheets of the workbook begin, of which nothing is read.
    pub other_sheets: Vec<String>,
    /// Cells that no heading stands above, with what they hold.
    pub unheaded: Vec<(String, String)>,
    /// Cells of known columns in which there is no value to read; in a text, cells beyond the headings.
    pub troubles: Vec<Problem>,
    first: u32,
}

/// A row of a list.
#[derive(Clone, Copy)]
pub(crate) struct ListRow<'l> {
    list: &'l List,
    number: u32,
    cells: &'l BTreeMap<u16, String>,
}

/// The heading that a cell names, whatever its marks, capitals and spaces: as in registers.
fn find<'k>(known: &'k [Heading], text: &str) -> Option<&'k Heading> {
    let key = slug(text);
    let is = |word: &str| slug(word) == key;
    known
        .iter()
        .find(|(name, words)| is(name) || words.iter().any(|w| is(w)))
}

/// The heading that one with a slip of the pen was likely meant to be, among those that the list lacks.
fn near(
    known: &[Heading],
    columns: &BTreeMap<&'static str, u16>,
    text: &str,
) -> Option<&'static str> {
    let lacking = known.iter().filter(|(name, _)| !columns.contains_key(name));
    let mut words = lacking.flat_map(|(_, words)| words.iter().copied());
    let written = slug(text);
    words.find(|word| is_slip_of(&written, &slug(word)))
}

/// Whether a heading is another but for one letter that is wrong, missing or too many, or two that changed
/// places. Short words are so near to too many others, and lists have columns of all kinds.
fn is_slip_of(written: &str, meant: &str) -> bool {
    let short = written.chars().count().min(meant.chars().count());
    // another first letter makes another word: "Ngày họp" is not "Ngày nộp"
    let rhymes = |(a, b): (&str, &str)| a != b && a.chars().skip(1).eq(b.chars().skip(1));
    let another_word = written.split('-').zip(meant.split('-')).any(rhymes);
    short > MOST_SHORT && !another_word && strsim::osa_distance(written, meant) == 1
}

impl<'b> Grid<'b> {
    fn new(sheet: &'b Worksheet) -> Self {
        let mut rows: BTreeMap<u32, BTreeMap<u16, String>> = BTreeMap::new();
        for cell in &sheet.cells {
            let text = tidy(&cell.value.text()).into_owned();
            if !text.is_empty() && no_value(cell).is_none() {
                rows.entry(cell.row).or_default().insert(cell.column, text);
            }
        }
        Self { sheet, rows }
    }

    fn place(&self, row: u32, column: u16) -> String {
        cell_name(&self.sheet.name, row, column)
    }

    /// The row of headings: the first in which two of them stand, or the only one that is asked for.
    fn heading(&self, known: &[Heading]) -> Option<u32> {
        let mut rows = self.rows.iter().take(HEADING_WITHIN);
        let heading = rows.find(|(_, cells)| {
            let named = cells.values().filter(|text| find(known, text).is_some());
            named.count() >= 2.min(cells.len())
        });
        heading.map(|(row, _)| *row)
    }
}

impl List {
    /// Opens a list: the first sheet of a workbook in which its headings stand, or a text with commas,
    /// semicolons or tabs.
    pub(crate) fn open(bytes: &[u8], known: &[Heading]) -> Result<Self, Vec<Problem>> {
        let book = Book::open_list(bytes).map_err(|problem| vec![problem])?;
        let grids: Vec<Grid<'_>> = book.sheets.iter().map(Grid::new).collect();
        let heads = grids.iter().map(|grid| grid.heading(known));
        let found = heads.enumerate().find_map(|(i, head)| Some((i, head?)));
        let Some((grid, head)) = found.and_then(|(i, head)| Some((grids.get(i)?, head))) else {
            return Err(vec![no_heading(&grids, known)]);
        };
        let mut list = Self::below(grid, head, known)?;
        let others = grids.iter().filter(|g| !std::ptr::eq(*g, grid));
        let begin = others.filter_map(|other| {
            let (row, cells) = other.rows.first_key_value()?;
            Some(other.place(*row, *cells.keys().next()?))
        });
        list.other_sheets = begin.collect();
        Ok(list)
    }

    /// What stands below the headings in columns that have none.
    fn beyond(grid: &Grid<'_>, head: u32) -> Vec<(String, String)> {
        let headings = grid.rows.get(&head);
        let headed = |column: &u16| headings.is_some_and(|h| h.contains_key(column));
        let below = grid.rows.range(head.saturating_add(1)..);
        let cells = below.flat_map(|(row, cells)| cells.iter().map(move |cell| (*row, cell)));
        cells
            .filter(|(_, (column, _))| !headed(column))
            .map(|(row, (column, text))| (grid.place(row, *column), text.clone()))
            .collect()
    }

    fn below(grid: &Grid<'_>, head: u32, known: &[Heading]) -> Result<Self, Vec<Problem>> {
        let mut columns = BTreeMap::new();
        let mut others = Vec::new();
        let mut wrong = Vec::new();
        for (column, text) in grid.rows.get(&head).into_iter().flatten() {
            match find(known, text) {
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
                    wrong.push(problem.with_cell(grid.place(head, *column)));
                }
                None => others.push((text.clone(), grid.place(head, *column))),
            }
        }
        let mut unknown = Vec::new();
        for (text, place) in others {
            match near(known, &columns, &text) {
                Some(meant) => wrong.push(not_that(&text, meant).with_cell(place)),
                None => unknown.push((text, place)),
            }
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let cells = grid.sheet.cells.iter();
        let read = cells.filter(|c| c.row > head && columns.values().any(|n| *n == c.column));
        let troubles = read
            .filter_map(|cell| Some(no_value(cell)?.with_cell(grid.place(cell.row, cell.column))));
        let mut troubles: Vec<Problem> = troubles.collect();
        let beyond = Self::beyond(grid, head);
        let mut unheaded = Vec::new();
        for (place, text) in beyond {
            // in a text a separator within a cell moves what comes after it
            if grid.sheet.name.is_empty() {
                troubles.push(beyond_headings(&text).with_cell(place));
            } else {
                unheaded.push((place, text));
            }
        }
        // a producer is written once beside all of its products; headings are none of a row
        let mut rows = grid.rows.clone();
        grid.sheet.reach_down(&mut rows, head, |_| true);
        Ok(Self {
            sheet: grid.sheet.name.clone(),
            troubles,
            unheaded,
            rows,
            columns,
            unknown,
            other_sheets: Vec::new(),
            first: head.saturating_add(1),
        })
    }
}

/// A cell of a text that stands beyond the last heading.
fn beyond_headings(text: &str) -> Problem {
    Problem::new(
        Code::RegisterColumns,
        "",
        format!("Ô \"{text}\" nằm ngoài các cột của dòng tiêu đề."),
        format!("The cell \"{text}\" stands beyond the columns of the headings."),
    )
    .with_found(text)
    .with_help(
        "Ô có dấu phân cách bên trong thì đặt trong ngoặc kép; cột chưa có tiêu đề thì ghi tiêu đề.",
        "Put a cell that holds a separator in quotes; a column without a heading needs one.",
    )
}

/// A heading that is nearly a known one: asked about, as what stands below it may be meant.
fn not_that(text: &str, meant: &str) -> Problem {
    Problem::new(
        Code::RegisterColumns,
        "",
        format!("Không có cột \"{text}\"."),
        format!("There is no column \"{text}\"."),
    )
    .with_found(text)
    .with_nearest(Some(meant))
}

/// The words that people know headings or choices by.
fn first_words(known: &[Heading]) -> Vec<&'static str> {
    let first = known.iter().filter_map(|(_, words)| words.first());
    first.copied().collect()
}

/// A workbook in which no sheet has headings that are known.
fn no_heading(grids: &[Grid<'_>], known: &[Heading]) -> Problem {
    let list = first_words(known).join(", ");
    let problem = Problem::new(
        Code::RegisterColumns,
        "",
        format!("Không thấy dòng tiêu đề; cần các cột như: {list}."),
        format!("There is no row of headings; expected columns such as: {list}."),
    );
    let filled = grids
        .iter()
        .find_map(|g| Some((g, g.rows.first_key_value()?)));
    match filled.and_then(|(g, (row, cells))| Some(g.place(*row, *cells.keys().next()?))) {
        Some(cell) => problem.with_cell(cell),
        None => problem,
    }
}

impl List {
    /// Whether a column is there.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.columns.contains_key(name)
    }

    /// The first cell of its row of headings.
    pub(crate) fn heading_place(&self) -> String {
        cell_name(&self.sheet, self.first.saturating_sub(1), 0)
    }

    /// Its rows, empty ones aside.
    pub(crate) fn rows(&self) -> impl Iterator<Item = ListRow<'_>> {
        let rows = self.rows.range(self.first..);
        rows.map(|(number, cells)| ListRow {
            list: self,
            number: *number,
            cells,
        })
    }
}

impl<'l> ListRow<'l> {
    /// What stands in a column; a sign in place of it is nothing.
    pub(crate) fn get(self, name: &str) -> Option<&'l str> {
        self.written(name).filter(|text| !is_mere_sign(text))
    }

    /// What stands in a column, a sign too.
    fn written(self, name: &str) -> Option<&'l str> {
        let column = self.list.columns.get(name)?;
        self.cells.get(column).map(String::as_str)
    }

    /// The cell of a column, or the first of the row.
    pub(crate) fn place(self, name: &str) -> String {
        let column = self.list.columns.get(name).copied().unwrap_or(0);
        cell_name(&self.list.sheet, self.number, column)
    }

    /// One of the words that a column takes.
    pub(crate) fn choice(
        self,
        name: &str,
        choices: &[Heading],
    ) -> Result<Option<&'static str>, Problem> {
        let Some(text) = self.written(name) else {
            return Ok(None);
        };
        let key = name_key(text);
        // signs have no letters to be compared by: "–" is a dash, "✗" no tick
        let signs = hyphenated(&tidy(text));
        let is = |word: &str| match name_key(word) {
            // whoever is not sure says neither
            _ if text.contains('?') => false,
            of if of.is_empty() || key.is_empty() => word == signs,
            of => of == key,
        };
        let found = choices
            .iter()
            .find(|(choice, words)| is(choice) || words.iter().any(|w| is(w)));
        match found {
            Some((choice, _)) => Ok(Some(choice)),
            None => {
                let words = first_words(choices);
                let list = words.join(", ");
                let problem = Problem::new(
                    Code::UnknownChoice,
                    "",
                    format!("Gặp \"{text}\", cần một trong: {list}."),
                    format!("Found \"{text}\", expected one of: {list}."),
                );
                Err(problem
                    .with_nearest(
                        nearest(text, words).filter(|_| text.chars().count() > MOST_SHORT),
                    )
                    .with_found(text)
                    .with_cell(self.place(name)))
            }
        }
    }
}
