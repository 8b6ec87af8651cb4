//! What a council secretary can read aloud: ratings, sheets and problems as text.

pub mod document;
pub mod evidence;
pub mod plan;

use std::fmt::Write as _;
use std::sync::Arc;

use ocop::criteria::ShownSet;
use ocop::criteria::files::Effect;
use ocop::{Assessment, Criteria, Lang, Library, Outcome, Points, Problems, Rating, Stars, State};

use crate::table::{clean, left, options, right, wrapped};

/// Picks the word of a language.
pub const fn say<'w>(lang: Lang, vi: &'w str, en: &'w str) -> &'w str {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

/// What follows from a finding, in a word.
pub const fn effect(effect: Effect, lang: Lang) -> &'static str {
    match effect {
        Effect::Rejection => say(lang, "loại", "rejected"),
        Effect::Eligibility => say(lang, "không đủ điều kiện", "not eligible"),
        Effect::Stop => say(lang, "dừng", "stopped"),
    }
}

/// Adds a line.
pub fn line(out: &mut String, text: &str) {
    // writing to a string does not fail
    let _: std::fmt::Result = writeln!(out, "{}", text.trim_end());
}

/// Adds `label: value`, wrapped under the value.
pub fn fact(out: &mut String, label: &str, value: &str) {
    line(out, &wrapped(&left(&format!("{label}:"), 16), value));
}

/// Problems as a list.
pub fn problems(problems: &Problems, lang: Lang) -> String {
    let mut out = String::new();
    let count = problems.len();
    line(
        &mut out,
        &match (lang, count) {
            (Lang::Vi, _) => format!("Không nhận: {count} vấn đề."),
            (Lang::En, 1) => "Refused: 1 problem.".to_owned(),
            (Lang::En, _) => format!("Refused: {count} problems."),
        },
    );
    for problem in problems {
        let mut told = problem.clone();
        told.source = told.source.map(|s| source(&s, lang));
        let text = clean(&told.line(lang));
        line(
            &mut out,
            &wrapped("- ", &format!("{text} ({})", problem.code)),
        );
    }
    out
}

/// A source in a language: places in the law are worded from their parts, others by the decisions
/// at hand.
pub fn source(vi: &str, lang: Lang) -> String {
    if let Ok(source) = vi.parse::<ocop::Source>() {
        return source.words(lang).to_owned();
    }
    let known = |criteria: &Arc<Criteria>| Some(criteria.translate(vi).en).filter(|en| en != vi);
    let found = match lang {
        Lang::Vi => None,
        Lang::En => Library::embedded().versions().rev().find_map(known),
    };
    found.unwrap_or_else(|| vi.to_owned())
}

