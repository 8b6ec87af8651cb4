//! The columns of a register's table: which field each heading names.

use std::borrow::Cow;

use ocop_vietnamese::slug;

use crate::notice::{Notice, NoticeCode};
use crate::problem::{Code, Problem, Problems};
use crate::spelling::tidy;
use crate::text::nearest;

use super::register::{FIELDS, Record};

/// Headings of Vietnamese registers, without diacritics, beside the fields' own names.
const VIETNAMESE: &[(&str, &[&str])] = &[
    (
        "code",
        &[
            "ma-san-pham",
            "ma-so-san-pham",
            "ma-sp",
            "ma-ocop",
            "ma-san-pham-ocop",
        ],
    ),
    (
        "name",
        &["ten-san-pham", "ten-sp", "san-pham", "ten-san-pham-ocop"],
    ),
    (
        "producer",
        &[
            "chu-the",
            "ten-chu-the",
            "chu-the-ocop",
            "chu-the-san-xuat",
            "chu-the-sxkd",
            "ten-chu-the-ocop",
            "don-vi-san-xuat",
            "co-so-san-xuat",
        ],
    ),
    (
        "province",
        &["tinh", "tinh-thanh-pho", "tinh-thanh", "tinh-tp"],
    ),
    (
        "commune",
        &[
            "xa",
            "xa-phuong",
            "xa-phuong-dac-khu",
            "xa-phuong-thi-tran",
            "phuong-xa",
        ],
    ),
    ("criteria", &["bo-tieu-chi"]),
    ("product_set", &["bo-san-pham", "phieu-so"]),
    ("sector", &["linh-vuc"]),
    (
        "stars",
        &["so-sao", "hang-sao", "sao", "xep-hang", "phan-hang"],
    ),
    (
        "issued_on",
        &[
            "ngay-cap",
            "ngay-cap-giay",
            "ngay-cap-gcn",
            "ngay-cap-giay-chung-nhan",
            "ngay-cong-nhan",
        ],
    ),
    (
        "expires_on",
        &[
            "ngay-het-han",
            "ngay-het-hieu-luc",
            "co-gia-tri-den",
            "het-han",
        ],
    ),
    (
        "decision",
        &[
            "so-quyet-dinh",
            "quyet-dinh",
            "so-qd",
            "so-quyet-dinh-cong-nhan",
        ],
    ),
    (
        "lodged_on",
        &["ngay-nop-ho-so", "ngay-nop-ho-so-danh-gia-lai"],
    ),
    (
        "decided_on",
        &["ngay-co-ket-qua", "ngay-co-ket-qua-danh-gia-lai"],
    ),
    ("revoked_on", &["ngay-thu-hoi"]),
    ("revocation_ground", &["can-cu-thu-hoi", "ly-do-thu-hoi"]),
    ("registered_on", &["ngay-dang-ky"]),
    ("appraised_on", &["ngay-tham-dinh"]),
    ("accepted_on", &["ngay-chap-thuan"]),
];

/// The columns of a table, told from its heading row. Headings are the names of the fields, or the
/// Vietnamese ones in use: `Mã sản phẩm`, `Ngày cấp`.
///
/// ```
/// use ocop::certificate::Columns;
/// let columns = Columns::read(&["Mã sản phẩm", "Số sao", "Ngày cấp", "Ghi chú"])?;
/// let record = columns.record(&["33-12025-1-2026", "4 sao", "05/10/2026", "x"])?;
/// assert_eq!(record.issued_on.unwrap().to_string(), "2026-10-05");
/// // what is not read is told
/// assert_eq!(columns.notices().len(), 1);
/// # Ok::<(), ocop::Problems>(())
/// ```
#[derive(Debug, Clone)]
pub struct Columns {
    /// The field of each column; none of one that is not read.
    fields: Vec<Option<&'static str>>,
    /// The titles of columns that are not read.
    unread: Vec<String>,
    notices: Vec<Notice>,
}

impl Columns {
    /// Reads a heading row.
    ///
    /// # Errors
    ///
    /// A heading that is nearly a known one, one that stands twice, and what is missing: a product
    /// needs `code` or `name`, a certificate `stars` and `issued_on`, an idea one of its days.
    pub fn read<S: AsRef<str>>(heading: &[S]) -> Result<Self, Problems> {
        if let Some(problem) = of_our_own(heading) {
            return Err(problem.into());
        }
        let mut problems = Problems::new();
        let mut columns = Self {
            fields: Vec::new(),
            unread: Vec::new(),
            notices: Vec::new(),
        };
        for (number, title) in (1_usize..).zip(heading) {
            let title = tidy(title.as_ref());
            let field = field_of(&title);
            if field.is_some() && columns.fields.contains(&field) {
                problems.push(told(
                    &title,
                    format!("Cột {number}, \"{title}\": đã có cột khác cho nội dung này."),
                    format!("Column {number}, \"{title}\": another column has the same field."),
                ));
            } else if field.is_none() && !title.is_empty() {
                match near(&title) {
                    Some(meant) => problems.push(
                        told(
                            &title,
                            format!("Cột {number}: không có cột \"{title}\"."),
                            format!("Column {number}: there is no column \"{title}\"."),
                        )
                        .with_help(
                            format!("Có phải là \"{meant}\"?"),
                            format!("Did you mean \"{meant}\"?"),
                        ),
                    ),
                    None => {
                        columns.unread.push(crate::json::shortened(&title).into());
                        columns.notices.push(Notice::new(
                            NoticeCode::ColumnNotRead,
                            format!(
                                "Không có trường nào tên \"{title}\": cột {number} không được đọc."
                            ),
                            format!("There is no field \"{title}\": column {number} is not read."),
                        ));
                    }
                }
            }
            columns.fields.push(field);
        }
        if problems.is_empty() {
            columns.tell_missing(&mut problems);
        }
        problems.or(columns)
    }

