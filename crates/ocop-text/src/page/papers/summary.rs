//! The summary of a round: a row a product, a column a member.

use ocop::council::{MemberReport, ProductTally, Role, TallyReport};
use ocop::{Lang, Library, Stars};

use super::frame::{Papers, code_or_gap};
use super::settings::PaperSettings;
use crate::document::{Block, Column, Document, Row, Table, Title};
use crate::inline::Inline;
use crate::page::council::{name, result};
use crate::words::{list, mean, stars};

/// The summary of a round, to go with the minutes: landscape, a column a member. Points that do not
/// enter the mean are not in it.
#[must_use]
pub fn summary(
    tally: &TallyReport<'_>,
    library: &Library,
    settings: &PaperSettings,
    lang: Lang,
) -> Document {
    let papers = Papers::new(tally, library, settings, lang);
    let title = papers.about(
        "Biểu tổng hợp kết quả đánh giá, phân hạng sản phẩm OCOP",
        "Summary of the ratings of OCOP products",
    );
    let mut out = Document::untitled(lang, title.clone());
    out.landscape = true;
    let when = papers.place_and_date();
    out.push(Block::Letterhead(papers.head_of_council(None, when)));
    let with = Inline::from(papers.say("(Kèm theo Biên bản ngày ", "(With the minutes of "))
        .then(papers.session_day())
        .plain(")");
    out.push(Block::Title(Title {
        text: title.into(),
        below: vec![with],
    }));
    let members = papers.scorers();
    out.push(Block::Table(papers.all(&members)));
    // heads are numbers: who they are stands below
    let who = (1_usize..).zip(&members).map(|(number, member)| {
        let of = member.institution.as_deref();
        let of = of.map(|i| format!(", {i}")).unwrap_or_default();
        format!("({number}) {}{of}", papers.council.who(&member.id))
    });
    out.paragraph(format!(
        "{}: {}.",
        papers.say("Thành viên", "Members"),
        who.collect::<Vec<_>>().join("; ")
    ));
    out.signatures(papers.signed_by_council(&[Role::Secretary, Role::Chair]));
    out
}

impl<'t> Papers<'t> {
    /// The members with a sheet that counts, in their order of rank, then of their identifiers.
    fn scorers(&self) -> Vec<&'t MemberReport<'t>> {
        let products = &self.tally().products;
        let scores = |m: &&MemberReport<'_>| {
            let mut sheets = products.iter().flat_map(|p| &p.sheets);
            sheets.any(|s| s.member == m.id)
        };
        let members = self.council.members().into_iter();
        members.filter(scores).collect()
    }

    fn all(&self, members: &[&MemberReport<'_>]) -> Table {
        let lang = self.lang();
        let kept: Vec<Stars> = (3..=5).rev().filter_map(|s| Stars::new(s).ok()).collect();
        let mut columns = vec![
            Column::figures(self.say("TT", "No.")),
            Column {
                head: self.say("Mã sản phẩm", "Code").into(),
                ..Column::default()
            },
            Column::words(self.say("Tên sản phẩm", "Product"), 5),
            Column::words(self.say("Chủ thể", "Producer"), 5),
            Column::words(self.say("Địa chỉ", "Address"), 4),
        ];
        columns.extend((1..=members.len()).map(|n| Column::figures(format!("({n})"))));
        columns.push(Column::figures(self.say("Điểm TB", "Mean")));
        columns.extend(kept.iter().map(|s| Column::signs(stars(lang, *s))));
        columns.push(Column::words(self.say("Ghi chú", "Note"), 4));
        let mut table = Table::new(columns);
        for (number, product) in (1_usize..).zip(&self.tally().products) {
            let producer = product.producer.as_ref();
            let text = |found: Option<&str>| found.unwrap_or_default().to_owned();
            let mut row: Vec<Inline> = vec![
                number.to_string().into(),
                code_or_gap(product),
                name(product).into(),
                text(producer.and_then(|p| p.name.as_deref())).into(),
                text(producer.and_then(|p| p.address.as_deref())).into(),
            ];
            row.extend(members.iter().map(|m| {
                let sheet = product.sheets.iter().find(|s| s.member == m.id);
                let points = sheet.map_or_else(|| "–".to_owned(), |s| s.points.to_string());
                Inline::from(points)
            }));
            let mean = product.mean.map(|m| mean(lang, m));
            row.push(mean.unwrap_or_default().into());
            row.extend(kept.iter().map(|s| {
                let meant = product.stands && product.stars == Some(*s);
                Inline::from(if meant { "x" } else { "" })
            }));
            row.push(self.note(product).into());
            table.rows.push(Row::new(row));
        }
        table
    }

    /// Why a product has no mark, and who does not score it.
    fn note(&self, product: &ProductTally<'_>) -> String {
        let mut notes = Vec::new();
        if !product.stands {
            notes.push(
                self.say("chưa đủ điều kiện thông qua", "does not stand")
                    .to_owned(),
            );
        } else if product.stars.is_none_or(|s| s.get() < 3) {
            notes.push(result(self.lang(), product));
        }
        if !product.recused.is_empty() {
            let who = list(product.recused.iter().map(|r| self.council.who(&r.member)));
            let label = self.say("không chấm", "not scoring");
            notes.push(format!("{label}: {who}"));
        }
        if let Some(round @ 2..) = product.round {
            notes.push(format!("{} {round}", self.say("vòng", "round")));
        }
        notes.join("; ")
    }
}
