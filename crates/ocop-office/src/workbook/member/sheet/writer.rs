//! Whoever writes a sheet: what rows have in common, and the cells that are filled in.

use ocop::Lang;
use rust_xlsxwriter::{DataValidation, Format, Formula, Note, Worksheet, XlsxError};

use super::super::contents::Page;
use super::super::formulas::Formulas;
use super::super::front::Cover;
use super::super::layout::{COLUMNS, EVIDENCE, Fact, INPUT, KEY, Layout, MARK, WORDS, WORTH};
use super::super::printed::{Printed, Worth};
use super::super::results::Results;
use super::super::words::TO_MEND;
use crate::workbook::slot::{Entry, Slot};
use crate::workbook::style::{across, entered, height, text};

/// How many characters go across the sheet.
const ACROSS: usize = 105;
/// How many characters of a line are sure to go into the column of words, be they bold or indented, and
/// how high a line is.
const LINE: usize = 48;
pub(super) const LINE_HEIGHT: u32 = 15;
/// The most characters of a note: nobody reads more in a small window, and no note holds 32,768.
const MOST_OF_NOTE: usize = 4000;

/// How high a row is made for words in the second column; one line needs nothing.
pub(super) fn set_height(words: &str) -> Option<u32> {
    (words.chars().count() > LINE).then(|| height(words, LINE, LINE_HEIGHT))
}

pub(super) struct Writer<'w> {
    pub sheet: &'w mut Worksheet,
    pub cover: &'w Cover<'w>,
    pub page: &'w Page<'w>,
    pub layout: &'w Layout<'w>,
    pub formulas: &'w Formulas<'w>,
    pub results: &'w Results<'w>,
}

