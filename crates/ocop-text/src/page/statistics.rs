//! Counts over ratings, tallies and registers.

use std::collections::BTreeMap;
use std::sync::Arc;

use ocop::stats::{Count, Ideas, Lacking, Near, NearMiss, StatsReport};
use ocop::{CriteriaVersion, Lang, Library, ProductSet, ProductSetNumber};

use crate::document::{Block, Column, Document, Row, Table};
use crate::words::{points, say, stars};

/// The most rows of a table of what is most often lacking, where nothing else was asked for.
const MOST: usize = 10;
/// The longest bar of a chart, in columns.
const BAR: u64 = 20;

/// Statistics for people.
#[must_use]
pub fn statistics(report: &StatsReport, library: &Library, lang: Lang) -> Document {
    let page = Page {
        names: names(report, library, lang),
        library,
        lang,
    };
    let mut out = Document::new(lang, say(lang, "Tổng hợp số liệu OCOP", "OCOP statistics"));
    let counted = [
        report.assessed,
        report.not_standing,
        report.recognitions,
        report.revoked,
        report.refused,
    ];
    if counted.iter().all(|n| *n == 0) && report.ideas == Ideas::default() {
        out.paragraph(say(
            lang,
            "Không có gì để tính: không dòng nào có kết quả, giấy chứng nhận hoặc ý tưởng.",
            "Nothing to count: no line holds a result, a certificate or an idea.",
        ));
    }
    page.counted(&mut out, report);
    page.shares(&mut out, report);
    let totals = report
        .totals
        .iter()
        .map(|bin| (bin.from_points.to_string(), bin.count));
    page.chart(
        &mut out,
        ("Phân bố điểm (từ)", "Totals (from)"),
        totals.collect(),
    );
    page.chart(
        &mut out,
        ("Mức tối thiểu hay thiếu nhất", "Minimums most often unmet"),
        page.lacking(&report.unmet, report),
    );
    page.chart(
        &mut out,
        ("Tiêu chí hay 0 điểm nhất", "Criteria most often at 0"),
        page.lacking(&report.zeros, report),
    );
    page.history(&mut out, report);
    page.near(&mut out, report);
    out
}

/// What keys of criteria measure, by the name that most of the counted products have in their sets; of
/// names that are as frequent, the one of the first of the sets.
fn names(report: &StatsReport, library: &Library, lang: Lang) -> BTreeMap<String, String> {
    let mut borne: BTreeMap<String, Vec<(String, u64)>> = BTreeMap::new();
    for (of, count) in report.by_set.iter().map(|set| (&set.name, set.count)) {
        let Some((criteria, set)) = counted_set(library, of) else {
            continue;
        };
        for criterion in set.criteria() {
            let name = criteria.translate(&criterion.name).get(lang).to_owned();
            let names = borne.entry(criterion.key.clone()).or_default();
            match names.iter_mut().find(|(known, _)| *known == name) {
                Some((_, products)) => *products = products.saturating_add(count),
                None => names.push((name, count)),
            }
        }
    }
    let most = |names: Vec<(String, u64)>| {
        // of several that are greatest `max_by_key` has the last
        let most = names
            .into_iter()
            .rev()
            .max_by_key(|(_, products)| *products);
        most.map(|(name, _)| name)
    };
    borne
        .into_iter()
        .filter_map(|(key, names)| Some((key, most(names)?)))
        .collect()
}

/// A product set as statistics name it, `version/number name`.
fn counted_set<'l>(
    library: &'l Library,
    name: &str,
) -> Option<(&'l CriteriaVersion, Arc<ProductSet>)> {
    let (version, set) = name.split_once('/')?;
    let (number, _) = set.split_once(' ')?;
    let criteria = library.version(version).ok()?;
    let number = number.parse::<i64>().ok().map(ProductSetNumber::new)?;
    let set = criteria.set(number.ok()?).ok()?;
    Some((criteria, Arc::clone(set)))
}

struct Page<'p> {
    names: BTreeMap<String, String>,
    library: &'p Library,
    lang: Lang,
}

