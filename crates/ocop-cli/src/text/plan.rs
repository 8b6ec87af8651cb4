//! A plan as text: what to do, why nothing smaller works, what else could be done.

use ocop::plan::{BestReport, ChangeReport, CostReport, PlanReport, StandingReport};
use ocop::{Criteria, Lang};

use crate::table::{clean, wrapped};

use super::{counted, fact, line, plural, say, worth};

/// A plan for people.
pub fn page(report: &PlanReport, criteria: &Criteria, product: Option<&str>, lang: Lang) -> String {
    let mut out = String::new();
    line(
        &mut out,
        say(lang, "KẾ HOẠCH NÂNG HẠNG SAO", "PLAN FOR THE NEXT STARS"),
    );
    out.push('\n');
    if let Some(name) = product {
        fact(&mut out, say(lang, "Sản phẩm", "Product"), &clean(name));
    }
    let now = standing(&report.before, lang);
    fact(&mut out, say(lang, "Hiện nay", "Now"), &now);
    let target = match lang {
        Lang::Vi => format!("{} sao", report.target),
        Lang::En => plural(report.target),
    };
    fact(&mut out, say(lang, "Mục tiêu", "Target"), &target);
    fact(
        &mut out,
        say(lang, "Kết luận", "Answer"),
        report.message.get(lang),
    );
    if !report.changes.is_empty() {
        let after = standing(&report.after, lang);
        let margin = report.after.margin;
        let after = match lang {
            Lang::Vi => format!("{after}, trên ngưỡng {margin} điểm"),
            Lang::En => format!("{after}, {margin} above the band"),
        };
        fact(&mut out, say(lang, "Sau khi làm", "Afterwards"), &after);
        fact(
            &mut out,
            say(lang, "Cần", "Takes"),
            &takes(&report.cost, lang),
        );
        line(&mut out, say(lang, "\nViệc cần làm", "\nWhat to do"));
        changes(&mut out, &report.changes, lang, true);
    }
    for bound in &report.why {
        if bound == report.why.first().unwrap_or(bound) {
            line(
                &mut out,
                say(
                    lang,
                    "\nVì sao không ít hơn được",
                    "\nWhy nothing smaller works",
                ),
            );
        }
        line(&mut out, &wrapped("  - ", bound.message.get(lang)));
    }
    blocked(&mut out, report, criteria, lang);
    if let Some(best) = &report.best_in_reach {
        in_reach(&mut out, best, lang);
    }
    for (i, alternative) in report.alternatives.iter().enumerate() {
        let number = i.saturating_add(1);
        line(
            &mut out,
            &match lang {
                Lang::Vi => format!("\nPhương án khác {number}"),
                Lang::En => format!("\nAnother way {number}"),
            },
        );
        changes(&mut out, alternative, lang, false);
    }
    questions(&mut out, report, lang);
    if let Some(note) = report
        .costs_note
        .as_ref()
        .filter(|_| !report.changes.is_empty())
    {
        out.push('\n');
        line(
            &mut out,
            &wrapped(say(lang, "Lưu ý: ", "Note: "), note.get(lang)),
        );
    }
    out
}

fn standing(standing: &StandingReport, lang: Lang) -> String {
    let points = standing.points;
    match (lang, standing.stars) {
        (Lang::Vi, Some(stars)) => format!("{stars} sao, {points} điểm"),
        (Lang::Vi, None) => format!("không xếp sao, {points} điểm"),
        (Lang::En, Some(stars)) => format!("{}, {}", plural(stars), worth(points)),
        (Lang::En, None) => format!("no stars, {}", worth(points)),
    }
}

fn takes(cost: &CostReport, lang: Lang) -> String {
    let (changes, days, effort) = (cost.changes, cost.lead_time_days, cost.effort);
    match lang {
        Lang::Vi => format!("{changes} thay đổi, {days} ngày (làm song song), công sức {effort}"),
        Lang::En => format!(
            "{}, {} (side by side), effort {effort}",
            counted(changes, "change"),
            counted(days, "day")
        ),
    }
}