    fn tell_missing(&self, problems: &mut Problems) {
        let has = |name: &str| self.fields.contains(&Some(name));
        let idea = ["registered_on", "appraised_on", "accepted_on"];
        let mut missing = Vec::new();
        if !has("code") && !has("name") {
            missing.push("code (Mã sản phẩm) / name (Tên sản phẩm)");
        }
        let certificate = has("stars") || has("issued_on") || !idea.iter().any(|i| has(i));
        if certificate && !has("stars") {
            missing.push("stars (Số sao)");
        }
        if certificate && !has("issued_on") {
            missing.push("issued_on (Ngày cấp)");
        }
        if missing.is_empty() {
            return;
        }
        let missing = missing.join(", ");
        let all = FIELDS.get(1..).unwrap_or_default().join(", ");
        // a column that is not read may be the one that is missing, under a name of its own
        let (unread_vi, unread_en) = match self.unread.as_slice() {
            [] => (String::new(), String::new()),
            titles => {
                let titles = titles.join("\", \"");
                (
                    format!(" Không rõ cột: \"{titles}\"."),
                    format!(" Columns not known: \"{titles}\"."),
                )
            }
        };
        problems.push(
            Problem::new(
                Code::RegisterColumns,
                "",
                format!("Dòng tiêu đề thiếu cột: {missing}.{unread_vi}"),
                format!("The heading row lacks columns: {missing}.{unread_en}"),
            )
            .with_expected(format!("các cột: {all}"), format!("columns: {all}"))
            .with_help(format!("Các cột: {all}."), format!("Columns: {all}.")),
        );
    }

    /// Whether a row above the heading is a title: one cell that names no field, and nothing else.
    pub(super) fn is_title<S: AsRef<str>>(row: &[S]) -> bool {
        let mut filled = row
            .iter()
            .map(|c| tidy(c.as_ref()))
            .filter(|c| !c.is_empty());
        match (filled.next(), filled.next()) {
            (Some(only), None) => field_of(&only).is_none(),
            _ => false,
        }
    }

    /// What is not read.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// The field of a column, from 0; none of one that is not read.
    #[must_use]
    pub fn field(&self, column: usize) -> Option<&'static str> {
        self.fields.get(column).copied().flatten()
    }

    /// The cells of a row with their fields.
    pub(super) fn named<'c, S: AsRef<str>>(
        &self,
        cells: &'c [S],
    ) -> impl Iterator<Item = (&'c str, &'c str)> {
        let named = self.fields.iter().zip(cells);
        named.filter_map(|(field, cell)| Some(((*field)?, cell.as_ref())))
    }

    /// Reads a row.
    ///
    /// # Errors
    ///
    /// As [`Record::from_row`], and cells that stand under no heading.
    pub fn record<S: AsRef<str>>(&self, cells: &[S]) -> Result<Record<'static>, Problems> {
        let filled = |cell: &S| !tidy(cell.as_ref()).is_empty();
        let beyond = cells.get(self.fields.len()..).unwrap_or_default();
        if beyond.iter().any(filled) {
            let (found, columns) = (cells.len(), self.fields.len());
            return Err(Problem::new(
                Code::RegisterColumns,
                "",
                format!("Dòng có {found} ô, tiêu đề có {columns} cột."),
                format!("The row has {found} cells, the heading {columns} columns."),
            )
            .with_found(found.to_string())
            .with_expected(columns.to_string(), columns.to_string())
            .into());
        }
        Record::from_row(self.named(cells)).map(Record::into_owned)
    }
}

