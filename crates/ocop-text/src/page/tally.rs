//! A tally: attendance, each product with its members' sheets and its reasons, and a summary.

use ocop::council::{Mode, ProductTally, TallyReport};
use ocop::{Lang, Library, Stars};

use super::council::{Council, name, notices, result, within};
use super::problems;
use crate::document::{Block, Column, Document, Fact, Item, Row, Table};
use crate::inline::Inline;
use crate::words::{authority, counted, date, deviation, mean, notice};

/// A tally for people.
#[must_use]
pub fn tally(tally: &TallyReport<'_>, library: &Library, lang: Lang) -> Document {
    let council = Council::new(tally, library, lang);
    let title = council.say("Kết quả đánh giá của Hội đồng", "Council tally");
    let mut out = Document::new(lang, title);
    out.facts(head(&council));
    if !tally.errors.is_empty() {
        out.push(Block::warning(council.say(
            "Dữ liệu có vấn đề; các kết quả liên quan chưa đủ điều kiện thông qua:",
            "The input has problems; none of the results they touch stands:",
        )));
        out.list(tally.errors.iter().map(|p| problems::item(p, lang)));
    }
    let notices = tally.notices.iter().map(|n| notice(&council.law, n));
    out.headed_list(2, council.say("Lưu ý", "Notes"), notices);
    for (number, product) in (1_usize..).zip(&tally.products) {
        self::product(&mut out, &council, number, product);
    }
    if tally.products.len() > 1 {
        out.heading(1, council.say("Tổng hợp", "Summary"));
        out.push(Block::Table(summary(&council)));
    }
    out
}

fn head(council: &Council<'_>) -> Vec<Fact> {
    let (tally, lang) = (council.tally, council.lang());
    let mut facts = Vec::new();
    if let Some(name) = &tally.council {
        facts.push(Fact::new(council.say("Hội đồng", "Council"), name.as_ref()));
    }
    if let Some(level) = tally.level {
        facts.push(Fact::new(
            council.say("Cấp", "Level"),
            authority(lang, level),
        ));
    }
    if let Some(day) = tally.held_on {
        facts.push(Fact::new(
            council.say("Ngày họp", "Held on"),
            date(lang, day),
        ));
    }
    let decision = council.law.decision(&tally.criteria);
    facts.push(Fact::new(council.say("Bộ tiêu chí", "Criteria"), decision));
    let there = tally.attendance;
    let present = match lang {
        Lang::Vi if tally.mode == Mode::Written => {
            format!("lấy ý kiến bằng văn bản của {} thành viên", there.members)
        }
        Lang::En if tally.mode == Mode::Written => {
            format!("opinions of {} members in writing", there.members)
        }
        Lang::Vi => format!(
            "{}/{} thành viên, cần ít nhất {}",
            there.present, there.members, there.needed
        ),
        Lang::En => format!(
            "{} of {} members, at least {} needed",
            there.present, there.members, there.needed
        ),
    };
    facts.push(Fact::new(council.say("Có mặt", "Present"), present));
    facts
}

fn product(out: &mut Document, council: &Council<'_>, number: usize, product: &ProductTally<'_>) {
    let (lang, law) = (council.lang(), council.law_of(product));
    out.heading(1, format!("{number}. {}", name(product)));
    let mut facts = Vec::new();
    if let Some(set) = product.product_set {
        facts.push(Fact::new(
            council.say("Bộ sản phẩm", "Product set"),
            law.set_name(set),
        ));
    }
    let stands = if product.stands {
        ""
    } else {
        council.say(" (CHƯA đủ điều kiện thông qua)", " (does NOT stand)")
    };
    facts.push(Fact::new(
        council.say("Kết quả", "Result"),
        Inline::new().strong(format!("{}{stands}", result(lang, product))),
    ));
    if let (Some(shown), Some(spread)) = (product.mean, product.spread) {
        let (mean, sum) = (mean(lang, shown), product.sum);
        let sheets = counted(lang, i64::from(product.count), "phiếu", "sheet");
        let text = match lang {
            Lang::Vi => format!("{mean} (tổng {sum}, {sheets}, chênh lệch {spread} điểm)"),
            Lang::En => format!("{mean} (sum {sum}, {sheets}, spread {spread})"),
        };
        facts.push(Fact::new(council.say("Điểm trung bình", "Mean"), text));
    }
    out.facts(facts);
    if !product.stands {
        out.push(Block::warning(council.say(
            "Chưa đủ điều kiện thông qua, vì:",
            "The result does not stand, because:",
        )));
        out.list(product.reasons.iter().map(|r| r.message.get(lang)));
    }
    if !product.sheets.is_empty() {
        out.push(Block::Table(sheets(council, product)));
    }
    let mut remarks: Vec<Item> = Vec::new();
    for (needed, unmet) in product.unmet.lists() {
        // what a product lacks for the next star, not for those far above it
        let next = |s: Stars| needed <= s.get().saturating_add(1);
        if !unmet.is_empty() && product.stars.is_some_and(next) {
            let words = match lang {
                Lang::Vi => format!("Chưa đạt mức tối thiểu {needed} sao"),
                Lang::En => format!("{needed}-star minimum not met"),
            };
            remarks.push(Item::new(words).with(unmet.iter().map(|id| law.criterion(*id))));
        }
    }
    remarks.extend(within(product).map(|c| Item::new(council.contested(product, c))));
    remarks.extend(product.notices.iter().map(|n| notice(&council.law, n)));
    remarks.extend(notices(council, product));
    out.list(remarks);
}

/// The members' sheets: parts and total of each.
fn sheets(council: &Council<'_>, product: &ProductTally<'_>) -> Table {
    let mut columns = vec![Column::words(council.say("Thành viên", "Member"), 1)];
    columns.extend(product.parts.iter().map(|p| {
        let part = council.say("Phần", "Part");
        Column::figures(format!("{part} {}", p.part))
    }));
    columns.push(Column::figures(council.say("Tổng điểm", "Total")));
    columns.push(Column::figures(
        council.say("So với các phiếu khác", "From the others"),
    ));
    let mut table = Table::new(columns);
    for sheet in council.sheets(product) {
        let mut row = vec![council.who(&sheet.member)];
        row.extend(sheet.parts.iter().map(|p| p.points.to_string()));
        row.push(sheet.points.to_string());
        let from = sheet.deviation.map(|d| deviation(council.lang(), d));
        row.push(from.unwrap_or_else(|| "–".to_owned()));
        table.rows.push(Row::new(row));
    }
    table
}

fn summary(council: &Council<'_>) -> Table {
    let lang = council.lang();
    let mut table = Table::new([
        Column::words(council.say("Sản phẩm", "Product"), 2),
        Column::figures(council.say("Điểm TB", "Mean")),
        Column::words(council.say("Kết quả", "Result"), 1),
        Column::words(council.say("Thông qua", "Stands"), 1),
    ]);
    for (number, product) in (1_usize..).zip(&council.tally.products) {
        table.rows.push(Row::new([
            // as it is headed above, and first: in a workbook the tables of members stand in these columns
            format!("{number}. {}", name(product)),
            product.mean.map(|m| mean(lang, m)).unwrap_or_default(),
            result(lang, product),
            super::council::stands(lang, product.stands).to_owned(),
        ]));
    }
    table
}
