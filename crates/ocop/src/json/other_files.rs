//! What was given in place of the file that is read: another of our own formats, a file of another
//! program, a table. It is told as what it is, and alone: a tally read as a dossier would be a long list
//! of fields that a dossier does not have.

use crate::problem::{Position, Problem};
use crate::text::Text;

use super::Node;
use super::problems::not_the_format;

/// Our formats, without their version, and what a file of each holds.
const FORMATS: &[(&str, &str, &str)] = &[
    (
        "ocop-certificate",
        "tình trạng một giấy chứng nhận",
        "how a certificate stands",
    ),
    (
        "ocop-check",
        "kết quả soát một hồ sơ",
        "what a check of a dossier found",
    ),
    (
        "ocop-code",
        "lời giải thích một mã sản phẩm",
        "what a product code says",
    ),
    (
        "ocop-collected",
        "kết quả nhận phiếu từ bảng tính",
        "what was collected from workbooks",
    ),
    (
        "ocop-comparison",
        "hồ sơ so với một quyết định khác",
        "a dossier under another decision",
    ),
    ("ocop-costs", "chi phí để lập kế hoạch", "costs for plans"),
    (
        "ocop-council",
        "phiên họp của hội đồng",
        "a council's session",
    ),
    (
        "ocop-council-sheet",
        "phiếu của một thành viên hội đồng",
        "the sheet of a council's member",
    ),
    (
        "ocop-criteria",
        "phiếu đánh giá của một bộ sản phẩm",
        "the score sheet of a product set",
    ),
    (
        "ocop-criteria-list",
        "danh sách văn bản và bộ sản phẩm",
        "a list of decisions and product sets",
    ),
    ("ocop-dossier", "hồ sơ", "a dossier"),
    ("ocop-errors", "danh sách lỗi", "a list of problems"),
    (
        "ocop-evidence",
        "danh mục minh chứng",
        "a checklist of evidence",
    ),
    (
        "ocop-explanation",
        "lời giải thích một kết quả chấm",
        "an explanation of a rating",
    ),
    (
        "ocop-law-comparison",
        "hai quyết định so với nhau",
        "a comparison of two decisions",
    ),
    (
        "ocop-next",
        "các việc tiếp theo của hội đồng",
        "a council's next steps",
    ),
    (
        "ocop-paper-settings",
        "cấu hình văn bản của hội đồng",
        "settings of a council's papers",
    ),
    ("ocop-places", "danh sách nơi", "a list of places"),
    (
        "ocop-plan",
        "kế hoạch nâng hạng sao",
        "a plan for more stars",
    ),
    (
        "ocop-practice",
        "hồ sơ thực hành",
        "a practice dossier to read",
    ),
    (
        "ocop-practice-class",
        "kết quả thực hành của lớp",
        "the marking of a class",
    ),
    (
        "ocop-practice-key",
        "đáp án thực hành",
        "the key of a practice dossier",
    ),
    (
        "ocop-practice-result",
        "phiếu thực hành so với đáp án",
        "the marking of a practice sheet",
    ),
    ("ocop-rating", "kết quả chấm một hồ sơ", "a rating"),
    (
        "ocop-register",
        "bản ghi của sổ giấy chứng nhận",
        "a record of a register of certificates",
    ),
    (
        "ocop-renewals",
        "danh sách giấy chứng nhận đến hạn",
        "a list of certificates that fall due",
    ),
    (
        "ocop-resolution",
        "văn bản áp dụng vào một ngày",
        "the decision that applies on a day",
    ),
    ("ocop-stats", "bảng thống kê", "statistics"),
    ("ocop-tally", "kết quả của hội đồng", "a council's tally"),
    ("ocop-verification", "kết quả đối chiếu", "a verification"),
];

/// What a file of one of our formats holds, its version aside.
fn held(format: &str) -> Option<Text> {
    let (name, _) = format.split_once('/')?;
    let mut formats = FORMATS.iter();
    let (_, vi, en) = formats.find(|(known, _, _)| *known == name)?;
    Some(Text::new(*vi, *en))
}

/// Whether two formats are one but for their version.
pub(crate) fn is_of_kind(format: &str, other: &str) -> bool {
    format.split('/').next() == other.split('/').next()
}

/// What is wrong with an input that names another of our formats than the one that is read.
pub(crate) fn another_format(node: &Node<'_>, expected: &str) -> Option<Problem> {
    another_format_than(node, &[expected])
}

/// The same where a file of any of some formats would do.
pub(crate) fn another_format_than(node: &Node<'_>, expected: &[&str]) -> Option<Problem> {
    let Node::Object(fields) = node else {
        return None;
    };
    let found = fields.iter().find(|(name, _)| name == "format")?;
    let Node::Text(name) = &found.1 else {
        return None;
    };
    // another version of what is read is read on: more may be wrong with it
    if expected.iter().any(|format| is_of_kind(format, name)) {
        return None;
    }
    let is = held(name)?;
    let wanted: Vec<Text> = expected.iter().filter_map(|format| held(format)).collect();
    let (vi, en): (Vec<&str>, Vec<&str>) = wanted
        .iter()
        .map(|w| (w.vi.as_str(), w.en.as_str()))
        .unzip();
    let (vi, en) = (vi.join(" hoặc "), en.join(" or "));
    let mut problem = not_the_format(Some(&found.1), &expected.join("\" / \""));
    // to write another name over it would not make it another file
    problem.suggestion = None;
    Some(problem.with_help(
        format!("Đây là {}; ở đây cần {vi}.", is.vi),
        format!("This is {}; {en} is needed here.", is.en),
    ))
}

