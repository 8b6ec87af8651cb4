//! The scores that the members gave to one product.

use ocop::council::{ProductTally, Role, TallyReport};
use ocop::{Lang, Library};

use super::frame::{Papers, code};
use super::settings::PaperSettings;
use crate::document::{Block, Column, Document, Fact, Row, Table, Title};
use crate::inline::Inline;
use crate::page::council::{name, result, stands};
use crate::words::{counted, mean};

/// The synthesis of the members' scores for a product: members by rows, parts and totals by columns.
#[must_use]
pub fn synthesis(
    product: &ProductTally<'_>,
    tally: &TallyReport<'_>,
    library: &Library,
    settings: &PaperSettings,
    lang: Lang,
) -> Document {
    let papers = Papers::new(tally, library, settings, lang);
    let title = papers.say(
        "Tổng hợp kết quả đánh giá của các thành viên Hội đồng",
        "Synthesis of the council members’ scores",
    );
    let mut out = Document::untitled(lang, format!("{title}: {}", name(product)));
    let when = papers.place_and_date();
    out.push(Block::Letterhead(papers.head_of_council(None, when)));
    out.push(Block::Title(Title {
        text: title.into(),
        below: vec![name(product).into()],
    }));
    out.facts(papers.product_facts(product));
    if product.sheets.is_empty() {
        out.push(Block::warning(
            papers.say("Chưa có phiếu nào được tính.", "No sheet counts."),
        ));
    } else {
        out.push(Block::Table(papers.scores(product)));
    }
    let words = Inline::from(papers.say("Kết quả: ", "Result: "))
        .strong(result(lang, product))
        .plain(format!(" ({}).", stands(lang, product.stands)));
    out.paragraph(words);
    out.list(product.reasons.iter().map(|r| r.message.get(lang)));
    out.signatures(papers.signed_by_council(&[Role::Secretary, Role::Chair]));
    out
}

impl Papers<'_> {
    fn product_facts(&self, product: &ProductTally<'_>) -> Vec<Fact> {
        let producer = product.producer.as_ref();
        let law = self.council.law_of(product);
        let set = product.product_set.map(|s| law.set_name(s));
        let group = law.set().map(|s| {
            let class = &s.file().classification;
            law.translate(class.subgroup.as_ref().unwrap_or(&class.group))
        });
        vec![
            Fact::new(self.say("Mã sản phẩm", "Code"), code(product)),
            Fact::new(
                self.say("Chủ thể", "Producer"),
                producer.and_then(|p| p.name.as_deref()).unwrap_or_default(),
            ),
            Fact::new(
                self.say("Nhóm sản phẩm", "Group"),
                group.unwrap_or_default(),
            ),
            Fact::new(
                self.say("Bộ sản phẩm", "Product set"),
                set.unwrap_or_default(),
            ),
        ]
    }

    fn scores(&self, product: &ProductTally<'_>) -> Table {
        let lang = self.lang();
        let mut columns = vec![
            Column::figures(self.say("TT", "No.")),
            Column::words(self.say("Thành viên", "Member"), 3),
            Column::words(self.say("Đơn vị", "Institution"), 3),
        ];
        columns.extend(product.parts.iter().map(|p| {
            let part = self.say("Phần", "Part");
            Column::figures(format!("{part} {} ({})", p.part, p.max_points))
        }));
        columns.push(Column::figures(self.say("Tổng điểm", "Total")));
        let mut table = Table::new(columns);
        if let Some(round) = product.round {
            table.caption = Some(match lang {
                Lang::Vi => format!("Vòng {round}").into(),
                Lang::En => format!("Round {round}").into(),
            });
        }
        for (number, sheet) in (1_usize..).zip(self.council.sheets(product)) {
            let member = self.tally().members.iter().find(|m| m.id == sheet.member);
            let institution = member.and_then(|m| m.institution.as_deref());
            let mut row = vec![
                number.to_string(),
                self.council.who(&sheet.member),
                institution.unwrap_or_default().to_owned(),
            ];
            row.extend(sheet.parts.iter().map(|p| p.points.to_string()));
            row.push(sheet.points.to_string());
            table.rows.push(Row::new(row));
        }
        let sheets = counted(lang, i64::from(product.count), "phiếu", "sheet");
        let sum = product.sum;
        let mut row = vec![
            String::new(),
            self.say("Trung bình", "Mean").to_owned(),
            match lang {
                Lang::Vi => format!("tổng {sum}, {sheets}"),
                Lang::En => format!("sum {sum}, {sheets}"),
            },
        ];
        let shown = |m: Option<ocop::council::Mean>| m.map(|m| mean(lang, m)).unwrap_or_default();
        row.extend(product.parts.iter().map(|p| shown(p.mean)));
        row.push(shown(product.mean));
        table.rows.push(Row::total(row));
        table
    }
}
