//! A checklist of evidence: a box to tick before each paper.

use ocop::evidence::{Checklist, ProvenCriterion};
use ocop::{Lang, Library};

use crate::document::{Document, Item};
use crate::inline::Inline;
use crate::words::{Law, notice, say, stars, text};

/// A checklist for people. A box is ticked where the paper is there.
#[must_use]
pub fn evidence(checklist: &Checklist, library: &Library, lang: Lang) -> Document {
    let law =
        Law::of(library, checklist.criteria.as_str(), lang).with_set(Some(checklist.product_set));
    let mut out = Document::new(
        lang,
        say(lang, "Danh mục minh chứng", "Checklist of evidence"),
    );
    let label = say(lang, "Bộ sản phẩm", "Product set");
    let mut what = Inline::from(format!(
        "{label} {}, {}",
        law.set_name(checklist.product_set),
        law.decision(checklist.criteria.as_str())
    ));
    if let Some(target) = checklist.target {
        what = what.plain(match lang {
            Lang::Vi => format!(", cho hạng {target} sao"),
            Lang::En => format!(", for {}", stars(lang, target)),
        });
    }
    if let Some(source) = &checklist.source {
        what = what.source(source.get(lang));
    }
    out.paragraph(what);
    out.list(checklist.evidence.iter().map(|item| {
        Item::new(Inline::new().strong(item.name.get(lang)))
            .ticked(item.ticked)
            .note(text(lang, &item.requirement))
            .with(item.proves.iter().map(|p| criterion(p, lang)))
    }));
    let heading = match &checklist.source {
        Some(_) => say(
            lang,
            "Bảng minh chứng không nêu giấy tờ (xem, nếm, hỏi tại chỗ)",
            "No paper named by the table (judged by looking, tasting, asking)",
        ),
        None => say(
            lang,
            "Dữ liệu của văn bản này không có bảng minh chứng; tiêu chí cần chứng minh",
            "No table of evidence is at hand for this decision; criteria to prove",
        ),
    };
    out.headed_list(
        2,
        heading,
        checklist.without_papers.iter().map(|p| criterion(p, lang)),
    );
    let notices = checklist.notices.iter().map(|n| notice(&law, n));
    out.headed_list(2, say(lang, "Cần xem lại", "Worth a look"), notices);
    out
}

fn criterion(proven: &ProvenCriterion, lang: Lang) -> Item {
    let mut words = format!("{} {}", proven.criterion, proven.name.get(lang));
    if let (Some(level), Some(label)) = (proven.level, &proven.label) {
        let name = say(lang, "mức", "level");
        words.push_str(&format!(", {name} {level}: {}", label.get(lang)));
    }
    Item::new(words).with(
        proven
            .listed
            .iter()
            .map(|paper| Item::new(paper).ticked(true)),
    )
}
