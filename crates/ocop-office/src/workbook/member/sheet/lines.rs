//! The lines of a sheet, each in its row.

use rust_xlsxwriter::{Formula, IgnoreError, Worksheet, XlsxError};

use super::super::contents::Page;
use super::super::formulas::Formulas;
use super::super::front::{Cover, protection};
use super::super::layout::{COLUMNS, EVIDENCE, HEAD, KEY, Layout, Line, MARK, Purpose};
use super::super::printed::Printed;
use super::super::results::Results;
use super::breaks::breaks;
use super::writer::Writer;
use crate::workbook::slot::Slot;
use crate::workbook::style::{for_print, text};

/// How wide the columns are, in characters.
const WIDTHS: [u8; 7] = [7, 48, 7, 11, 11, 15, 15];

/// The most characters of a product's name at the foot of a page: who scores stands beside it.
const MOST_OF_FOOT: usize = 50;

/// Writes the sheet of a product.
pub(crate) fn write(
    sheet: &mut Worksheet,
    cover: &Cover<'_>,
    page: &Page<'_>,
) -> Result<(), XlsxError> {
    let product = page.product;
    let layout = Layout::new(&product.shown, &product.set, cover.purpose);
    let bands = &product.set.instrument().file().bands;
    let formulas = Formulas::new(&layout, bands, cover.words);
    let results = Results::new(page.rating.as_ref(), cover.words);
    for (column, width) in (0_u16..).zip(WIDTHS) {
        sheet.set_column_width(column, f64::from(width))?;
    }
    // a formula that comes to nothing shows nothing, where it is not worked out anew
    sheet.set_formula_result_default("");
    let mut writer = Writer {
        sheet,
        cover,
        page,
        layout: &layout,
        formulas: &formulas,
        results: &results,
    };
    for (row, line) in (0_u32..).zip(&layout.lines) {
        writer.line(row, *line)?;
    }
    let last = u32::try_from(layout.lines.len()).unwrap_or(u32::MAX);
    sheet.ignore_error_range(0, KEY, last, KEY, IgnoreError::NumberStoredAsText)?;
    sheet.set_freeze_panes(HEAD.saturating_add(1), 0)?;
    sheet.set_repeat_rows(HEAD, HEAD)?;
    let name = text(&product.name);
    let mut foot: String = name.chars().take(MOST_OF_FOOT).collect();
    if foot.len() < name.len() {
        foot.push('…');
    }
    if !cover.assessor.is_empty() {
        foot = format!("{foot} · {}", cover.assessor);
    }
    for_print(sheet, &foot, cover.words.page, false);
    sheet.set_page_breaks(&breaks(&layout, cover.words))?;
    sheet.protect_with_options(&protection());
    Ok(())
}