/// A rating: the result, what holds it back, and unless brief every criterion.
pub fn rating(assessment: &Assessment, lang: Lang, brief: bool) -> String {
    let rating = assessment.rating();
    let page = Page {
        criteria: assessment.criteria(),
        rating: &rating,
        lang,
    };
    let mut out = String::new();
    page.head(&mut out, assessment);
    page.result(&mut out);
    page.parts(&mut out);
    page.reasons(&mut out);
    page.held_back(&mut out);
    page.unanswered(&mut out);
    let report = assessment.brief();
    for notice in &report.notices {
        line(
            &mut out,
            &wrapped(
                say(lang, "Lưu ý: ", "Note: "),
                &clean(notice.message.get(lang)),
            ),
        );
    }
    if !report.notices.is_empty() {
        out.push('\n');
    }
    if !brief {
        page.scores(&mut out);
        if let Some(digests) = assessment.full().digests {
            let (criteria, dossier) = (
                say(lang, "Tiêu chí", "Criteria"),
                say(lang, "Hồ sơ", "Dossier"),
            );
            line(
                &mut out,
                &format!("{}  {}", left(criteria, 8), digests.criteria),
            );
            line(
                &mut out,
                &format!("{}  {}", left(dossier, 8), digests.dossier),
            );
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

struct Page<'p> {
    criteria: &'p Criteria,
    rating: &'p Rating,
    lang: Lang,
}

impl Page<'_> {
    fn translate(&self, vi: &str) -> String {
        // Vietnamese needs no look at the translations
        match self.lang {
            Lang::Vi => vi.to_owned(),
            Lang::En => self.criteria.translate(vi).en,
        }
    }

    fn say<'w>(&self, vi: &'w str, en: &'w str) -> &'w str {
        say(self.lang, vi, en)
    }

    fn head(&self, out: &mut String, assessment: &Assessment) {
        let set = self.rating.sheet().product_set();
        let file = set.instrument().file();
        line(
            out,
            self.say(
                "KẾT QUẢ ĐÁNH GIÁ, PHÂN HẠNG SẢN PHẨM OCOP",
                "OCOP PRODUCT RATING",
            ),
        );
        out.push('\n');
        if let Some(product) = assessment.product() {
            let code = product
                .code
                .as_ref()
                .map(|c| format!(" ({c})"))
                .unwrap_or_default();
            if let Some(name) = &product.name {
                fact(
                    out,
                    self.say("Sản phẩm", "Product"),
                    &clean(&format!("{name}{code}")),
                );
            }
        }
        let name = format!("{}. {}", set.number(), self.translate(set.name()));
        fact(out, self.say("Bộ sản phẩm", "Product set"), &name);
        let decision = format!("{} {}", self.say("Quyết định", "Decision"), file.number);
        fact(out, self.say("Văn bản", "Law"), &decision);
    }

    fn result(&self, out: &mut String) {
        let rating = self.rating;
        let result = match rating.outcome() {
            Outcome::Rated => String::new(),
            Outcome::Provisional => self
                .say(
                    " (tạm tính, còn tiêu chí chưa chấm)",
                    " (provisional: criteria are unanswered)",
                )
                .to_owned(),
            Outcome::Stopped => self
                .say(
                    "Dừng đánh giá, không xếp sao",
                    "Assessment stopped, no stars",
                )
                .to_owned(),
            Outcome::Ineligible => self
                .say(
                    "Không đủ điều kiện đánh giá, không xếp sao",
                    "Not eligible for assessment, no stars",
                )
                .to_owned(),
            Outcome::Rejected => self
                .say("Hồ sơ bị loại, không xếp sao", "Dossier rejected, no stars")
                .to_owned(),
        };
        let result = match rating.stars() {
            Some(stars) => format!("{}{result}", self.stars(stars)),
            None => result,
        };
        out.push('\n');
        fact(out, self.say("Kết quả", "Result"), &result);
        let set = rating.sheet().product_set();
        let mut total = format!("{}/{}", rating.points(), set.max_points());
        if let Some(by_points) = rating.points_stars()
            && let Some(band) = set.instrument().band(by_points)
        {
            let source = self.translate(&band.source);
            total.push_str(&match self.lang {
                Lang::Vi => format!(", riêng điểm số đạt {by_points} sao [{source}]"),
                Lang::En => format!(", by points alone {} [{source}]", plural(by_points)),
            });
        }
        fact(out, self.say("Tổng điểm", "Total"), &total);
        if rating.has_stars() {
            let authority = match rating.authority() {
                Some(rule) => format!(
                    "{} [{}]",
                    self.translate(&rule.body),
                    self.translate(&rule.source)
                ),
                None => {
                    let source = &set.instrument().file().recognition.source;
                    format!(
                        "{} [{}]",
                        self.say(
                            "không ban hành quyết định, không cấp giấy chứng nhận",
                            "no decision and no certificate"
                        ),
                        self.translate(source)
                    )
                }
            };
            fact(out, self.say("Công nhận", "Recognition"), &authority);
        }
        out.push('\n');
    }

    fn stars(&self, stars: Stars) -> String {
        let filled = usize::from(stars.get());
        let shape =
            "★".repeat(filled) + &"☆".repeat(usize::from(Stars::MAX.get()).saturating_sub(filled));
        match self.lang {
            Lang::Vi => format!("{stars} sao {shape}"),
            Lang::En => format!("{} {shape}", plural(stars)),
        }
    }

    fn parts(&self, out: &mut String) {
        for (part, points) in self.rating.parts() {
            let name = format!("{}. {}", part.letter, self.translate(&part.name));
            line(
                out,
                &format!(
                    "{}{}",
                    left(&name, 50),
                    right(&format!("{points}/{}", part.max_points), 8)
                ),
            );
        }
        out.push('\n');
    }

    fn reasons(&self, out: &mut String) {
        if self.rating.has_stars() {
            return;
        }
        line(
            out,
            self.say("Vì sao không xếp sao:", "Why there are no stars:"),
        );
        for ground in self.rating.reasons() {
            let effect = effect(ground.effect, self.lang);
            let at = ground
                .criterion
                .map(|c| format!("{c}: "))
                .unwrap_or_default();
            let text = format!(
                "{at}{} ({effect}) [{}]",
                self.translate(ground.label),
                self.translate(ground.source)
            );
            line(out, &wrapped("  - ", &text));
        }
        out.push('\n');
    }

    /// The minimums between these stars and the next that points or minimums deny.
    fn held_back(&self, out: &mut String) {
        let Some(stars) = self.rating.stars() else {
            return;
        };
        let source = self
            .rating
            .sheet()
            .product_set()
            .instrument()
            .file()
            .star_minimums
            .as_ref();
        let source = source
            .map(|s| format!(" [{}]", self.translate(&s.source)))
            .unwrap_or_default();
        for next in i64::from(stars).saturating_add(1)..=i64::from(Stars::MAX) {
            let Ok(next) = Stars::new(next) else { continue };
            let unmet: Vec<_> = self
                .rating
                .minimums()
                .filter(|m| m.stars == next && !m.met)
                .collect();
            let short = self.points_short(next);
            if unmet.is_empty() && short == Points::ZERO {
                continue;
            }
            line(
                out,
                &match self.lang {
                    Lang::Vi => format!(
                        "Để được {next} sao còn thiếu{}:",
                        if unmet.is_empty() { "" } else { &source }
                    ),
                    Lang::En => format!(
                        "Missing for {}{}:",
                        plural(next),
                        if unmet.is_empty() { "" } else { &source }
                    ),
                },
            );
            if short > Points::ZERO {
                let band = self.rating.sheet().product_set().instrument().band(next);
                let source = band.map(|b| self.translate(&b.source)).unwrap_or_default();
                line(
                    out,
                    &match self.lang {
                        Lang::Vi => format!("  - {short} điểm [{source}]"),
                        Lang::En => format!("  - {} [{source}]", worth(short)),
                    },
                );
            }
            for minimum in &unmet {
                let criterion = minimum.criterion;
                let label = criterion
                    .level(minimum.level)
                    .map(|l| self.translate(&l.label))
                    .unwrap_or_default();
                let name = self.translate(&criterion.name);
                let text = match self.lang {
                    Lang::Vi => format!(
                        "{} {name}: cần từ mức {} ({} điểm), mới được {} điểm: {label}",
                        criterion.id, minimum.level, minimum.points, minimum.scored
                    ),
                    Lang::En => format!(
                        "{} {name}: level {} ({}) or more needed, {} scored: {label}",
                        criterion.id,
                        minimum.level,
                        worth(minimum.points),
                        minimum.scored
                    ),
                };
                line(out, &wrapped("  - ", &text));
            }
        }
        if !out.ends_with("\n\n") {
            out.push('\n');
        }
    }

    /// How many points are missing for a band.
    fn points_short(&self, stars: Stars) -> Points {
        let band = self.rating.sheet().product_set().instrument().band(stars);
        band.and_then(|b| {
            Points::new(i64::from(b.from_points).saturating_sub(i64::from(self.rating.points())))
                .ok()
        })
        .unwrap_or(Points::ZERO)
    }

    fn unanswered(&self, out: &mut String) {
        let open: Vec<String> = self
            .rating
            .sheet()
            .unanswered()
            .map(|c| c.id.to_string())
            .collect();
        if !open.is_empty() && self.rating.has_stars() {
            let label = match self.lang {
                Lang::Vi => format!("Chưa chấm {} tiêu chí (tính 0 điểm): ", open.len()),
                Lang::En => format!("{} unanswered (counted 0): ", open.len()),
            };
            line(out, &wrapped("", &format!("{label}{}", open.join(", "))));
            out.push('\n');
        }
    }

    fn scores(&self, out: &mut String) {
        let head = |a: &str, b: &str, c: &str, d: &str| {
            format!(
                "{}{}{}{}",
                left(a, 8),
                left(b, 52),
                right(c, 6),
                right(d, 8)
            )
        };
        line(
            out,
            &head(
                "",
                self.say("Tiêu chí", "Criterion"),
                self.say("Mức", "Level"),
                self.say("Điểm", "Points"),
            ),
        );
        for score in self.rating.scores() {
            let level = match (score.state, score.level) {
                (State::NotApplicable, _) => "–".to_owned(),
                (_, Some(level)) => level.to_string(),
                (_, None) => "?".to_owned(),
            };
            let points = format!("{}/{}", score.points, score.criterion.max_points);
            let name = self.translate(&score.criterion.name);
            let lines = textwrap::wrap(&name, options(50));
            for (i, text) in lines.iter().enumerate() {
                line(
                    out,
                    &if i == 0 {
                        head(&score.criterion.id.to_string(), text, &level, &points)
                    } else {
                        head("", text, "", "")
                    },
                );
            }
        }
        out.push('\n');
    }
}

pub fn worth(points: impl Into<i64>) -> String {
    counted(points, "point")
}

/// So many of something, in English: `1 day`, `2 days`.
pub fn counted(number: impl Into<i64>, one: &str) -> String {
    let number: i64 = number.into();
    let ending = if number.abs() == 1 { "" } else { "s" };
    format!("{number} {one}{ending}")
}

/// Stars in words.
pub fn stars(stars: Stars, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{stars} sao"),
        Lang::En => plural(stars),
    }
}

