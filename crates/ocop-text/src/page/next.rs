//! What happens next with each product of a tally.

use ocop::council::{NextProduct, NextReport, NextStep, NextStepKind, PartState};
use ocop::criteria::Authority;
use ocop::{Lang, Library, Outcome};

use crate::document::{Block, Document, Item, List};
use crate::inline::Inline;
use crate::words::{Law, counted, date, list, notice, say, stars};

use super::parts::part;

/// The next steps for people, each with what must go along.
#[must_use]
pub fn next(next: &NextReport, library: &Library, lang: Lang) -> Document {
    let law = Law::of(library, &next.criteria, lang);
    let mut out = Document::new(lang, say(lang, "Các bước tiếp theo", "Next steps"));
    for (number, product) in (1_usize..).zip(&next.products) {
        let name = product.name.as_deref().unwrap_or(&product.id);
        let result = product.stars.map(|s| format!(" · {}", stars(lang, s)));
        out.heading(1, format!("{number}. {name}{}", result.unwrap_or_default()));
        if !product.steps.is_empty() {
            out.push(Block::List(List {
                numbered: true,
                items: product
                    .steps
                    .iter()
                    .map(|s| step(s, product, &law))
                    .collect(),
            }));
        }
        missing(&mut out, product, &law);
    }
    let notices = next.notices.iter().map(|n| notice(&law, n));
    out.headed_list(2, say(lang, "Lưu ý", "Notes"), notices);
    out
}

fn step(step: &NextStep, product: &NextProduct, law: &Law<'_>) -> Item {
    let lang = law.lang;
    let mut words = told(step, product, lang);
    if !step.held_back_by.is_empty() {
        let label = say(lang, "tiêu chí", "criteria");
        words.push_str(&format!(" ({label} {})", list(&step.held_back_by)));
    }
    if let Some(day) = step.by_date {
        let day = date(lang, day);
        words.push_str(&match lang {
            Lang::Vi if step.overdue => format!(" Chậm nhất {day}: đã quá hạn."),
            Lang::En if step.overdue => format!(" By {day}, which is over."),
            Lang::Vi => format!(" Chậm nhất {day}."),
            Lang::En => format!(" By {day}."),
        });
    }
    let source = step.source.as_ref().map(|s| law.translate(s));
    Item::new(Inline::from(words).source(source.unwrap_or_default()))
        .with(step.parts.iter().map(|p| part(p, law)))
}

/// A step of a product with the article behind it.
pub(super) fn sourced(step: &NextStep, product: &NextProduct, law: &Law<'_>) -> Inline {
    let source = step.source.as_ref().map(|s| law.translate(s));
    Inline::from(told(step, product, law.lang)).source(source.unwrap_or_default())
}

