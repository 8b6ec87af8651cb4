//! A comparison of a dossier across decisions, as a secretary or producer reads it.

use ocop::compare::{ComparisonReport, MinimumFacts, RowReport, RowState, Side};
use ocop::{Lang, Outcome, RatingReport};

use crate::table::{clean, left, right, wrapped};
use crate::text::{fact, line, plural, say};

/// The comparison as text.
pub fn text(report: &ComparisonReport<'_>, product: Option<&str>, lang: Lang) -> String {
    let mut out = String::new();
    let page = Page { report, lang };
    page.head(&mut out, product);
    page.ratings(&mut out);
    page.open(&mut out);
    page.rising(&mut out);
    page.carried(&mut out);
    page.gone(&mut out);
    page.minimums(&mut out);
    page.findings(&mut out);
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

struct Page<'p> {
    report: &'p ComparisonReport<'p>,
    lang: Lang,
}

impl Page<'_> {
    fn say<'w>(&self, vi: &'w str, en: &'w str) -> &'w str {
        say(self.lang, vi, en)
    }

    fn rows(&self, states: &[RowState]) -> Vec<&RowReport> {
        let rows = self.report.criteria.iter();
        rows.filter(|r| states.contains(&r.state)).collect()
    }

    fn head(&self, out: &mut String, product: Option<&str>) {
        line(
            out,
            self.say(
                "HỒ SƠ OCOP THEO QUYẾT ĐỊNH KHÁC",
                "AN OCOP DOSSIER UNDER ANOTHER DECISION",
            ),
        );
        out.push('\n');
        if let Some(name) = product {
            fact(out, self.say("Sản phẩm", "Product"), &clean(name));
        }
        for (label, set) in [
            (self.say("Từ", "From"), &self.report.from),
            (self.say("Sang", "To"), &self.report.to),
        ] {
            let decision = format!("{} {}", self.say("Quyết định", "Decision"), set.number);
            let name = set.name.get(self.lang);
            fact(
                out,
                label,
                &format!("{decision} · {}. {name}", set.product_set),
            );
        }
        let basis = match &self.report.correspondence {
            Some(_) => self.say(
                "bảng tương ứng đã rà soát từng mức",
                "levels reviewed one by one",
            ),
            None if self.report.from.criteria == self.report.to.criteria => {
                self.say("cùng một quyết định", "the same decision")
            }
            None => self.say(
                "chưa có bảng tương ứng: chỉ chuyển mức giống nguyên văn",
                "not reviewed: only levels word for word the same carry over",
            ),
        };
        fact(out, self.say("Cách chuyển", "Carried by"), basis);
        out.push('\n');
    }

    fn ratings(&self, out: &mut String) {
        let ratings = &self.report.ratings;
        for (label, rating) in [
            (
                self.say("Theo luật cũ", "Under the older law"),
                &ratings.old,
            ),
            (
                self.say("Tạm tính theo luật mới", "Provisional under the newer"),
                &ratings.provisional,
            ),
            (
                self.say("Thấp nhất có thể", "Worst possible"),
                &ratings.worst,
            ),
            (self.say("Cao nhất có thể", "Best possible"), &ratings.best),
        ] {
            let points = format!("{}/{}", rating.points, rating.max_points);
            let result = format!(
                "{}{}  {}",
                left(label, 30),
                right(&points, 8),
                self.stars(rating)
            );
            line(out, &result);
        }
        let counts = &self.report.counts;
        let (same, changed) = (counts.unchanged, counts.changed);
        let (open, gone) = (self.report.open.len(), counts.gone);
        out.push('\n');
        line(
            out,
            &wrapped(
                "",
                &match self.lang {
                    Lang::Vi => format!(
                        "{same} tiêu chí giữ nguyên, {changed} chuyển có thay đổi, {open} cần trả lời, {gone} không còn."
                    ),
                    Lang::En => format!(
                        "{same} criteria unchanged, {changed} carried over with changes, {open} to be answered, {gone} gone."
                    ),
                },
            ),
        );
        out.push('\n');
    }

    fn stars(&self, rating: &RatingReport<'_>) -> String {
        let told = match rating.outcome {
            Outcome::Rejected => self.say("bị loại", "rejected"),
            Outcome::Ineligible => self.say("không đủ điều kiện", "not eligible"),
            Outcome::Stopped => self.say("dừng đánh giá", "stopped"),
            Outcome::Rated | Outcome::Provisional => "",
        };
        match (rating.stars, self.lang) {
            (Some(stars), Lang::Vi) => format!("{stars} sao"),
            (Some(stars), Lang::En) => plural(stars),
            (None, _) => told.to_owned(),
        }
    }

    fn heading(&self, out: &mut String, vi: &str, en: &str) {
        line(out, self.say(vi, en));
    }

    fn open(&self, out: &mut String) {
        let rows = self.rows(&[RowState::New, RowState::Question, RowState::Unanswered]);
        if rows.is_empty() {
            return;
        }
        self.heading(out, "Cần trả lời", "To be answered");
        for row in rows {
            let why = match row.state {
                RowState::New => self.say("tiêu chí mới", "a new criterion").to_owned(),
                RowState::Unanswered => self.say("chưa chấm", "unanswered").to_owned(),
                _ => row
                    .reason
                    .as_ref()
                    .map(|r| r.get(self.lang).to_owned())
                    .unwrap_or_default(),
            };
            let Some(to) = &row.to else { continue };
            self.named(out, row, to);
            if let (RowState::Question, Some(from)) = (row.state, &row.from) {
                line(out, &wrapped("          ", &self.before(from)));
            }
            line(out, &wrapped("          ", &why));
            self.choices(out, row);
        }
        out.push('\n');
    }

    fn rising(&self, out: &mut String) {
        let rows: Vec<_> = self.report.criteria.iter().filter(|r| r.at_least).collect();
        if rows.is_empty() {
            return;
        }
        self.heading(
            out,
            "Được chuyển, có thể đạt mức cao hơn nếu chứng minh thêm",
            "Carried over, and may rise with further proof",
        );
        for row in rows {
            let Some(to) = &row.to else { continue };
            self.named(out, row, to);
            self.move_and_reason(out, row);
            self.choices(out, row);
        }
        out.push('\n');
    }

    fn carried(&self, out: &mut String) {
        let mut rows = self.rows(&[RowState::Changed]);
        rows.retain(|r| !r.at_least);
        if !rows.is_empty() {
            self.heading(out, "Được chuyển, có thay đổi", "Carried over with changes");
            for row in rows {
                let Some(to) = &row.to else { continue };
                self.named(out, row, to);
                self.move_and_reason(out, row);
            }
            out.push('\n');
        }
        for (state, vi, en) in [
            (RowState::Unchanged, "Giữ nguyên: ", "Unchanged: "),
            (RowState::NotApplicable, "Không chấm: ", "Not scored: "),
        ] {
            let ids = self
                .rows(&[state])
                .into_iter()
                .filter_map(|r| r.to.as_ref());
            let ids: Vec<String> = ids.map(|s| s.criterion.to_string()).collect();
            if !ids.is_empty() {
                line(out, &wrapped(self.say(vi, en), &ids.join(", ")));
                out.push('\n');
            }
        }
    }

    fn gone(&self, out: &mut String) {
        let rows = self.rows(&[RowState::Gone]);
        if rows.is_empty() {
            return;
        }
        self.heading(
            out,
            "Không còn trong luật mới",
            "No longer in the newer law",
        );
        for row in rows {
            let Some(from) = &row.from else { continue };
            self.named(out, row, from);
            line(out, &wrapped("          ", &self.before(from)));
        }
        out.push('\n');
    }

    fn minimums(&self, out: &mut String) {
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
            if !list.is_empty() {
                self.heading(out, vi, en);
                for minimum in list {
                    line(out, &wrapped("  - ", &told(minimum, self.lang)));
                }
                out.push('\n');
            }
        }
    }

    fn findings(&self, out: &mut String) {
        let findings = &self.report.findings;
        for (list, vi, en) in [
            (
                &findings.carried,
                "Phát hiện được chuyển",
                "Findings carried over",
            ),
            (
                &findings.gone,
                "Phát hiện luật mới không có",
                "Findings the newer law has not",
            ),
        ] {
            if !list.is_empty() {
                self.heading(out, vi, en);
                for finding in list {
                    let label = finding.label.get(self.lang);
                    line(
                        out,
                        &wrapped("  - ", &format!("{}: {label}", finding.finding)),
                    );
                }
                out.push('\n');
            }
        }
    }

    fn named(&self, out: &mut String, row: &RowReport, side: &Side) {
        let head = format!("  {}", left(&side.criterion.to_string(), 8));
        let max = side.max_points;
        let name = format!("{} ({max})", row.name.get(self.lang));
        line(out, &wrapped(&head, &name));
    }

    /// What was reached before.
    fn before(&self, from: &Side) -> String {
        let place = match (from.level, from.points) {
            (Some(level), Some(points)) => {
                let (id, max) = (from.criterion, from.max_points);
                match self.lang {
                    Lang::Vi => format!("Trước: {id} mức {level}, {points}/{max} điểm"),
                    Lang::En => format!("Before: {id} level {level}, {points}/{max} points"),
                }
            }
            _ => self
                .say("Trước: chưa chấm", "Before: unanswered")
                .to_owned(),
        };
        match &from.label {
            Some(label) => format!("{place}: {}", label.get(self.lang)),
            None => place,
        }
    }

    fn move_and_reason(&self, out: &mut String, row: &RowReport) {
        let (Some(from), Some(to)) = (&row.from, &row.to) else {
            return;
        };
        let side = |s: &Side| {
            let level = s.level.map(|l| l.to_string()).unwrap_or_default();
            let points = s.points.map(|p| p.to_string()).unwrap_or_default();
            let max = s.max_points;
            match self.lang {
                Lang::Vi => format!("mức {level} ({points}/{max} điểm)"),
                Lang::En => format!("level {level} ({points}/{max} points)"),
            }
        };
        let least = if row.at_least {
            self.say("ít nhất ", "at least ")
        } else {
            ""
        };
        let text = format!("{} → {least}{}", side(from), side(to));
        line(out, &wrapped("          ", &text));
        if let Some(reason) = &row.reason {
            line(out, &wrapped("          ", reason.get(self.lang)));
        }
    }

    fn choices(&self, out: &mut String, row: &RowReport) {
        for choice in &row.choices {
            let mark = choice
                .minimum_for
                .map(|s| format!(" {}", "*".repeat(usize::from(s.get()))))
                .unwrap_or_default();
            let case = choice.case.map(|c| format!("{c}) ")).unwrap_or_default();
            let first = format!(
                "          {}. {}  ",
                right(&choice.level.to_string(), 2),
                right(&choice.points.to_string(), 2)
            );
            let label = choice.label.get(self.lang);
            line(out, &wrapped(&first, &format!("{case}{label}{mark}")));
        }
    }
}

/// A star minimum in one line.
pub fn told(minimum: &MinimumFacts, lang: Lang) -> String {
    let (stars, id, level) = (minimum.stars, minimum.criterion, minimum.level);
    let (name, label) = (minimum.name.get(lang), minimum.label.get(lang));
    match lang {
        Lang::Vi => format!("{stars} sao: {id} {name}, từ mức {level}: {label}"),
        Lang::En => format!(
            "{}: {id} {name}, from level {level}: {label}",
            plural(stars)
        ),
    }
}
