//! The fields of files as people call them, in both languages.

use ocop::Text;
use serde_json::{Map, Value};

/// The text that stands in a file below these fields; nothing where none does.
pub(crate) fn text<'f>(fields: &'f Map<String, Value>, path: &[&str]) -> &'f str {
    let (first, rest) = path.split_first().unwrap_or((&"", &[]));
    let mut value = fields.get(*first);
    for step in rest {
        value = value.and_then(|v| v.get(step));
    }
    value.and_then(Value::as_str).unwrap_or_default()
}

/// A field by its name for people; nothing for one that only holds others. One that is not known has the
/// name that it has in the file.
pub(crate) fn named(field: &str) -> Option<Text> {
    let (vi, en) = match field {
        "name" => ("Tên", "Name"),
        "role" => ("Vai trò", "Role"),
        "institution" => ("Đơn vị", "Institution"),
        "status" | "state" => ("Trạng thái", "State"),
        "reason" => ("Lý do", "Reason"),
        "note" => ("Ghi chú", "Note"),
        "evidence" => ("Minh chứng", "Evidence"),
        "comment" => ("Ý kiến chung", "Comment"),
        "case" => ("Trường hợp", "Case"),
        "product" | "products" => ("Sản phẩm", "Product"),
        "producer" => ("Chủ thể", "Producer"),
        "code" => ("Mã", "Code"),
        "product_set" => ("Bộ sản phẩm", "Product set"),
        "registration" => ("Loại đăng ký", "Registration"),
        "members" => ("Thành viên", "Members"),
        "present" => ("Có mặt", "Presence"),
        "recused" => ("Không chấm", "Does not score"),
        "council" => ("Tên hội đồng", "Name of the council"),
        "place" => ("Địa điểm", "Place"),
        "held_on" => ("Ngày họp", "Day of the session"),
        "closed_at" => ("Giờ đóng vòng chấm", "Close of the round"),
        "regulation" => ("Quy chế của phiên", "Rules of the session"),
        "quorum" => ("Số thành viên phải có mặt", "Members who must be present"),
        "numerator" => ("số trên", "upper figure"),
        "denominator" => ("số dưới", "lower figure"),
        "chair_required" => ("Chủ tịch phải có mặt", "The chair must be present"),
        "max_spread" => (
            "Chênh lệch tối đa giữa hai phiếu",
            "Greatest spread between two sheets",
        ),
        "spread_at_limit" => (
            "Chênh lệch đúng bằng mức tối đa",
            "A spread of exactly that many points",
        ),
        "minimums" => ("Cách xét điểm tối thiểu", "How star minimums are tested"),
        "findings" => ("Kết luận", "Findings"),
        "fewest_members" => ("Hội đồng có ít nhất", "Fewest members of the council"),
        "totals_shown" => (
            "Cho xem điểm khi vòng chấm còn mở",
            "Points shown while the round is open",
        ),
        "secretary_acts" => (
            "Thư ký làm thay chủ tịch",
            "The secretary acts for the chair",
        ),
        "decision" => ("Số quyết định", "Number of the decision"),
        "issued_on" => ("Ngày cấp", "Issued on"),
        "expires_on" => ("Ngày hết hạn", "Last day"),
        "unchanged" => ("Giữ nguyên phiếu vòng trước", "Stands by the earlier sheet"),
        "round" => ("Vòng", "Round"),
        "member" => ("Thành viên", "Member"),
        "submitted_at" => ("Giờ nộp", "Handed in at"),
        "file" => ("Tệp", "File"),
        "stars" => ("Số sao", "Stars"),
        "criteria" => ("Bộ tiêu chí", "Criteria"),
        "format" => ("Dạng tệp", "Format"),
        "id" => ("Mã trong phiên", "Identifier"),
        "sheets" => ("Phiếu", "Sheets"),
        // of a session; of an answer it is told as points
        "level" => ("Cấp hội đồng", "Level of the council"),
        "evening" | "kind" | "now" | "content" => return None,
        other => (other, other),
    };
    Some(Text::new(vi, en))
}
