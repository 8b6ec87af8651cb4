//! A product's score sheet.

use ocop::criteria::{SetCriterion, SetLevel};
use ocop::{Lang, Stars};
use rust_xlsxwriter::{
    DataValidation, DataValidationRule, Format, Formula, IgnoreError, Note, Worksheet, XlsxError,
};

use super::contents::Page;
use super::formulas::Formulas;
use super::front::{Cover, protection};
use super::layout::{
    COLUMNS, EVIDENCE, HEAD, INPUT, KEY, Layout, Line, MARK, NOTE, WORDS, WORTH, alone,
};
use super::results::Results;
use crate::workbook::slot::{
    CASE_MARK, COMMENT_MARK, Entry, FINDING_MARK, SUBMITTED_MARK, Slot, UNCHANGED_MARK,
};
use crate::workbook::style::{across, for_print, height, text};

/// How wide the columns are, in characters.
const WIDTHS: [u8; 7] = [7, 48, 7, 11, 9, 16, 16];
/// How many characters go across the sheet.
const ACROSS: usize = 105;
/// How many characters of a line are sure to go into the column of words, and how high a line is.
const LINE: usize = 60;
const LINE_HEIGHT: u32 = 15;

/// Writes the sheet of a product.
pub(crate) fn write(
    sheet: &mut Worksheet,
    cover: &Cover<'_>,
    page: &Page<'_>,
) -> Result<(), XlsxError> {
    let product = page.product;
    let layout = Layout::new(&product.shown, &product.set, cover.round > 1);
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
    let foot = format!("{} · {}", text(&product.name), cover.member_line());
    for_print(sheet, &foot, cover.words.page, false);
    sheet.protect_with_options(&protection());
    Ok(())
}

impl Page<'_> {
    fn entry(&self, slot: Slot) -> Option<&Entry> {
        self.content?.filled.get(&slot)
    }

    /// Whether the sheet is handed in as it stands.
    pub(crate) fn is_submitted(&self) -> bool {
        self.entry(Slot::Submitted).is_some()
    }
}

struct Writer<'w> {
    sheet: &'w mut Worksheet,
    cover: &'w Cover<'w>,
    page: &'w Page<'w>,
    layout: &'w Layout<'w>,
    formulas: &'w Formulas<'w>,
    results: &'w Results<'w>,
}