impl Writer<'_> {
    pub(super) const fn lang(&self) -> Lang {
        self.cover.words.lang
    }

    pub(super) fn say(&self, vi: &'static str, en: &'static str) -> &'static str {
        self.cover.words.say(vi, en)
    }

    pub(super) fn across(
        &mut self,
        row: u32,
        words: &str,
        look: &Format,
        line: u32,
    ) -> Result<(), XlsxError> {
        across(self.sheet, row, COLUMNS, words, look)?;
        self.sheet
            .set_row_height(row, height(words, ACROSS, line))?;
        Ok(())
    }

    pub(super) fn fact(&self, fact: Fact) -> String {
        let (product, lang) = (self.page.product, self.lang());
        let given = |text_of: &Option<String>| text_of.as_deref().map_or_else(|| "—".into(), text);
        match fact {
            Fact::Set => format!(
                "{} {}: {}",
                self.say("Phiếu đánh giá, bộ sản phẩm", "Score sheet, product set"),
                product.set.number(),
                product.shown.name.get(lang)
            ),
            Fact::Code => format!("{}: {}", self.say("Mã số sản phẩm", "Product code"), given(&product.code)),
            Fact::Producer => format!(
                "{}: {} · {}: {}",
                self.say("Chủ thể", "Producer"),
                given(&product.producer),
                self.say("địa chỉ", "address"),
                given(&product.address)
            ),
            Fact::Assessor => self.cover.assessor.clone(),
            Fact::Decision => {
                let law = product.set.instrument().file();
                format!("{} {}", self.say("Quyết định số", "Decision"), law.number)
            }
            Fact::Purpose => self
                .say(
                    "Phiếu này không thuộc phiên họp nào: ghi xong thì lưu tệp (.xlsx hoặc .ods), chương trình tính điểm từ tệp như từ một hồ sơ.",
                    "This sheet is of no session: fill it in and save the file (.xlsx or .ods); it is rated from there as a dossier is.",
                )
                .to_owned(),
            Fact::Cells => self
                .say(
                    "Ô màu vàng là ô để ghi: điểm của mức đạt (0 nếu không đạt mức nào), ghi chú, minh chứng (mỗi dòng một giấy tờ). ☑ là mức ứng với điểm đã ghi.",
                    "Yellow cells are to be filled in: the points of the level reached (0 where none is), a note, evidence (one paper a line). ☑ is the level of the points given.",
                )
                .to_owned(),
            Fact::Marks => self
                .say(
                    "★★★, ★★★★, ★★★★★ ở cột Sao: mức tối thiểu phải đạt để được xếp hạng sao đó.",
                    "★★★, ★★★★, ★★★★★ in the column Stars: the least level that must be reached for so many stars.",
                )
                .to_owned(),
        }
    }

    /// A row of words alone, in the second column.
    pub(super) fn words_row(
        &mut self,
        row: u32,
        words: &str,
        look: &Format,
    ) -> Result<(), XlsxError> {
        let blank = &self.cover.looks.cell;
        for column in 0..COLUMNS {
            self.sheet.write_blank(row, column, blank)?;
        }
        self.words(row, words, look)
    }

    /// Words in the second column, in a row that is high enough for them: not every program makes
    /// rows higher by itself.
    pub(super) fn words(&mut self, row: u32, words: &str, look: &Format) -> Result<(), XlsxError> {
        let words = text(words);
        if let Some(height) = set_height(&words) {
            self.sheet.set_row_height(row, height)?;
        }
        self.sheet
            .write_string_with_format(row, WORDS, words, look)?;
        Ok(())
    }

    pub(super) fn heading(&mut self, row: u32, printed: &Printed) -> Result<(), XlsxError> {
        let looks = self.cover.looks;
        for column in 0..COLUMNS {
            self.sheet.write_blank(row, column, &looks.section)?;
        }
        self.key(row, &printed.key, &looks.section_figure)?;
        self.words(row, &printed.words, &looks.section)?;
        self.worth(row, &printed.worth, &looks.section_figure)
    }

    fn key(&mut self, row: u32, key: &str, look: &Format) -> Result<(), XlsxError> {
        if !key.is_empty() {
            self.sheet.write_string_with_format(row, KEY, key, look)?;
        }
        Ok(())
    }

    pub(super) fn worth(
        &mut self,
        row: u32,
        worth: &Worth,
        look: &Format,
    ) -> Result<(), XlsxError> {
        match worth {
            Worth::Nothing => {}
            Worth::Points(points) => {
                // points are far below what a number of a cell holds exactly
                let points = u32::try_from(*points).unwrap_or(0);
                self.sheet
                    .write_number_with_format(row, WORTH, points, look)?;
            }
            Worth::Words(words) => {
                self.sheet
                    .write_string_with_format(row, WORTH, words, look)?;
            }
        }
        Ok(())
    }

    pub(super) fn sum_row(
        &mut self,
        row: u32,
        printed: &Printed,
        formula: Formula,
        [look, figure]: [&Format; 2],
    ) -> Result<(), XlsxError> {
        for column in 0..COLUMNS {
            self.sheet.write_blank(row, column, look)?;
        }
        self.key(row, &printed.key, figure)?;
        self.words(row, &printed.words, look)?;
        self.worth(row, &printed.worth, figure)?;
        self.sheet
            .write_formula_with_format(row, INPUT, formula, figure)?;
        Ok(())
    }

    pub(super) fn result_row(
        &mut self,
        row: u32,
        words: &str,
        formula: Formula,
    ) -> Result<(), XlsxError> {
        let looks = self.cover.looks;
        self.words_row(row, words, &looks.criterion)?;
        // what a sheet comes to may be several words, and its row does not grow with them
        self.sheet
            .merge_range(row, INPUT, row, EVIDENCE, "", &looks.head_right)?;
        self.sheet
            .write_formula_with_format(row, INPUT, formula, &looks.head_right)?;
        Ok(())
    }

    /// A row with one wide place for words.
    pub(super) fn text_row(
        &mut self,
        row: u32,
        printed: &Printed,
        slot: Slot,
    ) -> Result<(), XlsxError> {
        let looks = self.cover.looks;
        self.key(row, &printed.key, &looks.cell_figure)?;
        self.sheet
            .write_string_with_format(row, WORDS, &printed.words, &looks.criterion)?;
        for column in [WORTH, MARK] {
            self.sheet.write_blank(row, column, &looks.cell)?;
        }
        self.sheet
            .merge_range(row, INPUT, row, EVIDENCE, "", &looks.input_text)?;
        self.input(row, INPUT, slot, true)
    }

    /// A row with one place for an x.
    pub(super) fn mark_row(
        &mut self,
        row: u32,
        printed: &Printed,
        slot: Slot,
    ) -> Result<(), XlsxError> {
        let looks = self.cover.looks;
        self.words_row(row, &printed.words, &looks.cell)?;
        self.key(row, &printed.key, &looks.cell_figure)?;
        if !printed.mark.is_empty() {
            self.sheet
                .write_string_with_format(row, MARK, &printed.mark, &looks.state)?;
        }
        let validation = DataValidation::new().allow_list_strings(&["x"])?;
        self.sheet
            .add_data_validation(row, INPUT, row, INPUT, &validation)?;
        self.input(row, INPUT, slot, false)
    }

    /// A cell to be filled in, with what stands in it and what is said of it.
    pub(super) fn input(
        &mut self,
        row: u32,
        column: u16,
        slot: Slot,
        words: bool,
    ) -> Result<(), XlsxError> {
        let looks = self.cover.looks;
        let content = self.page.content;
        let remarks = content.and_then(|c| c.remarks.get(&slot));
        let look = match (words, remarks.is_some()) {
            (false, false) => &looks.input,
            (false, true) => &looks.wrong,
            (true, false) => &looks.input_text,
            (true, true) => &looks.wrong_text,
        };
        match content.and_then(|c| c.filled.get(&slot)) {
            None => self.sheet.write_blank(row, column, look)?,
            Some(Entry::Number(number)) => match i32::try_from(*number) {
                Ok(number) => self
                    .sheet
                    .write_number_with_format(row, column, number, look)?,
                Err(_) => {
                    self.sheet
                        .write_string_with_format(row, column, number.to_string(), look)?
                }
            },
            Some(Entry::Text(words)) => {
                self.sheet
                    .write_string_with_format(row, column, entered(words), look)?
            }
        };
        if let Some(remarks) = remarks {
            let words = format!("{TO_MEND}\n{}", remarks.join("\n"));
            let note = Note::new(words.chars().take(MOST_OF_NOTE).collect::<String>())
                .add_author_prefix(false)
                .set_width(320)
                .set_height(120);
            self.sheet.insert_note(row, column, &note)?;
        }
        Ok(())
    }
}
