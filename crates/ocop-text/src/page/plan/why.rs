//! The grounds of a plan in sentences: what became of the request, why nothing smaller works, what
//! stands in the way, what the best in reach keeps to.

use ocop::plan::{
    BlockCause, BlockCode, BlockReport, BoundReport, ConditionsReport, Objective, PlanReport,
    PlanStatus,
};
use ocop::{CriterionId, Lang};

use crate::document::Item;
use crate::inline::Inline;
use crate::words::{Law, counted, date, days, points, say, stars};

/// What became of the request, in a sentence.
pub fn answer(report: &PlanReport, lang: Lang) -> String {
    let target = stars(lang, report.target);
    match (report.status, lang) {
        (PlanStatus::Planned, _) => {
            let changes = counted(lang, i64::from(report.cost.changes), "thay đổi", "change");
            let time = days(lang, report.cost.lead_time_days);
            match lang {
                Lang::Vi => format!("Đạt {target} với {changes}, lâu nhất {time}."),
                Lang::En => format!("{target} with {changes}, the longest taking {time}."),
            }
        }
        (PlanStatus::AlreadyMet, Lang::Vi) => format!("Đã đạt {target}, không cần thay đổi gì."),
        (PlanStatus::AlreadyMet, Lang::En) => format!("{target} are met: nothing needs to change."),
        (PlanStatus::AboveTarget, Lang::Vi) => {
            format!("Sản phẩm đã trên {target}, không cần thay đổi gì.")
        }
        (PlanStatus::AboveTarget, Lang::En) => {
            format!("The product has more than {target}: nothing needs to change.")
        }
        (PlanStatus::NeedsAnswers, Lang::Vi) => format!(
            "Chưa nói được: cần chấm các tiêu chí còn thiếu rồi mới biết có đạt {target} không."
        ),
        (PlanStatus::NeedsAnswers, Lang::En) => format!(
            "Cannot be told yet: whether {target} are in reach depends on criteria that are unanswered."
        ),
        (PlanStatus::OutOfReach, Lang::Vi) => {
            format!("Không đạt được {target} trong điều kiện đã nêu.")
        }
        (PlanStatus::OutOfReach, Lang::En) => {
            format!("{target} are out of reach within what was asked.")
        }
        (PlanStatus::NoStars, _) => say(
            lang,
            "Sản phẩm không được xếp sao vì phát hiện nêu dưới đây; nâng mức không thay đổi được điều đó. Khắc phục xong mới lập kế hoạch.",
            "No stars are given because of the findings below; no level can mend that. Remedy them first, then plan.",
        )
        .to_owned(),
    }
}

/// Why nothing smaller works: what is limited, and what is missed within it.
pub fn bound(bound: &BoundReport, law: &Law<'_>) -> Item {
    let lang = law.lang;
    let most = bound.at_most;
    let within = match (bound.objective, lang) {
        (Objective::Changes, Lang::Vi) => format!("Với tối đa {most} thay đổi"),
        (Objective::Changes, Lang::En) => {
            format!(
                "With at most {}",
                counted(lang, i64::from(most), "", "change")
            )
        }
        (Objective::LeadTime, Lang::Vi) => format!("Trong {}", days(lang, most)),
        (Objective::LeadTime, Lang::En) => format!("Within {}", days(lang, most)),
        (Objective::Effort, Lang::Vi) => format!("Với mức độ khó (ước tính) tối đa {most}"),
        (Objective::Effort, Lang::En) => format!("With an effort (estimated) of at most {most}"),
    };
    if let (Some(reached), Some(short)) = (bound.most_points, bound.points_short) {
        return Item::new(match lang {
            Lang::Vi => format!("{within} chỉ được {reached} điểm, thiếu {short} điểm."),
            Lang::En => format!(
                "{within} there are {}, {short} short.",
                points(lang, i64::from(reached))
            ),
        });
    }
    let names = named(&bound.must_change, law);
    Item::new(match (names.is_empty(), lang) {
        (true, Lang::Vi) => format!("{within} không đủ các mức tối thiểu."),
        (true, Lang::En) => format!("{within} the minimums are not all met."),
        (false, Lang::Vi) => {
            format!("{within} không đủ mức tối thiểu tại: {names}.")
        }
        (false, Lang::En) => {
            format!("{within} the minimums are missed at: {names}.")
        }
    })
}

/// One thing that stands in the way, with the article behind it.
pub fn block(block: &BlockReport, law: &Law<'_>) -> Inline {
    let source = block.source.as_deref().map(|s| law.translate(s));
    Inline::from(blocked(block, law)).source(source.unwrap_or_default())
}

