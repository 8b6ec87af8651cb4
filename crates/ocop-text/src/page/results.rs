//! The results of a session as one table: a row a product, a column a member, to reckon on with.

use ocop::council::TallyReport;
use ocop::{Lang, Library};

use super::council::{Council, name, result, stands};
use crate::document::{Column, Row, Table};
use crate::words::mean;

/// The results of a session. Members stand in the heads by their names,
/// in the order of the papers; a member without a sheet that
/// counts has no figure.
#[must_use]
pub fn results_table(tally: &TallyReport<'_>, library: &Library, lang: Lang) -> Table {
    let council = Council::new(tally, library, lang);
    let scores = |id: &str| {
        let mut sheets = tally.products.iter().flat_map(|p| &p.sheets);
        sheets.any(|s| s.member == id)
    };
    let members = council.members().into_iter().filter(|m| scores(&m.id));
    let members: Vec<_> = members.collect();
    let words = |vi, en| Column::words(council.say(vi, en), 1);
    let figures = |vi, en| Column::figures(council.say(vi, en));
    let mut columns = vec![
        figures("TT", "No."),
        words("Mã trong phiên", "Identifier"),
        words("Mã sản phẩm", "Product code"),
        words("Tên sản phẩm", "Product"),
        figures("Bộ sản phẩm", "Product set"),
        words("Chủ thể", "Producer"),
        words("Địa chỉ", "Address"),
        figures("Vòng", "Round"),
    ];
    columns.extend(members.iter().map(|m| Column::figures(council.who(&m.id))));
    columns.extend([
        figures("Số phiếu", "Sheets"),
        figures("Tổng điểm", "Sum"),
        figures("Điểm trung bình", "Mean"),
        figures("Hạng sao", "Stars"),
        words("Kết quả", "Result"),
        words("Thông qua", "Stands"),
        words("Lý do", "Reasons"),
    ]);
    let mut table = Table::new(columns);
    for (number, product) in (1_usize..).zip(&tally.products) {
        let text = |found: Option<&str>| found.unwrap_or_default().to_owned();
        let producer = product.producer.as_ref();
        let code = product.product.as_ref().and_then(|p| p.code.as_deref());
        let mut row = vec![
            number.to_string(),
            product.id.to_string(),
            text(code),
            name(product),
            product
                .product_set
                .map(|s| s.to_string())
                .unwrap_or_default(),
            text(producer.and_then(|p| p.name.as_deref())),
            text(producer.and_then(|p| p.address.as_deref())),
            product.round.map(|r| r.to_string()).unwrap_or_default(),
        ];
        row.extend(members.iter().map(|m| {
            let sheet = product.sheets.iter().find(|s| s.member == m.id);
            sheet.map(|s| s.points.to_string()).unwrap_or_default()
        }));
        let reasons: Vec<&str> = product
            .reasons
            .iter()
            .map(|r| r.message.get(lang))
            .collect();
        let stars = product.stars.filter(|_| product.stands);
        row.extend([
            product.count.to_string(),
            product.sum.to_string(),
            product.mean.map(|m| mean(lang, m)).unwrap_or_default(),
            stars.map(|s| s.to_string()).unwrap_or_default(),
            result(lang, product),
            stands(lang, product.stands).to_owned(),
            reasons.join(" "),
        ]);
        table.rows.push(Row::new(row));
    }
    table
}
