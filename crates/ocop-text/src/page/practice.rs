//! Practice dossiers for trainees, their key, and a trainee's sheet beside it.

use ocop::practice::{ClassMarking, LearnerMarking, MarkedCriterion, Marking, Practice};
use ocop::{CriteriaVersion, Lang, Problems, ProductSet, rate};

use crate::document::{Block, Column, Document, Fact, Item, Row, Table};
use crate::inline::Inline;
use crate::words::{ended, label_or_none, list, points, say, stars_or_none, text};

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
    if practice.facts.iter().any(|fact| fact.by_label) {
        out.paragraph(say(
            lang,
            "Dấu (*): chỉ nêu được bằng lời của mức trên phiếu.",
            "(*): only the words of the sheet’s level could be given.",
        ));
    }
    out.headed_list(
        2,
        say(lang, "Những gì thấy được", "What there is to see"),
        practice.facts.iter().map(|fact| {
            let mark = if fact.by_label { " (*)" } else { "" };
            let name = format!("{} {}", fact.criterion, fact.name.get(lang));
            let nothing = say(
                lang,
                "Hồ sơ không có minh chứng cho tiêu chí này",
                "Nothing of what this criterion asks for",
            );
            let found = fact.found.as_ref().map_or(nothing, |f| f.get(lang));
            let item = Item::new(
                Inline::new()
                    .strong(name)
                    .plain(format!("{mark}: {}", ended(found))),
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
        let levels = levels.collect::<Vec<_>>().join(" ");
        out.paragraph(format!("{}: {levels}", say(lang, "Theo mức", "In levels")));
        let worth = practice.in_points(set).map(|(id, worth)| match worth {
            Ok(worth) => format!("{id}={worth}"),
            // several levels have these points
            Err(level) => match lang {
                Lang::Vi => format!("{id}=mức {level}"),
                Lang::En => format!("{id}=level {level}"),
            },
        });
        let worth = worth.collect::<Vec<_>>().join(" ");
        out.paragraph(format!("{}: {worth}", say(lang, "Theo điểm", "In points")));
        if let Some(case) = practice.case() {
            out.paragraph(format!("{}: {case}", say(lang, "Trường hợp", "Case")));
        }
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

/// The sheets of a class beside their keys.
#[must_use]
pub fn class_marking(class: &ClassMarking, lang: Lang) -> Document {
    let title = say(lang, "Kết quả thực hành của lớp", "A class at practice");
    let mut out = Document::new(lang, title);
    let (set, name) = (class.product_set, class.set_name.get(lang));
    out.facts(vec![
        Fact::new(
            say(lang, "Bộ sản phẩm", "Product set"),
            format!("{set}. {name} ({})", class.criteria),
        ),
        Fact::new(
            say(lang, "Phiếu", "Sheets"),
            class.learners.len().to_string(),
        ),
    ]);
    if !class.learners.is_empty() {
        out.heading(2, say(lang, "Từng học viên", "By learner"));
        out.push(Block::Table(learners(class, lang)));
        out.heading(
            2,
            say(
                lang,
                "Tiêu chí cả lớp hay nhầm",
                "What the class misses most",
            ),
        );
        out.push(Block::Table(missed(class, lang)));
        let right = class.by_criterion.iter().filter(|c| c.missed == 0);
        let right = list(right.map(|c| c.criterion));
        if !right.is_empty() {
            let label = say(lang, "Không ai nhầm", "Nobody missed");
            out.paragraph(format!("{label}: {right}."));
        }
    }
    out.headed_list(
        2,
        say(
            lang,
            "Phiếu chưa điền (không tính)",
            "Sheets not filled in (not counted)",
        ),
        class.blank.iter().map(String::as_str),
    );
    let refused = class.errors.iter().flat_map(|error| {
        error.errors.iter().map(move |problem| {
            let told = problem.line(lang);
            Item::new(match (error.line, lang) {
                (Some(line), Lang::Vi) => format!("dòng {line}: {told}"),
                (Some(line), Lang::En) => format!("line {line}: {told}"),
                (None, _) => told,
            })
        })
    });
    out.headed_list(
        2,
        say(
            lang,
            "Phiếu bị từ chối (không tính)",
            "Sheets refused (not counted)",
        ),
        refused,
    );
    let notices = class.notices.iter().map(|n| text(lang, &n.message));
    out.headed_list(2, say(lang, "Lưu ý", "Notes"), notices);
    out
}

fn learners(class: &ClassMarking, lang: Lang) -> Table {
    let mut table = Table::new([
        Column::words(say(lang, "Học viên", "Learner"), 2),
        Column::figures(say(lang, "Hồ sơ", "Dossier")),
        Column::figures(say(lang, "Đúng", "Right")),
        Column::figures(say(lang, "Điểm (đáp án)", "Points (key)")),
        Column::figures(say(lang, "Sao (đáp án)", "Stars (key)")),
        Column::words(say(lang, "Nhầm hoặc chưa chấm", "Missed or unanswered"), 4),
    ]);
    for learner in &class.learners {
        let drawn =
            |s: Option<ocop::Stars>| s.map_or_else(|| "–".to_owned(), |s| s.get().to_string());
        table.rows.push(Row::new([
            learner.learner.clone(),
            learner.seed.to_string(),
            format!("{}/{}", learner.same, class.sheet),
            format!("{} ({})", learner.points, learner.key_points),
            format!("{} ({})", drawn(learner.stars), drawn(learner.key_stars)),
            missed_by(learner, lang),
        ]));
    }
    table
}

/// What a learner missed: criteria, and findings.
fn missed_by(learner: &LearnerMarking, lang: Lang) -> String {
    let mut told = list(&learner.missed);
    for (vi, en, findings) in [
        ("bỏ sót", "not recorded", &learner.findings_missed),
        (
            "ghi thừa",
            "recorded without ground",
            &learner.findings_added,
        ),
    ] {
        for finding in findings {
            let before = if told.is_empty() { "" } else { "; " };
            told.push_str(before);
            told.push_str(&format!("{}: {}", say(lang, vi, en), finding.get(lang)));
        }
    }
    told
}

fn missed(class: &ClassMarking, lang: Lang) -> Table {
    let mut table = Table::new([
        Column::words(say(lang, "Tiêu chí", "Criterion"), 4),
        Column::figures(say(lang, "Nhầm", "Missed")),
        Column::figures(say(lang, "Chưa chấm", "Unanswered")),
        Column::figures(say(lang, "Cao hơn", "Too high")),
        Column::figures(say(lang, "Thấp hơn", "Too low")),
        Column::figures(say(lang, "Sai mức tối thiểu", "Star minimum wrong")),
    ]);
    for row in class.by_criterion.iter().filter(|c| c.missed > 0) {
        table.rows.push(Row::new([
            format!("{} {}", row.criterion, row.name.get(lang)),
            format!("{}/{}", row.missed, row.sheets),
            row.unanswered.to_string(),
            row.too_high.to_string(),
            row.too_low.to_string(),
            row.minimums.to_string(),
        ]));
    }
    table
}

fn difference(found: &MarkedCriterion, lang: Lang) -> Item {
    let level = say(lang, "mức", "level");
    let right = format!(
        "{}: {level} {}, {}: {}",
        say(lang, "Đúng", "Right"),
        found.key_level,
        points(lang, found.key_points),
        label_or_none(lang, found.key_label.as_ref())
    );
    let given = match found.level {
        Some(number) => format!(
            "{level} {number}, {}: {}",
            points(lang, found.points),
            label_or_none(lang, found.label.as_ref())
        ),
        None => say(lang, "chưa chấm", "unanswered").to_owned(),
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
