//! The sheet of a product set: criteria, levels, marks, rules.

use ocop::criteria::{SetCriterion, SetErratum, SetReport, SetSection};
use ocop::{Lang, Library, Stars};

use super::levels::{legend, mark};
use crate::document::{Block, Column, Document, Fact, Item, Row, Table};
use crate::inline::Inline;
use crate::words::{Law, effect, points, say};

/// A product set's sheet for people.
#[must_use]
pub fn sheet(set: &SetReport, library: &Library, lang: Lang) -> Document {
    let law = Law::of(library, set.criteria.as_str(), lang).with_set(Some(set.product_set));
    let page = Page { set, law };
    let title = format!("{}. {}", set.product_set, set.name.get(lang));
    let mut out = Document::new(lang, title);
    out.facts(page.head());
    if page.set.has_minimums() {
        out.paragraph(legend(lang));
    }
    for part in &set.parts {
        let most = points(lang, part.max_points);
        out.heading(
            1,
            format!("{}. {} ({most})", part.part, part.name.get(lang)),
        );
        for section in &part.sections {
            page.section(&mut out, section);
        }
    }
    page.rules(&mut out);
    out
}

struct Page<'p> {
    set: &'p SetReport,
    law: Law<'p>,
}

impl Page<'_> {
    const fn say<'w>(&self, vi: &'w str, en: &'w str) -> &'w str {
        self.law.say(vi, en)
    }

    fn head(&self) -> Vec<Fact> {
        let (set, lang) = (self.set, self.law.lang);
        let class = &set.classification;
        let place = [
            Some(&class.sector),
            Some(&class.group),
            class.subgroup.as_ref(),
        ];
        let place: Vec<&str> = place.into_iter().flatten().map(|t| t.get(lang)).collect();
        let ministries: Vec<&str> = set.ministries.iter().map(|t| t.get(lang)).collect();
        let decision = self.law.decision(set.criteria.as_str());
        let law = Inline::from(decision).source(self.law.translate(&set.source));
        vec![
            Fact::new(self.say("Văn bản", "Law"), law),
            Fact::new(self.say("Phân loại", "Classification"), place.join(" › ")),
            Fact::new(
                self.say("Bộ, ngành quản lý", "Ministries in charge"),
                ministries.join("; "),
            ),
            Fact::new(self.say("Tổng điểm", "Total"), points(lang, set.max_points)),
        ]
    }

    fn section(&self, out: &mut Document, section: &SetSection) {
        let lang = self.law.lang;
        // a section that is scored itself is its own criterion
        let alone = section
            .criteria
            .first()
            .is_some_and(|c| c.criterion == section.section);
        if !alone {
            let most = points(lang, section.max_points);
            out.heading(
                2,
                format!("{}. {} ({most})", section.section, section.name.get(lang)),
            );
        }
        let mut table = Table::new([
            Column::figures(self.say("Mức", "Level")),
            Column::figures(self.say("Điểm", "Points")),
            Column::words(self.say("Nội dung", "What it asks for"), 1),
            Column {
                head: self.say("Sao", "Stars").into(),
                ..Column::default()
            },
        ]);
        let mut group = None;
        for criterion in &section.criteria {
            let of = criterion.criterion.parent();
            if let Some(heading) = section.groups.iter().find(|g| Some(g.group) == of)
                && group != of
            {
                group = of;
                let most = points(lang, heading.max_points);
                table.rows.push(Row::heading(format!(
                    "{} {} ({most})",
                    heading.group,
                    heading.name.get(lang)
                )));
            }
            self.criterion(&mut table, criterion);
        }
        out.push(Block::Table(table));
    }

    fn criterion(&self, table: &mut Table, criterion: &SetCriterion) {
        let lang = self.law.lang;
        let needs = criterion.requires.map(|r| match lang {
            Lang::Vi => format!(" · chỉ chấm khi {r} có điểm"),
            Lang::En => format!(" · scored only if {r} has points"),
        });
        let least = criterion.minimum_for.map(|s: Stars| match lang {
            Lang::Vi => format!(" · {}: phải đạt ít nhất một mức", mark(Some(s))),
            Lang::En => format!(" · {}: at least one level must be reached", mark(Some(s))),
        });
        table.rows.push(Row::heading(format!(
            "{} {} ({}){}{}",
            criterion.criterion,
            criterion.name.get(lang),
            points(lang, criterion.max_points),
            least.unwrap_or_default(),
            needs.unwrap_or_default()
        )));
        for note in &criterion.notes {
            let note = Inline::new().emphasis(note.get(lang));
            table
                .rows
                .push(Row::new([Inline::new(), Inline::new(), note]));
        }
        for level in &criterion.levels {
            let case = level.case.map(|c| format!("{c}) ")).unwrap_or_default();
            table.rows.push(Row::new([
                level.level.to_string(),
                level.points.to_string(),
                format!("{case}{}", level.label.get(lang)),
                mark(level.minimum_for),
            ]));
        }
    }

    fn rules(&self, out: &mut Document) {
        let (set, lang) = (self.set, self.law.lang);
        let cases = set
            .cases
            .iter()
            .map(|c| format!("{}) {}", c.case, c.label.get(lang)));
        let heading = self.say(
            "Trường hợp (cả phiếu theo một trường hợp)",
            "Cases (one holds for the whole sheet)",
        );
        out.headed_list(1, heading, cases);
        let mut items: Vec<Item> = set
            .findings
            .iter()
            .map(|finding| {
                let at = finding.criterion.map(|c| self.law.criterion(c));
                let at = at.map(|at| format!("; {at}")).unwrap_or_default();
                let words = Inline::from(finding.label.get(lang))
                    .plain(format!(" ({}{at})", effect(lang, finding.effect)))
                    .source(self.law.translate(&finding.source));
                Item::new(words.plain(format!(" {}", finding.finding)))
            })
            .collect();
        if !set.zero_stops.is_empty() {
            let words = self.say("0 điểm: dừng đánh giá", "0 points: the assessment stops");
            let stops = set.zero_stops.iter().map(|c| self.law.criterion(*c));
            items.push(Item::new(words).with(stops));
        }
        let heading = self.say(
            "Trường hợp bị loại, dừng đánh giá, không đủ điều kiện",
            "Findings: rejection, stop, not eligible",
        );
        out.headed_list(1, heading, items);
        let errata = set.errata.iter().map(|e| self.erratum(e));
        let heading = self.say("Đính chính và điểm nghi vấn", "Errata and doubts");
        out.headed_list(1, heading, errata);
    }

    fn erratum(&self, erratum: &SetErratum) -> String {
        let lang = self.law.lang;
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
        format!("{}: {}", place.join(", "), erratum.reason.get(lang))
    }
}
