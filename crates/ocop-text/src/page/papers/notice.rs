//! The notice of a result to commune and producer: Art. 7.3.g of 26/2026.

use ocop::certificate::Holidays;
use ocop::council::{ProductTally, TallyReport};
use ocop::criteria::Authority;
use ocop::{Lang, Library};

use super::frame::{Papers, code};
use super::settings::PaperSettings;
use crate::document::{Block, Document, Fact, Item, Title};
use crate::inline::Inline;
use crate::page::council::{name, result};
use crate::words::mean;

/// The notice of what a product came to, what held it back, and what follows.
#[must_use]
pub fn notice_of_result(
    product: &ProductTally<'_>,
    tally: &TallyReport<'_>,
    library: &Library,
    settings: &PaperSettings,
    lang: Lang,
) -> Document {
    let papers = Papers::new(tally, library, settings, lang);
    let title = papers.say("Thông báo", "Notice");
    let about = papers.about(
        "Kết quả đánh giá, phân hạng sản phẩm OCOP",
        "Result of the rating of an OCOP product",
    );
    let mut out = Document::untitled(lang, format!("{title}: {about}: {}", name(product)));
    out.push(Block::Letterhead(papers.head_of_advisory("TB")));
    out.push(Block::Title(Title {
        text: title.into(),
        below: vec![about.into()],
    }));
    let producer = product.producer.as_ref().and_then(|p| p.name.as_deref());
    out.centred(papers.say("Kính gửi:", "To:"));
    if tally.level == Some(Authority::Central) {
        // the province hands it on (Art. 7.4.g)
        out.list([papers.addressee(Authority::Province).plain(".")]);
    } else {
        let commune = Inline::from(papers.say(
            "Ủy ban nhân dân xã/phường ",
            "The People’s Committee of the commune of ",
        ));
        out.list([
            commune.gap(10).plain(";"),
            producer
                .map_or_else(|| Inline::new().gap(15), Inline::from)
                .plain("."),
        ]);
    }
    let met = Inline::from(papers.say("Ngày ", "On ")).then(papers.session_day());
    out.paragraph(met.plain(papers.say(
        ", Hội đồng đánh giá, phân hạng sản phẩm OCOP đã đánh giá sản phẩm của chủ thể. Kết quả như sau:",
        ", the OCOP rating council assessed your product. The result is:",
    )));
    let words = if product.stands {
        result(lang, product)
    } else {
        papers
            .say("chưa đủ điều kiện thông qua", "does not stand yet")
            .to_owned()
    };
    out.facts(vec![
        Fact::new(papers.say("Sản phẩm", "Product"), name(product)),
        Fact::new(papers.say("Mã sản phẩm", "Code"), code(product)),
        Fact::new(
            papers.say("Điểm trung bình", "Mean"),
            product.mean.map(|m| mean(lang, m)).unwrap_or_default(),
        ),
        Fact::new(papers.say("Kết quả", "Result"), Inline::new().strong(words)),
    ]);
    if product.stands && product.stars.is_none() {
        out.list(papers.found_of(product));
    }
    papers.held_back(&mut out, product);
    papers.next_steps(&mut out, product, library);
    out.push(Block::Signatures {
        recipients: Some(papers.recipients(
            &settings.notice_recipients,
            papers.say("Như trên", "As above"),
        )),
        signatures: vec![papers.signed_by_advisory()],
    });
    out
}

impl Papers<'_> {
    /// What follows. Of a result that does not stand the reasons are the council's own affair: they name
    /// members and how each of them scored.
    fn next_steps(&self, out: &mut Document, product: &ProductTally<'_>, library: &Library) {
        if !product.stands {
            out.paragraph(self.say(
                "Hội đồng tiếp tục xem xét; kết quả được thông báo sau khi đủ điều kiện thông qua.",
                "The council goes on with the product; you will be told the result once it stands.",
            ));
            return;
        }
        let days_off = Holidays::default();
        let next = library.next_steps_of(product, self.tally(), None, &days_off);
        let law = &self.council.law;
        let steps = next.iter().flat_map(|found| {
            let steps = found.steps.iter();
            steps.map(move |step| crate::page::next::sourced(step, found, law))
        });
        out.headed_list(3, self.say("Các bước tiếp theo", "Next steps"), steps);
    }

    /// What the product lacks for the next star; nothing of a result that does not stand.
    fn held_back(&self, out: &mut Document, product: &ProductTally<'_>) {
        let law = self.council.law_of(product);
        let Some(stars) = product.stars.filter(|_| product.stands) else {
            return;
        };
        for (needed, unmet) in product.unmet.lists() {
            if needed == stars.get().saturating_add(1) && !unmet.is_empty() {
                let heading = match self.lang() {
                    Lang::Vi => format!("Tiêu chí chưa đạt mức tối thiểu {needed} sao"),
                    Lang::En => format!("Criteria below the {needed}-star minimum"),
                };
                out.headed_list(
                    3,
                    heading,
                    unmet.iter().map(|id| Item::new(law.criterion(*id))),
                );
            }
        }
    }
}
