//! The lines of a sheet, each in its row.

use rust_xlsxwriter::{DataValidation, Formula, IgnoreError, Worksheet, XlsxError};

use super::super::contents::Page;
use super::super::formulas::Formulas;
use super::super::front::{Cover, protection};
use super::super::layout::{
    COLUMNS, EVIDENCE, HEAD, INPUT, KEY, Layout, Line, MARK, Purpose, WORDS, WORTH, alone,
};
use super::super::results::Results;
use super::super::words::{OUTCOME, POINTS_STARS, STARS, TOTAL};
use super::writer::Writer;
use crate::workbook::slot::{
    CASE_MARK, COMMENT_MARK, FINDING_MARK, SUBMITTED_MARK, Slot, UNCHANGED_MARK,
};
use crate::workbook::style::{for_print, text};

/// How wide the columns are, in characters.
const WIDTHS: [u8; 7] = [7, 48, 7, 11, 9, 16, 16];

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
    let mut foot = text(&product.name);
    if !cover.assessor.is_empty() {
        foot = format!("{foot} · {}", cover.assessor);
    }
    for_print(sheet, &foot, cover.words.page, false);
    sheet.protect_with_options(&protection());
    Ok(())
}

impl Writer<'_> {
    fn line(&mut self, row: u32, line: Line) -> Result<(), XlsxError> {
        let (looks, lang, set) = (self.cover.looks, self.lang(), self.layout.set);
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
                let result = self.results.live(&set.max_points.to_string(), submitted);
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
            Line::DetailsHeading => {
                let words = self.say("Sản phẩm và chủ thể", "Product and producer");
                self.heading(row, "", words, None)
            }
            Line::Detail(detail) => {
                let words = self.cover.words.detail(detail);
                self.text_row(row, detail.mark(), words, Slot::Detail(detail))
            }
            Line::Unchanged => {
                let words = self.say(
                    "Giữ nguyên phiếu của vòng trước (ghi x, không chấm lại)",
                    "I stand by my sheet of the round before (x; nothing else is filled in)",
                );
                self.mark_row(row, UNCHANGED_MARK, words, "", Slot::Unchanged)
            }
            Line::CasesHeading => {
                let words = self.say(
                    "Trường hợp (một trường hợp cho cả phiếu)",
                    "Case (one holds for the whole sheet)",
                );
                self.heading(row, "", words, None)
            }
            Line::Case => {
                let cases: Vec<String> = set.cases.iter().map(|c| c.case.to_string()).collect();
                let words = self.say("Ghi trường hợp áp dụng", "Which case holds");
                self.sheet
                    .write_string_with_format(row, KEY, CASE_MARK, &looks.cell_figure)?;
                self.sheet
                    .write_string_with_format(row, WORDS, words, &looks.criterion)?;
                self.sheet.write_string_with_format(
                    row,
                    WORTH,
                    cases.join(", "),
                    &looks.cell_figure,
                )?;
                self.sheet.write_blank(row, MARK, &looks.cell_figure)?;
                let validation = DataValidation::new().allow_list_strings(&cases)?;
                self.sheet
                    .add_data_validation(row, INPUT, row, INPUT, &validation)?;
                self.input(row, INPUT, Slot::Case, false)
            }
            Line::CaseLabel(i) => {
                let Some(case) = set.cases.get(i) else {
                    return Ok(());
                };
                self.words_row(
                    row,
                    &format!("{}) {}", case.case, case.label.get(lang)),
                    &looks.level,
                )
            }
            Line::FindingsHeading => {
                let words = self.say(
                    "Bị loại, dừng đánh giá, không đủ điều kiện: ghi x nếu xác định có",
                    "Rejection, stop, not eligible: x where it is established",
                );
                self.heading(row, "", words, None)
            }
            Line::Finding(i) => {
                let Some(finding) = set.findings.get(i) else {
                    return Ok(());
                };
                let mark = format!("{FINDING_MARK}{}", i.saturating_add(1));
                let effect = self.cover.words.effect(finding.effect);
                self.mark_row(
                    row,
                    &mark,
                    finding.label.get(lang),
                    effect,
                    Slot::Finding(i),
                )
            }
            Line::Part(p) => {
                let Some(part) = set.parts.get(p) else {
                    return Ok(());
                };
                let words = part.name.get(lang).to_uppercase();
                let ids = part.sections.iter().flat_map(|s| &s.criteria);
                let result = self.results.sum(ids.map(|c| c.criterion));
                let formula = Formula::new(self.formulas.part(p)).set_result(result);
                let looks = [&looks.part, &looks.part_figure];
                self.sum_row(
                    row,
                    &format!("{}", part.part),
                    &words,
                    i64::from(part.max_points),
                    formula,
                    looks,
                )
            }
            Line::Section(p, s) => {
                let section = set.parts.get(p).and_then(|p| p.sections.get(s));
                let Some(section) = section.filter(|s| !alone(s)) else {
                    return Ok(());
                };
                let result = self
                    .results
                    .sum(section.criteria.iter().map(|c| c.criterion));
                let formula = Formula::new(self.formulas.section(p, s)).set_result(result);
                let (key, words) = (section.section.to_string(), section.name.get(lang));
                let looks = [&looks.section, &looks.section_figure];
                self.sum_row(
                    row,
                    &key,
                    words,
                    i64::from(section.max_points),
                    formula,
                    looks,
                )
            }
            Line::Group(p, s, g) => {
                let section = set.parts.get(p).and_then(|p| p.sections.get(s));
                let Some(group) = section.and_then(|s| s.groups.get(g)) else {
                    return Ok(());
                };
                let words = group.name.get(lang).to_owned();
                self.heading(
                    row,
                    &group.group.to_string(),
                    &words,
                    Some(i64::from(group.max_points)),
                )
            }
            Line::Criterion(index) => {
                let Some((_, criterion)) = self.layout.criteria.get(index) else {
                    return Ok(());
                };
                self.criterion(row, index, criterion)
            }
            Line::CriterionNote(index, n) => {
                let criterion = self.layout.criteria.get(index).map(|(_, c)| *c);
                let Some(note) = criterion.and_then(|c| c.notes.get(n)) else {
                    return Ok(());
                };
                self.words_row(row, note.get(lang), &looks.note)
            }
            Line::Level(index, l) => {
                let Some((_, criterion)) = self.layout.criteria.get(index) else {
                    return Ok(());
                };
                let Some(level) = criterion.levels.get(l) else {
                    return Ok(());
                };
                self.level(row, index, criterion, level)
            }
            Line::Total => {
                let (vi, en) = TOTAL;
                let words = self.say(vi, en);
                let formula = Formula::new(self.formulas.total()).set_result(self.results.total());
                let looks = [&looks.part, &looks.part_figure];
                self.sum_row(row, "", words, i64::from(set.max_points), formula, looks)
            }
            Line::PointsStars => {
                let words = self.say(POINTS_STARS.0, POINTS_STARS.1);
                let result = self.results.points_stars();
                self.result_row(
                    row,
                    words,
                    Formula::new(self.formulas.points_stars()).set_result(result),
                )
            }
            Line::Stars => {
                let words = self.say(STARS.0, STARS.1);
                let result = self.results.stars();
                self.result_row(
                    row,
                    words,
                    Formula::new(self.formulas.stars()).set_result(result),
                )
            }
            Line::Outcome => {
                let words = self.say(OUTCOME.0, OUTCOME.1);
                let result = self.results.outcome();
                self.result_row(
                    row,
                    words,
                    Formula::new(self.formulas.outcome()).set_result(result),
                )
            }
            Line::MinimumsHeading => {
                let words = self.say("Điều kiện tối thiểu theo hạng sao", "Star minimums");
                self.heading(row, "", words, None)
            }
            Line::StarHeading(stars) => {
                let words = format!(
                    "{} {}",
                    "★".repeat(stars.get().into()),
                    self.say("số điều kiện chưa đạt", "minimums not met")
                );
                let formula = format!("={}", self.formulas.unmet(stars));
                let formula = Formula::new(formula).set_result(self.results.unmet(stars));
                self.result_row(row, &words, formula)
            }
            Line::Minimum(m) => self.minimum(row, m),
            Line::OwnHeading => {
                let words = self.say("Ý kiến của người đánh giá", "The assessor's opinion");
                self.heading(row, "", words, None)
            }
            Line::Comment => {
                self.sheet.set_row_height(row, 60)?;
                let words = self.say("Nhận xét về sản phẩm", "Comment on the product");
                self.text_row(row, COMMENT_MARK, words, Slot::Comment)
            }
            Line::Submitted => {
                let words = self.say(
                    "Đã nộp: ghi x khi chấm xong sản phẩm này",
                    "Handed in: x when this product is done",
                );
                self.mark_row(row, SUBMITTED_MARK, words, "", Slot::Submitted)
            }
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
