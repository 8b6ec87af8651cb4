//! The front sheet: who, which round, and each product with its live result.

use ocop::council::{MemberReport, Role};
use rust_xlsxwriter::{Formula, ProtectionOptions, Url, Worksheet, XlsxError};

use super::contents::Page;
use super::formulas::Formulas;
use super::layout::{INPUT, Layout, Line, Purpose};
use super::results::Results;
use super::words::{ASSESSOR, MENDING, Words};
use crate::workbook::address::a1;
use crate::workbook::identity::Identity;
use crate::workbook::roster::Roster;
use crate::workbook::style::{Looks, across, for_print, height, text};

/// What every sheet of a workbook has in common.
pub(crate) struct Cover<'c> {
    pub purpose: Purpose,
    /// Who scores; nothing on a sheet of no session.
    pub assessor: String,
    pub words: &'c Words,
    pub looks: &'c Looks,
}

/// What the front sheet says besides.
pub(crate) struct Front<'f> {
    pub cover: &'f Cover<'f>,
    pub roster: &'f Roster,
    pub identity: &'f Identity,
}

/// The columns: their headings, and how wide they are.
const HEADS: [(&str, &str, u8); 10] = [
    ("TT", "No.", 5),
    ("Mã", "ID", 10),
    ("Sản phẩm", "Product", 34),
    ("Chủ thể", "Producer", 26),
    ("Bộ", "Set", 6),
    ("Tổng điểm", "Total", 9),
    ("Sao theo điểm", "Stars by points", 10),
    ("Số sao", "Stars", 8),
    ("Chưa chấm", "Open", 9),
    ("Tình trạng", "State", 18),
];
pub(crate) const COLUMNS: u16 = 10;
/// Of them, those that formulas fill.
pub(crate) const LIVE: std::ops::RangeInclusive<u16> = 5..=9;
/// What stands in place of a state where the member does not score.
const RECUSED: (&str, &str) = ("không chấm (rút)", "recused");
/// Headings take two lines.
const HEAD_HEIGHT: u32 = 33;

/// What may be done to locked sheets: columns and rows may be made wider.
pub(crate) fn protection() -> ProtectionOptions {
    ProtectionOptions {
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::default()
    }
}

/// Whether this stands in place of a state where the member does not score.
pub(crate) fn is_word_of_recusal(words: &str) -> bool {
    [RECUSED.0, RECUSED.1].contains(&words.trim())
}

/// Who scores, in which seat and round, for the head of sheets.
pub(crate) fn assessor(member: &MemberReport<'_>, round: u8, w: &Words) -> String {
    let role = match member.role {
        Role::Chair => w.say("chủ tịch hội đồng", "chair"),
        Role::Deputy => w.say("phó chủ tịch hội đồng", "deputy chair"),
        Role::Secretary => w.say("thư ký", "secretary"),
        Role::Member => w.say("thành viên", "member"),
    };
    let from = member.institution.as_deref();
    let from = from.map(|i| format!(", {}", text(i))).unwrap_or_default();
    format!(
        "{}: {} ({role}{from}) · {} {round}",
        w.say(ASSESSOR.0, ASSESSOR.1),
        // as people call them
        text(member.name.as_deref().unwrap_or(&member.id)),
        w.say("vòng", "round"),
    )
}