/// What a file of another program is, by how it begins.
pub(crate) fn of_another_program(bytes: &[u8]) -> Option<Text> {
    const BEGINNINGS: &[(&[u8], &str, &str)] = &[
        (
            b"PK\x03\x04",
            "tệp của Excel, Word (.xlsx, .docx) hoặc tệp nén",
            "a file of Excel or Word (.xlsx, .docx), or an archive",
        ),
        (
            b"\xd0\xcf\x11\xe0",
            "tệp của Excel, Word kiểu cũ (.xls, .doc)",
            "a file of an older Excel or Word (.xls, .doc)",
        ),
        (
            b"\x1f\x8b",
            "dữ liệu nén gzip; cần giải nén trước",
            "compressed by gzip; unpack it first",
        ),
        (b"%PDF", "tệp PDF", "a PDF file"),
        (b"\x89PNG", "ảnh PNG", "a PNG picture"),
        (b"\xff\xd8\xff", "ảnh JPEG", "a JPEG picture"),
        (b"{\\rtf", "văn bản RTF", "an RTF text"),
    ];
    let mut known = BEGINNINGS.iter();
    if let Some((_, vi, en)) = known.find(|(begins, _, _)| bytes.starts_with(begins)) {
        return Some(Text::new(*vi, *en));
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    text.trim_ascii_start()
        .starts_with(b"<")
        .then(|| Text::new("HTML hoặc XML", "HTML or XML"))
}

/// The same as a sentence.
pub(super) fn this_is(bytes: &[u8]) -> Option<Text> {
    let is = of_another_program(bytes)?;
    Some(Text::new(
        format!("Đây là {}.", is.vi),
        format!("This is {}.", is.en),
    ))
}

/// What to do about a text that is no JSON, where it shows what it is instead.
pub(super) fn help_of(text: &str, at: Position) -> Option<Text> {
    if let Some(said) = this_is(text.as_bytes()) {
        return Some(said);
    }
    if is_table(text) {
        return Some(Text::new(
            "Đây có vẻ là bảng CSV.",
            "This seems to be a CSV table.",
        ));
    }
    let line = text.lines().nth(at.line.saturating_sub(1))?;
    let before = at.column.saturating_sub(2);
    let near: Vec<char> = line.chars().skip(before).take(3).collect();
    if near.iter().any(|c| "“”„‟‘’‚«»".contains(*c)) {
        return Some(Text::new(
            "Dấu ngoặc kiểu in (“ ”) do phần mềm soạn văn bản đặt; thay bằng dấu \" thẳng.",
            "A word processor put quotes as printed (“ ”); write the straight \" in their place.",
        ));
    }
    None
}

/// What to do about a text with more behind its value: another value there is the next of several.
pub(super) fn help_of_more(text: &str, at: Position) -> Option<Text> {
    let line = text.lines().nth(at.line.saturating_sub(1))?;
    let next = line.chars().nth(at.column.saturating_sub(1))?;
    matches!(next, '{' | '[').then(|| {
        Text::new(
            "Ở đây có nhiều hơn một giá trị JSON; nhiều hồ sơ, mỗi dòng một hồ sơ, được chấm theo lô.",
            "There is more than one JSON value here; several dossiers, one a line, are rated as a batch.",
        )
    })
}

/// Whether a text begins as a table does: cells beside each other, and no JSON.
fn is_table(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty());
    let first = first.unwrap_or_default().trim_start();
    let cells = |separator| first.matches(separator).count();
    !first.starts_with(['{', '['])
        && !first.contains("\":")
        && [',', ';', '\t'].into_iter().any(|s| cells(s) >= 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::parse;

    fn told(text: &str) -> Option<String> {
        let node = parse(text).unwrap();
        another_format(&node, "ocop-dossier/1").map(|p| p.line(crate::Lang::En))
    }

    #[test]
    fn another_of_our_formats_is_told_as_what_it_is() {
        let rating = told(r#"{"format": "ocop-rating/1", "stars": 4}"#).unwrap();
        assert!(rating.ends_with("This is a rating; a dossier is needed here."));
        assert_eq!(told(r#"{"format": "ocop-dossier/1"}"#), None);
        assert_eq!(told(r#"{"format": "ocop-dossier/9"}"#), None);
        assert_eq!(told(r#"{"format": "something"}"#), None);
        assert_eq!(told("{}"), None);
    }

    #[test]
    fn what_is_no_json_is_told_as_what_it_is() {
        let help = |text: &str| {
            let problem = parse(text).unwrap_err();
            problem.help.map(|h| h.en).unwrap_or_default()
        };
        assert!(help("<html>").contains("HTML"));
        assert!(help("%PDF-1.7").contains("PDF"));
        assert!(help("code;name;stars\n1;2;3\n").contains("CSV"));
        assert!(help("{“product_set”: 1}").contains("straight"));
        assert!(help("{\"product_set\": “1”}").contains("straight"));
        assert!(help("{}\n{}").contains("batch"));
        assert_eq!(help("{\"a\": 1,, }"), "");
        assert_eq!(help("\"a\": 1, \"b\": 2, \"c\""), "");
        assert_eq!(help("{} x"), "");
    }
}