/// Stars in words for English.
pub fn plural(stars: Stars) -> String {
    if stars == Stars::MIN {
        format!("{stars} star")
    } else {
        format!("{stars} stars")
    }
}

/// The sheet of a product set: criteria, levels, marks, rules.
pub fn sheet(set: &ShownSet, lang: Lang) -> String {
    let mut out = String::new();
    let t = |text: &ocop::Text| text.get(lang).to_owned();
    line(
        &mut out,
        &format!("{} · {}. {}", set.criteria, set.product_set, t(&set.name)),
    );
    let class = &set.classification;
    let place: Vec<String> = [
        Some(&class.sector),
        Some(&class.group),
        class.subgroup.as_ref(),
    ]
    .into_iter()
    .flatten()
    .map(t)
    .collect();
    line(&mut out, &wrapped("", &place.join(" › ")));
    line(
        &mut out,
        &wrapped(
            "",
            &set.ministries.iter().map(t).collect::<Vec<_>>().join("; "),
        ),
    );
    for part in &set.parts {
        line(
            &mut out,
            &format!(
                "\n{}. {} ({})",
                part.part,
                t(&part.name).to_uppercase(),
                part.max_points
            ),
        );
        for section in &part.sections {
            let alone = section
                .criteria
                .first()
                .is_some_and(|c| c.criterion == section.section);
            if !alone {
                line(
                    &mut out,
                    &format!(
                        "\n{}. {} ({})",
                        section.section,
                        t(&section.name),
                        section.max_points
                    ),
                );
            }
            let mut group = None;
            for criterion in &section.criteria {
                let of = criterion.criterion.parent();
                if let Some(heading) = section.groups.iter().find(|g| Some(g.group) == of)
                    && group != of
                {
                    group = of;
                    let text = format!("{} ({})", t(&heading.name), heading.max_points);
                    let first = left(&heading.group.to_string(), 7);
                    line(&mut out, &wrapped(&first, &text));
                }
                shown_criterion(&mut out, criterion, lang);
            }
        }
    }
    let marked = |c: &ocop::criteria::ShownCriterion| {
        c.minimum_for.is_some() || c.levels.iter().any(|l| l.minimum_for.is_some())
    };
    let mut sections = set.parts.iter().flat_map(|p| &p.sections);
    if sections.any(|s| s.criteria.iter().any(marked)) {
        line(
            &mut out,
            say(
                lang,
                "\n***, ****, *****: mức tối thiểu để được 3, 4, 5 sao",
                "\n***, ****, *****: the least for 3, 4, 5 stars",
            ),
        );
    }
    if !set.cases.is_empty() {
        line(
            &mut out,
            say(
                lang,
                "\nTrường hợp (cả phiếu theo một trường hợp)",
                "\nCases (one holds for the whole sheet)",
            ),
        );
    }
    for case in &set.cases {
        line(
            &mut out,
            &wrapped("  ", &format!("{}) {}", case.case, t(&case.label))),
        );
    }
    if !set.findings.is_empty() || !set.zero_stops.is_empty() {
        line(
            &mut out,
            say(
                lang,
                "\nPhát hiện (loại, dừng, không đủ điều kiện)",
                "\nFindings (rejection, stop, eligibility)",
            ),
        );
    }
    for finding in &set.findings {
        let at = finding
            .criterion
            .map(|c| format!("{c}: "))
            .unwrap_or_default();
        let effect = effect(finding.effect, lang);
        line(
            &mut out,
            &wrapped(
                "  - ",
                &format!("{} ({effect}) {at}{}", finding.finding, t(&finding.label)),
            ),
        );
    }
    if !set.zero_stops.is_empty() {
        let ids: Vec<String> = set.zero_stops.iter().map(ToString::to_string).collect();
        let text = match lang {
            Lang::Vi => format!("0 điểm tại {}: dừng đánh giá", ids.join(", ")),
            Lang::En => format!("0 points at {}: the assessment stops", ids.join(", ")),
        };
        line(&mut out, &wrapped("  - ", &text));
    }
    if !set.errata.is_empty() {
        line(
            &mut out,
            say(lang, "\nĐính chính và điểm nghi vấn", "\nErrata and doubts"),
        );
    }
    for erratum in &set.errata {
        let place = [
            erratum.part.map(|p| p.to_string()),
            erratum.section.map(|s| s.to_string()),
            erratum.criterion.map(|c| c.to_string()),
            erratum
                .level
                .map(|l| format!("{} {l}", say(lang, "mức", "level"))),
        ];
        let mut place: Vec<String> = place.into_iter().flatten().collect();
        if place.is_empty() {
            place.push(say(lang, "cả phiếu", "whole sheet").to_owned());
        }
        line(
            &mut out,
            &wrapped(
                "  - ",
                &format!("{}: {}", place.join(", "), t(&erratum.reason)),
            ),
        );
    }
    out
}