impl Writer<'_> {
    const fn lang(&self) -> Lang {
        self.cover.words.lang
    }

    fn say(&self, vi: &'static str, en: &'static str) -> &'static str {
        self.cover.words.say(vi, en)
    }

    fn line(&mut self, row: u32, line: Line) -> Result<(), XlsxError> {
        let (looks, lang, set) = (self.cover.looks, self.lang(), self.layout.set);
        match line {
            Line::Title => {
                let title = format!(
                    "{} · {}",
                    self.page.product.id,
                    text(&self.page.product.name)
                );
                self.across(row, &title, &looks.title, 18)
            }
            Line::Live => {
                let result = self
                    .results
                    .live(&set.max_points.to_string(), self.page.is_submitted());
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
                let product = self.page.product;
                let identity = self
                    .cover
                    .identity
                    .of_product(&product.id, &product.subject);
                self.sheet
                    .write_string_with_format(row, 0, identity.text(), &looks.small)?;
                Ok(())
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
            Line::Criterion(place) => {
                let Some((_, criterion)) = self.layout.criteria.get(place) else {
                    return Ok(());
                };
                self.criterion(row, place, criterion)
            }
            Line::CriterionNote(place, n) => {
                let criterion = self.layout.criteria.get(place).map(|(_, c)| *c);
                let Some(note) = criterion.and_then(|c| c.notes.get(n)) else {
                    return Ok(());
                };
                self.words_row(row, note.get(lang), &looks.note)
            }
            Line::Level(place, l) => {
                let Some((_, criterion)) = self.layout.criteria.get(place) else {
                    return Ok(());
                };
                let Some(level) = criterion.levels.get(l) else {
                    return Ok(());
                };
                self.level(row, place, criterion, level)
            }
            Line::Total => {
                let words = self.say("TỔNG CỘNG", "TOTAL");
                let formula = Formula::new(self.formulas.total()).set_result(self.results.total());
                let looks = [&looks.part, &looks.part_figure];
                self.sum_row(row, "", words, i64::from(set.max_points), formula, looks)
            }
            Line::PointsStars => {
                let words = self.say("Hạng sao theo điểm", "Stars by points");
                let result = self.results.points_stars();
                self.result_row(
                    row,
                    words,
                    Formula::new(self.formulas.points_stars()).set_result(result),
                )
            }
            Line::Stars => {
                let words = self.say(
                    "Hạng sao sau khi xét điều kiện tối thiểu",
                    "Stars after the minimums",
                );
                let result = self.results.stars();
                self.result_row(
                    row,
                    words,
                    Formula::new(self.formulas.stars()).set_result(result),
                )
            }
            Line::Outcome => {
                let words = self.say("Tình trạng phiếu", "State of the sheet");
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
                self.sheet
                    .write_string_with_format(row, KEY, COMMENT_MARK, &looks.cell_figure)?;
                let words = self.say("Nhận xét về sản phẩm", "Comment on the product");
                self.sheet
                    .write_string_with_format(row, WORDS, words, &looks.criterion)?;
                for column in [WORTH, MARK] {
                    self.sheet.write_blank(row, column, &looks.cell)?;
                }
                self.sheet
                    .merge_range(row, INPUT, row, EVIDENCE, "", &looks.input_text)?;
                self.input(row, INPUT, Slot::Comment, true)
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

    fn across(&mut self, row: u32, words: &str, look: &Format, line: u32) -> Result<(), XlsxError> {
        across(self.sheet, row, COLUMNS, words, look)?;
        self.sheet
            .set_row_height(row, height(words, ACROSS, line))?;
        Ok(())
    }

    fn fact(&self, fact: usize) -> String {
        let (product, lang) = (self.page.product, self.lang());
        let given = |text_of: &Option<String>| text_of.as_deref().map_or_else(|| "—".into(), text);
        match fact {
            0 => format!(
                "{} {}: {}",
                self.say("Phiếu đánh giá, bộ sản phẩm", "Score sheet, product set"),
                product.set.number(),
                product.shown.name.get(lang)
            ),
            1 => format!("{}: {}", self.say("Mã số sản phẩm", "Product code"), given(&product.code)),
            2 => format!(
                "{}: {} · {}: {}",
                self.say("Chủ thể", "Producer"),
                given(&product.producer),
                self.say("địa chỉ", "address"),
                given(&product.address)
            ),
            3 => self.cover.member_line(),
            4 => self
                .say(
                    "Ô màu vàng là ô để ghi: điểm của mức đạt (0 nếu không đạt mức nào), ghi chú, minh chứng (mỗi dòng một giấy tờ). ☑ là mức ứng với điểm đã ghi.",
                    "Yellow cells are to be filled in: the points of the level reached (0 where none is), a note, evidence (one paper a line). ☑ is the level of the points given.",
                )
                .to_owned(),
            _ => self
                .say(
                    "★★★, ★★★★, ★★★★★ ở cột Sao: mức tối thiểu phải đạt để được xếp hạng sao đó.",
                    "★★★, ★★★★, ★★★★★ in the column Stars: the least level that must be reached for so many stars.",
                )
                .to_owned(),
        }
    }

    /// A row of words alone, in the second column.
    fn words_row(&mut self, row: u32, words: &str, look: &Format) -> Result<(), XlsxError> {
        let blank = &self.cover.looks.cell;
        for column in 0..COLUMNS {
            self.sheet.write_blank(row, column, blank)?;
        }
        self.words(row, words, look)
    }

    /// Words in the second column, in a row that is high enough for them: not every program makes
    /// rows higher by itself.
    fn words(&mut self, row: u32, words: &str, look: &Format) -> Result<(), XlsxError> {
        let words = text(words);
        if words.chars().count() > LINE {
            self.sheet
                .set_row_height(row, height(&words, LINE, LINE_HEIGHT))?;
        }
        self.sheet
            .write_string_with_format(row, WORDS, words, look)?;
        Ok(())
    }

    fn heading(
        &mut self,
        row: u32,
        key: &str,
        words: &str,
        most: Option<i64>,
    ) -> Result<(), XlsxError> {
        let looks = self.cover.looks;
        for column in 0..COLUMNS {
            self.sheet.write_blank(row, column, &looks.section)?;
        }
        if !key.is_empty() {
            self.sheet
                .write_string_with_format(row, KEY, key, &looks.section_figure)?;
        }
        self.words(row, words, &looks.section)?;
        if let Some(most) = most {
            self.figure(row, WORTH, most, &looks.section_figure)?;
        }
        Ok(())
    }

    fn figure(
        &mut self,
        row: u32,
        column: u16,
        figure: i64,
        look: &Format,
    ) -> Result<(), XlsxError> {
        // points are far below what a number of a cell holds exactly
        let figure = u32::try_from(figure).unwrap_or(0);
        self.sheet
            .write_number_with_format(row, column, figure, look)?;
        Ok(())
    }

    fn sum_row(
        &mut self,
        row: u32,
        key: &str,
        words: &str,
        most: i64,
        formula: Formula,
        [look, figure]: [&Format; 2],
    ) -> Result<(), XlsxError> {
        for column in 0..COLUMNS {
            self.sheet.write_blank(row, column, look)?;
        }
        if !key.is_empty() {
            self.sheet.write_string_with_format(row, KEY, key, figure)?;
        }
        self.words(row, words, look)?;
        self.figure(row, WORTH, most, figure)?;
        self.sheet
            .write_formula_with_format(row, INPUT, formula, figure)?;
        Ok(())
    }

    fn result_row(&mut self, row: u32, words: &str, formula: Formula) -> Result<(), XlsxError> {
        let looks = self.cover.looks;
        self.words_row(row, words, &looks.criterion)?;
        self.sheet
            .write_formula_with_format(row, INPUT, formula, &looks.head_right)?;
        Ok(())
    }

    /// A row with one place for an x.
    fn mark_row(
        &mut self,
        row: u32,
        mark: &str,
        words: &str,
        about: &str,
        slot: Slot,
    ) -> Result<(), XlsxError> {
        let looks = self.cover.looks;
        self.words_row(row, words, &looks.cell)?;
        self.sheet
            .write_string_with_format(row, KEY, mark, &looks.cell_figure)?;
        if !about.is_empty() {
            self.sheet
                .write_string_with_format(row, MARK, about, &looks.state)?;
        }
        let validation = DataValidation::new().allow_list_strings(&["x"])?;
        self.sheet
            .add_data_validation(row, INPUT, row, INPUT, &validation)?;
        self.input(row, INPUT, slot, false)
    }

    /// A cell to be filled in, with what stands in it and what is said of it.
    fn input(&mut self, row: u32, column: u16, slot: Slot, words: bool) -> Result<(), XlsxError> {
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
                let lines: Vec<String> = words.lines().map(text).collect();
                self.sheet
                    .write_string_with_format(row, column, lines.join("\n"), look)?
            }
        };
        if let Some(remarks) = remarks {
            let note = Note::new(remarks.join("\n"))
                .add_author_prefix(false)
                .set_width(320)
                .set_height(120);
            self.sheet.insert_note(row, column, &note)?;
        }
        Ok(())
    }

    fn criterion(
        &mut self,
        row: u32,
        place: usize,
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
            Formula::new(self.formulas.state(place, criterion)).set_result(self.results.state(id));
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
    fn levels(&self, criterion: &SetCriterion) -> String {
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

    fn level(
        &mut self,
        row: u32,
        place: usize,
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
        let formula = Formula::new(self.formulas.level(place, criterion, level));
        let formula = formula.set_result(self.results.level(criterion.criterion, level.level));
        self.sheet
            .write_formula_with_format(row, INPUT, formula, &looks.level_figure)?;
        Ok(())
    }

    fn minimum(&mut self, row: u32, place: usize) -> Result<(), XlsxError> {
        let (looks, lang) = (self.cover.looks, self.lang());
        let Some(minimum) = self.layout.minimums.get(place) else {
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
            Formula::new(self.formulas.minimum(minimum)).set_result(self.results.minimum(place));
        self.sheet
            .write_formula_with_format(row, INPUT, formula, &looks.level_figure)?;
        Ok(())
    }
}