impl Front<'_> {
    fn session_line(&self) -> String {
        let (w, tally) = (self.cover.words, &self.roster.tally);
        let day = tally.held_on.map(|d| ocop::written_day(d, ocop::Lang::Vi));
        let law = self.roster.criteria.instrument().ok();
        let law = law.map(|i| i.file().number.clone()).unwrap_or_default();
        let council = tally.council.as_deref().map(|c| format!("{} · ", text(c)));
        format!(
            "{}{} {} · {} {law}",
            council.unwrap_or_default(),
            w.say("phiên ngày", "session of"),
            day.unwrap_or_default(),
            w.say("Quyết định", "Decision")
        )
    }

    /// Writes the front sheet.
    pub(crate) fn write(&self, sheet: &mut Worksheet, pages: &[Page<'_>]) -> Result<(), XlsxError> {
        let (w, looks) = (self.cover.words, self.cover.looks);
        let assessor = &self.cover.assessor;
        for (column, (_, _, width)) in (0_u16..).zip(HEADS) {
            sheet.set_column_width(column, f64::from(width))?;
        }
        let how = w.say(
            "Mỗi sản phẩm một trang. Ghi điểm của mức đạt vào ô màu vàng ở dòng tiêu chí, không đạt mức nào thì ghi 0. \
             Xong sản phẩm nào, ghi x vào ô \"Đã nộp\" ở cuối trang đó rồi lưu tệp và gửi lại thư ký. Tệp lưu dạng .xlsx hoặc .ods.",
            "One sheet a product. Enter the points of the level reached in the yellow cell of each criterion, 0 where none is reached. \
             When a product is done, put x in the cell \"Handed in\" at the end of its sheet, save the file and send it back to the secretary. Save as .xlsx or .ods.",
        );
        let lines = [
            (
                w.say("PHIẾU ĐÁNH GIÁ SẢN PHẨM OCOP", "OCOP SCORE SHEETS")
                    .to_owned(),
                &looks.title,
            ),
            (self.session_line(), &looks.fact),
            (assessor.clone(), &looks.fact),
            (how.to_owned(), &looks.fact),
        ];
        sheet.set_formula_result_default("");
        let mut row = 0_u32;
        for (line, look) in lines {
            across(sheet, row, COLUMNS, &line, look)?;
            sheet.set_row_height(row, height(&line, 125, 16))?;
            row = row.saturating_add(1);
        }
        for (column, (vi, en, _)) in (0_u16..).zip(HEADS) {
            sheet.write_string_with_format(row, column, w.say(vi, en), &looks.head)?;
        }
        sheet.set_row_height(row, HEAD_HEIGHT)?;
        sheet.set_repeat_rows(row, row)?;
        let head = row;
        for (number, page) in (1_u32..).zip(pages) {
            row = row.saturating_add(1);
            self.product(sheet, row, number, page)?;
        }
        sheet.set_freeze_panes(head.saturating_add(1), 0)?;
        row = row.saturating_add(2);
        sheet.write_string_with_format(row, 0, self.identity.text(), &looks.small)?;
        for_print(sheet, assessor, w.page, true);
        sheet.protect_with_options(&protection());
        Ok(())
    }

    fn product(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        number: u32,
        page: &Page<'_>,
    ) -> Result<(), XlsxError> {
        let (w, looks, product) = (self.cover.words, self.cover.looks, page.product);
        let producer = product.producer.as_deref().unwrap_or_default();
        let named = [&product.id, &product.name, producer];
        let high = named.into_iter().zip(HEADS.iter().skip(1));
        let high = high.map(|(words, (_, _, width))| height(&text(words), usize::from(*width), 15));
        sheet.set_row_height(row, high.max().unwrap_or_default())?;
        sheet.write_number_with_format(row, 0, number, &looks.cell_figure)?;
        sheet.write_string_with_format(row, 2, text(&product.name), &looks.cell)?;
        sheet.write_string_with_format(row, 3, text(producer), &looks.cell)?;
        sheet.write_number_with_format(row, 4, product.set.number().get(), &looks.cell_figure)?;
        let Some(name) = &page.sheet else {
            sheet.write_string_with_format(row, 1, text(&product.id), &looks.cell)?;
            for column in 5..9 {
                sheet.write_blank(row, column, &looks.cell_figure)?;
            }
            let recused = w.say(RECUSED.0, RECUSED.1);
            sheet.write_string_with_format(row, 9, recused, &looks.cell)?;
            return Ok(());
        };
        // not on the name: a link is not broken into lines everywhere
        let link = Url::new(format!("internal:'{name}'!A1")).set_text(text(&product.id));
        sheet.write_url_with_format(row, 1, link, &looks.link)?;
        let layout = Layout::new(&product.shown, &product.set, self.cover.purpose);
        let bands = &product.set.instrument().file().bands;
        let formulas = Formulas::new(&layout, bands, w);
        let results = Results::new(page.rating.as_ref(), w);
        let there = |line| format!("'{name}'!{}", a1(layout.row(line), INPUT));
        let submitted = page.is_submitted();
        let state = format!(
            "={}&IF({}=\"\",\"\",\" · {}\")",
            there(Line::Outcome),
            there(Line::Submitted),
            w.submitted
        );
        let handed = if submitted {
            format!(" · {}", w.submitted)
        } else {
            String::new()
        };
        let cells = [
            (format!("={}", there(Line::Total)), results.total()),
            (
                format!("={}", there(Line::PointsStars)),
                results.points_stars(),
            ),
            (format!("={}", there(Line::Stars)), results.stars()),
            (formulas.open_of(name), results.open().to_string()),
            (state, format!("{}{handed}", results.outcome())),
        ];
        for (column, (formula, result)) in (5_u16..).zip(cells) {
            let look = if column == 9 {
                &looks.cell
            } else {
                &looks.cell_figure
            };
            sheet.write_formula_with_format(
                row,
                column,
                Formula::new(formula).set_result(result),
                look,
            )?;
        }
        Ok(())
    }
}

/// The sheet that tells what is to be mended.
pub(crate) fn told(
    sheet: &mut Worksheet,
    looks: &Looks,
    words: &Words,
    lines: &[String],
) -> Result<(), XlsxError> {
    sheet.set_column_width(0, 120)?;
    let title = format!(
        "{} {}",
        words.say(MENDING.0, MENDING.1),
        words.say(
            "sửa ở các ô tô đỏ trong các trang sau rồi gửi lại tệp này",
            "mend the red cells on the sheets after this one, then send this file back",
        )
    );
    sheet.write_string_with_format(0, 0, &title, &looks.title)?;
    for (row, line) in (1_u32..).zip(lines) {
        sheet.write_string_with_format(row, 0, text(line), &looks.cell)?;
    }
    for_print(sheet, &title, words.page, true);
    sheet.protect_with_options(&protection());
    Ok(())
}