/// What is to be done, in a sentence.
fn told(step: &NextStep, product: &NextProduct, lang: Lang) -> String {
    let body = step.body.as_ref().map_or("", |b| b.get(lang));
    let stars = product.stars.map(|s| stars(lang, s)).unwrap_or_default();
    let from = step.from_points.map(|p| p.to_string()).unwrap_or_default();
    match step.step {
        NextStepKind::CompleteSession => reasons(step, lang),
        NextStepKind::ScoreAgain => {
            let (why, round) = (reasons(step, lang), step.round.unwrap_or_default());
            match lang {
                Lang::Vi => format!("{why} Vòng tiếp theo: {round}."),
                Lang::En => format!("{why} The next round is {round}."),
            }
        }
        NextStepKind::HoldMeeting => say(
            lang,
            "Ý kiến bằng văn bản khác nhau: tổ chức họp trực tiếp.",
            "The opinions in writing differ: hold a meeting.",
        )
        .to_owned(),
        NextStepKind::NoRecognition if product.stars.is_some() => match lang {
            Lang::Vi => {
                format!("{stars}: không ban hành quyết định công nhận, không cấp giấy chứng nhận.")
            }
            Lang::En => format!("{stars}: no decision of recognition and no certificate."),
        },
        NextStepKind::NoRecognition => without_stars(product.outcome, lang),
        NextStepKind::Recognise => match lang {
            Lang::Vi => format!("{body}: quyết định công nhận {stars}."),
            Lang::En => format!("{body}: decides the recognition at {stars}."),
        },
        NextStepKind::IssueCertificate => {
            let months = counted(lang, step.months.unwrap_or_default(), "tháng", "month");
            match lang {
                Lang::Vi => format!("{body}: cấp giấy chứng nhận, thời hạn {months}."),
                Lang::En => format!("{body}: issues the certificate, for {months}."),
            }
        }
        NextStepKind::ApproveResult => {
            let by = step.recognised_by.map_or("", |l| office(lang, l));
            match lang {
                Lang::Vi => format!("Phê duyệt kết quả; {stars} do {by} công nhận."),
                Lang::En => format!("Approve the result; {stars} are recognised by the {by}."),
            }
        }
        NextStepKind::Forward => {
            let to = step.to.map_or("", |l| office(lang, l));
            match (step.held_back_by.is_empty(), lang) {
                (true, Lang::Vi) => format!("Gửi hồ sơ đề nghị {to} đánh giá (từ {from} điểm)."),
                (true, Lang::En) => {
                    format!("Send the dossier to the {to} for assessment ({from} points or more).")
                }
                (false, Lang::Vi) => format!(
                    "Đủ {from} điểm nhưng chưa đạt mức tối thiểu của hạng cao hơn {stars}; đề nghị xem xét trước khi trình {to}."
                ),
                (false, Lang::En) => format!(
                    "{from} points or more, but the minimums above {stars} are not met; to be considered before it is sent to the {to}."
                ),
            }
        }
        NextStepKind::BackToProvince => match (&step.label, lang) {
            (Some(label), _) => label.get(lang).to_owned(),
            (None, Lang::Vi) => format!(
                "Đủ {from} điểm nhưng chưa đạt tiêu chí tối thiểu; quyết định chỉ nói về trường hợp dưới {from} điểm. Trả kết quả về tỉnh xem xét."
            ),
            (None, Lang::En) => format!(
                "{from} points or more, held back by minimums; the decision speaks only of results below {from}. The result goes back to the province."
            ),
        },
        NextStepKind::ReturnResult => {
            let to = step.to.map_or("", |l| office(lang, l));
            match (step.recognised_by.is_some(), lang) {
                (true, Lang::Vi) => {
                    format!("Trả kết quả về {to}, nơi có thẩm quyền công nhận hạng sao này.")
                }
                (true, Lang::En) => {
                    format!("Return the result to the {to}, which recognises these stars.")
                }
                (false, Lang::Vi) => format!("Trả kết quả về {to}, nơi gửi hồ sơ."),
                (false, Lang::En) => {
                    format!("Return the result to the {to}, which sent the dossier.")
                }
            }
        }
        NextStepKind::AssessBy => assess_by(step, lang),
    }
}

fn reasons(step: &NextStep, lang: Lang) -> String {
    let all: Vec<&str> = step.reasons.iter().map(|r| r.message.get(lang)).collect();
    all.join(" ")
}

fn without_stars(outcome: Option<Outcome>, lang: Lang) -> String {
    let why = match outcome {
        Some(Outcome::Rejected) => say(lang, "Hồ sơ bị loại", "The dossier is rejected"),
        Some(Outcome::Ineligible) => say(lang, "Không đủ điều kiện đánh giá", "Not eligible"),
        _ => say(lang, "Dừng đánh giá", "The assessment is stopped"),
    };
    match lang {
        Lang::Vi => format!("{why}: không công nhận, không cấp giấy chứng nhận."),
        Lang::En => format!("{why}: no recognition and no certificate."),
    }
}

fn assess_by(step: &NextStep, lang: Lang) -> String {
    let days = step.within_days.unwrap_or_default();
    let mut words = match lang {
        Lang::Vi => format!("Đánh giá lại phải xong trong {days} ngày từ khi nhận đủ hồ sơ."),
        Lang::En => {
            format!("The re-rating must be over {days} days after the complete dossier came.")
        }
    };
    if let Some(by_law) = step.by_law {
        let by_law = date(lang, by_law);
        words.push_str(&match lang {
            Lang::Vi => format!(" Theo luật đến {by_law}, ngày nghỉ."),
            Lang::En => format!(" By law until {by_law}, a day off."),
        });
    }
    words
}

/// Where a dossier goes, or comes from.
const fn office(lang: Lang, level: Authority) -> &'static str {
    match level {
        Authority::District => say(lang, "cấp huyện", "district"),
        Authority::Province => say(lang, "cấp tỉnh", "province"),
        Authority::Central => say(lang, "cấp trung ương", "centre"),
    }
}

/// What is missing from the dossier that the council had.
fn missing(out: &mut Document, product: &NextProduct, law: &Law<'_>) {
    let open = product.dossier.iter().chain(&product.commune_report);
    let open = open
        .filter(|p| p.state == PartState::Missing)
        .map(|p| part(p, law));
    let heading = law.say("Hồ sơ gửi lên còn thiếu", "Missing from this dossier");
    out.headed_list(3, heading, open);
}
