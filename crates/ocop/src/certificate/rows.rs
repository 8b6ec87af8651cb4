//! Rows of a register of which something is told by their lines, since nothing else would show it: those
//! that hold nothing to count, and those whose product code has no place.

use crate::criteria::DossierDates;
use crate::library::Library;
use crate::notice::{Notice, NoticeCode};
use crate::problem::Code;
use crate::spelling::{has_letters_for_figures, is_code};

use super::alike::Keys;
use super::register::Record;
use super::settle::RegisterLine;

/// How many rows of a kind are named.
const NAMED: usize = 10;

/// Rows, by what is told of them.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    /// No certificate and no day of an idea.
    bare: Lines,
    /// A product code with a province or commune that does not exist.
    no_such_place: Lines,
    /// A product code whose commune is in another province.
    other_province: Lines,
    /// A product code with letters where its figures should be.
    letters: Lines,
    /// What stands in place of a product code and is none.
    no_code: Lines,
    /// An expiry that is not that of the term.
    stated_term: Lines,
    /// A province that is not the one in the product code.
    another_province: Lines,
    /// A result of a product, a day and a level of which one was counted before.
    again: Lines,
}

impl Rows {
    /// Looks at a row; at its code, where the library checks codes. What is no product code at all is
    /// not told: a register may have its own.
    pub fn add(
        &mut self,
        library: &Library,
        keys: &mut Keys,
        record: &Record<'_>,
        at: RegisterLine,
    ) {
        let days = [
            record.issued_on,
            record.registered_on,
            record.appraised_on,
            record.accepted_on,
        ];
        if days.iter().all(Option::is_none) {
            self.bare.add(at);
        }
        if record
            .facts()
            .is_some_and(|f| library.states_another_term(&f))
        {
            self.stated_term.add(at);
        }
        let Some(code) = record.code.as_deref() else {
            return;
        };
        if !is_code(code) {
            self.no_code.add(at);
            return;
        }
        if has_letters_for_figures(code) {
            self.letters.add(at);
            return;
        }
        let Some(check) = library.code_check() else {
            return;
        };
        let found = check.check(code, &DossierDates::default(), None);
        let is = |code: Code| found.iter().any(|problem| problem.code == code);
        if is(Code::ProductCodePlace) {
            self.no_such_place.add(at);
        } else if is(Code::ProductCodeProvince) {
            self.other_province.add(at);
        } else if found.is_empty() && is_elsewhere(keys, record, code) {
            self.another_province.add(at);
        }
    }

    /// Notes a result of a product, a day and a level of which one was counted before.
    pub fn again(&mut self, at: RegisterLine) {
        self.again.add(at);
    }

    /// That there are such rows, where there are.
    pub fn notices(self, named: &impl Fn(RegisterLine) -> (String, String)) -> Vec<Notice> {
        let told = [
            (
                self.bare,
                NoticeCode::RecordWithoutCertificate,
                "Không có số sao và ngày cấp, cũng không có ngày của ý tưởng, nên không tính",
                "Neither stars and a day of issue nor a day of an idea, so not counted",
            ),
            (
                self.no_such_place,
                NoticeCode::ProductCodePlace,
                "Mã sản phẩm có tỉnh hoặc xã không tồn tại, vẫn tính",
                "The product code has a province or commune that does not exist, counted all the same",
            ),
            (
                self.other_province,
                NoticeCode::ProductCodeProvince,
                "Xã trong mã sản phẩm thuộc tỉnh khác, vẫn tính",
                "The product code's commune is in another province, counted all the same",
            ),
            (
                self.letters,
                NoticeCode::ProductCodeForm,
                "Mã sản phẩm có chữ cái giống chữ số (l, O), nên tính là sản phẩm khác",
                "The product code has letters that look like figures (l, O), so it counts as another product",
            ),
            (
                self.no_code,
                NoticeCode::ProductCodeForm,
                "Chỗ của mã sản phẩm không ghi mã nào, hoặc mã còn thiếu số, nên phân biệt theo tên, chủ thể, tỉnh, xã",
                "What stands in place of the product code is none, or lacks a number, so name, producer, province and commune tell the product",
            ),
            (
                self.another_province,
                NoticeCode::ProductCodeProvince,
                "Tỉnh ghi trong sổ khác tỉnh trong mã sản phẩm, tính theo tỉnh ghi trong sổ",
                "The province in the register is not that of the product code; it counts for the one in the register",
            ),
            (
                self.stated_term,
                NoticeCode::StatedTerm,
                "Ngày hết hạn ghi khác ngày tính theo thời hạn, vẫn lấy ngày đã ghi",
                "The stated expiry is not that of the term, and counts all the same",
            ),
            (
                self.again,
                NoticeCode::PerhapsTheSame,
                "Đã tính một kết quả của sản phẩm này, cùng ngày và cùng cấp, nay tính thêm",
                "A result of this product on this day and level was counted already, and this one too",
            ),
        ];
        let notice = |(lines, code, vi, en): (Lines, NoticeCode, &str, &str)| {
            let (lines_vi, lines_en) = lines.named(named)?;
            Some(Notice::new(
                code,
                format!("{vi}: {lines_vi}."),
                format!("{en}: {lines_en}."),
            ))
        };
        told.into_iter().filter_map(notice).collect()
    }
}

/// Whether a row names another province than that of its product code.
fn is_elsewhere(keys: &mut Keys, record: &Record<'_>, code: &str) -> bool {
    // a code with a district is of before the provinces of today: what became of those is not asked here
    let steps: Vec<&str> = code.split('-').collect();
    let [province, _, _, _] = steps.as_slice() else {
        return false;
    };
    let written = record.province.as_deref();
    let Some(written) = written.and_then(|w| keys.province(w)).map(str::to_owned) else {
        return false;
    };
    keys.province(province).is_some_and(|of| of != written)
}

/// Rows of one kind: the first by their lines, the others by their number.
#[derive(Debug, Default)]
struct Lines {
    first: Vec<RegisterLine>,
    more: u64,
}

impl Lines {
    fn add(&mut self, at: RegisterLine) {
        if self.first.len() < NAMED {
            self.first.push(at);
        } else {
            self.more = self.more.saturating_add(1);
        }
    }

    /// The rows in a list, in both languages; none where there are none.
    fn named(self, named: &impl Fn(RegisterLine) -> (String, String)) -> Option<(String, String)> {
        if self.first.is_empty() {
            return None;
        }
        let (vi, en): (Vec<_>, Vec<_>) = self.first.into_iter().map(named).unzip();
        let (more_vi, more_en) = match self.more {
            0 => (String::new(), String::new()),
            more => (format!(" và {more} dòng khác"), format!(" and {more} more")),
        };
        Some((
            format!("{}{more_vi}", vi.join(", ")),
            format!("{}{more_en}", en.join(", ")),
        ))
    }
}
