//! A plan: what to do, why nothing smaller works, what else could be done.

mod why;

use ocop::plan::{
    AlternativeReport, BestReport, ChangeReport, CostReport, Objective, PlanReport, StandingReport,
};
use ocop::{Lang, Library};

use crate::document::{Document, Fact, Item};
use crate::inline::Inline;
use crate::words::{
    Law, capital, counted, date, days, label_or_none, points, points_change, say, stars,
    stars_or_none, text,
};

use why::conditions;
pub use why::{answer, block, bound};

/// A plan for people; `product` is the product's name, where it has one.
#[must_use]
pub fn plan(report: &PlanReport, product: Option<&str>, library: &Library, lang: Lang) -> Document {
    let law = Law::of(library, report.criteria.as_str(), lang).with_set(Some(report.product_set));
    let mut out = Document::new(
        lang,
        say(lang, "Kế hoạch nâng hạng sao", "Plan for the next stars"),
    );
    out.facts(head(report, product, lang));
    out.headed_list(
        2,
        say(lang, "Việc cần làm", "What to do"),
        report.changes.iter().map(|c| change(c, lang, true)),
    );
    out.headed_list(
        2,
        say(
            lang,
            "Căn cứ xác định phương án tối thiểu",
            "Why nothing smaller works",
        ),
        report.why.iter().map(|b| bound(b, &law)),
    );
    let blocks = report.blocked_by.iter().map(|b| block(b, &law));
    let heading = say(lang, "Nội dung chưa đáp ứng", "What stands in the way");
    out.headed_list(2, heading, blocks);
    if let Some(best) = &report.best_in_reach {
        in_reach(&mut out, best, &law);
    }
    let others = report.alternatives.iter().zip(&report.compared);
    for (number, (changes, compared)) in (1_usize..).zip(others) {
        let label = say(lang, "Phương án khác", "Another way");
        out.heading(2, format!("{label} {number}: {}", why(compared, &law)));
        out.paragraph(format!(
            "{}: {}",
            points(lang, compared.points),
            takes(&compared.cost, lang)
        ));
        out.list(changes.iter().map(|c| change(c, lang, false)));
    }
    questions(&mut out, report, lang);
    let notices = report.notices.iter().map(|n| text(lang, &n.message));
    out.headed_list(2, say(lang, "Lưu ý", "Notes"), notices);
    let note = report
        .costs_note
        .as_ref()
        .filter(|_| !report.changes.is_empty());
    if let Some(note) = note {
        let label = say(lang, "Lưu ý: ", "Note: ");
        out.paragraph(Inline::from(label).plain(note.get(lang)));
    }
    out
}

/// Why a further plan is given, in a few words.
fn why(compared: &AlternativeReport, law: &Law<'_>) -> String {
    let lang = law.lang;
    if let Some(criterion) = compared.without {
        let name = law.criterion(criterion);
        return match lang {
            Lang::Vi => format!("không cần {name}"),
            Lang::En => format!("without {name}"),
        };
    }
    match compared.best_for {
        Some(Objective::Changes) => say(lang, "ít thay đổi nhất", "the fewest changes"),
        Some(Objective::LeadTime) => say(lang, "nhanh nhất", "the soonest"),
        Some(Objective::Effort) => say(lang, "mức độ khó thấp nhất", "the least effort"),
        None => say(lang, "tốt kế tiếp", "the next best"),
    }
    .to_owned()
}

fn head(report: &PlanReport, product: Option<&str>, lang: Lang) -> Vec<Fact> {
    let mut facts = Vec::new();
    if let Some(name) = product {
        facts.push(Fact::new(say(lang, "Sản phẩm", "Product"), name));
    }
    facts.push(Fact::new(
        say(lang, "Hiện nay", "Now"),
        standing(&report.before, lang),
    ));
    facts.push(Fact::new(
        say(lang, "Mục tiêu", "Target"),
        stars(lang, report.target),
    ));
    facts.push(Fact::new(
        say(lang, "Kết luận", "Answer"),
        Inline::new().strong(answer(report, lang)),
    ));
    if !report.changes.is_empty() {
        let margin = match (report.after.margin, lang) {
            (0, Lang::Vi) => "vừa đủ điểm ngưỡng".to_owned(),
            (0, Lang::En) => "exactly the points needed".to_owned(),
            (above, Lang::Vi) => format!("trên ngưỡng {above} điểm"),
            (above, Lang::En) => format!("{} above the threshold", points(lang, above)),
        };
        facts.push(Fact::new(
            say(lang, "Sau khi làm", "Afterwards"),
            format!("{}, {margin}", standing(&report.after, lang)),
        ));
        facts.push(Fact::new(
            say(lang, "Cần", "Takes"),
            takes(&report.cost, lang),
        ));
    }
    facts
}

