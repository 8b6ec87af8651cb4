//! Telephone numbers that a spreadsheet took for figures.

use ocop::NoticeCode;

use super::collect::Told;

/// How many figures a number of a telephone has without the 0 that it begins with.
const WITHOUT_ZERO: std::ops::RangeInclusive<usize> = 9..=10;

/// Tells of a telephone number that begins with no 0: as figures in a cell it loses it, and nobody sees
/// whether it had one.
pub(super) fn without_zero(phone: &str, file: &str, cell: &str) -> Option<Told> {
    let figures = phone.chars().all(|c| c.is_ascii_digit());
    let is_short = figures && WITHOUT_ZERO.contains(&phone.len()) && !phone.starts_with('0');
    is_short.then(|| {
        Told::new(
            NoticeCode::PhoneWithoutZero,
            file,
            cell,
            format!("Số điện thoại {phone} không có số 0 ở đầu: ô dạng số làm mất số 0. Định dạng ô là văn bản rồi gõ lại."),
            format!("The telephone number {phone} begins with no 0: a cell for figures drops it. Format the cell as text and enter it again."),
        )
    })
}
