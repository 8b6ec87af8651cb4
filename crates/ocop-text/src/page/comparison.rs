//! A dossier under another decision, as a secretary or producer reads it.

use ocop::compare::{ComparisonReport, Deciding, RowReport, RowState, Side};
use ocop::{Lang, Outcome, Points, RatingReport};

use super::levels::{legend, mark, minimum};
use crate::document::{Block, Column, Document, Fact, Item, Row, Table};
use crate::inline::Inline;
use crate::words::{not_counted, points, say, stars, text};

/// A comparison for people; `product` is the product's name, where it has one.
#[must_use]
pub fn comparison(report: &ComparisonReport<'_>, product: Option<&str>, lang: Lang) -> Document {
    let page = Page { report, lang };
    let title = say(
        lang,
        "Hồ sơ OCOP theo quyết định khác",
        "An OCOP dossier under another decision",
    );
    let mut out = Document::new(lang, title);
    out.facts(page.head(product));
    out.push(Block::Table(page.ratings()));
    let ratings = [&report.ratings.old, &report.ratings.provisional];
    for notice in ratings.into_iter().flat_map(|r| not_counted(&r.notices)) {
        out.paragraph(text(lang, &notice.message));
    }
    out.paragraph(page.counts());
    out.headed_list(
        2,
        say(lang, "Quyết định hạng sao", "What decides the stars"),
        report.deciding.iter().map(|d| page.deciding(d)),
    );
    let open = [RowState::New, RowState::Question, RowState::Unanswered];
    let open = page.rows(&open).into_iter().filter_map(|r| page.open(r));
    out.headed_list(2, say(lang, "Cần trả lời", "To be answered"), open);
    let rising = report.criteria.iter().filter(|r| r.at_least);
    out.headed_list(
        2,
        say(
            lang,
            "Được chuyển, có thể đạt mức cao hơn nếu chứng minh thêm",
            "Carried over, and may rise with further proof",
        ),
        rising.filter_map(|r| page.moved(r)),
    );
    let changed = page
        .rows(&[RowState::Changed])
        .into_iter()
        .filter(|r| !r.at_least);
    out.headed_list(
        2,
        say(
            lang,
            "Được chuyển, có thay đổi",
            "Carried over with changes",
        ),
        changed.filter_map(|r| page.moved(r)),
    );
    for (state, vi, en) in [
        (RowState::Unchanged, "Giữ nguyên", "Unchanged"),
        (RowState::NotApplicable, "Không chấm", "Not scored"),
    ] {
        let rows = page.rows(&[state]).into_iter();
        let names =
            rows.filter_map(|r| Some(format!("{} {}", r.to.as_ref()?.criterion, r.name.get(lang))));
        out.headed_list(2, say(lang, vi, en), names);
    }
    let gone = page.rows(&[RowState::Gone]).into_iter();
    out.headed_list(
        2,
        say(
            lang,
            "Không còn trong quyết định mới",
            "No longer in the newer decision",
        ),
        gone.filter_map(|r| {
            let from = r.from.as_ref()?;
            Some(page.named(r, from).note(page.before(from)))
        }),
    );
    page.minimums(&mut out);
    page.findings(&mut out);
    if report
        .criteria
        .iter()
        .any(|r| r.choices.iter().any(|c| c.minimum_for.is_some()))
    {
        out.paragraph(legend(lang));
    }
    out
}

struct Page<'p> {
    report: &'p ComparisonReport<'p>,
    lang: Lang,
}