fn standing(standing: &StandingReport, lang: Lang) -> String {
    format!(
        "{}, {}",
        stars_or_none(lang, standing.stars),
        points(lang, standing.points)
    )
}

fn takes(cost: &CostReport, lang: Lang) -> String {
    let changes = counted(lang, i64::from(cost.changes), "thay đổi", "change");
    let (time, effort) = (days(lang, cost.lead_time_days), effort(cost.effort, lang));
    match lang {
        Lang::Vi => format!("{changes}, {time} (làm song song), {effort}"),
        Lang::En => format!("{changes}, {time} (side by side), {effort}"),
    }
}

fn effort(effort: u32, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("mức độ khó (ước tính): {effort}"),
        Lang::En => format!("effort (estimated): {effort}"),
    }
}

/// A change; in whole with what the level asks for and what proves it.
pub fn change(change: &ChangeReport, lang: Lang, whole: bool) -> Item {
    let (from, to) = (change.from, change.to);
    let mut words = format!(
        ": {} {from} → {to}, {}",
        say(lang, "mức", "level"),
        points_change(lang, change.points)
    );
    if let Some(found) = change.minimum_for {
        words.push_str(&match lang {
            Lang::Vi => format!(", mức tối thiểu của {found} sao"),
            Lang::En => format!(", the minimum for {}", stars(lang, found)),
        });
    }
    if change.clears_stop {
        words.push_str(say(lang, ", hết bị dừng đánh giá", ", clears the stop"));
    }
    words.push_str(&format!("; {}", days(lang, change.lead_time_days)));
    if let Some(day) = change.done_on {
        let by = say(lang, "xong ngày", "done on");
        words.push_str(&format!(", {by} {}", date(lang, day)));
    }
    words.push_str(&format!("; {}", effort(change.effort, lang)));
    let name = format!("{} {}", change.criterion, change.name.get(lang));
    let mut item = Item::new(Inline::new().strong(name).plain(words));
    if whole {
        item = item
            .note(capital(label_or_none(lang, change.label.as_ref())))
            .with(change.evidence.iter().map(|paper| {
                let label = say(lang, "Minh chứng: ", "Evidence: ");
                Inline::from(label).plain(format!(
                    "{}. {}",
                    paper.name.get(lang),
                    paper.requirement.get(lang)
                ))
            }));
    }
    item
}

fn in_reach(out: &mut Document, best: &BestReport, law: &Law<'_>) {
    let lang = law.lang;
    out.heading(
        2,
        say(lang, "Kết quả cao nhất khả thi", "The best result in reach"),
    );
    let stars = format!(
        "{}, {}",
        stars_or_none(lang, best.stars),
        points(lang, best.points)
    );
    out.paragraph(if best.changes.is_empty() {
        format!("{stars}, {}", say(lang, "như hiện nay", "as now"))
    } else {
        format!("{stars}: {}", takes(&best.cost, lang))
    });
    out.list(best.changes.iter().map(|c| change(c, lang, false)));
    let label = say(lang, "Theo các điều kiện", "Within these conditions");
    let kept = conditions(&best.keeps_to, law);
    out.paragraph(format!("{label}: {kept}."));
}

fn questions(out: &mut Document, report: &PlanReport, lang: Lang) {
    let items = report.questions.iter().map(|question| {
        let most = points(lang, question.max_points);
        let mut words = format!("{} {}: ", question.criterion, question.name.get(lang));
        words.push_str(&match lang {
            Lang::Vi => format!("tối đa {most}"),
            Lang::En => format!("{most} at most"),
        });
        if let Some(found) = question.minimum_for {
            words.push_str(&match lang {
                Lang::Vi => format!(", có mức tối thiểu của {found} sao"),
                Lang::En => format!(", holds a minimum for {}", stars(lang, found)),
            });
        }
        words
    });
    let heading = say(
        lang,
        "Cần trả lời thêm (chưa chấm, đang tính 0 điểm)",
        "To be answered (unanswered, counted 0)",
    );
    out.headed_list(2, heading, items);
}
