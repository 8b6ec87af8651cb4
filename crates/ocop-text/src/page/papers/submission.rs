//! The submission (tờ trình) of the advisory body to who decides: Art. 7.3.đ of 26/2026.

use ocop::council::NextStepKind::{
    ApproveResult, BackToProvince, NoRecognition, Recognise, ReturnResult,
};
use ocop::council::{ProductTally, TallyReport};
use ocop::{Lang, Library};

use super::frame::Papers;
use super::settings::PaperSettings;
use crate::document::{Block, Document, Title};
use crate::inline::Inline;
use crate::words::counted;

/// The submission with the lists of products to be recognised, of those that go on to the next level or
/// back, and of those that come to nothing. What minimums hold back is apart from what goes on.
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
    papers.doubts(&mut out);
    let mut number = 0_usize;
    for (heading, products, remarks) in papers.lists() {
        if products.is_empty() {
            continue;
        }
        number = number.saturating_add(1);
        out.heading(2, format!("{number}. {heading}"));
        out.push(Block::Table(papers.list_of(products)));
        out.list(remarks);
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

/// What is to be decided: a heading, its products, and what is to be said of them below the list.
type Decided<'p> = (&'p str, Vec<&'p ProductTally<'p>>, Vec<Inline>);

impl Papers<'_> {
    /// What is to be decided, each with its products. A product stands at more than one place where more
    /// than one thing is decided on it: a result is approved and the dossier goes on.
    fn lists(&self) -> [Decided<'_>; 7] {
        let of = |kind| -> Vec<_> { self.with_step(kind).into_iter().map(|(p, _)| p).collect() };
        let (recognised, approved) = (of(Recognise), of(ApproveResult));
        // what nobody recognises comes to nothing, wherever its papers go
        let nothing = of(NoRecognition);
        let mut returned = [of(BackToProvince), of(ReturnResult)].concat();
        returned.retain(|p| !nothing.iter().any(|n| n.id == p.id));
        let [forwarded, held] = self.forwarded();
        let remarks = held.iter().map(|(p, step)| self.short_of(p, step));
        let remarks = remarks.collect();
        let held: Vec<_> = held.into_iter().map(|(p, _)| p).collect();
        let sent = forwarded.iter().map(|(p, _)| *p);
        let forwarded: Vec<_> = sent.collect();
        let named = [&recognised, &approved, &returned, &forwarded, &held];
        let taken = |id: &str| named.into_iter().flatten().any(|p| p.id == id);
        let all = || self.tally().products.iter();
        let rest: Vec<_> = all().filter(|p| p.stands && !taken(&p.id)).collect();
        let why = rest.iter().filter_map(|p| self.found_of(p)).collect();
        let open = all().filter(|p| !p.stands).collect();
        let say = |vi, en| self.say(vi, en);
        [
            (
                say(
                    "Công nhận và cấp giấy chứng nhận",
                    "To be recognised, with a certificate",
                ),
                recognised,
                Vec::new(),
            ),
            (
                say("Phê duyệt kết quả đánh giá", "Results to be approved"),
                approved,
                Vec::new(),
            ),
            (
                say(
                    "Gửi hồ sơ đề nghị cấp trên đánh giá",
                    "To be sent on for assessment",
                ),
                forwarded,
                Vec::new(),
            ),
            (
                say(
                    "Đủ điểm để gửi cấp trên nhưng chưa đạt mức tối thiểu: xem xét trước khi trình",
                    "Enough points to be sent on, but short of minimums: to be considered first",
                ),
                held,
                remarks,
            ),
            (
                say(
                    "Trả kết quả về cấp dưới",
                    "Results that go back to the level below",
                ),
                returned,
                Vec::new(),
            ),
            (say("Không công nhận", "Not to be recognised"), rest, why),
            (
                say(
                    "Chưa đủ điều kiện thông qua, Hội đồng làm tiếp",
                    "Results that do not stand yet: the council goes on",
                ),
                open,
                Vec::new(),
            ),
        ]
    }
}
