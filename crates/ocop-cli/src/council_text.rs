//! A tally as text that a secretary can read aloud.

use ocop::council::{
    Contested, Mean, MinimumTally, Mode, NextReport, PartCheck, PartState, ProductTally,
    TallyReport,
};
use ocop::criteria::files::Authority;
use ocop::{Criteria, Lang, Library, Notice, Outcome};

use crate::table::{clean, left, right, wrapped};
use crate::text::{fact, line, say, source, stars};

/// A tally: attendance, each product with its reasons, and a summary.
pub fn tally(tally: &TallyReport<'_>, library: &Library, lang: Lang) -> String {
    let criteria = library.version(&tally.criteria).ok().map(AsRef::as_ref);
    let mut out = String::new();
    line(
        &mut out,
        say(lang, "KẾT QUẢ CHẤM CỦA HỘI ĐỒNG", "COUNCIL TALLY"),
    );
    out.push('\n');
    if let Some(council) = &tally.council {
        fact(&mut out, say(lang, "Hội đồng", "Council"), &clean(council));
    }
    let level = tally.level.map(|l| level_name(l, lang)).unwrap_or_default();
    fact(&mut out, say(lang, "Cấp", "Level"), level);
    if let Some(day) = tally.held_on {
        fact(&mut out, say(lang, "Ngày họp", "Held on"), &day.to_string());
    }
    fact(
        &mut out,
        say(lang, "Bộ tiêu chí", "Criteria"),
        &tally.criteria,
    );
    let there = tally.attendance;
    let present = match lang {
        Lang::Vi if tally.mode == Mode::Written => {
            format!("lấy ý kiến {} thành viên bằng văn bản", there.members)
        }
        Lang::En if tally.mode == Mode::Written => {
            format!("nobody: opinions of {} members in writing", there.members)
        }
        Lang::Vi => format!(
            "{}/{} thành viên, cần {}",
            there.present, there.members, there.needed
        ),
        Lang::En => {
            format!(
                "{} of {} members, {} needed",
                there.present, there.members, there.needed
            )
        }
    };
    fact(&mut out, say(lang, "Có mặt", "Present"), &present);
    notices(&mut out, &tally.notices, criteria, lang);
    for product in &tally.products {
        out.push('\n');
        self::product(&mut out, tally, product, criteria, lang);
    }
    if !tally.errors.is_empty() {
        out.push('\n');
        line(
            &mut out,
            say(
                lang,
                "Dữ liệu có vấn đề, kết quả trên không có giá trị:",
                "The input has problems; none of what they touch stands:",
            ),
        );
        for problem in &tally.errors {
            let mut told = problem.clone();
            told.source = told.source.map(|s| source(&s, lang));
            let text = clean(&told.line(lang));
            line(
                &mut out,
                &wrapped("- ", &format!("{text} ({})", problem.code)),
            );
        }
    }
    out
}

/// A level of authority.
pub const fn level_name(level: Authority, lang: Lang) -> &'static str {
    match level {
        Authority::District => say(lang, "cấp huyện", "district"),
        Authority::Province => say(lang, "cấp tỉnh", "province"),
        Authority::Central => say(lang, "cấp trung ương", "centre"),
    }
}

/// What a product comes to, in a few words.
pub fn result(product: &ProductTally<'_>, lang: Lang) -> String {
    let word = match product.outcome {
        None => say(lang, "chưa có phiếu nào được tính", "no sheet counts"),
        Some(Outcome::Stopped) => say(lang, "dừng đánh giá", "assessment stopped"),
        Some(Outcome::Ineligible) => say(lang, "không đủ điều kiện đánh giá", "not eligible"),
        Some(Outcome::Rejected) => say(lang, "hồ sơ bị loại", "dossier rejected"),
        Some(Outcome::Provisional) => say(lang, "tạm tính", "provisional"),
        Some(Outcome::Rated) => "",
    };
    match (product.stars, word) {
        (Some(s), "") => stars(s, lang),
        (Some(s), word) => format!("{}, {word}", stars(s, lang)),
        (None, word) => word.to_owned(),
    }
}

/// A mean as it is read.
pub fn mean(mean: Mean, lang: Lang) -> String {
    number(&mean, lang)
}

/// A number as it is read: with a decimal comma in Vietnamese.
pub fn number(number: &impl ToString, lang: Lang) -> String {
    match lang {
        Lang::Vi => number.to_string().replace('.', ","),
        Lang::En => number.to_string(),
    }
}

