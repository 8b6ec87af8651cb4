//! The submission (tờ trình) of the advisory body to who decides: Art. 7.3.đ of 26/2026.

use ocop::council::{NextStepKind, TallyReport};
use ocop::{Lang, Library};

use super::frame::Papers;
use super::settings::PaperSettings;
use crate::document::{Block, Document, Title};
use crate::inline::Inline;
use crate::words::counted;

/// The submission with the list of products to be recognised, those that go on to the next level, and
/// those that come to nothing.
///
/// Settings are read like the options of a call:
///
/// ```
/// let text = r#"{"place": "Hưng Yên", "authority": "Ủy ban nhân dân tỉnh Hưng Yên"}"#;
/// let settings: ocop_text::page::PaperSettings = ocop::read_options(text.as_bytes())?;
/// assert_eq!(settings.place.as_deref(), Some("Hưng Yên"));
/// assert!(ocop::read_options::<ocop_text::page::PaperSettings>(br#"{"palce": "x"}"#).is_err());
/// # Ok::<(), ocop::Problems>(())
/// ```
#[must_use]
pub fn submission(
    tally: &TallyReport<'_>,
    library: &Library,
    settings: &PaperSettings,
    lang: Lang,
) -> Document {
    let papers = Papers::new(tally, library, settings, lang);
    let title = papers.say("Tờ trình", "Submission");
    let about = papers.on_recognition();
    let mut out = Document::untitled(lang, format!("{title}: {about}"));
    out.push(Block::Letterhead(papers.head_of_advisory("TTr")));
    out.push(Block::Title(Title {
        text: title.into(),
        below: vec![about.into()],
    }));
    let to = Inline::from(papers.say("Kính gửi: ", "To: the "));
    out.centred(to.then(papers.decider()));
    papers.grounds(&mut out, ".");
    let products = counted(
        lang,
        i64::try_from(tally.products.len()).unwrap_or(i64::MAX),
        "sản phẩm",
        "product",
    );
    let met = Inline::from(papers.say("Ngày ", "On ")).then(papers.session_day());
    out.paragraph(match lang {
        Lang::Vi => met
            .plain(format!(
                ", Hội đồng đánh giá, phân hạng sản phẩm OCOP đã đánh giá {products}. "
            ))
            .then(papers.advisory())
            .plain(" kính trình xem xét, quyết định các nội dung sau:"),
        Lang::En => met
            .plain(format!(", the council assessed {products}. "))
            .then(papers.advisory())
            .plain(" submits the following for decision:"),
    });
    let lists = papers.lists();
    for (number, (heading, table)) in (1_usize..).zip(lists) {
        out.heading(2, format!("{number}. {heading}"));
        out.push(Block::Table(table));
    }
    out.push(Block::Signatures {
        recipients: Some(papers.recipients(
            &settings.submission_recipients,
            papers.say("Như trên", "As above"),
        )),
        signatures: vec![papers.signed_by_advisory()],
    });
    out
}

impl Papers<'_> {
    /// What is to be decided, each with its products; what is empty is left out.
    fn lists(&self) -> Vec<(&str, crate::document::Table)> {
        let of = |kind| {
            self.with_step(kind)
                .into_iter()
                .map(|(p, _)| p)
                .collect::<Vec<_>>()
        };
        let recognised = of(NextStepKind::Recognise);
        let approved = of(NextStepKind::ApproveResult);
        let forwarded = of(NextStepKind::Forward);
        let taken = |id: &str| {
            let mut all = recognised.iter().chain(&approved);
            all.any(|p| p.id == id)
        };
        let rest: Vec<_> = self
            .tally()
            .products
            .iter()
            .filter(|p| p.stands && !taken(&p.id))
            .collect();
        let open: Vec<_> = self.tally().products.iter().filter(|p| !p.stands).collect();
        [
            (
                self.say(
                    "Công nhận và cấp giấy chứng nhận",
                    "To be recognised, with a certificate",
                ),
                recognised,
            ),
            (
                self.say("Phê duyệt kết quả đánh giá", "Results to be approved"),
                approved,
            ),
            (
                self.say(
                    "Gửi hồ sơ đề nghị cấp trên đánh giá",
                    "To be sent on for assessment",
                ),
                forwarded,
            ),
            (self.say("Không công nhận", "Not to be recognised"), rest),
            (
                self.say(
                    "Chưa đủ điều kiện thông qua, Hội đồng làm tiếp",
                    "Results that do not stand yet: the council goes on",
                ),
                open,
            ),
        ]
        .into_iter()
        .filter(|(_, products)| !products.is_empty())
        .map(|(heading, products)| (heading, self.list_of(products)))
        .collect()
    }
}
