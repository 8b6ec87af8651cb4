//! What the columns of the secretary's lists are called, and the words in them.

use crate::workbook::grid::Heading;

/// Columns of a list of members.
pub(super) const MEMBERS: &[Heading] = &[
    ("id", &["Mã", "Mã thành viên", "Mã TV", "Ký hiệu"]),
    (
        "name",
        &[
            "Họ và tên",
            "Họ tên",
            "Họ và tên thành viên",
            "Tên",
            "Tên thành viên",
            "Thành viên",
            "Full name",
            "Member",
        ],
    ),
    (
        "role",
        &[
            "Vai trò",
            "Chức danh",
            "Chức danh trong hội đồng",
            "Vai trò trong hội đồng",
            "Role",
        ],
    ),
    (
        "institution",
        &[
            "Đơn vị",
            "Cơ quan",
            "Đơn vị công tác",
            "Cơ quan, đơn vị",
            "Institution",
        ],
    ),
    ("present", &["Có mặt", "Dự họp", "Present"]),
    ("number", &["TT", "STT", "No."]),
];

/// Columns of a list of products.
pub(super) const PRODUCTS: &[Heading] = &[
    ("id", &["Mã", "Ký hiệu", "Mã trong phiên"]),
    (
        "set",
        &["Bộ", "Bộ sản phẩm", "Bộ tiêu chí", "Số bộ", "Product set"],
    ),
    (
        "name",
        &["Tên sản phẩm", "Tên SP", "Sản phẩm", "Tên", "Product"],
    ),
    (
        "code",
        &[
            "Mã sản phẩm",
            "Mã SP",
            "Mã số sản phẩm",
            "Mã số",
            "Product code",
            "Code",
        ],
    ),
    ("producer", &["Chủ thể", "Tên chủ thể", "Producer"]),
    (
        "kind",
        &["Loại hình", "Loại hình chủ thể", "Kind of producer"],
    ),
    ("address", &["Địa chỉ", "Địa chỉ chủ thể", "Address"]),
    (
        "representative",
        &["Người đại diện", "Đại diện", "Representative"],
    ),
    (
        "phone",
        &["Điện thoại", "Số điện thoại", "SĐT", "ĐT", "Phone"],
    ),
    (
        "registration",
        &["Hình thức", "Hình thức đăng ký", "Đăng ký", "Registration"],
    ),
    (
        "submitted_on",
        &["Ngày nộp", "Ngày nộp hồ sơ", "Submitted on"],
    ),
    (
        "proposed_on",
        &["Ngày đề nghị", "Ngày xã đề nghị", "Proposed on"],
    ),
    (
        "recused",
        &["Không chấm", "Thành viên không chấm", "Rút", "Recused"],
    ),
    ("number", &["TT", "STT", "No."]),
];

/// Roles in a council, as lists write them.
pub(super) const ROLES: &[Heading] = &[
    ("chair", &["Chủ tịch", "Chủ tịch hội đồng", "Chủ tịch HĐ"]),
    (
        "deputy",
        &[
            "Phó chủ tịch",
            "Phó chủ tịch hội đồng",
            "Phó chủ tịch HĐ",
            "Phó chủ tịch thường trực",
        ],
    ),
    (
        "secretary",
        &["Thư ký", "Thư ký hội đồng", "Thư ký HĐ", "Ủy viên thư ký"],
    ),
    (
        "member",
        &[
            "Thành viên",
            "Ủy viên",
            "Thành viên hội đồng",
            "Ủy viên hội đồng",
        ],
    ),
];

/// Kinds of registration, as lists write them.
pub(super) const REGISTRATIONS: &[Heading] = &[
    (
        "first",
        &["Lần đầu", "Đăng ký lần đầu", "Đánh giá lần đầu", "Mới"],
    ),
    (
        "upgrade",
        &["Nâng hạng", "Đăng ký nâng hạng", "Đánh giá nâng hạng"],
    ),
    ("re-rating", &["Đánh giá lại", "Đăng ký đánh giá lại"]),
];

/// How a list says who came.
pub(super) const PRESENT: &[Heading] = &[
    (
        "yes",
        &["x", "có", "có mặt", "1", "✓", "✔", "☑", "☒", "TRUE"],
    ),
    (
        "no",
        &[
            "vắng",
            "vắng mặt",
            "vắng có lý do",
            "vắng không lý do",
            "có phép",
            "v",
            "k",
            "p",
            "không",
            "0",
            "-",
            "--",
            "☐",
            "✗",
            "✘",
            "FALSE",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Headings are compared without their marks: no two columns may become one by it.
    #[test]
    fn no_two_columns_of_a_list_are_the_same_without_their_marks() {
        for list in [MEMBERS, PRODUCTS] {
            let mut of: BTreeMap<String, &str> = BTreeMap::new();
            for (name, words) in list {
                for word in *words {
                    let before = of.insert(ocop::slug(word), name);
                    assert!(before.is_none_or(|b| b == *name), "{word}");
                }
            }
        }
    }
}
