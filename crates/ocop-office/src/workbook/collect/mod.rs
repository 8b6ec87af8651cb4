//! Workbooks that members sent back, put into the session they belong to.
//!
//! Every sheet lands at its member, product and round, or is told. A sheet with problems is taken as a
//! draft with all that is good in it, so that nothing is lost and nothing wrong counts; beside it an
//! annotated copy is written afresh, with each problem as a note at its cell. What the session has
//! already is never overwritten.

mod check;
mod copies;
mod merge;
mod report;
mod sheet;

use std::collections::BTreeMap;

use ocop::council::{FileKind, SheetFile};
use ocop::{Code, Lang, Library, Problem, Problems};
use serde_json::Value;

use super::read::Book;
use super::roster::Roster;

pub use merge::whole;
pub use report::{COLLECTED_FORMAT, Collected, Missing, Taken, Told, page};
use sheet::ReadSheet;

/// A file that came back.
#[derive(Debug, Clone, Copy)]
pub struct ReturnedFile<'f> {
    /// Its name, for messages.
    pub name: &'f str,
    /// What it holds; none where it could not be read.
    pub bytes: Option<&'f [u8]>,
}

/// What came of collecting.
#[derive(Debug, Clone)]
pub struct Collection {
    /// What was taken, what is missing, and everything that is wrong.
    pub report: Collected,
    /// The session with the sheets that were taken, as JSON.
    pub session: Value,
    /// Annotated copies of workbooks with problems, by the name of the file that each is of.
    pub copies: Vec<(String, Vec<u8>)>,
}

/// How to collect.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Only sheets of this round; any, where none is given.
    pub round: Option<u8>,
    /// The language of annotated copies.
    pub lang: Lang,
}

/// Puts the sheets of workbooks into a session. `sheets` are the files of a session that is a folder:
/// what they hold goes into the session too.
///
/// # Errors
///
/// Everything that is wrong with the session itself, which is to be mended first. What is wrong with
/// the workbooks stands in the report.
pub fn collect(
    library: &Library,
    session: &[u8],
    sheets: &[SheetFile<'_>],
    files: &[ReturnedFile<'_>],
    options: Options,
) -> Result<Collection, Problems> {
    let roster = Roster::read(library, session, sheets)?;
    let value = merge::whole(session, sheets)?;
    let mut found = Found::default();
    for file in files {
        found.file(library, &roster, file, options);
    }
    found.sort_out();
    let mut report = Collected::default();
    let mut session = merge::Session::new(value);
    for sheet in &mut found.sheets {
        session.take(&roster, sheet, &mut report);
    }
    let copies = copies::of(library, &roster, &found, options.lang)?;
    report.errors.extend(found.told);
    for sheet in found.sheets {
        report.errors.extend(sheet.problems);
        report.notices.extend(sheet.notices);
    }
    report.notices.splice(0..0, found.notices);
    report.missing = merge::missing(&roster, &session, options.round);
    Ok(Collection {
        report,
        session: session.into_value(),
        copies,
    })
}

/// What was found in the files.
#[derive(Default)]
struct Found {
    sheets: Vec<ReadSheet>,
    /// What is wrong with files, or with sheets that belong nowhere.
    told: Vec<Problem>,
    notices: Vec<Told>,
}

impl Found {
    fn file(
        &mut self,
        library: &Library,
        roster: &Roster,
        file: &ReturnedFile<'_>,
        options: Options,
    ) {
        if FileKind::of(file.name) == FileKind::System {
            self.notices.push(Told::of_file(
                file.name,
                "Tệp do hệ điều hành hay chương trình văn phòng để lại: bỏ qua.",
                "Left behind by an operating system or an office program: passed over.",
            ));
            return;
        }
        let opened = match file.bytes {
            Some(bytes) => Book::open(bytes),
            None => Err(Problem::new(
                Code::FileNotRead,
                "",
                "Không đọc được tệp này.",
                "This file was not read.",
            )),
        };
        let book = match opened {
            Ok(book) => book,
            Err(mut problem) => {
                problem.file = Some(file.name.to_owned());
                self.told.push(problem);
                return;
            }
        };
        if book.has_external_links {
            self.notices.push(Told::of_file(
                file.name,
                "Bảng tính có liên kết đến tệp khác: không mở các tệp đó.",
                "The workbook refers to other files: they are not opened.",
            ));
        }
        let before = self.sheets.len();
        let told = self.told.len();
        for sheet in &book.sheets {
            match sheet::read(roster, file.name, &book, sheet, options) {
                sheet::Read::Nothing => {}
                sheet::Read::Refused(problems) => self.told.extend(problems),
                sheet::Read::Sheets(sheets) => {
                    for mut read in sheets {
                        check::check(library, roster, &mut read);
                        self.sheets.push(read);
                    }
                }
            }
        }
        if self.sheets.len() == before && self.told.len() == told {
            let mut problem = Problem::new(
                Code::WorkbookLayout,
                "",
                "Bảng tính không có trang phiếu đánh giá nào.",
                "The workbook has no score sheet.",
            );
            problem.file = Some(file.name.to_owned());
            self.told.push(problem);
        }
    }

    /// Of several sheets of one member on one product in one round, the same is taken once, and of
    /// those that differ none is taken.
    fn sort_out(&mut self) {
        let mut groups: BTreeMap<(String, usize, u8), Vec<usize>> = BTreeMap::new();
        for (i, sheet) in self
            .sheets
            .iter()
            .enumerate()
            .filter(|(_, s)| !s.is_blank())
        {
            let key = (sheet.member.clone(), sheet.product, sheet.round);
            groups.entry(key).or_default().push(i);
        }
        for places in groups.into_values().filter(|p| p.len() > 1) {
            let first = places.first().and_then(|i| self.sheets.get(*i)).cloned();
            let Some(first) = first else { continue };
            let all: Vec<&ReadSheet> = places.iter().filter_map(|i| self.sheets.get(*i)).collect();
            let alike = all.iter().all(|s| s.filled == first.filled);
            let list: Vec<String> = all.iter().map(|s| s.place()).collect();
            let list = list.join("; ");
            for (nth, place) in places.iter().enumerate() {
                let Some(sheet) = self.sheets.get_mut(*place) else {
                    continue;
                };
                if alike {
                    if nth > 0 {
                        sheet.taken = false;
                        sheet.note(
                            format!("Giống hệt phiếu ở {}: chỉ nhận một.", first.place()),
                            format!("The same as the sheet at {}: taken once.", first.place()),
                        );
                    }
                    continue;
                }
                sheet.taken = false;
                sheet.refuse(
                    Code::RepeatedSheet,
                    None,
                    format!("Cùng thành viên, sản phẩm và vòng có nhiều phiếu khác nhau: {list}. Không nhận phiếu nào."),
                    format!("Sheets of one member on one product in one round differ: {list}. None is taken."),
                );
            }
        }
    }
}
