//! A criterion with its levels, and the star minimums.

use ocop::criteria::{SetCriterion, SetLevel};
use rust_xlsxwriter::{DataValidation, DataValidationRule, Formula, XlsxError};

use super::super::layout::{EVIDENCE, INPUT, KEY, MARK, NOTE, WORDS};
use super::super::printed::Printed;
use super::writer::Writer;
use crate::workbook::slot::Slot;

impl Writer<'_> {
    pub(super) fn criterion(
        &mut self,
        row: u32,
        index: usize,
        printed: &Printed,
    ) -> Result<(), XlsxError> {
        let looks = self.cover.looks;
        let Some((_, criterion)) = self.layout.criteria.get(index) else {
            return Ok(());
        };
        let id = criterion.criterion;
        self.sheet
            .write_string_with_format(row, KEY, &printed.key, &looks.criterion_figure)?;
        self.words(row, &printed.words, &looks.criterion)?;
        self.worth(row, &printed.worth, &looks.criterion_figure)?;
        let state =
            Formula::new(self.formulas.state(index, criterion)).set_result(self.results.state(id));
        self.sheet
            .write_formula_with_format(row, MARK, state, &looks.state)?;
        let list = self.levels(criterion);
        let most = i32::try_from(i64::from(criterion.max_points)).unwrap_or(i32::MAX);
        let title = format!("{} {id}", self.say("Tiêu chí", "Criterion"));
        let list: String = list.chars().take(250).collect();
        let validation = DataValidation::new()
            .allow_whole_number(DataValidationRule::Between(0, most))
            .set_input_title(&title)?
            .set_input_message(&list)?
            .set_error_title(&title)?
            .set_error_message(&list)?;
        self.sheet
            .add_data_validation(row, INPUT, row, INPUT, &validation)?;
        self.input(row, INPUT, Slot::Points(id), false)?;
        self.input(row, NOTE, Slot::Note(id), true)?;
        self.input(row, EVIDENCE, Slot::Evidence(id), true)
    }

    /// The one place for the case of the sheet.
    pub(super) fn case(&mut self, row: u32, printed: &Printed) -> Result<(), XlsxError> {
        let looks = self.cover.looks;
        let cases = self.layout.set.cases.iter();
        let cases: Vec<String> = cases.map(|c| c.case.to_string()).collect();
        self.sheet
            .write_string_with_format(row, KEY, &printed.key, &looks.cell_figure)?;
        self.sheet
            .write_string_with_format(row, WORDS, &printed.words, &looks.criterion)?;
        self.worth(row, &printed.worth, &looks.cell_figure)?;
        self.sheet.write_blank(row, MARK, &looks.cell_figure)?;
        let validation = DataValidation::new().allow_list_strings(&cases)?;
        self.sheet
            .add_data_validation(row, INPUT, row, INPUT, &validation)?;
        self.input(row, INPUT, Slot::Case, false)
    }

    /// The levels of a criterion with their points, for whoever fills in.
    pub(super) fn levels(&self, criterion: &SetCriterion) -> String {
        let level = |l: &SetLevel| {
            let case = l.case.map(|c| format!("{c}) ")).unwrap_or_default();
            format!(
                "{case}{} {} = {}",
                self.say("mức", "level"),
                l.level,
                l.points
            )
        };
        let none = format!("{} = 0", self.say("không đạt mức nào", "none reached"));
        let all: Vec<String> = criterion.levels.iter().map(level).chain([none]).collect();
        format!("{}: {}", self.say("Ghi điểm", "Points"), all.join("; "))
    }

    pub(super) fn level(
        &mut self,
        row: u32,
        index: usize,
        level: usize,
        printed: &Printed,
    ) -> Result<(), XlsxError> {
        let looks = self.cover.looks;
        let Some((_, criterion)) = self.layout.criteria.get(index) else {
            return Ok(());
        };
        let Some(level) = criterion.levels.get(level) else {
            return Ok(());
        };
        self.words_row(row, &printed.words, &looks.level)?;
        self.worth(row, &printed.worth, &looks.level_figure)?;
        if !printed.mark.is_empty() {
            self.sheet
                .write_string_with_format(row, MARK, &printed.mark, &looks.level_mark)?;
        }
        let formula = Formula::new(self.formulas.level(index, criterion, level));
        let formula = formula.set_result(self.results.level(criterion.criterion, level.level));
        self.sheet
            .write_formula_with_format(row, INPUT, formula, &looks.level_figure)?;
        Ok(())
    }

    pub(super) fn minimum(
        &mut self,
        row: u32,
        index: usize,
        printed: &Printed,
    ) -> Result<(), XlsxError> {
        let looks = self.cover.looks;
        let Some(minimum) = self.layout.minimums.get(index) else {
            return Ok(());
        };
        self.words_row(row, &printed.words, &looks.level)?;
        self.worth(row, &printed.worth, &looks.level_figure)?;
        let formula =
            Formula::new(self.formulas.minimum(minimum)).set_result(self.results.minimum(index));
        self.sheet
            .write_formula_with_format(row, INPUT, formula, &looks.level_figure)?;
        Ok(())
    }
}
