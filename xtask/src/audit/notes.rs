//! What the notes of a sheet do: rules, by the phrases that the decision uses for them, or mere
//! guidance.

use ocop::criteria::files::Effect;

use super::words::{says, without_brackets};

/// What a note at a criterion does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// It names something that an assessor may establish, with what follows.
    Finding(Effect, &'static str),
    /// The criterion is scored only if there is a story.
    NeedsStory,
    /// None of the criteria above it in the section may be at 0 points.
    ZeroStop,
    /// Its levels come in cases.
    Cases,
    /// It tells how to judge, and decides nothing.
    Guidance,
    /// It decides something, in words that are not known here.
    Unknown,
}

/// Notes at criteria: the phrases that must all be there, and what they do.
const AT_CRITERION: &[(&[&str], Note)] = &[
    (
        &["tạp chất", "không đánh giá các bước tiếp theo"],
        Note::Finding(Effect::Stop, "unsafe-foreign-matter"),
    ),
    (
        &["tạp chất", "không xem xét các chỉ tiêu khác"],
        Note::Finding(Effect::Stop, "unsafe-foreign-matter"),
    ),
    (
        &["không đánh giá các bước tiếp theo nếu không có phiếu công bố sản phẩm"],
        Note::Finding(Effect::Stop, "product-declaration-missing"),
    ),
    (
        &["không đánh giá các bước tiếp theo nếu", "công bố"],
        Note::Finding(Effect::Stop, "product-declaration-missing"),
    ),
    (
        &[
            "không đánh giá các bước tiếp theo nếu",
            "chứng nhận đủ điều kiện",
        ],
        Note::Finding(Effect::Stop, "required-certificate-missing"),
    ),
    (
        &["nếu bị 0 điểm", "không đánh giá các bước tiếp theo"],
        Note::ZeroStop,
    ),
    (
        &["bị loại nếu sử dụng toàn bộ nguyên liệu nhập khẩu hoặc không có nguồn gốc"],
        Note::Finding(Effect::Rejection, "materials-wholly-imported-or-unknown"),
    ),
    (
        &["bị loại nếu sử dụng toàn bộ nguyên liệu nhập khẩu hoặc không rõ nguồn gốc"],
        Note::Finding(Effect::Rejection, "materials-wholly-imported-or-unknown"),
    ),
    (
        &["bị loại nếu phát hiện giống hệt sản phẩm của nhà sản xuất khác"],
        Note::Finding(Effect::Rejection, "copy-of-another-product"),
    ),
    (
        &["nếu sản phẩm vi phạm sở hữu trí tuệ, sẽ bị loại bỏ"],
        Note::Finding(Effect::Rejection, "intellectual-property-infringed"),
    ),
    (
        &["yêu cầu: 100% sản phẩm được", "trên địa bàn cấp tỉnh"],
        Note::Finding(Effect::Eligibility, "not-wholly-from-province"),
    ),
    (
        &["không đánh giá những sản phẩm có tính phổ biến của nhóm sản phẩm chủ lực"],
        Note::Finding(Effect::Eligibility, "commonplace-staple"),
    ),
    (&["chỉ áp dụng khi có câu chuyện"], Note::NeedsStory),
    (
        &[
            "nếu được 0 điểm tại một trong các chỉ tiêu trên",
            "không đánh giá các bước tiếp theo",
        ],
        Note::ZeroStop,
    ),
    (&["lựa chọn một trong hai trường hợp sau"], Note::Cases),
];

/// Words of a note that decides something.
const DECIDES: &[&str] = &[
    "bị loại",
    "loại bỏ",
    "không đánh giá",
    "không xem xét",
    "không chấm",
    "chỉ áp dụng",
    "lựa chọn một",
];

/// Reads a note at a criterion.
pub fn read(note: &str) -> Note {
    let known = AT_CRITERION.iter().find(|(phrases, _)| says(note, phrases));
    match known {
        Some((_, does)) => *does,
        None if DECIDES.iter().any(|word| says(note, &[word])) => Note::Unknown,
        None => Note::Guidance,
    }
}

/// Grounds in a sheet's head on which a dossier is rejected; the first whose phrase is there holds.
const AT_HEAD: &[(&str, &str)] = &[
    ("giả mạo hồ sơ", "forged-dossier"),
    (
        "giấy chứng nhận cơ sở đủ điều kiện",
        "required-certificate-missing",
    ),
    (
        "điều kiện bắt buộc để sản xuất",
        "required-certificate-missing",
    ),
    ("giấy phép sản xuất", "licence-missing"),
    ("công bố", "declaration-missing"),
    (
        "hồ sơ đăng ký theo quy định",
        "registration-dossier-not-met",
    ),
];

/// Whether a paragraph of a sheet's head says when a dossier is rejected.
pub fn is_rejection(paragraph: &str) -> bool {
    says(paragraph, &["bị loại khi"])
}

/// The grounds that such a paragraph joins by "or", each with the finding that it is; nothing
/// where the words are not known here.
pub fn grounds(paragraph: &str) -> Vec<(String, Option<&'static str>)> {
    let plain = without_brackets(paragraph);
    let list = plain
        .split_once(':')
        .map_or(plain.as_str(), |(_, list)| list);
    list.split(';')
        .flat_map(|piece| piece.split("hoặc "))
        .map(str::trim)
        .filter(|ground| !ground.is_empty())
        .map(|ground| {
            let known = AT_HEAD.iter().find(|(phrase, _)| says(ground, &[phrase]));
            (ground.to_owned(), known.map(|(_, finding)| *finding))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_that_decides_in_unknown_words_is_not_taken_for_guidance() {
        assert_eq!(read("Ghi chú: Bị loại nếu mất tem"), Note::Unknown);
        assert_eq!(
            read("Ghi chú: Đánh giá dựa trên các hợp đồng"),
            Note::Guidance
        );
    }

    #[test]
    fn the_grounds_of_a_head_are_read_one_by_one() {
        let head = "Hồ sơ bị loại khi: Giả mạo hồ sơ; hoặc không có bản công bố sản phẩm (hoặc \
                    tương đương); hoặc mất tem";
        let found: Vec<_> = grounds(head)
            .into_iter()
            .map(|(_, finding)| finding)
            .collect();
        assert_eq!(
            found,
            [Some("forged-dossier"), Some("declaration-missing"), None]
        );
    }
}
