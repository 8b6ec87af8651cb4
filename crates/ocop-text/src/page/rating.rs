//! A rating: the result, what holds it back, and unless brief every criterion.

use ocop::criteria::AuthorityRule;
use ocop::{
    CriterionId, Lang, LevelNumber, Library, MinimumReport, Points, RatingReport, ScoreReport,
    Stars, State,
};

use crate::document::{Block, Column, Document, Fact, Item, Row, Table};
use crate::inline::Inline;
use crate::words::{Law, drawn, effect, notice, outcome, points, say, stars};

/// A rating for people. A brief report gives a page without the table of criteria and the digests.
///
/// ```
/// use ocop::Lang;
/// use ocop_text::{Format, page, write};
///
/// let library = ocop::Library::embedded();
/// let dossier = br#"{"criteria": "qd-26-2026", "product_set": 1, "answers": {"1.1": 3, "1.4": 2}}"#;
/// let assessment = library.assess_json(dossier, &ocop::AssessOptions::default())?;
/// let text = write(&page::rating(&assessment.brief(), &library, Lang::En), Format::TEXT);
/// assert!(text.starts_with("OCOP PRODUCT RATING\n"));
/// assert!(text.contains("1 star ★☆☆☆☆"));
/// # Ok::<(), ocop::Problems>(())
/// ```
#[must_use]
pub fn rating(report: &RatingReport<'_>, library: &Library, lang: Lang) -> Document {
    let law = Law::of(library, &report.criteria, lang).with_set(Some(report.product_set));
    let page = Page { report, law };
    let title = say(
        lang,
        "Kết quả đánh giá, phân hạng sản phẩm OCOP",
        "OCOP product rating",
    );
    let mut out = Document::new(lang, title);
    out.facts(page.head());
    out.facts(page.result());
    out.push(Block::Table(page.parts()));
    page.reasons(&mut out);
    page.held_back(&mut out);
    page.unanswered(&mut out);
    let notices = report.notices.iter().map(|n| notice(&page.law, n));
    out.headed_list(2, say(lang, "Lưu ý", "Notes"), notices);
    if let Some(scores) = &report.scores {
        out.heading(2, say(lang, "Điểm từng tiêu chí", "Every criterion"));
        out.push(Block::Table(page.scores(scores)));
    }
    if let Some(digests) = &report.digests {
        out.facts(vec![
            Fact::new(
                say(lang, "Mã kiểm tra tiêu chí", "Digest of criteria"),
                digests.criteria.as_ref(),
            ),
            Fact::new(
                say(lang, "Mã kiểm tra hồ sơ", "Digest of dossier"),
                digests.dossier.as_ref(),
            ),
        ]);
    }
    out
}

struct Page<'p> {
    report: &'p RatingReport<'p>,
    law: Law<'p>,
}

/// A minimum that is not met: the criterion, and the level and points that it needs where known.
struct Short {
    criterion: CriterionId,
    level: Option<(LevelNumber, Points)>,
    scored: Option<Points>,
}