/// What is wrong with a table that this program wrote itself and that is no register.
fn of_our_own<S: AsRef<str>>(heading: &[S]) -> Option<Problem> {
    const OURS: &[(&[&str], &str, &str, &str, &str)] = &[
        (
            &["outcome", "points_stars", "recognised"],
            "bảng kết quả chấm theo lô",
            "the table of a batch of ratings",
            "Để thống kê, dùng chính các kết quả chấm (NDJSON, chấm theo lô mà không ghi ra bảng).",
            "For statistics take the ratings themselves (NDJSON, the batch without a table).",
        ),
        (
            &["table", "name", "count"],
            "bảng thống kê",
            "a table of statistics",
            "Cần sổ giấy chứng nhận hoặc các kết quả mà bảng này được tính từ đó.",
            "The register, or the results that it was counted from, is needed.",
        ),
        (
            &["learner", "key_points", "key_stars"],
            "bảng kết quả thực hành của lớp",
            "the marking of a class",
            "Cần sổ giấy chứng nhận.",
            "A register of certificates is needed.",
        ),
    ];
    let has = |name: &&str| heading.iter().any(|title| title.as_ref().trim() == *name);
    let mut ours = OURS.iter();
    let (_, vi, en, help_vi, help_en) = ours.find(|(heads, ..)| heads.iter().all(has))?;
    Some(
        Problem::new(
            Code::RegisterColumns,
            "",
            format!("Đây là {vi} do chương trình này ghi ra, không phải sổ."),
            format!("This is {en} that this program wrote, not a register."),
        )
        .with_help(*help_vi, *help_en),
    )
}

/// The field that a heading names.
fn field_of(title: &str) -> Option<&'static str> {
    let slug = slug(title);
    FIELDS
        .iter()
        .find(|f| slug == f.replace('_', "-"))
        .copied()
        .or_else(|| {
            let of = VIETNAMESE
                .iter()
                .find(|(_, titles)| titles.contains(&slug.as_str()));
            of.map(|(field, _)| *field)
        })
}

/// The heading that one with a slip of the pen was likely meant to be.
fn near(title: &str) -> Option<Cow<'static, str>> {
    let slug = slug(title);
    let names: Vec<String> = FIELDS.iter().map(|f| f.replace('_', "-")).collect();
    let vietnamese = VIETNAMESE
        .iter()
        .flat_map(|(_, titles)| titles.iter().copied());
    // short words are near to too many others
    let long = |name: &&str| name.len() > 4;
    let found = nearest(
        &slug,
        names
            .iter()
            .map(String::as_str)
            .chain(vietnamese)
            .filter(long),
    )?;
    let field = field_of(found)?;
    Some(field.into())
}

fn told(title: &str, vi: String, en: String) -> Problem {
    Problem::new(
        Code::RegisterColumns,
        crate::json::pointer("", title),
        vi,
        en,
    )
    .with_found(title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::{Stats, StatsRequest};
    use crate::{Lang, Library};

    fn fields(heading: &[&str]) -> Vec<Option<&'static str>> {
        Columns::read(heading).unwrap().fields
    }

    #[test]
    fn headings_are_known_in_both_languages_however_they_are_written() {
        let expected = [Some("code"), Some("stars"), Some("issued_on")];
        for heading in [
            ["code", "stars", "issued_on"],
            [" Code ", "STARS", "issued-on"],
            ["Mã sản phẩm", "Hạng sao", "Ngày cấp"],
            ["MA SAN PHAM", "So\u{302}\u{301} sao", "Ngày công nhận"],
        ] {
            assert_eq!(fields(&heading), expected, "{heading:?}");
        }
    }

    #[test]
    fn a_heading_that_is_missing_doubled_or_nearly_known_is_refused() {
        for heading in [
            &["ma", "ten"][..],
            &["code"],
            &["stars", "issued_on"],
            &["code", "stars"],
            &["code", "stars", "issued_on", "Ngày cấp"],
            &["code", "stars", "issued_on", "revokd_on"],
            &["code", "stars", "issued_on", "Ngày thu hồ"],
            &["33-12025-1-2026", "Nhãn", "4", "2026-10-05"],
        ] {
            let problems = Columns::read(heading).unwrap_err();
            assert!(
                problems.iter().all(|p| p.code == Code::RegisterColumns),
                "{heading:?}"
            );
        }
        assert!(Columns::read(&["name", "registered_on"]).is_ok());
    }

    #[test]
    fn a_table_of_our_own_is_told_as_what_it_is() {
        let report = Stats::new(&Library::embedded(), StatsRequest::default()).report();
        for (table, is) in [
            (crate::rating_heading(), "a batch of ratings"),
            (crate::stats::table(&report), "a table of statistics"),
        ] {
            let heading: Vec<&str> = table.lines().next().unwrap().split(',').collect();
            let problems = Columns::read(&heading).unwrap_err();
            let told: Vec<String> = problems.iter().map(|p| p.line(Lang::En)).collect();
            assert!(told.len() == 1 && told[0].contains(is), "{told:?}");
        }
    }

    #[test]
    fn a_column_that_is_not_read_is_told_once() {
        let columns = Columns::read(&["code", "stars", "issued_on", "Ghi chú", ""]).unwrap();
        assert_eq!(columns.notices.len(), 1);
        assert!(
            columns
                .record(&["1-2-3-2026", "3", "1/9/2026", "x", "", ""])
                .is_ok()
        );
        let beyond = columns.record(&["1-2-3-2026", "3", "1/9/2026", "x", "", "y"]);
        assert_eq!(
            beyond.unwrap_err().iter().next().unwrap().code,
            Code::RegisterColumns
        );
    }
}
