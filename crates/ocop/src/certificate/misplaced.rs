//! Rows of a register whose product code names places that there are not: they count, and are told.

use crate::criteria::DossierDates;
use crate::library::Library;
use crate::notice::{Notice, NoticeCode};
use crate::problem::Code;

use super::lines::Lines;
use super::register::Record;
use super::settle::RegisterLine;

/// Rows whose product code has no place, by what is wrong with it. A code in another form than the
/// law's of today is none of them: registers of before keep their own.
#[derive(Debug, Default)]
pub(crate) struct Misplaced {
    no_such_place: Lines,
    other_province: Lines,
}

impl Misplaced {
    /// Looks at a row, where the library checks codes.
    pub fn add(&mut self, library: &Library, record: &Record<'_>, at: RegisterLine) {
        let (Some(check), Some(code)) = (library.code_check(), record.code.as_deref()) else {
            return;
        };
        let found = check.check(code, &DossierDates::default(), None);
        let is = |code: Code| found.iter().any(|problem| problem.code == code);
        if is(Code::ProductCodePlace) {
            self.no_such_place.add(at);
        } else if is(Code::ProductCodeProvince) {
            self.other_province.add(at);
        }
    }

    /// That there are such rows, where there are.
    pub fn notices(self, named: &impl Fn(RegisterLine) -> (String, String)) -> Vec<Notice> {
        let no_such_place = self.no_such_place.named(named).map(|(vi, en)| {
            Notice::new(
                NoticeCode::ProductCodePlace,
                format!("Mã sản phẩm có tỉnh hoặc xã không tồn tại, vẫn tính: {vi}."),
                format!(
                    "The product code has a province or commune that does not exist, counted all the same: {en}."
                ),
            )
        });
        let other_province = self.other_province.named(named).map(|(vi, en)| {
            Notice::new(
                NoticeCode::ProductCodeProvince,
                format!("Xã trong mã sản phẩm thuộc tỉnh khác, vẫn tính: {vi}."),
                format!(
                    "The product code's commune is in another province, counted all the same: {en}."
                ),
            )
        });
        no_such_place.into_iter().chain(other_province).collect()
    }
}