/// How a contested minimum stands: what it needs, the mean, and how many see it met.
pub fn counts(product: &ProductTally<'_>, contested: &Contested<'_>, lang: Lang) -> String {
    let of = |m: &&MinimumTally| m.criterion == contested.criterion && m.stars == contested.stars;
    let Some(minimum) = product.minimums.iter().find(of) else {
        return String::new();
    };
    let (points, reached, count) = (minimum.points, minimum.reached, minimum.count);
    let missed = count.saturating_sub(reached);
    let mean = minimum.mean.map(|m| mean(m, lang)).unwrap_or_default();
    match lang {
        Lang::Vi => format!(
            "cần {points}, trung bình {mean}; {reached:02}/{count:02} thành viên đánh giá đạt; {missed:02}/{count:02} chưa đạt"
        ),
        Lang::En => format!(
            "{points} needed, mean {mean}; {reached} of {count} members see it met, {missed} do not"
        ),
    }
}

/// The name of a product, or its identifier.
pub fn name(product: &ProductTally<'_>) -> String {
    let name = product.product.as_ref().and_then(|p| p.name.as_deref());
    clean(name.unwrap_or(&product.id))
}

/// What a reader should know besides.
fn notices(out: &mut String, notices: &[Notice], criteria: Option<&Criteria>, lang: Lang) {
    for notice in notices {
        let source = notice
            .source
            .as_deref()
            .map(|s| format!(" [{}]", cited(criteria, s, lang)))
            .unwrap_or_default();
        let text = format!("{}{source}", clean(notice.message.get(lang)));
        line(out, &wrapped(say(lang, "Lưu ý: ", "Note: "), &text));
    }
}

/// The member's name, or the identifier.
fn who(tally: &TallyReport<'_>, id: &str) -> String {
    let member = tally.members.iter().find(|m| m.id == id);
    let name = member.and_then(|m| m.name.as_deref());
    clean(name.unwrap_or(id))
}

fn product(
    out: &mut String,
    tally: &TallyReport<'_>,
    product: &ProductTally<'_>,
    criteria: Option<&Criteria>,
    lang: Lang,
) {
    line(
        out,
        &wrapped("", &format!("{}. {}", product.id, name(product))),
    );
    let set = product.product_set.and_then(|n| criteria?.set(n).ok());
    if let (Some(set), Some(criteria)) = (set, criteria) {
        let name = criteria.translate(set.name());
        let label = format!("{}. {}", set.number(), name.get(lang));
        fact(out, say(lang, "  Bộ sản phẩm", "  Product set"), &label);
    }
    let stands = if product.stands {
        ""
    } else {
        say(lang, " (KHÔNG CÓ GIÁ TRỊ)", " (DOES NOT STAND)")
    };
    fact(
        out,
        say(lang, "  Kết quả", "  Result"),
        &format!("{}{stands}", result(product, lang)),
    );
    if let (Some(shown), Some(spread)) = (product.mean, product.spread) {
        let mean = mean(shown, lang);
        let text = match lang {
            Lang::Vi => format!(
                "{mean} ({}/{} phiếu, chênh lệch {spread} điểm)",
                product.sum, product.count
            ),
            Lang::En => format!(
                "{mean} ({}/{} sheets, spread {spread})",
                product.sum, product.count
            ),
        };
        fact(out, say(lang, "  Điểm TB", "  Mean"), &text);
    }
    let names = product.sheets.iter().map(|s| who(tally, &s.member));
    let width = names
        .map(|n| n.chars().count())
        .max()
        .unwrap_or(0)
        .clamp(12, 30);
    if product.sheets.len() > 1 {
        let head = left(say(lang, "Phiếu", "Sheet"), width);
        let from = say(
            lang,
            "lệch so với các phiếu khác",
            "from the mean of the others",
        );
        line(
            out,
            &format!(
                "    {head}{}   ({from})",
                right(say(lang, "Điểm", "Points"), 4)
            ),
        );
    }
    for sheet in &product.sheets {
        let parts: Vec<String> = sheet
            .parts
            .iter()
            .map(|p| format!("{} {}", p.part, right(&p.points.to_string(), 2)))
            .collect();
        let member = left(&who(tally, &sheet.member), width);
        let total = right(&sheet.points.to_string(), 4);
        let deviation = sheet
            .deviation
            .map(|d| number(&d, lang))
            .unwrap_or_default();
        line(
            out,
            &format!(
                "    {member}{total}   {}   {}",
                parts.join("  "),
                right(&deviation, 6)
            ),
        );
    }
    for (n, unmet) in product.unmet.lists() {
        // what a product lacks for the next star, not for those far above it
        let next = product
            .stars
            .is_some_and(|s| n <= s.get().saturating_add(1));
        if !unmet.is_empty() && next {
            let ids: Vec<String> = unmet.iter().map(ToString::to_string).collect();
            let text = match lang {
                Lang::Vi => format!("chưa đạt mức tối thiểu {n} sao tại {}", ids.join(", ")),
                Lang::En => format!("{n}-star minimum not met at {}", ids.join(", ")),
            };
            line(out, &wrapped("    ", &text));
        }
    }
    let within =
        |c: &&ocop::council::Contested<'_>| product.points_stars.is_some_and(|s| c.stars <= s);
    for contested in product.contested.iter().filter(within) {
        let missed = contested.missed.iter().map(|id| who(tally, id));
        let missed = missed.collect::<Vec<_>>().join(", ");
        let counts = counts(product, contested, lang);
        let text = match lang {
            Lang::Vi => format!(
                "ý kiến khác nhau về mức tối thiểu {} sao tại {}: {counts} ({missed})",
                contested.stars, contested.criterion
            ),
            Lang::En => format!(
                "contested {}-star minimum at {}: {counts} ({missed})",
                contested.stars, contested.criterion
            ),
        };
        line(out, &wrapped("    ", &clean(&text)));
    }
    notices(out, &product.notices, criteria, lang);
    for reason in &product.reasons {
        line(out, &wrapped("  ! ", &clean(reason.message.get(lang))));
    }
}

