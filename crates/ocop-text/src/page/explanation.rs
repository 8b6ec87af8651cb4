//! A rating explained in sentences: one page for a producer, every figure for a council.

use ocop::explain::{Award, Explanation, Firmness, HeldBack};
use ocop::plan::PlanStatus;
use ocop::{Lang, Library, NoticeCode, Outcome, State, Text};

use super::plan::{answer, block, bound};
use crate::document::{Block, Column, Document, Fact, Item, Row, Signature, Table};
use crate::inline::Inline;
use crate::words::{
    Law, days, effect, ended, label_or_none, not_counted, points, points_change, say, stars, text,
};

/// Whom an explanation is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reader {
    /// A family or cooperative: one page, what it comes to and what to do.
    Producer,
    /// A council: every criterion with its level and article, and lines to sign.
    Council,
}

/// An explanation for a reader.
#[must_use]
pub fn explanation(found: &Explanation, reader: Reader, library: &Library, lang: Lang) -> Document {
    let law = Law::of(library, found.criteria.as_str(), lang).with_set(Some(found.product_set));
    let page = Page { found, law, lang };
    let mut out = Document::new(
        lang,
        say(
            lang,
            "Giải thích kết quả đánh giá sản phẩm OCOP",
            "The OCOP rating explained",
        ),
    );
    out.facts(page.head());
    out.heading(2, say(lang, "Kết quả", "Result"));
    out.paragraph(page.verdict());
    out.list(page.parts());
    page.reasons(&mut out);
    let held = match reader {
        Reader::Producer => found.held_back.get(..1).unwrap_or_default(),
        Reader::Council => &found.held_back,
    };
    for step in held {
        page.held_back(&mut out, step);
    }
    if reader == Reader::Producer {
        page.next(&mut out, false);
    }
    if let Some(firm) = &found.firmness {
        page.firmness(&mut out, firm);
    }
    if reader == Reader::Producer {
        // a council has all notices below
        for notice in not_counted(&found.notices) {
            out.paragraph(text(lang, &notice.message));
        }
    }
    page.unanswered(&mut out);
    match reader {
        Reader::Producer => page.evidence_short(&mut out),
        Reader::Council => {
            page.awards(&mut out);
            page.evidence_full(&mut out);
            let notices = found.notices.iter().map(|n| text(lang, &n.message));
            out.headed_list(2, say(lang, "Lưu ý", "Notes"), notices);
            page.next(&mut out, true);
            page.ground(&mut out);
        }
    }
    out
}

struct Page<'p> {
    found: &'p Explanation,
    law: Law<'p>,
    lang: Lang,
}

