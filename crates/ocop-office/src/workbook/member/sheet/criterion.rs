//! A criterion with its levels, and the star minimums.

use ocop::criteria::{SetCriterion, SetLevel};
use ocop::{Lang, Stars};
use rust_xlsxwriter::{DataValidation, DataValidationRule, Formula, XlsxError};

use super::super::layout::{EVIDENCE, INPUT, KEY, MARK, NOTE, WORTH};
use super::writer::Writer;
use crate::workbook::slot::Slot;

impl Writer<'_> {
    pub(super) fn criterion(
        &mut self,
        row: u32,
        index: usize,
        criterion: &SetCriterion,
    ) -> Result<(), XlsxError> {
        let (looks, lang) = (self.cover.looks, self.lang());
        let id = criterion.criterion;
        let needs = criterion.requires.map(|r| match lang {
            Lang::Vi => format!(" · chỉ chấm khi {r} có điểm"),
            Lang::En => format!(" · scored only if {r} has points"),
        });
        let least = criterion.minimum_for.map(|s: Stars| {
            let must = self.say(
                "phải đạt ít nhất một mức",
                "at least one level must be reached",
            );
            format!(" · {}: {must}", "★".repeat(s.get().into()))
        });
        let words = format!(
            "{}{}{}",
            criterion.name.get(lang),
            least.unwrap_or_default(),
            needs.unwrap_or_default()
        );
        self.sheet
            .write_string_with_format(row, KEY, id.to_string(), &looks.criterion_figure)?;
        self.words(row, &words, &looks.criterion)?;
        self.figure(
            row,
            WORTH,
            i64::from(criterion.max_points),
            &looks.criterion_figure,
        )?;
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
        criterion: &SetCriterion,
        level: &SetLevel,
    ) -> Result<(), XlsxError> {
        let (looks, lang) = (self.cover.looks, self.lang());
        let case = level.case.map(|c| format!("{c}) ")).unwrap_or_default();
        self.words_row(
            row,
            &format!("{case}{}", level.label.get(lang)),
            &looks.level,
        )?;
        self.figure(row, WORTH, i64::from(level.points), &looks.level_figure)?;
        if let Some(stars) = level.minimum_for {
            let mark = "★".repeat(stars.get().into());
            self.sheet
                .write_string_with_format(row, MARK, mark, &looks.level_mark)?;
        }
        let formula = Formula::new(self.formulas.level(index, criterion, level));
        let formula = formula.set_result(self.results.level(criterion.criterion, level.level));
        self.sheet
            .write_formula_with_format(row, INPUT, formula, &looks.level_figure)?;
        Ok(())
    }

    pub(super) fn minimum(&mut self, row: u32, index: usize) -> Result<(), XlsxError> {
        let (looks, lang) = (self.cover.looks, self.lang());
        let Some(minimum) = self.layout.minimums.get(index) else {
            return Ok(());
        };
        let Some((_, criterion)) = self.layout.criteria.get(minimum.criterion) else {
            return Ok(());
        };
        let case = minimum.case.map(|c| format!("{c}) ")).unwrap_or_default();
        let words = format!("{case}{} {}", criterion.criterion, criterion.name.get(lang));
        self.words_row(row, &words, &looks.level)?;
        self.sheet.write_string_with_format(
            row,
            WORTH,
            format!("≥ {}", minimum.points),
            &looks.level_figure,
        )?;
        let formula =
            Formula::new(self.formulas.minimum(minimum)).set_result(self.results.minimum(index));
        self.sheet
            .write_formula_with_format(row, INPUT, formula, &looks.level_figure)?;
        Ok(())
    }
}