/// A source of law in the reader's language.
pub fn cited(criteria: Option<&Criteria>, source: &str, lang: Lang) -> String {
    match (lang, criteria) {
        (Lang::En, Some(criteria)) => criteria.translate(source).en,
        _ => source.to_owned(),
    }
}

/// What happens next with each product.
pub fn next(next: &NextReport, library: &Library, lang: Lang) -> String {
    let criteria = library.version(&next.criteria).ok().map(AsRef::as_ref);
    let mut out = String::new();
    for (i, product) in next.products.iter().enumerate() {
        if i > 0 {
            out.push('\n');
        }
        let name = clean(product.name.as_deref().unwrap_or_default());
        let result = product
            .stars
            .map(|s| format!(" · {}", stars(s, lang)))
            .unwrap_or_default();
        line(
            &mut out,
            &wrapped("", &format!("{}. {name}{result}", product.id)),
        );
        for (number, step) in (1_usize..).zip(&product.steps) {
            let source = step
                .source
                .as_ref()
                .map(|s| format!(" [{}]", cited(criteria, s, lang)))
                .unwrap_or_default();
            let day = match (step.by_date, lang) {
                (Some(day), Lang::Vi) => format!(" Chậm nhất {day}."),
                (Some(day), Lang::En) => format!(" By {day}."),
                (None, _) => String::new(),
            };
            let held: Vec<String> = step.held_back_by.iter().map(ToString::to_string).collect();
            let held = if held.is_empty() {
                String::new()
            } else {
                format!(" ({})", held.join(", "))
            };
            let text = format!("{}{held}{day}{source}", clean(step.message.get(lang)));
            line(&mut out, &wrapped(&format!("  {number}. "), &text));
            parts(&mut out, &step.parts, criteria, lang);
        }
        let open: Vec<&PartCheck> = product
            .dossier
            .iter()
            .chain(&product.commune_report)
            .filter(|p| p.state == PartState::Missing)
            .collect();
        if !open.is_empty() {
            line(
                &mut out,
                say(
                    lang,
                    "  Hồ sơ gửi lên còn thiếu:",
                    "  Missing from this dossier:",
                ),
            );
            for part in open {
                self::part(&mut out, part, criteria, lang);
            }
        }
    }
    out
}

fn parts(out: &mut String, parts: &[PartCheck], criteria: Option<&Criteria>, lang: Lang) {
    for part in parts {
        self::part(out, part, criteria, lang);
    }
}

fn part(out: &mut String, part: &PartCheck, criteria: Option<&Criteria>, lang: Lang) {
    let mark = match part.state {
        PartState::AtHand => "[x]",
        PartState::Missing | PartState::NotStated => "[ ]",
        PartState::IfAny => "[-]",
    };
    let any = match part.state {
        PartState::IfAny => say(lang, " (nếu có)", " (if any)"),
        _ => "",
    };
    let text = format!(
        "{}{any} [{}]",
        part.label.get(lang),
        cited(criteria, &part.source, lang)
    );
    line(out, &wrapped(&format!("     {mark} "), &text));
}
