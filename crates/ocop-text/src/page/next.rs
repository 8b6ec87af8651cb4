//! What happens next with each product of a tally.

use ocop::council::{NextProduct, NextReport, NextStep, PartCheck, PartState};
use ocop::{Lang, Library};

use crate::document::{Block, Document, Item, List};
use crate::inline::Inline;
use crate::words::{Law, date, say, stars};

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
                items: product.steps.iter().map(|s| step(s, &law)).collect(),
            }));
        }
        missing(&mut out, product, &law);
    }
    out
}

fn step(step: &NextStep, law: &Law<'_>) -> Item {
    let lang = law.lang;
    let mut words = step.message.get(lang).to_owned();
    if !step.held_back_by.is_empty() {
        let held: Vec<String> = step.held_back_by.iter().map(ToString::to_string).collect();
        let label = say(lang, "tiêu chí", "criteria");
        words.push_str(&format!(" ({label} {})", held.join(", ")));
    }
    if let Some(day) = step.by_date {
        let day = date(lang, day);
        words.push_str(&match lang {
            Lang::Vi => format!(" Chậm nhất {day}."),
            Lang::En => format!(" By {day}."),
        });
    }
    let source = step.source.as_ref().map(|s| law.translate(s));
    Item::new(Inline::from(words).source(source.unwrap_or_default()))
        .with(step.parts.iter().map(|p| part(p, law)))
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

fn part(part: &PartCheck, law: &Law<'_>) -> Item {
    let any = match part.state {
        PartState::IfAny => law.say(" (nếu có)", " (if any)"),
        PartState::AtHand | PartState::Missing | PartState::NotStated => "",
    };
    let words = format!("{}{any}", part.label.get(law.lang));
    Item::new(Inline::from(words).source(law.translate(&part.source)))
        .ticked(part.state == PartState::AtHand)
}
