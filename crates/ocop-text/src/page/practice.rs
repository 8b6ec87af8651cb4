//! Practice dossiers for trainees, their key, and a trainee's sheet beside it.

use ocop::practice::{MarkedCriterion, Marking, Practice};
use ocop::{CriteriaVersion, Lang, Problems, ProductSet, rate};

use crate::document::{Document, Fact, Item};
use crate::inline::Inline;
use crate::words::{ended, list, points, say, stars_or_none, text};

/// What a trainee reads.
#[must_use]
pub fn practice(practice: &Practice, lang: Lang) -> Document {
    let title = say(
        lang,
        "Hồ sơ thực hành đánh giá OCOP",
        "OCOP practice dossier",
    );
    let mut out = Document::new(lang, title);
    let (set, name, seed) = (
        practice.product_set,
        practice.set_name.get(lang),
        practice.seed,
    );
    let criteria = &practice.criteria;
    out.paragraph(match lang {
        Lang::Vi => format!(
            "Bộ sản phẩm {set}. {name} ({criteria}). Hồ sơ thực hành số {seed}: sản phẩm và chủ thể là giả định."
        ),
        Lang::En => format!(
            "Product set {set}. {name} ({criteria}). Practice dossier {seed}: product and producer are made up."
        ),
    });
    out.paragraph(say(
        lang,
        "Đọc những gì hồ sơ và mẫu sản phẩm cho thấy, rồi xác định mức của từng tiêu chí theo phiếu. Không đạt mức nào thì ghi 0.",
        "Read what the dossier and the samples show, then give each criterion its level by the sheet. Where none is reached, write 0.",
    ));
    out.headed_list(
        2,
        say(lang, "Những gì thấy được", "What there is to see"),
        practice.facts.iter().map(|fact| {
            let name = format!("{} {}", fact.criterion, fact.name.get(lang));
            let item = Item::new(
                Inline::new()
                    .strong(name)
                    .plain(format!(": {}", ended(fact.found.get(lang)))),
            );
            if fact.papers.is_empty() {
                return item;
            }
            let papers: Vec<&str> = fact.papers.iter().map(|p| p.get(lang)).collect();
            let label = say(lang, "Trong hồ sơ có", "In the dossier");
            item.note(format!("{label}: {}.", papers.join("; ")))
        }),
    );
    let heading = say(lang, "Khi kiểm tra còn thấy", "Besides, it was established");
    out.headed_list(
        2,
        heading,
        practice.established.iter().map(|t| text(lang, t)),
    );
    out
}

/// The keys of a class, for the trainer.
///
/// # Errors
///
/// None for the set that the practice dossiers were made for.
pub fn practice_key(
    class: &[Practice],
    criteria: &CriteriaVersion,
    set: &std::sync::Arc<ProductSet>,
    lang: Lang,
) -> Result<Document, Problems> {
    let name = criteria.translate(set.name());
    let title = say(lang, "Đáp án", "Key");
    let mut out = Document::new(
        lang,
        format!("{title}: {}. {}", set.number(), name.get(lang)),
    );
    for practice in class {
        let sheet = practice.sheet(set)?;
        let rating = rate(&sheet);
        let label = say(lang, "Hồ sơ", "Dossier");
        out.heading(
            2,
            format!(
                "{label} {}: {}, {}",
                practice.seed,
                points(lang, rating.points()),
                stars_or_none(lang, rating.stars())
            ),
        );
        let levels = practice
            .key()
            .iter()
            .map(|(id, level)| format!("{id}={level}"));
        out.paragraph(levels.collect::<Vec<_>>().join(" "));
        if !practice.findings().is_empty() {
            let label = say(
                lang,
                "Trường hợp bị loại, dừng, không đủ điều kiện",
                "Findings",
            );
            out.paragraph(format!("{label}: {}", list(practice.findings())));
        }
    }
    Ok(out)
}

/// A trainee's sheet beside the key.
#[must_use]
pub fn marking(found: &Marking, lang: Lang) -> Document {
    let mut out = Document::new(lang, say(lang, "So với đáp án", "Beside the key"));
    let total = |p, s| format!("{}, {}", points(lang, p), stars_or_none(lang, s));
    let (same, all) = (found.same, found.criteria);
    out.facts(vec![
        Fact::new(
            say(lang, "Giống đáp án", "As in the key"),
            match lang {
                Lang::Vi => format!("{same}/{all} tiêu chí"),
                Lang::En => format!("{same} of {all} criteria"),
            },
        ),
        Fact::new(
            say(lang, "Đáp án", "The key"),
            total(found.key_points, found.key_stars),
        ),
        Fact::new(
            say(lang, "Phiếu của học viên", "The trainee’s sheet"),
            total(found.points, found.stars),
        ),
    ]);
    let differences = found.differences.iter().map(|d| difference(d, lang));
    out.headed_list(
        2,
        say(lang, "Những chỗ khác", "The differences"),
        differences,
    );
    for (vi, en, findings) in [
        (
            "Trường hợp bị loại, dừng, không đủ điều kiện bị bỏ sót",
            "Findings that were missed",
            &found.findings_missed,
        ),
        (
            "Trường hợp không có trong đáp án",
            "Findings that the key does not have",
            &found.findings_added,
        ),
    ] {
        out.headed_list(2, say(lang, vi, en), findings.iter().map(|t| text(lang, t)));
    }
    out
}

fn difference(found: &MarkedCriterion, lang: Lang) -> Item {
    let level = say(lang, "mức", "level");
    let right = format!(
        "{}: {level} {}, {}: {}",
        say(lang, "Đúng", "Right"),
        found.key_level,
        points(lang, found.key_points),
        found.key_label.get(lang)
    );
    let given = match (found.level, &found.label) {
        (Some(number), Some(label)) => format!(
            "{level} {number}, {}: {}",
            points(lang, found.points),
            label.get(lang)
        ),
        _ => say(lang, "chưa chấm", "unanswered").to_owned(),
    };
    let given = format!("{}: {given}", say(lang, "Học viên", "Given"));
    let name = format!("{} {}", found.criterion, found.name.get(lang));
    let item = Item::new(Inline::new().strong(name))
        .note(right)
        .note(given);
    if found.minimums.is_empty() {
        return item;
    }
    let marks = list(&found.minimums);
    item.note(match lang {
        Lang::Vi => format!("Khác ở mức tối thiểu của {marks} sao."),
        Lang::En => format!("This turns the minimum for stars: {marks}."),
    })
}
