//! The letter that sends dossiers on to the next level, with what goes along: Art. 6.3 and 7.3.e of
//! 26/2026.

use ocop::council::TallyReport;
use ocop::{Lang, Library};

use super::frame::Papers;
use super::settings::PaperSettings;
use crate::document::{Block, Document, Letterhead};
use crate::inline::Inline;
use crate::page::council::name;
use crate::page::parts::part;
use crate::words::date;

/// The letter to the next level: the products, and for each of them what must go along, ticked where
/// it is at hand. Where nothing goes on, it says so; what minimums hold back is named above the list.
#[must_use]
pub fn letter(
    tally: &TallyReport<'_>,
    library: &Library,
    settings: &PaperSettings,
    lang: Lang,
) -> Document {
    let papers = Papers::new(tally, library, settings, lang);
    let about = papers.about(
        "V/v đề nghị đánh giá, phân hạng sản phẩm OCOP",
        "Re: assessment and rating of OCOP products",
    );
    let mut out = Document::untitled(lang, about.clone());
    out.push(Block::Letterhead(Letterhead {
        subject: Some(about.into()),
        ..papers.head_of_authority("")
    }));
    let [sent, held] = papers.forwarded();
    let to = sent.iter().chain(&held).find_map(|(_, step)| step.to);
    let to = to.map_or_else(|| Inline::new().gap(20), |level| papers.addressee(level));
    out.centred(Inline::from(papers.say("Kính gửi: ", "To: the ")).then(to.clone()));
    if !held.is_empty() {
        out.push(Block::warning(papers.say(
            "Không ghi vào danh sách, phải xem xét trước khi trình: đủ điểm để gửi cấp trên nhưng chưa đạt mức tối thiểu (xóa đoạn này trước khi ký):",
            "Not on the list, to be considered before they are sent: enough points, but short of minimums (to be deleted before the letter is signed):",
        )));
        out.list(held.iter().map(|(p, step)| papers.short_of(p, step)));
    }
    if sent.is_empty() {
        out.push(Block::warning(papers.say(
            "Phiên họp không có sản phẩm nào để gửi lên cấp trên.",
            "The session has no product to be sent on.",
        )));
        return out;
    }
    papers.doubts(&mut out);
    papers.grounds(&mut out, ".");
    out.paragraph(match lang {
        Lang::Vi => papers
            .authority()
            .plain(" đề nghị ")
            .then(to)
            .plain(" đánh giá, phân hạng các sản phẩm sau:"),
        Lang::En => papers
            .authority()
            .plain(" asks the ")
            .then(to)
            .plain(" to assess and rate the following products:"),
    });
    out.push(Block::Table(papers.list_of(sent.iter().map(|(p, _)| *p))));
    if let Some(day) = sent.iter().find_map(|(_, step)| step.by_date) {
        let day = date(lang, day);
        out.paragraph(match lang {
            Lang::Vi => format!("Hồ sơ gửi chậm nhất ngày {day} để kịp đợt đánh giá."),
            Lang::En => format!("The dossiers go by {day} to be in time for the round."),
        });
    }
    out.heading(2, papers.say("Hồ sơ gửi kèm", "What goes along"));
    for (number, (product, step)) in (1_usize..).zip(&sent) {
        if step.parts.is_empty() {
            continue;
        }
        out.heading(3, format!("{number}. {}", name(product)));
        out.list(step.parts.iter().map(|p| part(p, &papers.council.law)));
    }
    // a decision that does not list what goes along leaves that to whoever sends it
    if sent.iter().all(|(_, step)| step.parts.is_empty()) {
        out.list([Inline::new().gap(28), Inline::new().gap(28)]);
    }
    out.push(Block::Signatures {
        recipients: Some(papers.recipients(
            &settings.letter_recipients,
            papers.say("Như trên", "As above"),
        )),
        signatures: vec![papers.signed_by_authority(true)],
    });
    out
}