impl Page<'_> {
    const fn lang(&self) -> Lang {
        self.law.lang
    }

    fn head(&self) -> Vec<Fact> {
        let mut facts = Vec::new();
        if let Some(product) = &self.report.product
            && let Some(name) = &product.name
        {
            let code = product.code.as_ref().map(|c| format!(" ({c})"));
            let name = Inline::from(name.as_ref()).plain(code.unwrap_or_default());
            facts.push(Fact::new(self.law.say("Sản phẩm", "Product"), name));
        }
        facts.push(Fact::new(
            self.law.say("Bộ sản phẩm", "Product set"),
            self.law.set_name(self.report.product_set),
        ));
        facts.push(Fact::new(
            self.law.say("Văn bản", "Law"),
            self.law.decision(&self.report.criteria),
        ));
        facts
    }

    fn result(&self) -> Vec<Fact> {
        let (lang, report) = (self.lang(), self.report);
        let told = outcome(lang, report.outcome);
        let result = match report.stars {
            Some(found) => {
                let told = if told.is_empty() {
                    String::new()
                } else {
                    format!(" ({told})")
                };
                Inline::new()
                    .strong(format!("{} {}", stars(lang, found), drawn(found)))
                    .plain(told)
            }
            None => Inline::new().strong(told),
        };
        let mut facts = vec![Fact::new(self.law.say("Kết quả", "Result"), result)];
        let mut total = Inline::from(format!("{}/{}", report.points, report.max_points));
        if let Some(by_points) = report.points_stars {
            total = total
                .plain(match lang {
                    Lang::Vi => format!(", riêng điểm số đạt {by_points} sao"),
                    Lang::En => format!(", by points alone {}", stars(lang, by_points)),
                })
                .source(self.band(by_points).map(|(_, s)| s).unwrap_or_default());
        }
        facts.push(Fact::new(self.law.say("Tổng điểm", "Total"), total));
        if report.stars.is_some() {
            let by = match self.authority() {
                Some(rule) => Inline::from(self.law.translate(&rule.body))
                    .source(self.law.translate(&rule.source)),
                None => self.unrecognised(),
            };
            facts.push(Fact::new(self.law.say("Công nhận", "Recognition"), by));
        }
        facts
    }

    fn unrecognised(&self) -> Inline {
        let set = self.law.set();
        let source = set.map(|s| {
            self.law
                .translate(&s.instrument().file().recognition.source)
        });
        Inline::from(self.law.say(
            "không ban hành quyết định, không cấp giấy chứng nhận",
            "no decision and no certificate",
        ))
        .source(source.unwrap_or_default())
    }

    /// The rule of authority behind the report.
    fn authority(&self) -> Option<&AuthorityRule> {
        let (found, wanted) = (self.report.stars?, self.report.authority?);
        let file = self.law.set()?.instrument().file();
        let source = self.report.sources.as_ref().map(|s| s.authority.as_ref());
        file.authority.iter().find(|r| {
            r.authority == wanted
                && r.stars.contains(&found)
                && source.is_none_or(|s| s == r.source)
        })
    }

    /// The least points of a band, and its article.
    fn band(&self, stars: Stars) -> Option<(Points, String)> {
        let band = self.law.set()?.instrument().band(stars)?;
        Some((band.from_points, self.law.translate(&band.source)))
    }

    fn parts(&self) -> Table {
        let mut table = Table::new([
            Column::words(self.law.say("Phần", "Part"), 1),
            Column::figures(self.law.say("Điểm", "Points")),
        ]);
        let parts = self.law.set().map(|s| s.parts()).unwrap_or_default();
        for part in &self.report.parts {
            let name = parts.iter().find(|p| p.letter == part.part);
            let name = name.map(|p| format!(". {}", self.law.translate(&p.name)));
            table.rows.push(Row::new([
                format!("{}{}", part.part, name.unwrap_or_default()),
                format!("{}/{}", part.points, part.max_points),
            ]));
        }
        table
    }

    fn reasons(&self, out: &mut Document) {
        let reasons = self.report.reasons.iter().map(|reason| {
            let at = reason
                .criterion
                .map(|c| format!("{}: ", self.law.criterion(c)));
            let label = match reason.finding.as_deref() {
                Some(name) => self.law.finding(name).unwrap_or_else(|| name.to_owned()),
                None => self.law.say("0 điểm", "0 points").to_owned(),
            };
            let effect = effect(self.lang(), reason.effect);
            Inline::from(format!("{}{label} ({effect})", at.unwrap_or_default()))
                .source(self.law.translate(&reason.source))
        });
        let heading = self
            .law
            .say("Căn cứ không xếp sao", "Why there are no stars");
        out.headed_list(2, heading, reasons);
    }

    /// What is missing for each greater number of stars: points, minimums.
    fn held_back(&self, out: &mut Document) {
        let (lang, Some(now)) = (self.lang(), self.report.stars) else {
            return;
        };
        let minimums = self.law.set().and_then(|s| {
            let file = s.instrument().file();
            file.star_minimums
                .as_ref()
                .map(|m| self.law.translate(&m.source))
        });
        let greater = i64::from(now).saturating_add(1)..=i64::from(Stars::MAX);
        for next in greater.filter_map(|n| Stars::new(n).ok()) {
            let mut items: Vec<Item> = Vec::new();
            if let Some((from, source)) = self.band(next)
                && let short = i64::from(from).saturating_sub(i64::from(self.report.points))
                && short > 0
            {
                items.push(Item::new(Inline::from(points(lang, short)).source(source)));
            }
            items.extend(self.short(next).iter().map(|s| self.minimum(s)));
            let source = if self.short(next).is_empty() {
                None
            } else {
                minimums.clone()
            };
            let heading = match lang {
                Lang::Vi => format!("Còn thiếu để được {next} sao"),
                Lang::En => format!("Missing for {}", stars(lang, next)),
            };
            out.headed_list(
                2,
                Inline::from(heading).source(source.unwrap_or_default()),
                items,
            );
        }
    }

    /// The minimums for exactly these stars that are not met.
    fn short(&self, stars: Stars) -> Vec<Short> {
        if let Some(minimums) = &self.report.minimums {
            let unmet = |m: &&MinimumReport| m.stars == stars && !m.met;
            let short = minimums.iter().filter(unmet).map(|m| Short {
                criterion: m.criterion,
                level: Some((m.level, m.points)),
                scored: Some(m.scored),
            });
            return short.collect();
        }
        let mut lists = self.report.unmet.lists();
        let list = lists.find(|(needed, _)| *needed == stars.get());
        let ids = list.map(|(_, ids)| ids).unwrap_or_default();
        let short = ids.iter().map(|id| {
            let criterion = self.law.set().and_then(|s| s.criterion(*id));
            let levels = criterion.map(|c| c.levels.as_slice()).unwrap_or_default();
            let marked = levels.iter().find(|l| l.minimum_for == Some(stars));
            Short {
                criterion: *id,
                level: marked.map(|l| (l.number, l.points)),
                scored: None,
            }
        });
        short.collect()
    }

    fn minimum(&self, short: &Short) -> Item {
        let lang = self.lang();
        let mut text = self.law.criterion(short.criterion);
        let Some((level, needed)) = short.level else {
            return Item::new(text);
        };
        let scored = short.scored.map(|p| match lang {
            Lang::Vi => format!(", mới được {p} điểm"),
            Lang::En => format!(", {p} scored"),
        });
        text.push_str(&match lang {
            Lang::Vi => format!(": cần từ mức {level} ({needed} điểm)"),
            Lang::En => format!(
                ": level {level} ({}) or higher is needed",
                points(lang, needed)
            ),
        });
        text.push_str(&scored.unwrap_or_default());
        if let Some(label) = self.law.label(short.criterion, level) {
            text.push_str(&format!(": {label}"));
        }
        Item::new(text)
    }

    fn unanswered(&self, out: &mut Document) {
        let open = &self.report.unanswered;
        if self.report.stars.is_none() {
            return;
        }
        let count = open.len();
        let heading = match self.lang() {
            Lang::Vi => format!("Chưa chấm {count} tiêu chí (tính 0 điểm)"),
            Lang::En if count == 1 => "1 criterion is unanswered (counted 0)".to_owned(),
            Lang::En => format!("{count} criteria are unanswered (counted 0)"),
        };
        out.headed_list(2, heading, open.iter().map(|id| self.law.criterion(*id)));
    }

    fn scores(&self, scores: &[ScoreReport<'_>]) -> Table {
        let mut table = Table::new([
            Column::words(self.law.say("Tiêu chí", "Criterion"), 1),
            Column::figures(self.law.say("Mức", "Level")),
            Column::figures(self.law.say("Điểm", "Points")),
        ]);
        for score in scores {
            let level = match (score.state, score.level) {
                (State::NotApplicable, _) => "–".to_owned(),
                (_, Some(level)) => level.to_string(),
                (_, None) => "?".to_owned(),
            };
            table.rows.push(Row::new([
                self.law.criterion(score.criterion),
                level,
                format!("{}/{}", score.points, score.max_points),
            ]));
        }
        table
    }
}