fn changes(out: &mut String, changes: &[ChangeReport], lang: Lang, whole: bool) {
    for change in changes {
        let (from, to) = (change.from, change.to);
        let stars = change.minimum_for.map(|stars| match lang {
            Lang::Vi => format!(", mức tối thiểu của {stars} sao"),
            Lang::En => format!(", minimum for {}", plural(stars)),
        });
        let stop = change
            .clears_stop
            .then(|| say(lang, ", hết bị dừng", ", clears the stop"));
        let done = change
            .done_on
            .map(|day| format!(" ({day})"))
            .unwrap_or_default();
        let (points, days, effort) = (change.points, change.lead_time_days, change.effort);
        let sign = if points < 0 { "" } else { "+" };
        let figures = match lang {
            Lang::Vi => {
                format!("mức {from} → {to}, {points:+} điểm; {days} ngày{done}, công sức {effort}")
            }
            Lang::En => format!(
                "level {from} → {to}, {sign}{}; {}{done}, effort {effort}",
                worth(points),
                counted(days, "day")
            ),
        };
        let name = change.name.get(lang);
        line(
            out,
            &wrapped(
                "  - ",
                &format!(
                    "{} {name}: {figures}{}{}",
                    change.criterion,
                    stars.unwrap_or_default(),
                    stop.unwrap_or_default()
                ),
            ),
        );
        if !whole {
            continue;
        }
        line(out, &wrapped("      ", change.label.get(lang)));
        for paper in &change.evidence {
            let first = say(lang, "      Minh chứng: ", "      Evidence: ");
            let text = format!("{}. {}", paper.name.get(lang), paper.requirement.get(lang));
            line(out, &wrapped(first, &text));
        }
    }
}

fn blocked(out: &mut String, report: &PlanReport, criteria: &Criteria, lang: Lang) {
    if report.blocked_by.is_empty() {
        return;
    }
    line(out, say(lang, "\nVướng ở", "\nWhat stands in the way"));
    for block in &report.blocked_by {
        let source = block
            .source
            .as_ref()
            .map(|source| criteria.translate(source));
        let source = source
            .map(|s| format!(" [{}]", s.get(lang)))
            .unwrap_or_default();
        let text = format!("{}{source}", block.message.get(lang));
        line(out, &wrapped("  - ", &text));
    }
}

fn in_reach(out: &mut String, best: &BestReport, lang: Lang) {
    line(
        out,
        say(lang, "\nTốt nhất trong tầm tay", "\nThe best in reach"),
    );
    let stars = best.stars.map(|stars| match lang {
        Lang::Vi => format!("{stars} sao, {} điểm", best.points),
        Lang::En => format!("{}, {}", plural(stars), worth(best.points)),
    });
    let stars = stars.unwrap_or_else(|| say(lang, "không xếp sao", "no stars").to_owned());
    let text = if best.changes.is_empty() {
        match lang {
            Lang::Vi => format!("{stars}, như hiện nay"),
            Lang::En => format!("{stars}, as now"),
        }
    } else {
        format!("{stars}: {}", takes(&best.cost, lang))
    };
    line(out, &wrapped("  ", &text));
    changes(out, &best.changes, lang, false);
}

fn questions(out: &mut String, report: &PlanReport, lang: Lang) {
    if report.questions.is_empty() {
        return;
    }
    line(
        out,
        say(
            lang,
            "\nCần trả lời thêm (chưa chấm, đang tính 0 điểm)",
            "\nTo be answered (unanswered, counted 0)",
        ),
    );
    for question in &report.questions {
        let stars = question.minimum_for.map(|stars| match lang {
            Lang::Vi => format!(", có mức tối thiểu của {stars} sao"),
            Lang::En => format!(", holds a minimum for {}", plural(stars)),
        });
        let (name, most) = (question.name.get(lang), question.max_points);
        let figures = match lang {
            Lang::Vi => format!("nhiều nhất {most} điểm"),
            Lang::En => format!("{} at most", worth(most)),
        };
        let text = format!(
            "{} {name}: {figures}{}",
            question.criterion,
            stars.unwrap_or_default()
        );
        line(out, &wrapped("  - ", &text));
    }
}
