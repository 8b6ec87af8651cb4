//! Telephone numbers that a spreadsheet took for figures.

use ocop::NoticeCode;

use super::collect::Told;

/// Tells of a telephone number that lost its first 0: a cell for figures drops it. Nothing is put back,
/// since nobody knows that it was there.
pub(super) fn without_zero(phone: &str, file: &str, cell: &str) -> Option<Told> {
    lost_its_zero(phone).then(|| {
        Told::new(
            NoticeCode::PhoneWithoutZero,
            file,
            cell,
            format!("Số điện thoại {phone} không có số 0 ở đầu: ô dạng số làm mất số 0. Định dạng ô là văn bản rồi gõ lại."),
            format!("The telephone number {phone} begins with no 0: a cell for figures drops it. Format the cell as text and enter it again."),
        )
    })
}

/// Whether a number is one of Vietnam but for its first 0: nine figures, ten of a fixed line. Those that
/// begin with 1 are numbers of services.
fn lost_its_zero(phone: &str) -> bool {
    let figures: String = phone.chars().filter(|c| !" .-".contains(*c)).collect();
    let all_figures = figures.bytes().all(|b| b.is_ascii_digit());
    all_figures && !figures.starts_with(['0', '1']) && matches!(figures.len(), 9 | 10)
}

#[cfg(test)]
mod tests {
    use super::lost_its_zero;

    #[test]
    fn only_what_lacks_its_zero_is_told() {
        for lost in ["912345678", "91 234 56 78", "2213862123"] {
            assert!(lost_its_zero(lost), "{lost}");
        }
        for whole in [
            "0912345678",
            "+84912345678",
            "19001234",
            "1900123456",
            "",
            "x",
        ] {
            assert!(!lost_its_zero(whole), "{whole}");
        }
    }
}