fn blocked(block: &BlockReport, law: &Law<'_>) -> String {
    let lang = law.lang;
    if let Some(label) = &block.label {
        return label.get(lang).to_owned();
    }
    if let (Some(most), Some(needed)) = (block.most_points, block.needed_points) {
        return match lang {
            Lang::Vi => format!("Nhiều nhất được {most} điểm, cần {needed}."),
            Lang::En => format!(
                "{} at most, {needed} are needed.",
                points(lang, i64::from(most))
            ),
        };
    }
    let what = match (block.code, block.level, block.minimum_for) {
        (BlockCode::Stop, ..) => law
            .say("0 điểm thì dừng đánh giá", "0 points stop the assessment")
            .to_owned(),
        (_, Some(level), Some(minimum)) => match lang {
            Lang::Vi => format!("cần từ mức {level} để được {minimum} sao"),
            Lang::En => {
                format!(
                    "level {level} or more is needed for {}",
                    stars(lang, minimum)
                )
            }
        },
        _ => law.say("cần một bước", "a step is needed").to_owned(),
    };
    let name = block.criterion.map(|id| law.criterion(id));
    let at = name.map(|n| format!("{n}: ")).unwrap_or_default();
    let but = law.say("nhưng", "but");
    match cause(block, law) {
        Some(cause) => format!("{at}{what}, {but} {cause}."),
        None => format!("{at}{what}."),
    }
}

fn cause(block: &BlockReport, law: &Law<'_>) -> Option<String> {
    let lang = law.lang;
    Some(match block.because? {
        BlockCause::Unanswered => law.say("chưa chấm", "it is unanswered").to_owned(),
        BlockCause::RequiredWithoutPoints => {
            let id = block.required.map(|id| id.to_string()).unwrap_or_default();
            match lang {
                Lang::Vi => format!("{id} chưa có điểm"),
                Lang::En => format!("{id} has no points"),
            }
        }
        BlockCause::LeftAsItIs => law
            .say("được yêu cầu để nguyên", "it is to be left as it is")
            .to_owned(),
        BlockCause::TooLate => {
            let soonest = days(lang, block.soonest_days.unwrap_or_default());
            match lang {
                Lang::Vi => format!("sớm nhất cũng mất {soonest}"),
                Lang::En => format!("it takes {soonest} at the soonest"),
            }
        }
        BlockCause::NoLevel => law
            .say("không có mức nào đáp ứng", "no level would do")
            .to_owned(),
        BlockCause::LadderUnknown => law
            .say(
                "phiếu chỉ ghi điểm, không rõ theo danh sách mức nào",
                "the sheet gives points alone, and they stand on two lists of levels",
            )
            .to_owned(),
        _ => return None,
    })
}

/// What the best in reach keeps to.
pub fn conditions(kept: &ConditionsReport, law: &Law<'_>) -> String {
    let lang = law.lang;
    let mut told = vec![
        law.say(
            "đủ điểm và mức tối thiểu của hạng sao ấy",
            "the points and minimums of those stars",
        )
        .to_owned(),
    ];
    if let Some(by) = kept.by {
        let by = date(lang, by);
        told.push(match lang {
            Lang::Vi => format!("chỉ những việc xong trước hoặc trong ngày {by}"),
            Lang::En => format!("only what is done by {by}"),
        });
    }
    if let Some(margin) = kept.margin {
        told.push(match lang {
            Lang::Vi => format!("dư {margin} điểm trên ngưỡng"),
            Lang::En => format!("{} above the threshold", points(lang, margin)),
        });
    }
    for (ids, words) in [
        (&kept.keep, law.say("phải nâng", "a change at")),
        (&kept.exclude, law.say("để nguyên", "left as it is")),
    ] {
        if !ids.is_empty() {
            told.push(format!("{words}: {}", named(ids, law)));
        }
    }
    if let Some(case) = kept.case {
        told.push(match lang {
            Lang::Vi => format!("theo trường hợp {case}"),
            Lang::En => format!("under case {case}"),
        });
    }
    match (kept.unanswered, lang) {
        (0, _) => {}
        (open, Lang::Vi) => told.push(format!("{open} tiêu chí chưa chấm tính 0 điểm")),
        (1, Lang::En) => told.push("1 unanswered criterion counts 0".to_owned()),
        (open, Lang::En) => told.push(format!("{open} unanswered criteria count 0")),
    }
    told.join("; ")
}

fn named(ids: &[CriterionId], law: &Law<'_>) -> String {
    let names: Vec<String> = ids.iter().map(|id| law.criterion(*id)).collect();
    names.join("; ")
}