impl Page<'_> {
    const fn say<'w>(&self, vi: &'w str, en: &'w str) -> &'w str {
        say(self.lang, vi, en)
    }

    fn rows(&self, states: &[RowState]) -> Vec<&RowReport> {
        let rows = self.report.criteria.iter();
        rows.filter(|r| states.contains(&r.state)).collect()
    }

    fn head(&self, product: Option<&str>) -> Vec<Fact> {
        let mut facts = Vec::new();
        if let Some(name) = product {
            facts.push(Fact::new(self.say("Sản phẩm", "Product"), name));
        }
        for (label, set) in [
            (self.say("Từ", "From"), &self.report.from),
            (self.say("Sang", "To"), &self.report.to),
        ] {
            let decision = self.say("Quyết định", "Decision");
            let name = set.name.get(self.lang);
            facts.push(Fact::new(
                label,
                format!("{decision} {} · {}. {name}", set.number, set.product_set),
            ));
        }
        let basis = match &self.report.correspondence {
            Some(_) => self.say(
                "bảng tương ứng đã rà soát từng mức",
                "a table of correspondences, reviewed level by level",
            ),
            None if self.report.from.criteria == self.report.to.criteria => {
                self.say("cùng một quyết định", "the same decision")
            }
            None => self.say(
                "chưa có bảng tương ứng: chỉ chuyển mức giống nguyên văn",
                "not reviewed: only levels word for word the same carry over",
            ),
        };
        facts.push(Fact::new(self.say("Cách chuyển", "Carried over by"), basis));
        facts
    }

    fn ratings(&self) -> Table {
        let ratings = &self.report.ratings;
        let mut table = Table::new([
            Column::words("", 2),
            Column::figures(self.say("Điểm", "Points")),
            Column::words(self.say("Kết quả", "Result"), 1),
        ]);
        for (label, rating) in [
            (
                self.say("Theo quyết định cũ", "Under the older decision"),
                &ratings.old,
            ),
            (
                self.say(
                    "Tạm tính theo quyết định mới",
                    "Provisional under the newer decision",
                ),
                &ratings.provisional,
            ),
            (
                self.say("Thấp nhất có thể", "Worst possible"),
                &ratings.worst,
            ),
            (self.say("Cao nhất có thể", "Best possible"), &ratings.best),
        ] {
            table.rows.push(Row::new([
                label.to_owned(),
                format!("{}/{}", rating.points, rating.max_points),
                self.result(rating),
            ]));
        }
        table
    }

    fn result(&self, rating: &RatingReport<'_>) -> String {
        let told = match rating.outcome {
            Outcome::Rejected => self.say("bị loại", "rejected"),
            Outcome::Ineligible => self.say("không đủ điều kiện", "not eligible"),
            Outcome::Stopped => self.say("dừng đánh giá", "stopped"),
            Outcome::Rated | Outcome::Provisional => "",
        };
        rating
            .stars
            .map_or_else(|| told.to_owned(), |s| stars(self.lang, s))
    }

    /// The few answers that decide a rank: its minimums, and the points it lacks.
    fn deciding(&self, rank: &Deciding) -> Item {
        let mut needed = Vec::new();
        let rows = &self.report.criteria;
        for id in &rank.criteria {
            let row = rows
                .iter()
                .find(|r| r.to.as_ref().is_some_and(|t| t.criterion == *id));
            let name = row.map_or("", |r| r.name.get(self.lang));
            needed.push(format!("{id} {name}").trim().to_owned());
        }
        if rank.points > Points::ZERO {
            let points = points(self.lang, rank.points);
            needed.push(match self.lang {
                Lang::Vi => format!("thêm {points}"),
                Lang::En => format!("{points} more"),
            });
        }
        if needed.is_empty() {
            needed.push(
                self.say("như các hạng dưới", "as for the ranks below")
                    .to_owned(),
            );
        }
        Item::new(format!(
            "{}: {}",
            stars(self.lang, rank.stars),
            needed.join("; ")
        ))
    }

    fn counts(&self) -> String {
        let counts = &self.report.counts;
        let (same, changed, gone) = (counts.unchanged, counts.changed, counts.gone);
        let open = self.report.open.len();
        match self.lang {
            Lang::Vi => format!(
                "{same} tiêu chí giữ nguyên, {changed} chuyển có thay đổi, {open} cần trả lời, {gone} không còn."
            ),
            Lang::En => format!(
                "{same} criteria unchanged, {changed} carried over with changes, {open} to be answered, {gone} gone."
            ),
        }
    }

    fn named(&self, row: &RowReport, side: &Side) -> Item {
        let name = format!("{} {}", side.criterion, row.name.get(self.lang));
        let most = points(self.lang, side.max_points);
        let most = match self.lang {
            Lang::Vi => format!(" (tối đa {most})"),
            Lang::En => format!(" ({most} at most)"),
        };
        Item::new(Inline::new().strong(name).plain(most))
    }

    fn open(&self, row: &RowReport) -> Option<Item> {
        let mut item = self.named(row, row.to.as_ref()?);
        if let (RowState::Question, Some(from)) = (row.state, &row.from) {
            item = item.note(self.before(from));
        }
        let why = match row.state {
            RowState::New => Some(self.say("tiêu chí mới", "a new criterion")),
            RowState::Unanswered => Some(self.say("chưa chấm", "unanswered")),
            _ => row.reason.as_ref().map(|r| r.get(self.lang)),
        };
        if let Some(why) = why {
            item = item.note(why);
        }
        Some(item.with(self.choices(row)))
    }

    fn moved(&self, row: &RowReport) -> Option<Item> {
        let (from, to) = (row.from.as_ref()?, row.to.as_ref()?);
        let least = if row.at_least {
            self.say("ít nhất ", "at least ")
        } else {
            ""
        };
        let mut item = self.named(row, to);
        item = item.note(format!("{} → {least}{}", self.side(from), self.side(to)));
        if let Some(reason) = &row.reason {
            item = item.note(text(self.lang, reason));
        }
        Some(item.with(self.choices(row)))
    }

    fn side(&self, side: &Side) -> String {
        let (Some(level), Some(scored)) = (side.level, side.points) else {
            return self.say("chưa chấm", "unanswered").to_owned();
        };
        let most = side.max_points;
        match self.lang {
            Lang::Vi => format!("mức {level} ({scored}/{most} điểm)"),
            Lang::En => format!("level {level} ({scored}/{most} points)"),
        }
    }

    /// What was reached before.
    fn before(&self, from: &Side) -> String {
        let label = from
            .label
            .as_ref()
            .map(|l| format!(": {}", l.get(self.lang)));
        let before = self.say("Trước", "Before");
        format!(
            "{before}: {} {}{}",
            from.criterion,
            self.side(from),
            label.unwrap_or_default()
        )
    }

    fn choices(&self, row: &RowReport) -> Vec<String> {
        let choices = row.choices.iter().map(|choice| {
            let case = choice.case.map(|c| format!("{c}) ")).unwrap_or_default();
            let level = self.say("mức", "level");
            format!(
                "{level} {}, {}: {case}{} {}",
                choice.level,
                points(self.lang, choice.points),
                choice.label.get(self.lang),
                mark(choice.minimum_for)
            )
            .trim_end()
            .to_owned()
        });
        choices.collect()
    }

    fn minimums(&self, out: &mut Document) {
        let minimums = &self.report.minimums;
        for (list, vi, en) in [
            (
                &minimums.appear,
                "Mức tối thiểu mới theo sao",
                "New star minimums",
            ),
            (
                &minimums.vanish,
                "Mức tối thiểu theo sao không còn",
                "Star minimums that are gone",
            ),
        ] {
            let items = list.iter().map(|m| minimum(m, self.lang));
            out.headed_list(2, self.say(vi, en), items);
        }
    }

    fn findings(&self, out: &mut Document) {
        let findings = &self.report.findings;
        for (list, vi, en) in [
            (
                &findings.carried,
                "Trường hợp bị loại, dừng, không đủ điều kiện được chuyển",
                "Findings carried over",
            ),
            (
                &findings.gone,
                "Trường hợp quyết định mới không quy định",
                "Findings that the newer decision does not have",
            ),
        ] {
            let items = list.iter().map(|f| f.label.get(self.lang));
            out.headed_list(2, self.say(vi, en), items);
        }
    }
}
