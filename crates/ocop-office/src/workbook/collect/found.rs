//! What was found in the files, and which of it is the same.

use std::collections::BTreeMap;

use ocop::council::FileKind;
use ocop::{Code, Library, NoticeCode, Problem};

use super::check::check;
use super::given::{CollectOptions, ReturnedFile};
use super::printed::Printouts;
use super::read_sheet::ReadSheet;
use super::report::Told;
use super::sheet::{Read, read};
use crate::workbook::read::Book;
use crate::workbook::roster::Roster;

/// What was found in the files.
#[derive(Default)]
pub(super) struct Found {
    /// The sheets, whatever is wrong with them.
    pub sheets: Vec<ReadSheet>,
    /// What is wrong with files, or with sheets that belong nowhere.
    pub told: Vec<Problem>,
    /// What is worth a look.
    pub notices: Vec<Told>,
}

impl Found {
    /// Adds what was found in files that come after.
    pub fn append(&mut self, other: Self) {
        self.sheets.extend(other.sheets);
        self.told.extend(other.told);
        self.notices.extend(other.notices);
    }

    /// Reads one file.
    pub fn file(
        &mut self,
        library: &Library,
        roster: &Roster,
        file: &ReturnedFile<'_>,
        options: CollectOptions,
    ) {
        if FileKind::of(file.name) == FileKind::System {
            self.notices.push(Told::of_file(
                NoticeCode::FilePassedOver,
                file.name,
                "Tệp do hệ điều hành hay chương trình văn phòng để lại: bỏ qua.",
                "Left behind by an operating system or an office program: passed over.",
            ));
            return;
        }
        let opened = match file.bytes {
            Some(bytes) => Book::open_any(bytes),
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
                NoticeCode::ExternalLinks,
                file.name,
                "Bảng tính có liên kết đến tệp khác: không mở các tệp đó.",
                "The workbook refers to other files: they are not opened.",
            ));
        }
        let before = self.sheets.len();
        let told = self.told.len();
        let mut printouts = Printouts::default();
        for sheet in &book.sheets {
            match read(roster, file.name, &book, sheet, options, &mut printouts) {
                Read::Nothing => {}
                Read::Front(notices) => self.notices.extend(notices),
                Read::Refused(problems) => self.told.extend(problems),
                Read::Sheets(sheets, problems) => {
                    self.told.extend(problems);
                    for mut read in sheets {
                        check(library, roster, &mut read);
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
    pub fn sort_out(&mut self) {
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
                            NoticeCode::SameSheetTwice,
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
