//! The draft decision of recognition, with its list: Art. 7.3.e of 26/2026.

use ocop::council::{NextStepKind, TallyReport};
use ocop::criteria::Authority;
use ocop::{Lang, Library};

use super::frame::Papers;
use super::settings::PaperSettings;
use crate::document::{Block, Document, Title};
use crate::inline::Inline;
use crate::words::counted;

/// The draft decision: who is recognised with how many stars, whose result is approved to go on, and
/// the list. Where there is nothing to decide, it says so.
#[must_use]
pub fn decision(
    tally: &TallyReport<'_>,
    library: &Library,
    settings: &PaperSettings,
    lang: Lang,
) -> Document {
    let papers = Papers::new(tally, library, settings, lang);
    let title = papers.say("Quyết định", "Decision");
    let about = papers.on_recognition();
    let mut out = Document::untitled(
        lang,
        format!("{title} ({}): {about}", papers.say("dự thảo", "draft")),
    );
    out.push(Block::Letterhead(papers.head_of_authority("QĐ")));
    out.centred(Inline::new().strong(papers.say("DỰ THẢO", "DRAFT")));
    papers.doubts(&mut out);
    out.push(Block::Title(Title {
        text: title.into(),
        below: vec![about.into()],
    }));
    let decider = papers.decider().to_string();
    out.centred(Inline::new().strong(decider.to_uppercase()));
    papers.grounds(&mut out, ";");
    let from = Inline::from(papers.say("Theo đề nghị của ", "On the proposal of "))
        .then(papers.advisory())
        .plain(".");
    out.paragraph(Inline::new().emphasis(from.to_string()));
    out.centred(Inline::new().strong(papers.say("QUYẾT ĐỊNH:", "DECIDES:")));
    let (lists, last) = papers.articles(&mut out);
    let concerned = format!("{} {last}", papers.say("Như Điều", "As in Article"));
    out.push(Block::Signatures {
        recipients: Some(papers.recipients(&settings.decision_recipients, &concerned)),
        signatures: vec![papers.signed_by_authority(false)],
    });
    if lists {
        papers.annex(&mut out);
    }
    out
}

impl Papers<'_> {
    /// The articles; whether any of them has a list, and the number of the last.
    fn articles(&self, out: &mut Document) -> (bool, usize) {
        let lang = self.lang();
        let number_of = |kind| i64::try_from(self.with_step(kind).len()).unwrap_or(i64::MAX);
        let products = |n| counted(lang, n, "sản phẩm", "product");
        let (recognised, approved) = (
            number_of(NextStepKind::Recognise),
            number_of(NextStepKind::ApproveResult),
        );
        let mut texts: Vec<Inline> = Vec::new();
        if recognised > 0 {
            let products = products(recognised);
            texts.push(match (lang, self.months()) {
                (Lang::Vi, Some(months)) => format!("Công nhận kết quả đánh giá, phân hạng và cấp giấy chứng nhận cho {products} OCOP (danh sách kèm theo). Giấy chứng nhận có thời hạn {months} tháng kể từ ngày cấp."),
                (Lang::Vi, None) => format!("Công nhận kết quả đánh giá, phân hạng và cấp giấy chứng nhận cho {products} OCOP (danh sách kèm theo)."),
                (Lang::En, Some(months)) => format!("The ratings of {products} are recognised and certificates issued (list attached). A certificate is valid for {months} months from the day of issue."),
                (Lang::En, None) => format!("The ratings of {products} are recognised and certificates issued (list attached)."),
            }.into());
        }
        if approved > 0 {
            let products = products(approved);
            texts.push(match lang {
                Lang::Vi => format!("Phê duyệt kết quả đánh giá của {products} để đề nghị cấp có thẩm quyền đánh giá, công nhận (danh sách kèm theo)."),
                Lang::En => format!("The results of {products} are approved, to be proposed to the authority that recognises them (list attached)."),
            }.into());
        }
        let lists = !texts.is_empty();
        if !lists {
            out.push(Block::warning(self.say(
                "Phiên họp không có sản phẩm nào để công nhận hoặc phê duyệt.",
                "The session has no product to be recognised or approved.",
            )));
        }
        texts.push(
            self.advisory().plain(match self.tally().level {
                // the province hands it on (Art. 7.4.g)
                Some(Authority::Central) => self.say(
                    " thông báo kết quả cho Ủy ban nhân dân cấp tỉnh.",
                    " gives notice of the results to the provinces.",
                ),
                _ => self.say(
                    " thông báo kết quả cho Ủy ban nhân dân cấp xã và chủ thể, hướng dẫn chủ thể duy trì tiêu chí đã được đánh giá.",
                    " gives notice of the results to the communes and producers, and guides producers in keeping to the criteria.",
                ),
            }),
        );
        texts.push(
            self.say(
                "Quyết định này có hiệu lực kể từ ngày ký. Thủ trưởng các cơ quan, đơn vị liên quan và các chủ thể có tên trong danh sách chịu trách nhiệm thi hành.",
                "This decision takes effect on the day of signing. The heads of the bodies concerned and the producers on the list carry it out.",
            )
            .into(),
        );
        let last = texts.len();
        for (number, text) in (1_usize..).zip(texts) {
            let article = self.say("Điều", "Article");
            out.paragraph(
                Inline::new()
                    .strong(format!("{article} {number}. "))
                    .then(text),
            );
        }
        (lists, last)
    }

    /// How many months a certificate lasts.
    fn months(&self) -> Option<u16> {
        let instrument = self.council.law.criteria()?.instrument().ok()?;
        Some(instrument.file().certificate.months)
    }

    fn annex(&self, out: &mut Document) {
        out.push(Block::PageBreak);
        let with = Inline::from(self.say("(Kèm theo Quyết định số ", "(With decision No. "))
            .gap(6)
            .plain(self.say(" ngày ", " of "))
            .gap(8)
            .plain(")");
        out.push(Block::Title(Title {
            text: self.say("Danh sách sản phẩm", "List of products").into(),
            below: vec![with],
        }));
        for (heading, kind) in [
            (
                self.say("Sản phẩm được công nhận", "Recognised products"),
                NextStepKind::Recognise,
            ),
            (
                self.say(
                    "Sản phẩm được phê duyệt kết quả đánh giá",
                    "Products with approved results",
                ),
                NextStepKind::ApproveResult,
            ),
        ] {
            let products = self.with_step(kind);
            if !products.is_empty() {
                out.heading(2, heading);
                out.push(Block::Table(
                    self.list_of(products.into_iter().map(|(p, _)| p)),
                ));
            }
        }
    }
}
