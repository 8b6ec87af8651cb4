//! The words of a member's workbook, in one language.

use ocop::criteria::Effect;
use ocop::{Lang, tidy};
use ocop_text::say;

use crate::workbook::slot::ProductDetail;

/// The words of which formulas and headings are made. Those in formulas hold no quotation mark.
pub(crate) struct Words {
    pub lang: Lang,
    pub open: &'static str,
    pub wrong: &'static str,
    pub contrary: &'static str,
    pub no_case: &'static str,
    pub met: &'static str,
    pub unmet: &'static str,
    pub not_rated: &'static str,
    pub provisional: &'static str,
    pub complete: &'static str,
    pub to_mend: &'static str,
    pub total: &'static str,
    pub stars: &'static str,
    pub by_points: &'static str,
    pub open_count: &'static str,
    pub submitted: &'static str,
    pub not_submitted: &'static str,
    pub page: &'static str,
}

/// The headings by which a sheet's columns are found again, in both languages.
pub(crate) const HEADS: [(&str, &str); 7] = [
    ("TT", "No."),
    ("Tiêu chí và các mức", "Criteria and levels"),
    ("Điểm", "Points"),
    ("Sao", "Stars"),
    ("Điểm chấm", "Points given"),
    ("Ghi chú", "Note"),
    ("Minh chứng", "Evidence"),
];

/// Whether a text is the heading of a column, in either language, however its letters are composed, capitals
/// aside.
pub(crate) fn is_head(text: &str, column: usize) -> bool {
    let text = tidy(text);
    // capitals are as long as small letters in either language: most cells are longer than any heading
    let same = |head: &str| head.len() == text.len() && head.to_lowercase() == text.to_lowercase();
    let head = HEADS.get(column);
    head.is_some_and(|(vi, en)| same(vi) || same(en))
}

/// How a note begins that is pinned to a wrong cell of an annotated copy: what it is known by.
pub(crate) const TO_MEND: &str = "CẦN SỬA · TO MEND";

/// How the sheet begins that tells what is to be mended, in both languages.
pub(crate) const MENDING: (&str, &str) = ("CẦN SỬA:", "TO MEND:");

/// What stands before the name of whoever scores, in both languages.
pub(crate) const ASSESSOR: (&str, &str) = ("Người đánh giá", "Assessor");

/// The row of the total, in both languages.
pub(crate) const TOTAL: (&str, &str) = ("TỔNG CỘNG", "TOTAL");

/// The rows of what a sheet comes to, in both languages.
pub(crate) const POINTS_STARS: (&str, &str) = ("Hạng sao theo điểm", "Stars by points");
pub(crate) const STARS: (&str, &str) = (
    "Hạng sao sau khi xét điều kiện tối thiểu",
    "Stars after the minimums",
);
pub(crate) const OUTCOME: (&str, &str) = ("Tình trạng phiếu", "State of the sheet");
pub(crate) const RESULT_ROWS: [(&str, &str); 3] = [POINTS_STARS, STARS, OUTCOME];

impl Words {
    pub(crate) const fn new(lang: Lang) -> Self {
        Self {
            lang,
            open: say(lang, "chưa chấm", "open"),
            wrong: say(lang, "sai mức", "no such level"),
            contrary: say(lang, "trái quy tắc", "against a rule"),
            no_case: say(lang, "chọn trường hợp", "choose a case"),
            met: say(lang, "đạt", "met"),
            unmet: say(lang, "chưa đạt", "not met"),
            not_rated: say(lang, "chưa xếp hạng", "not rated yet"),
            provisional: say(lang, "tạm tính", "provisional"),
            complete: say(lang, "đã chấm đủ", "complete"),
            to_mend: say(lang, "có ô cần sửa", "cells to mend"),
            total: say(lang, "Tổng điểm", "Total"),
            stars: say(lang, "sao", "stars"),
            by_points: say(lang, "theo điểm:", "by points:"),
            open_count: say(lang, "tiêu chí chưa chấm:", "criteria open:"),
            submitted: say(lang, "đã nộp", "handed in"),
            not_submitted: say(lang, "chưa nộp", "not handed in"),
            page: say(lang, "Trang", "Page"),
        }
    }

    pub(crate) const fn say(&self, vi: &'static str, en: &'static str) -> &'static str {
        say(self.lang, vi, en)
    }

    /// What follows from findings, as the sheet's result.
    pub(crate) const fn effect(&self, effect: Effect) -> &'static str {
        match effect {
            Effect::Rejection => self.say("bị loại", "rejected"),
            Effect::Eligibility => self.say("không đủ điều kiện", "not eligible"),
            Effect::Stop => self.say("dừng đánh giá", "assessment stopped"),
        }
    }

    /// What is asked for of a product.
    pub(crate) const fn detail(&self, detail: ProductDetail) -> &'static str {
        match detail {
            ProductDetail::Product => self.say("Tên sản phẩm", "Product"),
            ProductDetail::Code => self.say("Mã sản phẩm", "Product code"),
            ProductDetail::Producer => self.say("Tên chủ thể", "Producer"),
            ProductDetail::Phone => self.say("Điện thoại", "Telephone"),
            ProductDetail::Address => self.say("Địa chỉ", "Address"),
            ProductDetail::AssessedOn => self.say(
                "Ngày đánh giá (ngày/tháng/năm)",
                "Assessed on (day/month/year)",
            ),
        }
    }

    pub(crate) fn head(&self, column: usize) -> &'static str {
        HEADS
            .get(column)
            .map_or("", |(vi, en)| say(self.lang, vi, en))
    }
}