impl Writer<'_> {
    fn line(&mut self, row: u32, line: Line) -> Result<(), XlsxError> {
        let looks = self.cover.looks;
        let printed = Printed::of(self.layout, line, self.cover.words).unwrap_or_default();
        match line {
            Line::Title => {
                let title = &self.page.title;
                self.across(row, title, &looks.title, 18)
            }
            Line::Live => {
                let submitted = match self.layout.purpose {
                    Purpose::Round(_) => Some(self.page.is_submitted()),
                    Purpose::Alone => None,
                };
                let result = self
                    .results
                    .live(&self.layout.set.max_points.to_string(), submitted);
                self.sheet
                    .merge_range(row, 0, row, COLUMNS.saturating_sub(1), "", &looks.live)?;
                self.sheet.set_row_height(row, 20)?;
                let formula = Formula::new(self.formulas.live()).set_result(result);
                self.sheet
                    .write_formula_with_format(row, 0, formula, &looks.live)?;
                Ok(())
            }
            Line::Head => {
                for column in 0..COLUMNS {
                    let head = self.cover.words.head(column.into());
                    self.sheet
                        .write_string_with_format(row, column, head, &looks.head)?;
                }
                Ok(())
            }
            Line::Fact(fact) => {
                let fact = self.fact(fact);
                self.across(row, &fact, &looks.fact, 15)
            }
            Line::Identity => {
                let identity = &self.page.identity;
                self.sheet
                    .write_string_with_format(row, 0, identity, &looks.small)?;
                Ok(())
            }
            Line::DetailsHeading
            | Line::CasesHeading
            | Line::FindingsHeading
            | Line::Group(..)
            | Line::MinimumsHeading
            | Line::OwnHeading => self.heading(row, &printed),
            Line::Detail(detail) => self.text_row(row, &printed, Slot::Detail(detail)),
            Line::Unchanged => self.mark_row(row, &printed, Slot::Unchanged),
            Line::Case => self.case(row, &printed),
            Line::CaseLabel(_) => self.words_row(row, &printed.words, &looks.level),
            Line::Finding(i) => self.mark_row(row, &printed, Slot::Finding(i)),
            Line::Part(p) => {
                let sections = self.layout.set.parts.get(p).map(|p| &p.sections);
                let ids = sections.into_iter().flatten().flat_map(|s| &s.criteria);
                let result = self.results.sum(ids.map(|c| c.criterion));
                let formula = Formula::new(self.formulas.part(p)).set_result(result);
                let looks = [&looks.part, &looks.part_figure];
                self.sum_row(row, &printed, formula, looks)
            }
            Line::Section(p, s) => {
                let part = self.layout.set.parts.get(p);
                let section = part.and_then(|p| p.sections.get(s));
                let ids = section.into_iter().flat_map(|s| &s.criteria);
                let result = self.results.sum(ids.map(|c| c.criterion));
                let formula = Formula::new(self.formulas.section(p, s)).set_result(result);
                let looks = [&looks.section, &looks.section_figure];
                self.sum_row(row, &printed, formula, looks)
            }
            Line::Criterion(index) => self.criterion(row, index, &printed),
            Line::CriterionNote(..) => self.words_row(row, &printed.words, &looks.note),
            Line::Level(index, l) => self.level(row, index, l, &printed),
            Line::Total => {
                let formula = Formula::new(self.formulas.total()).set_result(self.results.total());
                let looks = [&looks.part, &looks.part_figure];
                self.sum_row(row, &printed, formula, looks)
            }
            Line::PointsStars => {
                let result = self.results.points_stars();
                let formula = Formula::new(self.formulas.points_stars()).set_result(result);
                self.result_row(row, &printed.words, formula)
            }
            Line::Stars => {
                let formula = Formula::new(self.formulas.stars()).set_result(self.results.stars());
                self.result_row(row, &printed.words, formula)
            }
            Line::Outcome => {
                let result = self.results.outcome();
                let formula = Formula::new(self.formulas.outcome()).set_result(result);
                self.result_row(row, &printed.words, formula)
            }
            Line::StarHeading(stars) => {
                let formula = format!("={}", self.formulas.unmet(stars));
                let formula = Formula::new(formula).set_result(self.results.unmet(stars));
                self.result_row(row, &printed.words, formula)
            }
            Line::Minimum(m) => self.minimum(row, m, &printed),
            Line::Comment => {
                self.sheet.set_row_height(row, 60)?;
                self.text_row(row, &printed, Slot::Comment)
            }
            Line::Submitted => self.mark_row(row, &printed, Slot::Submitted),
            Line::Day => {
                let words = self.say(
                    "Ngày ...... tháng ...... năm ............",
                    "Date: ........................",
                );
                self.sheet
                    .merge_range(row, MARK, row, EVIDENCE, words, &looks.sign)?;
                self.sheet.set_row_height(row, 26)?;
                Ok(())
            }
            Line::Signature => {
                let words = self.say(
                    "Người đánh giá (ký, ghi rõ họ tên)",
                    "Assessor (signature and full name)",
                );
                self.sheet
                    .merge_range(row, MARK, row, EVIDENCE, words, &looks.sign)?;
                Ok(())
            }
        }
    }
}