fn shown_criterion(out: &mut String, criterion: &ocop::criteria::ShownCriterion, lang: Lang) {
    let needs = criterion.requires.map(|r| match lang {
        Lang::Vi => format!(" · chỉ chấm khi {r} có điểm"),
        Lang::En => format!(" · scored only if {r} has points"),
    });
    let stars = |mark: Option<Stars>| {
        let mark = mark.map(|s| format!(" {}", "*".repeat(usize::from(s.get()))));
        mark.unwrap_or_default()
    };
    let head = format!(
        "{} ({}){}{}",
        criterion.name.get(lang),
        criterion.max_points,
        stars(criterion.minimum_for),
        needs.unwrap_or_default()
    );
    line(
        out,
        &wrapped(&left(&criterion.criterion.to_string(), 7), &head),
    );
    for note in &criterion.notes {
        line(out, &wrapped("       ", note.get(lang)));
    }
    for level in &criterion.levels {
        let case = level.case.map(|c| format!("{c}) ")).unwrap_or_default();
        let first = format!(
            "       {}. {}  ",
            right(&level.level.to_string(), 2),
            right(&level.points.to_string(), 2)
        );
        line(
            out,
            &wrapped(
                &first,
                &format!(
                    "{case}{}{}",
                    level.label.get(lang),
                    stars(level.minimum_for)
                ),
            ),
        );
    }
}