impl Page<'_> {
    const fn say<'w>(&self, vi: &'w str, en: &'w str) -> &'w str {
        say(self.lang, vi, en)
    }

    fn head(&self) -> Vec<Fact> {
        let (found, lang) = (self.found, self.lang);
        let mut facts = Vec::new();
        if let Some(product) = &found.product {
            let code = found.code.as_ref().map(|c| format!(" ({c})"));
            let name = Inline::from(product).plain(code.unwrap_or_default());
            facts.push(Fact::new(self.say("Sản phẩm", "Product"), name));
        }
        if let Some(producer) = &found.producer {
            facts.push(Fact::new(self.say("Chủ thể", "Producer"), producer));
        }
        let set = format!("{}. {}", found.product_set, found.set_name.get(lang));
        facts.push(Fact::new(self.say("Bộ sản phẩm", "Product set"), set));
        let decision = format!(
            "{} {}",
            self.say("Quyết định", "Decision"),
            found.instrument
        );
        let law = Inline::from(decision).source(found.sheet_source.get(lang));
        facts.push(Fact::new(self.say("Văn bản", "Law"), law));
        facts
    }

    fn verdict(&self) -> Inline {
        let (found, lang) = (self.found, self.lang);
        let (total, most) = (found.points, found.max_points);
        let product = found.product.as_deref();
        let product = product.unwrap_or_else(|| self.say("Sản phẩm", "The product"));
        let mut words = Inline::from(match lang {
            Lang::Vi => format!("{product} được {total} trên {most} điểm"),
            Lang::En => format!("{product} has {total} of {most} points"),
        });
        words = match (found.stars, found.points_stars, lang) {
            (Some(given), Some(by_points), Lang::Vi) if given < by_points => words
                .plain(format!(
                    ": riêng điểm số đạt {by_points} sao, nhưng chưa đủ mức tối thiểu nên "
                ))
                .strong(format!("xếp {given} sao"))
                .plain("."),
            (Some(given), Some(by_points), Lang::En) if given < by_points => words
                .plain(format!(
                    ": by points alone {}, but a minimum is not met, so it is ",
                    stars(lang, by_points)
                ))
                .strong(format!("rated {}", stars(lang, given)))
                .plain("."),
            (Some(given), _, Lang::Vi) => words
                .plain(" và ")
                .strong(format!("được xếp {given} sao"))
                .plain("."),
            (Some(given), _, Lang::En) => words
                .plain(" and is ")
                .strong(format!("rated {}", stars(lang, given)))
                .plain("."),
            (None, ..) => words
                .plain(self.say(", nhưng ", ", but "))
                .strong(self.say("không được xếp sao", "is given no stars"))
                .plain("."),
        };
        if let Some(band) = &found.band {
            let (band_of, from) = (stars(lang, band.stars), points(lang, band.from_points));
            let fact = match lang {
                Lang::Vi => format!("{band_of} từ {from}"),
                Lang::En => format!("{band_of} from {from}"),
            };
            words = self.sourced(words, self.say("Khung điểm", "Band"), &fact, &band.source);
        }
        if found.outcome == Outcome::Provisional {
            words = words.plain(self.say(
                " Kết quả là tạm tính: còn tiêu chí chưa chấm, đang tính 0 điểm.",
                " The result is provisional: unanswered criteria count 0.",
            ));
        }
        if let Some(by) = &found.recognition {
            let nobody = self.say(
                "không ban hành quyết định, không cấp giấy chứng nhận",
                "no decision and no certificate",
            );
            let body = by.body.as_ref().map_or(nobody, |b| b.get(lang));
            words = self.sourced(
                words,
                self.say("Công nhận", "Recognition"),
                body,
                &by.source,
            );
        }
        words
    }

    fn sourced(&self, words: Inline, label: &str, fact: &str, source: &Text) -> Inline {
        words
            .plain(format!(" {label}: {fact}"))
            .source(source.get(self.lang))
            .plain(".")
    }

    fn parts(&self) -> Vec<String> {
        let parts = self.found.parts.iter().map(|p| {
            let name = p.name.get(self.lang);
            format!("{}. {name}: {}/{}", p.part, p.points, p.max_points)
        });
        parts.collect()
    }

    fn reasons(&self, out: &mut Document) {
        let reasons = self.found.reasons.iter().map(|r| {
            let at = r.criterion.map(|c| format!("{c} ")).unwrap_or_default();
            let label = r.label.get(self.lang);
            Inline::from(format!("{at}{label}: {}", effect(self.lang, r.effect)))
                .source(r.source.get(self.lang))
        });
        let heading = self.say("Căn cứ không xếp sao", "Why there are no stars");
        out.headed_list(2, heading, reasons);
    }

    fn held_back(&self, out: &mut Document, held: &HeldBack) {
        let lang = self.lang;
        let mut items: Vec<Inline> = Vec::new();
        if held.points_short > 0 {
            let (short, from) = (held.points_short, held.from_points);
            let words = match lang {
                Lang::Vi => format!("Thiếu {short} điểm để đạt {from} điểm"),
                Lang::En => format!("{} missing to reach {from}", points(lang, short)),
            };
            items.push(Inline::from(words).source(held.band_source.get(lang)));
        }
        let source = held.minimums_source.as_ref().map(|s| s.get(lang));
        items.extend(held.minimums.iter().map(|m| {
            let (id, name, label) = (m.criterion, m.name.get(lang), m.label.get(lang));
            let (level, needed, scored) = (m.level, m.points, m.scored);
            let words = match lang {
                Lang::Vi => format!(
                    "{id} {name}: được {scored} điểm, cần từ mức {level} ({needed} điểm): {label}"
                ),
                Lang::En => format!(
                    "{id} {name}: {} scored, level {level} ({}) or higher is needed: {label}",
                    points(lang, scored),
                    points(lang, needed)
                ),
            };
            Inline::from(words).source(source.unwrap_or_default())
        }));
        let next = held.stars;
        let heading = match lang {
            Lang::Vi => format!("Vì sao chưa được {next} sao"),
            Lang::En => format!("Why not {}", stars(lang, next)),
        };
        out.headed_list(2, heading, items);
    }

    fn firmness(&self, out: &mut Document, firm: &Firmness) {
        let (lang, Some(given)) = (self.lang, self.found.stars) else {
            return;
        };
        let (above, from) = (firm.points_above, firm.from_points);
        out.heading(
            2,
            self.say("Mức độ chắc chắn của hạng sao", "How firm these stars are"),
        );
        out.paragraph(match (above, lang) {
            (0, Lang::Vi) => format!("Tổng điểm vừa đủ ngưỡng {given} sao ({from} điểm)."),
            (0, Lang::En) => format!(
                "The total is exactly the least for {} ({from}).",
                stars(lang, given)
            ),
            (_, Lang::Vi) => {
                format!("Tổng điểm cao hơn ngưỡng {given} sao ({from} điểm) là {above} điểm.")
            }
            (_, Lang::En) => format!(
                "The total is {} above the least for {} ({from}).",
                points(lang, above),
                stars(lang, given)
            ),
        });
        if firm.fragile.is_empty() {
            out.paragraph(self.say(
                "Hạ một mức ở bất kỳ tiêu chí nào cũng không mất hạng sao.",
                "One level lower at any one criterion does not lose the stars.",
            ));
            return;
        }
        out.paragraph(self.say(
            "Hạ một mức ở một trong các tiêu chí sau là mất hạng sao; cần giữ minh chứng thật chắc:",
            "One level lower at any one of these loses the stars, so keep their evidence firm:",
        ));
        out.list(firm.fragile.iter().map(|f| {
            let then = match (f.stars, lang) {
                (Some(then), Lang::Vi) => format!("còn {then} sao"),
                (Some(then), Lang::En) => format!("then {}", stars(lang, then)),
                (None, Lang::Vi) => "dừng đánh giá".to_owned(),
                (None, Lang::En) => "the assessment stops".to_owned(),
            };
            let level = self.say("mức", "level");
            format!(
                "{} {}: {level} {} → {}, {then}",
                f.criterion,
                f.name.get(lang),
                f.from,
                f.to
            )
        }));
    }

    fn next(&self, out: &mut Document, whole: bool) {
        let (lang, Some(plan)) = (self.lang, &self.found.next) else {
            return;
        };
        let target = stars(lang, plan.target);
        out.heading(
            2,
            match lang {
                Lang::Vi => format!("Bước nhỏ nhất để nâng hạng {target}"),
                Lang::En => format!("The smallest step to {target}"),
            },
        );
        out.paragraph(answer(plan, lang));
        if plan.status != PlanStatus::Planned {
            out.list(plan.blocked_by.iter().map(|b| block(b, &self.law)));
            return;
        }
        out.list(plan.changes.iter().map(|c| {
            let words = format!(
                ": {} {} → {} ({}, {}): {}",
                self.say("mức", "level"),
                c.from,
                c.to,
                points_change(lang, c.points),
                days(lang, c.lead_time_days),
                ended(label_or_none(lang, c.label.as_ref()))
            );
            let name = format!("{} {}", c.criterion, c.name.get(lang));
            let mut words = Inline::new().strong(name).plain(words);
            if !c.evidence.is_empty() {
                let names: Vec<&str> = c.evidence.iter().map(|e| e.name.get(lang)).collect();
                let label = self.say("Minh chứng", "Evidence");
                words = words.plain(format!(" {label}: {}.", names.join("; ")));
            }
            words
        }));
        if whole {
            out.headed_list(
                3,
                self.say(
                    "Căn cứ xác định phương án tối thiểu",
                    "Why nothing smaller works",
                ),
                plan.why.iter().map(|w| bound(w, &self.law)),
            );
        }
        if let Some(note) = &plan.costs_note {
            out.paragraph(text(lang, note));
        }
    }

    fn unanswered(&self, out: &mut Document) {
        let items = self.found.unanswered.iter().map(|o| {
            let most = points(self.lang, o.max_points);
            let name = o.name.get(self.lang);
            match self.lang {
                Lang::Vi => format!("{} {name}: tối đa {most}", o.criterion),
                Lang::En => format!("{} {name}: {most} at most", o.criterion),
            }
        });
        out.headed_list(2, self.say("Chưa chấm", "Unanswered"), items);
    }

    /// For one page: which criteria, without the papers asked for.
    fn evidence_short(&self, out: &mut Document) {
        let (missing, other): (Vec<_>, Vec<_>) = self
            .found
            .evidence
            .iter()
            .partition(|n| n.code == NoticeCode::EvidenceMissing);
        let mut items: Vec<Item> = other
            .iter()
            .map(|n| Item::new(text(self.lang, &n.message)))
            .collect();
        let named = |id: &ocop::CriterionId| {
            let award = self.found.awarded.iter().find(|a| a.criterion == *id);
            award.map_or_else(|| id.to_string(), |a| self.named(a))
        };
        let names: Vec<String> = missing
            .iter()
            .filter_map(|n| n.criterion.as_ref())
            .map(named)
            .collect();
        if !names.is_empty() {
            let label = self.say(
                "Được chấm điểm nhưng chưa nêu minh chứng: ",
                "Claimed, but no paper is listed: ",
            );
            items.push(Item::new(format!("{label}{}.", names.join("; "))));
        }
        let heading = self.say("Minh chứng còn thiếu", "Evidence that is missing");
        out.headed_list(2, heading, items);
    }

    fn evidence_full(&self, out: &mut Document) {
        let heading = self.say("Minh chứng còn thiếu", "Evidence that is missing");
        let items = self
            .found
            .evidence
            .iter()
            .map(|n| text(self.lang, &n.message));
        out.headed_list(2, heading, items);
    }

    fn named(&self, award: &Award) -> String {
        format!("{} {}", award.criterion, award.name.get(self.lang))
    }

    fn awards(&self, out: &mut Document) {
        let heading = self.say("Điểm từng tiêu chí", "Every criterion");
        out.heading(
            2,
            Inline::from(heading).source(self.found.sheet_source.get(self.lang)),
        );
        let mut table = Table::new([
            Column::words(self.say("Tiêu chí", "Criterion"), 2),
            Column::figures(self.say("Mức", "Level")),
            Column::figures(self.say("Điểm", "Points")),
            Column::words(self.say("Nội dung của mức", "What the level asks for"), 3),
        ]);
        for award in &self.found.awarded {
            let level = match (award.state, award.level) {
                (State::Unanswered, _) => "?".to_owned(),
                (State::NotApplicable, _) | (_, None) => "–".to_owned(),
                (_, Some(level)) => level.to_string(),
            };
            let label = match (award.state, &award.label) {
                (State::Unanswered, _) => self.say("chưa chấm", "unanswered"),
                (State::NotApplicable, _) => self.say("không áp dụng", "not applicable"),
                (State::Scored, Some(label)) => label.get(self.lang),
                (State::Scored, None) => self.say("không đạt mức nào", "none of the levels"),
            };
            table.rows.push(Row::new([
                self.named(award),
                level,
                format!("{}/{}", award.points, award.max_points),
                label.to_owned(),
            ]));
        }
        out.push(Block::Table(table));
    }

    fn ground(&self, out: &mut Document) {
        out.heading(2, self.say("Kết quả dựa trên", "What this rests on"));
        out.facts(vec![
            Fact::new(
                self.say("Bộ tiêu chí", "Criteria"),
                self.found.criteria.as_str(),
            ),
            Fact::new(
                self.say("Mã kiểm tra tiêu chí", "Digest of criteria"),
                &self.found.criteria_digest,
            ),
            Fact::new(
                self.say("Mã kiểm tra hồ sơ", "Digest of dossier"),
                &self.found.dossier_digest,
            ),
        ]);

        out.signatures([
            Signature::new(self.say("Thư ký Hội đồng", "Secretary"), ""),
            Signature::new(self.say("Chủ tịch Hội đồng", "Chair of the council"), ""),
        ]);
    }
}