impl Page<'_> {
    const fn say<'w>(&self, vi: &'w str, en: &'w str) -> &'w str {
        say(self.lang, vi, en)
    }

    fn row(&self, vi: &str, en: &str, count: u64) -> (String, u64) {
        (self.say(vi, en).to_owned(), count)
    }

    /// A table of counts with a bar each, unless all are 0.
    fn chart(&self, out: &mut Document, (vi, en): (&str, &str), rows: Vec<(String, u64)>) {
        let most = rows.iter().map(|(_, count)| *count).max().unwrap_or(0);
        if most == 0 {
            return;
        }
        out.heading(2, self.say(vi, en));
        let mut table = Table::new([
            Column::words("", 1),
            Column::figures(""),
            Column {
                head: "".into(),
                ..Column::default()
            },
        ]);
        for (name, count) in rows {
            let cells = count.saturating_mul(BAR).div_ceil(most).min(BAR);
            let bar = "█".repeat(usize::try_from(cells).unwrap_or(0));
            table.rows.push(Row::new([name, count.to_string(), bar]));
        }
        out.push(Block::Table(table));
    }

    /// How many of what were counted.
    fn counted(&self, out: &mut Document, report: &StatsReport) {
        self.chart(
            out,
            ("Tổng hợp số liệu", "Counted"),
            vec![
                self.row(
                    "kết quả đánh giá",
                    "results of assessments",
                    report.assessed,
                ),
                self.row(
                    "kết quả chưa đủ điều kiện thông qua (không tính dưới đây)",
                    "results that do not stand (not counted below)",
                    report.not_standing,
                ),
                self.row(
                    "lượt công nhận trong sổ",
                    "recognitions in registers",
                    report.recognitions,
                ),
                self.row(
                    "sản phẩm được công nhận",
                    "products recognised",
                    report.recognised,
                ),
                self.row(
                    "sản phẩm bị thu hồi (không tính dưới đây)",
                    "products revoked (not counted below)",
                    report.revoked,
                ),
                self.row(
                    "dòng bị từ chối (không tính)",
                    "lines refused (not counted)",
                    report.refused,
                ),
            ],
        );
        let ideas = &report.ideas;
        self.chart(
            out,
            ("Ý tưởng", "Ideas"),
            vec![
                self.row("đăng ký", "registered", ideas.registered),
                self.row("được thẩm định", "appraised", ideas.appraised),
                self.row("được chấp thuận", "accepted", ideas.accepted),
            ],
        );
    }

    /// How the results are spread.
    fn shares(&self, out: &mut Document, report: &StatsReport) {
        let by = |list: &[Count], name: &dyn Fn(&str) -> String| {
            let rows = list.iter().map(|c| (name(&c.name), c.count));
            rows.collect::<Vec<_>>()
        };
        let same = |name: &str| name.to_owned();
        for (heading, rows) in [
            (
                ("Theo hạng sao", "By stars"),
                by(&report.by_stars, &|n| self.stars(n)),
            ),
            (
                ("Theo kết quả", "By outcome"),
                by(&report.by_outcome, &|n| self.outcome(n)),
            ),
            (
                ("Theo lĩnh vực", "By sector"),
                by(&report.by_sector, &|n| self.sector(n)),
            ),
            (
                ("Theo bộ sản phẩm", "By product set"),
                by(&report.by_set, &|n| self.set(n)),
            ),
            (("Theo tỉnh", "By province"), by(&report.by_province, &same)),
            (("Theo năm", "By year"), by(&report.by_year, &same)),
        ] {
            self.chart(out, heading, rows);
        }
    }

    fn stars(&self, name: &str) -> String {
        match name.parse() {
            Ok(number) => {
                ocop::Stars::new(number).map_or_else(|_| name.to_owned(), |s| stars(self.lang, s))
            }
            Err(_) => name.to_owned(),
        }
    }

    fn outcome(&self, name: &str) -> String {
        let (vi, en) = match name {
            "rated" => ("đã xếp hạng", "rated"),
            "provisional" => ("tạm tính", "provisional"),
            "stopped" => ("dừng đánh giá", "stopped"),
            "ineligible" => ("không đủ điều kiện", "not eligible"),
            "rejected" => ("bị loại", "rejected"),
            other => (other, other),
        };
        self.say(vi, en).to_owned()
    }

    fn sector(&self, name: &str) -> String {
        let known = |c: &std::sync::Arc<CriteriaVersion>| {
            Some(c.translate(name).en).filter(|en| en != name)
        };
        match self.lang {
            Lang::Vi => name.to_owned(),
            Lang::En => self
                .library
                .versions()
                .rev()
                .find_map(known)
                .unwrap_or_else(|| name.to_owned()),
        }
    }

    /// A product set by its name, from `version/number`.
    fn set(&self, name: &str) -> String {
        let found = counted_set(self.library, name).and_then(|(criteria, set)| {
            let number = criteria.instrument().ok()?.file().number.clone();
            let label = criteria.translate(set.name());
            Some(format!(
                "{}. {} ({number})",
                set.number(),
                label.get(self.lang)
            ))
        });
        found.unwrap_or_else(|| name.to_owned())
    }

    fn lacking(&self, list: &[Lacking], report: &StatsReport) -> Vec<(String, u64)> {
        let most = match report.top_asked {
            true => usize::from(report.top),
            false => MOST,
        };
        let rows = list.iter().take(most).map(|l| {
            let name = self.names.get(&l.key).unwrap_or(&l.key);
            let name = match l.stars {
                Some(s) => format!("{name} ({})", stars(self.lang, s)),
                None => name.clone(),
            };
            (name, l.count)
        });
        rows.collect()
    }

    fn history(&self, out: &mut Document, report: &StatsReport) {
        if report.history.is_empty() {
            return;
        }
        out.heading(2, self.say("Lịch sử công nhận", "History of recognitions"));
        let mut table = Table::new([
            Column::figures(self.say("Năm", "Year")),
            Column::words(self.say("Công nhận", "Recognised"), 1),
            Column::figures(self.say("Công nhận lại", "Renewed")),
            Column::figures(self.say("Nâng hạng", "Upgraded")),
            Column::figures(self.say("Thu hồi", "Revoked")),
        ]);
        for year in &report.history {
            let by_stars = year
                .by_stars
                .iter()
                .map(|c| format!("{}: {}", self.stars(&c.name), c.count));
            table.rows.push(Row::new([
                year.year.to_string(),
                by_stars.collect::<Vec<_>>().join("; "),
                year.renewed.to_string(),
                year.upgraded.to_string(),
                year.revoked.to_string(),
            ]));
        }
        out.push(Block::Table(table));
    }

    fn near(&self, out: &mut Document, report: &StatsReport) {
        let within = points(self.lang, report.near_points);
        let heading = match self.lang {
            Lang::Vi => format!("Cận ngưỡng hạng kế tiếp (trong {within} hoặc một mức tối thiểu)"),
            Lang::En => format!("Near the next star (within {within}, or one minimum)"),
        };
        let listed = u64::try_from(report.near_misses.len()).unwrap_or(u64::MAX);
        let more = report.near_count.saturating_sub(listed);
        let more = (more > 0).then(|| match self.lang {
            Lang::Vi => format!("… và {more} sản phẩm nữa"),
            Lang::En => format!("… and {more} more"),
        });
        out.headed_list(
            2,
            heading,
            report
                .near_misses
                .iter()
                .map(|n| self.near_miss(n))
                .chain(more),
        );
    }

    fn near_miss(&self, near: &NearMiss) -> String {
        let lacks = match (&near.near, self.lang) {
            (Near::Points { points }, Lang::Vi) => format!("thiếu {points} điểm"),
            (Near::Points { points }, Lang::En) => {
                format!("{} short", self::points(Lang::En, *points))
            }
            (Near::Minimum { criterion }, Lang::Vi) => {
                format!("thiếu mức tối thiểu tại tiêu chí {criterion}")
            }
            (Near::Minimum { criterion }, Lang::En) => {
                format!("one minimum short, at {criterion}")
            }
        };
        format!(
            "{} → {}: {lacks}",
            near.named(),
            stars(self.lang, near.next)
        )
    }
}
